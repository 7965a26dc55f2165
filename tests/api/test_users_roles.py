"""Where people belong and what they may do: memberships, roles, and disabled people."""

from typing import Any

import pytest

from hovorna.application.checking.check import check
from hovorna.application.roles import DepartmentRole, GlobalRole, Right
from hovorna.domain.settings import OperatorSettings
from hovorna.domain.vocabulary import Channel, Presence, Source
from tests.api.house import House, Json
from tests.api.logged_in import give, logged_in, place

USERS = "/api/v1/Users"


@pytest.fixture
def second(house: House) -> int:
    """Another department of the same company."""
    return house.store.accounts.add_department(house.company_id, "Second").id


def settings_of(house: House, user_id: int, department_id: int) -> OperatorSettings | None:
    operator = house.engine.writing.room(department_id).board.operators.get(user_id)
    return None if operator is None else operator.settings


def presence_of(house: House, user_id: int, department_id: int) -> Presence:
    return house.engine.writing.room(department_id).board.operators[user_id].presence


def length(house: House, department_id: int) -> int:
    return sum(1 for _ in house.store.reader.facts_after(department_id, 0))


async def test_a_new_member_is_an_operator_there(house: House, second: int) -> None:
    caller = await house.caller()
    body = {"Departments": [str(house.department), second]}
    for _ in range(2):
        assert (await caller.put(f"{USERS}/{house.eva}/departments", json=body)).status_code == 204
        assert length(house, second) == 1
    assert settings_of(house, house.eva, second) == OperatorSettings(house.eva)
    shown = (await caller.get(f"{USERS}/{house.eva}")).json()
    assert (shown["departments"], shown["groups"]) == ([house.department, second], [1])


async def test_who_leaves_a_department_leaves_its_groups_and_gets_no_more_offers(house: House) -> None:
    await house.guest()
    caller = await house.caller()
    offers = f"/api/v1/operators/{house.eva}/offers"
    assert len((await caller.get(offers)).json()) == 1
    versions = []
    for _ in range(2):
        assert (await caller.put(f"{USERS}/{house.eva}/departments", json={"departments": []})).status_code == 204
        versions.append(house.version)
    assert versions[0] == versions[1]
    settings = settings_of(house, house.eva, house.department)
    assert settings is not None
    assert (settings.is_enabled, settings.memberships) == (False, ())
    assert presence_of(house, house.eva, house.department) is Presence.OFFLINE
    shown = (await caller.get(f"{USERS}/{house.eva}")).json()
    assert (shown["departments"], shown["groups"]) == ([], [])
    states = (await caller.get(f"{USERS}/{house.eva}/operatorStates")).json()["data"]
    assert [(one["stateKind"], one["forced"]) for one in states][-1] == ("OFFLINE", True)


