"""The second pass: session by session, its laws and everything that is stored about it."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

import msgspec

from hovorna.application import activities, documents
from hovorna.application.accounts import Department
from hovorna.application.checking.log_pass import LogSummary
from hovorna.application.checking.report import Findings
from hovorna.application.checking.shelf import Shelf
from hovorna.application.checking.slots import Slots
from hovorna.application.checking.tally import Tally
from hovorna.application.ports import StoredViews
from hovorna.application.unit import ActivityRow, SessionRow
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.laws.agreement import disagreements
from hovorna.domain.laws.second_reading import read
from hovorna.domain.laws.session_laws import judge
from hovorna.domain.laws.stuck import stuck
from hovorna.domain.laws.violation import Law
from hovorna.domain.session import fold
from hovorna.domain.session.state import Session


class BlobUse(msgspec.Struct, frozen=True):
    """What the log says of an object in blob storage."""

    department_id: int
    session_id: int
    version: int
    sha256: str
    size: int
    is_deleted: bool


class SessionPass:
    def __init__(
        self, stored: StoredViews, department: Department, log: LogSummary, findings: Findings, now: datetime
    ) -> None:
        self._stored = stored
        self._department = department
        self._log = log
        self._findings = findings
        self._now = now
        self._origins = Tally()
        self.blobs: dict[str, BlobUse] = {}
        rows = findings.readable(Law.SESSIONS, stored.session_rows(department.id))
        lines = findings.readable(Law.ACTIVITIES, stored.activity_rows(department.id))
        self._rows = Shelf(rows, _id_of, self._row_left_over)
        self._activities = Shelf(lines, _session_of, self._activities_left_over)
        self._personal = Shelf(stored.personal_rows(department.id), _first_of, self._personal_left_over)

    def run(self) -> dict[str, BlobUse]:
        self._compare_notes()
        stored = self._stored.raw_facts_by_session(self._department.id)
        for session_id, told in groupby(stored, key=_first_of):
            self._findings.counts["sessions"] += 1
            self._compare(session_id, [fact for _, _, fact in told])
        for shelf in (self._rows, self._activities, self._personal):
            shelf.leave_rest()
        self._compare_origins()
        return self.blobs

    def _compare_notes(self) -> None:
        """Of no session: what operators' presences were explained with."""
        stored = {slot for _, slot, _ in self._personal.take(0)}
        self._findings.counts["personal"] += len(stored)
        for slot in sorted(self._log.notes - stored):
            self._findings.add(Law.PERSONAL, f"The personal value {slot} is missing.")
        for slot in sorted(stored - self._log.notes):
            self._findings.add(Law.PERSONAL, f"The personal value {slot} follows from no fact.")

    def _compare(self, session_id: int, told: list[bytes | Fact]) -> None:
        rows, lines = self._rows.take(session_id), self._activities.take(session_id)
        values = {slot: value for _, slot, value in self._personal.take(session_id)}
        self._findings.counts["activities"] += len(lines)
        self._findings.counts["personal"] += len(values)
        facts = [fact for fact in told if isinstance(fact, Fact)]
        if len(facts) < len(told):
            return  # The first pass has named the fact; nothing sound follows from the others.
        if not isinstance(facts[0].body, f.SessionCreated):
            sentence = f"The session begins with {facts[0].type}."
            self._findings.add(Law.REPLAY, sentence, session_id, [facts[0].version])
            return
        try:
            session = fold.fold(facts)
            self._judge(session, facts)
        except Exception as error:  # noqa: BLE001 - a damaged log may break the fold in any way
            sentence = f"The session can't be replayed: {type(error).__name__} {error}."
            self._findings.add(Law.REPLAY, sentence, session_id, [facts[-1].version])
            return
        self._note_origin(facts[0].body, session_id)
        self._note_blobs(session, facts)
        self._compare_personal(session_id, facts, values)
        expected = activities.rows_of(session, facts, values)
        self._compare_activities(session, lines, expected)
        self._compare_row(session, rows, values, expected)

    def _judge(self, session: Session, facts: list[Fact]) -> None:
        as_of = max(self._now, session.last_at)
        reading = read(facts)
        self._findings.take(judge(facts, reading, as_of))
        self._findings.take(disagreements(session, reading, as_of))
        held_up = stuck(reading, session.source, self._log.timers, self._log.people)
        if held_up is not None:
            self._findings.take([held_up])

    def _compare_row(
        self, session: Session, rows: list[SessionRow], values: dict[str, str], lines: list[ActivityRow]
    ) -> None:
        if not rows:
            self._findings.add(Law.SESSIONS, "The session's row is missing.", session.id, [session.last_version])
            return
        found: list[str] = []
        for tags in self._log.tags.possible(session.last_version, set(session.tags)):
            expected = documents.render(session, self._department.company_id, self._department.id, tags, values)
            if session.status.is_final:
                expected = documents.with_activities(expected, lines)
            if expected == rows[0]:
                return
            found = found or _differing(rows[0], expected)
        sentence = f"The session's row differs from the replay in {', '.join(found)}."
        self._findings.add(Law.SESSIONS, sentence, session.id, [session.last_version])

    def _compare_activities(self, session: Session, lines: list[ActivityRow], expected: list[ActivityRow]) -> None:
        if lines == expected:
            return
        stored, replayed = {line.id: line for line in lines}, {line.id: line for line in expected}
        for number in sorted(stored.keys() | replayed.keys()):
            if number not in stored:
                self._findings.add(Law.ACTIVITIES, f"Activity {number} is missing.", session.id, [number])
            elif number not in replayed:
                self._findings.add(Law.ACTIVITIES, f"Activity {number} follows from no fact.", session.id, [number])
            elif stored[number] != replayed[number]:
                parts = ", ".join(_differing(stored[number], replayed[number]))
                sentence = f"Activity {number} differs from the replay in {parts}."
                self._findings.add(Law.ACTIVITIES, sentence, session.id, [number])

    def _compare_personal(self, session_id: int, facts: list[Fact], values: dict[str, str]) -> None:
        slots, last = Slots(facts), facts[-1].version
        for slot in slots.missing(values):
            self._findings.add(Law.PERSONAL, f"The personal value {slot} is missing.", session_id, [last])
        why = "is left of an anonymised session" if slots.is_anonymised else "follows from no fact"
        for slot in slots.orphans(values):
            self._findings.add(Law.PERSONAL, f"The personal value {slot} {why}.", session_id, [last])

    def _note_origin(self, about: f.SessionCreated, session_id: int) -> None:
        if about.origin is not None and about.origin_key is not None:
            self._origins.add((about.origin, about.origin_key, session_id))

    def _compare_origins(self) -> None:
        for origin in self._stored.origin_rows(self._department.id):
            self._findings.counts["origins"] += 1
            self._origins.remove(origin)
        if self._origins.is_even:
            return
        rows = set(self._stored.origin_rows(self._department.id))
        told = set(self._told_origins())
        for name, key, session_id in sorted(told - rows):
            sentence = f"The origin {name} {key} of the session is missing: it would be imported again."
            self._findings.add(Law.ORIGINS, sentence, session_id)
        for name, key, session_id in sorted(rows - told):
            self._findings.add(Law.ORIGINS, f"The origin {name} {key} follows from no fact.", session_id)

    def _told_origins(self) -> Iterable[tuple[str, str, int]]:
        for session_id, _, fact in self._stored.raw_facts_by_session(self._department.id):
            body = fact.body if isinstance(fact, Fact) else None
            if isinstance(body, f.SessionCreated) and body.origin is not None and body.origin_key is not None:
                yield body.origin, body.origin_key, session_id

    def _note_blobs(self, session: Session, facts: list[Fact]) -> None:
        for fact in facts:
            body = fact.body
            if isinstance(body, f.FileShared):
                is_deleted = session.files[body.file_id].is_deleted
            elif isinstance(body, f.RecordingProcessed):
                is_deleted = session.recordings[body.recording_id].is_deleted
            else:
                continue
            self.blobs[body.blob] = BlobUse(
                self._department.id, session.id, fact.version, body.sha256, body.size, is_deleted
            )

    def _row_left_over(self, session_id: int) -> None:
        self._findings.add(Law.SESSIONS, "The session's row follows from no fact.", session_id)

    def _activities_left_over(self, session_id: int) -> None:
        self._findings.add(Law.ACTIVITIES, "Activities are stored of a session that has no facts.", session_id)

    def _personal_left_over(self, session_id: int) -> None:
        self._findings.add(Law.PERSONAL, "Personal values are stored of a session that has no facts.", session_id)


def _differing(stored: SessionRow | ActivityRow, expected: SessionRow | ActivityRow) -> list[str]:
    """Names alone: what stands there may be anybody's words."""
    names = [name for name in expected.__struct_fields__ if getattr(stored, name) != getattr(expected, name)]
    if "document" not in names:
        return names
    members = _differing_members(stored.document, expected.document)
    return [name for name in names if name != "document"] + [f"document ({members})" if members else "document"]


def _differing_members(stored: bytes, expected: bytes) -> str:
    try:
        one, other = _members(stored), _members(expected)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    return ", ".join(sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name)))


def _members(document: bytes) -> dict[str, Any]:  # Any: whatever a document holds
    """Two bytes stand for what is filled in when answering (see `unit.SessionRow`)."""
    text = document.replace(documents.ACTIVITIES, b"null").replace(activities.BASE, b"")
    return msgspec.json.decode(text, type=dict[str, Any])


def _id_of(row: SessionRow) -> int:
    return row.id


def _session_of(row: ActivityRow) -> int:
    return row.session_id


def _first_of(row: tuple[int, Any, Any]) -> int:  # Any: only the first matters
    return row[0]
