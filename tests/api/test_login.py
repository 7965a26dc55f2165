"""The token endpoint, as RFC 6749 and real clients have it."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from hovorna.application.roles import Right
from tests.api.house import START, House, basic

PATH = "/login/connect/token"


def form(house: House, **changed: str | None) -> dict[str, str]:
    client_id, secret = house.client
    given = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret, **changed}
    return {name: value for name, value in given.items() if value is not None}


async def test_a_client_gets_a_bearer_token_for_an_hour(house: House) -> None:
    answer = await house.http.post(PATH, data=form(house))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert (answer.headers["cache-control"], answer.headers["pragma"]) == ("no-store", "no-cache")
    body = answer.json()
    assert set(body) == {"access_token", "token_type", "expires_in", "scope"}
    assert (body["token_type"], body["scope"]) == ("Bearer", "mluviiPublicApi")
    assert body["expires_in"] == 3600
    assert type(body["expires_in"]) is int


async def test_the_token_names_client_company_and_rights_and_is_signed_with_a_stored_key(house: House) -> None:
    token = await house.token(house.new_client(Right.READ, Right.WRITE))
    [key] = house.store.accounts.signing_keys()
    read = jwt.decode(token, OctKey.import_key(key.secret), ["HS256"])
    assert read.header == {"alg": "HS256", "typ": "JWT", "kid": key.id}
    assert read.claims["company"] == house.company_id
    assert read.claims["scope"] == "mluviiPublicApi read write"
    assert read.claims["exp"] - read.claims["iat"] == 3600
    assert read.claims["iat"] == START.timestamp()


@pytest.mark.parametrize("more", [{}, {"response_type": "token"}, {"scope": "mluviiPublicApi"}, {"scope": "anything"}])
async def test_scope_and_response_type_are_taken_as_they_come(house: House, more: dict[str, str]) -> None:
    answer = await house.http.post(PATH, data={**form(house), **more})
    assert answer.status_code == 200


async def test_credentials_may_come_as_http_basic(house: House) -> None:
    answer = await house.http.post(PATH, data={"grant_type": "client_credentials"}, headers=basic(house.client))
    assert answer.status_code == 200


async def test_a_form_may_be_chunked_and_the_path_in_any_case(house: House) -> None:
    client_id, secret = house.client

    async def chunks() -> AsyncIterator[bytes]:
        yield f"grant_type=client_credentials&client_id={client_id}".encode()
        yield f"&client_secret={secret}".encode()

    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    answer = await house.http.post("/Login/Connect/Token/", content=chunks(), headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"grant_type": None}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"client_id": None}, 400, "invalid_request"),
        ({"client_secret": None}, 401, "invalid_client"),
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_secret": "ěšč"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
    ],
)
async def test_refusals_are_those_of_rfc_6749(
    house: House, changed: dict[str, str | None], status: int, error: str
) -> None:
    answer = await house.http.post(PATH, data=form(house, **changed))
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert set(answer.json()) == {"error", "error_description"}
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["hovorna-code"] == error


async def test_a_wrong_basic_login_is_challenged(house: House) -> None:
    for headers in (basic((house.client[0], "wrong")), {"Authorization": "Basic %%%"}, {"Authorization": "Basic YQ=="}):
        answer = await house.http.post(PATH, data={"grant_type": "client_credentials"}, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
        assert answer.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (json.dumps({"grant_type": "client_credentials"}).encode(), "application/json"),
        (b"grant_type=%FF%FE&client_id=\xff", "application/x-www-form-urlencoded"),
        (b"grant_type=client_credentials&grant_type=client_credentials", "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=b" % number for number in range(100)), "application/x-www-form-urlencoded"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
async def test_a_body_that_is_no_form_is_an_invalid_request(house: House, content: bytes, media_type: str) -> None:
    answer = await house.http.post(PATH, content=content, headers={"Content-Type": media_type})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_a_token_is_accepted_for_its_hour_and_a_few_minutes_more(house: House) -> None:
    caller = await house.caller()
    for minutes in (60, 4):
        house.clock.advance(timedelta(minutes=minutes))
        assert (await caller.get("/api/v1/Sessions")).status_code == 200
    house.clock.advance(timedelta(minutes=2))
    answer = await caller.get("/api/v1/Sessions")
    assert answer.status_code == 401
    assert answer.headers["hovorna-code"] == "token_expired"
    assert "invalid_token" in answer.headers["www-authenticate"]


async def test_an_expired_token_that_was_never_seen_is_refused_too(house: House) -> None:
    caller = await house.caller()
    house.pass_time(minutes=66)
    answer = await caller.get("/api/v1/Sessions")
    assert (answer.status_code, answer.headers["hovorna-code"]) == (401, "token_expired")


async def test_older_tokens_stay_good_beside_newer_ones(house: House) -> None:
    old = await house.caller()
    house.pass_time(minutes=1)
    new = await house.caller()
    assert old.token != new.token
    for caller in (old, new):
        assert (await caller.get("/api/v1/Sessions")).status_code == 200


async def test_a_token_survives_a_restart(house: House) -> None:
    caller = await house.caller()
    house.engine.stop()
    house.open()
    answer = await house.http.get("/api/v1/Sessions", headers={"Authorization": f"Bearer {caller.token}"})
    assert answer.status_code == 200
    assert len(house.store.accounts.signing_keys()) == 1


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "bEaReR"])
async def test_the_scheme_may_be_in_any_letter_case(house: House, scheme: str) -> None:
    token = await house.token()
    answer = await house.http.get("/api/v1/Sessions", headers={"Authorization": f"{scheme} {token}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer ", "Basic YTpi", "Token x"])
async def test_other_schemes_are_no_token(house: House, authorization: str) -> None:
    answer = await house.http.get("/api/v1/Sessions", headers={"Authorization": authorization})
    assert (answer.status_code, answer.headers["hovorna-code"]) == (401, "token_missing")


async def test_a_token_signed_by_another_key_or_algorithm_is_refused(house: House) -> None:
    [key] = house.store.accounts.signing_keys()
    claims = {"sub": house.client[0], "company": 1, "exp": int(START.timestamp()) + 3600}
    own = OctKey.import_key(key.secret)
    forged = [
        jwt.encode({"alg": "HS256", "kid": key.id}, claims, OctKey.import_key("x" * 32)),
        jwt.encode({"alg": "HS256", "kid": "other"}, claims, own),
        jwt.encode({"alg": "HS256"}, claims, own),
        jwt.encode({"alg": "HS512", "kid": key.id}, claims, own, ["HS512"]),
        jwt.encode({"alg": "HS256", "kid": key.id}, {**claims, "sub": "nobody"}, own),
        jwt.encode({"alg": "HS256", "kid": key.id}, {**claims, "exp": "soon"}, own),
        jwt.encode({"alg": "HS256", "kid": key.id}, {"sub": house.client[0]}, own),
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
        "nonsense",
        "ěšč.x.y",
    ]
    for token in forged:
        headers = {b"Authorization": f"Bearer {token}".encode()}
        answer = await house.http.get("/api/v1/Sessions", headers=headers)
        assert (answer.status_code, answer.headers["hovorna-code"]) == (401, "token_invalid"), token


async def test_neither_secret_nor_token_nor_words_are_logged(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    session_id, guest, client = await house.talk(message="Very private words")
    await house.http.post(PATH, data=form(house, client_secret="a wrong secret"))
    await client.put(f"/api/v1/Sessions/{session_id}/note", json={"note": "Very private words"})
    await guest.post(f"/api/v1/guest/sessions/{session_id}/leave")
    for secret in (house.client[1], client.token, guest.token, "a wrong secret", "Very private words"):
        assert secret not in caplog.text