async def test_who_comes_back_is_an_operator_again(house: House) -> None:
    caller = await house.caller()
    for departments in ([], [house.department]):
        await caller.put(f"{USERS}/{house.eva}/departments", json={"departments": departments})
    settings = settings_of(house, house.eva, house.department)
    assert settings == OperatorSettings(house.eva)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "departments"),
        ({"departments": [1, 99]}, "departments[1]"),
        ({"departments": [2]}, "departments[0]"),
        ({"departments": ["x"]}, "departments[0]"),
        ({"departments": 1}, "departments"),
        ({"departments": [0]}, "departments[0]"),
    ],
)
async def test_a_department_that_is_none_is_named(house: House, body: Any, field: str) -> None:
    caller, before = await house.caller(), house.version
    answer = await caller.put(f"{USERS}/{house.eva}/departments", json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert (await caller.get(f"{USERS}/{house.eva}")).json()["departments"] == [1]
    assert house.version == before


async def test_a_departments_administrator_changes_that_department_only(house: House, second: int) -> None:
    place(house, house.petr, house.department, [DepartmentRole.TENANT_ADMIN])
    petr, path = logged_in(house, house.petr), f"{USERS}/{house.eva}/departments"
    assert (await petr.put(path, json={"departments": [house.department, second]})).status_code == 403
    place(house, house.eva, second, [])
    assert (await petr.put(path, json={"departments": [house.department]})).status_code == 403
    assert (await petr.put(f"{path}/{second}/roles", json={"roles": []})).status_code == 403
    assert (await petr.put(path, json={"departments": [second]})).status_code == 204
    assert (await petr.put(path, json={"departments": [second, house.department]})).status_code == 204
    assert (await petr.put(f"{path}/{house.department}/roles", json={"roles": ["telephonist"]})).status_code == 204
    assert length(house, second) == 0


@pytest.mark.parametrize(
    ("roles", "channels", "messengers"),
    [
        (["Operator", "Telephonist"], set(Channel), None),
        (["Telephonist"], {Channel.PHONE}, set()),
        (["MLUVIIOPERATOR"], {Channel.CHAT, Channel.AV}, set()),
        (["FacebookOperator", "WhatsAppOperator"], set(), {Source.FACEBOOK, Source.WHATSAPP}),
        (
            ["VkOperator", "AppleOperator", "GenericChannelOperator", 4],
            {Channel.PHONE},
            {Source.VK, Source.APPLE, Source.GENERIC_CHANNEL},
        ),
        (["EmailOperator", "TenantVisitors"], set(), set()),
    ],
)
async def test_roles_tell_which_sessions_an_operator_takes(
    house: House, roles: list[Json], channels: set[Channel], messengers: set[Source] | None
) -> None:
    caller, path = await house.caller(), f"{USERS}/{house.eva}/departments/{house.department}/roles"
    versions = []
    for _ in range(2):
        assert (await caller.put(path, json={"Roles": roles})).status_code == 204
        versions.append(house.version)
    assert versions[0] == versions[1]
    settings = settings_of(house, house.eva, house.department)
    assert settings is not None
    assert settings.channels == channels
    assert settings.messengers == messengers
    assert (settings.is_enabled, len(settings.memberships)) == (True, 1)


async def test_a_messenger_operator_gets_no_web_chats(house: House) -> None:
    caller = await house.caller()
    path = f"{USERS}/{house.eva}/departments/{house.department}/roles"
    await caller.put(path, json={"roles": ["FacebookOperator"]})
    for source, count in (("Default", 0), ("WhatsApp", 0), ("Facebook", 1)):
        await house.guest(source=source)
        assert len((await caller.get(f"/api/v1/operators/{house.eva}/offers")).json()) == count, source


async def test_who_answers_no_more_gets_no_more_offers(house: House) -> None:
    caller = await house.caller()
    path = f"{USERS}/{house.eva}/departments/{house.department}/roles"
    assert (await caller.put(path, json={"roles": ["TenantSessionsView"]})).status_code == 204
    settings = settings_of(house, house.eva, house.department)
    assert settings is not None
    assert not settings.is_enabled
    assert presence_of(house, house.eva, house.department) is Presence.OFFLINE
    await caller.put(path, json={"roles": ["Operator"]})
    assert settings_of(house, house.eva, house.department) != settings
    await caller.put(f"/api/v1/operators/{house.eva}/presence", json={"presence": "ONLINE"})
    await house.guest()
    assert len((await caller.get(f"/api/v1/operators/{house.eva}/offers")).json()) == 1


@pytest.mark.parametrize(
    ("department", "body", "status", "field"),
    [
        (1, {}, 400, "roles"),
        (1, {"roles": ["Boss"]}, 400, "roles[0]"),
        (1, {"roles": ["UNKNOWN"]}, 400, "roles[0]"),
        (1, {"roles": "Operator"}, 400, "roles"),
        (2, {"roles": ["Operator"]}, 404, None),
        (99, {"roles": ["Operator"]}, 404, None),
    ],
)
async def test_roles_that_are_none_are_named(
    house: House, department: int, body: Any, status: int, field: str | None
) -> None:
    caller, before = await house.caller(), house.version
    answer = await caller.put(f"{USERS}/{house.eva}/departments/{department}/roles", json=body)
    assert answer.status_code == status
    assert (list(answer.json()) if answer.content else None) == (None if field is None else [field])
    assert house.version == before


async def test_roles_are_for_members(house: House, second: int) -> None:
    answer = await (await house.caller()).put(
        f"{USERS}/{house.eva}/departments/{second}/roles", json={"roles": ["Operator"]}
    )
    assert (answer.status_code, list(answer.json())) == (400, ["departmentId"])
    assert length(house, second) == 0


async def test_nobody_gives_a_department_role_that_they_do_not_have(house: House) -> None:
    clerk = await house.caller(Right.ADMINISTER)
    path = f"{USERS}/{house.eva}/departments/{house.department}/roles"
    assert (await clerk.put(path, json={"roles": ["TenantAdmin"]})).status_code == 403
    assert (await clerk.put(path, json={"roles": ["TenantSessionsView"]})).status_code == 403
    assert (await clerk.put(path, json={"roles": ["Operator", "Wallboard"]})).status_code == 204
    place(house, house.eva, house.department, [DepartmentRole.TENANT_ADMIN])
    # What is there already is not given.
    assert (await clerk.put(path, json={"roles": ["TenantAdmin", "Operator"]})).status_code == 204


@pytest.mark.parametrize(
    ("rights", "roles", "status"),
    [
        ((), ["CompanyAdmin", "companystatistics"], 204),
        ((), ["Admin"], 403),
        ((Right.HOST, Right.ADMINISTER), ["Admin"], 403),
        (tuple(Right), ["Admin"], 204),
        ((Right.ADMINISTER,), ["CompanyAdmin"], 403),
        ((Right.ADMINISTER,), ["Wallboard", 4, "CompanyOperatorMetricsView"], 204),
    ],
)
async def test_nobody_gives_a_global_role_that_they_do_not_have(
    house: House, rights: tuple[Right, ...], roles: list[Json], status: int
) -> None:
    caller, path = await house.caller(*rights), f"{USERS}/{house.eva}/globalRoles"
    answer = await caller.put(path, json={"globalRoles": roles})
    assert answer.status_code == status
    user = house.store.accounts.user(house.eva)
    assert user is not None
    assert bool(user.global_roles) is (status == 204)
    if status == 204:
        assert len((await caller.get(f"{USERS}/{house.eva}")).json()["globalRoles"]) == len(user.global_roles)


async def test_a_role_that_one_could_not_give_can_not_be_taken_either(house: House) -> None:
    give(house, house.eva, GlobalRole.ADMIN)
    give(house, house.petr, GlobalRole.COMPANY_ADMIN)
    caller = await house.caller()
    assert (await caller.put(f"{USERS}/{house.eva}/globalRoles", json={"globalRoles": []})).status_code == 403
    assert (await caller.put(f"{USERS}/{house.eva}/enabled", json={"isEnabled": False})).status_code == 403
    assert (await caller.put(f"{USERS}/{house.petr}/globalRoles", json={"globalRoles": []})).status_code == 204


async def test_a_departments_administrator_gives_no_global_role(house: House) -> None:
    place(house, house.petr, house.department, [DepartmentRole.TENANT_ADMIN])
    petr = logged_in(house, house.petr)
    for path, body in (("globalRoles", {"globalRoles": ["Wallboard"]}), ("enabled", {"isEnabled": False})):
        assert (await petr.put(f"{USERS}/{house.eva}/{path}", json=body)).status_code == 403


@pytest.mark.parametrize("body", [{}, {"globalRoles": ["Boss"]}, {"globalRoles": [0]}, {"globalRoles": 1}])
async def test_a_global_role_that_is_none_is_named(house: House, body: Any) -> None:
    answer = await (await house.caller()).put(f"{USERS}/{house.eva}/globalRoles", json=body)
    assert answer.status_code == 400
    assert all(field.startswith("globalRoles") for field in answer.json())


async def test_the_last_administrator_of_a_company_stays_one(house: House) -> None:
    give(house, house.eva, GlobalRole.COMPANY_ADMIN)
    caller = await house.caller()
    for path, body, field in (
        ("globalRoles", {"globalRoles": ["Wallboard"]}, "globalRoles"),
        ("enabled", {"isEnabled": False}, "isEnabled"),
    ):
        answer = await caller.put(f"{USERS}/{house.eva}/{path}", json=body)
        assert (answer.status_code, list(answer.json())) == (400, [field])
    give(house, house.petr, GlobalRole.COMPANY_ADMIN)
    both = [{"id": number, "enabled": False} for number in (house.eva, house.petr)]
    answer = await caller.put(USERS, json=both)
    assert (answer.status_code, list(answer.json())) == (400, ["[0].enabled"])
    assert (await caller.put(USERS, json=both[:1])).status_code == 204
    answer = await caller.put(USERS, json=both)
    assert (answer.status_code, list(answer.json())) == (400, ["[1].enabled"])


async def test_a_disabled_person_has_no_access_and_gets_no_offers(house: House) -> None:
    caller, eva = await house.caller(), logged_in(house, house.eva)
    await house.guest()
    versions = []
    for _ in range(2):
        assert (await caller.put(f"{USERS}/{house.eva}/enabled", json={"ISENABLED": False})).status_code == 204
        versions.append(house.version)
    assert versions[0] == versions[1]
    assert (await caller.get(f"/api/v1/operators/{house.eva}/offers")).json() == []
    assert (await eva.get(f"{USERS}/{house.eva}")).status_code == 401
    answer = await caller.put(f"{USERS}/{house.eva}/operatorState", json={"stateKind": "ONLINE"})
    assert (answer.status_code, list(answer.json())) == (400, ["userId"])
    shown = (await caller.get(f"{USERS}/{house.eva}")).json()
    assert (shown["enabled"], shown["groups"]) == (False, [1])
    await caller.put(f"{USERS}/{house.eva}/enabled", json={"isEnabled": True})
    await caller.put(f"{USERS}/{house.eva}/operatorState", json={"stateKind": "ONLINE"})
    assert len((await caller.get(f"/api/v1/operators/{house.eva}/offers")).json()) == 1
    # Enabled again, she has to log in again: whoever had her token has nothing.
    assert (await eva.get(f"{USERS}/{house.eva}")).status_code == 401
    assert (await logged_in(house, house.eva).get(f"{USERS}/{house.eva}")).status_code == 200


async def test_chats_of_a_disabled_person_go_on_to_others(house: House) -> None:
    session_id, _, client = await house.talk()
    await client.put(f"/api/v1/operators/{house.petr}/presence", json={"presence": "ONLINE"})
    await client.put(f"{USERS}/{house.eva}/enabled", json={"isEnabled": False})
    assert await house.status(session_id) == "ACTIVE"
    house.pass_time(seconds=121)
    await client.put(f"/api/v1/operators/{house.petr}/connection", json={"isConnected": True})
    assert await house.status(session_id) == "WAITING"
    report = await check(house.store.reader, house.store.accounts, house.blobs, house.clock.now())
    assert report.violations == []


async def test_settings_of_the_switchboard_outlive_being_disabled(house: House) -> None:
    """Slots, channels and groups that others set stay as they are."""
    caller = await house.caller()
    known = settings_of(house, house.eva, house.department)
    for is_enabled in (False, True):
        await caller.put(f"{USERS}/{house.eva}/enabled", json={"isEnabled": is_enabled})
    assert settings_of(house, house.eva, house.department) == known
