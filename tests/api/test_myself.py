"""A person about themselves: rights, password, second factor, logins; and who administers them."""

from typing import Any

import httpx
import pytest

from hovorna.application.roles import DepartmentRole, GlobalRole, Right
from tests.api.house import QUICK, START, Caller, House
from tests.api.people import (
    PASSWORD,
    code_in,
    exchange,
    logged_in,
    login_page,
    person,
    refresh,
    send_code,
    send_password,
    tokens,
    totp,
)

NEW = "another good password"


async def enrolled(house: House, user_name: str) -> tuple[Caller, str, list[str]]:
    """(caller, secret, recovery codes)."""
    caller = await logged_in(house, user_name)
    begun = await caller.post("/api/v1/me/totp", json={})
    assert begun.status_code == 201, begun.text
    secret = begun.json()["secret"]
    confirmed = await caller.post("/api/v1/me/totp", json={"code": totp(house, secret)})
    assert confirmed.status_code == 201, confirmed.text
    house.pass_time(seconds=60)
    return caller, secret, confirmed.json()["recoveryCodes"]


async def second_step(house: House, user_name: str) -> httpx.Response:
    return await send_password(house, await login_page(house), user_name)


# --- who one is ---


async def test_one_is_told_what_one_may_do_where(house: House) -> None:
    roles = {house.department: [DepartmentRole.TENANT_SESSIONS_VIEW, DepartmentRole.OPERATOR]}
    person(house, house.eva, departments=roles, global_roles=[GlobalRole.WALLBOARD], email="eva@example.org")
    me = (await (await logged_in(house, "eva")).get("/api/v1/me")).json()
    assert me == {
        "id": house.eva,
        "companyId": house.company_id,
        "username": "eva",
        "firstName": "Eva",
        "lastName": "Malá",
        "email": "eva@example.org",
        "openIdProvider": None,
        "hasPassword": True,
        "hasSecondFactor": False,
        "recoveryCodesLeft": 0,
        "globalRoles": ["Wallboard"],
        "rights": ["watch"],
        "departments": [
            {
                "id": house.department,
                "name": "Care",
                "roles": ["Operator", "TenantSessionsView"],
                "rights": ["answer", "read", "watch"],
            }
        ],
        "loginId": 1,
    }


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/me", None),
        ("PUT", "/me/password", {"oldPassword": PASSWORD, "newPassword": NEW}),
        ("POST", "/me/totp", {}),
        ("DELETE", "/me/totp", {"code": "1"}),
    ],
)
async def test_an_api_client_is_nobody(house: House, method: str, path: str, body: Any) -> None:
    answer = await (await house.caller()).request(method, f"/api/v1{path}", json=body)
    assert (answer.status_code, answer.content) == (403, b"")


# --- the password ---


async def test_a_changed_password_ends_all_other_logins(house: House) -> None:
    person(house, house.eva)
    caller, other = await logged_in(house, "eva"), await tokens(house, "eva")
    answer = await caller.put("/api/v1/me/password", json={"oldPassword": PASSWORD, "newPassword": NEW})
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await caller.get("/api/v1/me")).status_code == 200
    assert (await Caller(house.http, other["access_token"]).get("/api/v1/me")).status_code == 401
    assert (await refresh(house, other["refresh_token"])).status_code == 400
    assert (await send_password(house, await login_page(house), "eva")).status_code == 400
    assert (await send_password(house, await login_page(house), "eva", NEW)).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"oldPassword": "wrong", "newPassword": NEW}, "oldPassword"),
        ({"oldPassword": PASSWORD, "newPassword": "short"}, "newPassword"),
        ({"oldPassword": PASSWORD, "newPassword": "x" * 201}, "newPassword"),
        ({"oldPassword": PASSWORD, "newPassword": "x" * 1001}, "newPassword"),
        ({"oldPassword": PASSWORD}, "newPassword"),
        ({"newPassword": NEW}, "oldPassword"),
        ({"oldPassword": None, "newPassword": 5}, "newPassword"),
    ],
)
async def test_a_password_that_is_not_good_changes_nothing(house: House, body: dict[str, Any], field: str) -> None:
    person(house, house.eva)
    caller = await logged_in(house, "eva")
    answer = await caller.put("/api/v1/me/password", json=body)
    assert (answer.status_code, field in answer.json()) == (400, True)
    assert (await send_password(house, await login_page(house), "eva")).status_code == 200


