"""People who log in to the house: with a browser of their own, as far as it matters."""

import base64
import html
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
import pyotp

from hovorna.application.accounts import User
from hovorna.application.roles import DepartmentRole, GlobalRole
from tests.api.house import QUICK, Caller, House

NATIVE = "publicApiNativeClient"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
PASSWORD = "a long enough password"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()

#: Without PKCE, secret and state, as a published client program sends it.
PLAIN = {"client_id": NATIVE, "redirect_uri": OUT_OF_BAND, "response_type": "code", "scope": "mluviiPublicApi"}

_ATTEMPT = re.compile(r'name="attempt" value="([^"]+)"')
_CODE = re.compile(r"<code[^>]*>([^<]+)</code>")


def person(
    house: House,
    user_id: int,
    *,
    departments: Mapping[int, Iterable[DepartmentRole]] | None = None,
    global_roles: Iterable[GlobalRole] = (),
    **changed: Any,  # Any: members of User
) -> User:
    """Gives somebody a password, and roles where they are named."""
    if departments is not None:
        changed["departments"] = {number: frozenset(roles) for number, roles in departments.items()}
    changed = {"password": QUICK.hash(PASSWORD), "global_roles": frozenset(global_roles), **changed}
    user = house.store.accounts.change_user(user_id, lambda one: msgspec.structs.replace(one, **changed))
    assert user is not None
    return user


def attempt_in(page: httpx.Response) -> str:
    found = _ATTEMPT.search(page.text)
    assert found is not None, page.text
    return html.unescape(found[1])


def code_in(answer: httpx.Response) -> str:
    """Shown on the page, or in the address that the browser is sent to."""
    if answer.status_code == 303:
        return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
    found = _CODE.search(answer.text)
    assert found is not None, answer.text
    return html.unescape(found[1])


async def login_page(house: House, **changed: str | None) -> httpx.Response:
    asked = {name: value for name, value in {**PLAIN, **changed}.items() if value is not None}
    return await house.http.get("/login/connect/authorize", params=asked)


async def send_password(house: House, page: httpx.Response, user_name: str, password: str = PASSWORD) -> httpx.Response:
    form = {"attempt": attempt_in(page), "username": user_name, "password": password}
    return await house.http.post("/login/password", data=form)


async def send_code(house: House, page: httpx.Response, code: str) -> httpx.Response:
    return await house.http.post("/login/code", data={"attempt": attempt_in(page), "code": code})


def totp(house: House, secret: str) -> str:
    return pyotp.TOTP(secret).at(house.clock.now())


async def code(house: House, user_name: str, **changed: str | None) -> str:
    return code_in(await send_password(house, await login_page(house, **changed), user_name))


async def exchange(house: House, code: str, **changed: str | None) -> httpx.Response:
    form = {"grant_type": "authorization_code", "client_id": NATIVE, "redirect_uri": OUT_OF_BAND, "code": code}
    given = {name: value for name, value in {**form, **changed}.items() if value is not None}
    return await house.http.post("/login/connect/token", data=given)


async def refresh(house: House, token: str, client_id: str = NATIVE, **more: str) -> httpx.Response:
    form = {"grant_type": "refresh_token", "client_id": client_id, "refresh_token": token, **more}
    return await house.http.post("/login/connect/token", data=form)


async def tokens(house: House, user_name: str, **changed: str | None) -> dict[str, Any]:
    """The whole way of the native client."""
    answer = await exchange(house, await code(house, user_name, **changed))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def logged_in(house: House, user_name: str, **changed: str | None) -> Caller:
    return Caller(house.http, (await tokens(house, user_name, **changed))["access_token"])
