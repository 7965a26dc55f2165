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
        not_before: datetime | None = None,
        *,
        wall: Callable[[], int] = time.time_ns,
        monotonic: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """`not_before`: what an earlier run has seen already, for a wall clock that was set back between the two."""
        start = _EPOCH + timedelta(microseconds=wall() // 1000)
        self._start = start if not_before is None else max(start, not_before)
        self._monotonic = monotonic
        self._monotonic_start = monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(microseconds=(self._monotonic() - self._monotonic_start) // 1000)
