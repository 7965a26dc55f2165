"""Metrics and dashboards: names that companies add to the built-in ones."""

from typing import Any

import pytest

from hovorna.application.metrics import BUILT_IN, FIRST_OWN
from hovorna.application.roles import Right
from tests.api.house import House

METRICS, BOARDS = "/api/v1/Metrics", "/api/v1/MetricDashboards"
BY_GROUP: dict[str, Any] = {
    "baseName": "session",
    "suffix": "count",
    "groupingFields": [{"name": "tag", "emptyPlaceholder": "-"}],
}


async def test_built_in_metrics_are_there_from_the_start(house: House) -> None:
    listed = (await (await house.caller()).get(METRICS)).json()
    assert [one["id"] for one in listed] == [one.id for one in BUILT_IN]
    assert {"id": 1, "baseName": "session", "suffix": "count", "groupingFields": []} in listed
    assert ("session_acw", "mean") in {(one["baseName"], one["suffix"]) for one in listed}


async def test_a_company_adds_its_own_and_sees_no_others(house: House) -> None:
    caller, other = await house.caller(), await house.caller(client=house.other_client)
    answer = await caller.post(METRICS, json=BY_GROUP)
    assert (answer.status_code, answer.json()) == (201, FIRST_OWN)
    assert {**BY_GROUP, "id": FIRST_OWN} in (await caller.get(METRICS)).json()
    assert FIRST_OWN not in [one["id"] for one in (await other.get(METRICS)).json()]
    assert (await other.post(METRICS, json=BY_GROUP)).status_code == 201


@pytest.mark.parametrize("body", [BY_GROUP, {"baseName": "session_acw", "suffix": "sum"}], ids=["own", "built in"])
async def test_a_combination_is_there_once(house: House, body: dict[str, Any]) -> None:
    caller = await house.caller()
    await caller.post(METRICS, json=BY_GROUP)
    before = (await caller.get(METRICS)).json()
    answer = await caller.post(METRICS, json=body)
    assert (answer.status_code, list(answer.json())) == (400, ["baseName"])
    assert (await caller.get(METRICS)).json() == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"baseName": ""}, "baseName"),
        ({"suffix": None}, "suffix"),
        ({"groupingFields": BY_GROUP["groupingFields"] * 2}, "groupingFields[1].name"),
        ({"groupingFields": [{"name": "x"}]}, "groupingFields[0].emptyPlaceholder"),
    ],
)
async def test_what_is_wrong_is_named(house: House, change: dict[str, Any], field: str) -> None:
    caller = await house.caller()
    answer = await caller.post(METRICS, json={**BY_GROUP, **change})
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert len((await caller.get(METRICS)).json()) == len(BUILT_IN)


async def test_a_dashboard_is_made_changed_and_deleted_by_its_key(house: House) -> None:
    caller = await house.caller()
    for name, numbers in (("Main", [1]), ("Renamed", [2, 1])):
        answer = await caller.put(f"{BOARDS}/main%2Fboard", json={"name": name, "metricIds": numbers})
        assert answer.status_code == 204, answer.text
        assert (await caller.get(BOARDS)).json() == [{"name": name, "key": "main/board", "metricIds": numbers}]
    assert (await caller.delete(f"{BOARDS}/MAIN%2Fboard")).status_code == 204
    assert (await caller.delete(f"{BOARDS}/main%2Fboard")).status_code == 404
    assert (await caller.get(BOARDS)).json() == []


async def test_a_dashboard_shows_only_metrics_that_are_there(house: House) -> None:
    caller = await house.caller()
    answer = await caller.put(f"{BOARDS}/a", json={"name": "A", "metricIds": [1, FIRST_OWN]})
    assert (answer.status_code, answer.json()) == (400, {"metricIds": f"There is no metric {FIRST_OWN}."})
    assert (await caller.put(f"{BOARDS}/{'a' * 101}", json={"name": "A", "metricIds": []})).status_code == 400


async def test_another_companys_dashboards_are_for_the_host_only(house: House) -> None:
    caller, host = await house.caller(), await house.caller(*Right)
    await (await house.caller(client=house.other_client)).put(f"{BOARDS}/b", json={"name": "B", "metricIds": []})
    other = house.company_id + 1
    assert (await caller.get(f"{BOARDS}?companyId={other}")).status_code == 403
    assert [one["key"] for one in (await host.get(f"{BOARDS}?companyId={other}")).json()] == ["b"]
    assert (await caller.get(f"{BOARDS}?companyId={house.company_id}")).json() == []
    assert (await caller.delete(f"{BOARDS}/b")).status_code == 404
