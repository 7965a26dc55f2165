"""What a client of HTTP/1.0 needs: it knows no chunks, so it has to be told how long an answer is."""

import asyncio
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from typing import IO

from litestar.types import Scope

#: Longer answers wait in a file without a name, which is gone when it is closed.
_IN_MEMORY = 4 * 1024 * 1024
_CHUNK = 256 * 1024


def needs_length(scope: Scope) -> bool:
    return scope.get("http_version") == "1.0"


async def measured(chunks: AsyncIterator[bytes]) -> tuple[int, AsyncIterator[bytes]]:
    """The length of all chunks together, and their bytes again."""
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by whoever has read it, or by its end
    try:
        async for chunk in chunks:
            await asyncio.to_thread(file.write, chunk)
    except BaseException:
        file.close()
        raise
    length = file.tell()
    file.seek(0)
    return length, _read(file)


async def _read(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while chunk := await asyncio.to_thread(file.read, _CHUNK):
            yield chunk
