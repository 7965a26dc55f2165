"""Turns the times of a session into the answer of the durations resource."""

from datetime import datetime

from hovorna.contract.durations import format_known_duration
from hovorna.contract.session_durations import (
    DurationEnd,
    NamedDuration,
    OperatorDurations,
    SessionDurations,
    StateVisit,
)
from hovorna.domain.session.durations import NamedDuration as Named
from hovorna.domain.session.durations import OperatorTimes, SessionTimes
from hovorna.domain.session.state import Mark, Visit


def view_of(times: SessionTimes) -> SessionDurations:
    return SessionDurations(
        session_id=times.session_id,
        as_of=times.as_of,
        state=times.state,
        since=times.since.at,
        durations=tuple(_named(one) for one in times.durations),
        operators=tuple(_operator(one) for one in times.operators),
        visits=tuple(_visit(one) for one in times.visits),
    )


def _named(one: Named) -> NamedDuration:
    return NamedDuration(
        name=one.name.value,
        duration=format_known_duration(one.duration),
        visited=format_known_duration(one.visited),
        begin=_end(one.span.begin),
        end=_end(one.span.end),
    )


def _operator(one: OperatorTimes) -> OperatorDurations:
    joining = one.joining
    return OperatorDurations(
        user_id=joining.operator_id,
        joined=joining.joined.at,
        left=_instant(joining.left),
        concluded=_instant(joining.concluded),
        queue=format_known_duration(one.queue.length),
        queue_from=_end(one.queue.begin),
        queue_to=_end(one.queue.end),
        acw=format_known_duration(one.acw.length),
        acw_from=_end(one.acw.begin),
        acw_to=_end(one.acw.end),
    )


def _visit(visit: Visit) -> StateVisit:
    """The reason of a visit is the fact that brought the session there."""
    return StateVisit(state=visit.state, begin=visit.since.at, end=_instant(visit.until), reason=visit.since.fact)


def _end(mark: Mark | None) -> DurationEnd | None:
    return None if mark is None else DurationEnd(time=mark.at, version=mark.version, fact=mark.fact)


def _instant(mark: Mark | None) -> datetime | None:
    return None if mark is None else mark.at
