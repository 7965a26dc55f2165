"""A call that came in, as its stays in queues: one, and a further one for each transfer into a queue."""

from datetime import datetime, timedelta

import msgspec

from hovorna.adapters.importers.queue_log import events
from hovorna.adapters.importers.queue_log.lines import NOBODY, QueueRow
from hovorna.domain.vocabulary import Cause

#: An instant lies before the one of the row above it, and counts as that one.
TIME_RAN_BACK = "time_ran_back"
#: The call's last row says nothing of an end: it is closed at that instant.
NO_END_IN_LOG = "no_end_in_log"
#: A conversation ended whose beginning has no row: it began the given talk time before.
CONNECT_NOT_IN_LOG = "connect_not_in_log"
#: A second answer, or a second end, of one stay; the first counts.
REPEATED_EVENT = "repeated_event"
#: The talk time of the last row is not what lies between answer and end; the two instants count.
TALK_TIME_REPLACED = "talk_time_replaced"

#: Instants are whole seconds, cut.
ROUNDING = timedelta(seconds=1)


class Ring(msgspec.Struct, frozen=True):
    agent: str
    start: datetime
    end: datetime
    cause: Cause


class Answer(msgspec.Struct, frozen=True):
    agent: str
    rang_from: datetime
    at: datetime


class Stay(msgspec.Struct):
    queue: str
    since: datetime
    #: When the caller was gone from it, or from the conversation that followed.
    ended: datetime
    #: Who transferred the caller here.
    forwarded_by: str | None = None
    rings: list[Ring] = []
    answer: Answer | None = None
    #: The row that ended it; None where the log has none.
    end: QueueRow | None = None

    @property
    def left_queue(self) -> datetime:
        return self.answer.at if self.answer is not None else self.ended

    @property
    def agent(self) -> str | None:
        """Who had the caller at the end, as far as the rows tell."""
        if self.answer is not None:
            return self.answer.agent
        return self.end.agent if self.end is not None else None


class Stays(msgspec.Struct):
    """`last` is the latest instant that the log has of the call."""

    stays: list[Stay]
    last: datetime
    mended: list[str] = []


def stays_of(rows: list[QueueRow]) -> Stays:
    told = Stays([], rows[0].at)
    for row in rows:
        at = max(row.at, told.last)
        if at != row.at:
            told.mended.append(TIME_RAN_BACK)
        told.last = at
        if row.event == events.ENTER:
            told.stays.append(_opened(told, row, at))
        else:
            _add(told, told.stays[-1], row, at)
    for stay in told.stays:
        _complete(told, stay)
    return told


def _opened(told: Stays, row: QueueRow, at: datetime) -> Stay:
    """A transfer's wait begins with the transfer."""
    if not told.stays:
        return Stay(row.queue, at, at)
    before = told.stays[-1]
    return Stay(row.queue, before.ended, before.ended, before.agent)


def _add(told: Stays, stay: Stay, row: QueueRow, at: datetime) -> None:
    if row.event in events.RINGS:
        stay.rings.append(Ring(row.agent, at - events.rung(row), at, events.RINGS[row.event]))
    elif row.event == events.CONNECT and stay.answer is None and stay.end is None:
        stay.answer = Answer(row.agent, at - events.rung(row), at)
    elif row.event in events.ENDS and stay.end is None:
        stay.end, stay.ended = row, at
    else:
        told.mended.append(REPEATED_EVENT)


def _complete(told: Stays, stay: Stay) -> None:
    if stay.end is None:
        told.mended.append(NO_END_IN_LOG)
        stay.ended = told.last
        return
    talked = events.talked(stay.end)
    if stay.answer is not None:
        if stay.end.event in events.COMPLETIONS and abs(stay.ended - stay.answer.at - talked) > ROUNDING:
            told.mended.append(TALK_TIME_REPLACED)
        return
    if stay.end.event not in events.EXITS and stay.end.agent not in ("", NOBODY):
        at = max(stay.since, stay.ended - talked)
        stay.answer = Answer(stay.end.agent, at, at)
        told.mended.append(CONNECT_NOT_IN_LOG)
