"""Published operations that are not built yet say so, and do nothing."""

import pytest

from hovorna.api.app import OPERATIONS
from hovorna.api.coming import OPERATIONS as COMING
from hovorna.api.operation import Operation
from hovorna.application.roles import Right
from tests.api.house import House
from tests.api.test_access import name_of, path_of

NAMED = {"id": "00000000-0000-0000-0000-000000000001"}


def _path(operation: Operation) -> str:
    path = operation.path.replace("{id}", NAMED["id"]) if "GenericChannels" in operation.path else operation.path
    return path_of(operation) if path == operation.path else path


@pytest.mark.parametrize("operation", COMING, ids=name_of)
async def test_it_answers_501_with_a_sentence_and_changes_nothing(house: House, operation: Operation) -> None:
    caller, before = await house.caller(), house.version
    answer = await caller.request(operation.method, _path(operation), json={})
    assert (answer.status_code, answer.headers["hovorna-code"]) == (501, "not_built")
    assert answer.json()["error"].endswith(".")
    assert "not built yet" in answer.json()["error"]
    assert house.version == before


async def test_only_whoever_may_call_it_is_told(house: House) -> None:
    assert (await house.http.get("/api/v1/Campaigns")).status_code == 401
    assert (await (await house.caller(Right.OPERATE)).get("/api/v1/Campaigns")).status_code == 403


async def test_an_id_that_can_be_none_is_an_unknown_address(house: House) -> None:
    assert (await (await house.caller()).get("/api/v1/Campaigns/next")).status_code == 404


def test_everything_that_answers_501_stands_in_that_table() -> None:
    assert [one for one in OPERATIONS if 501 in one.statuses] == list(COMING)
