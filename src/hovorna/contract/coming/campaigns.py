"""Campaigns as the published API names them; nothing dials them yet."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from hovorna.contract.departments import PublishedChannel
from hovorna.contract.wire_types import Long


class CampaignMode(StrEnum):
    PREVIEW = "Preview"
    PREDICTIVE = "Predictive"
    AUTOMATED = "Automated"


class CampaignUpdateModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: str
    description: str | None = None
    goal: str
    contact_info_field: str | None = None
    caller_ids: tuple[str, ...] | None = None
    routing_rule_set_id: int | None = None
    call_script_id: int | None = None
    rule_id: int | None = None
    pickup_rate: int | None = None
    bcw_seconds: int | None = None
    whats_app_form_id: int | None = None
    whats_app_form_language: str | None = None
    whats_app_subscription_id: UUID | None = None


class CampaignCreateModel(CampaignUpdateModel, frozen=True, kw_only=True, rename="camel"):
    channel: PublishedChannel
    mode: CampaignMode


class CampaignModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    department_id: int
    name: str | None = None
    description: str | None = None
    goal: str | None = None
    channel: PublishedChannel
    mode: CampaignMode
    pickup_rate: int | None = None
    created: datetime
    started: datetime | None = None
    finished: datetime | None = None
    contact_info_field: str | None = None
    call_script_id: int | None = None
    routing_rule_set_id: int | None = None
    rule_id: int | None = None
    bcw_seconds: int | None = None
    identity_ids: tuple[Long, ...] | None = None
    caller_ids: tuple[str, ...] | None = None


class CampaignIdentityState(StrEnum):
    INITIAL = "INITIAL"
    AWAITING_FREE_OPERATOR = "AWAITING_FREE_OPERATOR"
    OPERATOR_ASSIGNED = "OPERATOR_ASSIGNED"
    BCW = "BCW"
    ACW = "ACW"
    CALLING = "CALLING"
    CALL_IN_PROGRESS = "CALL_IN_PROGRESS"
    SUCCESS = "SUCCESS"
    FAILING = "FAILING"
    DIAL_FAILED = "DIAL_FAILED"
    RETRY_SCHEDULED = "RETRY_SCHEDULED"
    WA_SENT = "WA_SENT"
    WA_SEND_FAILED = "WA_SEND_FAILED"
    WA_DELIVERED = "WA_DELIVERED"
    WA_DELIVERY_FAILED = "WA_DELIVERY_FAILED"
    WA_READ = "WA_READ"
    CANCELLED_BY_ADMIN = "CANCELLED_BY_ADMIN"
    CANCELLED_BY_CLIENT = "CANCELLED_BY_CLIENT"
    CANCELLED_BY_OPERATOR = "CANCELLED_BY_OPERATOR"
    BLACKLISTED = "BLACKLISTED"
    INVALID_RECORD = "INVALID_RECORD"
    REMOVED = "REMOVED"


class CampaignIdentity(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: Long
    state: CampaignIdentityState
    created: datetime | None
    retry_scheduled_date: datetime | None
    retry_count: int


class CampaignState(StrEnum):
    INITIAL = "Initial"
    PAUSED = "Paused"
    FINISHED = "Finished"
    IN_PROGRESS = "InProgress"
    CANCELED = "Canceled"


class AddCampaignIdentitiesModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    ids: tuple[Long, ...]
    #: Clients leave it out.
    contact_info_field: str | None = None
    whats_app_form_contact_fields: tuple[str, ...] | None = None
    whats_app_form_default_values: tuple[str, ...] | None = None


class DeleteCampaignIdentitiesModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    ids: tuple[Long, ...]


class CampaignStateModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    state: CampaignState
