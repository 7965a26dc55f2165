"""Companies, and where their statistics lie."""

import msgspec

from hovorna.contract.wire_types import Address, Guid, Locale, Name


class CompanyModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str | None
    company_guid: Guid
    language: str | None
    timezone: str | None


class CreateCompanyModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: Name
    language: Locale | None = None
    timezone: Locale | None = None


class CompanyMetricSettingsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    database_url: str | None
    database_organization: str | None
    database_bucket: str | None
    database_token: str | None


class NewMetricSettings(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Where the company's statistics are kept. The token is shown to those only who may administer the company."""

    database_url: Address
    database_organization: Name
    database_bucket: Name
    database_token: Address
