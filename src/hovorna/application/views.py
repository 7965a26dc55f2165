"""The stored views that follow a batch's facts: made once per session and batch, from where the session ended up."""

from hovorna.application import activities, documents
from hovorna.application.ports import LogWriter
from hovorna.application.switchroom import Switchroom
from hovorna.application.unit import ActivityRow, PersonalRow, Unit
from hovorna.domain.facts import Anonymised, Fact, FileDeleted, FileShared, RecordingProcessed, SessionCreated
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.turn import Turn


def unit_of(room: Switchroom, turns: list[Turn]) -> Unit:
    """Everything but sessions and activities, which wait for the batch's end."""
    unit = Unit(department_id=room.department_id)
    for turn in turns:
        unit.facts += turn.facts
        unit.personal += [PersonalRow(write.session_id, write.slot, write.value) for write in turn.personal]
        unit.erased += turn.erased
        unit.contacts += turn.contacts
        unit.links += turn.links
        unit.dropped_blobs += turn.dropped_blobs
        unit.operator_changes += turn.effects.operator_changes
        for key in turn.effects.timers:
            unit.timers[key] = room.board.timers.get(key)
        for fact in turn.facts:
            body = fact.body
            if isinstance(body, FileShared | RecordingProcessed):
                unit.kept_blobs.append(body.blob)
            if isinstance(body, SessionCreated) and body.origin is not None and body.origin_key is not None:
                unit.origins.append((body.origin, body.origin_key, fact.session_id))
    return unit


class TouchedSessions:
    """The sessions that one department's part of a batch is about, with the facts that it added to each."""

    def __init__(self, room: Switchroom, store: LogWriter) -> None:
        self._room = room
        self._store = store
        self._sessions: dict[int, Session] = {}
        self._facts: dict[int, list[Fact]] = {}

    def add(self, turns: list[Turn]) -> None:
        for turn in turns:
            self._sessions.update(turn.touched)
            for fact in turn.facts:
                if fact.session_id:
                    self._facts.setdefault(fact.session_id, []).append(fact)

    def render_into(self, unit: Unit) -> None:
        """Adds the rows to the department's last unit of the batch."""
        room = self._room
        for session_id, session in self._sessions.items():
            values = room.values(session_id)
            rows = self._activities(session, values)
            unit.activities += rows
            row = documents.render(session, room.company_id, room.department_id, room.board.tags, values)
            if session.status.is_final:
                row = documents.with_activities(row, self._conversation(session, rows))
            unit.sessions.append(row)

    def _activities(self, session: Session, values: dict[str, str]) -> list[ActivityRow]:
        """The batch's new lines; all of them when the words are going, a file's own line when the file goes."""
        added = self._facts.get(session.id, [])
        bodies = [type(fact.body) for fact in added]
        if Anonymised in bodies:
            added = self._store.session_facts(self._room.department_id, session.id) + added
        elif FileDeleted in bodies:
            added = self._shared_before(session, added) + added
        return activities.rows_of(session, added, values)

    def _shared_before(self, session: Session, added: list[Fact]) -> list[Fact]:
        deleted = {fact.body.file_id for fact in added if isinstance(fact.body, FileDeleted)}
        versions = {session.files[file_id].activity_id for file_id in deleted}
        stored = self._store.session_facts(self._room.department_id, session.id)
        return [fact for fact in stored if fact.version in versions]

    def _conversation(self, session: Session, added: list[ActivityRow]) -> list[ActivityRow]:
        facts = self._facts.get(session.id, [])
        if any(isinstance(fact.body, Anonymised) for fact in facts):
            return added
        is_whole = bool(facts) and isinstance(facts[0].body, SessionCreated)
        stored = [] if is_whole else self._store.activities_of(self._room.department_id, session.id)
        by_id = {row.id: row for row in stored}
        by_id.update((row.id, row) for row in added)
        return [by_id[key] for key in sorted(by_id)]
