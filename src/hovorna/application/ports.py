"""What the application needs of the outside, in its own words; adapters pass a contract suite for each."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import msgspec

from hovorna.application.contacts.reads import ContactReader, ContactReads, StoredContact
from hovorna.application.unit import ActivityRow, IdempotentAnswer, SessionRow, Snapshot, Unit
from hovorna.contract.session_filters import SessionFilters
from hovorna.domain.facts import Fact
from hovorna.domain.switchboard.effects import OperatorChange


class StoreUnavailable(Exception):
    """The store can't write now (disk full, read-only, locked); nothing of the write remains. The sentence says why."""


class VersionTaken(Exception):
    """Another writer appended first: catch up and decide again."""


class StoreLocked(Exception):
    """Another process holds this folder."""


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC with microseconds, never running backwards within a process."""
        ...


class LogWriter(ContactReads, Protocol):
    """The writing side of a store. Used by one thread at a time."""

    def commit(self, units: Sequence[Unit]) -> None:
        """All units in one durable transaction. Raises StoreUnavailable or VersionTaken; then nothing was written."""
        ...

    def reserve_session_ids(self, count: int) -> range:
        """Ids that no session has or will have; below 2**31; numbers lost in a crash are never given again."""
        ...

    def save_snapshot(self, snapshot: Snapshot) -> None: ...

    def latest_snapshot(self, department_id: int) -> Snapshot | None: ...

    def facts_after(self, department_id: int, version: int) -> Iterator[Fact]: ...

    def session_facts(self, department_id: int, session_id: int) -> list[Fact]: ...

    def personal_of(self, department_id: int, session_id: int) -> dict[str, str]: ...

    def activities_of(self, department_id: int, session_id: int) -> list[ActivityRow]: ...

    def idempotent_answer(self, caller: str, key: str) -> IdempotentAnswer | None:
        """None also when it is older than 24 h."""
        ...

    def pending_blob_deletions(self) -> list[str]: ...

    def expect_blob(self, key: str) -> None:
        """Before an upload: pending for deletion until a unit keeps it, so that a crash leaves no stray bytes."""
        ...

    def blob_deleted(self, key: str) -> None: ...

    def scrub(self) -> None:
        """Makes deleted words unreadable in the store's files as well."""
        ...

    def known_origins(self, department_id: int, origin: str) -> set[str]: ...

    def close(self) -> None: ...


class TimerRow(msgspec.Struct, frozen=True):
    department_id: int
    key: str
    due: datetime


class StoredSession(msgspec.Struct, frozen=True):
    """What answering about one session needs, without parsing its document."""

    id: int
    company_id: int
    department_id: int
    status: str
    document: bytes


class ChangesAsked(msgspec.Struct, frozen=True):
    """A stretch of an operator's timeline; both ends belong to it. The oldest first, or the newest."""

    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None
    offset: int = 0
    is_newest_first: bool = False


class LogReader(ContactReader, Protocol):
    """The reading side: safe from any thread, never waits for the writer, sees only what was committed."""

    def session(self, session_id: int) -> StoredSession | None: ...

    def sessions(
        self, company_id: int, filters: SessionFilters, limit: int, offset: int
    ) -> AbstractContextManager[Iterator[list[StoredSession]]]:
        """Newest first (created, then id), in chunks, all from one snapshot of the store."""
        ...

    def session_facts(self, department_id: int, session_id: int) -> list[Fact]: ...

    def first_since(self, department_id: int, instant: datetime) -> int | None:
        """The version of the first fact at or after the instant. Looks through the log."""
        ...

    def last_version(self, department_id: int) -> int:
        """0 where nothing has happened yet."""
        ...

    def fact(self, department_id: int, version: int) -> Fact | None: ...

    def facts_after(self, department_id: int, version: int) -> Iterator[Fact]: ...

    def personal_of(self, department_id: int, session_id: int) -> dict[str, str]: ...

    def activities_of(self, department_id: int, session_id: int) -> list[ActivityRow]: ...

    def due_timers(self, until: datetime, limit: int) -> list[TimerRow]: ...

    def next_due(self) -> datetime | None: ...

    def operator_changes(self, department_id: int, operator_id: int | None = None) -> list[OperatorChange]:
        """Oldest first by instant, then version."""
        ...

    def operator_timeline(self, department_id: int, operator_id: int, asked: ChangesAsked) -> list[OperatorChange]:
        """By instant, then version."""
        ...

    def operator_timeline_length(self, department_id: int, operator_id: int, asked: ChangesAsked) -> int:
        """How many there are without limit and offset."""
        ...

    def presence_notes(self, department_id: int, versions: Iterable[int]) -> dict[int, str]:
        """Version of the fact that set a presence -> its note, where it has one."""
        ...

    def idempotent_answer(self, caller: str, key: str) -> IdempotentAnswer | None: ...

    def department_ids(self) -> list[int]: ...


class StoredViews(Protocol):
    """Everything a store keeps about a department beside its log, for the check that compares it with a replay."""

    def steady(self) -> AbstractContextManager[None]:
        """Within it this thread reads one state of the store, whoever writes meanwhile."""
        ...

    def session_rows(self, department_id: int) -> Iterator[SessionRow]:
        """In the order of their ids."""
        ...

    def activity_rows(self, department_id: int) -> Iterator[ActivityRow]:
        """Session by session in the order of their ids."""
        ...

    def timer_rows(self, department_id: int) -> Iterator[TimerRow]: ...

    def personal_rows(self, department_id: int) -> Iterator[tuple[int, str, str]]:
        """(session, slot, value), session by session in the order of their ids."""
        ...

    def operator_change_rows(self, department_id: int) -> Iterator[OperatorChange]: ...

    def origin_rows(self, department_id: int) -> Iterator[tuple[str, str, int]]: ...

    def contact_rows(self, department_id: int) -> Iterator[StoredContact]:
        """In the order of their ids."""
        ...

    def snapshot_rows(self, department_id: int) -> Iterator[Snapshot]: ...

    def raw_facts(self, department_id: int) -> Iterator[tuple[int, bytes | Fact]]:
        """Version and fact in log order; the stored bytes instead where they can't be read as a fact."""
        ...

    def raw_facts_by_session(self, department_id: int) -> Iterator[tuple[int, int, bytes | Fact]]:
        """(session, version, fact): session by session in the order of their ids, each in log order."""
        ...

    def pending_blob_deletions(self) -> list[str]: ...

    def sequences(self) -> dict[str, int]:
        """Kind of number -> the next that will be given; a kind that was never asked for is left out."""
        ...


class StoredObject(msgspec.Struct, frozen=True):
    """What is known of an object in blob storage."""

    key: str
    size: int
    etag: str
    #: When it was last put; None where the storage does not tell.
    modified: datetime | None = None


class Blobs(Protocol):
    """Recordings and files. Keys are chosen by the application and can't leave the store's folder."""

    async def put(self, key: str, chunks: AsyncIterator[bytes]) -> tuple[int, str]:
        """Streams in; the object is visible only when whole. Returns size and SHA-256 (hex)."""
        ...

    async def head(self, key: str) -> StoredObject | None: ...

    def stream(self, key: str, start: int, length: int) -> AsyncIterator[bytes]: ...

    async def delete(self, key: str) -> None:
        """Deleting what is not there is no error."""
        ...

    async def keys(self) -> list[str]: ...
