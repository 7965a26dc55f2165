"""Timers by their due instant, without looking at all of them."""

from collections.abc import Iterator
from datetime import datetime
from heapq import heappop, heappush


class Timers:
    """A timer that is set again or deleted stays in the queue until it comes up, and is passed over then."""

    def __init__(self) -> None:
        self._due: dict[tuple[int, str], datetime] = {}
        self._queue: list[tuple[datetime, int, str]] = []

    def set(self, department_id: int, key: str, due: datetime | None) -> None:
        if due is None:
            self._due.pop((department_id, key), None)
        elif self._due.get((department_id, key)) != due:
            self._due[department_id, key] = due
            heappush(self._queue, (due, department_id, key))

    def next_due(self) -> datetime | None:
        self._drop_stale()
        return self._queue[0][0] if self._queue else None

    def due(self, until: datetime, limit: int) -> list[tuple[int, str, datetime]]:
        """Earliest first."""
        found: dict[tuple[datetime, int, str], None] = {}
        while len(found) < limit and (due := self.next_due()) is not None and due <= until:
            found[heappop(self._queue)] = None
        for entry in found:
            heappush(self._queue, entry)
        return [(department_id, key, due) for due, department_id, key in found]

    def of_department(self, department_id: int) -> Iterator[tuple[str, datetime]]:
        """In the order of their keys."""
        mine = [(key, due) for (department, key), due in self._due.items() if department == department_id]
        return iter(sorted(mine))

    def _drop_stale(self) -> None:
        while self._queue and self._due.get((self._queue[0][1], self._queue[0][2])) != self._queue[0][0]:
            heappop(self._queue)
