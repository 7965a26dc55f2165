"""People log in: the page, its steps, and what it refuses."""

import re
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest

from hovorna.api import ApiSettings
from hovorna.application.setup import Program, new_program
from tests.api.house import START, Caller, House, basic
from tests.api.people import (
    CHALLENGE,
    NATIVE,
    OUT_OF_BAND,
    PASSWORD,
    VERIFIER,
    attempt_in,
    code,
    code_in,
    exchange,
    login_page,
    person,
    send_password,
    tokens,
)

BACK = "https://desk.example.org/in"
AUTHORIZE = "/login/connect/authorize"


def desk(house: House, *redirects: str, is_public: bool = True) -> tuple[str, str | None]:
    program = Program("Desk <of> Eva", redirects or (BACK,), is_public)
    return new_program(house.store.accounts, house.company_id, program, START)


def asked(client_id: str, **changed: str | None) -> dict[str, str | None]:
    usual = {"client_id": client_id, "redirect_uri": BACK, "state": "a b&c", "code_challenge": CHALLENGE}
    return {**usual, "code_challenge_method": "S256", **changed}


def told(answer: httpx.Response) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


# --- the native client, as published programs use it ---


async def test_without_pkce_secret_or_state_the_page_shows_the_code_to_copy(house: House) -> None:
    person(house, house.eva)
    shown = await send_password(house, await login_page(house), "eva")
    assert shown.status_code == 200
    assert "Copy this code" in shown.text
    answer = await exchange(house, code_in(shown))
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"access_token", "token_type", "expires_in", "scope", "refresh_token"}
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 3600, "mluviiPublicApi")
    assert type(body["expires_in"]) is int
    me = (await Caller(house.http, body["access_token"]).get("/api/v1/me")).json()
    assert (me["id"], me["username"]) == (house.eva, "eva")


async def test_names_of_parameters_may_be_in_any_letter_case(house: House) -> None:
    query = f"CLIENT_ID={NATIVE}&Redirect_Uri={OUT_OF_BAND}&RESPONSE_TYPE=code"
    assert (await house.http.get(f"/Login/Connect/Authorize?{query}")).status_code == 200


async def test_the_native_client_may_use_pkce_and_is_held_to_it_then(house: House) -> None:
    person(house, house.eva)
    challenged = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    assert (await exchange(house, await code(house, "eva", **challenged))).json()["error"] == "invalid_grant"
    verified = await exchange(house, await code(house, "eva", **challenged), code_verifier=VERIFIER)
    assert verified.status_code == 200


async def test_a_verifier_without_a_challenge_is_refused(house: House) -> None:
    """Somebody took the challenge out of the request on its way."""
    person(house, house.eva)
    answer = await exchange(house, await code(house, "eva"), code_verifier=VERIFIER)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


async def test_a_browser_without_a_token_gets_401_from_the_api(house: House) -> None:
    answer = await house.http.get("/api/v1/Sessions", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.content) == (401, b"")


# --- programs that people are sent back to ---


async def test_a_public_client_gets_its_code_at_its_address_with_its_state(house: House) -> None:
    person(house, house.eva)
    client_id, _ = desk(house)
    answer = await send_password(house, await login_page(house, **asked(client_id)), "eva")
    assert (answer.status_code, answer.content) == (303, b"")
    assert answer.headers["location"].startswith(f"{BACK}?")
    sent = told(answer)
    assert (set(sent), sent["state"], sent["iss"]) == ({"code", "state", "iss"}, "a b&c", "http://desk.example")
    bought = await exchange(house, sent["code"], client_id=client_id, redirect_uri=BACK, code_verifier=VERIFIER)
    assert bought.status_code == 200


async def test_a_query_in_the_address_is_kept(house: House) -> None:
    person(house, house.eva)
    client_id, _ = desk(house, f"{BACK}?tab=1")
    page = await login_page(house, **asked(client_id, redirect_uri=f"{BACK}?tab=1"))
    assert (await send_password(house, page, "eva")).headers["location"].startswith(f"{BACK}?tab=1&code=")


