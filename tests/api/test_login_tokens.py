"""What a login gives: access tokens, refresh tokens, id tokens; and how it ends."""

from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey

from hovorna.application.setup import Program, new_program
from tests.api.house import START, Caller, House
from tests.api.people import (
    CHALLENGE,
    NATIVE,
    VERIFIER,
    code,
    code_in,
    exchange,
    login_page,
    person,
    refresh,
    send_password,
    tokens,
)

BACK = "https://desk.example.org/in"


async def status_with(house: House, access_token: str) -> int:
    return (await Caller(house.http, access_token).get("/api/v1/me")).status_code


async def test_a_code_that_comes_again_ends_what_it_gave(house: House) -> None:
    person(house, house.eva)
    bought = await code(house, "eva")
    body = (await exchange(house, bought)).json()
    assert await status_with(house, body["access_token"]) == 200
    answer = await exchange(house, bought)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert await status_with(house, body["access_token"]) == 401
    assert (await refresh(house, body["refresh_token"])).status_code == 400


async def test_a_code_that_is_copied_by_hand_is_good_for_five_minutes(house: House) -> None:
    person(house, house.eva)
    bought = await code(house, "eva")
    house.pass_time(seconds=301)
    answer = await exchange(house, bought)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


async def test_a_refresh_token_is_changed_for_new_ones(house: House) -> None:
    person(house, house.eva)
    first = await tokens(house, "eva")
    house.pass_time(hours=2)
    assert await status_with(house, first["access_token"]) == 401
    answer = await refresh(house, first["refresh_token"])
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    second = answer.json()
    assert second["refresh_token"] != first["refresh_token"]
    assert type(second["expires_in"]) is int
    assert await status_with(house, second["access_token"]) == 200


async def test_an_old_refresh_token_ends_the_login_but_not_within_seconds(house: House) -> None:
    person(house, house.eva)
    first = await tokens(house, "eva")
    second = (await refresh(house, first["refresh_token"])).json()
    house.pass_time(seconds=20)
    assert (await refresh(house, first["refresh_token"])).json()["refresh_token"] == second["refresh_token"]
    house.pass_time(seconds=20)
    answer = await refresh(house, first["refresh_token"])
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert (await refresh(house, second["refresh_token"])).status_code == 400
    assert await status_with(house, second["access_token"]) == 401


async def test_another_client_can_not_use_a_refresh_token(house: House) -> None:
    person(house, house.eva)
    given = await tokens(house, "eva")
    client_id, _ = new_program(house.store.accounts, house.company_id, Program("Desk", (BACK,), is_public=True), START)
    answer = await refresh(house, given["refresh_token"], client_id)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    assert (await refresh(house, given["refresh_token"])).status_code == 200


@pytest.mark.parametrize("grant", ["authorization_code", "refresh_token"])
async def test_what_is_missing_is_named(house: House, grant: str) -> None:
    answer = await house.http.post("/login/connect/token", data={"grant_type": grant, "client_id": NATIVE})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_a_public_client_has_no_token_of_its_own(house: House) -> None:
    form = {"grant_type": "client_credentials", "client_id": NATIVE, "client_secret": "anything"}
    answer = await house.http.post("/login/connect/token", data=form)
    assert (answer.status_code, answer.json()["error"]) == (400, "unauthorized_client")


async def test_a_login_survives_a_restart(house: House) -> None:
    person(house, house.eva)
    given = await tokens(house, "eva", scope="openid mluviiPublicApi")
    keys = (await house.http.get("/login/connect/jwks")).json()
    house.engine.stop()
    house.open()
    assert await status_with(house, given["access_token"]) == 200
    assert (await refresh(house, given["refresh_token"])).status_code == 200
    assert (await house.http.get("/login/connect/jwks")).json() == keys


async def test_a_person_who_is_disabled_is_out_at_once(house: House) -> None:
    person(house, house.eva)
    given, bought = await tokens(house, "eva"), await code(house, "eva")
    person(house, house.eva, is_enabled=False)
    assert await status_with(house, given["access_token"]) == 401
    assert (await refresh(house, given["refresh_token"])).json()["error"] == "invalid_grant"
    assert (await exchange(house, bought)).json()["error"] == "invalid_grant"


