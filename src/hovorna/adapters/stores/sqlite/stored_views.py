"""Everything that is kept of a department, a piece at a time, for the check that compares it with a replay."""

import sqlite3
from collections.abc import Iterator

import msgspec

from hovorna.adapters.stores.microseconds import to_instant
from hovorna.adapters.stores.sqlite.log_queries import activity_of, fact_rows_after, fetch
from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.rows import SESSION_COLUMNS, Row, fact_of, session_row
from hovorna.adapters.stores.sqlite.search_texts import are_found
from hovorna.application.contacts.reads import StoredContact
from hovorna.application.ports import TimerRow
from hovorna.application.unit import ActivityRow, SessionRow, Snapshot
from hovorna.domain.facts import Fact
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.vocabulary import OperatorStateKind

_SQL = queries("reading.sql")
_COMPANY, _CREATED = SESSION_COLUMNS.index("company_id"), SESSION_COLUMNS.index("created")
_CHUNK = 500
_LAST = 2**63 - 1


def session_rows(connection: sqlite3.Connection, department_id: int) -> Iterator[SessionRow]:
    last = -1
    while rows := fetch(connection, _SQL["session_rows"], (department_id, last, _CHUNK)):
        for row in rows:
            last = row[0]
            whose = (last, row[_COMPANY], row[_CREATED])
            operators, chatbots, tags = (
                tuple(value for (value,) in fetch(connection, _SQL[query], whose))
                for query in ("operators_found", "chatbots_found", "tags_found")
            )
            found = session_row(row, operators, chatbots, tags)
            # One that the list would not find by its words is as good as one without a document.
            yield found if are_found(connection, row) else msgspec.structs.replace(found, document=b"")


def activity_rows(connection: sqlite3.Connection, department_id: int) -> Iterator[ActivityRow]:
    for row in _in_pieces(connection, "activity_rows", department_id, after=(-1, -1), key=(1, 0)):
        yield activity_of(row)


def personal_rows(connection: sqlite3.Connection, department_id: int) -> Iterator[tuple[int, str, str]]:
    yield from _in_pieces(connection, "personal_rows", department_id, after=(-1, ""), key=(0, 1))


def origin_rows(connection: sqlite3.Connection, department_id: int) -> Iterator[tuple[str, str, int]]:
    yield from _in_pieces(connection, "origin_rows", department_id, after=("", ""), key=(0, 1))


def contact_rows(connection: sqlite3.Connection, department_id: int) -> Iterator[StoredContact]:
    for row in _in_pieces(connection, "contact_rows", department_id, after=(0,), key=(0,)):
        yield StoredContact(*row)


def timer_rows(connection: sqlite3.Connection, department_id: int) -> Iterator[TimerRow]:
    for department, key, due in fetch(connection, _SQL["timer_rows"], (department_id,)):
        yield TimerRow(department, key, to_instant(due))


def operator_change_of(row: Row) -> OperatorChange:
    operator_id, at, version, kind, break_id, by = row
    return OperatorChange(operator_id, to_instant(at), version, OperatorStateKind(kind), break_id, by)


def operator_changes(connection: sqlite3.Connection, department_id: int) -> Iterator[OperatorChange]:
    return map(operator_change_of, fetch(connection, _SQL["changes_of_department"], (department_id,)))


def snapshot_rows(connection: sqlite3.Connection, department_id: int) -> Iterator[Snapshot]:
    for row in fetch(connection, _SQL["snapshot_rows"], (department_id,)):
        yield Snapshot(*row)


def raw_facts(connection: sqlite3.Connection, department_id: int) -> Iterator[tuple[int, bytes | Fact]]:
    for row in fact_rows_after(connection, department_id, -1):
        yield row[0], _fact_or_bytes(row)


def raw_facts_by_session(connection: sqlite3.Connection, department_id: int) -> Iterator[tuple[int, int, bytes | Fact]]:
    # Whatever is about the department itself stands before the first session.
    for row in _in_pieces(connection, "facts_by_session", department_id, after=(0, _LAST), key=(1, 0)):
        yield row[1], row[0], _fact_or_bytes(row)


def _fact_or_bytes(row: Row) -> bytes | Fact:
    """The bytes where the body can't be read, or an instant is beyond the calendar."""
    try:
        return fact_of(row)
    except (ValueError, OverflowError):
        stored: bytes = row[-1]
        return stored


def sequences(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(fetch(connection, _SQL["sequences"]))


def _in_pieces(
    connection: sqlite3.Connection,
    query: str,
    department_id: int,
    *,
    after: tuple[int | str, ...],
    key: tuple[int, ...],
) -> Iterator[Row]:
    """`key` are the places of the columns that the rows are ordered by, `after` values before all of them."""
    rows = fetch(connection, _SQL[query], (department_id, *after, _CHUNK))
    while rows:
        yield from rows
        after = tuple(rows[-1][place] for place in key)
        rows = fetch(connection, _SQL[query], (department_id, *after, _CHUNK))
