"""Settings as they are read and changed: maps from key to text."""

import msgspec

#: What a client sends: null is the default; keys that are not given stay as they are.
Given = dict[str, str | None]


class SettingsUpdate(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Whose settings they are, the path says; an id in the body is not looked at."""

    settings: Given | None = None


class DepartmentSettingsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    department_id: int
    settings: dict[str, str] | None


class GroupSettingsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    operator_group_id: int
    settings: dict[str, str] | None


class UserSettingsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int
    settings: dict[str, str] | None


class RoutingRuleSetSettingsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    routing_rule_set_id: int
    settings: dict[str, str] | None


class CompanySettingsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    company_id: int
    settings: dict[str, str] | None


class DepartmentSettingsUpdate(SettingsUpdate, frozen=True, kw_only=True, rename="camel"):
    department_id: int | None = None


class GroupSettingsUpdate(SettingsUpdate, frozen=True, kw_only=True, rename="camel"):
    operator_group_id: int | None = None


class UserSettingsUpdate(SettingsUpdate, frozen=True, kw_only=True, rename="camel"):
    user_id: int | None = None


class RoutingRuleSetSettingsUpdate(SettingsUpdate, frozen=True, kw_only=True, rename="camel"):
    routing_rule_set_id: int | None = None


class CompanySettingsUpdate(SettingsUpdate, frozen=True, kw_only=True, rename="camel"):
    company_id: int | None = None
