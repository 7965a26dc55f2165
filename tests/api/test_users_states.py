"""What people are doing: now, in the past, and as somebody says."""

from typing import Any

import pytest

from hovorna.application.checking.check import check
from hovorna.application.roles import DepartmentRole, Right
from hovorna.domain.laws.violation import Law
from hovorna.domain.settings import OperatorSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Presence
from tests.api.house import Caller, House, Json
from tests.api.logged_in import logged_in, place

USERS = "/api/v1/Users"


async def say(house: House, caller: Caller, user_id: int, kind: str, **more: Json) -> int:
    answer = await caller.put(f"{USERS}/{user_id}/operatorState", json={"stateKind": kind, **more})
    return answer.status_code


async def history(caller: Caller, user_id: int, query: str = "") -> Json:
    answer = await caller.get(f"{USERS}/{user_id}/operatorStates{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def kinds(page: Json) -> list[str]:
    return [one["stateKind"] for one in page["data"]]


async def lunch(caller: Caller, *, is_paid: bool = True) -> int:
    answer = await caller.post("/api/v1/BreakStates", json={"name": "Lunch", "isPaid": is_paid})
    assert answer.status_code == 201
    return int(answer.json())


async def a_morning(house: House) -> Caller:
    """Eva's states at 9:00, 9:01, 9:02 …"""
    caller = await house.caller()
    for kind in ("AWAY", "ONLINE", "BREAK", "ONLINE", "OFFLINE"):
        house.pass_time(minutes=1)
        assert await say(house, caller, house.eva, kind) == 204
    return caller


async def test_everyones_current_state_is_listed(house: House) -> None:
    caller = await house.caller()
    house.pass_time(minutes=5)
    break_id = await lunch(caller)
    body = {"StateKind": "break", "BREAKSTATEID": break_id, "Note": "with Jana"}
    assert (await caller.put(f"{USERS}/{house.petr}/operatorState", json=body)).status_code == 204
    states = (await caller.get(f"{USERS}/operatorStates")).json()
    assert [(one["userId"], one["stateKind"]) for one in states] == [
        (house.eva, "ONLINE"),
        (house.petr, "BREAK"),
        (house.jana, "OFFLINE"),
    ]
    assert states[1] == {
        "userId": house.petr,
        "stateKind": "BREAK",
        "breakStateId": break_id,
        "breakStateName": "Lunch",
        "isBreakStatePaid": True,
        "note": "with Jana",
        "changed": "2026-03-02T09:05:00Z",
        "forced": True,
    }
    assert states[0] == {
        "userId": house.eva,
        "stateKind": "ONLINE",
        "breakStateId": None,
        "breakStateName": None,
        "isBreakStatePaid": None,
        "note": None,
        "changed": "2026-03-02T09:00:00Z",
        "forced": False,
    }


async def test_who_is_in_a_session_is_on_a_call(house: House) -> None:
    _, _, caller = await house.talk()
    assert (await caller.get(f"{USERS}/operatorStates")).json()[0]["stateKind"] == "ON_CALL"
    page = await history(caller, house.eva)
    assert (kinds(page), page["totalCount"]) == (["OFFLINE", "ONLINE", "ON_CALL"], 3)


async def test_the_history_comes_in_pages_that_begin_with_one(house: House) -> None:
    caller = await a_morning(house)
    whole = await history(caller, house.eva)
    assert kinds(whole) == ["OFFLINE", "ONLINE", "AWAY", "ONLINE", "BREAK", "ONLINE", "OFFLINE"]
    assert (whole["limit"], whole["page"], whole["totalCount"]) == (7, 1, 7)
    assert whole["lastModified"] == "2026-03-02T09:05:00Z"
    for query, expected in (
        ("?Limit=3&Page=1", whole["data"][:3]),
        ("?limit=3&page=0", whole["data"][:3]),
        ("?LIMIT=3&PAGE=2", whole["data"][3:6]),
        ("?Limit=3&Page=3", whole["data"][6:]),
        ("?Limit=3&Page=4", []),
        ("?limit=1000000", whole["data"]),
    ):
        page = await history(caller, house.eva, query)
        assert (page["data"], page["totalCount"]) == (expected, 7), query
    assert (await history(caller, house.eva, "?Limit=3&Page=0"))["page"] == 1


async def test_a_stretch_of_the_history_has_both_its_ends(house: House) -> None:
    caller = await a_morning(house)
    page = await history(caller, house.eva, "?LastModified=2026-03-02T09:02:00Z&dateLimit=2026-03-02T09:04:00%2B00:00")
    assert (kinds(page), page["totalCount"]) == (["ONLINE", "BREAK", "ONLINE"], 3)
    assert page["lastModified"] == "2026-03-02T09:05:00Z"
    assert kinds(await history(caller, house.eva, "?lastmodified=2026-03-03")) == []
    assert kinds(await history(caller, house.eva, "?dateLimit=2026-03-02")) == []
    assert len(kinds(await history(caller, house.eva, "?lastmodified=2026-03-02"))) == 7
    # The next request begins where this one ended, and sees nothing but what is new.
    assert kinds(await history(caller, house.eva, f"?lastModified={page['lastModified']}")) == ["OFFLINE"]


async def test_somebody_who_never_answered_has_an_empty_history(house: House) -> None:
    number = house.store.accounts.add_user(house.company_id, None, "clerk", "", "").id
    caller = await house.caller()
    page = await history(caller, number)
    assert (page["data"], page["totalCount"], page["limit"]) == ([], 0, 0)
    assert page["lastModified"] == "2026-03-02T09:00:00Z"
    answer = await caller.put(f"{USERS}/{number}/operatorState", json={"stateKind": "ONLINE"})
    assert (answer.status_code, list(answer.json())) == (400, ["userId"])


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("page=-1", "page"),
        ("page=x", "page"),
        ("page=99999999999", "page"),
        ("lastModified=soon", "lastModified"),
        ("dateLimit=1", "dateLimit"),
    ],
)
async def test_a_bad_question_is_named(house: House, query: str, field: str) -> None:
    answer = await (await house.caller()).get(f"{USERS}/{house.eva}/operatorStates?{query}")
    assert (answer.status_code, list(answer.json())) == (400, [field])


