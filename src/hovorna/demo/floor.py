"""One department as its simulated people stand in it: what they see, what they do, how they wait."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime

import msgspec

from hovorna.application.documents import read_params
from hovorna.application.jobs import Outcome, Room
from hovorna.application.unit import Unit
from hovorna.demo.mirror import Mirror
from hovorna.demo.parts import DemoParts, Maker
from hovorna.domain.errors import DomainError
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import Command

Deed = Command | Callable[[Room], Command]
Claim = Callable[[Session], bool]


class Beat(msgspec.Struct, frozen=True):
    """Something to be done so many seconds after a beginning; the last of a series is done however late it is."""

    at: float
    deed: Callable[[], Awaitable[object]]


class Floor:
    def __init__(self, parts: DemoParts, department_id: int) -> None:
        self.parts = parts
        self.department_id = department_id
        self.mirror = Mirror()
        #: Sessions whose guests the demo plays.
        self.own: set[int] = set()
        #: Offers that the demo's operators went for.
        self.taken: set[int] = set()

    @property
    def seed(self) -> int:
        return self.parts.seed

    async def open(self) -> None:
        """From now on the mirror follows the log. Every open session that is found becomes the demo's own."""
        loop = asyncio.get_running_loop()

        def listen(unit: Unit) -> None:
            if unit.department_id == self.department_id and not loop.is_closed():
                loop.call_soon_threadsafe(self.mirror.receive, tuple(unit.facts))

        self._listen = listen
        self.parts.engine.writing.listeners.append(listen)
        await self.mirror.start(self.parts.engine, self.department_id)
        self.own |= set(self.mirror.sessions)

    def close(self) -> None:
        self.parts.engine.writing.listeners.remove(self._listen)

    async def do(self, session: Session, deed: Deed, only_if: Claim | None = None) -> bool:
        """Whether anything came of it: people act on what they saw a moment ago, so a refusal is part of life.

        Nothing is ever done to a session that is final.
        """

        def commands(room: Room) -> Iterable[Command]:
            now = room.switchroom.board.sessions.get(session.id)
            if now is None or now.status.is_final or (only_if is not None and not only_if(now)):
                return ()
            return (deed if isinstance(deed, Command) else deed(room),)

        outcome = await self.ask(commands)
        return outcome is not None and bool(outcome.facts)

    async def ask(self, commands: Maker | Command) -> Outcome | None:
        """None is a refusal. When it returns, the mirror shows what came of it."""
        try:
            outcome = await self.parts.engine.execute(self.department_id, commands)
        except DomainError:
            return None
        facts = outcome.facts
        if facts:
            await self.mirror.reached(facts[-1].version)
        return outcome

    def now(self) -> datetime:
        return self.parts.clock.now()

    async def sleep(self, seconds: float) -> None:
        await self.parts.pace.sleep(seconds)

    async def until(self, session: Session, holds: Claim, seconds: float) -> bool:
        """Waits until the claim holds, the session is final or the time has passed; whether it holds then."""
        timer = asyncio.ensure_future(self.parts.pace.sleep(max(seconds, 0.0)))
        try:
            while not (holds(session) or session.status.is_final or timer.done()):
                await asyncio.wait({timer, self.mirror.change_of(session)}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            timer.cancel()
        return holds(session)

    async def stay(self, session: Session, seconds: float) -> None:
        """Lets the time pass; cut short only when the session is final."""
        await self.until(session, lambda one: one.status.is_final, seconds)

    async def play(self, session: Session, since: datetime, beats: Sequence[Beat], goes_on: Claim) -> None:
        """One beat after the other while the claim holds. What should have happened while nobody was there (a
        restart) is left out, but the last beat."""

        def is_over(one: Session) -> bool:
            return not goes_on(one)

        ordered = sorted(beats, key=lambda beat: beat.at)
        for beat in ordered:
            wait = beat.at - (self.now() - since).total_seconds()
            if wait < -1.0 and beat is not ordered[-1]:
                continue
            if await self.until(session, is_over, max(wait, 0.1)) or session.status.is_final:
                return
            await beat.deed()


def known_params(room: Room, session_id: int) -> dict[str, str]:
    """The call params that the session has now, as rules want them."""
    params = read_params(room.switchroom.values(session_id))
    return {param.name or "": param.value or "" for param in params}
