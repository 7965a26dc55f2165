"""A list as long as a client likes is sent as it is read: memory stays as it was, from the first byte to the last."""

import gzip
import json
import tracemalloc
import zlib
from typing import Any, cast

import pytest

from hovorna.application.unit import Unit
from tests.api.house import House
from tests.contract_suites.samples import after, session_row

SOME, MANY, SIZE = 1_000, 5_000, 10_000


async def _received(house: House, headers: dict[str, str]) -> tuple[int, int, int]:
    """(bytes of the body, how many sessions they hold, memory in use at the most)."""
    client = await house.caller()
    unpacker = zlib.decompressobj(31) if headers else None
    total, found = 0, 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal total, found
        body = message.get("body", b"")
        total += len(body)
        found += (unpacker.decompress(body) if unpacker else body).count(b'"id":')

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/v1/Sessions",
        "raw_path": b"/api/v1/Sessions",
        "root_path": "",
        "query_string": b"limit=1000000",
        "headers": [
            (b"host", b"desk.example"),
            (b"authorization", b"Bearer " + client.token.encode()),
            *((name.encode(), value.encode()) for name, value in headers.items()),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    tracemalloc.start()
    try:
        await house.app(cast(Any, scope), cast(Any, receive), cast(Any, send))
        return total, found, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("headers", [{}, {"accept-encoding": "gzip"}], ids=["plain", "gzip"])
async def test_a_million_asked_for_are_sent_in_flat_memory(house: House, headers: dict[str, str]) -> None:
    # Bytes that do not shrink, so that the packed list is long as well.
    padding = gzip.compress(json.dumps([number * 7919 % 10_007 for number in range(5_000)]).encode()).hex()[:SIZE]
    peaks = []
    for first, last in ((1, SOME), (SOME + 1, MANY)):
        rows = [
            session_row(number, created=after(number), document=b'{"id":%d,"x":"%s"}' % (number, padding.encode()))
            for number in range(first, last + 1)
        ]
        house.store.writer.commit([Unit(1, sessions=rows)])
        total, found, peak = await _received(house, headers)
        assert found == last
        assert headers or total > last * SIZE
        peaks.append(peak)
    # A few chunks of 200 sessions, however many there are.
    assert peaks[1] < peaks[0] * 1.25, peaks
