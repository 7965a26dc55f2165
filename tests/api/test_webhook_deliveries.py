"""What webhooks were told, and replays, over the API."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from hovorna.adapters.clocks.virtual import VirtualClock
from hovorna.application.roles import Right
from hovorna.application.webhooks.delivering import Delivering, Options
from hovorna.application.webhooks.desk import DeskParts
from hovorna.application.webhooks.sending import Receipt
from tests.api.house import Caller, House
from tests.unit.application.webhooks.post_room import Receivers, at_once, until_nothing_moves

URL = "https://user:secret@hooks.example/"


class Desk:
    """A house whose webhooks are delivered to receivers that the test plays."""

    def __init__(self, house: House) -> None:
        self.house, self.receivers = house, Receivers()
        parts = DeskParts(
            reader=house.store.reader,
            accounts=house.store.accounts,
            deliveries=house.store.deliveries,
            clock=house.clock,
            public_base="https://desk.example",
        )
        options = Options(chance=lambda: 0.0, moment=0.0, grace=0.0)
        self.delivering = Delivering(parts, self.receivers, options, in_desk=at_once)

    async def pass_time(self, **by: float) -> None:
        self.house.pass_time(**by)
        self.delivering.wake()
        await until_nothing_moves()


@pytest.fixture
async def desk(house: House) -> AsyncIterator[Desk]:
    desk = Desk(house)
    desk.delivering.start()
    yield desk
    await desk.delivering.stop()


async def webhook(client: Caller, *types: str) -> str:
    body = {"eventTypes": types or ("SessionCreated", "SessionStarted"), "callbackUrl": URL}
    answer = await client.post("/api/v1/Webhooks", json=body)
    assert answer.status_code == 201
    return f"/api/v1/Webhooks/{answer.json()}"


async def listed(client: Caller, path: str, query: str = "") -> list[dict[str, Any]]:
    answer = await client.get(f"{path}/deliveries{query}")
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()
    return rows


async def test_deliveries_are_listed_with_attempts_status_and_latency(house: House, desk: Desk) -> None:
    client = await house.caller()
    path = await webhook(client)
    desk.receivers.answers[URL] = lambda parcel: Receipt(500 if b"Started" in parcel.body else 204)
    session_id, _ = await house.guest()
    await desk.pass_time(seconds=2)
    started, created = await listed(client, path)
    version = created.pop("version")
    assert created == {
        "number": 1,
        "messageId": f"msg_1_{house.department}_{version}_0",
        "eventType": "SessionCreated",
        "departmentId": house.department,
        "entity": f"session:{session_id}",
        "sessionId": session_id,
        "sequence": 1,
        "status": "DELIVERED",
        "attempts": 1,
        "planned": "2026-03-02T09:00:02Z",
        "nextAttempt": None,
        "lastAttempt": "2026-03-02T09:00:02Z",
        "httpStatus": 204,
        "latencySeconds": 0.0,
        "error": None,
        "settled": "2026-03-02T09:00:02Z",
    }
    assert (started["sequence"], started["status"], started["attempts"]) == (2, "PENDING", 1)
    assert (started["nextAttempt"], started["settled"]) == ("2026-03-02T09:00:07Z", None)
    assert started["error"] == "The receiver answered 500."
    assert "secret" not in str([created, started])


async def test_deliveries_are_paged_and_filtered_by_status(house: House, desk: Desk) -> None:
    client = await house.caller()
    path = await webhook(client)
    desk.receivers.answers[URL] = lambda parcel: Receipt(500 if b"Started" in parcel.body else 204)
    for _ in range(3):
        await house.guest()
    await desk.pass_time(seconds=2)
    assert [row["number"] for row in await listed(client, path)] == [6, 5, 4, 3, 2, 1]
    assert [row["number"] for row in await listed(client, path, "?limit=2&offset=1")] == [5, 4]
    assert {row["eventType"] for row in await listed(client, path, "?Status=delivered")} == {"SessionCreated"}
    assert [row["number"] for row in await listed(client, path, "?status=PENDING&limit=1000000")] == [6, 4, 2]
    assert await listed(client, path, "?status=dead") == []


@pytest.mark.parametrize("query", ["status=SENT", "status=DEAD&status=PENDING", "limit=0", "offset=-1"])
async def test_a_wrong_filter_is_refused_by_its_name(house: House, query: str) -> None:
    client = await house.caller()
    answer = await client.get(f"{await webhook(client)}/deliveries?{query}")
    assert answer.status_code == 400
    assert list(answer.json()) == [query.partition("=")[0]]


async def test_a_replay_from_a_version_sends_again_with_the_same_numbers(house: House, desk: Desk) -> None:
    client = await house.caller()
    path = await webhook(client)
    await house.guest()
    await desk.pass_time(seconds=2)
    before = [(parcel.headers["webhook-id"], parcel.headers["hovorna-session-sequence"]) for parcel in _sent(desk)]
    version = (await listed(client, path))[0]["version"]
    for wanted, expected in ((version, before[1:]), (0, before)):
        desk.receivers.got.clear()
        answer = await client.post(f"{path}/replay", json={"FromVersion": wanted})
        assert (answer.status_code, answer.content) == (202, b"")
        await desk.pass_time(seconds=2)
        again = [(parcel.headers["webhook-id"], parcel.headers["hovorna-session-sequence"]) for parcel in _sent(desk)]
        assert again == expected


async def test_a_replay_from_an_instant_takes_what_happened_since(house: House, desk: Desk) -> None:
    client = await house.caller()
    path = await webhook(client, "SessionCreated")
    await house.guest()
    await desk.pass_time(minutes=1)
    second, _ = await house.guest()
    await desk.pass_time(seconds=2)
    desk.receivers.got.clear()
    body = {"from": "2026-03-02T10:00:30+01:00", "departmentId": house.department}
    assert (await client.post(f"{path}/replay", json=body)).status_code == 202
    await desk.pass_time(seconds=2)
    assert [f'"id":{second},'.encode() in parcel.body for parcel in _sent(desk)] == [True]
    # And nothing where nothing happened.
    desk.receivers.got.clear()
    assert (await client.post(f"{path}/replay", json={"from": "2030-01-01"})).status_code == 202
    await desk.pass_time(seconds=2)
    assert _sent(desk) == []


async def test_dead_letters_come_through_by_a_replay(house: House, desk: Desk) -> None:
    client = await house.caller()
    path = await webhook(client, "SessionCreated")
    desk.receivers.answers[URL] = lambda parcel: Receipt(400 if b'"id":1,' in parcel.body else 200)
    await house.guest()
    await desk.pass_time(seconds=2)
    for wait in Options().rules.waits:
        # What else comes through keeps the webhook on.
        await house.guest()
        await desk.pass_time(seconds=wait.total_seconds())
    client = await house.caller()
    (dead,) = await listed(client, path, "?status=DEAD")
    assert (dead["attempts"], dead["error"]) == (10, "The receiver answered 400.")
    desk.receivers.answers.clear()
    assert (await client.post(f"{path}/replay", json={"fromVersion": dead["version"]})).status_code == 202
    await desk.pass_time(seconds=2)
    assert await listed(client, path, "?status=DEAD") == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "fromVersion"),
        ({"fromVersion": 1, "from": "2026-03-02T09:00:00Z"}, "fromVersion"),
        ({"fromVersion": -1}, "fromVersion"),
        ({"fromVersion": "x"}, "fromVersion"),
        ({"from": "yesterday"}, "from"),
        ({"fromVersion": 1, "departmentId": 99}, "departmentId"),
        ({"fromVersion": 1, "departmentId": 2}, "departmentId"),
    ],
)
async def test_a_wrong_replay_is_refused_and_changes_nothing(
    house: House, desk: Desk, body: dict[str, Any], field: str
) -> None:
    client = await house.caller()
    path = await webhook(client)
    await house.guest()
    await desk.pass_time(seconds=2)
    answer = await client.post(f"{path}/replay", json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    before = len(_sent(desk))
    await desk.pass_time(seconds=2)
    assert len(_sent(desk)) == before


async def test_a_version_needs_its_department_where_there_are_several(house: House) -> None:
    client = await house.caller()
    path = await webhook(client)
    house.store.accounts.add_department(house.company_id, "Second")
    answer = await client.post(f"{path}/replay", json={"fromVersion": 1})
    assert (answer.status_code, list(answer.json())) == (400, ["departmentId"])
    body = {"fromVersion": 1, "departmentId": house.department}
    assert (await client.post(f"{path}/replay", json=body)).status_code == 202
    assert (await client.post(f"{path}/replay", json={"from": "2026-03-02"})).status_code == 202


async def test_another_company_s_webhooks_are_as_good_as_none(house: House) -> None:
    path = await webhook(await house.caller())
    other = await house.caller(client=house.other_client)
    assert (await other.get(f"{path}/deliveries")).status_code == 404
    assert (await other.post(f"{path}/replay", json={"fromVersion": 1})).status_code == 404
    assert (await other.get("/api/v1/Webhooks/77/deliveries")).status_code == 404


async def test_only_administrators_of_the_company_see_deliveries(house: House) -> None:
    path = await webhook(await house.caller())
    reader = await house.caller(Right.READ, Right.WRITE, Right.OPERATE)
    assert (await reader.get(f"{path}/deliveries")).status_code == 403
    assert (await reader.post(f"{path}/replay", json={"fromVersion": 1})).status_code == 403


async def test_health_tells_how_far_behind_delivering_is_and_no_more(house: House, desk: Desk) -> None:
    assert (await house.http.get("/health")).json() == {"webhooks": None}
    assert isinstance(house.clock, VirtualClock)
    lag = desk.delivering.lag()
    assert (lag.facts_behind, lag.pending, lag.is_held_up) == (0, 0, False)


def _sent(desk: Desk) -> list[Any]:
    return desk.receivers.got[URL]
