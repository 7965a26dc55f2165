"""Every setting there is, by whose it is; the documentation's table and all reading and writing follow from this."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple, TypeVar

import msgspec

from hovorna.application.company_settings import CompanySettings
from hovorna.application.settings import forms
from hovorna.application.settings.forms import Form
from hovorna.application.settings.opening_hours import HOURS
from hovorna.contract.bad_input import BadInput
from hovorna.domain.settings import DepartmentSettings, GroupSettings, OperatorSettings, RuleSet
from hovorna.domain.vocabulary import Channel, StrategyName

Holder = TypeVar("Holder", bound=msgspec.Struct)

_SECOND, _HOUR, _DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
_NONE = timedelta()
_PRIORITY = forms.number(0, 1_000_000)
_SLOTS = forms.number(0, 1000)


class Setting(NamedTuple):
    """`field` is the attribute that it sets."""

    key: str
    field: str
    form: Form


class Scope(NamedTuple):
    """Whose settings; `blank` has every setting at its default."""

    name: str
    blank: msgspec.Struct
    settings: tuple[Setting, ...]


COMPANY = Scope(
    "company",
    CompanySettings(),
    (
        Setting("language", "language", forms.optional(forms.LANGUAGE)),
        Setting("timezone", "timezone", forms.optional(forms.ZONE)),
        Setting("webhooks.allow", "webhooks_allow", forms.NETWORKS),
    ),
)

#: Opens the server's own network, so that no company among several may decide it for itself.
OF_THE_HOST = frozenset({"webhooks.allow"})

DEPARTMENT = Scope(
    "department",
    DepartmentSettings(),
    (
        Setting("defaultRoutingRuleSetId", "default_rule_set_id", forms.optional(forms.number(1, 2**31 - 1))),
        Setting("guestTolerance", "guest_tolerance", forms.duration(_NONE, _DAY)),
        Setting("offersWithdrawnAfter", "offers_withdrawn_after", forms.duration(_NONE, _DAY)),
        Setting("sessionsReturnedAfter", "sessions_returned_after", forms.duration(_NONE, _DAY)),
        Setting("unansweredLimit", "unanswered_limit", forms.number(1, 1000)),
        Setting("legTimeout", "leg_timeout", forms.duration(_SECOND, _HOUR)),
        Setting("dialLimit", "dial_limit", forms.duration(_SECOND, _HOUR)),
        Setting("messagingExpiry", "messaging_expiry", forms.duration(60 * _SECOND, 365 * _DAY)),
        Setting("bcwLimit", "bcw_limit", forms.duration(_NONE, _DAY)),
        Setting("channelPriority", "channel_priority", forms.numbers_by_word(Channel, _PRIORITY)),
    ),
)

GROUP = Scope(
    "group",
    GroupSettings(0, ""),
    (
        Setting("strategy", "strategy", forms.word(StrategyName)),
        Setting("acceptTimeout", "accept_timeout", forms.duration(_SECOND, _HOUR)),
        Setting("queueTimeout", "queue_timeout", forms.duration(_SECOND, 7 * _DAY)),
        Setting("acwLimit", "acw_limit", forms.duration(_NONE, _DAY)),
        Setting("queueLimit", "queue_limit", forms.optional(forms.number(0, 1_000_000))),
        Setting("autoAccept", "auto_accept", forms.FLAG),
        Setting("withdrawsOnTimeout", "withdraws_on_timeout", forms.FLAG),
        Setting("freesSlotAtLeft", "frees_slot_at_left", forms.FLAG),
        Setting("openingHours", "hours", forms.optional(HOURS)),
    ),
)

#: Slots for e-mail are not among them: nothing routes e-mail yet.
USER = Scope(
    "user",
    OperatorSettings(0),
    (
        Setting("liveSlots", "live_slots", _SLOTS),
        Setting("messageSlots", "message_slots", _SLOTS),
        Setting("channels", "channels", forms.word_set(Channel)),
    ),
)

RULE_SET = Scope(
    "rule set",
    RuleSet(0, ""),
    (
        Setting("priority", "priority", _PRIORITY),
        Setting("headStart", "head_start", forms.duration(_NONE, _DAY)),
    ),
)

SCOPES = (COMPANY, DEPARTMENT, GROUP, USER, RULE_SET)

Values = Mapping[str, Any]  # Any: each field has its own type


def texts_of(scope: Scope, holder: msgspec.Struct) -> dict[str, str]:
    """Every setting of the scope, also those that nobody changed."""
    return {one.key: one.form.write(getattr(holder, one.field)) for one in scope.settings}


def read(scope: Scope, given: Mapping[str, str | None]) -> Values:
    """Field -> value of the given keys, in any letter case; null is the default. Raises BadInput by `settings.key`."""
    known = {one.key.lower(): one for one in scope.settings}
    errors: dict[str, str] = {}
    values: dict[str, Any] = {}
    for key, text in given.items():
        setting = known.get(key.strip().lower())
        if setting is None:
            errors[f"settings.{key}"] = f"A {scope.name} has no such setting."
            continue
        try:
            values[setting.field] = _value(scope, setting, text)
        except ValueError as error:
            errors[f"settings.{setting.key}"] = str(error)
    if errors:
        raise BadInput(errors)
    return values


def _value(scope: Scope, setting: Setting, text: str | None) -> Any:
    return getattr(scope.blank, setting.field) if text is None else setting.form.read(text)


def merged(scope: Scope, holder: Holder, values: Values) -> tuple[Holder, list[str]]:
    """With these values, the others as they were; and the keys of those that are another now."""
    changed = [one.key for one in scope.settings if values.get(one.field, ...) not in (..., getattr(holder, one.field))]
    return msgspec.structs.replace(holder, **values), changed
