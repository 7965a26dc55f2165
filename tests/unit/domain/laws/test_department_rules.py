from datetime import UTC, datetime

import pytest

from hovorna.domain import facts as f
from hovorna.domain.facts import Body, Fact
from hovorna.domain.laws.department_rules import Watch
from hovorna.domain.laws.people import Load, Person, load_of
from hovorna.domain.laws.second_reading import read
from hovorna.domain.laws.stuck import stuck
from hovorna.domain.laws.violation import Law, Violation
from hovorna.domain.settings import GroupSettings, OperatorSettings
from hovorna.domain.vocabulary import (
    Cause,
    Channel,
    GuestLeftSession,
    Presence,
    RequestKind,
    Source,
    TerminationReason,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CALL, CHAT, MESSAGE = Load(False, True), Load(False, False), Load(True, False)
REQUEST = f.RoutingRequested(RequestKind.ENTRY, NOW)
ENDED = f.SessionEnded(TerminationReason.GUEST_LEFT, GuestLeftSession.LEFT_SESSION)


class Log:
    """A department with one operator, 31, who is online with two live slots."""

    def __init__(self, *, is_decided: bool = True, online: bool = True) -> None:
        self.watch = Watch(1)
        self.facts: list[Fact] = []
        self.found: list[Violation] = []
        self._is_decided = is_decided
        self.tell(f.OperatorConfigured(OperatorSettings(31, live_slots=2, message_slots=1)))
        if online:
            self.tell(f.PresenceSet(31, Presence.ONLINE))

    def tell(self, body: Body, session_id: int = 0) -> int:
        fact = Fact(len(self.facts) + 1, NOW, session_id, body, self._is_decided or session_id == 0)
        self.facts.append(fact)
        self.found += self.watch.see_version(fact.version) + self.watch.see(fact)
        return fact.version

    def contact(self, session_id: int, channel: Channel = Channel.CHAT, source: Source = Source.DEFAULT) -> int:
        """Created and asking for an operator; the id of the request."""
        self.tell(f.SessionCreated(channel, source), session_id)
        return self.tell(REQUEST, session_id)

    def offer(self, session_id: int, request: int, operator: int = 31, *, uses_slot: bool = True) -> int:
        return self.tell(f.OperatorOffered(request, operator, 1, uses_slot=uses_slot), session_id)

    def laws(self) -> list[Law]:
        return [violation.law for violation in self.found]


def test_an_operator_with_room_may_be_offered_sessions_up_to_capacity() -> None:
    log = Log()
    for session_id in (1, 2):
        log.tell(f.OfferAccepted(log.offer(session_id, log.contact(session_id))), session_id)
    assert log.found == []
    log.offer(3, log.contact(3))
    assert log.laws() == [Law.CAPACITY]
    assert (log.found[0].session_id, log.found[0].versions) == (3, (len(log.facts),))


def test_a_call_fills_every_live_slot() -> None:
    log = Log()
    log.offer(1, log.contact(1, Channel.PHONE, Source.INCOMING_CALL))
    log.offer(2, log.contact(2))
    assert log.laws() == [Law.CAPACITY]


def test_messages_have_slots_of_their_own() -> None:
    log = Log()
    log.offer(1, log.contact(1, Channel.PHONE, Source.INCOMING_CALL))
    log.offer(2, log.contact(2, Channel.CHAT, Source.WHATSAPP))
    assert log.found == []
    log.offer(3, log.contact(3, Channel.CHAT, Source.WHATSAPP))
    assert log.laws() == [Law.CAPACITY]


@pytest.mark.parametrize("gone", [f.OfferRejected, lambda offer: f.OfferWithdrawn(offer, Cause.CANCELLED)])
def test_an_offer_that_goes_frees_its_slot(gone: type[f.OfferRejected]) -> None:
    log = Log()
    for session_id in (1, 2):
        log.tell(gone(log.offer(session_id, log.contact(session_id))), session_id)
    log.offer(3, log.contact(3))
    assert log.found == []


def test_a_slot_is_used_until_concluded() -> None:
    log = Log()
    for session_id in (1, 2):
        log.tell(f.OfferAccepted(log.offer(session_id, log.contact(session_id))), session_id)
        log.tell(ENDED, session_id)
        log.tell(f.OperatorLeft(31), session_id)
    log.offer(3, log.contact(3))
    assert log.laws() == [Law.CAPACITY]
    log.tell(f.OperatorConcluded(31), 1)
    log.tell(f.OperatorConcluded(31), 2)
    log.offer(4, log.contact(4))
    assert log.laws() == [Law.CAPACITY]


def test_a_group_may_free_the_slot_at_left() -> None:
    log = Log()
    log.tell(f.GroupConfigured(GroupSettings(1, "chat", frees_slot_at_left=True)))
    for session_id in (1, 2):
        log.tell(f.OfferAccepted(log.offer(session_id, log.contact(session_id))), session_id)
    log.tell(f.OperatorLeft(31), 1)
    log.offer(3, log.contact(3))
    assert log.found == []


def test_an_offer_to_a_whole_group_uses_no_slot_until_it_is_accepted() -> None:
    log = Log()
    offers = [log.offer(one, log.contact(one), uses_slot=False) for one in (1, 2, 3)]
    assert log.found == []
    for session_id, offer in zip((1, 2, 3), offers, strict=True):
        log.tell(f.OfferAccepted(offer), session_id)
    assert log.laws() == [Law.CAPACITY]


def test_an_operator_may_not_join_above_capacity_either() -> None:
    log = Log()
    log.offer(1, log.contact(1, Channel.PHONE, Source.INCOMING_CALL))
    log.tell(f.SessionCreated(Channel.PHONE, Source.OUTGOING_CALL), 2)
    log.tell(f.OperatorJoined(31), 2)
    assert log.laws() == [Law.CAPACITY]


def test_one_request_is_accepted_once() -> None:
    log = Log()
    log.tell(f.OperatorConfigured(OperatorSettings(32)))
    log.tell(f.PresenceSet(32, Presence.ONLINE))
    request = log.contact(1)
    first, second = log.offer(1, request), log.offer(1, request, 32)
    accepted = log.tell(f.OfferAccepted(first), 1)
    again = log.tell(f.OfferAccepted(second), 1)
    assert log.laws() == [Law.ONE_ACCEPTANCE]
    assert log.found[0].versions == (accepted, again)


def test_an_invite_is_a_request_of_its_own() -> None:
    log = Log()
    log.tell(f.OperatorConfigured(OperatorSettings(32)))
    log.tell(f.PresenceSet(32, Presence.ONLINE))
    log.tell(f.OfferAccepted(log.offer(1, log.contact(1))), 1)
    invite = log.tell(f.RoutingRequested(RequestKind.INVITE, NOW), 1)
    log.tell(f.OfferAccepted(log.offer(1, invite, 32)), 1)
    assert log.found == []


def test_an_offer_that_is_gone_can_be_accepted_no_more() -> None:
    log = Log()
    offer = log.offer(1, log.contact(1))
    log.tell(f.OfferWithdrawn(offer, Cause.OPERATOR_AWAY), 1)
    log.tell(f.OfferAccepted(offer), 1)
    assert log.laws() == [Law.LEGAL_MOVES]


@pytest.mark.parametrize(
    "away",
    [
        f.PresenceSet(31, Presence.AWAY),
        f.PresenceSet(31, Presence.BREAK),
        f.PresenceSet(31, Presence.OFFLINE),
        f.OperatorDisconnected(31),
        f.OperatorConfigured(OperatorSettings(31, is_enabled=False)),
    ],
    ids=["away", "break", "offline", "disconnected", "disabled"],
)
def test_nobody_is_offered_a_session_while_away(away: Body) -> None:
    log = Log()
    log.tell(away)
    log.offer(1, log.contact(1))
    assert log.laws() == [Law.OFFERED_WHILE_AVAILABLE]


def test_who_returns_may_be_offered_sessions_again() -> None:
    log = Log()
    log.tell(f.OperatorDisconnected(31))
    log.tell(f.OperatorReturned(31))
    log.offer(1, log.contact(1))
    assert log.found == []


def test_an_unknown_operator_is_never_offered_anything() -> None:
    log = Log()
    log.offer(1, log.contact(1), 77)
    assert log.laws() == [Law.OFFERED_WHILE_AVAILABLE]


def test_what_an_import_tells_is_not_judged_by_our_rules() -> None:
    log = Log(is_decided=False, online=False)
    for session_id in (1, 2, 3):
        log.tell(f.OfferAccepted(log.offer(session_id, log.contact(session_id))), session_id)
    assert log.found == []


def test_a_gap_of_versions_is_named() -> None:
    watch = Watch(1)
    assert watch.see_version(1) == []
    (one,) = watch.see_version(3)
    assert (one.law, one.sentence) == (Law.VERSIONS, "Version 2 is missing.")
    (more,) = watch.see_version(7)
    assert more.sentence == "Versions 4 to 6 are missing."


@pytest.mark.parametrize(
    ("held", "wanted", "fits"),
    [
        ([], CALL, True),
        ([CHAT], CALL, False),
        ([CALL], CHAT, False),
        ([CHAT], CHAT, True),
        ([CHAT, CHAT], CHAT, False),
        ([MESSAGE], CALL, True),
        ([MESSAGE], MESSAGE, False),
        ([CALL], MESSAGE, True),
    ],
)
def test_room_is_counted_by_class(held: list[Load], wanted: Load, *, fits: bool) -> None:
    person = Person(OperatorSettings(31, live_slots=2, message_slots=1), slots=dict(enumerate(held)))
    assert person.has_room_for(wanted) is fits


def test_a_video_chat_fills_all_slots_but_a_messenger_never_does() -> None:
    assert load_of(Channel.AV, Source.DEFAULT) == CALL
    assert load_of(Channel.CHAT, Source.DEFAULT) == CHAT
    assert load_of(Channel.CHAT, Source.FACEBOOK) == MESSAGE


def _stuck(log: Log, *timers: str, source: Source = Source.DEFAULT) -> Violation | None:
    facts = [fact for fact in log.facts if fact.session_id == 1]
    return stuck(read(facts), source, set(timers), log.watch.people)


def test_a_session_in_a_queue_that_nothing_will_end_is_stuck() -> None:
    log = Log()
    request = log.contact(1)
    found = _stuck(log)
    assert found is not None
    assert (found.law, found.session_id, found.versions) == (Law.NEVER_STUCK, 1, (request,))
    assert _stuck(log, f"queue:1:{request}") is None


def test_a_guest_who_is_there_can_leave() -> None:
    log = Log()
    log.contact(1)
    log.tell(f.GuestJoined(), 1)
    assert _stuck(log) is None


def test_after_call_work_of_an_absent_operator_needs_its_timer() -> None:
    log = Log()
    log.tell(f.OfferAccepted(log.offer(1, log.contact(1))), 1)
    log.tell(ENDED, 1)
    log.tell(f.OperatorLeft(31), 1)
    assert _stuck(log) is None
    log.tell(f.PresenceSet(31, Presence.OFFLINE))
    assert _stuck(log) is not None
    assert _stuck(log, "acw:1:31") is None


def test_a_call_lives_as_long_as_the_pbx_says() -> None:
    log = Log()
    log.tell(f.OfferAccepted(log.offer(1, log.contact(1, Channel.PHONE, Source.INCOMING_CALL))), 1)
    log.tell(f.OperatorDisconnected(31))
    assert _stuck(log, source=Source.INCOMING_CALL) is None


def test_a_form_that_nobody_fills_is_stuck_but_a_chatbot_can_end_it() -> None:
    log = Log()
    log.tell(f.SessionCreated(Channel.CHAT, Source.DEFAULT), 1)
    assert _stuck(log) is not None
    assert _stuck(log, source=Source.API) is None
    log.tell(f.ChatbotJoined(5), 1)
    assert _stuck(log) is None


@pytest.mark.parametrize(
    ("said", "law"),
    [
        (f.PresenceSet(31, Presence.ONLINE), []),
        (f.PresenceSet(31, Presence.ONLINE, by=31), []),
        (f.PresenceSet(31, Presence.ONLINE, by=32), [Law.OFFERED_WHILE_AVAILABLE]),
        (f.PresenceSet(31, Presence.ONLINE, by=0), [Law.OFFERED_WHILE_AVAILABLE]),
    ],
)
def test_what_others_say_of_an_operator_proves_no_connection(said: f.PresenceSet, law: list[Law]) -> None:
    log = Log()
    log.tell(f.OperatorDisconnected(31))
    log.tell(said)
    log.offer(1, log.contact(1))
    assert log.laws() == law
