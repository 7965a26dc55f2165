"""The log of a department as it grows: under load, and how it ends."""

import asyncio
import random
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from hovorna.api import ApiSettings
from hovorna.application.jobs import Room
from hovorna.application.log_tail import LogTail
from hovorna.application.roles import DepartmentRole, Right
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Presence
from tests.api.following import NDJSON, SSE, live, person, stored, versions, write
from tests.api.house import House, Json


class Load:
    """Writes for as long as it is needed, a few facts at a time."""

    def __init__(self, house: House, seed: int) -> None:
        self._house, self._chance = house, random.Random(seed)
        self.is_needed = True

    async def run(self) -> None:
        presences = [Presence.AWAY, Presence.ONLINE]
        while self.is_needed:
            commands: list[c.Command] = [
                c.SetPresence(self._house.eva, one) for one in presences * self._chance.randint(1, 20)
            ]
            await self._house.engine.execute(self._house.department, partial(_these, commands))


def _these(commands: list[c.Command], _: Room) -> list[c.Command]:
    return commands


@pytest.mark.parametrize("seed", range(5))
async def test_a_reader_that_comes_back_again_and_again_has_exactly_the_log(house: House, seed: int) -> None:
    chance, seen = random.Random(seed), list[Json]()
    caller, load = await house.caller(Right.READ), Load(house, seed)
    async with asyncio.TaskGroup() as group:
        group.create_task(load.run())
        while len(seen) < 3000:
            accept, count = chance.choice((NDJSON, SSE)), chance.choice((0, 1, 2, 300, 1500))
            after = seen[-1]["version"] if seen else 0
            async with await live(house, f"?after={after}", caller, accept=accept) as request:
                seen += [await request.event() if accept == SSE else await request.line() for _ in range(count)]
        load.is_needed = False
    seen += await stored(house, f"after={seen[-1]['version']}", caller)
    assert versions(seen) == list(range(1, house.version + 1))
    assert seen == await stored(house, "", caller)


async def test_a_reader_that_stalls_while_much_is_written_gets_all(house: House) -> None:
    head = house.version
    async with await live(house, f"?after={head}") as stalled, await live(house, f"?after={head}") as quick:
        write(house, 1)
        assert [(await one.line())["version"] for one in (stalled, quick)] == [head + 1] * 2
        stalled.takes.clear()
        for _ in range(20):
            await asyncio.to_thread(write, house, 500)
        # The writer was not held, and neither was the other reader.
        everything = list(range(head + 2, head + 10_002))
        assert versions(await quick.lines(10_000)) == everything
        assert stalled.waiting < 3
        stalled.takes.set()
        assert versions(await stalled.lines(10_000)) == everything


# --- how it ends ---


@pytest.fixture
def brisk(tmp_path: Path) -> Iterator[House]:
    """A house that looks after its streams all the time."""
    house = House(tmp_path / "brisk", ApiSettings(stream_beat=timedelta(milliseconds=10))).furnish()
    yield house
    house.close()


async def test_an_idle_stream_of_events_shows_that_it_lives(brisk: House) -> None:
    async with await live(brisk, f"?after={brisk.version}", accept=SSE) as request:
        assert [await request.text(b"\n\n") for _ in range(3)] == [b":"] * 3
        write(brisk, 1)
        assert (await request.event())["type"] == "GroupConfigured"


async def test_an_idle_stream_of_lines_has_nothing_but_lines(brisk: House) -> None:
    async with await live(brisk, f"?after={brisk.version}") as lines, await live(brisk, accept=SSE) as beats:
        for _ in range(brisk.version):
            await beats.event()
        for _ in range(3):
            await beats.text(b"\n\n")
        write(brisk, 1)
        assert (await lines.line())["type"] == "GroupConfigured"


async def test_a_token_that_expires_ends_the_stream(brisk: House) -> None:
    async with await live(brisk, f"?after={brisk.version}") as request:
        write(brisk, 1)
        assert await request.line() is not None
        brisk.pass_time(hours=2)
        assert await request.line() is None


async def test_a_busy_stream_ends_as_well_when_the_token_expires(brisk: House) -> None:
    load = Load(brisk, 1)
    async with asyncio.TaskGroup() as group, await live(brisk) as request:
        await request.line()
        group.create_task(load.run())
        await request.lines(100)
        brisk.pass_time(hours=2)
        await request.rest()
        load.is_needed = False


async def test_who_may_no_longer_read_gets_nothing_more(brisk: House) -> None:
    caller = person(brisk, DepartmentRole.TENANT_SESSIONS_VIEW)
    async with await live(brisk, f"?after={brisk.version - 1}", caller) as request:
        await request.line()
        person(brisk, DepartmentRole.OPERATOR)
        assert await request.line() is None


async def test_who_is_switched_off_gets_nothing_more(brisk: House) -> None:
    caller = person(brisk, DepartmentRole.TENANT_SESSIONS_VIEW)
    async with await live(brisk, f"?after={brisk.version - 1}", caller) as request:
        await request.line()
        brisk.store.accounts.change_user(brisk.petr, lambda user: replace(user, is_enabled=False))
        assert await request.line() is None


async def test_a_server_that_stops_ends_its_streams_at_once(house: House) -> None:
    async with await live(house, f"?after={house.version}") as waiting, await live(house) as busy:
        await busy.lines(house.version)
        house.parts.stopping.begin()
        assert await waiting.line() is None
        assert await busy.line() is None
    # What was asked for once and not live is still answered whole.
    assert len(await stored(house)) == house.version


async def test_a_client_that_goes_away_leaves_nothing_behind(house: House) -> None:
    caller = await house.caller(Right.READ)
    before = asyncio.all_tasks()
    idle = await live(house, f"?after={house.version}", caller)
    stalled = await live(house, "?after=0", caller)
    unread = await live(house, "?after=0", caller, accept=SSE)
    stalled.takes.clear()
    async with idle, stalled, unread:
        await unread.event()
    assert asyncio.all_tasks() == before


async def test_a_server_that_gives_up_on_a_stream_leaves_nothing_behind(house: House) -> None:
    caller = await house.caller(Right.READ)
    before = asyncio.all_tasks()
    request = await live(house, "", caller)
    async with request:
        await request.line()
        request.task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await request.task
        request.forget()
    assert asyncio.all_tasks() == before


async def test_no_facts_are_kept_for_nobody(house: House) -> None:
    listening = (getattr(one, "__self__", None) for one in house.engine.writing.listeners)
    (tail,) = [one for one in listening if isinstance(one, LogTail)]
    async with await live(house, f"?after={house.version - 1}") as request:
        await request.line()
        write(house, 3)
        await request.lines(3)
        assert tail.lines_after(house.department, house.version - 1, 9) is not None
    assert tail.lines_after(house.department, house.version - 1, 9) is None
