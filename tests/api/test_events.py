"""The log of a department as it grows."""

import asyncio
import json
import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from hovorna.api import ApiSettings
from hovorna.api.access_tokens import AccessTokens
from hovorna.application.jobs import Room
from hovorna.application.log_tail import LogTail
from hovorna.application.logins.login import API_SCOPE, Means, Proof, Request
from hovorna.application.logins.logins import Logins
from hovorna.application.roles import DepartmentRole, Right
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Presence
from tests.api.house import OTHER_GROUP, Caller, House, Json
from tests.api.live import LiveRequest

PATH = "/api/v1/Events"
NDJSON, SSE = "application/x-ndjson", "text/event-stream"


async def live(house: House, query: str = "", caller: Caller | None = None, **headers: str) -> LiveRequest:
    caller = caller or await house.caller(Right.READ)
    return LiveRequest(house.app, PATH + query, authorization=f"Bearer {caller.token}", **headers)


async def stored(house: House, query: str = "", caller: Caller | None = None) -> list[Json]:
    caller = caller or await house.caller(Right.READ)
    answer = await caller.get(f"{PATH}?follow=false&{query}")
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


_numbers = count(1)


def write(house: House, facts: int) -> None:
    """So many facts, one after the other."""
    names = (f"name {next(_numbers)}" for _ in range(facts))
    house.do(*(c.ConfigureGroup(GroupSettings(id=OTHER_GROUP, name=name)) for name in names))


def versions(lines: Iterable[Json]) -> list[int]:
    return [line["version"] for line in lines]


async def test_what_is_stored_comes_in_the_order_of_the_log_without_a_gap(house: House) -> None:
    await house.closed()
    lines = await stored(house)
    assert versions(lines) == list(range(1, house.version + 1))
    assert {line["sessionId"] for line in lines} == {None, 1}


async def test_an_event_says_what_the_sessions_own_list_says(house: House) -> None:
    session_id, _ = await house.closed()
    lines = [line for line in await stored(house) if line["sessionId"] == session_id]
    ours = [{name: value for name, value in line.items() if name != "sessionId"} for line in lines]
    assert ours == (await (await house.caller()).get(f"/api/v1/Sessions/{session_id}/events")).json()


async def test_a_reader_gets_the_past_and_then_what_happens(house: House) -> None:
    head = house.version
    async with await live(house) as request:
        assert versions(await request.lines(head)) == list(range(1, head + 1))
        assert (request.status, request.headers["content-type"]) == (200, NDJSON)
        session_id, _ = await house.guest()
        line = await request.line()
        assert (line["version"], line["type"], line["sessionId"]) == (head + 1, "SessionCreated", session_id)


async def test_a_version_that_is_not_there_yet_is_waited_for(house: House) -> None:
    head = house.version
    async with await live(house, f"?after={head + 5}") as request:
        write(house, 4)
        write(house, 2)
        assert (await request.line())["version"] == head + 6


async def test_a_limit_ends_the_answer(house: House) -> None:
    head = house.version
    assert versions(await stored(house, "limit=3&after=2")) == [3, 4, 5]
    async with await live(house, f"?limit=2&after={head - 1}") as request:
        write(house, 3)
        assert versions(await request.rest()) == [head, head + 1]


async def test_a_browser_gets_server_sent_events_with_the_version_as_id(house: House) -> None:
    async with await live(house, "?after=1", accept="text/event-stream;q=0.9, */*") as request:
        block = await request.text(b"\n\n")
        assert request.headers["content-type"] == SSE
    assert block is not None
    first, data = block.decode().split("\n")
    assert first == "id: 2"
    assert json.loads(data.removeprefix("data: "))["version"] == 2


async def test_the_last_event_that_a_browser_has_seen_wins_over_the_address(house: House) -> None:
    headers = {"accept": SSE, "last-event-id": " 4 "}
    async with await live(house, "?after=1", None, **headers) as request:
        assert (await request.text(b"\n\n") or b"").startswith(b"id: 5\n")
    async with await live(house, "?after=1", None, accept=SSE, **{"last-event-id": ""}) as request:
        assert (await request.text(b"\n\n") or b"").startswith(b"id: 2\n")


async def test_what_accept_lists_first_is_sent(house: House) -> None:
    caller = await house.caller(Right.READ)
    for accept, sent in (
        (f"{NDJSON}, {SSE}", NDJSON),
        (f"{SSE}, {NDJSON}", SSE),
        ("text/plain", NDJSON),
        ("TEXT/Event-Stream", SSE),
    ):
        answer = await caller.get(f"{PATH}?follow=false", headers={"Accept": accept})
        assert answer.headers["content-type"] == sent, accept


@pytest.mark.parametrize(
    ("query", "headers", "field"),
    [
        ("after=-1", {}, "after"),
        ("after=abc", {}, "after"),
        ("after=1.5", {}, "after"),
        (f"after={'9' * 30}", {}, "after"),
        ("", {"Last-Event-ID": "-3"}, "Last-Event-ID"),
        ("limit=0", {}, "limit"),
        ("follow=perhaps", {}, "follow"),
        ("departmentId=x", {}, "departmentId"),
    ],
)
async def test_what_can_not_be_read_is_named(house: House, query: str, headers: dict[str, str], field: str) -> None:
    answer = await (await house.caller(Right.READ)).get(f"{PATH}?{query}", headers=headers)
    assert (answer.status_code, list(answer.json())) == (400, [field])


