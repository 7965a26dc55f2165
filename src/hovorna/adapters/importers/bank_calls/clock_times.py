"""Clock times without a date or a zone, turned into instants."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: The bank's clocks show its country's time.
ZONE = ZoneInfo("Asia/Jerusalem")

_HALF_A_DAY = 12 * 3600
_DAY = timedelta(days=1)
_CLOCK_SET_BACK = timedelta(hours=1)


class CallClock:
    """The clock of one row: every time of a call lies within 12 hours of its entry, so midnight may lie between."""

    def __init__(self, day: date, entry: int) -> None:
        self._midnight = datetime.combine(day, time())
        self._entry_clock = entry
        self.entry = _instant(self._midnight + timedelta(seconds=entry))

    def day_shift(self, seconds: int) -> int:
        """-1, 0 or 1: the day of this clock time, counted from the day of the entry."""
        distance = seconds - self._entry_clock
        if distance > _HALF_A_DAY:
            return -1
        return 1 if distance < -_HALF_A_DAY else 0

    def at(self, seconds: int) -> datetime:
        """The hour that the clock shows twice in autumn is the first one, unless that would be before the entry."""
        local = self._midnight + self.day_shift(seconds) * _DAY + timedelta(seconds=seconds)
        first = _instant(local)
        if first < self.entry:
            second = _instant(local, fold=1)
            if second - first == _CLOCK_SET_BACK and second >= self.entry:
                return second
        return first


def _instant(local: datetime, fold: int = 0) -> datetime:
    return local.replace(tzinfo=ZONE, fold=fold).astimezone(UTC)
