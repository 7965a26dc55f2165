"""The same Idempotency-Key makes the same thing once, also where it lies in the register."""

from typing import Any

import pytest

from tests.api.house import House

KEY = {"Idempotency-Key": "once and no more"}
PERSON = {"firstName": "Ada", "lastName": "Nová", "username": "ada", "email": ""}
MADE: dict[str, Any] = {
    "/api/v1/Users": PERSON,
    "/api/v1/BreakStates": {"name": "Lunch", "isPaid": False},
    "/api/v1/Metrics": {"baseName": "session", "suffix": "count by tag"},
    "/api/v1/Departments": {"name": "Second"},
    "/api/v1/Users/invitations": {"operatorId": 1, "departmentId": 1},
}


@pytest.mark.parametrize("path", MADE)
async def test_asked_twice_it_is_made_once_and_answered_the_same(house: House, path: str) -> None:
    caller = await house.caller()
    first = await caller.post(path, json=MADE[path], headers=KEY)
    again = await caller.post(path, json=MADE[path], headers=KEY)
    assert first.status_code == 201, first.text
    assert (again.status_code, again.json()) == (201, first.json())
    listed = (await caller.get(path)).json()
    number = first.json()["id"] if isinstance(first.json(), dict) else first.json()
    assert [one["id"] for one in listed].count(number) == 1
    assert max(one["id"] for one in listed) == number


async def test_the_key_of_another_request_is_refused(house: House) -> None:
    caller = await house.caller()
    assert (await caller.post("/api/v1/Users", json=PERSON, headers=KEY)).status_code == 201
    other = {**PERSON, "username": "eva2"}
    assert (await caller.post("/api/v1/Users", json=other, headers=KEY)).status_code == 422
    assert "eva2" not in [one["username"] for one in (await caller.get("/api/v1/Users")).json()]


async def test_a_taken_name_is_not_remembered_under_the_key(house: House) -> None:
    caller, taken = await house.caller(), {**PERSON, "username": "eva"}
    for _ in range(2):
        answer = await caller.post("/api/v1/Users", json=taken, headers=KEY)
        assert (answer.status_code, list(answer.json())) == (409, ["username"])
