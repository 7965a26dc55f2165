"""What callers hand to the writer, and what they get back."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from hovorna.application.switchroom import Switchroom
from hovorna.application.unit import IdempotentAnswer
from hovorna.domain.facts import Fact
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.turn import Turn


class KeyReused(Exception):
    """The same Idempotency-Key came with another request."""


class Idempotency(msgspec.Struct, frozen=True):
    caller: str
    key: str
    #: SHA-256 of method, path and body.
    request: str


class Outcome(msgspec.Struct, frozen=True):
    """What a job came to; `repeated` is the earlier answer where the idempotency key was known."""

    turns: tuple[Turn, ...] = ()
    repeated: IdempotentAnswer | None = None

    @property
    def facts(self) -> list[Fact]:
        return [fact for turn in self.turns for fact in turn.facts]


class Room(msgspec.Struct, frozen=True):
    """What a job may look at when it makes its commands: the department as it stands in its turn."""

    switchroom: Switchroom
    new_session_id: Callable[[], int]


Result = Outcome | Exception


def _ignore(result: Result) -> None:
    """Nobody waits for it."""


class Job(msgspec.Struct):
    """Commands for one department that are decided together and committed together."""

    department_id: int
    commands: Callable[[Room], Iterable[Command]]
    #: Status and body to be remembered under the idempotency key.
    answer: Callable[[Sequence[Turn]], tuple[int, bytes]] | None = None
    idempotency: Idempotency | None = None
    #: Called once, from the writer's thread, after the commit.
    done: Callable[[Result], None] = _ignore
