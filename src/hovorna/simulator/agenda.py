"""The virtual clock: what is still to come, in the order in which it comes."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta

Deed = Callable[[], None]


class Agenda:
    """Time moves only by taking the next entry; entries of one instant come in the order in which they were made."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        self._entries: list[tuple[datetime, int, Deed]] = []
        self._made = 0

    def at(self, instant: datetime, deed: Deed) -> None:
        """What should have been in the past is done now."""
        self._made += 1
        heapq.heappush(self._entries, (max(instant, self.now), self._made, deed))

    def after(self, wait: timedelta, deed: Deed) -> None:
        self.at(self.now + wait, deed)

    def step(self) -> bool:
        """Does the next entry; False when nothing is left."""
        if not self._entries:
            return False
        self.now, _, deed = heapq.heappop(self._entries)
        deed()
        return True
