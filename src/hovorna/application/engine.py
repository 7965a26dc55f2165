"""The running engine: one writer thread that takes jobs as they come, and fires timers when they are due."""

import asyncio
import heapq
import logging
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from hovorna.application.jobs import Idempotency, Job, Outcome, Result, Room
from hovorna.application.ports import Clock, LogReader, LogWriter, StoreUnavailable
from hovorna.application.unit import Unit
from hovorna.application.writing import Writing
from hovorna.domain.errors import DomainError
from hovorna.domain.switchboard.commands import Command, FireTimer
from hovorna.domain.switchboard.turn import Turn

logger = logging.getLogger(__name__)

#: A batch takes what waits, up to this many jobs: long enough to share a commit, short enough to answer soon.
BATCH = 256

#: How long the writer sleeps at most, so that timers set by other nodes are found too.
LONGEST_NAP = 5.0

_RETRY_NAP = timedelta(seconds=1)


class Engine:
    """`start` and `stop` frame its life; `execute` may be called from any event loop."""

    def __init__(self, writing: Writing, reader: LogReader, clock: Clock) -> None:
        self.writing = writing
        self._reader = reader
        self._clock = clock
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="hovorna-writer", daemon=True)
        self._due: list[tuple[datetime, int, str]] = []
        self._closing = False
        writing.listeners.append(self._note_timers)

    def start(self) -> None:
        for department_id in self._reader.department_ids():
            timers = self.writing.room(department_id).board.timers
            self._due += [(due, department_id, key) for key, due in timers.items()]
        heapq.heapify(self._due)
        self._thread.start()

    def stop(self) -> None:
        """Jobs that were accepted are finished first."""
        self._closing = True
        self._jobs.put(None)
        self._thread.join()

    @property
    def is_running(self) -> bool:
        return self._thread.is_alive() and not self._closing

    async def execute(
        self,
        department_id: int,
        commands: Callable[[Room], Iterable[Command]] | Command,
        *,
        answer: Callable[[Sequence[Turn]], tuple[int, bytes]] | None = None,
        idempotency: Idempotency | None = None,
    ) -> Outcome:
        """Returns when it is durable; raises the refusal, or StoreUnavailable when it could not be written."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()

        def done(result: Result) -> None:
            with suppress(RuntimeError):  # The loop is closed: nobody waits any more.
                loop.call_soon_threadsafe(_settle, future, result)

        self.submit(Job(department_id, _maker(commands), answer, idempotency, done))
        return await future

    async def chore(self, department_id: int, deed: Callable[[LogWriter], None]) -> None:
        """Work on the store beside the log, in the writer's turn: the writing side has one user at a time."""

        def commands(_: Room) -> Iterable[Command]:
            deed(self.writing.store)
            return ()

        await self.execute(department_id, commands)

    async def can_write(self) -> bool:
        """Whether the writer runs and its last commit went well; after one that failed, whether a write would now."""
        failed = self.writing.failed_department
        if not self.is_running or failed is None:
            return self.is_running
        try:
            await self.chore(failed, _try_to_write)
        except StoreUnavailable:
            return False
        self.writing.failed_department = None
        return True

    def submit(self, job: Job) -> None:
        if self._closing:
            raise StoreUnavailable("The server is shutting down.")
        self._jobs.put(job)

    def execute_now(self, department_id: int, commands: Callable[[Room], Iterable[Command]] | Command) -> Outcome:
        """For callers without an event loop: waits for the commit."""
        answered = threading.Event()
        results: list[Result] = []

        def done(result: Result) -> None:
            results.append(result)
            answered.set()

        self.submit(Job(department_id, _maker(commands), None, None, done))
        answered.wait()
        result = results[0]
        if isinstance(result, Exception):
            raise result
        return result

    def _run(self) -> None:
        while True:
            jobs, is_last = self._take()
            jobs += self._due_timers()
            try:
                if jobs:
                    self.writing.run(jobs)
            except Exception:
                logger.exception("The writer failed on a batch.", extra={"event": "writer_failed"})
            if is_last:
                self.writing.snapshot_all()
                return

    def _take(self) -> tuple[list[Job], bool]:
        jobs: list[Job] = []
        try:
            job = self._jobs.get(timeout=self._nap())
            while job is not None:
                jobs.append(job)
                if len(jobs) >= BATCH:
                    return jobs, False
                job = self._jobs.get_nowait()
            return jobs, True
        except queue.Empty:
            return jobs, False

    def _nap(self) -> float:
        if not self._due:
            return LONGEST_NAP
        wait = (self._due[0][0] - self._clock.now()).total_seconds()
        return min(max(wait, 0.0), LONGEST_NAP)

    def _due_timers(self) -> list[Job]:
        """Timers are asked about when they seem due; what they still mean is decided in their turn."""
        now, jobs = self._clock.now(), list[Job]()
        while self._due and self._due[0][0] <= now:
            due, department_id, key = heapq.heappop(self._due)
            jobs.append(Job(department_id, _maker(FireTimer(key, due)), done=self._retry(due, department_id, key)))
        return jobs

    def _retry(self, due: datetime, department_id: int, key: str) -> Callable[[Result], None]:
        """A timer that could not be written is asked about again."""

        def done(result: Result) -> None:
            if isinstance(result, Exception) and not isinstance(result, DomainError):
                heapq.heappush(self._due, (max(due, self._clock.now() + _RETRY_NAP), department_id, key))

        return done

    def _note_timers(self, unit: Unit) -> None:
        """Entries of timers that were moved or removed since stay in the heap and do no harm."""
        for key, due in unit.timers.items():
            if due is not None:
                heapq.heappush(self._due, (due, unit.department_id, key))


def _maker(commands: Callable[[Room], Iterable[Command]] | Command) -> Callable[[Room], Iterable[Command]]:
    if isinstance(commands, Command):
        command = commands
        return lambda _: (command,)
    return commands


def _try_to_write(store: LogWriter) -> None:
    """The smallest durable write there is; the id is never used."""
    store.reserve_session_ids(1)


def _settle(future: asyncio.Future[Outcome], result: Result) -> None:
    if future.done():
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
