"""A log with its views in memory: the writing side, the reading side and the stored views in one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import RLock

from hovorna.adapters.stores.memory.contacts import MemoryContacts
from hovorna.adapters.stores.memory.department import DepartmentData
from hovorna.adapters.stores.memory.filters import condition_of
from hovorna.adapters.stores.memory.timers import Timers
from hovorna.application import personal
from hovorna.application.ports import ChangesAsked, StoredSession, StoreUnavailable, TimerRow
from hovorna.application.unit import ActivityRow, IdempotentAnswer, SessionRow, Snapshot, Unit
from hovorna.contract.session_filters import SessionFilters
from hovorna.domain.facts import Fact
from hovorna.domain.switchboard.effects import OperatorChange

_CHUNK = 200
_IDS_END = 2**31
_ANSWERS_KEPT = timedelta(hours=24)


class MemoryLog(MemoryContacts):
    """Implements LogWriter, LogReader and StoredViews."""

    def __init__(self, department_ids: Callable[[], list[int]] = list) -> None:
        """`department_ids` comes from the accounts, where departments are made."""
        self.department_ids = department_ids
        self._departments: defaultdict[int, DepartmentData] = defaultdict(DepartmentData)
        self._timers = Timers()
        self._department_of: dict[int, int] = {}
        self._answers: dict[tuple[str, str], IdempotentAnswer] = {}
        self._dropped_blobs: dict[str, None] = {}
        #: The latest instant that came with a commit: a store has no clock.
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._next_session_id = 1
        # Readers of other threads see whole commits.
        self._lock = RLock()

    def commit(self, units: Sequence[Unit]) -> None:
        with self._lock:
            self._refuse(units)
            for unit in units:
                self._departments[unit.department_id].apply(unit)
                for session in unit.sessions:
                    self._department_of[session.id] = session.department_id
                for key, due in unit.timers.items():
                    self._timers.set(unit.department_id, key, due)
                for key in unit.kept_blobs:
                    self._dropped_blobs.pop(key, None)
                self._dropped_blobs.update(dict.fromkeys(unit.dropped_blobs))
                if unit.facts:
                    self._latest = max(self._latest, unit.facts[-1].at)
                if unit.idempotent is not None:
                    self._keep(unit.idempotent)

    def _refuse(self, units: Sequence[Unit]) -> None:
        by_department: defaultdict[int, list[Unit]] = defaultdict(list)
        for unit in units:
            by_department[unit.department_id].append(unit)
        for department_id, its in by_department.items():
            self._departments[department_id].refuse_gaps(its)
            self._departments[department_id].refuse_known_origins(its)

    def _keep(self, answer: IdempotentAnswer) -> None:
        self._latest = max(self._latest, answer.at)
        # Oldest first: a key that is used again moves to the end.
        self._answers.pop((answer.caller, answer.key), None)
        self._answers[answer.caller, answer.key] = answer
        while (oldest := next(iter(self._answers.values()))).at < self._latest - _ANSWERS_KEPT:
            del self._answers[oldest.caller, oldest.key]

    def reserve_session_ids(self, count: int) -> range:
        with self._lock:
            first = self._next_session_id
            if first + count > _IDS_END:
                raise StoreUnavailable("All session ids are used up.")
            self._next_session_id += count
        return range(first, first + count)

    def save_snapshot(self, snapshot: Snapshot) -> None:
        with self._lock:
            self._departments[snapshot.department_id].keep_snapshot(snapshot)

    def latest_snapshot(self, department_id: int) -> Snapshot | None:
        snapshots = self._departments[department_id].snapshots
        return snapshots[max(snapshots)] if snapshots else None

    def known_origins(self, department_id: int, origin: str) -> set[str]:
        return {key for whose, key in list(self._departments[department_id].origins) if whose == origin}

    def close(self) -> None:
        """Nothing is kept anywhere else."""

    def session(self, session_id: int) -> StoredSession | None:
        department_id = self._department_of.get(session_id)
        return None if department_id is None else _stored(self._departments[department_id].sessions[session_id])

    @contextmanager
    def sessions(
        self, company_id: int, filters: SessionFilters, limit: int, offset: int
    ) -> Iterator[Iterator[list[StoredSession]]]:
        fulfils = condition_of(filters, lambda row: self.activities_of(row.department_id, row.id))
        with self._lock:
            found = [
                row
                for department in self._departments.values()
                for row in department.sessions.values()
                if row.company_id == company_id and fulfils(row)
            ]
        found.sort(key=lambda row: (row.created, row.id), reverse=True)
        listed = found[offset : offset + limit]
        yield ([_stored(row) for row in listed[start : start + _CHUNK]] for start in range(0, len(listed), _CHUNK))

    def session_facts(self, department_id: int, session_id: int) -> list[Fact]:
        return list(self._departments[department_id].facts_of_session.get(session_id, ()))

    def first_since(self, department_id: int, instant: datetime) -> int | None:
        return next((fact.version for fact in self.facts_after(department_id, 0) if fact.at >= instant), None)

    def last_version(self, department_id: int) -> int:
        return len(self._departments[department_id].facts)

    def fact(self, department_id: int, version: int) -> Fact | None:
        facts = self._departments[department_id].facts
        return facts[version - 1] if 0 < version <= len(facts) else None

    def facts_after(self, department_id: int, version: int) -> Iterator[Fact]:
        facts = self._departments[department_id].facts
        return (facts[place] for place in range(version, len(facts)))

    def personal_of(self, department_id: int, session_id: int) -> dict[str, str]:
        return dict(self._departments[department_id].personal.get(session_id, {}))

    def activities_of(self, department_id: int, session_id: int) -> list[ActivityRow]:
        activities = self._departments[department_id].activities.get(session_id, {})
        return sorted(activities.values(), key=lambda activity: activity.id)

    def due_timers(self, until: datetime, limit: int) -> list[TimerRow]:
        with self._lock:
            return [TimerRow(*timer) for timer in self._timers.due(until, limit)]

    def next_due(self) -> datetime | None:
        with self._lock:
            return self._timers.next_due()

    def operator_changes(self, department_id: int, operator_id: int | None = None) -> list[OperatorChange]:
        changes = self._departments[department_id].changes
        mine = [change for change in changes if operator_id is None or change.operator_id == operator_id]
        # Changes of one fact keep the order in which they were written.
        return sorted(mine, key=lambda change: (change.at, change.version))

    def operator_timeline(self, department_id: int, operator_id: int, asked: ChangesAsked) -> list[OperatorChange]:
        found = self._stretch(department_id, operator_id, asked)
        ordered = found[::-1] if asked.is_newest_first else found
        end = None if asked.limit is None else asked.offset + asked.limit
        return ordered[asked.offset : end]

    def operator_timeline_length(self, department_id: int, operator_id: int, asked: ChangesAsked) -> int:
        return len(self._stretch(department_id, operator_id, asked))

    def _stretch(self, department_id: int, operator_id: int, asked: ChangesAsked) -> list[OperatorChange]:
        return [
            change
            for change in self.operator_changes(department_id, operator_id)
            if (asked.since is None or change.at >= asked.since) and (asked.until is None or change.at <= asked.until)
        ]

    def presence_notes(self, department_id: int, versions: Iterable[int]) -> dict[int, str]:
        notes = self.personal_of(department_id, 0)
        slots = {version: personal.presence_note(version) for version in versions}
        return {version: notes[slot] for version, slot in slots.items() if slot in notes}

    def idempotent_answer(self, caller: str, key: str) -> IdempotentAnswer | None:
        answer = self._answers.get((caller, key))
        return None if answer is None or self._latest - answer.at > _ANSWERS_KEPT else answer

    def pending_blob_deletions(self) -> list[str]:
        return list(self._dropped_blobs)

    def expect_blob(self, key: str) -> None:
        self._dropped_blobs[key] = None

    def blob_deleted(self, key: str) -> None:
        self._dropped_blobs.pop(key, None)

    def scrub(self) -> None:
        """There are no files."""

    def session_rows(self, department_id: int) -> Iterator[SessionRow]:
        sessions = self._departments[department_id].sessions
        return iter([sessions[session_id] for session_id in sorted(sessions)])

    def activity_rows(self, department_id: int) -> Iterator[ActivityRow]:
        for session_id in sorted(self._departments[department_id].activities):
            yield from self.activities_of(department_id, session_id)

    def timer_rows(self, department_id: int) -> Iterator[TimerRow]:
        for key, due in self._timers.of_department(department_id):
            yield TimerRow(department_id, key, due)

    def personal_rows(self, department_id: int) -> Iterator[tuple[int, str, str]]:
        for session_id, slots in sorted(self._departments[department_id].personal.items()):
            for slot, value in sorted(slots.items()):
                yield session_id, slot, value

    def operator_change_rows(self, department_id: int) -> Iterator[OperatorChange]:
        return iter(self.operator_changes(department_id))

    def origin_rows(self, department_id: int) -> Iterator[tuple[str, str, int]]:
        for (origin, key), session_id in sorted(self._departments[department_id].origins.items()):
            yield origin, key, session_id

    def snapshot_rows(self, department_id: int) -> Iterator[Snapshot]:
        snapshots = self._departments[department_id].snapshots
        return iter([snapshots[version] for version in sorted(snapshots)])

    @contextmanager
    def steady(self) -> Iterator[None]:
        with self._lock:
            yield

    def raw_facts(self, department_id: int) -> Iterator[tuple[int, bytes | Fact]]:
        for fact in self.facts_after(department_id, 0):
            yield fact.version, fact

    def raw_facts_by_session(self, department_id: int) -> Iterator[tuple[int, int, bytes | Fact]]:
        for session_id, facts in sorted(self._departments[department_id].facts_of_session.items()):
            for fact in facts if session_id else ():
                yield session_id, fact.version, fact

    def sequences(self) -> dict[str, int]:
        return {"session": self._next_session_id}


def _stored(row: SessionRow) -> StoredSession:
    return StoredSession(row.id, row.company_id, row.department_id, str(row.status), row.document)
