"""How a program ends a login: revocation (RFC 7009) and logout (OpenID Connect RP-Initiated Logout)."""

import asyncio
from urllib.parse import urlencode

from hovorna.api.answers import Answer
from hovorna.api.call import Call
from hovorna.api.login.forms import NO_STORE, Unfit, authenticated_client, one_of_each, read_form, unfit_answer
from hovorna.api.login.id_tokens import login_named_by
from hovorna.api.login.pages import page, sentence_body
from hovorna.api.operation import Access, Operation, Parameter
from hovorna.application.accounts import Client
from hovorna.application.logins.login import Login
from hovorna.application.logins.programs import may_return_to, program
from hovorna.application.logins.redirects import OUT_OF_BAND
from hovorna.contract.logins import RevocationForm
from hovorna.contract.refusals import INVALID_REQUEST, UNSUPPORTED_TOKEN_TYPE, Refused


async def revoke(call: Call) -> Answer:
    try:
        form = await read_form(call)
        client = authenticated_client(call, form)
        login = await asyncio.to_thread(_login_of, call, form.get("token"))
        if login is not None and login.request.client_id == client.id:
            await asyncio.to_thread(call.server.login_desk.logins.end, login.id)
    except Unfit as error:
        return unfit_answer(call, error)
    # A token that is not good (any more) is as good as revoked: RFC 7009, section 2.2.
    return Answer(200, b"", NO_STORE)


def _login_of(call: Call, token: str | None) -> Login | None:
    """Of a refresh token, or of an access token. Raises Unfit."""
    if token is None:
        raise Unfit(INVALID_REQUEST, "token is required.")
    logins = call.server.login_desk.logins
    login = logins.named_by(token)
    if login is not None:
        return login
    try:
        caller = call.server.access_tokens.verify(token)
    except Refused:
        return None
    if caller.login_id is None:
        raise Unfit(UNSUPPORTED_TOKEN_TYPE, "An API client's token can't be taken back; it ends within the hour.")
    return logins.get(caller.login_id)


async def log_out(call: Call) -> Answer:
    try:
        given = one_of_each(call.query, "The request can't be read.")
    except Unfit as error:
        return page("You are not logged out", sentence_body(error.sentence), 400)
    login = await asyncio.to_thread(_named_by_hint, call, given.get("id_token_hint", ""))
    if login is None:
        return page(
            "Log out",
            sentence_body("Nobody stays logged in here: log out in the program that you use."),
        )
    await asyncio.to_thread(call.server.login_desk.logins.end, login.id)
    client, address = program(call.parts.accounts, login.request.client_id), given.get("post_logout_redirect_uri")
    if address is None or not _may_go_to(client, address):
        return page("You are logged out", sentence_body("You can close this page."))
    state = {"state": given["state"]} if "state" in given else {}
    more = f"{'&' if '?' in address else '?'}{urlencode(state)}" if state else ""
    return Answer(302, b"", ((b"location", f"{address}{more}".encode()), *NO_STORE))


def _may_go_to(client: Client | None, address: str) -> bool:
    return client is not None and address != OUT_OF_BAND and may_return_to(client, address)


def _named_by_hint(call: Call, hint: str) -> Login | None:
    """Nobody can guess an id token, so no other page can log somebody out."""
    desk = call.server.login_desk
    login_id = login_named_by(desk.id_token_keys, hint) if hint else None
    return None if login_id is None else desk.logins.get(login_id)


OPERATIONS = (
    Operation(
        method="POST",
        path="/login/connect/revocation",
        summary="End the login that a refresh or access token belongs to",
        handle=revoke,
        access=Access.OPEN,
        tag="Login",
        form=RevocationForm,
        statuses=(400, 401),
    ),
    Operation(
        method="GET",
        path="/login/connect/logout",
        summary="End the login that an id token tells of, and go back to the program",
        handle=log_out,
        access=Access.OPEN,
        tag="Login",
        statuses=(302, 400),
        media_type="text/html",
        query=tuple(Parameter(name, str) for name in ("id_token_hint", "post_logout_redirect_uri", "state")),
    ),
)