async def test_an_expired_token_of_a_person_is_refused(house: House) -> None:
    person(house, house.eva)
    caller = Caller(house.http, (await tokens(house, "eva"))["access_token"])
    house.clock.advance(timedelta(minutes=66))
    answer = await caller.get("/api/v1/me")
    assert (answer.status_code, answer.headers["hovorna-code"]) == (401, "token_expired")


async def test_a_token_that_names_no_login_or_another_persons_is_refused(house: House) -> None:
    person(house, house.eva)
    await tokens(house, "eva")
    [key] = house.store.accounts.signing_keys()
    claims: dict[str, Any] = {"sub": f"user:{house.petr}", "company": 1, "exp": int(START.timestamp()) + 3600}
    for more in ({}, {"login": 1}, {"login": 99}, {"login": "x"}):
        token = jwt.encode({"alg": "HS256", "kid": key.id}, {**claims, **more}, OctKey.import_key(key.secret))
        assert await status_with(house, token) == 401, more


# --- who it is ---


async def test_an_id_token_tells_who_logged_in_and_can_be_verified(house: House) -> None:
    person(house, house.eva, email="eva@example.org")
    given = await tokens(house, "eva", scope="openid", nonce="n-1")
    keys = KeySet.import_key_set((await house.http.get("/login/connect/jwks")).json())
    read = jwt.decode(given["id_token"], keys, ["RS256"])
    now = int(START.timestamp())
    assert read.claims == {
        "iss": "http://desk.example",
        "sub": str(house.eva),
        "aud": NATIVE,
        "iat": now,
        "exp": now + 3600,
        "auth_time": now,
        "nonce": "n-1",
        "sid": "1",
        "amr": ["pwd"],
    }


async def test_the_scope_says_what_is_told(house: House) -> None:
    person(house, house.eva, email="eva@example.org")
    told = []
    for scope in ("openid mluviiPublicApi", "openid profile mluviiPublicApi", "openid email", "mluviiPublicApi"):
        given = await tokens(house, "eva", scope=scope)
        assert given["scope"].split() == sorted(scope.split(), key=lambda word: word != "mluviiPublicApi")
        answer = await Caller(house.http, given["access_token"]).get("/login/connect/userinfo")
        told.append(answer.json())
    names = {"given_name": "Eva", "family_name": "Malá", "name": "Eva Malá", "preferred_username": "eva"}
    who = {"sub": str(house.eva)}
    assert told == [who, {**who, **names}, {**who, "email": "eva@example.org"}, who]


async def test_a_program_that_only_asked_who_it_is_may_do_nothing(house: House) -> None:
    person(house, house.eva)
    caller = Caller(house.http, (await tokens(house, "eva", scope="openid"))["access_token"])
    assert (await caller.get("/login/connect/userinfo")).status_code == 200
    for path in ("/api/v1/me", "/api/v1/logins", "/api/v1/Sessions", f"/api/v1/operators/{house.eva}"):
        assert (await caller.get(path)).status_code == 403, path


async def test_unknown_scopes_are_left_out(house: House) -> None:
    person(house, house.eva)
    assert (await tokens(house, "eva", scope="mluviiPublicApi everything"))["scope"] == "mluviiPublicApi"
    assert (await tokens(house, "eva", scope=None))["scope"] == "mluviiPublicApi"


async def test_userinfo_is_for_people(house: House) -> None:
    path = "/login/connect/userinfo"
    assert (await (await house.caller()).get(path)).status_code == 403
    assert (await house.http.get(path)).status_code == 401


