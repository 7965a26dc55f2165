"""Following a department's log with the client, over connections that break."""

import asyncio
import threading
from collections.abc import Iterator
from itertools import islice

import httpx
import msgspec
import pytest

from hovorna.client import ApiError, AsyncClient, Client, ClientCredentials, FixedToken, Options, Place, Retries
from hovorna.client.event_log import EventReader
from hovorna.contract.session_events import LogEvent, log_event_of
from tests.api.following import write
from tests.api.house import House
from tests.api.sockets import listening
from tests.client.answers import Script, answer
from tests.client.cutting import cutting

#: A test that waits for so long has failed.
PATIENCE = 60.0
AT_ONCE = Retries(first_wait=0.0)


def client_of(house: House, port: int) -> AsyncClient:
    return AsyncClient(f"http://127.0.0.1:{port}", ClientCredentials(*house.client), Options(retries=AT_ONCE))


def log(house: House) -> list[LogEvent]:
    facts = house.store.reader.facts_after(house.department, 0)
    # As they come over the wire.
    return [msgspec.json.decode(msgspec.json.encode(log_event_of(fact)), type=LogEvent) for fact in facts]


async def test_the_past_comes_and_then_what_happens(house: House) -> None:
    async with asyncio.timeout(PATIENCE), listening(house) as wire, client_of(house, wire.port) as client:
        events = client.events.follow(Place(after=2))
        head = house.version
        assert [(await anext(events)).version for _ in range(head - 2)] == list(range(3, head + 1))
        await house.guest()
        assert (await anext(events)).type == "SessionCreated"


@pytest.mark.parametrize("seed", range(3))
async def test_over_connections_that_break_anywhere_it_is_exactly_the_log(house: House, seed: int) -> None:
    seen: list[LogEvent] = []
    head = house.version
    async with (
        asyncio.timeout(PATIENCE),
        listening(house) as wire,
        cutting(wire.port, seed) as (port, cuts),
        client_of(house, port) as client,
    ):
        async for event in client.events.follow():
            seen.append(event)
            if event.version == head and head > 4000:
                break
            if event.version % 500 == 0 and head <= 4000:
                await asyncio.to_thread(write, house, 700)
                head += 700
            elif event.version == head:
                await asyncio.to_thread(write, house, 50)
                head += 50
    assert cuts.count > 3
    assert seen == log(house)


async def test_a_program_that_waits_sees_the_same(house: House) -> None:
    write(house, 2000)
    seen: list[LogEvent] = []

    def read(port: int) -> None:
        with Client(f"http://127.0.0.1:{port}", ClientCredentials(*house.client), Options(retries=AT_ONCE)) as client:
            seen.extend(client.events.follow(Place(is_ending=True)))

    async with asyncio.timeout(PATIENCE), listening(house) as wire, cutting(wire.port, 7) as (port, cuts):
        await asyncio.to_thread(read, port)
    assert cuts.count > 0
    assert seen == log(house)


async def test_a_program_that_waits_follows_as_well(house: House) -> None:
    there, seen = threading.Event(), list[int]()

    def read(port: int, head: int) -> None:
        with Client(f"http://127.0.0.1:{port}", ClientCredentials(*house.client)) as client:
            for event in islice(client.events.follow(Place(after=head - 1)), 4):
                seen.append(event.version)
                there.set()

    async with asyncio.timeout(PATIENCE), listening(house) as wire:
        head = house.version
        reading = asyncio.create_task(asyncio.to_thread(read, wire.port, head))
        await asyncio.to_thread(there.wait)
        await asyncio.to_thread(write, house, 3)
        await reading
    assert seen == [head, head + 1, head + 2, head + 3]


async def test_who_may_not_follow_is_told_and_does_not_try_again(house: House) -> None:
    async with listening(house) as wire, AsyncClient(f"http://127.0.0.1:{wire.port}", FixedToken("x")) as client:
        with pytest.raises(ApiError, match="401 token_invalid"):
            await anext(client.events.follow())


def test_a_server_that_ends_the_stream_is_asked_for_the_rest() -> None:
    def events(*versions: int) -> bytes:
        return b"".join(b"id: %d\ndata: %s\n\n:\n\n" % (version, _event(version)) for version in versions)

    script = Script(answer(200, events(1, 2)), answer(503, retry_after="0"), answer(200, events(3)))
    with Client("http://desk.example", ClientCredentials("a", "b"), Options(60.0, AT_ONCE, script.transport)) as client:
        seen = [event.version for event in islice(client.events.follow(), 3)]
    assert seen == [1, 2, 3]
    assert [request.url.params["after"] for request in script.asked] == ["0", "2", "2"]
    # However long others may be silent: the server shows every few seconds that it lives.
    assert {request.extensions["timeout"]["read"] for request in script.asked} == {30.0}


def _event(version: int) -> bytes:
    return msgspec.json.encode(
        {
            "version": version,
            "at": "2026-03-02T09:00:00Z",
            "type": "GroupConfigured",
            "since": None,
            "claimed": None,
            "isDecided": True,
            # Some programs take this for the end of a line.
            "body": {"name": "a\u2028b\u0085c"},
            "sessionId": None,
        }
    )


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_it_does_not_matter_where_the_pieces_of_a_stream_are_cut(size: int) -> None:
    stream = b"".join(b"id: %d\r\ndata: %s\n\n:\n\n" % (version, _event(version)) for version in (1, 2, 3))

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(stream), size):
            yield stream[start : start + size]

    reader = EventReader(Place())
    events = [event for piece in pieces() for event in reader.read(piece)]
    assert [event.version for event in events] == [1, 2, 3]
    assert events[0].body == {"name": "a\u2028b\u0085c"}
    assert reader.after == 3


async def test_a_server_that_is_not_there_yet_is_waited_for() -> None:
    waits: list[float] = []
    script = Script(*[httpx.ConnectError("refused")] * 9, answer(200, b"data: %s\n\n" % _event(1)))
    retries = Retries(attempts=2, first_wait=1.0, longest_wait=5.0)
    options: Options[httpx.AsyncBaseTransport] = Options(retries=retries, transport=script.transport)
    async with AsyncClient("http://desk.example", FixedToken("a"), options) as client:

        async def note(wait: float) -> None:
            waits.append(wait)

        client._sender.sleep = note
        assert (await anext(client.events.follow())).version == 1
    assert len(waits) == 9
    assert max(waits) <= 5.0