async def test_a_native_program_may_listen_on_any_port(house: House) -> None:
    person(house, house.eva)
    client_id, _ = desk(house, "http://127.0.0.1/in")
    here = "http://127.0.0.1:49152/in"
    sent = await send_password(house, await login_page(house, **asked(client_id, redirect_uri=here)), "eva")
    assert sent.headers["location"].startswith(f"{here}?")
    for redirect, status in (("http://127.0.0.1:49153/in", 400), (here, 200)):
        form = {"client_id": client_id, "redirect_uri": redirect, "code_verifier": VERIFIER}
        assert (await exchange(house, told(sent)["code"], **form)).status_code == status


async def test_a_client_with_a_secret_has_to_show_it(house: House) -> None:
    person(house, house.eva)
    client_id, secret = desk(house, is_public=False)
    assert secret is not None
    bought = code_in(await send_password(house, await login_page(house, **asked(client_id)), "eva"))
    form = {"client_id": client_id, "redirect_uri": BACK, "code_verifier": VERIFIER}
    for wrong in ({}, {"client_secret": "wrong"}):
        assert (await exchange(house, bought, **{**form, **wrong})).status_code == 401
    data = {"grant_type": "authorization_code", "code": bought, "redirect_uri": BACK, "code_verifier": VERIFIER}
    answer = await house.http.post("/login/connect/token", data=data, headers=basic((client_id, secret)))
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "other"},
        {"redirect_uri": "https://desk.example.org/in/"},
        {"redirect_uri": None},
        {"code_verifier": None},
        {"code_verifier": "w" * 43},
        {"code_verifier": "v" * 42},
        {"code": "1.x"},
        {"code": None},
    ],
    ids=str,
)
async def test_a_code_is_bound_to_client_address_and_challenge(house: House, changed: dict[str, str | None]) -> None:
    person(house, house.eva)
    (client_id, _), (other, _) = desk(house), desk(house)
    bought = code_in(await send_password(house, await login_page(house, **asked(client_id)), "eva"))
    form = {"client_id": client_id, "redirect_uri": BACK, "code_verifier": VERIFIER, "code": bought}
    wrong = {**form, **changed}
    if wrong["client_id"] == "other":
        wrong["client_id"] = other
    answer = await exchange(house, wrong.pop("code") or "", **wrong)
    assert (answer.status_code, answer.json()["error"] in ("invalid_grant", "invalid_request")) == (400, True)
    assert (await exchange(house, **form)).status_code == 200


# --- what is refused before anybody is asked ---


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "nobody"},
        {"client_id": None},
        {"redirect_uri": None},
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": "https://desk.example.org/in?x=1"},
        {"redirect_uri": OUT_OF_BAND},
        {"redirect_uri": "javascript:alert(1)"},
    ],
    ids=str,
)
async def test_nobody_is_sent_to_an_address_that_is_not_registered(
    house: House, changed: dict[str, str | None]
) -> None:
    client_id, _ = desk(house)
    answer = await login_page(house, **{**asked(client_id), **changed})
    assert (answer.status_code, "location" in answer.headers) == (400, False)
    assert "be begun" in answer.text


async def test_a_client_of_the_api_is_no_program_to_log_in_with(house: House) -> None:
    answer = await login_page(house, **asked(house.client[0]))
    assert (answer.status_code, "location" in answer.headers) == (400, False)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": None}, "unsupported_response_type"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code id_token"}, "unsupported_response_type"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
        ({"request": "x.y.z"}, "request_not_supported"),
        ({"request_uri": "https://evil.example/"}, "request_uri_not_supported"),
        ({"nonce": "x" * 2001}, "invalid_request"),
    ],
    ids=str,
)
async def test_other_errors_are_told_to_the_program(house: House, changed: dict[str, str | None], error: str) -> None:
    client_id, _ = desk(house)
    answer = await login_page(house, **asked(client_id, **changed))
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"{BACK}?")
    assert (told(answer)["error"], told(answer)["state"]) == (error, "a b&c")


async def test_where_there_is_no_address_a_page_tells_the_error(house: House) -> None:
    answer = await login_page(house, response_type="token")
    assert (answer.status_code, "location" in answer.headers) == (400, False)
    assert "response_type must be code" in answer.text