async def test_a_stolen_token_does_not_guess_the_password(house: House) -> None:
    person(house, house.eva)
    caller = await logged_in(house, "eva")
    wrong = {"oldPassword": "wrong password", "newPassword": NEW}
    answers = [await caller.put("/api/v1/me/password", json=wrong) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [400] * 10 + [429]
    assert answers[-1].headers["hovorna-code"] == "too_many_guesses"
    assert int(answers[-1].headers["retry-after"]) > 0


async def test_an_administrator_sets_a_first_password(house: House) -> None:
    person(house, house.eva, global_roles=[GlobalRole.COMPANY_ADMIN])
    admin = await logged_in(house, "eva")
    answer = await admin.put(f"/api/v1/Users/{house.petr}/password", json={"newPassword": NEW})
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await send_password(house, await login_page(house), "petr", NEW)).status_code == 200


async def test_a_password_that_an_administrator_sets_ends_all_logins(house: House) -> None:
    person(house, house.petr)
    petr, client = await logged_in(house, "petr"), await house.caller(Right.ADMINISTER)
    answer = await client.put(f"/api/v1/Users/{house.petr}/password", json={"newPassword": NEW})
    assert answer.status_code == 204
    assert (await petr.get("/api/v1/me")).status_code == 401


async def test_who_logs_in_elsewhere_has_no_password(house: House) -> None:
    person(house, house.petr, open_id_provider="Google", password=None)
    client = await house.caller()
    answer = await client.put(f"/api/v1/Users/{house.petr}/password", json={"newPassword": NEW})
    assert (answer.status_code, list(answer.json())) == (400, ["newPassword"])


async def test_only_who_administers_the_whole_company_sets_passwords(house: House) -> None:
    person(house, house.eva, departments={house.department: [DepartmentRole.TENANT_ADMIN]})
    eva = await logged_in(house, "eva")
    for user_id in (house.eva, house.petr):
        answer = await eva.put(f"/api/v1/Users/{user_id}/password", json={"newPassword": NEW})
        assert answer.status_code == 403
        assert (await eva.delete(f"/api/v1/Users/{user_id}/totp")).status_code == 403


async def test_who_administers_the_server_is_out_of_reach_of_a_company(house: House) -> None:
    person(house, house.petr, global_roles=[GlobalRole.ADMIN])
    client = await house.caller()
    answer = await client.put(f"/api/v1/Users/{house.petr}/password", json={"newPassword": NEW})
    assert answer.status_code == 403
    petr = await logged_in(house, "petr")
    answer = await petr.put(f"/api/v1/Users/{house.petr}/password", json={"newPassword": NEW})
    assert answer.status_code == 204


async def test_nobody_sets_the_password_of_who_may_do_more(house: House) -> None:
    """They could log in as them."""
    person(house, house.petr, departments={house.department: [DepartmentRole.TENANT_SESSIONS_VIEW]})
    less, more = await house.caller(Right.ADMINISTER), await house.caller(Right.ADMINISTER, Right.READ)
    for caller, status in ((less, 403), (more, 204)):
        answer = await caller.put(f"/api/v1/Users/{house.petr}/password", json={"newPassword": NEW})
        assert answer.status_code == status
        assert (await caller.delete(f"/api/v1/Users/{house.petr}/totp")).status_code == status


