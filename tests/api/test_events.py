"""The log of a department as it grows."""

import json

import pytest

from hovorna.application.roles import DepartmentRole, Right
from hovorna.domain.switchboard import commands as c
from tests.api.following import NDJSON, PATH, SSE, live, person, stored, versions, write
from tests.api.house import OTHER_GROUP, House


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
