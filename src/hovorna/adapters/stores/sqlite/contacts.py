"""The directory of contacts in a SQLite store."""

import heapq
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import islice

from hovorna.adapters.stores.sqlite.batch import Batch
from hovorna.adapters.stores.sqlite.faults import faults_translated
from hovorna.adapters.stores.sqlite.log_queries import fetch
from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.reader_pool import ReaderPool
from hovorna.adapters.stores.sqlite.rows import Row
from hovorna.application.contacts.reads import ContactsAsked, StoredContact

_SQL = queries("contacts.sql")
_CHUNK = 500


def contact(connection: sqlite3.Connection, department_id: int, contact_id: int) -> bytes | None:
    rows = fetch(connection, _SQL["contact"], (department_id, contact_id))
    return next((document for (document,) in rows), None)


def department_of_contact(connection: sqlite3.Connection, contact_id: int) -> int | None:
    rows = fetch(connection, _SQL["department_of_contact"], (contact_id,))
    return next((department_id for (department_id,) in rows), None)


def contacts_having(
    connection: sqlite3.Connection, department_id: int, having: tuple[str, str], limit: int
) -> list[int]:
    rows = fetch(connection, _SQL["contacts_having"], (department_id, *having, limit))
    return [contact_id for (contact_id,) in rows]


def sessions_of_contact(connection: sqlite3.Connection, department_id: int, contact_id: int) -> list[int]:
    rows = fetch(connection, _SQL["sessions_of_contact"], (department_id, contact_id))
    return [session_id for (session_id,) in rows]


def contact_of_session(connection: sqlite3.Connection, department_id: int, session_id: int) -> int | None:
    rows = fetch(connection, _SQL["contact_of_session"], (department_id, session_id))
    return next((contact_id for (contact_id,) in rows), None)


@contextmanager
def contacts(pool: ReaderPool, asked: ContactsAsked) -> Iterator[Iterator[list[StoredContact]]]:
    with pool.snapshot() as connection, closing(_chunks(connection, asked)) as chunks:
        yield chunks


def _chunks(connection: sqlite3.Connection, asked: ContactsAsked) -> Generator[list[StoredContact], None, None]:
    # Open cursors would keep the snapshot after the transaction.
    with faults_translated(), ExitStack() as cursors:
        rows = _rows(connection, asked, cursors)
        while chunk := [StoredContact(*row) for row in islice(rows, _CHUNK)]:
            yield chunk


def _rows(connection: sqlite3.Connection, asked: ContactsAsked, cursors: ExitStack) -> Iterator[Row]:
    """Each department's walk is in the order of the ids, and so is what they are merged to."""
    is_one = len(asked.department_ids) == 1
    limit, offset = (asked.limit, asked.offset) if is_one else (asked.offset + asked.limit, 0)
    query = _SQL["all_by_id" if asked.having is None else "found_by_id"]
    walks = [
        cursors.enter_context(closing(connection.execute(query, (department, *(asked.having or ()), limit, offset))))
        for department in asked.department_ids
    ]
    if is_one:
        return iter(walks[0])
    return islice(heapq.merge(*walks, key=lambda row: row[0]), asked.offset, asked.offset + asked.limit)


def write(connection: sqlite3.Connection, batch: Batch) -> None:
    """Within the caller's transaction. A contact that goes takes its links along before new ones are made."""
    run, keys = connection.executemany, list(batch.contacts)
    if keys:
        run(_SQL["delete_values"], keys)
        gone = [key for key, write in batch.contacts.items() if write.document is None]
        run(_SQL["delete_contact"], gone)
        run(_SQL["delete_links"], gone)
        kept = [(*key, write) for key, write in batch.contacts.items() if write.document is not None]
        run(_SQL["put_contact"], [(department, number, write.document) for department, number, write in kept])
        run(
            _SQL["put_value"],
            [(department, *value, number) for department, number, write in kept for value in write.values],
        )
    run(_SQL["put_link"], [(*key, contact_id) for key, contact_id in batch.links.items() if contact_id is not None])
    run(_SQL["delete_link"], [key for key, contact_id in batch.links.items() if contact_id is None])
