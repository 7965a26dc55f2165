"""The newest facts of departments that somebody follows, and a bell that rings for every new one.

A follower has no queue of its own: it takes what comes after its version from here, or, where it has fallen behind,
from the store. So a slow one holds nobody and loses nothing, and many cost the store no more than one.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from threading import Lock

from hovorna.application.unit import Unit
from hovorna.domain.facts import Fact

#: Facts per department; who is further behind reads the store.
KEPT = 1000

Waiter = asyncio.Future[None]


class Line:
    """A fact, written out for those who follow when the first of them asks."""

    __slots__ = ("_fact", "_text", "version")

    def __init__(self, fact: Fact) -> None:
        self.version = fact.version
        self._fact = fact
        self._text: bytes | None = None

    def text(self, write: Callable[[Fact], bytes]) -> bytes:
        if self._text is None:
            self._text = write(self._fact)
        return self._text


class LogTail:
    """`note` is called in the writer's thread and waits for nobody; everything else belongs to event loops."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._heads: dict[int, int] = {}
        self._lines: dict[int, deque[Line]] = {}
        self._readers: defaultdict[int, int] = defaultdict(int)
        self._waiters: defaultdict[int, set[Waiter]] = defaultdict(set)
        self.is_closed = False

    def note(self, unit: Unit) -> None:
        if not unit.facts:
            return
        with self._lock:
            self._heads[unit.department_id] = unit.facts[-1].version
            lines = self._lines.get(unit.department_id)
            if lines is not None:
                self._extend(lines, unit.facts)
            waiters = self._waiters.pop(unit.department_id, set())
        _wake(waiters)

    def _extend(self, lines: deque[Line], facts: list[Fact]) -> None:
        if lines and lines[-1].version + 1 != facts[0].version:
            # Another node wrote in between: what is here is no longer the end without a gap.
            lines.clear()
        lines.extend(map(Line, facts))

    @contextmanager
    def following(self, department_id: int) -> Iterator[None]:
        """While somebody is within it the department's newest facts are kept."""
        with self._lock:
            self._readers[department_id] += 1
            self._lines.setdefault(department_id, deque(maxlen=KEPT))
        try:
            yield
        finally:
            with self._lock:
                self._readers[department_id] -= 1
                if not self._readers[department_id]:
                    del self._readers[department_id], self._lines[department_id]

    def lines_after(self, department_id: int, version: int, at_most: int) -> list[Line] | None:
        """None where only the store can tell."""
        with self._lock:
            lines = self._lines.get(department_id)
            if not lines or lines[0].version > version + 1:
                return None
            start = version + 1 - lines[0].version
            return list(islice(lines, start, start + at_most))

    async def news(self, department_id: int, version: int, at_most: float) -> bool:
        """Waits until there is a fact after that version; False if there was none in so many seconds."""
        waiter: Waiter = asyncio.get_running_loop().create_future()
        with self._lock:
            if self.is_closed or self._heads.get(department_id, 0) > version:
                return True
            self._waiters[department_id].add(waiter)
        try:
            async with asyncio.timeout(at_most):
                await waiter
        except TimeoutError:
            return False
        finally:
            self._forget(department_id, waiter)
        return True

    def _forget(self, department_id: int, waiter: Waiter) -> None:
        with self._lock:
            waiters = self._waiters.get(department_id)
            if waiters is None:
                return
            waiters.discard(waiter)
            if not waiters:
                del self._waiters[department_id]

    def close(self) -> None:
        """Nobody waits here any more."""
        with self._lock:
            self.is_closed = True
            waiters = [waiter for waiters in self._waiters.values() for waiter in waiters]
            self._waiters.clear()
        _wake(waiters)


def _wake(waiters: Iterable[Waiter]) -> None:
    by_loop: defaultdict[asyncio.AbstractEventLoop, list[Waiter]] = defaultdict(list)
    for waiter in waiters:
        by_loop[waiter.get_loop()].append(waiter)
    for loop, its in by_loop.items():
        with suppress(RuntimeError):  # The loop is closed: nobody waits any more.
            loop.call_soon_threadsafe(_settle, its)


def _settle(waiters: list[Waiter]) -> None:
    for waiter in waiters:
        if not waiter.done():
            waiter.set_result(None)
