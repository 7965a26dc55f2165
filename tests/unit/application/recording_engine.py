"""An engine for imports: decides with the real domain, keeps everything in memory."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from hovorna.application.accounts import Accounts, Department, User
from hovorna.domain.facts import Fact, SessionCreated
from hovorna.domain.laws.agreement import disagreements
from hovorna.domain.laws.second_reading import read
from hovorna.domain.laws.session_laws import judge
from hovorna.domain.laws.violation import Violation
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.decide import decide
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import OperatorStateKind, Presence

DEPARTMENT = Department(id=1, company_id=1, name="Care")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_PRESENCES = {presence.value for presence in Presence}


class RecordingEngine:
    """What an import asks of the engine; `fails_after` makes the n-th transaction and all later ones fail."""

    def __init__(self, fails_after: int | None = None) -> None:
        self.board = Switchboard(department_id=DEPARTMENT.id)
        self.facts: list[Fact] = []
        self.sessions: dict[int, Session] = {}
        self.personal: dict[tuple[int, str], str | None] = {}
        self.origins: set[tuple[str, str]] = set()
        self.changes: list[OperatorChange] = []
        self.batches: list[int] = []
        self.fails_after = fails_after
        self._next_id = 1

    def group_ids(self, department_id: int) -> dict[str, int]:
        return {group.name: group.id for group in self.board.groups.values()}

    def operator_ids(self, department_id: int) -> set[int]:
        return set(self.board.operators)

    def known_origins(self, department_id: int, origin: str) -> set[str]:
        return {key for name, key in self.origins if name == origin}

    def recorded_presence(self, department_id: int) -> set[tuple[int, datetime, Presence]]:
        changes = [change for change in self.changes if change.kind.value in _PRESENCES]
        return {(change.operator_id, change.at, Presence(change.kind.value)) for change in changes}

    def reserve_session_ids(self, department_id: int, count: int) -> range:
        first, self._next_id = self._next_id, self._next_id + count
        return range(first, self._next_id)

    def submit(self, department_id: int, commands: Sequence[Command]) -> int:
        if self.fails_after is not None and len(self.batches) >= self.fails_after:
            raise OSError("the disk is full")
        before = len(self.facts)
        for command in commands:
            turn = decide(self.board, command, NOW)
            self.facts += turn.facts
            self.sessions.update(turn.touched)
            self.personal.update({(one.session_id, one.slot): one.value for one in turn.personal})
            self.changes += turn.effects.operator_changes
            for fact in turn.facts:
                if isinstance(fact.body, SessionCreated) and fact.body.origin and fact.body.origin_key:
                    self.origins.add((fact.body.origin, fact.body.origin_key))
        self.batches.append(len(commands))
        return len(self.facts) - before

    def violations(self) -> list[Violation]:
        """What the laws find in the recorded sessions, by the second reading of their facts."""
        facts: dict[int, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            facts[fact.session_id].append(fact)
        found: list[Violation] = []
        for session_id, session in self.sessions.items():
            reading = read(facts[session_id])
            found += judge(facts[session_id], reading, NOW)
            found += disagreements(session, reading, NOW)
        return found

    def timeline(self, operator_id: int) -> list[tuple[datetime, OperatorStateKind]]:
        return [(change.at, change.kind) for change in self.changes if change.operator_id == operator_id]


class People:
    """The accounts, as far as an import needs them."""

    def __init__(self, *users: User) -> None:
        self.all = list(users)
        self._ids: dict[str, int] = {}

    def users(self, company_id: int) -> list[User]:
        return [user for user in self.all if user.company_id == company_id]

    def add_user(self, company_id: int, department_id: int, user_name: str, first_name: str, last_name: str) -> User:
        made = User(100 + len(self.all), company_id, user_name, first_name, last_name, {department_id: frozenset()})
        self.all.append(made)
        return made

    def next_id(self, kind: str) -> int:
        self._ids[kind] = self._ids.get(kind, 0) + 1
        return self._ids[kind]

    def id_of(self, user_name: str) -> int:
        return next(user.id for user in self.all if user.user_name == user_name)

    @property
    def accounts(self) -> Accounts:
        return cast(Accounts, self)
