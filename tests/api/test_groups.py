"""Groups: what there is, new ones, members whole and in order, names, deletion."""

import pytest

from hovorna.api.limits import NAME
from hovorna.application.roles import DepartmentRole
from hovorna.domain import facts as f
from hovorna.domain.settings import Membership, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import Presence
from tests.api.administering import person, second_department, state, told
from tests.api.house import GROUP, OTHER_GROUP, RULE_SET, House, Json

PATH = "/api/v1/Groups"


async def members(house: House, group: int = GROUP) -> dict[int, int]:
    answer = await (await house.caller()).get(f"{PATH}/{group}/members")
    assert answer.status_code == 200
    return {one["userId"]: one["priority"] for one in answer.json()["members"]}


async def test_groups_are_listed_with_the_instant_of_their_first_fact(house: House) -> None:
    caller = await house.caller()
    house.pass_time(seconds=60)
    made = (await caller.post(PATH, json={"name": "Night", "departmentId": house.department})).json()
    house.pass_time(seconds=60)
    assert (await caller.put(f"{PATH}/{GROUP}/name", json={"name": "First line"})).status_code == 204
    shared = {"type": "NORMAL", "departmentId": house.department}
    assert (await caller.get(PATH)).json() == [
        {"id": GROUP, "name": "First line", "created": "2026-03-02T09:00:00Z", **shared},
        {"id": OTHER_GROUP, "name": "Sales", "created": "2026-03-02T09:00:00Z", **shared},
        {"id": made, "name": "Night", "created": "2026-03-02T09:01:00Z", **shared},
    ]


async def test_the_list_is_of_one_department_or_of_all_that_the_caller_may_watch(house: House) -> None:
    second = second_department(house)
    caller, watcher = await house.caller(), person(house, DepartmentRole.WALLBOARD, department=second)
    assert [one["departmentId"] for one in (await caller.get(PATH)).json()] == [house.department] * 2 + [second]
    assert [one["departmentId"] for one in (await watcher.get(PATH)).json()] == [second]
    assert len((await caller.get(f"{PATH}?DEPARTMENTID={second}")).json()) == 1
    statuses = {house.department: 403, house.other_department: 400, 999: 400}
    for department, status in statuses.items():
        assert (await watcher.get(f"{PATH}?departmentId={department}")).status_code == status
    assert (await caller.get(f"{PATH}?departmentId=x")).json() == {"departmentId": "Must be a whole number."}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"name": None}, {"name": "Must be a text."}),
        ({"name": " "}, {"name": "Is required."}),
        ({"name": "x" * (NAME + 1)}, {"name": f"Must not be longer than {NAME} characters."}),
        ({"name": "SALES"}, {"name": "There is a group with this name already."}),
        ({"departmentId": 999}, {"departmentId": "There is no department 999."}),
        ({"departmentId": 2}, {"departmentId": "There is no department 2."}),
        ({"departmentId": "x"}, {"departmentId": "Must be a whole number."}),
    ],
)
async def test_a_group_that_can_not_be_is_refused_and_changes_nothing(house: House, change: Json, wrong: Json) -> None:
    caller, before = await house.caller(), state(house)
    answer = await caller.post(PATH, json={"name": "Night", "departmentId": house.department, **change})
    assert (answer.status_code, answer.json()) == (400, wrong)
    assert state(house) == before


async def test_what_is_missing_is_named(house: House) -> None:
    answer = await (await house.caller()).post(PATH, json={})
    assert answer.json() == {"name": "Is required.", "departmentId": "Is required."}


async def test_members_are_replaced_as_a_whole_and_the_same_again_writes_nothing(house: House) -> None:
    caller = await house.caller()
    for _ in range(2):
        answer = await caller.put(f"{PATH}/{GROUP}", json={"UserIds": [house.jana, house.eva, house.eva]})
        assert answer.status_code == 204
    assert await members(house) == {house.eva: 100, house.jana: 100}
    assert await members(house, OTHER_GROUP) == {house.jana: 100}
    configured = told(house, f.OperatorConfigured)
    assert len(configured) == 5
    assert (await caller.put(f"{PATH}/{GROUP}", json={"userIds": []})).status_code == 204
    assert await members(house) == {}


