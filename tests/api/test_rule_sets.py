"""Rule sets: made, replaced, deleted; who waits follows at once."""

import pytest

from hovorna.application.roles import DepartmentRole
from hovorna.domain import facts as f
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Presence
from tests.api.administering import person, second_department, state, told
from tests.api.house import GROUP, OTHER_GROUP, RULE_SET, House, Json

PATH = "/api/v1/RoutingRuleSets"

SALES = {
    "name": "By line",
    "rules": [
        {"operatorGroupId": OTHER_GROUP, "conditions": [{"param": "line", "test": "EQUALS", "value": "sales"}]},
        {"operatorGroupId": GROUP},
    ],
}


def view(rules: Json, **more: Json) -> Json:
    condition = {"test": "equals", "value": ""}
    return {
        **more,
        "rules": [
            {"operatorGroupId": rule["operatorGroupId"], "chatbotId": None, "conditions": conditions}
            for rule in rules
            for conditions in [
                [{**condition, **one, "test": one["test"].lower()} for one in rule.get("conditions", ())]
            ]
        ],
    }


async def test_a_new_rule_set_is_listed_and_routes_whoever_names_it(house: House) -> None:
    caller = await house.caller()
    house.do(c.SetPresence(house.jana, Presence.ONLINE))
    answer = await caller.post(PATH, json={**SALES, "departmentId": house.department})
    assert answer.status_code == 201
    made = answer.json()
    shared = {"departmentId": house.department}
    first = view([{"operatorGroupId": GROUP}], id=RULE_SET, name="Default", isDefault=True, **shared)
    second = view(SALES["rules"], id=made, name="By line", isDefault=False, **shared)
    assert (await caller.get(PATH)).json() == [first, second]
    assert (await caller.get(f"{PATH}/{made}")).json() == second
    await house.guest(routingRuleSetId=made, callParams={"LINE": "Sales"})
    [offer] = (await caller.get(f"/api/v1/operators/{house.jana}/offers")).json()
    assert offer


async def test_the_list_is_of_one_department_or_of_all_that_the_caller_may_watch(house: House) -> None:
    second = second_department(house)
    caller, watcher = await house.caller(), person(house, DepartmentRole.WALLBOARD, department=second)
    assert len((await caller.get(PATH)).json()) == 2
    assert [one["departmentId"] for one in (await caller.get(f"{PATH}?departmentId={second}")).json()] == [second]
    assert [one["departmentId"] for one in (await watcher.get(PATH)).json()] == [second]
    assert (await watcher.get(f"{PATH}/{RULE_SET}")).status_code == 403


async def test_who_waits_follows_the_new_rules_at_once(house: House) -> None:
    house.do(c.SetPresence(house.eva, Presence.AWAY))
    sales, _ = await house.guest(callParams={"line": "sales"})
    plain, _ = await house.guest()
    caller = await house.caller()
    assert (await caller.put(f"{PATH}/{RULE_SET}", json=SALES)).status_code == 204
    held = [fact for fact in house.store.reader.facts_after(house.department, 0) if isinstance(fact.body, f.RulesHeld)]
    found = {fact.session_id: fact.body.rules for fact in held if isinstance(fact.body, f.RulesHeld)}
    assert found == {sales: (0, 1), plain: (1,)}
    house.pass_time(seconds=301)
    house.do()
    house.do()
    line = (await caller.get(f"/api/v1/Departments/{house.department}/groupAvailability")).json()["overallWorkload"]
    assert [line[str(group)]["workload"]["Mluvii"]["inQueueCountTotal"] for group in (GROUP, OTHER_GROUP)] == [1, 1]


async def test_the_same_again_writes_nothing_and_a_new_name_tries_no_rules(house: House) -> None:
    await house.guest(callParams={"line": "sales"})
    caller = await house.caller()
    for _ in range(2):
        await caller.put(f"{PATH}/{RULE_SET}", json=SALES)
    assert len(told(house, f.RuleSetConfigured)) == 2
    before = len(told(house, f.RulesHeld))
    await caller.put(f"{PATH}/{RULE_SET}", json={**SALES, "name": "Renamed"})
    assert (await caller.get(f"{PATH}/{RULE_SET}")).json()["name"] == "Renamed"
    assert len(told(house, f.RulesHeld)) == before


