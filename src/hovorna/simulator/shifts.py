"""When operators work: a pattern of shifts over the day, each with its breaks."""

from datetime import timedelta
from enum import Enum

import msgspec


class Pause(msgspec.Struct, frozen=True):
    """Counted from the begin of the shift; `break_id` None is only Away."""

    after: timedelta
    length: timedelta
    break_id: int | None = None


LUNCH_BREAK = 1

_COFFEE = timedelta(minutes=15)
_LUNCH = timedelta(minutes=30)
PAUSES = (
    Pause(timedelta(hours=2), _COFFEE),
    Pause(timedelta(hours=4), _LUNCH, LUNCH_BREAK),
    Pause(timedelta(hours=6, minutes=30), _COFFEE),
)


class Shift(Enum):
    """Begin and end, in time of the day; the last one ends on the next day."""

    EARLY = (timedelta(hours=7), timedelta(hours=15, minutes=30))
    MIDDLE = (timedelta(hours=10), timedelta(hours=18, minutes=30))
    LATE = (timedelta(hours=15, minutes=30), timedelta(hours=24))
    NIGHT = (timedelta(hours=23, minutes=30), timedelta(hours=31, minutes=30))

    @property
    def begin(self) -> timedelta:
        return self.value[0]

    @property
    def end(self) -> timedelta:
        return self.value[1]


#: Who works when, again and again along the operators: few operators cover the day, many also the night.
PATTERN = (
    Shift.EARLY,
    Shift.LATE,
    Shift.MIDDLE,
    Shift.EARLY,
    Shift.NIGHT,
    Shift.MIDDLE,
    Shift.LATE,
    Shift.EARLY,
    Shift.MIDDLE,
    Shift.LATE,
)


def shift_of(place: int) -> Shift:
    """The shift of the operator at this place of the roster, counted from 0."""
    return PATTERN[place % len(PATTERN)]
