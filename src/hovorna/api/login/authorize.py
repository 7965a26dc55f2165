"""Where a program sends a person to log in (RFC 6749, section 4.1; OpenID Connect Core, section 3.1)."""

import re
from urllib.parse import urlencode

from hovorna.api.answers import Answer, Headers
from hovorna.api.call import Call
from hovorna.api.login.attempts import PAGE_LIFE, Attempt, browser_of, seal, until
from hovorna.api.login.forms import Unfit, one_of_each
from hovorna.api.login.pages import PasswordPage, page, password_body, sentence_body
from hovorna.api.operation import Access, Operation, Parameter
from hovorna.application.accounts import Client
from hovorna.application.logins.login import API_SCOPE, SCOPES, Request
from hovorna.application.logins.programs import may_return_to, needs_challenge, program
from hovorna.application.logins.redirects import OUT_OF_BAND, origin_of

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST = 2000


class NoReturn(Exception):
    """The sentence is for the person: we do not know where we may send them back to."""


class Returned(Exception):
    """An error of RFC 6749, section 4.1.2.1, told to the program."""

    def __init__(self, error: str, sentence: str) -> None:
        super().__init__(error)
        self.error, self.sentence = error, sentence


async def authorize(call: Call) -> Answer:
    try:
        given = one_of_each(call.query, "The request can't be read.")
        client, redirect = _way_back(call, given)
    except (NoReturn, Unfit) as error:
        sentence = error.sentence if isinstance(error, Unfit) else str(error)
        return page("This login can't be begun", sentence_body(sentence), 400)
    state = given.get("state")
    try:
        request = _request(given, client, redirect)
    except Returned as error:
        return sent_back(call, redirect, state, {"error": error.error, "error_description": error.sentence})
    browser, headers = browser_of(call)
    attempt = Attempt(request=request, browser=browser, until=until(call, PAGE_LIFE))
    return password_page(call, attempt, headers=headers)


def password_page(
    call: Call, attempt: Attempt, fault: str | None = None, *, user_name: str = "", headers: Headers = ()
) -> Answer:
    client = program(call.parts.accounts, attempt.request.client_id)
    shown = PasswordPage(
        attempt=seal(call, attempt),
        program=client.name if client is not None else "",
        providers=tuple(call.server.login_desk.providers),
        user_name=user_name,
        fault=fault,
    )
    status = 400 if fault else 200
    return page("Log in", password_body(shown), status, headers, target_of(attempt.request))


def target_of(request: Request) -> str | None:
    return None if request.redirect == OUT_OF_BAND else origin_of(request.redirect)


def sent_back(call: Call, redirect: str, state: str | None, told: dict[str, str]) -> Answer:
    """Back to the program, or a page where there is no address to go to."""
    if redirect == OUT_OF_BAND:
        return page("This login can't be begun", sentence_body(told.get("error_description", "")), 400)
    # Who has several issuers must know which one answers (RFC 9207).
    told = {**told, **({"state": state} if state is not None else {}), "iss": call.base.decode()}
    address = f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(told)}"
    headers = ((b"location", address.encode()), (b"cache-control", b"no-store"), (b"referrer-policy", b"no-referrer"))
    # After a form the browser must come with GET, whatever it did before (RFC 9700, section 4.12).
    return Answer(303 if call.request.method == "POST" else 302, b"", headers)


def _way_back(call: Call, given: dict[str, str]) -> tuple[Client, str]:
    client = program(call.parts.accounts, given.get("client_id", ""))
    if client is None or not client.redirects:
        raise NoReturn("There is no program with this client_id that people log in with.")
    redirect = given.get("redirect_uri")
    if redirect is None:
        raise NoReturn("The program did not say where to return to (redirect_uri).")
    if not may_return_to(client, redirect):
        raise NoReturn("The program may not return to the address that it named (redirect_uri).")
    return client, redirect


def _request(given: dict[str, str], client: Client, redirect: str) -> Request:
    if any(len(value) > _LONGEST for value in given.values()):
        raise Returned("invalid_request", f"A parameter is longer than {_LONGEST} characters.")
    for name in ("request", "request_uri"):
        if name in given:
            raise Returned(f"{name}_not_supported", f"{name} is not supported.")
    if given.get("response_type") != "code":
        raise Returned("unsupported_response_type", "response_type must be code.")
    if given.get("response_mode", "query") != "query":
        raise Returned("invalid_request", "response_mode must be query.")
    if "none" in given.get("prompt", "").split():
        # We keep nobody logged in beside their programs, so there is always something to ask.
        raise Returned("login_required", "The person has to log in.")
    asked = given.get("scope", API_SCOPE).split()
    return Request(
        client_id=client.id,
        redirect=redirect,
        scope=tuple(scope for scope in SCOPES if scope in asked),
        state=given.get("state"),
        nonce=given.get("nonce"),
        challenge=_challenge(given, client, redirect),
    )


def _challenge(given: dict[str, str], client: Client, redirect: str) -> str | None:
    challenge, method = given.get("code_challenge"), given.get("code_challenge_method")
    if challenge is None and method is None and not needs_challenge(client, redirect):
        return None
    if challenge is None:
        raise Returned("invalid_request", "code_challenge is required (PKCE).")
    if method != "S256":
        raise Returned("invalid_request", "code_challenge_method must be S256.")
    if not _CHALLENGE.fullmatch(challenge):
        raise Returned("invalid_request", "code_challenge must be 43 characters of base64url.")
    return challenge


_QUERY = (
    "client_id",
    "scope",
    "redirect_uri",
    "response_type",
    "code_challenge",
    "code_challenge_method",
    "state",
    "nonce",
)

OPERATIONS = (
    Operation(
        method="GET",
        path="/login/connect/authorize",
        summary="Login page for people (OpenID Connect authorization code)",
        handle=authorize,
        access=Access.OPEN,
        tag="Login",
        statuses=(302, 400),
        media_type="text/html",
        query=tuple(Parameter(name, str) for name in _QUERY),
        is_contract=True,
    ),
)
