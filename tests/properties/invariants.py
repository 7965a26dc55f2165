"""What must hold after every command (session-semantics, sections 3, 6 and 7), judged by the ledger."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.durations import DurationName, times_of
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.vocabulary import OperatorStateKind, Presence
from hovorna.domain.vocabulary import SessionStatus as S
from tests.properties.ledger import Contact, Ledger

#: Session-semantics, section 3, word for word.
LEGAL = {
    S.CREATED: "IN_QUEUE | WAITING | BCW | ACTIVE | CLOSED | BLACKLISTED",
    S.IN_QUEUE: "WAITING | ACW | CLOSED | BLACKLISTED",
    S.WAITING: "IN_QUEUE | BCW | ACTIVE | ACW | CLOSED | BLACKLISTED",
    S.BCW: "ACTIVE | IN_QUEUE | WAITING | ACW | CLOSED | BLACKLISTED",
    S.ACTIVE: "IN_QUEUE | WAITING | ACW | CLOSED | BLACKLISTED",
    S.ACW: "CLOSED",
    S.CLOSED: "",
    S.BLACKLISTED: "",
}

#: Only these may be told of a session that is final; none of them has a time that the session shows.
AFTERWARDS = (
    f.CallParamsSet,
    f.TagAssigned,
    f.TagRemoved,
    f.NoteWritten,
    f.FeedbackGiven,
    f.Anonymised,
    f.FileDeleted,
    f.RecordingProcessed,
    f.RecordingFailed,
    f.RecordingDeleted,
    f.GuestLeft,
    # What the end closed at the same instant.
    f.OfferWithdrawn,
    f.GroupQueueLeft,
    f.RoutingEnded,
    f.OperatorLeft,
    f.OperatorConcluded,
)


def before_fact(ledger: Ledger, fact: Fact) -> None:
    """Offers go to who may have them, and to nobody before his turn."""
    body = fact.body
    contact = ledger.contacts.get(fact.session_id)
    if contact is not None and contact.status.is_final:
        assert isinstance(body, AFTERWARDS), f"{fact.type} after {contact.status}"
    if not isinstance(body, f.OperatorOffered):
        return
    assert contact is not None
    request = contact.requests[body.request_id]
    assert ledger.may_have(body.operator_id, contact, request), f"{fact} is offered to somebody who can't have it"
    for other, waiting in ledger.seeking():
        if waiting.order < request.order:
            assert not ledger.may_have(body.operator_id, other, waiting), f"{fact} overtakes request {waiting.id}"


def after_fact(ledger: Ledger, fact: Fact) -> None:
    if fact.session_id == 0:
        return
    contact = ledger.contacts[fact.session_id]
    for old, new in pairwise(contact.passed):
        assert new.value in LEGAL[old].split(" | "), f"session {contact.id} went from {old} to {new} by {fact.type}"
    if isinstance(fact.body, f.OfferAccepted | f.OperatorJoined):
        nothing_taken_above_capacity(ledger, fact)
        assert len(contact.accepted) == len(set(contact.accepted)), "one request was accepted twice"


def after_turn(ledger: Ledger, timers: Mapping[str, datetime]) -> None:
    no_offer_above_capacity(ledger)
    _nobody_waits_for_a_free_operator(ledger)
    for contact in ledger.open_contacts():
        assert _can_end(ledger, contact, timers), f"session {contact.id} is stuck in {contact.status}"
        if contact.chatbots:
            assert not contact.requests, "a request is open while a chatbot has the session"


def no_offer_above_capacity(ledger: Ledger) -> None:
    """Whoever is given fewer slots keeps the sessions in hand; but nothing is offered or taken on top of them."""
    for operator, person in ledger.people.items():
        hand, offered = ledger.in_hand(operator), ledger.offered(operator)
        for is_message, limit in ((True, person.settings.message_slots), (False, person.settings.live_slots)):
            on_top = [one for one in offered if one.is_message == is_message]
            used = [one for one in hand if one.is_message == is_message] + on_top
            if on_top:
                assert len(used) <= limit, f"operator {operator} is above capacity"
                assert len(used) == 1 or not any(one.fills_all for one in used), f"operator {operator} is on a call"


def nothing_taken_above_capacity(ledger: Ledger, fact: Fact) -> None:
    """After an acceptance or a direct joining, what is in hand fits into the slots."""
    operator = ledger.contacts[fact.session_id].stays[-1].operator
    taken = ledger.contacts[fact.session_id]
    hand = [one for one in ledger.in_hand(operator) if one.is_message == taken.is_message]
    settings = ledger.people[operator].settings
    assert len(hand) <= (settings.message_slots if taken.is_message else settings.live_slots)
    assert len(hand) == 1 or not any(one.fills_all for one in hand)


def _nobody_waits_for_a_free_operator(ledger: Ledger) -> None:
    for contact, request in ledger.seeking():
        for operator in ledger.people:
            assert not ledger.may_have(operator, contact, request), (
                f"request {request.id} of session {contact.id} waits though operator {operator} could have it"
            )


def _can_end(ledger: Ledger, contact: Contact, timers: Mapping[str, datetime]) -> bool:
    """A pending timer, or somebody who is really there. The API could always, and so counts for nothing here."""
    names = [f"{name}:{contact.id}" for name in ("guest", "dial", "bcw", "begin", "expiry")]
    names += [f"queue:{contact.id}:{request}" for request in contact.requests]
    if any(name in timers for name in names):
        return True
    if contact.guest_in and not contact.over:
        return True
    for stay in contact.unconcluded():
        person = ledger.people[stay.operator]
        if f"acw:{contact.id}:{stay.operator}" in timers or f"return:{stay.operator}" in timers:
            return True
        if stay.left is None and person.connected and person.presence is not Presence.OFFLINE:
            return True
    return False


def session_agrees(ledger: Ledger, session: Session, now: datetime) -> None:
    contact = ledger.contacts[session.id]
    assert session.status is contact.status
    _visits_are_sound(session, now)
    _moments_are_in_order(session)
    _formulas_equal_visits(session, now)


def _visits_are_sound(session: Session, now: datetime) -> None:
    """Laws 1 and 2."""
    visits = session.visits
    assert visits[0].since.at == session.created.at
    for one, following in pairwise(visits):
        assert one.until is not None
        assert one.until.at == following.since.at
        assert one.since.at <= one.until.at
        assert following.state.value in LEGAL[one.state].split(" | ")
    assert visits[-1].until is None
    assert visits[-1].state is session.status
    end = visits[-1].since.at if session.status.is_final else max(now, visits[-1].since.at)
    lengths = [(visit.until.at if visit.until else end) - visit.since.at for visit in visits]
    assert sum(lengths, timedelta()) == end - session.created.at


def _moments_are_in_order(session: Session) -> None:
    for joining in session.joinings:
        moments = [joining.joined, joining.left, joining.concluded]
        instants = [mark.at for mark in moments if mark is not None]
        assert instants == sorted(instants)
        assert joining.concluded is None or joining.left is not None
        assert joining.joined.at >= session.created.at
    rows = [row.mark.at for row in session.history]
    assert rows == sorted(rows)
    if session.ended is not None:
        lefts = [joining.left.at for joining in session.joinings if joining.left is not None]
        assert session.over is not None or session.banned is not None
        assert not lefts or session.ended.at == max(lefts)
        assert session.started is None or session.started.at <= session.ended.at
    if session.status is S.CLOSED:
        concluded = [joining.concluded.at for joining in session.joinings if joining.concluded is not None]
        assert len(concluded) == len(session.joinings)
        assert all(instant <= session.visits[-1].since.at for instant in concluded)


def _formulas_equal_visits(session: Session, now: datetime) -> None:
    """Law 3, for sessions with one request, opened before anybody was in, that were nowhere twice."""
    states = [visit.state for visit in session.visits]
    requests = [row for row in session.history if row.activity.value == "RoutingRequestCreated"]
    if len(requests) != 1 or len(states) != len(set(states)):
        return
    if session.started is not None and session.started.version < requests[0].mark.version:
        return
    for named in times_of(session, now).durations:
        if named.visited is None or named.duration is None:
            continue
        if named.name is DurationName.ACW and session.status is not S.CLOSED:
            continue
        assert named.duration == named.visited, f"{named.name} of session {session.id} breaks the third law"


def timeline_is_sound(ledger: Ledger, changes: list[OperatorChange]) -> None:
    """Each step lasts until the next: so no gap and no overlap, if they run forward and the last one is true."""
    last: dict[int, OperatorChange] = {}
    for change in changes:
        before = last.get(change.operator_id)
        if before is None:
            assert change.kind is OperatorStateKind.OFFLINE
        else:
            assert before.at <= change.at
            assert before.version < change.version
        last[change.operator_id] = change
    assert set(last) == set(ledger.people)
    for operator, change in last.items():
        assert change.kind is ledger.kind_of(operator), f"operator {operator} is not {change.kind}"
