"""People log in at a real OpenID provider: a certified one, run as a program."""

import asyncio
import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import msgspec
import pytest

from hovorna.adapters.clocks.system import SystemClock
from hovorna.adapters.openid.provider import HttpOpenIdProvider
from hovorna.adapters.openid.settings import ProviderSettings
from hovorna.application.logins.provider import OpenIdProvider, ProviderFailed
from tests.api.house import Caller, House
from tests.api.people import code_in, exchange, login_page, person, send_code, send_password, totp
from tests.real.missing_parts import missing
from tests.real.openid_program import CLIENT_ID, CLIENT_SECRET, OpenIdProgram, why_missing

pytestmark = pytest.mark.slow

BACK = "http://desk.example/login/provider/return"
PEOPLE = {
    "eva": {"email": "eva@example.org", "email_verified": True},
    "petr": {"email": "petr@example.org", "email_verified": False},
    "nobody": {"email": "nobody@example.org", "email_verified": True},
}


@pytest.fixture(scope="module")
def program() -> Iterator[OpenIdProgram]:
    why = why_missing()
    if why is not None:
        missing(why)
    program = OpenIdProgram(BACK, PEOPLE)
    yield program
    program.close()


def provider(program: OpenIdProgram, **changed: object) -> HttpOpenIdProvider:
    settings = ProviderSettings("Google", program.issuer, CLIENT_ID, CLIENT_SECRET)
    return HttpOpenIdProvider(msgspec.structs.replace(settings, **changed), SystemClock())


def house_with(folder: Path, *providers: OpenIdProvider) -> House:
    house = House(folder, providers=providers).furnish()
    person(house, house.eva, password=None, open_id_provider="Google", email="Eva@Example.org")
    person(house, house.petr, password=None, open_id_provider="Google", email="petr@example.org")
    return house


@pytest.fixture
def house(tmp_path: Path, program: OpenIdProgram) -> Iterator[House]:
    house = house_with(tmp_path / "data", provider(program))
    yield house
    house.close()


async def leave(house: House, page: httpx.Response | None = None) -> httpx.Response:
    page = page or await login_page(house)
    link = re.search(r'href="([^"]+)">Log in with Google', page.text)
    assert link is not None, page.text
    return await house.http.get(html.unescape(link[1]))


async def come_back(house: House, program: OpenIdProgram, name: str) -> httpx.Response:
    left = await leave(house)
    assert left.status_code == 302, left.text
    return await house.http.get(await asyncio.to_thread(program.log_in, left.headers["location"], name))


async def test_somebody_logs_in_at_the_provider(house: House, program: OpenIdProgram) -> None:
    body = (await exchange(house, code_in(await come_back(house, program, "eva")))).json()
    caller = Caller(house.http, body["access_token"])
    assert (await caller.get("/api/v1/me")).json()["id"] == house.eva
    [login] = (await caller.get("/api/v1/logins")).json()
    assert (login["means"], login["provider"]) == (["provider"], "Google")


@pytest.mark.real
async def test_the_second_time_the_subject_decides_whatever_the_address_is(
    house: House, program: OpenIdProgram
) -> None:
    await come_back(house, program, "eva")
    user = house.store.accounts.user(house.eva)
    assert user is not None
    assert user.open_id_subject == "eva"
    person(house, house.eva, password=None, email="moved@example.org")
    assert "Copy this code" in (await come_back(house, program, "eva")).text


@pytest.mark.real
@pytest.mark.parametrize("name", ["petr", "nobody"])
async def test_without_a_verified_address_that_we_know_nobody_gets_in(
    house: House, program: OpenIdProgram, name: str
) -> None:
    answer = await come_back(house, program, name)
    assert (answer.status_code, "Nobody here logs in with this account of Google." in answer.text) == (400, True)


@pytest.mark.real
async def test_a_provider_may_be_trusted_in_its_addresses(tmp_path: Path, program: OpenIdProgram) -> None:
    house = house_with(tmp_path / "data", provider(program, trusts_email=True))
    try:
        assert "Copy this code" in (await come_back(house, program, "petr")).text
    finally:
        house.close()