_NO_GROUP = "There is no group 9 in this department."


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"name": " "}, {"name": "Is required."}),
        ({"name": "DEFAULT "}, {"name": "There is a rule set with this name already."}),
        ({"rules": [{"operatorGroupId": 9}]}, {"rules[0].operatorGroupId": _NO_GROUP}),
        ({"rules": [{}]}, {"rules[0].operatorGroupId": "Is required."}),
        (
            {"rules": [{"operatorGroupId": 1, "conditions": [{"param": " "}, {"param": "x" * 201}]}]},
            {
                "rules[0].conditions[0].param": "Must have between 1 and 200 characters.",
                "rules[0].conditions[1].param": "Must have between 1 and 200 characters.",
            },
        ),
        (
            {"rules": [{"operatorGroupId": 1, "conditions": [{"param": "a", "value": "x" * 10_001}]}]},
            {"rules[0].conditions[0].value": "Must not be longer than 10000 characters."},
        ),
        (
            {"rules": [{"operatorGroupId": 1, "conditions": [{"param": "a", "test": "like"}]}]},
            {
                "rules[0].conditions[0].test": "Must be one of equals, not_equals, contains, starts_with, is_set, "
                "is_not_set."
            },
        ),
        ({"rules": [{"operatorGroupId": 1}] * 201}, {"rules": "A rule set can't have more than 200 rules."}),
        (
            {"rules": [{"operatorGroupId": 1, "conditions": [{"param": "a"}] * 51}]},
            {"rules[0].conditions": "A rule can't have more than 50 conditions."},
        ),
        ({"rules": 7}, {"rules": "Must be a list."}),
    ],
)
async def test_rules_that_can_not_be_are_named_and_nothing_changes(house: House, change: Json, wrong: Json) -> None:
    caller = await house.caller()
    made = (await caller.post(PATH, json={"name": "Mine", "departmentId": house.department})).json()
    before = state(house)
    body = {"name": "Another", "departmentId": house.department, "rules": [], **change}
    for answer in (await caller.post(PATH, json=body), await caller.put(f"{PATH}/{made}", json=body)):
        assert (answer.status_code, answer.json()) == (400, wrong)
    assert state(house) == before


async def test_a_mere_name_does_not_empty_a_rule_set(house: House) -> None:
    caller = await house.caller()
    before = state(house)
    answer = await caller.put(f"{PATH}/{RULE_SET}", json={"name": "Renamed"})
    assert (answer.status_code, answer.json()) == (400, {"rules": "Is required."})
    assert state(house) == before


async def test_a_department_that_is_not_there_is_named(house: House) -> None:
    caller = await house.caller()
    for department in (999, house.other_department):
        answer = await caller.post(PATH, json={"name": "Mine", "departmentId": department})
        assert answer.json() == {"departmentId": f"There is no department {department}."}


async def test_the_default_can_not_be_deleted_and_another_can(house: House) -> None:
    caller = await house.caller()
    made = (await caller.post(PATH, json={**SALES, "departmentId": house.department})).json()
    answer = await caller.delete(f"{PATH}/{RULE_SET}")
    assert (answer.status_code, list(answer.json())) == (400, ["id"])
    assert (await caller.delete(f"{PATH}/{made}")).status_code == 204
    assert [one["id"] for one in (await caller.get(PATH)).json()] == [RULE_SET]
    assert (await caller.delete(f"{PATH}/{made}")).status_code == 404
    body = {"routingRuleSetId": made}
    answer = await caller.post("/api/v1/guest/sessions", json=body)
    assert (answer.status_code, answer.headers["hovorna-code"]) == (404, "rule_set_unknown")


WRITES: list[tuple[str, str, Json]] = [
    ("GET", f"{PATH}/{RULE_SET}", {}),
    ("PUT", f"{PATH}/{RULE_SET}", {"name": "Mine", "rules": []}),
    ("DELETE", f"{PATH}/{RULE_SET}", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
async def test_only_who_has_the_right_there_may(house: House, method: str, path: str, body: Json) -> None:
    stranger = await house.caller(client=house.other_client)
    chief = person(house, DepartmentRole.TENANT_ADMIN, department=second_department(house))
    before = state(house)
    assert (await stranger.request(method, path, json=body)).status_code == 404
    assert (await chief.request(method, path, json=body)).status_code == 403
    assert (await chief.post(PATH, json={"name": "Mine", "departmentId": house.department})).status_code == 403
    assert state(house) == before
