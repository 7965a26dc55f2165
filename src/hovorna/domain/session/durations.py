"""How long a session was in each state: the formulas of session-semantics, section 6, each with its two ends."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from hovorna.domain.session.state import Joining, Mark, RoutingRow, Session, Visit
from hovorna.domain.vocabulary import Channel, RoutingActivity, SessionStatus


class DurationName(StrEnum):
    """The eight durations, in the order in which they are told."""

    CREATED = "CREATED"
    IN_QUEUE = "IN_QUEUE"
    WAITING = "WAITING"
    BCW = "BCW"
    ACTIVE = "ACTIVE"
    ACW = "ACW"
    RING = "RING"
    PBX_TO_OPERATOR = "PBX_TO_OPERATOR"


class Span(msgspec.Struct, frozen=True):
    """A formula's two terms; a term that is missing makes the length None, never zero."""

    begin: Mark | None = None
    end: Mark | None = None

    @property
    def length(self) -> timedelta | None:
        if self.begin is None or self.end is None:
            return None
        return self.end.at - self.begin.at


class NamedDuration(msgspec.Struct, frozen=True):
    """`visited` is the sum of that state's visits; None for RING and PBX_TO_OPERATOR, which are no states."""

    name: DurationName
    span: Span
    visited: timedelta | None

    @property
    def duration(self) -> timedelta | None:
        return self.span.length


class OperatorTimes(msgspec.Struct, frozen=True):
    """One joining: what the operator's offer and after-call work took."""

    joining: Joining
    queue: Span
    acw: Span


class SessionTimes(msgspec.Struct, frozen=True):
    """Every time that a session tells, as of an instant."""

    session_id: int
    as_of: datetime
    state: SessionStatus
    since: Mark
    durations: tuple[NamedDuration, ...]
    operators: tuple[OperatorTimes, ...]
    visits: tuple[Visit, ...]


_NOTHING = Span()
#: States that a session leaves again, by their names.
_PASSING = tuple(state.value for state in SessionStatus if not state.is_final)
_LINES = (SessionStatus.IN_QUEUE, SessionStatus.WAITING)


def times_of(session: Session, as_of: datetime) -> SessionTimes:
    spans = spans_of(session)
    visited = time_in_states(session, as_of)
    return SessionTimes(
        session_id=session.id,
        as_of=as_of,
        state=session.status,
        since=session.visits[-1].since,
        durations=tuple(NamedDuration(name, spans[name], visited.get(name)) for name in DurationName),
        operators=tuple(_operator_times(session, joining) for joining in session.joinings),
        visits=tuple(session.visits),
    )


def spans_of(session: Session) -> dict[DurationName, Span]:
    request = first(session, RoutingActivity.ROUTING_REQUEST_CREATED)
    assigned = first(session, RoutingActivity.ASSIGNED_TO_OPERATOR)
    accepted = first(session, RoutingActivity.ACCEPTED_BY_OPERATOR)
    is_phone = session.channel is Channel.PHONE
    return {
        DurationName.CREATED: Span(session.created, request),
        DurationName.IN_QUEUE: Span(request, assigned),
        DurationName.WAITING: Span(assigned, accepted),
        DurationName.BCW: _if_positive(session.started, session.guest_joined),
        DurationName.ACTIVE: _conversation(session),
        DurationName.ACW: _after_call_work(session),
        DurationName.RING: _if_forward(session.dialed, session.guest_joined),
        DurationName.PBX_TO_OPERATOR: _if_positive(session.guest_joined, session.started) if is_phone else _NOTHING,
    }


def waited(session: Session) -> timedelta | None:
    """From the first routing request to the first operator or out of the queue; None while the guest still waits.

    An operator who was in before the first request (an outgoing call handed over later) was not waited for.
    """
    request = first(session, RoutingActivity.ROUTING_REQUEST_CREATED)
    if request is None or (session.started is not None and session.started.version < request.version):
        return None
    for visit in session.visits:
        if visit.since.version >= request.version and visit.state not in _LINES:
            return visit.since.at - request.at
    return None


def length(session: Session) -> timedelta | None:
    """From the later of `started` and `guestJoined` to `ended`; None if it never came to two-way communication."""
    return _conversation(session).length


def first(session: Session, activity: RoutingActivity) -> Mark | None:
    for row in session.history:
        if row.activity is activity:
            return row.mark
    return None


def time_in_states(session: Session, as_of: datetime) -> dict[str, timedelta]:
    """The sum of each state's visits, zero where it was not visited; one that still lasts counts so far."""
    sums = dict.fromkeys(_PASSING, timedelta())
    for visit in session.visits:
        if visit.state in sums:
            until = visit.until.at if visit.until is not None else max(as_of, visit.since.at)
            sums[visit.state] += until - visit.since.at
    return sums


def _if_positive(begin: Mark | None, end: Mark | None) -> Span:
    """An end without a beginning tells nothing of this duration, so neither stands there."""
    if begin is None or (end is not None and end.at <= begin.at):
        return _NOTHING
    return Span(begin, end)


def _if_forward(begin: Mark | None, end: Mark | None) -> Span:
    if begin is None or (end is not None and end.at < begin.at):
        return _NOTHING
    return Span(begin, end)


def _conversation(session: Session) -> Span:
    """Both may have been there without ever meeting: an operator who left before the guest came."""
    started, joined = session.started, session.guest_joined
    if started is None or joined is None:
        return _NOTHING
    for visit in session.visits:
        if visit.state is SessionStatus.ACTIVE:
            return Span(started if started.at >= joined.at else joined, session.ended)
    return _NOTHING


def _after_call_work(session: Session) -> Span:
    """Known when everybody has concluded; begins when the last one has left for good."""
    lefts = [joining.left for joining in session.joinings if joining.left is not None]
    if session.ended is None or not lefts:
        return _NOTHING
    ends = [joining.concluded for joining in session.joinings if joining.concluded is not None]
    is_done = len(ends) == len(session.joinings)
    return Span(max(lefts, key=_when), max(ends, key=_when) if is_done else None)


def _operator_times(session: Session, joining: Joining) -> OperatorTimes:
    queue = _queue_of(session.history, joining)
    return OperatorTimes(joining, queue, Span(joining.left, joining.concluded))


def _queue_of(history: list[RoutingRow], joining: Joining) -> Span:
    """From the assignment to the first acceptance in the same request; nothing for who came in without an offer."""
    assigned: RoutingRow | None = None
    for row in history:
        if row.activity is RoutingActivity.ASSIGNED_TO_OPERATOR and row.offer_id == joining.offer_id:
            assigned = row
        if assigned is None or row.request_id != assigned.request_id:
            continue
        if row.activity is RoutingActivity.ACCEPTED_BY_OPERATOR:
            return Span(assigned.mark, row.mark)
    return Span(assigned.mark if assigned is not None else None)


def _when(mark: Mark) -> datetime:
    return mark.at