async def test_head_answers_without_waiting(house: House) -> None:
    answer = await (await house.caller(Right.READ)).request("HEAD", PATH)
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"", NDJSON)


# --- whose facts ---


@pytest.fixture
def two_departments(house: House) -> int:
    """A second department of the company; its number."""
    second = house.store.accounts.add_department(house.company_id, "Complaints").id
    house.engine.stop()
    house.open()
    house.do(c.DefineTag(7, "second"), department=second)
    return second


async def test_where_there_are_several_the_department_is_asked_for(house: House, two_departments: int) -> None:
    caller = await house.caller(Right.READ)
    answer = await caller.get(PATH)
    assert (answer.status_code, list(answer.json())) == (400, ["departmentId"])
    (line,) = await stored(house, f"departmentId={two_departments}", caller)
    assert (line["type"], line["body"]["name"]) == ("TagDefined", "second")


async def test_another_companys_department_is_as_good_as_none(house: House) -> None:
    caller = await house.caller(Right.READ)
    for number in (house.other_department, 999):
        answer = await caller.get(f"{PATH}?departmentId={number}")
        assert (answer.status_code, answer.content) == (404, b"")


async def test_departments_and_companies_never_mix(house: House, two_departments: int) -> None:
    houses = (house.department, two_departments, house.other_department)
    stranger, caller = await house.caller(client=house.other_client), await house.caller(Right.READ)
    tags = {number: f"of {number}" for number in houses}
    requests = [
        await live(house, f"?departmentId={house.department}&after={house.version}", caller),
        await live(house, f"?departmentId={two_departments}&after=1", caller),
        await live(house, "", stranger),
    ]
    async with requests[0], requests[1], requests[2]:
        for tag in range(10, 40):
            for number in houses:
                house.do(c.DefineTag(tag, f"{tags[number]}, {tag}"), department=number)
        for number, request in zip(houses, requests, strict=True):
            names = [line["body"]["name"] for line in await request.lines(30)]
            assert names == [f"{tags[number]}, {tag}" for tag in range(10, 40)]


def person(house: House, *roles: DepartmentRole, department: int | None = None) -> Caller:
    """Petr, with these roles in one department and none anywhere else."""
    departments = {department or house.department: roles}
    petr = house.store.accounts.change_user(house.petr, lambda user: replace(user, departments=departments))
    assert petr is not None
    logins = Logins(house.store.accounts.register, house.clock)
    request = Request(client_id="desk", redirect="https://desk.example", scope=(API_SCOPE,))
    proof = Proof(user_id=petr.id, company_id=petr.company_id, means=(Means.PASSWORD,))
    opened = logins.redeem(logins.begin(request, proof), lambda _: None)
    assert opened is not None
    tokens = AccessTokens(house.store.accounts, house.clock, house.settings)
    return Caller(house.http, tokens.issue_to(petr, opened.login))


async def test_a_person_gets_the_department_that_they_may_read(house: House, two_departments: int) -> None:
    caller = person(house, DepartmentRole.TENANT_SESSIONS_VIEW)
    assert versions(await stored(house, "", caller)) == list(range(1, house.version + 1))
    answer = await caller.get(f"{PATH}?departmentId={two_departments}")
    assert (answer.status_code, answer.headers["hovorna-code"]) == (403, "right_missing")


async def test_who_may_only_watch_gets_nothing(house: House) -> None:
    watchers = [person(house, DepartmentRole.WALLBOARD, DepartmentRole.OPERATOR), await house.caller(Right.WATCH)]
    for caller in watchers:
        answer = await caller.get(PATH)
        assert (answer.status_code, answer.headers["hovorna-code"]) == (403, "right_missing")


async def test_nothing_of_what_people_wrote_stands_in_it(house: House) -> None:
    secrets = [f"secret{number}" for number in range(12)]
    word = iter(secrets)
    session_id, guest, client = await house.talk(
        message=next(word),
        callParams={next(word): next(word)},
        guest={"name": next(word), "identity": next(word), "ipAddress": "203.0.113.77"},
        url=f"https://shop.example/{next(word)}",
    )
    there = f"/api/v1/guest/sessions/{session_id}"
    at_the_desk = f"/api/v1/operators/{house.eva}/sessions/{session_id}"
    answers = [
        await guest.post(f"{there}/messages", json={"text": next(word)}),
        await guest.post(f"{there}/files?name={next(word)}.txt", content=next(word).encode()),
        await client.put(f"{at_the_desk}/note", json={"note": next(word)}),
        await client.put(f"/api/v1/Sessions/{session_id}/callparams", json={"callParams": {"key": next(word)}}),
        await client.post(
            f"/api/v1/Sessions/{session_id}/forward", json={"operatorGroupId": OTHER_GROUP, "note": next(word)}
        ),
    ]
    assert [answer.status_code for answer in answers if answer.is_error] == []
    assert next(word, None) is None
    text = json.dumps(await stored(house))
    assert "MessagePosted" in text
    assert [one for one in [*secrets, "203.0.113.77"] if one in text] == []


# --- under load ---


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
