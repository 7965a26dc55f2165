"""One webhook's deliveries on their way: some at once, each entity's in order, in no other webhook's way."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

import msgspec

from hovorna.application.ports import Clock, StoreUnavailable
from hovorna.application.webhooks.deliveries import Verdict
from hovorna.application.webhooks.desk import Asked, Desk, Given, Job
from hovorna.application.webhooks.retrying import GONE, Chance, Retrying, asked_wait, fault_of, judged, next_attempt
from hovorna.application.webhooks.sending import Parcel, Receipt, Sender
from hovorna.application.webhooks.signing import signature_headers

logger = logging.getLogger(__name__)

SEQUENCE_HEADER = "hovorna-session-sequence"

#: Requests under way at once to one webhook. As many again are kept ready, and for a quick receiver some more.
WINDOW = 32
_MOST_WINDOWS = 8
#: What has been kept ready for longer is made again: words may have been erased meanwhile.
_FRESH = timedelta(seconds=5)
#: With no more than so many under way a result is written down at once, with more after a moment.
_FEW = 8
#: A store that can't write is asked again after this many seconds, then after twice as many …
_FIRST_REST, _LONGEST_REST = 1.0, 30.0
#: A receiver that asks to be left alone is asked again after this time at the latest; the delivery itself waits longer.
_LONGEST_REST_OF_ALL = timedelta(hours=1)
Result = TypeVar("Result")


class InDesk(Protocol):
    """Runs what works on the store where it holds nobody up."""

    def __call__(self, deed: Callable[[], Result]) -> Awaitable[Result]: ...


class LaneParts(msgspec.Struct, frozen=True):
    desk: Desk
    in_desk: InDesk
    sender: Sender
    clock: Clock
    chance: Chance
    rules: Retrying = Retrying()
    window: int = WINDOW
    moment: float = 0.02
    grace: float = 5.0


class Lane:
    def __init__(self, webhook_id: int, parts: LaneParts, failing_since: datetime | None) -> None:
        self.webhook_id, self._parts = webhook_id, parts
        self._news, self._stop = asyncio.Event(), asyncio.Event()
        self._queue: deque[Job] = deque()
        #: Numbers that are queued, under way, or judged and not yet written down.
        self._busy: set[int] = set()
        self._runners: set[asyncio.Task[None]] = set()
        self._verdicts: list[Verdict] = []
        #: How many results came since the last time that some were written down.
        self._pace = 0
        self._failing_since, self._written_failing = failing_since, failing_since
        self._next_due: datetime | None = None
        #: The receiver asked to be left alone until then.
        self._rests_until: datetime | None = None
        #: Why the webhook has to be switched off.
        self._end: str | None = None
        #: The webhook is gone or was switched off: what is still under way says nothing about it any more.
        self._is_over = False

    def wake(self) -> None:
        """There may be something new to send."""
        self._news.set()

    def stop(self) -> None:
        self._stop.set()
        self._news.set()

    async def run(self) -> None:
        """Until it is stopped, or the webhook is gone or switched off.

        Then nothing new is begun; what is under way may still end, and what came of it is written down.
        """
        while (given := await self._exchange()) is not None:
            self._launch(given)
            if not (given.has_more and len(self._busy) < self._most()):
                await self._wait()
        self._queue.clear()
        if self._runners:
            await asyncio.wait(tuple(self._runners), timeout=self._parts.grace)
        for runner in tuple(self._runners):
            runner.cancel()
        if self._verdicts:
            with suppress(StoreUnavailable):
                await self._write_down()

    async def _exchange(self) -> Given | None:
        """None where there is nothing more to do."""
        rest = _FIRST_REST
        while not self._stop.is_set():
            try:
                given = await self._write_down()
            except StoreUnavailable as error:
                logger.warning(
                    "Deliveries of webhook %d wait for the store: %s",
                    self.webhook_id,
                    error,
                    extra={"event": "webhooks_held_up", "webhook_id": self.webhook_id},
                )
                with suppress(TimeoutError):
                    async with asyncio.timeout(rest):
                        await self._stop.wait()
                rest = min(2 * rest, _LONGEST_REST)
                continue
            return given if given.is_on else None
        return None

    async def _write_down(self) -> Given:
        self._news.clear()
        desk, verdicts, end, since = self._parts.desk, tuple(self._verdicts), self._end, self._failing_since
        if self._is_over:
            end = None
        failing = {} if since == self._written_failing else {self.webhook_id: since}
        busy = frozenset(self._busy.difference(verdict.number for verdict in verdicts))
        self._pace = len(verdicts)
        room = 0 if end is not None or self._is_over or self._stop.is_set() else max(self._most() - len(busy), 0)
        asked = Asked(self.webhook_id, verdicts, failing, room, busy)

        def deed() -> Given:
            given = desk.exchange(asked)
            if end is None:
                return given
            desk.disable(self.webhook_id, end)
            return Given(is_on=False)

        given = await self._parts.in_desk(deed)
        self._is_over = self._is_over or not given.is_on
        self._written_failing = since
        del self._verdicts[: len(verdicts)]
        self._busy.difference_update(verdict.number for verdict in verdicts)
        self._next_due = given.next_due
        _tell_of_the_dead(self.webhook_id, verdicts)
        return given

    def _most(self) -> int:
        """How many may be busy: more are kept ready for a receiver that is quick."""
        window = self._parts.window
        return min(max(window + 2 * self._pace, 2 * window), _MOST_WINDOWS * window)

    def _launch(self, given: Given) -> None:
        self._queue.extend(given.jobs)
        self._busy |= {job.delivery.number for job in given.jobs}
        if self._is_resting():
            return
        for _ in range(min(self._parts.window - len(self._runners), len(self._queue))):
            self._runners.add(asyncio.create_task(self._send_some()))

    def _is_resting(self) -> bool:
        return self._rests_until is not None and self._parts.clock.now() < self._rests_until

    async def _wait(self) -> None:
        """For a result, for somebody who wakes the lane, or for the time when something becomes due."""
        if not self._verdicts:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._seconds()):
                    await self._news.wait()
        if len(self._runners) > _FEW:
            await asyncio.sleep(self._parts.moment)

    def _seconds(self) -> float | None:
        times = [] if self._next_due is None else [self._next_due]
        if self._queue and self._is_resting() and self._rests_until is not None:
            times = [self._rests_until]
        if not times:
            return None
        return max((min(times) - self._parts.clock.now()).total_seconds(), 0.0)

    async def _send_some(self) -> None:
        try:
            while self._queue and self._end is None and not self._is_resting():
                job, begun = self._queue.popleft(), self._parts.clock.now()
                if begun - job.made > _FRESH or job.erasures != self._parts.desk.erasures:
                    self._busy.discard(job.delivery.number)
                    self._news.set()
                else:
                    self._judge(job, begun, await self._receipt(_parcel(job, begun)))
        finally:
            # At once, and not when the loop gets to it: whoever counts runners now must not count on this one.
            self._runners.discard(_this_task())

    async def _receipt(self, parcel: Parcel) -> Receipt:
        try:
            return await self._parts.sender.send(parcel)
        except Exception:
            extra = {"event": "webhooks_failed", "webhook_id": self.webhook_id}
            logger.exception("An attempt for webhook %d failed.", self.webhook_id, extra=extra)
            return Receipt(fault="The attempt failed within the server.")

    def _judge(self, job: Job, begun: datetime, receipt: Receipt) -> None:
        at, rules = self._parts.clock.now(), self._parts.rules
        again = None
        if fault_of(receipt) is not None:
            again = next_attempt(job.delivery.attempts, receipt, at, rules, self._parts.chance)
        verdict = judged(job.delivery, receipt, begun, at, again)
        self._verdicts.append(verdict)
        if verdict.is_delivered:
            self._failing_since = None
        else:
            self._failed(verdict, receipt)
        self._news.set()

    def _failed(self, verdict: Verdict, receipt: Receipt) -> None:
        at, rules = verdict.at, self._parts.rules
        since = self._failing_since = self._failing_since or at
        asked = asked_wait(receipt, at, rules)
        if asked is not None:
            self._rests_until = at + min(asked, _LONGEST_REST_OF_ALL)
        if receipt.status == GONE:
            self._end = verdict.error
        elif at - since >= rules.patience:
            self._end = f"Nothing came through for {_days(rules.patience)}. The last attempt: {verdict.error}"


def _this_task() -> asyncio.Task[None]:
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - runs in a task; narrows the type
    return task


def _days(patience: timedelta) -> str:
    return f"{patience.days} days" if patience.days else f"{patience.total_seconds():g} seconds"


def _parcel(job: Job, now: datetime) -> Parcel:
    delivery = job.delivery
    headers = {
        "content-type": "application/json",
        SEQUENCE_HEADER: str(delivery.sequence),
        **signature_headers(delivery.message_id, now, job.body, job.secrets),
    }
    return Parcel(job.url, job.body, headers, job.allowed)


def _tell_of_the_dead(webhook_id: int, verdicts: Sequence[Verdict]) -> None:
    dead = [verdict for verdict in verdicts if verdict.is_settled and not verdict.is_delivered]
    if dead:
        logger.warning(
            "%d deliveries to webhook %d were given up: %s",
            len(dead),
            webhook_id,
            dead[-1].error,
            extra={"event": "webhook_dead_letters", "webhook_id": webhook_id},
        )
