"""What logging in takes and tells: forms by the names of their standards, the rest is ours to shape."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from hovorna.contract.role_words import DepartmentRole, GlobalRole

Word = Annotated[str, Meta(max_length=1000)]


class TokenForm(msgspec.Struct, frozen=True, kw_only=True):
    grant_type: Literal["client_credentials", "authorization_code", "refresh_token"]
    client_id: str
    client_secret: str = ""
    scope: Annotated[str, Meta(extra_json_schema={"description": "optional; mluviiPublicApi"})] = ""
    response_type: Annotated[
        str, Meta(extra_json_schema={"description": 'optional, ignored; clients send "token"'})
    ] = ""
    code: str = ""
    code_verifier: str = ""
    redirect_uri: str = ""
    refresh_token: str = ""


class PasswordForm(msgspec.Struct, frozen=True, kw_only=True):
    """What the login page sends."""

    attempt: str
    username: Word
    password: Word


class CodeForm(msgspec.Struct, frozen=True, kw_only=True):
    """What the page of the second step sends."""

    attempt: str
    code: Word


class RevocationForm(msgspec.Struct, frozen=True, kw_only=True):
    token: str
    client_id: str
    client_secret: str = ""
    token_type_hint: str = ""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Claims of OpenID Connect Core, section 5.1; those that the scopes `profile` and `email` ask for."""

    sub: str
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    preferred_username: str = ""
    email: str = ""


class LoginView(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    user_id: int
    #: The program that the person logged in with.
    client_id: str
    client_name: str | None
    created: datetime
    #: When a code or refresh token was exchanged last.
    last_used: datetime
    #: `password`, `code`, `provider`: how the person showed who they are.
    means: tuple[str, ...]
    provider: str | None
    address: str | None
    browser: str | None
    #: The one that this very request came with.
    is_current: bool


class DepartmentOfMine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str
    roles: tuple[DepartmentRole, ...]
    rights: tuple[str, ...]


class Me(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    company_id: int
    username: str
    first_name: str
    last_name: str
    email: str | None
    open_id_provider: str | None
    has_password: bool
    has_second_factor: bool
    recovery_codes_left: int
    global_roles: tuple[GlobalRole, ...]
    #: In the whole company.
    rights: tuple[str, ...]
    departments: tuple[DepartmentOfMine, ...]
    login_id: int | None


class OwnPassword(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    old_password: Word
    new_password: Word


class NewPassword(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    new_password: Word


class NewSecondFactor(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Without a code a new secret is made; with the code of that secret it holds from now on."""

    code: Word | None = None


class OneCode(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    code: Word


class SecondFactor(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    #: Base32, for an authenticator; told once.
    secret: str | None = None
    #: The same as an otpauth address, for a QR code.
    address: str | None = None
    #: Each opens once in place of a code; told once.
    recovery_codes: tuple[str, ...] | None = None
