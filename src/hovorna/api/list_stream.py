"""JSON lists told as they are read: in chunks from one snapshot, off the event loop, a chunk in memory at a time."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractContextManager, suppress
from threading import Lock
from typing import Generic, TypeVar

from hovorna.api.answers import JSON, StreamedAnswer

Item = TypeVar("Item")


class ListStream(Generic[Item]):
    def __init__(self, opened: AbstractContextManager[Iterator[list[Item]]], told: Callable[[Item], bytes]) -> None:
        self._opened, self._told = opened, told
        #: A reader that is called off may still be in a thread; the snapshot is closed after it.
        self._lock = Lock()
        self._chunks: Iterator[list[Item]] | None = None
        self._is_closed = False

    async def answer(self) -> StreamedAnswer:
        chunks = self.stream()
        # What can't be opened is refused before the answer has begun.
        with suppress(StopAsyncIteration):
            await anext(chunks)
        return StreamedAnswer(200, chunks, (JSON,), None)

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The first chunk is empty and comes once the list is open: what fails before that is no broken list."""
        try:
            chunk = await asyncio.to_thread(self._next)
            yield b""
            start = b"["
            while chunk is not None:
                yield start + chunk
                start = b","
                chunk = await asyncio.to_thread(self._next)
            yield b"]" if start == b"," else b"[]"
        finally:
            await asyncio.shield(asyncio.to_thread(self._close))

    def _next(self) -> bytes | None:
        with self._lock:
            if self._is_closed:
                return None
            if self._chunks is None:
                self._chunks = self._opened.__enter__()
            for items in self._chunks:
                return b",".join([self._told(item) for item in items])
            return None

    def _close(self) -> None:
        with self._lock:
            if self._chunks is not None and not self._is_closed:
                self._opened.__exit__(None, None, None)
            self._is_closed = True
