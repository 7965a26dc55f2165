"""The formulas of session-semantics, section 6, on the second reading."""

from datetime import datetime, timedelta

from hovorna.domain.laws.second_reading import Moment, Reading
from hovorna.domain.vocabulary import Channel, SessionStatus

_PASSING = tuple(state for state in SessionStatus if not state.is_final)


def formulas(reading: Reading) -> dict[str, timedelta | None]:
    request = reading.requests[0] if reading.requests else None
    is_phone = reading.channel is Channel.PHONE
    ring = _between(reading.dialed, reading.guest_joined)
    return {
        "CREATED": _between(reading.created, request),
        "IN_QUEUE": _between(request, reading.first_assigned),
        "WAITING": _between(reading.first_assigned, reading.first_accepted),
        "BCW": _positive(_between(reading.started, reading.guest_joined)),
        "ACTIVE": reading.length,
        "ACW": _after_call_work(reading),
        "RING": ring if ring is None or ring >= timedelta() else None,
        "PBX_TO_OPERATOR": _positive(_between(reading.guest_joined, reading.started)) if is_phone else None,
    }


def visited(reading: Reading, as_of: datetime) -> dict[SessionStatus, timedelta]:
    """The sum of each state's intervals, without the final one's."""
    sums = dict.fromkeys(_PASSING, timedelta())
    for one in reading.intervals:
        if one.state in sums:
            end = one.end.at if one.end is not None else max(as_of, one.begin.at)
            sums[one.state] += end - one.begin.at
    return sums


def closed(reading: Reading) -> datetime | None:
    """When nothing could happen any more: at the ban, else at the end or the last conclusion, whichever is later."""
    if not reading.state.is_final or reading.over is None:
        return None
    if reading.is_banned:
        return reading.over.at
    return max([reading.over.at, *(stay.concluded.at for stay in reading.stays if stay.concluded is not None)])


def _after_call_work(reading: Reading) -> timedelta | None:
    concluded = [stay.concluded.at for stay in reading.stays if stay.concluded is not None]
    if reading.ended is None or not concluded or len(concluded) < len(reading.stays):
        return None
    return max(concluded) - reading.ended


def _between(begin: Moment | None, end: Moment | None) -> timedelta | None:
    return None if begin is None or end is None else end.at - begin.at


def _positive(value: timedelta | None) -> timedelta | None:
    return value if value is not None and value > timedelta() else None
