"""The simulated call centre's floor: a switchboard on a virtual clock, and those who react to what happens on it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from hovorna.domain.facts import Body, Fact
from hovorna.domain.switchboard.commands import Command, FireTimer
from hovorna.domain.switchboard.decide import decide
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.switchboard.turn import Turn
from hovorna.simulator.agenda import Agenda

#: Reactions put something on the agenda; they never decide within another turn. Any: the body they asked for.
Reaction = Callable[[Fact, Any], None]


DEPARTMENT = 1


class Follower(Protocol):
    """Sees every turn, in order: a log, a count, a check."""

    def follow(self, turn: Turn) -> None: ...


class Floor:
    def __init__(self, agenda: Agenda, followers: Iterable[Follower]) -> None:
        self.agenda = agenda
        self.board = Switchboard(department_id=DEPARTMENT)
        self._followers = tuple(followers)
        self._reactions: dict[type[Body], list[Reaction]] = {}

    @property
    def now(self) -> datetime:
        return self.agenda.now

    def on(self, body: type[Body], reaction: Reaction) -> None:
        self._reactions.setdefault(body, []).append(reaction)

    def do(self, command: Command) -> Turn:
        """A refusal is a fault of whoever asked: simulated people ask only for what they can see."""
        turn = decide(self.board, command, self.agenda.now)
        for follower in self._followers:
            follower.follow(turn)
        self._set_timers(turn)
        for fact in turn.facts:
            for reaction in self._reactions.get(type(fact.body), ()):
                reaction(fact, fact.body)
        return turn

    def _set_timers(self, turn: Turn) -> None:
        # The effects are a set of words, whose order differs between processes.
        for key in sorted(turn.effects.timers):
            due = self.board.timers.get(key)
            if due is not None:
                self.agenda.at(due, partial(self._fire, key, due))

    def _fire(self, key: str, due: datetime) -> None:
        if self.board.timers.get(key) == due:
            self.do(FireTimer(key, due))
