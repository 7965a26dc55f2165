"""The time of this machine, as one clock that never runs backwards."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SystemClock:
    """The wall clock as it was at the start, and from then on the monotonic clock.

    Setting the machine's clock while a server runs changes no duration that the server tells.
    """

    def __init__(
        self,
        wall: Callable[[], int] = time.time_ns,
        monotonic: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._start = _EPOCH + timedelta(microseconds=wall() // 1000)
        self._monotonic = monotonic
        self._monotonic_start = monotonic()

    def catch_up(self, seen: datetime) -> None:
        """For a wall clock that was set back since an earlier run: from here on time moves on from what that run saw.

        Without it every fact would be stamped with that same instant, and no timer would fall due, until the wall
        clock had caught up.
        """
        behind = seen - self.now()
        if behind > timedelta():
            self._start += behind

    def now(self) -> datetime:
        return self._start + timedelta(microseconds=(self._monotonic() - self._monotonic_start) // 1000)
