"""The running engine, seen by an import: it writes through the same door as everybody else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from hovorna.application.jobs import Outcome, Room
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.vocabulary import Presence

_PRESENCES = {presence.value for presence in Presence}

Found = TypeVar("Found")


class Executor(Protocol):
    def execute_now(self, department_id: int, commands: Callable[[Room], Iterable[Command]]) -> Outcome: ...


class History(Protocol):
    """The reading side of a store, as far as an import asks it."""

    def operator_changes(self, department_id: int) -> list[OperatorChange]: ...

    def origin_rows(self, department_id: int) -> Iterator[tuple[str, str, int]]: ...


class EngineRecorder:
    def __init__(self, engine: Executor, history: History) -> None:
        self._engine, self._history = engine, history

    def group_ids(self, department_id: int) -> dict[str, int]:
        def groups(room: Room) -> dict[str, int]:
            return {one.name: one.id for one in room.switchroom.board.groups.values() if not one.is_deleted}

        return self._look(department_id, groups)

    def operator_ids(self, department_id: int) -> set[int]:
        return self._look(department_id, lambda room: set(room.switchroom.board.operators))

    def known_origins(self, department_id: int, origin: str) -> set[str]:
        return {key for name, key, _ in self._history.origin_rows(department_id) if name == origin}

    def recorded_presence(self, department_id: int) -> set[tuple[int, datetime, Presence]]:
        changes = [one for one in self._history.operator_changes(department_id) if one.kind.value in _PRESENCES]
        return {(change.operator_id, change.at, Presence(change.kind.value)) for change in changes}

    def reserve_session_ids(self, department_id: int, count: int) -> Sequence[int]:
        return self._look(department_id, lambda room: [room.new_session_id() for _ in range(count)])

    def submit(self, department_id: int, commands: Sequence[Command]) -> int:
        return len(self._engine.execute_now(department_id, lambda _: commands).facts)

    def _look(self, department_id: int, what: Callable[[Room], Found]) -> Found:
        """The department as it stands: nobody but the engine may look at it, so the engine is asked in its turn."""
        found: list[Found] = []

        def look(room: Room) -> Iterable[Command]:
            found.append(what(room))
            return ()

        self._engine.execute_now(department_id, look)
        return found[0]
