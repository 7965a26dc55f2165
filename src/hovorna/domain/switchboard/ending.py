"""How a session comes to its end: the reason first, then what it closes, all at one instant."""

from dataclasses import dataclass
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
from hovorna.domain.session.status import left_in
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


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a session is over; `since` where that is told later than it was."""

    termination: TerminationReason
    guest_left: GuestLeftSession | None = None
    since: datetime | None = None
    by: int | None = None
    request_cause: Cause = Cause.SESSION_OVER


def end(turn: Turn, session: Session, ending: Ending) -> None:
    """Over: everybody who is in has left at this instant; offers and requests close."""
    cancel_dial(turn, session)
    left = ending.guest_left if ending.guest_left is not None else _left_by_us(session)
    turn.emit(session.id, SessionEnded(ending.termination, left, ending.by), ending.since)
    for joining in list(session.joinings):
        if joining.left is None:
            turn.emit(session.id, OperatorLeft(joining.operator_id, Cause.SESSION_OVER), ending.since)
            conclude_if_no_acw(turn, session, joining.operator_id, ending.since)
    for request in list(session.requests.values()):
        close_request(turn, session, request, ending.request_cause, Cause.SESSION_OVER)


def _left_by_us(session: Session) -> GuestLeftSession:
    """A chat guest still looks at the page when the company ends; a call is cut for both."""
    if session.channel is Channel.CHAT and session.guest_is_connected:
        return GuestLeftSession.STILL_CONNECTED
    return left_in(session.status)


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
    if session.is_dialling:
        turn.emit(session.id, DialProgressed(DialState.REJECTED))
    talked = session.status is SessionStatus.ACTIVE
    reason = TerminationReason.GUEST_LEFT if talked else TerminationReason.GUEST_ABANDONED
    end(turn, session, Ending(reason, left_in(session.status), since))


def ban(turn: Turn, command: BanGuest) -> None:
    """Everybody leaves and concludes at that instant."""
    session = turn.require(command.session_id, GuestBanned, "banning the guest")
    cancel_dial(turn, session)
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
    end(turn, session, Ending(command.termination, by=command.by))


def leave(turn: Turn, command: LeaveSession) -> None:
    """The operator presses End. With colleagues still in, or on the way by a forward, only this operator leaves."""
    session = turn.session(command.session_id)
    turn.operator(command.operator_id)
    joining = session.joining_of(command.operator_id)
    if joining is None:
        raise OperatorNotInSession(command.operator_id, session.id)
    if joining.left is not None:
        raise MoveRefused(session.id, session.status, "leaving twice")
    if session.present == 1:
        wind_up(turn, session)
    if session.present > 1 or session.main_request is not None:
        turn.emit(session.id, OperatorLeft(command.operator_id))
        conclude_if_no_acw(turn, session, command.operator_id)
        return
    talked = session.status is SessionStatus.ACTIVE
    reason = TerminationReason.OPERATOR_LEFT if talked else TerminationReason.OPERATOR_ABANDONED
    end(turn, session, Ending(reason, by=command.operator_id))


def wind_up(turn: Turn, session: Session) -> None:
    """The last operator goes: an open invitation to a colleague goes with them, and so does a running dial."""
    cancel_dial(turn, session)
    for request in list(session.requests.values()):
        if request.asked.kind is RequestKind.INVITE:
            close_request(turn, session, request, Cause.CANCELLED, Cause.CANCELLED)


def cancel_dial(turn: Turn, session: Session) -> None:
    if session.is_dialling:
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
