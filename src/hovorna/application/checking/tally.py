"""Compares two heaps of rows whose orders differ, without keeping either."""

from collections.abc import Hashable


class Tally:
    """A sum that is zero when what was added and what was taken away are the same, however they were ordered."""

    def __init__(self) -> None:
        self._sum = 0
        self._count = 0

    def add(self, row: Hashable) -> None:
        self._sum += hash(row)
        self._count += 1

    def remove(self, row: Hashable) -> None:
        self._sum -= hash(row)
        self._count -= 1

    @property
    def is_even(self) -> bool:
        return self._sum == 0 and self._count == 0
