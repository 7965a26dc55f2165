"""The token endpoint: credentials, a code or a refresh token in, an access token out (RFC 6749, sections 3.2 and 5)."""

import asyncio
import base64
import hmac
import logging
import re
from collections.abc import Callable
from hashlib import sha256

from msgspec import UNSET, UnsetType

from hovorna.api.answers import Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.login.forms import NO_STORE, Unfit, authenticated_client, read_form, unfit_answer
from hovorna.api.login.id_tokens import id_token
from hovorna.api.operation import Access, Operation
from hovorna.application.accounts import Client
from hovorna.application.logins.login import Login
from hovorna.application.logins.logins import Opened, Reused
from hovorna.application.logins.redirects import OUT_OF_BAND
from hovorna.contract.access_token import Token
from hovorna.contract.logins import TokenForm
from hovorna.contract.refusals import (
    INVALID_GRANT,
    INVALID_REQUEST,
    UNAUTHORIZED_CLIENT,
    UNSUPPORTED_GRANT_TYPE,
)

logger = logging.getLogger(__name__)

#: RFC 7636, section 4.1.
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


async def issue(call: Call) -> Answer:
    try:
        token = await _issue(call, await read_form(call))
    except Unfit as error:
        return unfit_answer(call, error)
    except Reused as error:
        numbers = {"event": "login_reused", "login_id": error.login.id, "user_id": error.login.user_id}
        logger.warning("A code or refresh token came a second time; its login is over.", extra=numbers)
        return unfit_answer(call, Unfit(INVALID_GRANT, "It was used before, and so the login is over."))
    return json_answer(token, 200, NO_STORE)


async def _issue(call: Call, form: dict[str, str]) -> Token:
    grant_type = form.get("grant_type")
    if grant_type is None:
        raise Unfit(INVALID_REQUEST, "grant_type is required.")
    if grant_type == "client_credentials":
        return _for_client(call, authenticated_client(call, form))
    if grant_type == "authorization_code":
        return await _for_code(call, form)
    if grant_type == "refresh_token":
        return await _for_refresh(call, form)
    raise Unfit(UNSUPPORTED_GRANT_TYPE, "grant_type must be client_credentials, authorization_code or refresh_token.")


def _for_client(call: Call, client: Client) -> Token:
    # Clients send response_type and scope; neither changes anything: a token has all of the client's rights.
    if client.is_public:
        raise Unfit(UNAUTHORIZED_CLIENT, "A public client has no rights of its own; people log in with it.")
    return Token(access_token=call.server.access_tokens.issue(client), expires_in=_life(call))


async def _for_code(call: Call, form: dict[str, str]) -> Token:
    client = authenticated_client(call, form)
    if "code" not in form:
        raise Unfit(INVALID_REQUEST, "code is required.")

    def check(login: Login) -> None:
        _require_own(login, client)
        if form.get("redirect_uri", OUT_OF_BAND) != login.request.redirect:
            raise Unfit(INVALID_GRANT, "redirect_uri is not the one that the code was sent to.")
        _require_verifier(login.request.challenge, form.get("code_verifier"))

    opened = await asyncio.to_thread(call.server.login_desk.logins.redeem, form["code"].strip(), check)
    if opened is None:
        raise Unfit(INVALID_GRANT, "There is no such code, or it is too old.")
    return await _for_login(call, opened)


async def _for_refresh(call: Call, form: dict[str, str]) -> Token:
    client = authenticated_client(call, form)
    if "refresh_token" not in form:
        raise Unfit(INVALID_REQUEST, "refresh_token is required.")
    check: Callable[[Login], None] = lambda login: _require_own(login, client)  # noqa: E731 - one line says it
    opened = await asyncio.to_thread(call.server.login_desk.logins.refresh, form["refresh_token"], check)
    if opened is None:
        raise Unfit(INVALID_GRANT, "There is no such refresh token, or its login is over.")
    return await _for_login(call, opened)


async def _for_login(call: Call, opened: Opened) -> Token:
    login, desk = opened.login, call.server.login_desk
    user = call.parts.accounts.user(login.user_id)
    if user is None or not user.is_enabled:
        await asyncio.to_thread(desk.logins.end, login.id)
        raise Unfit(INVALID_GRANT, "The person can't log in any more.")
    identity: str | UnsetType = UNSET
    if "openid" in login.request.scope:
        life, now = call.parts.settings.token_life, call.parts.clock.now()
        identity = await asyncio.to_thread(id_token, desk.id_token_keys, login, call.base.decode(), (now, now + life))
    return Token(
        access_token=call.server.access_tokens.issue_to(user, login),
        expires_in=_life(call),
        scope=" ".join(login.request.scope),
        refresh_token=str(opened.refresh),
        id_token=identity,
    )


def _require_own(login: Login, client: Client) -> None:
    if login.request.client_id != client.id:
        raise Unfit(INVALID_GRANT, "It was given to another client.")


def _require_verifier(challenge: str | None, verifier: str | None) -> None:
    """Also without a challenge: a verifier then means that somebody took it out of the request on its way."""
    if challenge is None and verifier is None:
        return
    if challenge is None or verifier is None or not _VERIFIER.fullmatch(verifier):
        raise Unfit(INVALID_GRANT, "code_verifier does not belong to the code.")
    digest = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    if not hmac.compare_digest(digest, challenge):
        raise Unfit(INVALID_GRANT, "code_verifier does not belong to the code.")


def _life(call: Call) -> int:
    return int(call.parts.settings.token_life.total_seconds())


OPERATIONS = (
    Operation(
        method="POST",
        path="/login/connect/token",
        summary="Issue an access token (client_credentials, authorization_code, refresh_token)",
        handle=issue,
        access=Access.OPEN,
        tag="Login",
        form=TokenForm,
        answer=Token,
        statuses=(400, 401),
        is_contract=True,
    ),
)