async def test_what_is_there_can_be_discovered(house: House) -> None:
    told = (await house.http.get("/.well-known/openid-configuration")).json()
    assert told["issuer"] == "http://desk.example"
    for name in ("authorization", "userinfo", "end_session"):
        assert (await house.http.get(told[f"{name}_endpoint"])).status_code in (200, 400, 401)
    for name in ("token", "revocation"):
        assert (await house.http.post(told[f"{name}_endpoint"])).status_code == 400
    assert (await house.http.get(told["jwks_uri"])).status_code == 200
    assert (told["code_challenge_methods_supported"], told["response_types_supported"]) == (["S256"], ["code"])


# --- the end ---


async def revoke(house: House, token: str, client_id: str = NATIVE) -> tuple[int, bytes]:
    answer = await house.http.post("/login/connect/revocation", data={"token": token, "client_id": client_id})
    return answer.status_code, answer.content


@pytest.mark.parametrize("kind", ["refresh_token", "access_token"])
async def test_a_revoked_token_ends_the_login(house: House, kind: str) -> None:
    person(house, house.eva)
    given = await tokens(house, "eva")
    assert await revoke(house, given[kind]) == (200, b"")
    assert await status_with(house, given["access_token"]) == 401
    assert (await refresh(house, given["refresh_token"])).status_code == 400
    assert await revoke(house, given[kind]) == (200, b"")


async def test_another_client_revokes_nothing(house: House) -> None:
    person(house, house.eva)
    given = await tokens(house, "eva")
    client_id, _ = new_program(house.store.accounts, house.company_id, Program("Desk", (BACK,), is_public=True), START)
    assert await revoke(house, given["refresh_token"], client_id) == (200, b"")
    assert await status_with(house, given["access_token"]) == 200


async def test_revocation_refuses_as_the_standard_says(house: House) -> None:
    assert await revoke(house, "nonsense") == (200, b"")
    assert (await revoke(house, ""))[0] == 400
    assert (await revoke(house, "nonsense", "nobody"))[0] == 401
    client_id, secret = house.client
    form = {"client_id": client_id, "client_secret": secret, "token": await house.token()}
    answer = await house.http.post("/login/connect/revocation", data=form)
    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_token_type")


async def test_logging_out_ends_the_login_and_leads_back(house: House) -> None:
    person(house, house.eva)
    client_id, _ = new_program(house.store.accounts, house.company_id, Program("Desk", (BACK,), is_public=True), START)
    challenge = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    page = await login_page(house, client_id=client_id, redirect_uri=BACK, scope="openid mluviiPublicApi", **challenge)
    bought = code_in(await send_password(house, page, "eva"))
    form = {"client_id": client_id, "redirect_uri": BACK, "code_verifier": VERIFIER}
    given = (await exchange(house, bought, **form)).json()
    # An id token may be old: who comes back after a day and wants to leave should not have to log in first.
    house.pass_time(days=1)
    fresh = (await refresh(house, given["refresh_token"], client_id)).json()
    leaving = {"id_token_hint": given["id_token"], "post_logout_redirect_uri": BACK, "state": "s"}
    answer = await house.http.get("/login/connect/logout", params=leaving)
    assert (answer.status_code, answer.headers["location"]) == (302, f"{BACK}?state=s")
    assert await status_with(house, fresh["access_token"]) == 401


async def test_logging_out_leads_to_registered_addresses_only(house: House) -> None:
    person(house, house.eva)
    given = await tokens(house, "eva", scope="openid mluviiPublicApi")
    leaving = {"id_token_hint": given["id_token"], "post_logout_redirect_uri": "https://evil.example/"}
    answer = await house.http.get("/login/connect/logout", params=leaving)
    assert (answer.status_code, "location" in answer.headers) == (200, False)
    assert await status_with(house, given["access_token"]) == 401


@pytest.mark.parametrize("hint", ["", "nonsense", "eyJhbGciOiJub25lIn0.eyJzaWQiOiIxIn0."])
async def test_nobody_can_log_somebody_else_out(house: House, hint: str) -> None:
    person(house, house.eva)
    given = await tokens(house, "eva", scope="openid mluviiPublicApi")
    answer = await house.http.get("/login/connect/logout", params={"id_token_hint": hint})
    assert answer.status_code == 200
    assert await status_with(house, given["access_token"]) == 200
