"""Logging in at an OpenID provider: the way there, and the way back."""

import logging
import secrets

import msgspec

from hovorna.api.answers import Answer
from hovorna.api.call import Call
from hovorna.api.login.attempts import Attempt, open_attempt, seal
from hovorna.api.login.authorize import password_page
from hovorna.api.login.forms import Unfit, one_of_each
from hovorna.api.login.steps import passed, too_old
from hovorna.api.operation import Access, Handler, Operation, Parameter
from hovorna.application.logins import people
from hovorna.application.logins.login import Means
from hovorna.application.logins.programs import program
from hovorna.application.logins.provider import OpenIdProvider, ProviderFailed, Trip

logger = logging.getLogger(__name__)

_BACK = "/login/provider/return"


async def leave(call: Call) -> Answer:
    given = _query(call)
    attempt = open_attempt(call, given.get("attempt", ""))
    provider = call.server.login_desk.providers.get(given.get("name", ""))
    if attempt is None or attempt.user_id is not None or provider is None:
        return too_old()
    leaving = msgspec.structs.replace(attempt, provider=provider.name, trip=secrets.token_urlsafe(16))
    try:
        address = await provider.address(_trip(call, leaving.trip or ""), seal(call, leaving))
    except ProviderFailed as error:
        return _failed(call, attempt, provider, error)
    headers = ((b"location", address.encode()), (b"cache-control", b"no-store"), (b"referrer-policy", b"no-referrer"))
    return Answer(302, b"", headers)


async def come_back(call: Call) -> Answer:
    given = _query(call)
    attempt = open_attempt(call, given.get("state", ""))
    if attempt is None or attempt.trip is None or attempt.user_id is not None:
        return too_old()
    provider = call.server.login_desk.providers.get(attempt.provider or "")
    if provider is None:
        return too_old()
    again = msgspec.structs.replace(attempt, provider=None, trip=None)
    if "code" not in given:
        return password_page(call, again, f"{provider.name} did not let you in.")
    try:
        identity = await provider.identify(_trip(call, attempt.trip), given["code"])
    except ProviderFailed as error:
        return _failed(call, again, provider, error)
    client = program(call.parts.accounts, attempt.request.client_id)
    companies = people.company_ids(call.parts.accounts, client.company_id) if client is not None else []
    user = people.known_by(call.parts.accounts, companies, identity)
    if user is None:
        logger.info("A login was refused.", extra={"event": "login_refused", "why": "unknown at a provider"})
        return password_page(call, again, f"Nobody here logs in with this account of {provider.name}.")
    return await passed(call, attempt, user, (Means.PROVIDER,))


def _failed(call: Call, attempt: Attempt, provider: OpenIdProvider, error: ProviderFailed) -> Answer:
    logger.warning(
        "An OpenID provider failed: %s", error, extra={"event": "provider_failed", "provider": provider.name}
    )
    return password_page(call, attempt, f"{provider.name} can't say who you are now. Try again later.")


def _trip(call: Call, trip: str) -> Trip:
    """Derived, so that nothing need be kept and nobody can read the verifier on the way."""
    seals = call.server.login_desk.seals
    return Trip(
        redirect=f"{call.base.decode()}{_BACK}",
        nonce=seals.derive("provider nonce", trip),
        verifier=seals.derive("provider verifier", trip),
    )


def _query(call: Call) -> dict[str, str]:
    try:
        return one_of_each(call.query, "The request can't be read.")
    except Unfit:
        return {}


def _passage(path: str, summary: str, handle: Handler, names: tuple[str, ...]) -> Operation:
    return Operation(
        method="GET",
        path=path,
        summary=summary,
        handle=handle,
        access=Access.OPEN,
        tag="Login",
        statuses=(302, 400),
        media_type="text/html",
        query=tuple(Parameter(name, str) for name in names),
    )


OPERATIONS = (
    _passage("/login/provider", "Of the login page: leads to an OpenID provider", leave, ("name", "attempt")),
    _passage(_BACK, "Where an OpenID provider sends people back to", come_back, ("state", "code", "error")),
)
