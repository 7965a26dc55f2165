"""Recorded sessions: an import tells what happened elsewhere; nothing here is decided, only written down in order."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from hovorna.domain import facts as f
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import (
    Cause,
    DialState,
    GuestLeftSession,
    Presence,
    RequestKind,
    TerminationReason,
)


class Step(msgspec.Struct, frozen=True, tag=True):
    """One thing that happened at an instant of the source."""

    at: datetime


class GuestIn(Step, frozen=True):
    pass


class Routed(Step, frozen=True):
    """Entered a group's queue; opens a routing request."""

    group_id: int


class Assigned(Step, frozen=True):
    operator_id: int


class TimedOut(Step, frozen=True):
    operator_id: int


class Withdrawn(Step, frozen=True):
    operator_id: int
    cause: Cause


class Accepted(Step, frozen=True):
    operator_id: int


class Joined(Step, frozen=True):
    """Came in without an offer, as in a call that the operator dials."""

    operator_id: int


class Dialled(Step, frozen=True):
    pass


class DialResult(Step, frozen=True):
    state: DialState


class ForwardedTo(Step, frozen=True):
    """To a group or an operator; a new request opens, the forwarding operator leaves and concludes."""

    by_operator_id: int
    group_id: int | None = None
    operator_id: int | None = None


class ForwardedOut(Step, frozen=True):
    """To a number outside; the session goes on until Ended says otherwise."""

    by_operator_id: int
    number: str | None = None


class Ended(Step, frozen=True):
    """Over; whoever is still in has left at this instant. Conclusions follow as steps of their own."""

    termination: TerminationReason
    guest_left: GuestLeftSession


class Concluded(Step, frozen=True):
    operator_id: int


AnyStep = (
    GuestIn
    | Routed
    | Assigned
    | TimedOut
    | Withdrawn
    | Accepted
    | Joined
    | Dialled
    | DialResult
    | ForwardedTo
    | ForwardedOut
    | Ended
    | Concluded
)


class RecordSession(Command, frozen=True):
    """A whole session as its source tells it; steps in the order of their instants, up to its end."""

    session_id: int
    about: f.SessionCreated
    created: datetime
    steps: tuple[AnyStep, ...]
    personal: dict[str, str] = {}


class RecordPresence(Command, frozen=True):
    operator_id: int
    at: datetime
    presence: Presence


def record_session(turn: Turn, command: RecordSession) -> None:
    for slot, value in command.personal.items():
        turn.write(command.session_id, slot, value)
    turn.record(command.session_id, command.about, command.created)
    session = turn.session(command.session_id)
    for step in command.steps:
        _STEPS[type(step)](turn, session, step)
    if not session.status.is_final:
        raise AssertionError(f"The recorded session {session.id} did not come to an end.")


def record_presence(turn: Turn, command: RecordPresence) -> None:
    turn.operator(command.operator_id)
    turn.record(0, f.PresenceSet(command.operator_id, command.presence, cause=Cause.IMPORTED), command.at)


def _guest_in(turn: Turn, session: Session, step: GuestIn) -> None:
    turn.record(session.id, f.GuestJoined(), step.at)


def _routed(turn: Turn, session: Session, step: Routed) -> None:
    _open(turn, session, f.RoutingRequested(RequestKind.ENTRY, step.at, group_id=step.group_id))


def _open(turn: Turn, session: Session, asked: f.RoutingRequested) -> None:
    request = turn.record(session.id, asked, asked.arrival)
    if asked.group_id is not None:
        turn.record(session.id, f.GroupQueueEntered(request.version, asked.group_id), asked.arrival)


def _assigned(turn: Turn, session: Session, step: Assigned) -> None:
    request = next(iter(session.requests.values()))
    turn.record(session.id, f.OperatorOffered(request.id, step.operator_id, request.group_id), step.at)


def _offer_of(session: Session, operator_id: int) -> int:
    return next(offer.id for offer in session.offers.values() if offer.operator_id == operator_id)


