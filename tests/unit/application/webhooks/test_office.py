"""The webhooks of a company in the register."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.register import KeyTaken, Register
from hovorna.application.webhooks.office import WebhookOffice, wish_of
from hovorna.application.webhooks.webhook import webhooks_of
from hovorna.contract.public_events.event_type import WebhookEventType as E

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIRST = wish_of([E.SESSION_CREATED], "https://a.example/")
SECOND = wish_of([E.SESSION_CREATED], "https://b.example/")


@pytest.fixture
def register() -> Register:
    return MemoryRegister()


@pytest.fixture
def office(register: Register) -> WebhookOffice:
    return WebhookOffice(register, 1)


def test_every_type_is_asked_for_once_in_the_order_in_which_it_was_named() -> None:
    wish = wish_of([E.SESSION_ENDED, E.SESSION_CREATED, E.SESSION_ENDED], "https://a.example/")
    assert wish.event_types == (E.SESSION_ENDED, E.SESSION_CREATED)


def test_an_address_is_one_webhooks_in_a_company(register: Register, office: WebhookOffice) -> None:
    first = office.register(FIRST, NOW, {1: 7})
    with pytest.raises(KeyTaken) as taken:
        office.register(FIRST, NOW, {})
    assert taken.value.number == first.id
    assert (first.begins_after, first.created, first.disabled) == ({1: 7}, NOW, None)
    assert WebhookOffice(register, 2).register(FIRST, NOW, {}).id != first.id
    assert office.all() == [first]


def test_changing_to_anothers_address_changes_nothing(office: WebhookOffice) -> None:
    first, second = office.register(FIRST, NOW, {}), office.register(SECOND, NOW, {})
    with pytest.raises(KeyTaken) as taken:
        office.change(second.id, FIRST)
    assert taken.value.number == first.id
    assert office.all() == [first, second]


def test_a_change_switches_on_again_and_keeps_the_rest(register: Register, office: WebhookOffice) -> None:
    webhook = office.register(FIRST, NOW, {1: 7})
    off = msgspec.structs.replace(webhook, disabled=NOW, disabled_reason="Gone.")
    webhooks_of(register).change(webhook.id, lambda _: off)
    assert office.get(webhook.id) == off
    assert office.change(webhook.id, FIRST) == webhook
    assert office.get(webhook.id) == webhook


def test_another_companys_webhook_is_as_good_as_none(register: Register, office: WebhookOffice) -> None:
    webhook, other = office.register(FIRST, NOW, {}), WebhookOffice(register, 2)
    assert other.get(webhook.id) is None
    assert other.change(webhook.id, SECOND) is None
    assert other.secret(webhook.id) is None
    assert other.rotate(webhook.id, NOW) is None
    assert not other.remove(webhook.id)
    other.remove_all()
    assert office.all() == [webhook]


def test_a_key_is_rotated_and_the_old_one_signs_along_for_a_day(office: WebhookOffice) -> None:
    webhook = office.register(FIRST, NOW, {})
    [old] = webhook.secrets
    assert office.secret(webhook.id) == old
    new = office.rotate(webhook.id, NOW)
    assert new is not None
    assert office.secret(webhook.id) == new
    changed = office.get(webhook.id)
    assert changed is not None
    assert [(one.key, one.valid_until) for one in changed.secrets] == [
        (new.key, None),
        (old.key, NOW + timedelta(hours=24)),
    ]


def test_what_is_secret_does_not_show_where_it_is_printed(office: WebhookOffice) -> None:
    webhook = office.register(FIRST, NOW, {})
    shown = f"{webhook!r} {webhook.secrets[0]!r} {FIRST!r}"
    assert "a.example" not in shown
    assert "whsec" not in shown