@pytest.mark.real
async def test_who_has_a_second_factor_is_asked_for_it(house: House, program: OpenIdProgram) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    person(house, house.eva, password=None, totp_secret=secret)
    page = await come_back(house, program, "eva")
    assert "One more step" in page.text
    body = (await exchange(house, code_in(await send_code(house, page, totp(house, secret))))).json()
    [login] = (await Caller(house.http, body["access_token"]).get("/api/v1/logins")).json()
    assert login["means"] == ["provider", "code"]


@pytest.mark.real
async def test_who_declines_there_can_log_in_here(house: House, program: OpenIdProgram) -> None:
    person(house, house.jana)
    left = await leave(house)
    state = parse_qs(urlsplit(left.headers["location"]).query)["state"][0]
    answer = await house.http.get(f"{BACK}?{urlencode({'state': state, 'error': 'access_denied'})}")
    assert (answer.status_code, "Google did not let you in." in answer.text) == (400, True)
    assert "Copy this code" in (await send_password(house, answer, "jana")).text
    assert (await leave(house, answer)).status_code == 302


@pytest.mark.real
async def test_a_code_that_the_provider_did_not_give_is_refused(house: House, program: OpenIdProgram) -> None:
    left = await leave(house)
    state = parse_qs(urlsplit(left.headers["location"]).query)["state"][0]
    answer = await house.http.get(f"{BACK}?{urlencode({'state': state, 'code': 'stolen'})}")
    assert (answer.status_code, "say who you are now" in answer.text) == (400, True)


@pytest.mark.real
async def test_a_code_of_another_way_is_refused(house: House, program: OpenIdProgram) -> None:
    """Whoever slips their own code to somebody would log them in as themselves."""
    mine, theirs = await leave(house), await leave(house)
    back = await asyncio.to_thread(program.log_in, mine.headers["location"], "eva")
    code = parse_qs(urlsplit(back).query)["code"][0]
    state = parse_qs(urlsplit(theirs.headers["location"]).query)["state"][0]
    answer = await house.http.get(f"{BACK}?{urlencode({'state': state, 'code': code})}")
    assert "say who you are now" in answer.text


@pytest.mark.real
async def test_another_browser_can_not_come_back(house: House, program: OpenIdProgram) -> None:
    left = await leave(house)
    back = await asyncio.to_thread(program.log_in, left.headers["location"], "eva")
    house.http.cookies.clear()
    assert "too old" in (await house.http.get(back)).text


@pytest.mark.real
async def test_a_wrong_secret_is_a_failure_of_the_provider_and_is_not_logged(
    tmp_path: Path, program: OpenIdProgram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    house = house_with(tmp_path / "data", provider(program, client_secret="wrong secret"))
    try:
        assert "say who you are now" in (await come_back(house, program, "eva")).text
    finally:
        house.close()
    [failure] = [vars(one) for one in caplog.records if vars(one).get("event") == "provider_failed"]
    assert failure["message"] == "An OpenID provider failed: /token answered 401"
    assert "wrong secret" not in caplog.text


@pytest.mark.real
async def test_a_provider_that_is_away_leaves_the_page_as_it_was(tmp_path: Path) -> None:
    why = why_missing()
    if why is not None:
        missing(why)
    program = OpenIdProgram(BACK, PEOPLE)
    away = provider(program)
    program.close()
    house = house_with(tmp_path / "data", away)
    try:
        person(house, house.jana)
        answer = await leave(house)
        assert "Google can&#x27;t say who you are now." in answer.text
        assert "Copy this code" in (await send_password(house, answer, "jana")).text
    finally:
        house.close()


@pytest.mark.real
async def test_the_issuer_has_to_be_the_one_that_is_configured(program: OpenIdProgram) -> None:
    other = provider(program, issuer=program.issuer.replace("127.0.0.1", "localhost"))
    with pytest.raises(ProviderFailed, match="another issuer"):
        await other._about()
