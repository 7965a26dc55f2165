"""Who may do what: companies, departments, people and API clients."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Right(StrEnum):
    """What an API client may do; scopes of a token are these words."""

    #: Read sessions, their times, recordings and files.
    READ = "read"
    #: Change sessions through the Public API: params, tags, notes, forward, end, delete files.
    WRITE = "write"
    #: Act for an operator, and create sessions for guests.
    OPERATE = "operate"
    #: Anonymise.
    ANONYMISE = "anonymise"
    #: Settings, people and clients.
    ADMINISTER = "administer"


class Company(msgspec.Struct, frozen=True):
    id: int
    name: str


class Department(msgspec.Struct, frozen=True):
    id: int
    company_id: int
    name: str


class User(msgspec.Struct, frozen=True):
    """A person; an operator where a department's switchboard knows the same id."""

    id: int
    company_id: int
    department_ids: tuple[int, ...]
    user_name: str
    first_name: str
    last_name: str


class Client(msgspec.Struct, frozen=True):
    """An API client. The secret itself is shown once and kept only as a digest."""

    id: str
    company_id: int
    name: str
    #: SHA-256 of the 256-bit secret, in hex.
    secret_sha256: str
    rights: frozenset[Right]
    created: datetime


class SigningKey(msgspec.Struct, frozen=True):
    """Signs access tokens; lives in the store so that tokens survive a restart and hold on every node."""

    id: str
    secret: bytes
    created: datetime
