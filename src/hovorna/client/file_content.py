"""A file as the body of a request: read anew whenever it is sent."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

_CHUNK = 256 * 1024


class FileContent:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


class AsyncFileContent:
    def __init__(self, path: Path) -> None:
        self._path = path

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with await asyncio.to_thread(self._path.open, "rb") as file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                yield chunk
