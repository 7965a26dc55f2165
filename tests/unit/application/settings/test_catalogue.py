"""The catalogue: every field that is administered by key, read and merged."""

import msgspec
import pytest

from hovorna.application.accounts import Company
from hovorna.application.company_settings import CompanySettings, settings_of, webhook_networks, with_settings
from hovorna.application.settings import catalogue
from hovorna.application.settings.catalogue import SCOPES, Scope, merged, read, texts_of
from hovorna.contract.bad_input import BadInput
from hovorna.domain.settings import GroupSettings

#: Fields that are set in other ways, or do nothing yet.
_OTHERS = {
    "company": set[str](),
    "department": set[str](),
    "group": {"id", "name", "is_deleted"},
    "user": {"user_id", "memberships", "email_slots", "messengers", "is_enabled"},
    "rule set": {"id", "name", "rules", "is_deleted"},
}


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.name)
def test_every_field_has_its_key_or_another_way_to_be_set(scope: Scope) -> None:
    fields = {field.name for field in msgspec.structs.fields(type(scope.blank))}
    assert {one.field for one in scope.settings} == fields - _OTHERS[scope.name]
    assert len({one.key.lower() for one in scope.settings}) == len(scope.settings)


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.name)
def test_defaults_are_texts_that_are_read_as_themselves(scope: Scope) -> None:
    values = read(scope, texts_of(scope, scope.blank))
    assert merged(scope, scope.blank, values) == (scope.blank, [])


def test_only_what_is_another_counts_as_changed() -> None:
    group = GroupSettings(1, "Support", queue_limit=5)
    values = read(catalogue.GROUP, {"QUEUELIMIT": "5", "autoAccept": "true", "acwLimit": None})
    changed, keys = merged(catalogue.GROUP, group, values)
    assert (changed, keys) == (msgspec.structs.replace(group, auto_accept=True), ["autoAccept"])
    back, keys = merged(catalogue.GROUP, changed, read(catalogue.GROUP, dict.fromkeys(["autoAccept", "queueLimit"])))
    assert (back, keys) == (GroupSettings(1, "Support"), ["queueLimit", "autoAccept"])


def test_everything_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(BadInput) as refusal:
        read(catalogue.RULE_SET, {"priority": "-1", "headstart": "x", "colour": "red"})
    assert list(refusal.value.fields) == ["settings.priority", "settings.headStart", "settings.colour"]


def test_a_companys_settings_are_kept_as_texts_beside_what_others_keep_there() -> None:
    company = Company(1, "House", settings={"other": "kept"})
    settings, changed = merged(
        catalogue.COMPANY,
        settings_of(company),
        read(catalogue.COMPANY, {"webhooks.allow": "10.0.0.0/8", "language": "cs"}),
    )
    assert changed == ["language", "webhooks.allow"]
    company = with_settings(company, settings)
    assert (company.language, company.settings) == ("cs", {"other": "kept", "webhooks.allow": "10.0.0.0/8"})
    assert [str(network) for network in webhook_networks(company)] == ["10.0.0.0/8"]
    assert settings_of(company) == settings
    assert with_settings(company, CompanySettings()).settings == {"other": "kept"}
