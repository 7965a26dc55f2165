"""People of a company: listed, made, changed one by one and several at once."""

from typing import Any

import pytest

from hovorna.application.roles import DepartmentRole, GlobalRole, Right
from tests.api.house import House, Json
from tests.api.logged_in import give, logged_in, place

USERS = "/api/v1/Users"


def body_of(username: Json = "nova", **more: Json) -> Json:
    return {"firstName": "Nova", "lastName": "Silná", "username": username, "email": "nova@example.com", **more}


async def test_all_people_are_listed_where_no_limit_is_given(house: House) -> None:
    caller = await house.caller()
    listed = (await caller.get(USERS)).json()
    assert [one["id"] for one in listed] == [house.eva, house.petr, house.jana]
    assert listed[0] == {
        "id": house.eva,
        "firstName": "Eva",
        "lastName": "Malá",
        "username": "eva",
        "email": None,
        "note": None,
        "enabled": True,
        "departments": [house.department],
        "groups": [1],
        "globalRoles": [],
    }
    assert (await caller.get(f"{USERS}?limit=1&offset=1")).json() == [listed[1]]
    assert (await caller.get(f"{USERS}?Limit=1000000")).json() == listed
    assert (await caller.get(f"{USERS}/{house.eva}")).json() == listed[0]


async def test_lists_of_a_person_are_never_null(house: House) -> None:
    caller = await house.caller()
    number = (await caller.post(USERS, json=body_of())).json()
    shown = (await caller.get(f"{USERS}/{number}")).json()
    assert (shown["departments"], shown["groups"], shown["globalRoles"]) == ([], [], [])


async def test_a_new_person_is_answered_by_the_bare_id(house: House) -> None:
    caller = await house.caller()
    answer = await caller.post(USERS, json={**body_of(), "ID": 77, "OPENidPROVIDER": "google"})
    assert (answer.status_code, answer.json()) == (201, house.stranger + 1)
    shown = (await caller.get(f"{USERS}/{answer.json()}")).json()
    assert (shown["username"], shown["email"], shown["lastName"]) == ("nova", "nova@example.com", "Silná")
    user = house.store.accounts.user(answer.json())
    assert user is not None
    assert user.open_id_provider == "Google"


async def test_a_name_that_somebody_has_is_a_conflict(house: House) -> None:
    caller = await house.caller()
    answer = await caller.post(USERS, json=body_of(" EVA "))
    assert (answer.status_code, answer.headers["hovorna-code"]) == (409, "name_taken")
    assert list(answer.json()) == ["username"]
    assert len((await caller.get(USERS)).json()) == 3
    # Another company's people do not matter.
    assert (await caller.post(USERS, json=body_of("stranger"))).status_code == 201


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"firstName", "lastName", "username", "email"}),
        (body_of("  "), {"username"}),
        (body_of(email="nobody"), {"email"}),
        (body_of(firstName="x" * 201), {"firstName"}),
        (body_of(username=7), {"username"}),
        (body_of(openIDProvider="Yahoo"), {"openIDProvider"}),
    ],
)
async def test_a_bad_person_is_named_by_field(house: House, body: Any, fields: set[str]) -> None:
    caller = await house.caller()
    answer = await caller.post(USERS, json=body)
    assert (answer.status_code, set(answer.json())) == (400, fields)
    assert len((await caller.get(USERS)).json()) == 3


async def test_an_empty_email_is_none(house: House) -> None:
    caller = await house.caller()
    number = (await caller.post(USERS, json=body_of(email=""))).json()
    assert (await caller.get(f"{USERS}/{number}")).json()["email"] is None


async def test_only_a_host_sees_another_company(house: House) -> None:
    other = house.company_id + 1
    caller, host = await house.caller(), await house.caller(Right.HOST, Right.ADMINISTER)
    assert (await caller.get(f"{USERS}?companyId={house.company_id}")).status_code == 200
    assert (await caller.get(f"{USERS}?companyId={other}")).status_code == 403
    assert (await caller.post(f"{USERS}?companyId={other}", json=body_of())).status_code == 403
    assert [one["id"] for one in (await host.get(f"{USERS}?companyId={other}")).json()] == [house.stranger]
    number = (await host.post(f"{USERS}?companyId={other}", json=body_of())).json()
    assert (await caller.get(f"{USERS}/{number}")).status_code == 404
    assert (await host.get(f"{USERS}/{number}")).json()["username"] == "nova"
    answer = await host.get(f"{USERS}?companyId=99")
    assert (answer.status_code, list(answer.json())) == (400, ["companyId"])


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("PUT", "", body_of()),
        ("PUT", "/enabled", {"isEnabled": False}),
        ("PUT", "/departments", {"departments": []}),
        ("PUT", "/departments/1/roles", {"roles": []}),
        ("PUT", "/globalRoles", {"globalRoles": []}),
        ("GET", "/operatorStates", None),
        ("PUT", "/operatorState", {"stateKind": "ONLINE"}),
        ("GET", "/status", None),
        ("PUT", "/status", {"status": "AWAY"}),
    ],
)
async def test_another_companys_person_is_as_good_as_none(house: House, method: str, path: str, body: Any) -> None:
    caller, before = await house.caller(), house.version
    for number in (house.stranger, 999):
        answer = await caller.request(method, f"{USERS}/{number}{path}", json=body)
        assert (answer.status_code, answer.content) == (404, b"")
    stranger = house.store.accounts.user(house.stranger)
    assert stranger is not None
    assert (stranger.is_enabled, stranger.user_name, list(stranger.departments)) == (True, "stranger", [2])
    assert house.version == before


