"""Commands that the core decides and evolves per second: whole chats, 30 operators, 50 waiting, reasons stored."""

import time
from collections import deque
from datetime import UTC, datetime, timedelta

from bench.chats import CHAT, GROUP, OPERATORS, conversation, department
from bench.figure import Figure, Measured, medians
from hovorna.domain.facts import OperatorOffered
from hovorna.domain.switchboard.commands import AcceptOffer, Command, Conclude, CreateSession, LeaveSession
from hovorna.domain.switchboard.decide import decide
from hovorna.domain.switchboard.state import Switchboard

WAITING = 50
COMMANDS = 30_000
ROUNDS = 5

_BETWEEN_COMMANDS = timedelta(milliseconds=100)


class _Desk:
    """Keeps the line at its length: whenever somebody is taken from it, somebody arrives."""

    def __init__(self, waiting: int) -> None:
        self.board = Switchboard(department_id=1)
        self.commands = 0
        self._now = datetime(2026, 1, 5, 9, tzinfo=UTC)
        self._waiting = waiting
        self._last_session_id = 0
        self._offers: deque[tuple[int, int, int]] = deque()
        self._talking: deque[tuple[int, int]] = deque()
        for command in department(range(1, OPERATORS + 1)):
            self._do(command)
        self._fill()

    def _do(self, command: Command) -> None:
        self.commands += 1
        self._now += _BETWEEN_COMMANDS
        for fact in decide(self.board, command, self._now).facts:
            if isinstance(fact.body, OperatorOffered):
                self._offers.append((fact.body.operator_id, fact.version, fact.session_id))

    def _fill(self) -> None:
        while len(self.board.lines[GROUP]) - len(self._offers) < self._waiting:
            self._last_session_id += 1
            self._do(CreateSession(self._last_session_id, CHAT))
        while self._offers:
            operator_id, offer_id, session_id = self._offers.popleft()
            self._do(AcceptOffer(operator_id, offer_id))
            self._talking.append((session_id, operator_id))

    def finish_one(self) -> None:
        """The longest conversation is held and ends; its operator takes the first who waits, and one more arrives."""
        session_id, operator_id = self._talking.popleft()
        for command in conversation(session_id, operator_id):
            self._do(command)
        self._do(LeaveSession(session_id, operator_id))
        self._do(Conclude(session_id, operator_id))
        self._fill()


def commands_per_second(commands: int = COMMANDS, waiting: int = WAITING) -> float:
    desk = _Desk(waiting)
    before, begun = desk.commands, time.perf_counter()
    while desk.commands - before < commands:
        desk.finish_one()
    elapsed = time.perf_counter() - begun
    assert len(desk.board.lines[GROUP]) == waiting
    return (desk.commands - before) / elapsed


def measure(rounds: int = ROUNDS) -> Measured:
    (value,) = medians(rounds, commands_per_second)
    return Measured(value)


FIGURE = Figure("core_commands", "commands/s", measure, aim=15_000)
