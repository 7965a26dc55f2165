"""Answers compressed for clients that ask for it, where that is worth the trouble."""

import asyncio
import re
import zlib
from collections.abc import AsyncIterator

from litestar.types import Scope

from hovorna.api.addresses import header

#: Shorter ones hardly shrink, and fit into one packet anyway.
WORTHWHILE = 1024

VARY = (b"vary", b"accept-encoding")
GZIP = (b"content-encoding", b"gzip")

#: Text shrinks to a tenth already; more effort costs more time than it saves on the way.
_EFFORT = 1
#: As many window bits as there are, and the head and tail of a gzip file around it.
_GZIP_FORMAT = 31
_TEXTS = frozenset({b"application/json", b"text/html", b"text/javascript", b"text/css"})
_NONE_OF_IT = re.compile(r"q=0(\.0*)?")


def is_text(headers: tuple[tuple[bytes, bytes], ...]) -> bool:
    """Recordings and files are none: they have names for their bytes, and parts of them are asked for."""
    names = {name for name, _ in headers}
    if names & {b"content-encoding", b"etag", b"content-range"}:
        return False
    return any(name == b"content-type" and value.partition(b";")[0] in _TEXTS for name, value in headers)


def wants_gzip(scope: Scope) -> bool:
    """RFC 9110, section 12.5.3. A client that does not say what it takes gets what everybody can read."""
    weights: dict[str, bool] = {}
    for part in (header(scope, b"accept-encoding") or "").lower().split(","):
        coding, _, weight = part.replace(" ", "").partition(";")
        weights.setdefault(coding, not _NONE_OF_IT.fullmatch(weight))
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", False)))


def packed(data: bytes) -> bytes:
    packer = _packer()
    return packer.compress(data) + packer.flush()


async def in_gzip(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    packer = _packer()
    async for chunk in chunks:
        # A packer gathers some before it has anything to say.
        if smaller := await asyncio.to_thread(packer.compress, chunk):
            yield smaller
    yield packer.flush()


def _packer() -> "zlib._Compress":
    return zlib.compressobj(_EFFORT, zlib.DEFLATED, _GZIP_FORMAT)