async def test_who_becomes_a_member_is_given_what_waits(house: House) -> None:
    house.do(c.SetPresence(house.eva, Presence.AWAY), c.SetPresence(house.jana, Presence.ONLINE))
    session_id, _ = await house.guest()
    assert await house.status(session_id) == "IN_QUEUE"
    await (await house.caller()).put(f"{PATH}/{GROUP}", json={"userIds": [house.jana]})
    assert await house.status(session_id) == "WAITING"


async def test_somebody_whom_the_switchboard_does_not_know_can_be_a_member(house: House) -> None:
    accounts = house.store.accounts
    nora = accounts.add_user(house.company_id, house.department, "nora", "Nora", "Nová").id
    caller = await house.caller()
    assert (await caller.put(f"{PATH}/{GROUP}", json={"userIds": [nora]})).status_code == 204
    house.do(c.SetPresence(nora, Presence.ONLINE))
    session_id, _ = await house.guest()
    assert await house.status(session_id) == "WAITING"


async def test_who_has_no_role_that_answers_is_a_member_who_gets_nothing(house: House) -> None:
    second = second_department(house)
    clerk = person(house, DepartmentRole.WALLBOARD, department=second)
    [user] = [one for one in house.store.accounts.users(house.company_id) if second in one.departments]
    [group] = (await clerk.get(PATH)).json()
    assert (await (await house.caller()).put(f"{PATH}/{group['id']}", json={"userIds": [user.id]})).status_code == 204
    [configured] = told(house, f.OperatorConfigured, department=second)
    assert isinstance(configured, f.OperatorConfigured)
    assert not configured.operator.is_enabled


@pytest.mark.parametrize(
    ("user_ids", "sentence"),
    [
        (None, "Is required."),
        ([1, 999], "There is no user 999."),
        ([1, 4], "There is no user 4."),
        ("1", "Must be a list."),
    ],
)
async def test_members_that_can_not_be_are_named_and_nothing_changes(
    house: House, user_ids: Json, sentence: str
) -> None:
    assert (house.eva, house.stranger) == (1, 4)
    caller, before = await house.caller(), state(house)
    answer = await caller.put(f"{PATH}/{GROUP}", json={"userIds": user_ids})
    assert (answer.status_code, answer.json()) == (400, {"userIds": sentence})
    assert state(house) == before


async def test_a_member_has_to_belong_to_the_department(house: House) -> None:
    second = second_department(house)
    outsider = house.store.accounts.add_user(house.company_id, second, "outsider", "", "").id
    before = state(house)
    answer = await (await house.caller()).put(f"{PATH}/{GROUP}", json={"userIds": [house.eva, outsider]})
    assert answer.json() == {"userIds": f"User {outsider} is no member of department {house.department}."}
    assert state(house) == before


async def test_priorities_of_members_can_be_set_and_stay_with_who_stays(house: House) -> None:
    caller = await house.caller()
    wanted = {"members": [{"userId": house.petr, "priority": 1}, {"userId": house.eva, "priority": 2}]}
    for _ in range(2):
        assert (await caller.put(f"{PATH}/{GROUP}/members", json=wanted)).status_code == 204
    assert await members(house) == {house.eva: 2, house.petr: 1}
    await caller.put(f"{PATH}/{GROUP}", json={"userIds": [house.eva, house.jana]})
    assert await members(house) == {house.eva: 2, house.jana: 100}
    last = told(house, f.OperatorConfigured)[-1]
    assert isinstance(last, f.OperatorConfigured)
    assert last.operator.memberships == (Membership(OTHER_GROUP), Membership(GROUP))


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"members": "Is required."}),
        ({"members": [{"userId": 1, "priority": -1}]}, {"members[0].priority": "Must be 0 or more."}),
        ({"members": [{}]}, {"members[0].userId": "Is required."}),
        ({"members": [{"userId": 999}]}, {"members": "There is no user 999."}),
    ],
)
async def test_priorities_that_can_not_be_are_named(house: House, body: Json, wrong: Json) -> None:
    caller, before = await house.caller(), state(house)
    answer = await caller.put(f"{PATH}/{GROUP}/members", json=body)
    assert (answer.status_code, answer.json()) == (400, wrong)
    assert state(house) == before


