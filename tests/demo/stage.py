"""The demo on a memory store, in one thread and in virtual time."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from hovorna.adapters.stores.memory.log import MemoryLog
from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.accounts import Accounts
from hovorna.application.jobs import Job, Outcome, Result, Room
from hovorna.application.names import OperatorName
from hovorna.application.ports import StoredObject, StoreUnavailable
from hovorna.application.switchroom import replay
from hovorna.application.unit import Unit
from hovorna.application.writing import Writing
from hovorna.demo import DemoClient, DemoParts, prepare_demo, run_demo
from hovorna.demo.company.preparing import demo_departments
from hovorna.domain.facts import Fact
from hovorna.domain.session.fold import fold
from hovorna.domain.session.state import Session
from hovorna.domain.settings import Membership, OperatorSettings
from hovorna.domain.switchboard.commands import Command, ConfigureOperator, FireTimer
from hovorna.domain.switchboard.state import Switchboard
from tests.demo.virtual_time import START, LoopClock, run_virtually

Maker = Callable[[Room], Iterable[Command]]
Meanwhile = Callable[[DemoParts], Awaitable[None]]


class InlineEngine:
    """Decides at once where the real one hands over to its thread; timers are the loop's."""

    def __init__(self, writing: Writing, clock: LoopClock) -> None:
        self.writing = writing
        self._clock = clock
        self.refused = 0
        self.is_full = False
        writing.listeners.append(self._note_timers)

    async def execute(self, department_id: int, commands: Maker | Command) -> Outcome:
        await asyncio.sleep(0)
        if self.is_full:
            raise StoreUnavailable("The disk is full.")
        result = self.run(department_id, commands)
        if isinstance(result, Exception):
            self.refused += 1
            raise result
        return result

    def run(self, department_id: int, commands: Maker | Command) -> Result:
        results: list[Result] = []
        maker = (lambda _: (commands,)) if isinstance(commands, Command) else commands
        self.writing.run([Job(department_id, maker, done=results.append)])
        return results[0]

    @property
    def listens_besides_timers(self) -> bool:
        return self.writing.listeners != [self._note_timers]

    def wind_up(self, department_ids: Iterable[int]) -> None:
        """As the real engine does at its start."""
        for department_id in department_ids:
            for key, due in self.writing.room(department_id).board.timers.items():
                self._set(department_id, key, due)

    def _note_timers(self, unit: Unit) -> None:
        for key, due in unit.timers.items():
            if due is not None:
                self._set(unit.department_id, key, due)

    def _set(self, department_id: int, key: str, due: datetime) -> None:
        wait = max((due - self._clock.now()).total_seconds(), 0.0) + 0.001
        asyncio.get_running_loop().call_later(wait, self.run, department_id, FireTimer(key, due))


class FolderOfFiles:
    """Blobs in a folder, without threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_broken = False
        #: Seconds that putting takes.
        self.delay = 0.0

    async def put(self, key: str, chunks: AsyncIterator[bytes]) -> tuple[int, str]:
        content = b"".join([chunk async for chunk in chunks])
        await asyncio.sleep(self.delay)
        if self.is_broken:
            raise StoreUnavailable("The folder of blobs is read-only.")
        path = self.folder / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return len(content), hashlib.sha256(content).hexdigest()

    async def head(self, key: str) -> StoredObject | None:
        path = self.folder / key
        return StoredObject(key, path.stat().st_size, "") if path.exists() else None

    async def stream(self, key: str, start: int, length: int) -> AsyncIterator[bytes]:
        yield (self.folder / key).read_bytes()[start : start + length]

    async def delete(self, key: str) -> None:
        (self.folder / key).unlink(missing_ok=True)

    async def keys(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())


class Stage:
    """A store that outlives the runs on it. Every run begins where the last one ended, and some time later."""

    def __init__(self, folder: Path) -> None:
        self.accounts = Accounts(MemoryRegister())
        self.log = MemoryLog(self.accounts.department_ids)
        self.blobs = FolderOfFiles(folder)
        self.now = START
        self.announced: list[str] = []

    def play(self, seconds: float, seed: int = 1, meanwhile: Meanwhile | None = None) -> None:
        """Prepares and runs the demo for so long (counted from the end of `meanwhile`), then kills everybody."""
        run_virtually(self._play(seconds, seed, meanwhile))

    async def prepare(self, seed: int = 1) -> DemoClient:
        return await prepare_demo(self.parts(seed))

    async def _play(self, seconds: float, seed: int, meanwhile: Meanwhile | None) -> None:
        parts = self.parts(seed)
        await prepare_demo(parts)
        people = asyncio.create_task(run_demo(parts, self.announced.append))
        if meanwhile is not None:
            await meanwhile(parts)
        await asyncio.wait({people}, timeout=seconds)
        self.now = parts.clock.now() + timedelta(seconds=5)
        if people.done():
            people.result()
            raise AssertionError("the demo ended by itself")
        people.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await people
        assert not self.engine.listens_besides_timers

    def parts(self, seed: int = 1) -> DemoParts:
        """An engine that has just started on this store; to be called in a running loop where timers are pending."""

        def company_of(department_id: int) -> int:
            return next(one.company_id for one in self.accounts.departments() if one.id == department_id)

        def name_of(user_id: int) -> OperatorName:
            user = self.accounts.user(user_id)
            return OperatorName(user.user_name, user.first_name, user.last_name) if user else OperatorName()

        clock = LoopClock(self.now)
        self.engine = InlineEngine(Writing(self.log, clock, company_of, name_of), clock)
        self.engine.wind_up(self.accounts.department_ids())
        return DemoParts(engine=self.engine, accounts=self.accounts, blobs=self.blobs, clock=clock, seed=seed)

    def hire(self, user_name: str, department_id: int) -> int:
        """An operator of every group whom the demo does not know."""
        company_id = self.accounts.companies()[0].id
        user = self.accounts.add_user(company_id, department_id, user_name, "Eva", "Stará")
        groups = tuple(Membership(group_id) for group_id in self.board(department_id).groups)

        async def configure() -> None:
            await self.parts().engine.execute(department_id, ConfigureOperator(OperatorSettings(user.id, groups)))

        run_virtually(configure())
        return user.id

    # --- what the log says ----------------------------------------------------------------------------------------

    def departments(self) -> list[int]:
        return [department.id for _, department in demo_departments(self.accounts)]

    def board(self, department_id: int) -> Switchboard:
        """As the next start will find it."""
        board = Switchboard(department_id=department_id)
        replay(board, self.log.facts_after(department_id, 0))
        return board

    def facts(self) -> list[tuple[int, Fact]]:
        """(department, fact), department by department in the order of their logs."""
        return [(one, fact) for one in self.departments() for fact in self.log.facts_after(one, 0)]

    def facts_of_sessions(self) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {}
        for _, fact in self.facts():
            if fact.session_id:
                found.setdefault(fact.session_id, []).append(fact)
        return found

    def sessions(self) -> list[Session]:
        return [fold(facts) for facts in self.facts_of_sessions().values()]
