"""The writing side of a SQLite store: everything of a group of commands in one durable transaction."""

import logging
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from hovorna.adapters.stores.microseconds import from_duration, from_instant
from hovorna.adapters.stores.sqlite import contacts, log_queries, scrubbing
from hovorna.adapters.stores.sqlite.batch import Batch
from hovorna.adapters.stores.sqlite.connections import open_to_write
from hovorna.adapters.stores.sqlite.faults import store_fault
from hovorna.adapters.stores.sqlite.folder import FolderLock, database_of, write_lock_of
from hovorna.adapters.stores.sqlite.migrate import bring_up_to_date
from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.session_writes import SessionWrites
from hovorna.application.ports import StoreUnavailable, VersionTaken
from hovorna.application.unit import ActivityRow, IdempotentAnswer, Snapshot, Unit
from hovorna.domain.facts import Fact

logger = logging.getLogger(__name__)

_SQL = queries("writing.sql")
#: How long an answer to a write is kept for those who ask again, and how often what is older goes.
_ANSWERS_KEPT = from_duration(timedelta(hours=24))
_PURGE_EVERY = from_duration(timedelta(minutes=10))
_IDS_END = 2**31
#: A failed scrubbing is not tried again at once.
_COMMITS_AFTER_FAILURE = 100


class Writer:
    """Holds the folder for as long as it is open. Implements LogWriter."""

    def __init__(self, folder: Path) -> None:
        """Makes or migrates the database. Raises StoreLocked if another process writes there, StoreUnavailable."""
        self._lock = write_lock_of(folder)
        self._database = database_of(folder)
        self._folder_lock = FolderLock(folder)
        try:
            bring_up_to_date(folder, is_locked=True)
            self._connection = open_to_write(self._database)
        except BaseException:
            self._folder_lock.release()
            raise
        self._sessions = SessionWrites()
        ((latest,),) = self._connection.execute(_SQL["latest_answer"]).fetchall()
        #: The latest instant that is known of: a store has no clock.
        self._latest: int = latest or 0
        self._purged_at = 0
        #: After how many commits to scrub; None when there is nothing to.
        self._scrub_after: int | None = None
        if scrubbing.is_due(self._connection):
            self.scrub()

    def commit(self, units: Sequence[Unit]) -> None:
        batch = Batch(units)
        with self._transaction():
            self._append(batch)
            self._erase(batch)
            self._write_views(batch)
            contacts.write(self._connection, batch)
            self._sessions.write(self._connection, batch.sessions.values())
            self._keep_answers(batch.answers)
        self._sessions.remember(batch.sessions.values())
        self._latest = max(self._latest, batch.latest)
        if self._scrub_after is not None:
            self._scrub_after -= 1
            if self._scrub_after <= 0:
                self.scrub()

    def reserve_session_ids(self, count: int) -> range:
        with self._transaction():
            ((first,),) = self._connection.execute(_SQL["take_numbers"], ("session", count)).fetchall()
            if first + count > _IDS_END:
                raise StoreUnavailable("All session ids are used up.")
        return range(first, first + count)

    def save_snapshot(self, snapshot: Snapshot) -> None:
        with self._transaction():
            self._connection.execute(
                _SQL["put_snapshot"], (snapshot.department_id, snapshot.version, snapshot.format, snapshot.state)
            )
            self._connection.execute(_SQL["forget_old_snapshots"], (snapshot.department_id,))

    def latest_snapshot(self, department_id: int) -> Snapshot | None:
        return log_queries.latest_snapshot(self._connection, department_id)

    def facts_after(self, department_id: int, version: int) -> Iterator[Fact]:
        return log_queries.facts_after(self._connection, department_id, version)

    def session_facts(self, department_id: int, session_id: int) -> list[Fact]:
        return log_queries.session_facts(self._connection, department_id, session_id)

    def personal_of(self, department_id: int, session_id: int) -> dict[str, str]:
        return log_queries.personal_of(self._connection, department_id, session_id)

    def activities_of(self, department_id: int, session_id: int) -> list[ActivityRow]:
        return log_queries.activities_of(self._connection, department_id, session_id)

    def known_origins(self, department_id: int, origin: str) -> set[str]:
        return log_queries.known_origins(self._connection, department_id, origin)

    def idempotent_answer(self, caller: str, key: str) -> IdempotentAnswer | None:
        answer = log_queries.idempotent_answer(self._connection, caller, key)
        if answer is None or self._latest - from_instant(answer.at) > _ANSWERS_KEPT:
            return None
        return answer

    def contact(self, department_id: int, contact_id: int) -> bytes | None:
        return contacts.contact(self._connection, department_id, contact_id)

    def contacts_having(self, department_id: int, field: str, value: str, limit: int) -> list[int]:
        return contacts.contacts_having(self._connection, department_id, (field, value), limit)

    def sessions_of_contact(self, department_id: int, contact_id: int) -> list[int]:
        return contacts.sessions_of_contact(self._connection, department_id, contact_id)

    def contact_of_session(self, department_id: int, session_id: int) -> int | None:
        return contacts.contact_of_session(self._connection, department_id, session_id)

    def pending_blob_deletions(self) -> list[str]:
        return log_queries.dropped_blobs(self._connection)

    def expect_blob(self, key: str) -> None:
        with self._transaction():
            self._connection.execute(_SQL["drop_blob"], (key,))

    def blob_deleted(self, key: str) -> None:
        with self._transaction():
            self._connection.execute(_SQL["no_longer_pending"], (key,))

    def scrub(self) -> None:
        """Where it can't be done now it is tried again after later commits, and by the next process at its start.

        The erasure itself is written and holds, so a failure is none of the caller's.
        """
        with self._lock:
            try:
                is_done = scrubbing.scrub(self._connection, self._database)
                if is_done:
                    self._connection, washed = open_to_write(self._database), self._connection
                    washed.close()
                    scrubbing.set_due(self._connection, False)
                self._scrub_after = None if is_done else 1
            except (sqlite3.Error, OSError, subprocess.SubprocessError, StoreUnavailable) as error:
                logger.warning("Deleted words could not be overwritten: %s", error, extra={"event": "scrub_failed"})
                self._scrub_after = _COMMITS_AFTER_FAILURE

    def close(self) -> None:
        """Closing twice is no error."""
        self._connection.close()
        self._folder_lock.release()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing; afterwards the connection is ready for the next, whatever happened."""
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            except BaseException as error:
                self._roll_back()
                if isinstance(error, sqlite3.Error):
                    raise store_fault(error) from error
                raise

    def _roll_back(self) -> None:
        try:
            # The database may have done so by itself, as on a full disk.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise store_fault(error) from error

    def _append(self, batch: Batch) -> None:
        for department_id, first in batch.first_versions.items():
            ((last,),) = self._connection.execute(_SQL["last_version"], (department_id,)).fetchall()
            if first != (last or 0) + 1:
                raise VersionTaken(f"Version {first} of department {department_id} can't follow version {last or 0}.")
        self._connection.executemany(_SQL["insert_fact"], batch.facts)

    def _erase(self, batch: Batch) -> None:
        for whose in batch.erased:
            self._connection.execute(_SQL["erase_personal"], whose)
            self._connection.execute(_SQL["erase_activities"], whose)
        if batch.is_erasing:
            scrubbing.set_due(self._connection, True)

    def _write_views(self, batch: Batch) -> None:
        run = self._connection.executemany
        run(_SQL["put_personal"], [(*key, value) for key, value in batch.personal.items() if value is not None])
        run(_SQL["delete_personal"], [key for key, value in batch.personal.items() if value is None])
        run(
            _SQL["put_activity"],
            [(department, session, number, *rest) for (department, session, number), rest in batch.activities.items()],
        )
        run(_SQL["put_timer"], [(*key, due) for key, due in batch.timers.items() if due is not None])
        run(_SQL["delete_timer"], [key for key, due in batch.timers.items() if due is None])
        run(_SQL["insert_operator_change"], batch.operator_changes)
        run(_SQL["insert_origin"], batch.origins)
        run(_SQL["no_longer_pending"], batch.kept_blobs)
        run(_SQL["drop_blob"], batch.dropped_blobs)

    def _keep_answers(self, answers: list[IdempotentAnswer]) -> None:
        for answer in answers:
            at = from_instant(answer.at)
            self._connection.execute(
                _SQL["put_idempotent"], (answer.caller, answer.key, answer.request, answer.status, answer.body, at)
            )
            if at - self._purged_at > _PURGE_EVERY:
                self._connection.execute(_SQL["purge_idempotent"], (at - _ANSWERS_KEPT,))
                self._purged_at = at