async def test_a_person_is_changed(house: House) -> None:
    caller = await house.caller()
    body = {"FirstName": "Eva", "lastname": "Nová", "USERNAME": "eva.nova", "email": "eva@example.com"}
    for _ in range(2):
        assert (await caller.put(f"{USERS}/{house.eva}", json=body)).status_code == 204
    shown = (await caller.get(f"{USERS}/{house.eva}")).json()
    assert (shown["lastName"], shown["username"], shown["email"]) == ("Nová", "eva.nova", "eva@example.com")
    answer = await caller.put(f"{USERS}/{house.eva}", json={**body, "username": "Petr"})
    assert (answer.status_code, list(answer.json())) == (400, ["username"])
    assert (await caller.get(f"{USERS}/{house.eva}")).json() == shown


async def test_several_are_changed_and_what_is_null_stays(house: House) -> None:
    caller = await house.caller()
    changes = [
        {"Id": house.eva, "lastName": "Nová", "firstName": None},
        {"id": str(house.petr), "enabled": False, "email": "petr@example.com", "username": "petr"},
    ]
    assert (await caller.put(USERS, json=changes)).status_code == 204
    eva, petr, _ = (await caller.get(USERS)).json()
    assert (eva["firstName"], eva["lastName"], eva["username"], eva["enabled"]) == ("Eva", "Nová", "eva", True)
    assert (petr["lastName"], petr["email"], petr["enabled"]) == ("Velký", "petr@example.com", False)
    before = house.version
    assert (await caller.put(USERS, json=changes)).status_code == 204
    assert house.version == before


@pytest.mark.parametrize(
    ("second", "status", "field"),
    [
        ({"id": 999}, 404, None),
        ({"id": 4}, 404, None),
        ({"username": "petr"}, 400, "[1].id"),
        ({"id": 1, "lastName": "x"}, 400, "[1].id"),
        ({"id": 2, "username": "jana"}, 400, "[1].username"),
        ({"id": 2, "username": "Lída"}, 400, "[1].username"),
        ({"id": 2, "email": "x"}, 400, "[1].email"),
        ({"id": 2, "enabled": "no"}, 400, "[1].enabled"),
    ],
)
async def test_one_wrong_of_several_changes_none(house: House, second: Any, status: int, field: str | None) -> None:
    caller = await house.caller()
    before, people = house.version, (await caller.get(USERS)).json()
    answer = await caller.put(USERS, json=[{"id": house.eva, "username": "lída", "enabled": False}, second])
    assert answer.status_code == status
    assert (list(answer.json()) if answer.content else None) == (None if field is None else [field])
    assert (await caller.get(USERS)).json() == people
    assert house.version == before


async def test_what_is_no_list_is_refused(house: House) -> None:
    answer = await (await house.caller()).put(USERS, json={"id": house.eva})
    assert (answer.status_code, list(answer.json())) == (400, ["body"])


async def test_a_person_sees_whom_they_work_with(house: House) -> None:
    accounts = house.store.accounts
    elsewhere = accounts.add_department(house.company_id, "Elsewhere").id
    far = accounts.add_user(house.company_id, elsewhere, "far", "Far", "Away").id
    eva = logged_in(house, house.eva)
    assert [one["id"] for one in (await eva.get(USERS)).json()] == [house.eva, house.petr, house.jana]
    assert (await eva.get(f"{USERS}/{far}")).status_code == 403
    assert (await logged_in(house, far).get(f"{USERS}/{far}")).status_code == 200


async def test_addresses_are_for_administrators_and_oneself(house: House) -> None:
    caller = await house.caller()
    for number in (house.eva, house.petr):
        await caller.put(USERS, json=[{"id": number, "email": f"p{number}@example.com"}])
    watching = (await (await house.caller(Right.WATCH)).get(USERS)).json()
    assert [one["email"] for one in watching] == [None, None, None]
    eva = (await logged_in(house, house.eva).get(USERS)).json()
    assert [one["email"] for one in eva] == [f"p{house.eva}@example.com", None, None]


async def test_nobody_changes_a_person_who_may_do_more(house: House) -> None:
    give(house, house.eva, GlobalRole.COMPANY_ADMIN)
    clerk = await house.caller(Right.ADMINISTER)
    body = body_of("eva2")
    assert (await clerk.put(f"{USERS}/{house.eva}", json=body)).status_code == 403
    assert (await clerk.put(f"{USERS}/{house.eva}/enabled", json={"isEnabled": False})).status_code == 403
    assert (await clerk.put(USERS, json=[{"id": house.eva, "email": "x@example.com"}])).status_code == 403
    assert (await clerk.put(f"{USERS}/{house.petr}", json=body)).status_code == 204


async def test_a_departments_administrator_does_not_rename_people(house: House) -> None:
    place(house, house.petr, house.department, [DepartmentRole.TENANT_ADMIN])
    petr = logged_in(house, house.petr)
    assert (await petr.put(f"{USERS}/{house.eva}", json=body_of())).status_code == 403
    assert (await petr.put(USERS, json=[{"id": house.eva, "lastName": "x"}])).status_code == 403
    assert (await petr.post(USERS, json=body_of())).status_code == 403


async def test_a_new_name_is_shown_in_sessions_from_then_on(house: House) -> None:
    closed, client = await house.closed()
    body = {"firstName": "Eva", "lastName": "Vdaná", "username": "eva", "email": ""}
    assert (await client.put(f"{USERS}/{house.eva}", json=body)).status_code == 204
    later, _, _ = await house.talk()
    names = [
        (await client.get(f"/api/v1/Sessions/{number}")).json()["operators"][0]["lastName"]
        for number in (closed, later)
    ]
    assert names == ["Malá", "Vdaná"]