def _timed_out(turn: Turn, session: Session, step: TimedOut) -> None:
    turn.record(session.id, f.OfferTimedOut(_offer_of(session, step.operator_id)), step.at)


def _withdrawn(turn: Turn, session: Session, step: Withdrawn) -> None:
    turn.record(session.id, f.OfferWithdrawn(_offer_of(session, step.operator_id), step.cause), step.at)


def _accepted(turn: Turn, session: Session, step: Accepted) -> None:
    turn.record(session.id, f.OfferAccepted(_offer_of(session, step.operator_id)), step.at)
    _close_requests(turn, session, step.at, Cause.ACCEPTED, Cause.ACCEPTED_ELSEWHERE)


def _close_requests(turn: Turn, session: Session, at: datetime, cause: Cause, offers: Cause) -> None:
    for offer_id in list(session.offers):
        turn.record(session.id, f.OfferWithdrawn(offer_id, offers), at)
    for request in list(session.requests.values()):
        if request.group_id is not None:
            turn.record(session.id, f.GroupQueueLeft(request.id, request.group_id, cause), at)
        turn.record(session.id, f.RoutingEnded(request.id, cause), at)


def _joined(turn: Turn, session: Session, step: Joined) -> None:
    turn.record(session.id, f.OperatorJoined(step.operator_id), step.at)


def _dialled(turn: Turn, session: Session, step: Dialled) -> None:
    turn.record(session.id, f.DialStarted(), step.at)


def _dial_result(turn: Turn, session: Session, step: DialResult) -> None:
    turn.record(session.id, f.DialProgressed(step.state), step.at)


def _forwarded(turn: Turn, session: Session, step: ForwardedTo) -> None:
    last = session.last_request_id
    body: f.Body
    if step.group_id is not None:
        body = f.ForwardedToGroup(step.group_id, last, step.by_operator_id)
    else:
        body = f.ForwardedToUser(step.operator_id or 0, last, step.by_operator_id)
    turn.record(session.id, body, step.at)
    asked = f.RoutingRequested(
        RequestKind.FORWARD,
        step.at,
        group_id=step.group_id,
        operator_id=step.operator_id,
        by_operator_id=step.by_operator_id,
    )
    _open(turn, session, asked)
    turn.record(session.id, f.OperatorLeft(step.by_operator_id, Cause.FORWARDED), step.at)
    turn.record(session.id, f.OperatorConcluded(step.by_operator_id, Cause.FORWARDED), step.at)


def _forwarded_out(turn: Turn, session: Session, step: ForwardedOut) -> None:
    slots: tuple[str, ...] = ()
    if step.number:
        slots = (f"forward_phone:{turn.board.version + 1}",)
        turn.write(session.id, slots[0], step.number)
    turn.record(session.id, f.ForwardedToPhone(session.last_request_id, step.by_operator_id, slots), step.at)


def _ended(turn: Turn, session: Session, step: Ended) -> None:
    turn.record(session.id, f.SessionEnded(step.termination, step.guest_left), step.at)
    for joining in session.joinings:
        if joining.left is None:
            turn.record(session.id, f.OperatorLeft(joining.operator_id, Cause.SESSION_OVER), step.at)
    _close_requests(turn, session, step.at, Cause.SESSION_OVER, Cause.SESSION_OVER)


def _concluded(turn: Turn, session: Session, step: Concluded) -> None:
    turn.record(session.id, f.OperatorConcluded(step.operator_id), step.at)


_STEPS: dict[type[Step], Callable[[Turn, Session, Any], None]] = {
    GuestIn: _guest_in,
    Routed: _routed,
    Assigned: _assigned,
    TimedOut: _timed_out,
    Withdrawn: _withdrawn,
    Accepted: _accepted,
    Joined: _joined,
    Dialled: _dialled,
    DialResult: _dial_result,
    ForwardedTo: _forwarded,
    ForwardedOut: _forwarded_out,
    Ended: _ended,
    Concluded: _concluded,
}
