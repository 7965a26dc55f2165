"""What people may see and do follows from their roles: in their departments, and in the whole company."""

from collections.abc import Iterable

import pytest

from hovorna.application.accounts import User
from hovorna.application.roles import DepartmentRole, GlobalRole
from hovorna.domain.settings import DepartmentSettings, GroupSettings, Membership, OperatorSettings, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from tests.api.house import Caller, House, Json
from tests.api.people import logged_in, person

VIEWER, ADMIN, OPERATOR = DepartmentRole.TENANT_SESSIONS_VIEW, DepartmentRole.TENANT_ADMIN, DepartmentRole.OPERATOR
#: Of the second department; ids of groups and rule sets are the company's.
GROUP, RULE_SET = 11, 11


class Town:
    """A house with a second department, and a session in each."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.first = house.department
        self.second = house.store.accounts.add_department(house.company_id, "Sales").id
        self.hana = house.store.accounts.add_user(house.company_id, self.second, "hana", "Hana", "Malá").id
        house.do(
            c.ConfigureGroup(GroupSettings(id=GROUP, name="Sales")),
            c.ConfigureRuleSet(RuleSet(RULE_SET, "Default", (Rule(group_id=GROUP),))),
            c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=RULE_SET)),
            c.ConfigureOperator(OperatorSettings(self.hana, (Membership(GROUP),))),
            department=self.second,
        )

    async def sessions(self) -> tuple[int, int]:
        client = await self.house.caller()
        ids = []
        for department_id in (self.first, self.second):
            made = await client.post("/api/v1/guest/sessions", json={"departmentId": department_id})
            assert made.status_code == 201, made.text
            ids.append(made.json()["sessionId"])
        return ids[0], ids[1]

    async def with_roles(
        self, first: Iterable[DepartmentRole] = (), second: Iterable[DepartmentRole] = (), **more: Json
    ) -> Caller:
        roles = {number: given for number, given in ((self.first, first), (self.second, second)) if given}
        person(self.house, self.house.petr, departments=roles, **more)
        return await logged_in(self.house, "petr")


@pytest.fixture
def town(house: House) -> Town:
    return Town(house)


async def seen(caller: Caller) -> list[int]:
    answer = await caller.get("/api/v1/Sessions")
    assert answer.status_code == 200, answer.text
    return sorted(one["id"] for one in answer.json())


async def test_the_list_holds_the_sessions_of_ones_departments(town: Town) -> None:
    here, there = await town.sessions()
    assert await seen(await town.with_roles([VIEWER])) == [here]
    assert await seen(await town.with_roles([], [VIEWER])) == [there]
    assert await seen(await town.with_roles([VIEWER], [VIEWER])) == [here, there]
    assert await seen(await town.with_roles(global_roles=[GlobalRole.COMPANY_ADMIN])) == [here, there]


async def test_a_filter_opens_no_other_department(town: Town) -> None:
    _, there = await town.sessions()
    caller = await town.with_roles([VIEWER])
    for query in (f"departmentId={town.second}", f"sessionId={there}"):
        answer = await caller.get(f"/api/v1/Sessions?{query}")
        assert (answer.status_code, answer.json()) == (200, []), query


@pytest.mark.parametrize(
    "path", ["", "/routingHistory", "/durations", "/events", "/callparams", "/recordings/1", "/files/1"]
)
async def test_what_belongs_to_a_session_belongs_to_its_department(town: Town, path: str) -> None:
    here, there = await town.sessions()
    caller = await town.with_roles([VIEWER])
    assert (await caller.get(f"/api/v1/Sessions/{here}{path}")).status_code in (200, 404)
    answer = await caller.get(f"/api/v1/Sessions/{there}{path}")
    assert (answer.status_code, answer.content) == (403, b"")


async def test_a_file_is_for_who_may_read_its_department(town: Town) -> None:
    here, guest = await town.house.guest(departmentId=town.first)
    shared = await guest.post(f"/api/v1/guest/sessions/{here}/files?name=a.txt", content=b"private")
    assert shared.status_code == 201, shared.text
    path = f"/api/v1/Sessions/{here}/files/{shared.json()['fileId']}"
    assert (await (await town.with_roles([VIEWER])).get(path)).content == b"private"
    for roles in ({"second": [VIEWER]}, {"first": [OPERATOR]}):
        answer = await (await town.with_roles(**roles)).get(path)
        assert (answer.status_code, answer.content) == (403, b""), roles


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/callparams", {"callParams": {"a": "b"}}),
        ("PUT", "/tags/1", None),
        ("DELETE", "/tags/1", None),
        ("PUT", "/note", {"note": "x"}),
        ("POST", "/forward", {"userId": 1}),
        ("POST", "/end", None),
        ("POST", "/anonymize", None),
        ("DELETE", "/files", {"fileIds": [1]}),
    ],
)
async def test_changes_need_the_right_in_the_sessions_department(
    town: Town, method: str, path: str, body: Json
) -> None:
    here, there = await town.sessions()
    reader, admin = await town.with_roles([VIEWER]), None
    before = town.house.version
    assert (await reader.request(method, f"/api/v1/Sessions/{here}{path}", json=body)).status_code == 403
    admin = await town.with_roles([ADMIN])
    assert (await admin.request(method, f"/api/v1/Sessions/{there}{path}", json=body)).status_code == 403
    assert town.house.version == before
    answer = await admin.request(method, f"/api/v1/Sessions/{here}{path}", json=body)
    assert answer.status_code not in (401, 403), answer.text


async def test_an_operator_acts_as_themselves_only(town: Town) -> None:
    house = town.house
    petr = await town.with_roles([OPERATOR])
    online = {"presence": "ONLINE"}
    assert (await petr.put(f"/api/v1/operators/{house.petr}/presence", json=online)).status_code == 204
    assert (await petr.get(f"/api/v1/operators/{house.petr}/offers")).status_code == 200
    for path, body in (("presence", online), ("connection", {"isConnected": True})):
        answer = await petr.put(f"/api/v1/operators/{house.eva}/{path}", json=body)
        assert (answer.status_code, answer.content) == (403, b"")
    assert (await petr.get(f"/api/v1/operators/{house.eva}/offers")).status_code == 403
    assert (await petr.get("/api/v1/Sessions")).status_code == 403


@pytest.mark.parametrize("roles", [[VIEWER], [DepartmentRole.WALLBOARD], []], ids=str)
async def test_without_an_operators_role_one_is_no_operator(town: Town, roles: list[DepartmentRole]) -> None:
    petr = await town.with_roles(roles)
    answer = await petr.put(f"/api/v1/operators/{town.house.petr}/presence", json={"presence": "ONLINE"})
    assert (answer.status_code, answer.content) == (403, b"")


async def test_who_administers_a_department_acts_for_its_operators(town: Town) -> None:
    admin = await town.with_roles([ADMIN])
    assert (await admin.get(f"/api/v1/operators/{town.house.eva}/offers")).status_code == 200
    assert (await admin.get(f"/api/v1/operators/{town.hana}/offers")).status_code == 403


async def test_roles_that_are_taken_away_are_gone_at_once(town: Town) -> None:
    here, _ = await town.sessions()
    caller = await town.with_roles([VIEWER])
    assert await seen(caller) == [here]
    person(town.house, town.house.petr, departments={})
    assert (await caller.get("/api/v1/Sessions")).status_code == 403


async def test_another_companys_session_is_as_good_as_none(town: Town) -> None:
    here, _ = await town.sessions()
    person(town.house, town.house.stranger, global_roles=[GlobalRole.ADMIN])
    stranger = await logged_in(town.house, "stranger")
    assert await seen(stranger) == []
    assert (await stranger.get(f"/api/v1/Sessions/{here}")).status_code == 404
    assert (await stranger.get(f"/api/v1/operators/{town.house.eva}")).status_code == 404


async def test_somebody_without_any_role_may_only_be_themselves(town: Town) -> None:
    user: User = person(town.house, town.house.petr, departments={})
    caller = await logged_in(town.house, "petr")
    assert (await caller.get("/api/v1/me")).json()["id"] == user.id
    for path in ("/api/v1/Sessions", f"/api/v1/operators/{user.id}", f"/api/v1/operators/{user.id}/offers"):
        assert (await caller.get(path)).status_code == 403, path
