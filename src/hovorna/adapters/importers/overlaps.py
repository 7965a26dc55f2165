"""Counts where a source has one person in two conversations at once; that is told, never refused."""

import heapq
from collections import defaultdict
from datetime import datetime


class Overlaps:
    def __init__(self) -> None:
        self._services: defaultdict[str, list[tuple[datetime, datetime]]] = defaultdict(list)

    def add(self, operator: str, start: datetime, end: datetime) -> None:
        self._services[operator].append((start, end))

    def pairs(self) -> int:
        return sum(_pairs_of(services) for services in self._services.values())


def _pairs_of(services: list[tuple[datetime, datetime]]) -> int:
    """Going through the starts in order, each overlaps with all that have begun and not ended yet."""
    pairs = 0
    under_way: list[datetime] = []
    for start, end in sorted(services):
        while under_way and under_way[0] <= start:
            heapq.heappop(under_way)
        pairs += len(under_way)
        heapq.heappush(under_way, end)
    return pairs
