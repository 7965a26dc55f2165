"""Stretches of a log in which a condition holds."""

from bisect import bisect_right
from collections.abc import Iterable

#: (first version at which it holds, first at which it does so no more, or None for never).
Stretch = tuple[int, int | None]


class Cover:
    """The union of stretches; asking it costs a bisection, however many there were."""

    __slots__ = ("_begins", "_ends")

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._begins: list[int] = []
        self._ends: list[int | None] = []
        for begin, end in sorted(stretches, key=lambda one: one[0]):
            self._add(begin, end)

    def _add(self, begin: int, end: int | None) -> None:
        if end is not None and end <= begin:
            return
        last = self._ends[-1] if self._ends else begin - 1
        if self._ends and (last is None or begin <= last):
            self._ends[-1] = None if last is None or end is None else max(last, end)
            return
        self._begins.append(begin)
        self._ends.append(end)

    def holds_at(self, version: int) -> bool:
        place = bisect_right(self._begins, version) - 1
        if place < 0:
            return False
        end = self._ends[place]
        return end is None or version < end

    def edges(self) -> list[int]:
        """The versions at which it begins or ceases to hold."""
        return self._begins + [end for end in self._ends if end is not None]
