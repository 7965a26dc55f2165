"""Folds a session's facts, one after the other, into its state; total: a fact of the log is never refused here."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session import fold_media, fold_routing
from hovorna.domain.session.state import ChatbotStay, Mark, Session, Visit
from hovorna.domain.session.status import left_in, status_of
from hovorna.domain.vocabulary import ClientType, DialState, GuestLeftSession, SessionStatus

Handler = Callable[[Session, Any, Mark], None]


def open_session(fact: Fact) -> Session:
    """The state after a SessionCreated."""
    assert isinstance(fact.body, f.SessionCreated)
    mark = Mark(fact.at, fact.version, fact.type)
    return Session(
        id=fact.session_id,
        about=fact.body,
        created=mark,
        status=SessionStatus.CREATED,
        visits=[Visit(SessionStatus.CREATED, mark)],
        last_at=fact.at,
        last_version=fact.version,
    )


def apply(session: Session, fact: Fact) -> None:
    """Adds one fact. One that is true since earlier counts from then, but never before the last change of state."""
    body = fact.body
    kind = type(body)
    session.last_version = fact.version
    session.last_at = max(session.last_at, fact.at)
    mark = Mark(_effective(session, fact), fact.version, kind.__name__)
    handler = HANDLERS.get(kind)
    if handler is None:
        return
    handler(session, body, mark)
    status = status_of(session)
    if status is not session.status:
        _move(session, status, mark)


def fold(facts: list[Fact]) -> Session:
    """The session that these facts tell, oldest version first; the first is its SessionCreated."""
    session = open_session(facts[0])
    for fact in facts[1:]:
        apply(session, fact)
    return session


def _effective(session: Session, fact: Fact) -> datetime:
    if fact.since is None:
        return fact.at
    floor = session.status_since
    return max(floor, fact.since)


def _move(session: Session, status: SessionStatus, mark: Mark) -> None:
    """Closed since the latest conclusion, which need not be told last: limits are told late, and ends with `since`."""
    if status is SessionStatus.CLOSED:
        concluded = [joining.concluded for joining in session.joinings if joining.concluded is not None]
        last = max([mark, *concluded], key=lambda one: one.at)
        if last is not mark and session.status is not SessionStatus.ACW:
            _visit(session, SessionStatus.ACW, mark)
        mark = last
    _visit(session, status, mark)


def _visit(session: Session, status: SessionStatus, mark: Mark) -> None:
    session.status = status
    session.visits[-1].until = mark
    session.visits.append(Visit(status, mark))


def _guest_joined(session: Session, body: f.GuestJoined, mark: Mark) -> None:
    session.guest_is_connected = True
    session.guest_dropped = None
    if session.guest_joined is None:
        session.guest_joined = mark


def _guest_dropped(session: Session, body: f.GuestDropped, mark: Mark) -> None:
    session.guest_dropped = mark.at


def _guest_returned(session: Session, body: f.GuestReturned, mark: Mark) -> None:
    session.guest_dropped = None


def _guest_left(session: Session, body: f.GuestLeft, mark: Mark) -> None:
    session.guest_is_connected = False
    session.guest_left = GuestLeftSession.LEFT_AFTER_SESSION


def _guest_banned(session: Session, body: f.GuestBanned, mark: Mark) -> None:
    session.banned = mark
    session.guest_left = left_in(session.status)
    session.guest_is_connected = False
    _stop_all(session, mark)


def _session_ended(session: Session, body: f.SessionEnded, mark: Mark) -> None:
    session.over = mark
    session.termination = body.termination
    session.guest_left = body.guest_left
    session.guest_is_connected = body.guest_left is GuestLeftSession.STILL_CONNECTED and session.guest_is_connected
    _stop_all(session, mark)


def _stop_all(session: Session, mark: Mark) -> None:
    """Nothing goes on in a session that is over."""
    session.guest_dropped = None
    session.is_handing_over = False
    session.is_on_hold = False
    session.phone_forward_by = None
    for stay in session.chatbots:
        if stay.left is None:
            stay.left = mark


def _chatbot_joined(session: Session, body: f.ChatbotJoined, mark: Mark) -> None:
    session.chatbots.append(ChatbotStay(body.chatbot_id, mark, rule_set_id=body.rule_set_id))


def _chatbot_left(session: Session, body: f.ChatbotLeft, mark: Mark) -> None:
    for stay in session.chatbots:
        if stay.chatbot_id == body.chatbot_id and stay.left is None:
            stay.left = mark


def _dial_started(session: Session, body: f.DialStarted, mark: Mark) -> None:
    session.dial_state = DialState.DIALING
    if session.dialed is None:
        session.dialed = mark


def _dial_progressed(session: Session, body: f.DialProgressed, mark: Mark) -> None:
    session.dial_state = body.state


def _hold_started(session: Session, body: f.HoldStarted, mark: Mark) -> None:
    session.is_on_hold = True


def _hold_ended(session: Session, body: f.HoldEnded, mark: Mark) -> None:
    session.is_on_hold = False


def _message_posted(session: Session, body: f.MessagePosted, mark: Mark) -> None:
    if session.first_guest_message is None and body.client is ClientType.GUEST:
        session.first_guest_message = mark.version


HANDLERS: dict[type[f.Body], Handler] = {
    f.GuestJoined: _guest_joined,
    f.GuestDropped: _guest_dropped,
    f.GuestReturned: _guest_returned,
    f.GuestLeft: _guest_left,
    f.GuestBanned: _guest_banned,
    f.SessionEnded: _session_ended,
    f.ChatbotJoined: _chatbot_joined,
    f.ChatbotLeft: _chatbot_left,
    f.DialStarted: _dial_started,
    f.DialProgressed: _dial_progressed,
    f.HoldStarted: _hold_started,
    f.HoldEnded: _hold_ended,
    f.MessagePosted: _message_posted,
    **fold_routing.HANDLERS,
    **fold_media.HANDLERS,
}
