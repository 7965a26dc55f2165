"""Collects what an import has to record and hands it to the engine, a transaction at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from hovorna.application.accounts import Accounts, Department
from hovorna.application.naming import Naming
from hovorna.application.recorded_commands import session_command
from hovorna.application.source_records import SourcePresence, SourceSession
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.recording import RecordPresence, RecordSession
from hovorna.domain.vocabulary import Presence

#: Sessions and presence steps of one transaction: large enough that commits do not count, small enough that little
#: is done again after a crash.
BATCH = 200


class Recorder(Protocol):
    """The engine, as an import needs it."""

    def group_ids(self, department_id: int) -> dict[str, int]:
        """Ids of the groups that the switchboard has, by name."""
        ...

    def operator_ids(self, department_id: int) -> set[int]: ...

    def known_origins(self, department_id: int, origin: str) -> set[str]: ...

    def recorded_presence(self, department_id: int) -> set[tuple[int, datetime, Presence]]:
        """What the operators' timelines hold: who, when, what."""
        ...

    def reserve_session_ids(self, department_id: int, count: int) -> Sequence[int]: ...

    def submit(self, department_id: int, commands: Sequence[Command]) -> int:
        """All in one transaction, durable when it returns. How many facts were appended."""
        ...


class Batches:
    """What was recorded before is never recorded again."""

    def __init__(self, department: Department, recorder: Recorder, accounts: Accounts, origin: str) -> None:
        self._department_id, self._recorder, self._origin = department.id, recorder, origin
        self._naming = Naming(
            department, accounts, recorder.group_ids(department.id), recorder.operator_ids(department.id)
        )
        self._keys = recorder.known_origins(department.id, origin)
        #: Beginnings of the known keys, by their length.
        self._identities: dict[int, set[str]] = {}
        self._presence = recorder.recorded_presence(department.id)
        self._sessions: list[RecordSession] = []
        self._presences: list[RecordPresence] = []

    @property
    def is_full(self) -> bool:
        return len(self._sessions) + len(self._presences) >= BATCH

    def is_known(self, session: SourceSession) -> bool:
        return session.key in self._keys or self._is_known_by_identity(session)

    def has_changed(self, session: SourceSession) -> bool:
        """It was imported with other rows. A closed session never changes, so what is new stays out."""
        return session.key not in self._keys

    def _is_known_by_identity(self, session: SourceSession) -> bool:
        length = len(session.identity)
        if not length:
            return False
        if length not in self._identities:
            self._identities[length] = {key[:length] for key in self._keys}
        return session.identity in self._identities[length]

    def add_session(self, session: SourceSession) -> None:
        self._sessions.append(session_command(session, self._origin, self._naming))

    def add_presence(self, item: SourcePresence) -> bool:
        """False where the timeline has that very step at that instant already."""
        operator_id = self._naming.operator(item.operator)
        step = (operator_id, item.at, item.presence)
        if step in self._presence:
            return False
        self._presence.add(step)
        self._presences.append(RecordPresence(operator_id, item.at, item.presence))
        return True

    def flush(self) -> tuple[int, int]:
        """One transaction: how many sessions and facts it added. New groups and operators come first."""
        ids = self._recorder.reserve_session_ids(self._department_id, len(self._sessions))
        sessions = [
            msgspec.structs.replace(session, session_id=session_id)
            for session, session_id in zip(self._sessions, ids, strict=True)
        ]
        commands: list[Command] = [*self._naming.take_new(), *self._presences, *sessions]
        self._sessions, self._presences = [], []
        if not commands:
            return 0, 0
        return len(sessions), self._recorder.submit(self._department_id, commands)
