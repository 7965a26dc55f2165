"""Forms as browsers and programs send them, and refusals as RFC 6749, section 5.2 words them."""

import base64
import binascii
from urllib.parse import parse_qs, unquote_plus

from hovorna.api.access_tokens import secret_matches
from hovorna.api.answers import Answer, Headers, json_answer
from hovorna.api.call import Call
from hovorna.application.accounts import Client
from hovorna.application.logins.programs import program
from hovorna.contract.problems import CODE_HEADER
from hovorna.contract.refusals import INVALID_CLIENT, INVALID_REQUEST, Kind

#: RFC 6749, section 5.1: nobody on the way may keep a token.
NO_STORE = ((b"cache-control", b"no-store"), (b"pragma", b"no-cache"))
FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 20


class Unfit(Exception):
    """An error of RFC 6749, section 5.2: its word, and a sentence for people."""

    def __init__(self, kind: Kind, sentence: str) -> None:
        super().__init__(kind.code)
        self.kind, self.sentence = kind, sentence


def unfit_answer(call: Call, error: Unfit) -> Answer:
    basic = (call.header(b"authorization") or "").lower().startswith("basic")
    headers: Headers = (*NO_STORE, (CODE_HEADER.encode(), error.kind.code.encode()))
    if error.kind is INVALID_CLIENT and basic:
        headers = (*headers, (b"www-authenticate", b'Basic realm="hovorna"'))
    return json_answer({"error": error.kind.code, "error_description": error.sentence}, error.kind.status, headers)


async def read_form(call: Call) -> dict[str, str]:
    """By names in lower case. Raises Unfit."""
    media_type = (call.header(b"content-type") or "").partition(";")[0].strip().lower()
    if media_type != FORM:
        raise Unfit(INVALID_REQUEST, f"The body must be {FORM}.")
    return one_of_each(await call.raw_body(), "The body is no form in UTF-8.")


def one_of_each(encoded: bytes, sentence: str) -> dict[str, str]:
    """The sentence says that it can't be read. Raises Unfit."""
    try:
        fields = parse_qs(encoded.decode(), keep_blank_values=False, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise Unfit(INVALID_REQUEST, sentence) from None
    if any(len(values) > 1 for values in fields.values()):
        raise Unfit(INVALID_REQUEST, "A parameter is given more than once.")
    return {name.lower(): values[0] for name, values in fields.items()}


def authenticated_client(call: Call, form: dict[str, str]) -> Client:
    """By id and secret, or by id alone if it can't have a secret. Raises Unfit."""
    client_id, secret = _credentials(call, form)
    client = program(call.parts.accounts, client_id)
    if client is not None and client.is_public:
        return client
    if secret is None:
        raise Unfit(INVALID_CLIENT, "client_secret is required.")
    if not secret_matches(client, secret) or client is None:
        raise Unfit(INVALID_CLIENT, "There is no client with this id and secret.")
    return client


def _credentials(call: Call, form: dict[str, str]) -> tuple[str, str | None]:
    scheme, _, encoded = (call.header(b"authorization") or "").partition(" ")
    if scheme.lower() == "basic":
        try:
            user, colon, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
        except (binascii.Error, ValueError):
            raise Unfit(INVALID_CLIENT, "The Authorization header can't be read.") from None
        if not colon:
            raise Unfit(INVALID_CLIENT, "The Authorization header can't be read.")
        return unquote_plus(user), unquote_plus(password)
    if "client_id" not in form:
        raise Unfit(INVALID_REQUEST, "client_id is required.")
    return form["client_id"], form.get("client_secret")
