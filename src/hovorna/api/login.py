"""The token endpoint: client credentials in, an access token out (RFC 6749, sections 4.4 and 5)."""

import base64
import binascii
from urllib.parse import parse_qs, unquote_plus

from hovorna.api.access_tokens import secret_matches
from hovorna.api.answers import Answer, Headers, json_answer
from hovorna.api.call import Call
from hovorna.api.operation import Access, Operation
from hovorna.contract.access_token import Token
from hovorna.contract.problems import CODE_HEADER
from hovorna.contract.refusals import INVALID_CLIENT, INVALID_REQUEST, UNSUPPORTED_GRANT_TYPE, Kind

#: RFC 6749, section 5.1: nobody on the way may keep a token.
_NO_STORE = ((b"cache-control", b"no-store"), (b"pragma", b"no-cache"))
_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 20


class _Unfit(Exception):
    """An error of RFC 6749, section 5.2: its word, and a sentence for people."""

    def __init__(self, kind: Kind, sentence: str) -> None:
        super().__init__(kind.code)
        self.kind, self.sentence = kind, sentence


async def issue(call: Call) -> Answer:
    basic = (call.header(b"authorization") or "").lower().startswith("basic")
    try:
        return await _issue(call)
    except _Unfit as error:
        headers: Headers = (*_NO_STORE, (CODE_HEADER.encode(), error.kind.code.encode()))
        if error.kind is INVALID_CLIENT and basic:
            headers = (*headers, (b"www-authenticate", b'Basic realm="hovorna"'))
        return json_answer({"error": error.kind.code, "error_description": error.sentence}, error.kind.status, headers)


async def _issue(call: Call) -> Answer:
    form = await _form(call)
    grant_type = form.get("grant_type")
    if grant_type is None:
        raise _Unfit(INVALID_REQUEST, "grant_type is required.")
    if grant_type != "client_credentials":
        raise _Unfit(UNSUPPORTED_GRANT_TYPE, "grant_type must be client_credentials.")
    client_id, secret = _credentials(call, form)
    client = call.parts.accounts.client(client_id)
    if not secret_matches(client, secret) or client is None:
        raise _Unfit(INVALID_CLIENT, "There is no client with this id and secret.")
    # Clients send response_type and scope; neither changes anything: a token has all of the client's rights.
    expires_in = int(call.parts.settings.token_life.total_seconds())
    return json_answer(
        Token(access_token=call.server.access_tokens.issue(client), expires_in=expires_in), 200, _NO_STORE
    )


async def _form(call: Call) -> dict[str, str]:
    media_type = (call.header(b"content-type") or "").partition(";")[0].strip().lower()
    if media_type != _FORM:
        raise _Unfit(INVALID_REQUEST, f"The body must be {_FORM}.")
    try:
        fields = parse_qs((await call.raw_body()).decode(), keep_blank_values=False, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise _Unfit(INVALID_REQUEST, "The body is no form in UTF-8.") from None
    if any(len(values) > 1 for values in fields.values()):
        raise _Unfit(INVALID_REQUEST, "A parameter is given more than once.")
    return {name.lower(): values[0] for name, values in fields.items()}


def _credentials(call: Call, form: dict[str, str]) -> tuple[str, str]:
    scheme, _, encoded = (call.header(b"authorization") or "").partition(" ")
    if scheme.lower() == "basic":
        try:
            user, colon, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            raise _Unfit(INVALID_CLIENT, "The Authorization header can't be read.") from None
        if not colon:
            raise _Unfit(INVALID_CLIENT, "The Authorization header can't be read.")
        return unquote_plus(user), unquote_plus(password)
    if "client_id" not in form:
        raise _Unfit(INVALID_REQUEST, "client_id is required.")
    if "client_secret" not in form:
        raise _Unfit(INVALID_CLIENT, "client_secret is required.")
    return form["client_id"], form["client_secret"]


OPERATIONS = (
    Operation(
        method="POST",
        path="/login/connect/token",
        summary="Issue an access token (client_credentials)",
        handle=issue,
        access=Access.OPEN,
        tag="Login",
        answer=Token,
        statuses=(400, 401),
        is_contract=True,
    ),
)
