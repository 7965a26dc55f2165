"""Stored session documents as answers: the public address and, of open sessions, the conversation are put in."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import AbstractContextManager
from threading import Lock

from hovorna.application import documents
from hovorna.application.activities import BASE
from hovorna.application.ports import LogReader, StoredSession


def document_of(session: StoredSession, reader: LogReader, base: bytes) -> bytes:
    document = session.document
    if documents.ACTIVITIES in document:
        document = documents.fill(document, reader.activities_of(session.department_id, session.id))
    return document.replace(BASE, base)


Opened = AbstractContextManager[Iterator[list[StoredSession]]]


class SessionList:
    """A list read in chunks from one snapshot, off the event loop; never more than a chunk of it is in memory."""

    def __init__(self, opened: Opened, reader: LogReader, base: bytes) -> None:
        self._opened, self._reader, self._base = opened, reader, base
        #: A reader that is called off may still be in a thread; the snapshot is closed after it.
        self._lock = Lock()
        self._chunks: Iterator[list[StoredSession]] | None = None
        self._is_closed = False

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
            for sessions in self._chunks:
                return b",".join([document_of(session, self._reader, self._base) for session in sessions])
            return None

    def _close(self) -> None:
        with self._lock:
            if self._chunks is not None and not self._is_closed:
                self._opened.__exit__(None, None, None)
            self._is_closed = True
