"""What writer and readers ask alike, each on a connection of its own."""

import sqlite3
from collections.abc import Iterator

from hovorna.adapters.stores.microseconds import to_instant
from hovorna.adapters.stores.sqlite.faults import store_fault
from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.rows import Row, fact_of
from hovorna.application.unit import ActivityRow, IdempotentAnswer, Snapshot
from hovorna.domain.facts import Fact

_SQL = queries("reading.sql")
_CHUNK = 1000


def fetch(connection: sqlite3.Connection, sql: str, parameters: tuple[object, ...] = ()) -> list[Row]:
    """Raises StoreUnavailable."""
    try:
        return connection.execute(sql, parameters).fetchall()
    except sqlite3.Error as error:
        raise store_fault(error) from error


def fact_rows_after(connection: sqlite3.Connection, department_id: int, version: int) -> Iterator[Row]:
    """In pieces: no cursor stays open between them, so that the writer may write and the log file be emptied."""
    while True:
        rows = fetch(connection, _SQL["facts_after"], (department_id, version, _CHUNK))
        yield from rows
        if len(rows) < _CHUNK:
            return
        version = rows[-1][0]


def facts_after(connection: sqlite3.Connection, department_id: int, version: int) -> Iterator[Fact]:
    return map(fact_of, fact_rows_after(connection, department_id, version))


def fact(connection: sqlite3.Connection, department_id: int, version: int) -> Fact | None:
    for row in fetch(connection, _SQL["fact"], (department_id, version)):
        return fact_of(row)
    return None


def session_facts(connection: sqlite3.Connection, department_id: int, session_id: int) -> list[Fact]:
    return [fact_of(row) for row in fetch(connection, _SQL["session_facts"], (department_id, session_id))]


def personal_of(connection: sqlite3.Connection, department_id: int, session_id: int) -> dict[str, str]:
    return dict(fetch(connection, _SQL["personal_of"], (department_id, session_id)))


def activity_of(row: Row) -> ActivityRow:
    number, session_id, at, text, document = row
    return ActivityRow(number, session_id, to_instant(at), text, document)


def activities_of(connection: sqlite3.Connection, department_id: int, session_id: int) -> list[ActivityRow]:
    return [activity_of(row) for row in fetch(connection, _SQL["activities_of"], (department_id, session_id))]


def known_origins(connection: sqlite3.Connection, department_id: int, origin: str) -> set[str]:
    return {key for (key,) in fetch(connection, _SQL["known_origins"], (department_id, origin))}


def latest_snapshot(connection: sqlite3.Connection, department_id: int) -> Snapshot | None:
    for row in fetch(connection, _SQL["latest_snapshot"], (department_id,)):
        return Snapshot(*row)
    return None


def idempotent_answer(connection: sqlite3.Connection, caller: str, key: str) -> IdempotentAnswer | None:
    for request, status, body, at in fetch(connection, _SQL["idempotent_answer"], (caller, key)):
        return IdempotentAnswer(caller, key, request, status, body, to_instant(at))
    return None


def dropped_blobs(connection: sqlite3.Connection) -> list[str]:
    return [key for (key,) in fetch(connection, _SQL["dropped_blobs"])]
