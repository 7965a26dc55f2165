"""The stream of facts on a real socket: old clients, clients that stop reading, and a server that stops."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hovorna.application.roles import Right
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard import commands as c
from tests.api.house import OTHER_GROUP, House
from tests.api.sockets import Wire, listening

#: A test that waits for so long has failed.
PATIENCE = 30.0
FACTS = 10_000


class Taker:
    """A client of HTTP/1.0: what follows the head is the body as it is."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def lines(self, count: int) -> list[int]:
        """Versions of so many facts."""
        async with asyncio.timeout(PATIENCE):
            return [json.loads(await self.reader.readline())["version"] for _ in range(count)]


@asynccontextmanager
async def taker(wire: Wire, after: int, token: str) -> AsyncIterator[Taker]:
    reader, writer = await asyncio.open_connection("127.0.0.1", wire.port, limit=64 * 1024)
    try:
        writer.write(f"GET /api/v1/Events?after={after} HTTP/1.0\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert head.startswith(b"http/1.1 200")
        assert b"transfer-encoding" not in head
        assert b"connection: close" in head
        yield Taker(reader, writer)
    finally:
        writer.close()


def write(house: House, start: int, count: int) -> None:
    names = (f"name {number}" for number in range(start, start + count))
    house.do(*(c.ConfigureGroup(GroupSettings(id=OTHER_GROUP, name=name)) for name in names))


async def test_a_client_of_http_1_0_gets_the_facts_and_no_chunks(house: House) -> None:
    async with listening(house) as wire:
        reply = await wire.request("GET /api/v1/Events?follow=false HTTP/1.0")
        assert reply.version == "HTTP/1.1"
        assert "transfer-encoding" not in reply.headers
        assert [json.loads(line)["version"] for line in reply.body.splitlines()] == list(range(1, house.version + 1))
        head = await wire.request("HEAD /api/v1/Events HTTP/1.0")
        assert (head.status, head.body) == (200, b"")


async def test_a_client_of_http_1_1_gets_chunks(house: House) -> None:
    async with listening(house) as wire:
        reply = await wire.request("GET /api/v1/Events?follow=false", "Accept-Encoding: gzip")
        assert reply.headers["transfer-encoding"] == "chunked"
        assert len(reply.body.splitlines()) == house.version


async def test_one_that_stops_reading_holds_nobody_and_misses_nothing(house: House) -> None:
    head, token = house.version, (await house.caller(Right.READ)).token
    async with listening(house) as wire, taker(wire, head, token) as stalled, taker(wire, head, token) as quick:
        for start in range(0, FACTS, 500):
            await asyncio.to_thread(write, house, start, 500)
        everything = list(range(head + 1, head + 1 + FACTS))
        assert await quick.lines(FACTS) == everything
        assert await stalled.lines(FACTS) == everything


async def test_one_that_is_gone_leaves_nothing_behind(house: House) -> None:
    head, token = house.version, (await house.caller(Right.READ)).token
    async with listening(house) as wire:
        await wire.request("GET /api/v1/Events?limit=1")
        before = asyncio.all_tasks()
        async with taker(wire, head, token) as idle, taker(wire, 0, token) as busy:
            await busy.lines(1)
            await asyncio.to_thread(write, house, 0, FACTS)
            idle.writer.transport.abort()
            busy.writer.transport.abort()
        async with asyncio.timeout(PATIENCE):
            while left := asyncio.all_tasks() - before:
                await asyncio.wait(left)


async def test_a_server_that_stops_ends_its_streams_first(house: House) -> None:
    token = (await house.caller(Right.READ)).token
    async with asyncio.timeout(PATIENCE):
        async with listening(house) as wire:
            reader, writer = await asyncio.open_connection("127.0.0.1", wire.port)
            writer.write(f"GET /api/v1/Events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
            await reader.readuntil(b"\r\n\r\n")
        # The answer ends as it should: the client comes again, with the last version it has seen.
        assert (await reader.read()).endswith(b"\r\n0\r\n\r\n")
        writer.close()
