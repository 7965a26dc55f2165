"""Companies, departments, people and API clients in a SQLite store."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Select, create_engine, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from hovorna.adapters.stores.microseconds import from_instant, to_instant
from hovorna.adapters.stores.sqlite import schema
from hovorna.adapters.stores.sqlite.connections import open_to_read
from hovorna.adapters.stores.sqlite.engine import engine_to_write
from hovorna.adapters.stores.sqlite.faults import faults_translated, store_fault
from hovorna.adapters.stores.sqlite.folder import database_of, write_lock_of
from hovorna.adapters.stores.sqlite.migrate import bring_up_to_date
from hovorna.adapters.stores.sqlite.rows import Row
from hovorna.application.accounts import Client, Company, Department, Right, SigningKey, User
from hovorna.application.ports import StoreUnavailable

_IDS_END = 2**31


class SqliteAccounts:
    """Implements Accounts. Needs no lock on the folder: another process may add a client while a server runs."""

    def __init__(self, folder: Path) -> None:
        """Makes the store if there is none."""
        bring_up_to_date(folder, is_locked=False)
        self._engine = engine_to_write(database_of(folder))
        self._write_lock = write_lock_of(folder)
        self._reading = open_to_read(database_of(folder))
        self._reading_engine = create_engine("sqlite://", creator=lambda: self._reading, poolclass=StaticPool)
        self._read_lock = Lock()
        #: Clients never change, so one that was found need not be looked for again.
        self._clients: dict[str, Client] = {}
        #: The keys as of a state of the store, which the database numbers whenever somebody else wrote.
        self._keys: tuple[int, list[SigningKey]] = (-1, [])

    def close(self) -> None:
        self._reading_engine.dispose()
        self._reading.close()
        self._engine.dispose()

    def companies(self) -> list[Company]:
        table = schema.companies
        return [Company(*row) for row in self._read(select(table.c.id, table.c.name).order_by(table.c.id))]

    def departments(self, company_id: int | None = None) -> list[Department]:
        table = schema.departments
        wanted = select(table.c.id, table.c.company_id, table.c.name).order_by(table.c.id)
        if company_id is not None:
            wanted = wanted.where(table.c.company_id == company_id)
        return [Department(*row) for row in self._read(wanted)]

    def users(self, company_id: int) -> list[User]:
        return self._users(_USERS.where(schema.users.c.company_id == company_id))

    def user(self, user_id: int) -> User | None:
        found = self._users(_USERS.where(schema.users.c.id == user_id))
        return found[0] if found else None

    def client(self, client_id: str) -> Client | None:
        known = self._clients.get(client_id)
        if known is not None:
            return known
        table = schema.clients
        wanted = select(
            table.c.id, table.c.company_id, table.c.name, table.c.secret_sha256, table.c.rights, table.c.created
        ).where(table.c.id == client_id)
        for number, company_id, name, secret, rights, created in self._read(wanted):
            words = frozenset(Right(word) for word in rights.split())
            found = Client(number, company_id, name, secret, words, to_instant(created))
            self._clients[client_id] = found
            return found
        return None

    def signing_keys(self) -> list[SigningKey]:
        with self._read_lock, faults_translated():
            ((state,),) = self._reading.execute("PRAGMA data_version").fetchall()
        if state != self._keys[0]:
            table = schema.signing_keys
            wanted = select(table.c.id, table.c.secret, table.c.created).order_by(table.c.created, table.c.id)
            keys = [SigningKey(key, secret, to_instant(created)) for key, secret, created in self._read(wanted)]
            self._keys = (state, keys)
        return list(self._keys[1])

    def add_company(self, name: str) -> Company:
        with self._writing() as connection:
            company = Company(_take_number(connection, "company"), name)
            connection.execute(insert(schema.companies).values(id=company.id, name=name))
        return company

    def add_department(self, company_id: int, name: str) -> Department:
        with self._writing() as connection:
            department = Department(_take_number(connection, "department"), company_id, name)
            connection.execute(insert(schema.departments).values(id=department.id, company_id=company_id, name=name))
        return department

    def add_user(self, company_id: int, department_id: int, user_name: str, first_name: str, last_name: str) -> User:
        with self._writing() as connection:
            number = _take_number(connection, "user")
            user = User(number, company_id, (department_id,), user_name, first_name, last_name)
            connection.execute(
                insert(schema.users).values(
                    id=number,
                    company_id=company_id,
                    user_name=user_name,
                    first_name=first_name,
                    last_name=last_name,
                )
            )
            connection.execute(insert(schema.user_departments).values(user_id=number, department_id=department_id))
        return user

    def add_client(self, client: Client) -> None:
        with self._writing() as connection:
            connection.execute(
                insert(schema.clients).values(
                    id=client.id,
                    company_id=client.company_id,
                    name=client.name,
                    secret_sha256=client.secret_sha256,
                    rights=" ".join(sorted(client.rights)),
                    created=from_instant(client.created),
                )
            )

    def add_signing_key(self, key: SigningKey) -> None:
        with self._writing() as connection:
            connection.execute(
                insert(schema.signing_keys).values(id=key.id, secret=key.secret, created=from_instant(key.created))
            )

    def next_id(self, kind: str) -> int:
        with self._writing() as connection:
            return _take_number(connection, kind)

    def _users(self, wanted: Select[Any]) -> list[User]:
        """Any: SQLAlchemy knows the columns."""
        users: dict[int, User] = {}
        for number, company_id, user_name, first_name, last_name, department_id in self._read(wanted):
            known = users.get(number)
            departments = known.department_ids if known else ()
            if department_id is not None:
                departments = (*departments, department_id)
            users[number] = User(number, company_id, departments, user_name, first_name, last_name)
        return list(users.values())

    def _read(self, wanted: Select[Any]) -> list[Row]:
        """One at a time: the connection is shared."""
        try:
            with self._read_lock, self._reading_engine.connect() as connection:
                return [tuple(row) for row in connection.execute(wanted)]
        except DBAPIError as error:
            raise _fault(error) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._write_lock, self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise _fault(error) from error


def _fault(error: DBAPIError) -> Exception:
    return store_fault(error.orig) if isinstance(error.orig, sqlite3.Error) else error


_USERS = (
    select(
        schema.users.c.id,
        schema.users.c.company_id,
        schema.users.c.user_name,
        schema.users.c.first_name,
        schema.users.c.last_name,
        schema.user_departments.c.department_id,
    )
    .outerjoin(schema.user_departments, schema.user_departments.c.user_id == schema.users.c.id)
    .order_by(schema.users.c.id, schema.user_departments.c.department_id)
)


def _take_number(connection: Connection, kind: str) -> int:
    table = schema.sequences
    taken = upsert(table).values(name=kind, next=2)
    taken = taken.on_conflict_do_update(index_elements=["name"], set_={"next": table.c.next + 1})
    following = connection.execute(taken.returning(table.c.next)).scalar_one()
    if following > _IDS_END:
        raise StoreUnavailable(f"All ids for the kind {kind} are used up.")
    return int(following) - 1
