"""Slots in use and the one word for what an operator is doing."""

import pytest

from hovorna.domain.operators.state import Operator
from hovorna.domain.session.state import Claim
from hovorna.domain.settings import OperatorSettings
from hovorna.domain.vocabulary import OperatorStateKind as Kind
from hovorna.domain.vocabulary import Presence, SlotClass

CHAT, CALL, MESSAGE = Claim(SlotClass.LIVE, False), Claim(SlotClass.LIVE, True), Claim(SlotClass.MESSAGES, False)


def operator(live: int = 2, messages: int = 1, *, is_enabled: bool = True) -> Operator:
    return Operator(
        OperatorSettings(31, live_slots=live, message_slots=messages, is_enabled=is_enabled), Presence.ONLINE
    )


def holding(*claims: Claim, live: int = 2, messages: int = 1, offered: Claim | None = None) -> Operator:
    """In the sessions 1, 2 …; session 99 is offered only."""
    one = operator(live, messages)
    for session_id, claim in enumerate(claims, 1):
        one.claim(session_id, claim)
        one.work[session_id] = Kind.ON_CALL
    if offered is not None:
        one.claim(99, offered)
    return one


def test_chats_fill_live_slots_one_by_one() -> None:
    assert holding(CHAT).has_room_for(CHAT)
    assert not holding(CHAT, CHAT).has_room_for(CHAT)


def test_a_call_fills_all_live_slots() -> None:
    assert not holding(CALL).has_room_for(CHAT)
    assert not holding(CALL).has_room_for(CALL)
    assert holding(CALL).has_room_for(MESSAGE)


def test_a_call_needs_all_live_slots_free() -> None:
    assert not holding(CHAT).has_room_for(CALL)
    assert holding(MESSAGE).has_room_for(CALL)
    assert not holding(live=0).has_room_for(CALL)


def test_messages_use_their_own_slots() -> None:
    assert holding(CHAT, CHAT).has_room_for(MESSAGE)
    assert not holding(MESSAGE).has_room_for(MESSAGE)
    assert holding(MESSAGE).has_room_for(CHAT)


@pytest.mark.parametrize(("claim", "offered"), [(CHAT, CHAT), (CALL, CHAT), (CHAT, CALL), (CALL, CALL)])
def test_an_offer_gives_way_to_what_is_taken_on_instead(claim: Claim, offered: Claim) -> None:
    asked = holding(live=1, offered=offered)
    assert not asked.has_room_for(claim)
    assert asked.has_room_beside_offers(claim)


@pytest.mark.parametrize(
    ("held", "claim", "expected"),
    [
        ((CHAT,), CHAT, True),
        ((CHAT, CHAT), CHAT, False),
        ((CHAT,), CALL, False),
        ((CALL,), CHAT, False),
        ((CALL,), CALL, False),
        ((MESSAGE,), CALL, True),
        ((MESSAGE,), MESSAGE, False),
        ((CALL,), MESSAGE, True),
        ((), CALL, True),
    ],
)
def test_a_session_in_hand_gives_way_to_nothing(held: tuple[Claim, ...], claim: Claim, expected: bool) -> None:
    assert holding(*held, offered=CHAT).has_room_beside_offers(claim) is expected


def test_without_live_slots_there_is_no_room_for_a_call() -> None:
    assert not operator(live=0).has_room_beside_offers(CALL)
    assert not operator(live=0).has_room_beside_offers(CHAT)


def test_claiming_a_session_twice_uses_one_slot() -> None:
    one = operator()
    one.claim(1, CHAT)
    one.claim(1, CHAT)
    assert one.used_live == 1


def test_released_slots_are_free_again_also_after_a_call() -> None:
    one = operator()
    one.claim(1, CALL)
    assert one.release(1)
    assert (one.used_live, one.exclusive, one.claims) == (0, 0, {})
    assert one.has_room_for(CALL)


def test_releasing_what_was_not_claimed_frees_nothing() -> None:
    one = holding(CHAT)
    assert not one.release(7)
    assert one.used_live == 1


def test_over_is_above_the_slots_and_each_class_is_judged_apart() -> None:
    one = holding(CHAT, CHAT, MESSAGE, live=1)
    assert one.is_over(SlotClass.LIVE)
    assert not one.is_over(SlotClass.MESSAGES)
    assert not holding(CHAT, live=1).is_over(SlotClass.LIVE)
    assert holding(MESSAGE, MESSAGE).is_over(SlotClass.MESSAGES)


@pytest.mark.parametrize("presence", list(Presence))
def test_available_is_online_and_nothing_else(presence: Presence) -> None:
    one = operator()
    one.presence = presence
    assert one.is_available is (presence is Presence.ONLINE)


def test_a_disconnected_or_disabled_operator_is_not_available() -> None:
    gone = operator()
    gone.is_connected = False
    assert not gone.is_available
    assert not operator(is_enabled=False).is_available


@pytest.mark.parametrize("presence", list(Presence))
def test_without_work_the_kind_is_the_presence(presence: Presence) -> None:
    one = operator()
    one.presence = presence
    assert one.kind_now().value == presence.value


def test_work_comes_before_presence_and_talking_before_everything() -> None:
    one = operator()
    one.presence = Presence.BREAK
    one.work[1] = Kind.AFTER_CALL
    assert one.kind_now() is Kind.AFTER_CALL
    one.work[2] = Kind.BEFORE_CALL
    assert one.kind_now() is Kind.BEFORE_CALL
    one.work[3] = Kind.ON_CALL
    assert one.kind_now() is Kind.ON_CALL


def test_a_lost_connection_comes_before_work() -> None:
    one = operator()
    one.work[1] = Kind.ON_CALL
    one.is_connected = False
    assert one.kind_now() is Kind.DISCONNECTED


def test_who_is_offline_can_lose_no_connection() -> None:
    one = operator()
    one.presence, one.is_connected = Presence.OFFLINE, False
    assert one.kind_now() is Kind.OFFLINE
