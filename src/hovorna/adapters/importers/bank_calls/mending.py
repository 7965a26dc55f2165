"""Makes one consistent story of a row: service times are never shortened, the earlier moment gives way."""

from datetime import datetime, timedelta

import msgspec

from hovorna.adapters.importers.bank_calls.clock_times import CallClock
from hovorna.adapters.importers.bank_calls.lines import BankRow, Stretch

#: Routing cannot begin after the service did: it begins with it.
ROUTING_MOVED_BACK = "routing_moved_back"
#: The voice response unit was left before it was entered; the entry counts.
VRU_EXIT_BEFORE_ENTRY = "vru_exit_before_entry"
#: A clock time belongs to the day after, or before, the day of the row.
MIDNIGHT_CROSSED = "midnight_crossed"
#: The queue was entered at another moment than the voice response unit was left, which counts.
QUEUE_START_REPLACED = "queue_start_replaced"
#: An answered call left the queue at another moment than the service began, which counts.
QUEUE_EXIT_REPLACED = "queue_exit_replaced"
#: An answered call without service times: accepted and left at one moment, length zero.
SERVICE_TIMES_MISSING = "service_times_missing"
#: The end of the service is not its start plus its length; the length counts.
SERVICE_EXIT_REPLACED = "service_exit_replaced"
#: Service times of a caller who hung up.
HANG_SERVICE_IGNORED = "hang_service_ignored"
#: Queue and service times of a call that was neither answered nor abandoned.
PHANTOM_TIMES_IGNORED = "phantom_times_ignored"
#: Everything that followed lies before the entry, which gives way.
ENTRY_MOVED_BACK = "entry_moved_back"


class BankCall(msgspec.Struct, frozen=True):
    row: BankRow
    created: datetime
    #: When it began to seek an operator; None where it never did.
    routed: datetime | None
    #: When the operator took it; None where nobody did.
    accepted: datetime | None
    ended: datetime
    mended: tuple[str, ...]


def mend(row: BankRow) -> BankCall:
    clock = CallClock(row.day, row.vru_entry)
    mended: list[str] = []
    vru_exit = clock.at(row.vru_exit)
    if vru_exit < clock.entry:
        mended.append(VRU_EXIT_BEFORE_ENTRY)
        vru_exit = clock.entry
    used: dict[str, Stretch | None] = {"queue": row.queue, "service": row.service}
    if row.outcome == "AGENT":
        routed, accepted, ended = _answered(row, clock, vru_exit, mended)
    elif row.outcome == "HANG":
        routed, accepted, ended = _abandoned(row, clock, vru_exit, mended)
        used["service"] = None
    else:
        routed, accepted, ended = None, None, vru_exit
        used = {}
        if row.queue is not None or row.service is not None:
            mended.append(PHANTOM_TIMES_IGNORED)
    if _crosses_midnight(row, clock, used):
        mended.append(MIDNIGHT_CROSSED)
    created = clock.entry
    first = routed if routed is not None else ended
    if first < created:
        mended.append(ENTRY_MOVED_BACK)
        created = first
    return BankCall(row, created, routed, accepted, ended, tuple(mended))


_Moments = tuple[datetime | None, datetime | None, datetime]


def _answered(row: BankRow, clock: CallClock, vru_exit: datetime, mended: list[str]) -> _Moments:
    if row.service is None:
        mended.append(SERVICE_TIMES_MISSING)
        accepted = ended = clock.at(row.queue.exit) if row.queue is not None else vru_exit
    else:
        accepted = clock.at(row.service.start)
        ended = accepted + timedelta(seconds=row.service.length)
        if ended != clock.at(row.service.exit):
            mended.append(SERVICE_EXIT_REPLACED)
    if row.queue is not None:
        _compare_queue(row.queue, clock, vru_exit, mended)
        if clock.at(row.queue.exit) != accepted:
            mended.append(QUEUE_EXIT_REPLACED)
    if accepted < vru_exit:
        mended.append(ROUTING_MOVED_BACK)
    return min(vru_exit, accepted), accepted, ended


def _abandoned(row: BankRow, clock: CallClock, vru_exit: datetime, mended: list[str]) -> _Moments:
    if row.service is not None:
        mended.append(HANG_SERVICE_IGNORED)
    if row.queue is None:
        return None, None, vru_exit
    _compare_queue(row.queue, clock, vru_exit, mended)
    left = clock.at(row.queue.exit)
    if left < vru_exit:
        mended.append(ROUTING_MOVED_BACK)
    return min(vru_exit, left), None, left


def _compare_queue(queue: Stretch, clock: CallClock, vru_exit: datetime, mended: list[str]) -> None:
    """After a negative time in the voice response unit the queue starts before the entry; that is counted there."""
    if clock.at(queue.start) != vru_exit and VRU_EXIT_BEFORE_ENTRY not in mended:
        mended.append(QUEUE_START_REPLACED)


def _crosses_midnight(row: BankRow, clock: CallClock, used: dict[str, Stretch | None]) -> bool:
    times = [row.vru_exit, *(time for each in used.values() if each is not None for time in (each.start, each.exit))]
    return any(clock.day_shift(time) for time in times)
