"""How a session comes to its end: the reason first, then what it closes, all at one instant."""

from datetime import datetime

from hovorna.domain.errors import MoveRefused, OperatorNotInSession
from hovorna.domain.facts import (
    DialProgressed,
    GuestBanned,
    GuestLeft,
    OperatorConcluded,
    OperatorLeft,
    SessionEnded,
)
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.accepting import close_request
from hovorna.domain.switchboard.commands import BanGuest, Conclude, EndSession, LeaveAsGuest, LeaveSession
from hovorna.domain.switchboard.evolve_session import acw_limit
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import (
    Cause,
    Channel,
    DialState,
    GuestLeftSession,
    RequestKind,
    SessionStatus,
    TerminationReason,
)


def end(
    turn: Turn,
    session: Session,
    termination: TerminationReason,
    *,
    guest_left: GuestLeftSession | None = None,
    since: datetime | None = None,
    by: int | None = None,
    request_cause: Cause = Cause.SESSION_OVER,
) -> None:
    """Over: everybody who is in has left at this instant; offers and requests close."""
    left = guest_left if guest_left is not None else _left_by_us(session)
    turn.emit(session.id, SessionEnded(termination, left, by), since)
    for joining in list(session.joinings):
        if joining.left is None:
            turn.emit(session.id, OperatorLeft(joining.operator_id, Cause.SESSION_OVER), since)
            conclude_if_no_acw(turn, session, joining.operator_id, since)
    for request in list(session.requests.values()):
        close_request(turn, session, request, request_cause, Cause.SESSION_OVER)


def _left_by_us(session: Session) -> GuestLeftSession:
    """A chat guest still looks at the page when the company ends; a call is cut for both."""
    if session.channel is Channel.CHAT and session.guest_is_connected:
        return GuestLeftSession.STILL_CONNECTED
    return _left_in(session.status)


def _left_in(status: SessionStatus) -> GuestLeftSession:
    if status is SessionStatus.CREATED:
        return GuestLeftSession.LEFT_BEFORE_QUEUE
    if status in (SessionStatus.IN_QUEUE, SessionStatus.WAITING):
        return GuestLeftSession.LEFT_QUEUE
    return GuestLeftSession.LEFT_SESSION


def conclude_if_no_acw(turn: Turn, session: Session, operator_id: int, since: datetime | None = None) -> None:
    if not acw_limit(turn.board, operator_id):
        turn.emit(session.id, OperatorConcluded(operator_id, Cause.NO_ACW), since)


def leave_as_guest(turn: Turn, command: LeaveAsGuest) -> None:
    session = turn.session(command.session_id)
    guest_leaves(turn, session)


def guest_leaves(turn: Turn, session: Session, since: datetime | None = None) -> None:
    """Going twice is no error: the second time nothing happens."""
    if session.is_over:
        if session.guest_is_connected:
            turn.emit(session.id, GuestLeft())
        return
    if session.status is SessionStatus.BCW and session.dial_state in (DialState.DIALING, DialState.RINGING):
        turn.emit(session.id, DialProgressed(DialState.REJECTED))
    talked = session.status is SessionStatus.ACTIVE
    reason = TerminationReason.GUEST_LEFT if talked else TerminationReason.GUEST_ABANDONED
    end(turn, session, reason, guest_left=_left_in(session.status), since=since)


def ban(turn: Turn, command: BanGuest) -> None:
    """Everybody leaves and concludes at that instant."""
    session = turn.require(command.session_id, GuestBanned, "banning the guest")
    if command.reason:
        turn.write(session.id, "ban", command.reason)
    turn.emit(session.id, GuestBanned(("ban",) if command.reason else ()))
    for joining in list(session.joinings):
        if joining.left is None:
            turn.emit(session.id, OperatorLeft(joining.operator_id, Cause.BANNED))
        if joining.concluded is None:
            turn.emit(session.id, OperatorConcluded(joining.operator_id, Cause.BANNED))
    for request in list(session.requests.values()):
        close_request(turn, session, request, Cause.BANNED, Cause.BANNED)


def end_by_order(turn: Turn, command: EndSession) -> None:
    session = turn.require(command.session_id, SessionEnded, "ending the session")
    _cancel_dial(turn, session)
    end(turn, session, command.termination, by=command.by)


def leave(turn: Turn, command: LeaveSession) -> None:
    """The operator presses End. With colleagues still in, only this operator leaves."""
    session = turn.session(command.session_id)
    turn.operator(command.operator_id)
    joining = session.joining_of(command.operator_id)
    if joining is None:
        raise OperatorNotInSession(command.operator_id, session.id)
    if joining.left is not None:
        raise MoveRefused(session.id, session.status, "leaving twice")
    if session.present > 1:
        turn.emit(session.id, OperatorLeft(command.operator_id))
        conclude_if_no_acw(turn, session, command.operator_id)
        return
    cancel_invites(turn, session)
    _cancel_dial(turn, session)
    talked = session.status is SessionStatus.ACTIVE
    reason = TerminationReason.OPERATOR_LEFT if talked else TerminationReason.OPERATOR_ABANDONED
    end(turn, session, reason, by=command.operator_id)


def cancel_invites(turn: Turn, session: Session) -> None:
    """The last operator goes: an open invitation to a colleague goes with them."""
    for request in list(session.requests.values()):
        if request.asked.kind is RequestKind.INVITE:
            close_request(turn, session, request, Cause.CANCELLED, Cause.CANCELLED)


def _cancel_dial(turn: Turn, session: Session) -> None:
    if session.dial_state in (DialState.DIALING, DialState.RINGING):
        turn.emit(session.id, DialProgressed(DialState.CANCELLED_BY_USER))


def conclude(turn: Turn, command: Conclude) -> None:
    session = turn.session(command.session_id)
    turn.operator(command.operator_id)
    joining = session.joining_of(command.operator_id)
    if joining is None:
        raise OperatorNotInSession(command.operator_id, session.id)
    if joining.left is None:
        raise MoveRefused(session.id, session.status, "concluding before leaving")
    turn.emit(session.id, OperatorConcluded(command.operator_id))
