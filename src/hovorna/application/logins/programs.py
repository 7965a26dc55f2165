"""The programs that people log in with: API clients with addresses to return to, and one that everybody has."""

from datetime import UTC, datetime

from hovorna.application.accounts import Accounts, Client
from hovorna.application.logins.redirects import OUT_OF_BAND, is_registered

#: Belongs to no company, has no secret and need not prove that it is the one that asked: its code is copied by hand.
NATIVE = Client(
    id="publicApiNativeClient",
    company_id=0,
    name="a program on this computer",
    secret_sha256="",
    rights=frozenset(),
    created=datetime(2020, 1, 1, tzinfo=UTC),
    redirects=(OUT_OF_BAND,),
    is_public=True,
)


def program(accounts: Accounts, client_id: str) -> Client | None:
    return NATIVE if client_id == NATIVE.id else accounts.client(client_id)


def may_return_to(client: Client, address: str) -> bool:
    return is_registered(address, client.redirects)


def needs_challenge(client: Client, address: str) -> bool:
    return not (client.id == NATIVE.id and address == OUT_OF_BAND)
