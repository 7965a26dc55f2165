"""Who there is: companies, departments, people and API clients."""

import uuid
from collections.abc import Callable
from datetime import datetime

import msgspec

from hovorna.application.register import Book, Register
from hovorna.application.roles import DepartmentRole, GlobalRole, Right


class Company(msgspec.Struct, frozen=True):
    id: int
    name: str
    #: Names the company on the web, where numbers would tell how many there are.
    guid: str = ""
    #: A language tag; what the people of the company speak.
    language: str | None = None
    #: An IANA zone.
    timezone: str | None = None
    #: Settings that were set, as their texts on the wire; the rest have their defaults.
    settings: dict[str, str] = {}

    @property
    def company_id(self) -> int:
        return self.id


class Department(msgspec.Struct, frozen=True):
    """A tenant of a company. What decides (groups, rules, limits) is in its log, not here."""

    id: int
    company_id: int
    name: str


class User(msgspec.Struct, frozen=True):
    """A person; an operator where a department's switchboard knows the same id."""

    id: int
    company_id: int
    user_name: str
    first_name: str
    last_name: str
    #: Department -> the roles there; a member may have none.
    departments: dict[int, frozenset[DepartmentRole]] = {}
    global_roles: frozenset[GlobalRole] = frozenset()
    email: str | None = None
    note: str | None = None
    is_enabled: bool = True
    #: An argon2 digest; None has no password and can't log in by one.
    password: str | None = None
    #: Base32; None has no second factor.
    totp_secret: str | None = None
    #: Base32; shown, but no code has confirmed it yet.
    totp_waiting: str | None = None
    #: The half minute whose code was taken last; none before it is good again.
    totp_last_step: int = 0
    #: SHA-256 in hex of what opens once in place of a code.
    recovery_codes: tuple[str, ...] = ()
    #: Google or Microsoft: logs in there, and can't have a password.
    open_id_provider: str | None = None
    #: What that provider calls the person; known from the first login on.
    open_id_subject: str | None = None
    settings: dict[str, str] = {}

    @property
    def department_ids(self) -> tuple[int, ...]:
        return tuple(sorted(self.departments))


class Client(msgspec.Struct, frozen=True):
    """An API client. The secret itself is shown once and kept only as a digest."""

    id: str
    company_id: int
    name: str
    #: SHA-256 of the 256-bit secret, in hex.
    secret_sha256: str
    rights: frozenset[Right]
    created: datetime
    #: Where people who log in with it are sent back to; none, and nobody can.
    redirects: tuple[str, ...] = ()
    #: Has no secret, because it runs where its users could read it.
    is_public: bool = False


class SigningKey(msgspec.Struct, frozen=True):
    """Signs access tokens; lives in the store so that tokens survive a restart and hold on every node."""

    id: str
    secret: bytes
    created: datetime

    @property
    def company_id(self) -> int:
        return 0


def user_key(company_id: int, user_name: str) -> str | None:
    """A name is one person's in the company, whatever its letter case."""
    name = user_name.strip().casefold()
    return f"{company_id}:{name}" if name else None


class Accounts:
    """Companies, departments, people and API clients. Reads are cheap; writes are durable when they return."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._companies = Book(register, "company", Company)
        self._departments = Book(register, "department", Department)
        self._users = Book(register, "user", User, lambda user: user_key(user.company_id, user.user_name))
        self._clients = Book(register, "client", Client, lambda client: client.id)
        self._keys = Book(register, "signing_key", SigningKey, lambda key: key.id)
        #: Clients never change, so one that was found need not be looked for again.
        self._known_clients: dict[str, Client] = {}
        #: Told of every person who was changed here.
        self.user_listeners: list[Callable[[User], None]] = []

    def companies(self) -> list[Company]:
        return self._companies.all()

    def company(self, company_id: int) -> Company | None:
        return self._companies.get(company_id)

    def departments(self, company_id: int | None = None) -> list[Department]:
        return self._departments.all(company_id)

    def department(self, department_id: int) -> Department | None:
        return self._departments.get(department_id)

    def department_ids(self) -> list[int]:
        return [department.id for department in self._departments.all()]

    def users(self, company_id: int) -> list[User]:
        return self._users.all(company_id)

    def user(self, user_id: int) -> User | None:
        return self._users.get(user_id)

    def user_named(self, company_id: int, user_name: str) -> User | None:
        key = user_key(company_id, user_name)
        return None if key is None else self._users.find(key)

    def client(self, client_id: str) -> Client | None:
        known = self._known_clients.get(client_id) or self._clients.find(client_id)
        if known is not None:
            self._known_clients[client_id] = known
        return known

    def signing_keys(self) -> list[SigningKey]:
        return sorted(self._keys.all(), key=lambda key: (key.created, key.id))

    def add_company(self, name: str, language: str | None = None, timezone: str | None = None) -> Company:
        guid = str(uuid.uuid4())
        return self._companies.add(0, lambda number: Company(number, name, guid, language, timezone))

    def change_company(self, company_id: int, deed: Callable[[Company], Company]) -> Company | None:
        return self._companies.change(company_id, deed)

    def add_department(self, company_id: int, name: str) -> Department:
        return self._departments.add(company_id, lambda number: Department(number, company_id, name))

    def change_department(self, department_id: int, deed: Callable[[Department], Department]) -> Department | None:
        return self._departments.change(department_id, deed)

    def add_user(
        self, company_id: int, department_id: int | None, user_name: str, first_name: str, last_name: str
    ) -> User:
        """Raises KeyTaken if somebody has the name. A department's member is an operator there."""
        operator = frozenset({DepartmentRole.OPERATOR})
        departments = {} if department_id is None else {department_id: operator}

        def make(number: int) -> User:
            return User(
                id=number,
                company_id=company_id,
                user_name=user_name,
                first_name=first_name,
                last_name=last_name,
                departments=departments,
            )

        return self._users.add(company_id, make)

    def new_user(self, company_id: int, make: Callable[[int], User]) -> User:
        """`make` is given the new number. Raises KeyTaken if somebody has the name."""
        return self._users.add(company_id, make)

    def change_user(self, user_id: int, deed: Callable[[User], User]) -> User | None:
        """Raises KeyTaken if somebody else has the new name."""
        changed = self._users.change(user_id, deed)
        if changed is not None:
            for listener in self.user_listeners:
                listener(changed)
        return changed

    def add_client(self, client: Client) -> None:
        self._clients.add(client.company_id, lambda _: client)

    def add_signing_key(self, key: SigningKey) -> None:
        self._keys.add(0, lambda _: key)

    def next_id(self, kind: str) -> int:
        """1, 2, 3 … per kind (group, rule_set, tag); below 2**31."""
        return self.register.take_number(kind)

    def close(self) -> None:
        self.register.close()
