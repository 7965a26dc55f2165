"""Delivers to webhooks for as long as the process runs: follows the logs, and keeps a lane for each webhook."""

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import msgspec

from hovorna.application.ports import StoreUnavailable
from hovorna.application.unit import Unit
from hovorna.application.webhooks.desk import Desk, DeskParts
from hovorna.application.webhooks.lane import WINDOW, InDesk, Lane, LaneParts, Result
from hovorna.application.webhooks.retrying import Chance, Retrying
from hovorna.application.webhooks.sending import Sender
from hovorna.domain.facts import Anonymised

logger = logging.getLogger(__name__)

#: How soon a webhook that was made, changed or switched on is noticed, and what other processes wrote.
_POLL = 1.0
#: After a failure of the store.
_REST = 2.0


class Options(msgspec.Struct, frozen=True):
    rules: Retrying = Retrying()
    window: int = WINDOW
    #: So many seconds new facts and results are gathered, so that one transaction writes several.
    moment: float = 0.02
    #: So many seconds a request that is under way may go on in the end; what is not told by then is sent again.
    grace: float = 5.0
    # Spreads load; nothing secret depends on it.
    chance: Chance = random.random


class Lag(msgspec.Struct, frozen=True, rename="camel"):
    """How far delivering is behind, for the health page."""

    #: Facts that the webhook furthest behind has yet to see.
    facts_behind: int
    #: Deliveries that are not settled, of all webhooks, and how long the eldest has waited.
    pending: int
    oldest_pending_seconds: float | None
    #: Webhooks to which nothing comes through just now, and those that are switched off.
    failing: int
    disabled: int
    #: Whether the store holds it up.
    is_held_up: bool


class Delivering:
    """`start` and `stop` frame its life, both in the event loop that sends; `note` may be called from any thread."""

    def __init__(
        self, parts: DeskParts, sender: Sender, options: Options | None = None, in_desk: InDesk | None = None
    ) -> None:
        options = options or Options()
        self._clock, self._sender = parts.clock, sender
        self._moment = options.moment
        self._desk = Desk(parts)
        self._thread = ThreadPoolExecutor(1, "hovorna-webhooks")
        self._in_desk = in_desk or self._in_thread
        self._lane_parts = LaneParts(
            desk=self._desk,
            in_desk=self._in_desk,
            sender=sender,
            clock=parts.clock,
            chance=options.chance,
            rules=options.rules,
            window=options.window,
            moment=options.moment,
            grace=options.grace,
        )
        self._lanes: dict[int, tuple[Lane, asyncio.Task[None]]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._following: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._is_noted = self._stops = self._is_held_up = False
        #: The last version of each department's log that was heard of.
        self._heads: dict[int, int] = {}

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._following = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        self._stops = True
        self._news.set()
        if self._following is not None:
            await self._following
        for lane, _ in self._lanes.values():
            lane.stop()
        await asyncio.gather(*(task for _, task in self._lanes.values()), return_exceptions=True)
        self._thread.shutdown()
        await self._sender.close()

    def note(self, unit: Unit) -> None:
        """New facts are durable."""
        if not unit.facts:
            return
        self._heads[unit.department_id] = unit.facts[-1].version
        if any(isinstance(fact.body, Anonymised) for fact in unit.facts):
            self._desk.erasures += 1
        loop = self._loop
        if loop is not None and not self._is_noted:
            self._is_noted = True
            with suppress(RuntimeError):  # The loop is closed: nobody delivers any more.
                loop.call_soon_threadsafe(self._news.set)

    def wake(self) -> None:
        """Time has passed, or somebody changed something."""
        self._news.set()
        for lane, _ in self._lanes.values():
            lane.wake()

    def lag(self) -> Lag:
        now, standings = self._clock.now(), self._desk.standings
        eldest = min((one.oldest for one in standings.values() if one.oldest is not None), default=None)
        return Lag(
            facts_behind=self._desk.behind(dict(self._heads)),
            pending=sum(one.pending for one in standings.values()),
            oldest_pending_seconds=None if eldest is None else max((now - eldest).total_seconds(), 0.0),
            failing=sum(one.failing_since is not None for one in standings.values()),
            disabled=self._desk.disabled,
            is_held_up=self._is_held_up,
        )

    def _in_thread(self, deed: Callable[[], Result]) -> "asyncio.Future[Result]":
        return asyncio.get_running_loop().run_in_executor(self._thread, deed)

    async def _follow(self) -> None:
        while not self._stops:
            self._news.clear()
            self._is_noted = False
            try:
                step = await self._in_desk(self._desk.step)
            except StoreUnavailable as error:
                if not self._is_held_up:
                    logger.warning("Webhooks wait for the store: %s", error, extra={"event": "webhooks_held_up"})
                self._is_held_up = True
                await self._wait(_REST)
                continue
            except Exception:
                logger.exception("Following the logs failed.", extra={"event": "webhooks_failed"})
                await self._wait(_REST)
                continue
            self._is_held_up = False
            self._tend_lanes(step.planned)
            if not step.has_more:
                await self._wait(_POLL)
                await asyncio.sleep(self._moment)

    async def _wait(self, at_most: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(at_most):
                await self._news.wait()

    def _tend_lanes(self, planned: Iterable[int]) -> None:
        for webhook_id, (_, task) in list(self._lanes.items()):
            if task.done():
                del self._lanes[webhook_id]
                error = task.exception()
                if error is not None:
                    extra = {"event": "webhooks_failed", "webhook_id": webhook_id}
                    logger.error("Delivering to webhook %d failed.", webhook_id, exc_info=error, extra=extra)
        for webhook_id in self._desk.on.keys() - self._lanes.keys():
            standing = self._desk.standings.get(webhook_id)
            lane = Lane(webhook_id, self._lane_parts, None if standing is None else standing.failing_since)
            self._lanes[webhook_id] = lane, asyncio.create_task(lane.run())
        for webhook_id in planned:
            if webhook_id in self._lanes:
                self._lanes[webhook_id][0].wake()
