"""A time that passes only when told to."""

from datetime import datetime, timedelta


class VirtualClock:
    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("A clock starts at an instant, which needs an offset.")
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance(self, duration: timedelta) -> datetime:
        """The new time. Raises ValueError for a negative duration."""
        return self.set(self._now + duration)

    def set(self, instant: datetime) -> datetime:
        """The new time. Raises ValueError for an instant that has passed."""
        if instant < self._now:
            raise ValueError(f"Time does not run backwards: from {self._now} to {instant}.")
        self._now = instant
        return instant