@pytest.mark.parametrize("kind", ["AWAY", "away", 4, "BREAK", "OFFLINE", "ONLINE"])
async def test_the_same_state_again_changes_nothing(house: House, kind: Any) -> None:
    caller = await house.caller()
    versions = []
    for note in ("back soon", "back soon", None, None, ""):
        body = {"stateKind": kind, "note": note}
        assert (await caller.put(f"{USERS}/{house.eva}/operatorState", json=body)).status_code == 204
        versions.append(house.version)
    # Taking the note back is news; saying nothing again is none.
    assert [version - versions[0] for version in versions] == [0, 0, 1, 1, 1]


async def test_a_note_is_a_persons_word_and_stands_in_no_fact(house: House) -> None:
    caller = await house.caller()
    for note in ("dentist", "at the dentist's"):
        await say(house, caller, house.eva, "AWAY", note=note)
    facts = list(house.store.reader.facts_after(house.department, 0))
    assert "dentist" not in repr(facts)
    page = await history(caller, house.eva)
    assert [one["note"] for one in page["data"]] == [None, None, "dentist", "at the dentist's"]
    report = await check(house.store.reader, house.store.accounts, house.blobs, house.clock.now())
    assert [one for one in report.violations if one.law is Law.PERSONAL] == []


@pytest.mark.parametrize("kind", ["DISCONNECTED", "BEFORE_CALL", "ON_CALL", "AFTER_CALL", "UNKNOWN", "asleep", 0, None])
async def test_states_that_follow_from_the_work_can_not_be_said(house: House, kind: Any) -> None:
    caller, before = await house.caller(), house.version
    answer = await caller.put(f"{USERS}/{house.eva}/operatorState", json={"stateKind": kind})
    assert (answer.status_code, list(answer.json())) == (400, ["stateKind"])
    assert house.version == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "stateKind"),
        ({"stateKind": "BREAK", "breakStateId": 99}, "breakStateId"),
        ({"stateKind": "BREAK", "breakStateId": 0}, "breakStateId"),
        ({"stateKind": "ONLINE", "breakStateId": 1}, "breakStateId"),
        ({"stateKind": "AWAY", "note": "x" * 501}, "note"),
        ({"stateKind": "AWAY", "note": 5}, "note"),
    ],
)
async def test_a_bad_state_is_named(house: House, body: Any, field: str) -> None:
    caller = await house.caller()
    assert await lunch(caller) == 1
    before = house.version
    answer = await caller.put(f"{USERS}/{house.eva}/operatorState", json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert house.version == before


async def test_a_state_that_one_says_oneself_is_not_forced(house: House) -> None:
    eva, petr = logged_in(house, house.eva), logged_in(house, house.petr)
    assert await say(house, eva, house.eva, "AWAY") == 204
    assert await say(house, petr, house.eva, "ONLINE") == 403
    assert (await petr.put(f"{USERS}/{house.eva}/status", json={"status": "DEFAULT"})).status_code == 403
    page = await history(petr, house.eva)
    assert [one["forced"] for one in page["data"]] == [False, False, False]
    assert await say(house, await house.caller(Right.OPERATE), house.eva, "ONLINE") == 204
    assert (await history(petr, house.eva))["data"][-1]["forced"] is True


async def test_what_others_say_proves_no_connection(house: House) -> None:
    caller = await house.caller()
    await caller.put(f"/api/v1/operators/{house.eva}/connection", json={"isConnected": False})
    assert await say(house, caller, house.eva, "AWAY") == 204
    assert (await caller.get(f"{USERS}/operatorStates")).json()[0]["stateKind"] == "DISCONNECTED"
    assert await say(house, logged_in(house, house.eva), house.eva, "AWAY") == 204
    assert (await caller.get(f"{USERS}/operatorStates")).json()[0]["stateKind"] == "AWAY"


# --- several departments ---


@pytest.fixture
def second(house: House) -> int:
    """Another department, in which Eva answers as well."""
    department = house.store.accounts.add_department(house.company_id, "Second").id
    place(house, house.eva, department, [DepartmentRole.OPERATOR])
    house.do(c.ConfigureOperator(OperatorSettings(house.eva)), department=department)
    return department


async def test_a_state_is_said_in_all_departments(house: House, second: int) -> None:
    caller = await house.caller()
    house.pass_time(minutes=1)
    assert await say(house, caller, house.eva, "AWAY", note="train") == 204
    boards = [house.engine.writing.room(one).board for one in (house.department, second)]
    assert [board.operators[house.eva].presence for board in boards] == [Presence.AWAY, Presence.AWAY]
    [state] = [one for one in (await caller.get(f"{USERS}/operatorStates")).json() if one["userId"] == house.eva]
    assert (state["stateKind"], state["note"], state["changed"]) == ("AWAY", "train", "2026-03-02T09:01:00Z")


async def test_of_several_departments_the_most_occupied_shows(house: House, second: int) -> None:
    caller = await house.caller()
    for department, presence in (
        (second, Presence.ONLINE),  # In the first she is already: nothing new.
        (house.department, Presence.AWAY),  # In the second she still takes sessions.
        (second, Presence.BREAK),  # Away, as the first says.
        (house.department, Presence.OFFLINE),  # The break remains.
        (second, Presence.OFFLINE),
    ):
        house.pass_time(minutes=1)
        house.do(c.SetPresence(house.eva, presence), department=department)
    page = await history(caller, house.eva)
    assert [(one["stateKind"], one["changed"][14:16]) for one in page["data"]] == [
        ("OFFLINE", "00"),
        ("ONLINE", "00"),
        ("AWAY", "03"),
        ("BREAK", "04"),
        ("OFFLINE", "05"),
    ]
    assert page["totalCount"] == 5
    stretch = await history(caller, house.eva, "?lastModified=2026-03-02T09:03:30Z&limit=1&page=2")
    assert (kinds(stretch), stretch["totalCount"], stretch["limit"]) == (["OFFLINE"], 2, 1)


async def test_whoever_watches_one_department_sees_its_people(house: House, second: int) -> None:
    jana = logged_in(house, house.jana)
    assert [one["userId"] for one in (await jana.get(f"{USERS}/operatorStates")).json()] == [1, 2, 3]
    place(house, house.petr, second, [])
    far = house.store.accounts.add_user(house.company_id, second, "far", "", "").id
    watcher = logged_in(house, far)
    assert [one["userId"] for one in (await watcher.get(f"{USERS}/operatorStates")).json()] == [house.eva]
    assert (await watcher.get(f"{USERS}/{house.jana}/operatorStates")).status_code == 403
    assert (await watcher.get(f"{USERS}/{house.jana}/status")).status_code == 403


# --- the simplified status ---


async def status(caller: Caller, user_id: int) -> Json:
    answer = await caller.get(f"{USERS}/{user_id}/status")
    assert answer.status_code == 200
    return answer.json()


async def test_the_status_is_told_in_two_words(house: House) -> None:
    caller = await house.caller()
    assert await status(caller, house.eva) == {
        "userId": house.eva,
        "simplifiedStatus": "ONLINE",
        "availabilityStatus": "DEFAULT",
        "availabilityStatusReason": None,
        "state": "ONLINE",
    }
    break_id = await lunch(caller)
    for body, expected in (
        ({"stateKind": "BREAK", "breakStateId": break_id}, ("AWAY", "AWAY", "Lunch")),
        ({"stateKind": "AWAY", "note": "train"}, ("AWAY", "AWAY", "train")),
        ({"stateKind": "OFFLINE"}, ("OFFLINE", "DEFAULT", None)),
        ({"stateKind": "ONLINE"}, ("ONLINE", "DEFAULT", None)),
    ):
        await caller.put(f"{USERS}/{house.eva}/operatorState", json=body)
        told = await status(caller, house.eva)
        words = (told["simplifiedStatus"], told["availabilityStatus"], told["availabilityStatusReason"])
        assert words == expected
    await house.talk()
    told = await status(caller, house.eva)
    assert (told["simplifiedStatus"], told["availabilityStatus"], told["state"]) == ("BUSY", "ON_CALL", "ON_CALL")


async def test_an_availability_is_set_with_its_reason(house: House) -> None:
    caller = await house.caller()
    await house.guest()
    for word, expected in (
        ("ON_CALL", ("BUSY", "ON_CALL", "AWAY")),
        ("away", ("AWAY", "AWAY", "AWAY")),
        (1, ("ONLINE", "DEFAULT", "ONLINE")),
    ):
        body = {"Status": word, "reason": "a supplier"}
        versions = []
        for _ in range(2):
            assert (await caller.put(f"{USERS}/{house.eva}/status", json=body)).status_code == 204
            versions.append(house.version)
        assert versions[0] == versions[1]
        told = await status(caller, house.eva)
        assert (told["simplifiedStatus"], told["availabilityStatus"], told["state"]) == expected
        assert told["availabilityStatusReason"] == "a supplier"
        offers = (await caller.get(f"/api/v1/operators/{house.eva}/offers")).json()
        assert len(offers) == (expected[1] == "DEFAULT")


async def test_an_availability_logs_nobody_in(house: House) -> None:
    caller, before = await house.caller(), house.version
    assert (await caller.put(f"{USERS}/{house.petr}/status", json={"status": "DEFAULT"})).status_code == 204
    for word in ("AWAY", "ON_CALL"):
        answer = await caller.put(f"{USERS}/{house.petr}/status", json={"status": word})
        assert (answer.status_code, list(answer.json())) == (400, ["status"])
    assert house.version == before


@pytest.mark.parametrize("body", [{}, {"status": "BUSY"}, {"status": None}, {"status": 0}])
async def test_an_availability_that_is_none_is_named(house: House, body: Any) -> None:
    answer = await (await house.caller()).put(f"{USERS}/{house.eva}/status", json=body)
    assert (answer.status_code, list(answer.json())) == (400, ["status"])


# --- break states ---


async def test_a_company_names_its_breaks(house: House) -> None:
    caller, other = await house.caller(), await house.caller(client=house.other_client)
    number = await lunch(caller)
    assert (await caller.get("/api/v1/BreakStates")).json() == [{"id": number, "name": "Lunch", "isPaid": True}]
    assert (await other.get("/api/v1/BreakStates")).json() == []
    path = f"/api/v1/BreakStates/{number}"
    assert (await caller.put(path, json={"name": "Dinner"})).status_code == 204
    assert (await other.put(path, json={"name": "x"})).status_code == 404
    assert (await other.delete(path)).status_code == 404
    assert (await caller.get("/api/v1/BreakStates")).json() == [{"id": number, "name": "Dinner", "isPaid": False}]


async def test_two_breaks_have_two_names(house: House) -> None:
    caller = await house.caller()
    await lunch(caller)
    other = (await caller.post("/api/v1/BreakStates", json={"name": "Tea"})).json()
    answers = [
        await caller.post("/api/v1/BreakStates", json={"name": " LUNCH "}),
        await caller.put(f"/api/v1/BreakStates/{other}", json={"name": "lunch"}),
    ]
    assert [(one.status_code, list(one.json())) for one in answers] == [(409, ["name"])] * 2
    assert len((await caller.get("/api/v1/BreakStates")).json()) == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "Tea", "isPaid": "no"}, "isPaid"),
    ],
)
async def test_a_bad_break_is_named(house: House, body: Any, field: str) -> None:
    caller = await house.caller()
    answer = await caller.post("/api/v1/BreakStates", json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert (await caller.get("/api/v1/BreakStates")).json() == []


async def test_a_break_that_is_gone_still_has_its_name_in_histories(house: House) -> None:
    caller = await house.caller()
    number = await lunch(caller)
    await say(house, caller, house.eva, "BREAK", breakStateId=number)
    path = f"/api/v1/BreakStates/{number}"
    assert [(await caller.delete(path)).status_code for _ in range(2)] == [204, 404]
    assert (await caller.get("/api/v1/BreakStates")).json() == []
    assert (await history(caller, house.eva))["data"][-1]["breakStateName"] == "Lunch"
    assert await say(house, caller, house.petr, "BREAK", breakStateId=number) == 400
    assert await lunch(caller) == number + 1
