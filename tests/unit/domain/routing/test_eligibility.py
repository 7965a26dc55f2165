"""Why an operator may not have a request: every reason, and which of two is told."""

from datetime import UTC, datetime

import pytest

from hovorna.domain.facts import Fact, RoutingRequested, SessionCreated
from hovorna.domain.operators.state import Operator
from hovorna.domain.routing.eligibility import why_not
from hovorna.domain.session.fold import open_session
from hovorna.domain.session.state import Claim, Request, Session
from hovorna.domain.settings import OperatorSettings
from hovorna.domain.vocabulary import (
    Channel,
    OperatorStateKind,
    Presence,
    RequestKind,
    SlotClass,
    Source,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHAT = Claim(SlotClass.LIVE, False)
SESSION, ELSEWHERE, GROUP, EVA = 5, 6, 1, 31


def contact(channel: Channel = Channel.CHAT, source: Source = Source.DEFAULT) -> Session:
    return open_session(Fact(1, NOW, SESSION, SessionCreated(channel, source)))


def asked(group_id: int | None = GROUP) -> Request:
    return Request(2, RoutingRequested(RequestKind.ENTRY, NOW), (), group_id)


def operator(settings: OperatorSettings | None = None) -> Operator:
    return Operator(settings or OperatorSettings(EVA), Presence.ONLINE)


def test_an_operator_who_is_online_and_free_may_have_it() -> None:
    assert why_not(operator(), contact(), asked()) is None


@pytest.mark.parametrize("presence", [Presence.OFFLINE, Presence.AWAY, Presence.BREAK])
def test_an_operator_who_is_not_online_may_not(presence: Presence) -> None:
    away = operator()
    away.presence = presence
    assert why_not(away, contact(), asked()) == presence.value.lower()


def test_a_disabled_operator_may_not() -> None:
    assert why_not(operator(OperatorSettings(EVA, is_enabled=False)), contact(), asked()) == "disabled"


def test_a_disconnected_operator_may_not() -> None:
    gone = operator()
    gone.is_connected = False
    assert why_not(gone, contact(), asked()) == "disconnected"


def test_a_channel_that_is_off_is_not_offered() -> None:
    only_chat = operator(OperatorSettings(EVA, channels=frozenset({Channel.CHAT})))
    assert why_not(only_chat, contact(Channel.AV), asked()) == "channel off"
    assert why_not(only_chat, contact(Channel.CHAT), asked()) is None


def test_who_is_in_the_session_is_not_offered_it_again_even_after_leaving() -> None:
    busy = operator()
    busy.work[SESSION] = OperatorStateKind.AFTER_CALL
    assert why_not(busy, contact(), asked()) == "in the session"


def test_who_holds_an_offer_of_the_session_gets_no_second() -> None:
    asked_already = operator()
    asked_already.offers[9] = SESSION
    assert why_not(asked_already, contact(), asked()) == "has an offer"
    asked_already.offers[9] = ELSEWHERE
    assert why_not(asked_already, contact(), asked()) is None


def test_who_refused_the_request_is_not_asked_again_in_this_group_alone() -> None:
    request = asked()
    request.refused_by.add((GROUP, EVA))
    assert why_not(operator(), contact(), request) == "refused"
    request.group_id = 2
    assert why_not(operator(), contact(), request) is None


def test_who_was_asked_by_name_and_refused_is_not_asked_by_name_again() -> None:
    request = asked(group_id=None)
    request.refused_by.add((0, EVA))
    assert why_not(operator(), contact(), request) == "refused"


def test_somebody_elses_refusal_does_not_count() -> None:
    request = asked()
    request.refused_by.add((GROUP, 32))
    assert why_not(operator(), contact(), request) is None


def test_a_full_operator_may_not_unless_the_offer_needs_no_slot() -> None:
    full = operator(OperatorSettings(EVA, live_slots=1))
    full.claim(ELSEWHERE, CHAT)
    assert why_not(full, contact(), asked()) == "full"
    assert why_not(full, contact(), asked(), needs_slot=False) is None


def test_messages_have_slots_of_their_own() -> None:
    full = operator(OperatorSettings(EVA, live_slots=1, message_slots=1))
    full.claim(ELSEWHERE, CHAT)
    assert why_not(full, contact(source=Source.WHATSAPP), asked()) is None


def test_the_reason_that_an_administrator_can_change_is_told_first() -> None:
    away = operator(OperatorSettings(EVA, is_enabled=False))
    away.presence, away.is_connected = Presence.AWAY, False
    assert why_not(away, contact(), asked()) == "disabled"


@pytest.mark.parametrize(
    ("messengers", "channels", "channel", "source", "why"),
    [
        (None, {Channel.CHAT}, Channel.CHAT, Source.FACEBOOK, None),
        (None, {Channel.PHONE}, Channel.CHAT, Source.FACEBOOK, "channel off"),
        ({Source.FACEBOOK}, {Channel.PHONE}, Channel.CHAT, Source.FACEBOOK, None),
        ({Source.FACEBOOK}, {Channel.CHAT}, Channel.CHAT, Source.VK, "channel off"),
        ({Source.FACEBOOK}, set(), Channel.CHAT, Source.DEFAULT, "channel off"),
        (set(), {Channel.CHAT}, Channel.CHAT, Source.DEFAULT, None),
    ],
)
def test_messengers_are_taken_whatever_the_channels_are(
    messengers: set[Source] | None, channels: set[Channel], channel: Channel, source: Source, why: str | None
) -> None:
    named = None if messengers is None else frozenset(messengers)
    settings = OperatorSettings(EVA, channels=frozenset(channels), messengers=named)
    assert why_not(operator(settings), contact(channel, source), asked()) == why
