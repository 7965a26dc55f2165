"""An event loop in which waiting takes no time: when nothing is left to do, it is the time of the next thing to do."""

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class _Jumping(selectors.DefaultSelector):
    """Looks for input without waiting for it; the time that the loop wanted to wait has passed then."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if not found and timeout is None:
            raise RuntimeError("Everybody waits for something that nobody will do.")
        if not found and timeout is not None and timeout > 0:
            self.now += timeout
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


class LoopClock:
    """The time of the running virtual loop as an instant; `start` lets a second run begin where a first one ended."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start

    def now(self) -> datetime:
        return self._start + timedelta(microseconds=round(asyncio.get_running_loop().time() * 1_000_000))


def run_virtually(main: Coroutine[Any, Any, Any]) -> Any:  # Any: whatever the coroutine gives
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)
