"""Decides batches of jobs and writes each batch in one transaction: group commit, the only way into the log."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from hovorna.application.jobs import Job, KeyReused, Outcome, Result, Room
from hovorna.application.names import OperatorName
from hovorna.application.ports import Clock, LogWriter, StoreUnavailable
from hovorna.application.switchroom import Switchroom
from hovorna.application.unit import IdempotentAnswer, Unit
from hovorna.application.views import TouchedSessions, unit_of
from hovorna.domain.errors import DomainError
from hovorna.domain.switchboard.turn import Turn

logger = logging.getLogger(__name__)

#: A fresh snapshot after this many facts keeps a cold start short.
SNAPSHOT_EVERY = 5000

#: How long an Idempotency-Key answers the same.
ANSWERS_KEPT = timedelta(hours=24)

_ID_BLOCK = 64

#: Not faults: the caller is told and nothing has changed.
_REFUSALS = (DomainError, KeyReused, StoreUnavailable)

Listener = Callable[[Unit], None]


class _Batch:
    """What has been decided and not yet written."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.results: list[tuple[Job, Result]] = []
        self.answers: dict[tuple[str, str], IdempotentAnswer] = {}
        self.touched: dict[int, TouchedSessions] = {}


class Writing:
    """Not thread-safe: whoever owns it feeds it batches, one after the other."""

    def __init__(
        self,
        store: LogWriter,
        clock: Clock,
        company_of: Callable[[int], int],
        operator_name: Callable[[int], OperatorName],
    ) -> None:
        self.store = store
        self._clock = clock
        self._company_of = company_of
        self._operator_name = operator_name
        self._rooms: dict[int, Switchroom] = {}
        self._ids = iter(range(0))
        self._unsnapped: dict[int, int] = {}
        #: A department of the last batch, if that could not be written.
        self.failed_department: int | None = None
        #: Told of every committed unit, in order.
        self.listeners: list[Listener] = []

    def room(self, department_id: int) -> Switchroom:
        room = self._rooms.get(department_id)
        if room is None:
            company_id = self._company_of(department_id)
            room = Switchroom.load(department_id, company_id, self.store, self._operator_name)
            self._rooms[department_id] = room
        return room

    def new_session_id(self) -> int:
        for session_id in self._ids:
            return session_id
        self._ids = iter(self.store.reserve_session_ids(_ID_BLOCK))
        return next(self._ids)

    def run(self, jobs: Sequence[Job]) -> None:
        """Decides every job in order, commits them together, then tells each what came of it."""
        now, batch = self._clock.now(), _Batch()
        for job in jobs:
            turns: list[Turn] = []
            try:
                result: Result = self._decide(job, now, batch, turns)
            except _REFUSALS as refusal:
                result = refusal
            except Exception as fault:
                logger.exception("A command failed.", extra={"event": "command_failed"})
                result = fault
            batch.results.append((job, result))
            if isinstance(result, Exception) and self._is_spoilt(result, turns):
                self._flush(batch)
                self._rooms.pop(job.department_id, None)
                batch = _Batch()
        self._flush(batch)

    def _is_spoilt(self, error: Exception, turns: list[Turn]) -> bool:
        """A lone refused command has changed nothing; anything else left facts in memory that will not be written."""
        return not isinstance(error, _REFUSALS) or any(turn.facts for turn in turns)

    def _decide(self, job: Job, now: datetime, batch: _Batch, turns: list[Turn]) -> Outcome:
        known = self._known(job, batch, now)
        if known is not None:
            return Outcome(repeated=known)
        room = self.room(job.department_id)
        for command in job.commands(Room(room, self.new_session_id)):
            turns.append(room.decide(command, now))  # noqa: PERF401 - the caller sees the turns before a refusal
        unit = unit_of(room, turns)
        if job.idempotency is not None and job.answer is not None:
            who, (status, body) = job.idempotency, job.answer(turns)
            unit.idempotent = IdempotentAnswer(who.caller, who.key, who.request, status, body, now)
            batch.answers[(who.caller, who.key)] = unit.idempotent
        if unit.facts or unit.links or unit.idempotent is not None:
            batch.units.append(unit)
            batch.touched.setdefault(job.department_id, TouchedSessions(room, self.store)).add(turns)
        return Outcome(tuple(turns))

    def _known(self, job: Job, batch: _Batch, now: datetime) -> IdempotentAnswer | None:
        who = job.idempotency
        if who is None:
            return None
        known = batch.answers.get((who.caller, who.key)) or self.store.idempotent_answer(who.caller, who.key)
        # A store throws old answers away at its leisure; how long they hold is decided here.
        if known is not None and now - known.at > ANSWERS_KEPT:
            return None
        if known is not None and known.request != who.request:
            raise KeyReused("This key was used for another request.")
        return known

    def _flush(self, batch: _Batch) -> None:
        if batch.units:
            try:
                self._render(batch)
                self.store.commit(batch.units)
                self.failed_department = None
            except Exception as error:  # noqa: BLE001 - whatever it was, nothing was written and all are told
                self._fail(batch, error)
                return
        for room in self._rooms.values():
            room.committed()
        for job, result in batch.results:
            job.done(result)
        self._follow_up(batch.units)

    def _render(self, batch: _Batch) -> None:
        last = {unit.department_id: unit for unit in batch.units}
        for department_id, touched in batch.touched.items():
            touched.render_into(last[department_id])

    def _fail(self, batch: _Batch, error: Exception) -> None:
        """Nothing of the batch was written: what was decided in memory is thrown away and loaded again."""
        self._rooms.clear()
        self.failed_department = batch.units[0].department_id
        failure = error if isinstance(error, StoreUnavailable) else StoreUnavailable(f"The write failed: {error}")
        logger.error("A batch could not be written.", exc_info=error, extra={"event": "commit_failed"})
        for job, result in batch.results:
            job.done(result if isinstance(result, DomainError | KeyReused) else failure)

    def _follow_up(self, units: list[Unit]) -> None:
        for unit in units:
            for listener in self.listeners:
                listener(unit)
            self._unsnapped[unit.department_id] = self._unsnapped.get(unit.department_id, 0) + len(unit.facts)
        if any(unit.is_erasing for unit in units):
            self.store.scrub()
        for department_id, count in self._unsnapped.items():
            if count >= SNAPSHOT_EVERY:
                self._snapshot(department_id)

    def _snapshot(self, department_id: int) -> None:
        """A snapshot that can't be saved costs a longer start, nothing else."""
        room = self._rooms.get(department_id)
        if room is None:
            return
        self._unsnapped[department_id] = 0
        try:
            self.store.save_snapshot(room.snapshot())
        except StoreUnavailable:
            logger.warning("A snapshot could not be saved.", extra={"event": "snapshot_failed"})

    def snapshot_all(self) -> None:
        """Before a shutdown, so that the next start is quick."""
        for department_id in list(self._rooms):
            if self._unsnapped.get(department_id):
                self._snapshot(department_id)