async def test_a_deleted_group_lets_its_sessions_go_on_and_its_members_out(house: House) -> None:
    caller = await house.caller()
    both = RuleSet(RULE_SET, "Default", (Rule(GROUP), Rule(OTHER_GROUP)))
    house.do(c.ConfigureRuleSet(both))
    house.do(c.SetPresence(house.eva, Presence.AWAY), c.SetPresence(house.jana, Presence.ONLINE))
    session_id, _ = await house.guest()
    assert (await caller.delete(f"{PATH}/{GROUP}")).status_code == 204
    assert await house.status(session_id) == "WAITING"
    assert [one["id"] for one in (await caller.get(PATH)).json()] == [OTHER_GROUP]
    left = [body.operator for body in told(house, f.OperatorConfigured)[-2:] if isinstance(body, f.OperatorConfigured)]
    assert {one.user_id: one.memberships for one in left} == {house.eva: (), house.petr: ()}
    for answer in (
        await caller.delete(f"{PATH}/{GROUP}"),
        await caller.put(f"{PATH}/{GROUP}", json={"userIds": []}),
        await caller.put(f"{PATH}/{GROUP}/name", json={"name": "Back"}),
        await caller.get(f"{PATH}/{GROUP}/members"),
        await caller.get(f"{PATH}/{GROUP}/settings"),
    ):
        assert answer.status_code == 404
    made = await caller.post(PATH, json={"name": "Support", "departmentId": house.department})
    assert made.status_code == 201


async def test_a_name_is_given_once_in_a_department(house: House) -> None:
    caller, before = await house.caller(), state(house)
    answer = await caller.put(f"{PATH}/{GROUP}/name", json={"name": "sales"})
    assert answer.json() == {"name": "There is a group with this name already."}
    assert (await caller.put(f"{PATH}/{GROUP}/name", json={"name": "Support"})).status_code == 204
    assert state(house) == before
    assert (await caller.put(f"{PATH}/{GROUP}/name", json={"name": "SUPPORT"})).status_code == 204


WRITES: list[tuple[str, str, Json]] = [
    ("PUT", f"{PATH}/{GROUP}", {"userIds": []}),
    ("PUT", f"{PATH}/{GROUP}/name", {"name": "Mine"}),
    ("PUT", f"{PATH}/{GROUP}/members", {"members": []}),
    ("DELETE", f"{PATH}/{GROUP}", {}),
    ("GET", f"{PATH}/{GROUP}/members", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
async def test_another_companys_group_is_as_good_as_none(house: House, method: str, path: str, body: Json) -> None:
    stranger, before = await house.caller(client=house.other_client), state(house)
    answer = await stranger.request(method, path, json=body)
    assert (answer.status_code, answer.headers["hovorna-code"]) == (404, "not_found")
    assert state(house) == before


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
async def test_a_chief_of_another_department_may_not(house: House, method: str, path: str, body: Json) -> None:
    chief = person(house, DepartmentRole.TENANT_ADMIN, department=second_department(house))
    before = state(house)
    answer = await chief.request(method, path, json=body)
    assert (answer.status_code, answer.content) == (403, b"")
    body = {"name": "Mine", "departmentId": house.department}
    assert (await chief.post(PATH, json=body)).status_code == 403
    assert state(house) == before


async def test_the_same_creation_with_the_same_key_makes_one_group(house: House) -> None:
    caller, body = await house.caller(), {"name": "Night", "departmentId": house.department}
    answers = [await caller.post(PATH, json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len((await caller.get(PATH)).json()) == 3
