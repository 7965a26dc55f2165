"""The reading side of a SQLite store: any thread, never waiting for the writer."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from hovorna.adapters.stores.microseconds import from_instant, to_instant, to_optional_instant
from hovorna.adapters.stores.sqlite import contacts, listing, log_queries, stored_views
from hovorna.adapters.stores.sqlite.faults import faults_translated, store_fault
from hovorna.adapters.stores.sqlite.folder import database_of
from hovorna.adapters.stores.sqlite.migrate import require_current
from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.reader_pool import ReaderPool
from hovorna.application import personal
from hovorna.application.contacts.reads import ContactsAsked, StoredContact
from hovorna.application.ports import ChangesAsked, StoredSession, TimerRow
from hovorna.application.unit import ActivityRow, IdempotentAnswer, SessionRow, Snapshot
from hovorna.contract.session_filters import SessionFilters
from hovorna.domain.facts import Fact
from hovorna.domain.switchboard.effects import OperatorChange

_SQL = queries("reading.sql")
_SESSION = _SQL["session"]
#: Before and after every instant there is, in microseconds.
_FAR = 2**62


class Reader:
    """Implements LogReader and StoredViews, also while another process writes."""

    def __init__(self, folder: Path) -> None:
        """Raises StoreUnavailable if there is no store of this release in the folder."""
        require_current(folder)
        self._pool = ReaderPool(database_of(folder))
        self._mine = self._pool.mine

    def close(self) -> None:
        self._pool.close()

    def session(self, session_id: int) -> StoredSession | None:
        try:
            row = self._mine().execute(_SESSION, (session_id,)).fetchone()
        except sqlite3.Error as error:
            raise store_fault(error) from error
        return None if row is None else StoredSession(*row)

    def sessions(
        self, company_id: int, filters: SessionFilters, limit: int, offset: int
    ) -> AbstractContextManager[Iterator[list[StoredSession]]]:
        return listing.sessions(self._pool, company_id, filters, limit=limit, offset=offset)

    def session_facts(self, department_id: int, session_id: int) -> list[Fact]:
        return log_queries.session_facts(self._mine(), department_id, session_id)

    def first_since(self, department_id: int, instant: datetime) -> int | None:
        rows = log_queries.fetch(self._mine(), _SQL["first_since"], (department_id, from_instant(instant)))
        return next((version for (version,) in rows), None)

    def last_version(self, department_id: int) -> int:
        ((version,),) = log_queries.fetch(self._mine(), _SQL["last_version"], (department_id,))
        return version or 0

    def fact(self, department_id: int, version: int) -> Fact | None:
        return log_queries.fact(self._mine(), department_id, version)

    def facts_after(self, department_id: int, version: int) -> Iterator[Fact]:
        return log_queries.facts_after(self._mine(), department_id, version)

    def personal_of(self, department_id: int, session_id: int) -> dict[str, str]:
        return log_queries.personal_of(self._mine(), department_id, session_id)

    def activities_of(self, department_id: int, session_id: int) -> list[ActivityRow]:
        return log_queries.activities_of(self._mine(), department_id, session_id)

    def due_timers(self, until: datetime, limit: int) -> list[TimerRow]:
        rows = log_queries.fetch(self._mine(), _SQL["due_timers"], (from_instant(until), limit))
        return [TimerRow(department_id, key, to_instant(due)) for department_id, key, due in rows]

    def next_due(self) -> datetime | None:
        ((due,),) = log_queries.fetch(self._mine(), _SQL["next_due"])
        return to_optional_instant(due)

    def operator_changes(self, department_id: int, operator_id: int | None = None) -> list[OperatorChange]:
        if operator_id is None:
            return list(stored_views.operator_changes(self._mine(), department_id))
        rows = log_queries.fetch(self._mine(), _SQL["changes_of_operator"], (department_id, operator_id))
        return [stored_views.operator_change_of(row) for row in rows]

    def operator_timeline(self, department_id: int, operator_id: int, asked: ChangesAsked) -> list[OperatorChange]:
        query = _SQL["timeline_backwards" if asked.is_newest_first else "timeline_forwards"]
        # Below zero is no limit.
        limit = -1 if asked.limit is None else asked.limit
        stretch = _stretch(department_id, operator_id, asked)
        rows = log_queries.fetch(self._mine(), query, (*stretch, limit, asked.offset))
        return [stored_views.operator_change_of(row) for row in rows]

    def operator_timeline_length(self, department_id: int, operator_id: int, asked: ChangesAsked) -> int:
        stretch = _stretch(department_id, operator_id, asked)
        ((count,),) = log_queries.fetch(self._mine(), _SQL["timeline_length"], stretch)
        return int(count)

    def presence_notes(self, department_id: int, versions: Iterable[int]) -> dict[int, str]:
        slots = {personal.presence_note(version): version for version in versions}
        wanted = msgspec.json.encode(list(slots)).decode()
        rows = log_queries.fetch(self._mine(), _SQL["personal_values"], (department_id, 0, wanted))
        return {slots[slot]: value for slot, value in rows}

    def contact(self, department_id: int, contact_id: int) -> bytes | None:
        return contacts.contact(self._mine(), department_id, contact_id)

    def contacts_having(self, department_id: int, field: str, value: str, limit: int) -> list[int]:
        return contacts.contacts_having(self._mine(), department_id, (field, value), limit)

    def sessions_of_contact(self, department_id: int, contact_id: int) -> list[int]:
        return contacts.sessions_of_contact(self._mine(), department_id, contact_id)

    def contact_of_session(self, department_id: int, session_id: int) -> int | None:
        return contacts.contact_of_session(self._mine(), department_id, session_id)

    def department_of_contact(self, contact_id: int) -> int | None:
        return contacts.department_of_contact(self._mine(), contact_id)

    def contacts(self, asked: ContactsAsked) -> AbstractContextManager[Iterator[list[StoredContact]]]:
        return contacts.contacts(self._pool, asked)

    def idempotent_answer(self, caller: str, key: str) -> IdempotentAnswer | None:
        return log_queries.idempotent_answer(self._mine(), caller, key)

    def department_ids(self) -> list[int]:
        return [department_id for (department_id,) in log_queries.fetch(self._mine(), _SQL["department_ids"])]

    @contextmanager
    def steady(self) -> Iterator[None]:
        """The log file grows as long as it lasts, because its end can't be moved into the database."""
        connection = self._mine()
        with faults_translated():
            connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    def session_rows(self, department_id: int) -> Iterator[SessionRow]:
        return stored_views.session_rows(self._mine(), department_id)

    def activity_rows(self, department_id: int) -> Iterator[ActivityRow]:
        return stored_views.activity_rows(self._mine(), department_id)

    def timer_rows(self, department_id: int) -> Iterator[TimerRow]:
        return stored_views.timer_rows(self._mine(), department_id)

    def personal_rows(self, department_id: int) -> Iterator[tuple[int, str, str]]:
        return stored_views.personal_rows(self._mine(), department_id)

    def operator_change_rows(self, department_id: int) -> Iterator[OperatorChange]:
        return stored_views.operator_changes(self._mine(), department_id)

    def origin_rows(self, department_id: int) -> Iterator[tuple[str, str, int]]:
        return stored_views.origin_rows(self._mine(), department_id)

    def contact_rows(self, department_id: int) -> Iterator[StoredContact]:
        return stored_views.contact_rows(self._mine(), department_id)

    def snapshot_rows(self, department_id: int) -> Iterator[Snapshot]:
        return stored_views.snapshot_rows(self._mine(), department_id)

    def raw_facts(self, department_id: int) -> Iterator[tuple[int, bytes | Fact]]:
        return stored_views.raw_facts(self._mine(), department_id)

    def raw_facts_by_session(self, department_id: int) -> Iterator[tuple[int, int, bytes | Fact]]:
        return stored_views.raw_facts_by_session(self._mine(), department_id)

    def pending_blob_deletions(self) -> list[str]:
        return log_queries.dropped_blobs(self._mine())

    def sequences(self) -> dict[str, int]:
        return stored_views.sequences(self._mine())


def _stretch(department_id: int, operator_id: int, asked: ChangesAsked) -> tuple[int, int, int, int]:
    since = -_FAR if asked.since is None else from_instant(asked.since)
    until = _FAR if asked.until is None else from_instant(asked.until)
    return department_id, operator_id, since, until
