"""The register in a SQLite store."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Select, create_engine, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from hovorna.adapters.stores.sqlite import schema
from hovorna.adapters.stores.sqlite.connections import open_to_read
from hovorna.adapters.stores.sqlite.engine import engine_to_write
from hovorna.adapters.stores.sqlite.faults import store_fault
from hovorna.adapters.stores.sqlite.folder import database_of, write_lock_of
from hovorna.adapters.stores.sqlite.migrate import bring_up_to_date
from hovorna.application.ports import StoreUnavailable
from hovorna.application.register import KeyTaken, Record

_IDS_END = 2**31

_TABLE = schema.records
_RECORDS = select(_TABLE.c.kind, _TABLE.c.id, _TABLE.c.company_id, _TABLE.c.key, _TABLE.c.document)


class SqliteRegister:
    """Implements Register. Needs no lock on the folder: another process may add a client while a server runs."""

    def __init__(self, folder: Path) -> None:
        """Makes the store if there is none."""
        bring_up_to_date(folder, is_locked=False)
        self._engine = engine_to_write(database_of(folder))
        self._write_lock = write_lock_of(folder)
        self._reading = open_to_read(database_of(folder))
        self._reading_engine = create_engine("sqlite://", creator=lambda: self._reading, poolclass=StaticPool)
        self._read_lock = Lock()

    def close(self) -> None:
        self._reading_engine.dispose()
        self._reading.close()
        self._engine.dispose()

    def get(self, kind: str, number: int) -> Record | None:
        return self._one(_RECORDS.where(_TABLE.c.kind == kind, _TABLE.c.id == number))

    def by_key(self, kind: str, key: str) -> Record | None:
        return self._one(_RECORDS.where(_TABLE.c.kind == kind, _TABLE.c.key == key))

    def all(self, kind: str, company_id: int | None = None) -> list[Record]:
        wanted = _RECORDS.where(_TABLE.c.kind == kind).order_by(_TABLE.c.id)
        if company_id is not None:
            wanted = wanted.where(_TABLE.c.company_id == company_id)
        return self._read(wanted)

    def add(self, kind: str, company_id: int, make: Callable[[int], tuple[str | None, bytes]]) -> Record:
        with self._writing() as connection:
            number = _take_numbers(connection, kind, 1)[0]
            key, document = make(number)
            _require_free(connection, kind, number, key)
            record = Record(kind, number, company_id, key, document)
            connection.execute(
                insert(_TABLE).values(kind=kind, id=number, company_id=company_id, key=key, document=document)
            )
        return record

    def change(self, kind: str, number: int, deed: Callable[[bytes], tuple[str | None, bytes]]) -> Record | None:
        with self._writing() as connection:
            here = (_TABLE.c.kind == kind, _TABLE.c.id == number)
            row = connection.execute(_RECORDS.where(*here)).one_or_none()
            if row is None:
                return None
            old = Record(*row)
            key, document = deed(old.document)
            if (key, document) != (old.key, old.document):
                _require_free(connection, kind, number, key)
                connection.execute(update(_TABLE).where(*here).values(key=key, document=document))
        return Record(kind, number, old.company_id, key, document)

    def remove(self, kind: str, number: int) -> bool:
        with self._writing() as connection:
            gone = connection.execute(delete(_TABLE).where(_TABLE.c.kind == kind, _TABLE.c.id == number))
        return gone.rowcount > 0

    def take_number(self, kind: str) -> int:
        return self.take_numbers(kind, 1)[0]

    def take_numbers(self, kind: str, count: int) -> range:
        with self._writing() as connection:
            return _take_numbers(connection, kind, count)

    def _one(self, wanted: Select[Any]) -> Record | None:
        """Any: SQLAlchemy knows the columns."""
        return next(iter(self._read(wanted)), None)

    def _read(self, wanted: Select[Any]) -> list[Record]:
        """One at a time: the connection is shared."""
        try:
            with self._read_lock, self._reading_engine.connect() as connection:
                return [Record(*row) for row in connection.execute(wanted)]
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


def _require_free(connection: Connection, kind: str, number: int, key: str | None) -> None:
    if key is None:
        return
    wanted = select(_TABLE.c.id).where(_TABLE.c.kind == kind, _TABLE.c.key == key, _TABLE.c.id != number)
    other = connection.execute(wanted).scalar_one_or_none()
    if other is not None:
        raise KeyTaken(other)


def _take_numbers(connection: Connection, kind: str, count: int) -> range:
    table = schema.sequences
    taken = upsert(table).values(name=kind, next=1 + count)
    taken = taken.on_conflict_do_update(index_elements=["name"], set_={"next": table.c.next + count})
    following = int(connection.execute(taken.returning(table.c.next)).scalar_one())
    if following > _IDS_END:
        raise StoreUnavailable(f"All ids for the kind {kind} are used up.")
    return range(following - count, following)
