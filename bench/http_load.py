"""A load generator: some connections, each with one request under way at any time."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import cycle, islice
from typing import cast

import msgspec

#: For the last answers of a run.
_PATIENCE = 30.0

_HEAD_END = b"\r\n\r\n"


class Load(msgspec.Struct, frozen=True):
    answers: int
    body_bytes: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds

    @property
    def megabytes_per_second(self) -> float:
        return self.body_bytes / self.seconds / 1e6


class BadAnswer(Exception):
    """The server did not answer 200."""


class _Connection(asyncio.Protocol):
    def __init__(self, requests: Iterator[bytes]) -> None:
        self._requests = requests
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._expected: int | None = None
        self.answers = self.body_bytes = 0
        self.fault: str | None = None
        self.is_stopping = False
        self.stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's own transports are none by their type.
        self._transport = cast(asyncio.Transport, transport)
        self._ask()

    def _ask(self) -> None:
        assert self._transport is not None
        if self.is_stopping or self.fault:
            self._transport.close()
            return
        self._transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._expected is None and not self._read_head():
            return
        if not self._is_whole():
            return
        self.answers += 1
        self.body_bytes += len(self._buffer)
        self._buffer.clear()
        self._expected = None
        self._ask()

    def _read_head(self) -> bool:
        end = self._buffer.find(_HEAD_END)
        if end < 0:
            return False
        head = bytes(self._buffer[:end]).lower()
        if not head.startswith(b"http/1.1 200"):
            self.fault = head.split(b"\r\n", 1)[0].decode()
        _, is_told, rest = head.partition(b"content-length:")
        # -1: in chunks, to the one that is empty.
        self._expected = int(rest.split(b"\r\n", 1)[0]) if is_told else -1
        del self._buffer[: end + len(_HEAD_END)]
        return True

    def _is_whole(self) -> bool:
        if self._expected == -1:
            return self._buffer.endswith(b"0\r\n\r\n")
        return len(self._buffer) == self._expected

    def connection_lost(self, error: Exception | None) -> None:
        if not self.is_stopping and not self.fault:
            self.fault = f"the server hung up: {error}"
        if not self.stopped.done():
            self.stopped.set_result(None)


async def load(port: int, requests: Sequence[bytes], seconds: float, connections: int = 32) -> Load:
    """Raises BadAnswer."""
    loop = asyncio.get_running_loop()
    made: list[_Connection] = []
    begun = time.perf_counter()
    for place in range(connections):
        # Each begins elsewhere, so that not all ask for the same at once.
        mine = islice(cycle(requests), place * len(requests) // connections, None)
        _, connection = await loop.create_connection(partial(_Connection, mine), "127.0.0.1", port)
        made.append(connection)
    await asyncio.sleep(seconds)
    elapsed = time.perf_counter() - begun
    result = Load(sum(one.answers for one in made), sum(one.body_bytes for one in made), elapsed)
    for connection in made:
        connection.is_stopping = True
    await asyncio.wait_for(asyncio.gather(*(connection.stopped for connection in made)), _PATIENCE)
    faults = {connection.fault for connection in made if connection.fault}
    if faults:
        raise BadAnswer("; ".join(sorted(faults)))
    return result


def request(method: str, path: str, headers: dict[str, str] | None = None) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "", ""]).encode()
