"""The published names of people's roles."""

from enum import StrEnum


class GlobalRole(StrEnum):
    """A person's role in the whole company."""

    #: Administers the server: every company, though each person logs in to one.
    ADMIN = "Admin"
    COMPANY_ADMIN = "CompanyAdmin"
    WALLBOARD = "Wallboard"
    COMPANY_OPERATOR_METRICS_VIEW = "CompanyOperatorMetricsView"
    COMPANY_STATISTICS = "CompanyStatistics"


class DepartmentRole(StrEnum):
    """A person's role in one department; the channels of an operator are roles too."""

    OPERATOR = "Operator"
    RECEPTION = "Reception"
    WALLBOARD = "Wallboard"
    TELEPHONIST = "Telephonist"
    MLUVII_OPERATOR = "MluviiOperator"
    EMAIL_OPERATOR = "EmailOperator"
    FACEBOOK_OPERATOR = "FacebookOperator"
    WHATS_APP_OPERATOR = "WhatsAppOperator"
    VK_OPERATOR = "VkOperator"
    APPLE_OPERATOR = "AppleOperator"
    GENERIC_CHANNEL_OPERATOR = "GenericChannelOperator"
    TENANT_ADMIN = "TenantAdmin"
    TENANT_TEMPLATES_ADMIN = "TenantTemplatesAdmin"
    TENANT_FILES_ADMIN = "TenantFilesAdmin"
    TENANT_SESSIONS_VIEW = "TenantSessionsView"
    TENANT_VISITORS = "TenantVisitors"
    TENANT_EMAILS_VIEW = "TenantEmailsView"
    TENANT_OPERATORS_VIEW = "TenantOperatorsView"
    TENANT_CAMPAIGNS_ADMIN = "TenantCampaignsAdmin"