async def test_a_parameter_given_twice_is_refused(house: House) -> None:
    query = f"client_id={NATIVE}&redirect_uri={OUT_OF_BAND}&redirect_uri=https://evil.example/&response_type=code"
    answer = await house.http.get(f"{AUTHORIZE}?{query}")
    assert (answer.status_code, "location" in answer.headers) == (400, False)


@pytest.mark.parametrize("query", ["client_id=%FF%FE", "&".join(f"a{number}=b" for number in range(100))])
async def test_a_query_that_can_not_be_read_is_refused(house: House, query: str) -> None:
    assert (await house.http.get(f"{AUTHORIZE}?{query}")).status_code == 400


# --- the page itself ---


async def test_the_page_takes_nothing_from_elsewhere_and_runs_no_script(house: House) -> None:
    client_id, _ = desk(house)
    page = await login_page(house, **asked(client_id))
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self' https://desk.example.org;" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script" not in policy
    assert not re.search(r"<script|<img|<link|\ssrc=|\son\w+=|@import|url\(", page.text)
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert '<html lang="en">' in page.text


async def test_names_on_the_page_are_text(house: House) -> None:
    client_id, _ = desk(house)
    page = await login_page(house, **asked(client_id))
    assert "Desk &lt;of&gt; Eva" in page.text
    again = await send_password(house, page, '"><b>eva')
    assert "<b>" not in again.text
    assert "&quot;&gt;&lt;b&gt;eva" in again.text


async def test_every_field_has_its_label_and_can_be_reached_by_keyboard(house: House) -> None:
    page = await login_page(house)
    fields = set(re.findall(r'<input id="(\w+)"', page.text))
    assert fields == set(re.findall(r'<label for="(\w+)"', page.text)) == {"username", "password"}
    assert "<button>" in page.text
    assert "tabindex" not in page.text


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(house: House) -> None:
    cookie = (await login_page(house)).headers["set-cookie"]
    assert {"Path=/", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "set-cookie" not in (await login_page(house)).headers


@pytest.fixture
def safe_house(tmp_path_factory: pytest.TempPathFactory) -> Any:
    house = House(tmp_path_factory.mktemp("safe"), ApiSettings(public_url="https://desk.example")).furnish()
    yield house
    house.close()


async def test_over_https_the_cookie_is_bound_to_the_host(safe_house: House) -> None:
    cookie = (await login_page(safe_house)).headers["set-cookie"]
    assert cookie.startswith("__Host-hovorna-login=")
    assert "Secure" in cookie.split("; ")


# --- words that nobody should find in the log ---


async def test_nothing_secret_is_logged(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    person(house, house.eva)
    page = await login_page(house, scope="openid mluviiPublicApi", state="the state")
    await send_password(house, page, "eva", "a wrong password")
    shown = await send_password(house, page, "eva")
    bought = code_in(shown)
    body = (await exchange(house, bought)).json()
    caller = Caller(house.http, body["access_token"])
    secret = (await caller.post("/api/v1/me/totp", json={})).json()["secret"]
    await exchange(house, bought)
    cookie = house.http.cookies["hovorna-login"]
    secrets = [PASSWORD, "a wrong password", bought, cookie, attempt_in(page), secret]
    secrets += [body[name] for name in ("access_token", "refresh_token", "id_token")]
    written = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert [word for word in secrets if word in written] == []
    events = [vars(record).get("event") for record in caplog.records]
    assert {"login_refused", "login_begun", "login_reused"} <= set(events)
    assert "eva" not in [value for record in caplog.records for value in vars(record).values()]


async def test_a_code_stands_nowhere_but_where_it_is_shown(house: House) -> None:
    person(house, house.eva)
    client_id, _ = desk(house)
    sent = await send_password(house, await login_page(house, **asked(client_id)), "eva")
    assert parse_qs(urlsplit(sent.headers["location"]).query)["code"]
    assert sent.headers["cache-control"] == "no-store"
    assert sent.headers["referrer-policy"] == "no-referrer"
    assert (await tokens(house, "eva"))["access_token"]
