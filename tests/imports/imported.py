"""Recorded data sets, imported as a whole, with what an import says of them."""

import json
from datetime import timedelta
from pathlib import Path

import msgspec

from hovorna.adapters.importers import FORMATS
from hovorna.application.documents import read_params
from hovorna.application.import_result import ImportResult
from hovorna.application.importing import Importer
from hovorna.domain.session.durations import length
from hovorna.domain.session.state import Session
from tests.unit.application.recording_engine import DEPARTMENT, People, RecordingEngine


class Imported(msgspec.Struct):
    engine: RecordingEngine
    people: People
    result: ImportResult

    @property
    def sessions(self) -> list[Session]:
        return list(self.engine.sessions.values())

    @property
    def answered(self) -> list[Session]:
        return [session for session in self.sessions if session.started is not None]

    def params(self, session: Session) -> dict[str, str]:
        stored = self.engine.personal[session.id, "params"] or "[]"
        return {param.name or "": param.value or "" for param in read_params({"params": stored})}

    def operator_of(self, session: Session) -> str:
        operator_id = session.joinings[0].operator_id
        return next(user.user_name for user in self.people.all if user.id == operator_id)

    def group_of(self, session: Session) -> str | None:
        return self.engine.board.groups[session.last_group_id].name if session.last_group_id else None

    def again(self, kind: str, path: Path) -> ImportResult:
        return Importer(DEPARTMENT, self.engine, self.people.accounts).run(FORMATS[kind], path)


def import_into_memory(kind: str, path: Path) -> Imported:
    engine, people = RecordingEngine(), People()
    return Imported(engine, people, Importer(DEPARTMENT, engine, people.accounts).run(FORMATS[kind], path))


def talk(session: Session) -> timedelta:
    found = length(session)
    assert found is not None
    return found


def seconds(span: timedelta) -> int:
    """The sources are exact to the second, and so must these be."""
    assert span.microseconds == 0
    return span.days * 86_400 + span.seconds


def expected(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return found