async def test_who_administers_the_server_sets_passwords_in_every_company(house: House) -> None:
    person(house, house.eva, global_roles=[GlobalRole.ADMIN])
    host = await logged_in(house, "eva")
    answer = await host.put(f"/api/v1/Users/{house.stranger}/password", json={"newPassword": NEW})
    assert answer.status_code == 204
    assert (await send_password(house, await login_page(house), "stranger", NEW)).status_code == 200


async def test_another_companys_people_are_not_there(house: House) -> None:
    client = await house.caller()
    for user_id in (house.stranger, 999):
        answer = await client.put(f"/api/v1/Users/{user_id}/password", json={"newPassword": NEW})
        assert (answer.status_code, answer.headers["hovorna-code"]) == (404, "not_found")
        assert (await client.get("/api/v1/logins", params={"userId": user_id})).status_code == 404


# --- the second factor ---


async def test_with_a_second_factor_a_password_is_not_enough(house: House) -> None:
    person(house, house.eva)
    caller, secret, codes = await enrolled(house, "eva")
    assert len(codes) == 10
    page = await second_step(house, "eva")
    assert (page.status_code, "One more step" in page.text, "<code" in page.text) == (200, True, False)
    shown = await send_code(house, page, totp(house, secret))
    body = (await exchange(house, code_in(shown))).json()
    me = (await Caller(house.http, body["access_token"]).get("/api/v1/me")).json()
    assert (me["hasSecondFactor"], me["recoveryCodesLeft"]) == (True, 10)
    [*_, last] = (await caller.get("/api/v1/logins")).json()
    assert last["means"] == ["password", "code"]


async def test_a_code_is_taken_once(house: House) -> None:
    person(house, house.eva)
    _, secret, _ = await enrolled(house, "eva")
    page, word = await second_step(house, "eva"), totp(house, secret)
    assert (await send_code(house, page, word)).status_code == 200
    assert (await send_code(house, page, word)).status_code == 400


async def test_a_recovery_code_opens_once(house: House) -> None:
    person(house, house.eva)
    _, _, codes = await enrolled(house, "eva")
    page = await second_step(house, "eva")
    assert (await send_code(house, page, codes[0])).status_code == 200
    assert (await send_code(house, page, codes[0])).status_code == 400
    assert (await send_code(house, page, codes[1])).status_code == 200


async def test_ten_wrong_codes_are_enough_though_the_password_is_right(house: House) -> None:
    person(house, house.eva)
    _, secret, _ = await enrolled(house, "eva")
    statuses = [(await send_code(house, await second_step(house, "eva"), "000000")).status_code for _ in range(11)]
    assert statuses == [400] * 10 + [429]
    house.pass_time(seconds=61)
    assert (await send_code(house, await second_step(house, "eva"), totp(house, secret))).status_code == 200


async def test_the_second_step_is_good_for_five_minutes_and_needs_the_first(house: House) -> None:
    person(house, house.eva)
    _, secret, _ = await enrolled(house, "eva")
    first, page = await login_page(house), await second_step(house, "eva")
    assert "too old" in (await send_code(house, first, totp(house, secret))).text
    house.pass_time(minutes=5, seconds=1)
    assert "too old" in (await send_code(house, page, totp(house, secret))).text


async def test_who_was_disabled_between_the_steps_is_out(house: House) -> None:
    person(house, house.eva)
    _, secret, _ = await enrolled(house, "eva")
    page = await second_step(house, "eva")
    person(house, house.eva, is_enabled=False)
    assert (await send_code(house, page, totp(house, secret))).status_code == 400


async def test_a_second_factor_holds_only_when_a_code_has_confirmed_it(house: House) -> None:
    person(house, house.eva)
    caller = await logged_in(house, "eva")
    begun = (await caller.post("/api/v1/me/totp", json={})).json()
    assert begun["address"].startswith("otpauth://totp/Hovorna:eva?secret=")
    for word in ("000000", "x"):
        answer = await caller.post("/api/v1/me/totp", json={"code": word})
        assert (answer.status_code, list(answer.json())) == (400, ["code"])
    assert (await caller.get("/api/v1/me")).json()["hasSecondFactor"] is False
    assert "Copy this code" in (await second_step(house, "eva")).text


