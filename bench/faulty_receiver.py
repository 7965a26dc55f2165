"""A receiver of webhooks that fails and hangs now and then, and writes down what it was sent."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import msgspec

#: Of all requests.
FAILS, HANGS = 0.10, 0.05

_HEAD_END = b"\r\n\r\n"
_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
_FAILED = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n"


class _Data(msgspec.Struct, rename="camel"):
    id: int | None = None
    session_id: int | None = None


class _Event(msgspec.Struct):
    data: _Data


_decode = msgspec.json.Decoder(_Event).decode


class Ledger:
    """What arrived: only what was answered 200 counts as received."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.attempts = self.failed = self.hung = self.repeated = 0
        #: Session -> (sequence, webhook-id) as they were first received.
        self.received: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        self._known: set[str] = set()
        #: Attempts that came before an earlier one of their session was received.
        self.early = 0
        self._news = asyncio.Event()

    @property
    def count(self) -> int:
        return len(self._known)

    def answer(self, head: bytes, body: bytes) -> bytes | None:
        """None is never."""
        headers = dict(line.split(b": ", 1) for line in head.lower().split(b"\r\n")[1:])
        name, sequence = headers[b"webhook-id"].decode(), int(headers[b"hovorna-session-sequence"])
        data = _decode(body).data
        session_id = data.id if data.session_id is None else data.session_id
        assert session_id is not None
        self.attempts += 1
        got = self.received[session_id]
        if sequence > len(got) + 1:
            self.early += 1
        chance = self.chance.random()
        if chance < HANGS:
            self.hung += 1
            return None
        if chance < HANGS + FAILS:
            self.failed += 1
            return _FAILED
        if name in self._known:
            self.repeated += 1
        else:
            self._known.add(name)
            got.append((sequence, name))
            self._news.set()
        return _OK

    async def reaches(self, count: int) -> None:
        """Waits until so many different events were received."""
        while self.count < count:
            self._news.clear()
            await self._news.wait()


class _Connection(asyncio.Protocol):
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's own transports are none by their type.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        assert self._transport is not None
        end = self._buffer.find(_HEAD_END)
        if end < 0:
            return
        head = bytes(self._buffer[:end])
        length = int(head.lower().split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0])
        start = end + len(_HEAD_END)
        if len(self._buffer) < start + length:
            return
        answer = self._ledger.answer(head, bytes(self._buffer[start : start + length]))
        self._buffer.clear()
        if answer is not None:
            self._transport.write(answer)


@asynccontextmanager
async def receiving(ledger: Ledger) -> AsyncIterator[int]:
    """Its port."""
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(ledger), "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
