"""What the demo is given by whoever starts it."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Protocol

import msgspec

from hovorna.application.accounts import Accounts
from hovorna.application.jobs import Outcome, Room
from hovorna.application.ports import Blobs, Clock
from hovorna.application.unit import Unit
from hovorna.domain.switchboard.commands import Command

Maker = Callable[[Room], Iterable[Command]]


class Tells(Protocol):
    """Tells of every committed unit, in order, from the writer's thread."""

    listeners: list[Callable[[Unit], None]]


class Executes(Protocol):
    """The part of the engine that the demo uses: the same door that real guests and operators come through."""

    @property
    def writing(self) -> Tells: ...

    async def execute(self, department_id: int, commands: Maker | Command) -> Outcome: ...


class Pace(Protocol):
    """How simulated people wait."""

    async def sleep(self, seconds: float) -> None: ...


class RealTime:
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class DemoParts(msgspec.Struct, frozen=True):
    engine: Executes
    accounts: Accounts
    blobs: Blobs
    clock: Clock
    pace: Pace = RealTime()
    #: Everything that people do by chance follows from it and from the ids of sessions and offers.
    seed: int = 1