async def test_a_second_factor_is_given_up_with_a_code_only(house: House) -> None:
    person(house, house.eva)
    caller, secret, _ = await enrolled(house, "eva")
    again = await caller.post("/api/v1/me/totp", json={})
    assert (again.status_code, list(again.json())) == (400, ["code"])
    wrong = await caller.delete("/api/v1/me/totp", json={"code": "000000"})
    assert (wrong.status_code, list(wrong.json())) == (400, ["code"])
    assert (await caller.delete("/api/v1/me/totp", json={"code": totp(house, secret)})).status_code == 204
    assert "Copy this code" in (await second_step(house, "eva")).text
    assert (await caller.delete("/api/v1/me/totp", json={"code": "any"})).status_code == 204


async def test_an_administrator_helps_who_has_lost_everything(house: House) -> None:
    person(house, house.eva)
    await enrolled(house, "eva")
    client = await house.caller(Right.ADMINISTER)
    assert (await client.delete(f"/api/v1/Users/{house.eva}/totp")).status_code == 204
    assert "Copy this code" in (await second_step(house, "eva")).text


# --- logins ---


async def test_one_sees_ones_own_logins_and_ends_them(house: House) -> None:
    person(house, house.eva)
    person(house, house.petr)
    first = await logged_in(house, "eva")
    house.pass_time(minutes=1)
    second, other = await logged_in(house, "eva"), await logged_in(house, "petr")
    listed = (await second.get("/api/v1/logins")).json()
    assert [(one["id"], one["isCurrent"]) for one in listed] == [(1, False), (2, True)]
    assert listed[0] == {
        "id": 1,
        "userId": house.eva,
        "clientId": "publicApiNativeClient",
        "clientName": "a program on this computer",
        "created": START.isoformat().replace("+00:00", "Z"),
        "lastUsed": START.isoformat().replace("+00:00", "Z"),
        "means": ["password"],
        "provider": None,
        "address": "127.0.0.1",
        "browser": house.http.headers["user-agent"],
        "isCurrent": False,
    }
    assert (await second.delete("/api/v1/logins/1")).status_code == 204
    assert (await first.get("/api/v1/me")).status_code == 401
    assert (await second.delete("/api/v1/logins/1")).status_code == 404
    assert (await second.delete("/api/v1/logins/3")).status_code == 403
    assert (await second.get("/api/v1/logins", params={"userId": house.petr})).status_code == 403
    assert (await other.get("/api/v1/me")).status_code == 200


async def test_who_administers_sees_and_ends_logins_of_others(house: House) -> None:
    person(house, house.eva)
    eva, client = await logged_in(house, "eva"), await house.caller(Right.ADMINISTER)
    listed = (await client.get("/api/v1/logins", params={"userId": house.eva})).json()
    assert [one["isCurrent"] for one in listed] == [False]
    assert (await client.delete(f"/api/v1/logins/{listed[0]['id']}")).status_code == 204
    assert (await eva.get("/api/v1/me")).status_code == 401
    answer = await client.get("/api/v1/logins")
    assert (answer.status_code, list(answer.json())) == (400, ["userId"])


async def test_another_companys_logins_are_not_there(house: House) -> None:
    person(house, house.eva)
    eva, stranger = await logged_in(house, "eva"), await house.caller(client=house.other_client)
    assert (await stranger.delete("/api/v1/logins/1")).status_code == 404
    assert (await eva.get("/api/v1/me")).status_code == 200


async def test_neither_password_nor_codes_are_kept_as_they_are(house: House) -> None:
    person(house, house.eva)
    _, _, codes = await enrolled(house, "eva")
    user = house.store.accounts.user(house.eva)
    assert user is not None
    assert QUICK.verify(str(user.password), PASSWORD)
    assert PASSWORD not in str(user)
    assert [one for one in codes if one in str(user) or one.replace("-", "") in str(user)] == []
