"""One login of a person with one program: what its code may be exchanged for, and which refresh token is its last."""

from datetime import datetime
from enum import StrEnum

import msgspec

#: The scopes that mean something here; others are left out of what is granted.
API_SCOPE = "mluviiPublicApi"
SCOPES = (API_SCOPE, "openid", "profile", "email", "offline_access")


class Means(StrEnum):
    """How somebody showed who they are; the words of RFC 8176 where it has them."""

    PASSWORD = "pwd"  # noqa: S105 - the word of the standard
    ONE_TIME_CODE = "otp"
    #: At an OpenID provider.
    PROVIDER = "fed"


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a program asked for when it sent a person to log in."""

    client_id: str
    redirect: str
    scope: tuple[str, ...] = ()
    state: str | None = None
    nonce: str | None = None
    #: SHA-256 of the verifier (RFC 7636); None where a program may go without.
    challenge: str | None = None


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """Who logged in, how, and from where."""

    user_id: int
    company_id: int
    means: tuple[Means, ...]
    #: Name of the OpenID provider.
    provider: str | None = None
    address: str | None = None
    browser: str | None = None


class Login(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    company_id: int
    user_id: int
    created: datetime
    request: Request
    proof: Proof
    code_sha256: str
    #: When the code was exchanged; before that nothing but the code belongs to the login.
    redeemed: datetime | None = None
    last_used: datetime
    #: What refresh tokens are derived with.
    salt: str
    refresh_sha256: str | None = None
    previous_sha256: str | None = None
    refreshed: datetime | None = None
