"""Deliveries per second to a fast receiver: from facts in the log to deliveries that are written down as made.

The limit: the same HTTP client posts as large bodies in a bare loop, as many at once, and remembers nothing.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import uvloop

from bench.figure import Aim, Figure, Measured, medians
from bench.folders import fresh_folder
from bench.lifecycles import chats, staffed
from bench.receiver import receiver
from hovorna.application.accounts import Accounts
from hovorna.application.setup import first_department
from hovorna.application.webhooks.addresses import networks_of
from hovorna.application.webhooks.lane import WINDOW
from hovorna.application.webhooks.office import WebhookOffice, wish_of
from hovorna.bootstrap.embedded import Embedded, open_embedded
from hovorna.bootstrap.long_lived import keep_what_is_loaded
from hovorna.bootstrap.settings import Settings
from hovorna.bootstrap.webhooks import delivering_from
from hovorna.contract.public_events.event_type import WebhookEventType as E

CHATS = 1000
ROUNDS = 3

#: Ten deliveries for each chat: six steps and four messages.
TYPES = (
    E.SESSION_CREATED,
    E.SESSION_STARTED,
    E.SESSION_ENDED,
    E.SESSION_OPERATOR_JOINED,
    E.SESSION_OPERATOR_LEFT,
    E.SESSION_OPERATOR_CONCLUDED,
    E.SESSION_ACTIVITY_CHAT_MESSAGE,
)
OF_A_CHAT = 10

_BODY = (
    b'{"eventType":"SessionOperatorJoined","data":{"id":1,"tenantId":1,"userId":1,"channel":"Chat","source":"Default"}}'
)
_HEADERS = {
    "content-type": "application/json",
    "hovorna-session-sequence": "3",
    "webhook-id": "msg_1_1_12345_0",
    "webhook-timestamp": "1772442152",
    "webhook-signature": "v1,ejOakViSTgEPOoCi4Ep8QP70vt0V58dGyLiDld+GrEc=",
}


@contextmanager
def talked(count: int) -> Iterator[Path]:
    """A store with so many chats in its log, and nobody who has been told of them."""
    with fresh_folder() as folder:
        with open_embedded(folder) as parts, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(chats(parts.engine, staffed(parts), count, at_once=50))
        yield folder


def register(accounts: Accounts, parts: Embedded, port: int) -> int:
    """A webhook that is owed everything from the log's beginning; its id."""
    office = WebhookOffice(accounts.register, first_department(accounts).company_id)
    wish = wish_of(TYPES, f"http://127.0.0.1:{port}/{time.monotonic_ns()}")
    return office.register(wish, parts.clock.now(), {}).id


async def _deliver(parts: Embedded, port: int, count: int) -> float:
    """Seconds."""
    webhook_id = register(parts.accounts, parts, port)
    settings = Settings(webhook_allow=networks_of("127.0.0.1"))
    delivering = delivering_from(parts, settings, "http://127.0.0.1")
    begun = time.perf_counter()
    delivering.start()
    while not await asyncio.to_thread(_is_done, parts, webhook_id, count):  # noqa: ASYNC110 - the store rings no bell
        await asyncio.sleep(0.03)
    elapsed = time.perf_counter() - begun
    await delivering.stop()
    return elapsed


def _is_done(parts: Embedded, webhook_id: int, count: int) -> bool:
    last = parts.deliveries.listed(webhook_id, None, 1, 0)
    return bool(last) and last[0].number >= count and not parts.deliveries.standings().get(webhook_id)


def delivered_per_second(folder: Path, port: int, count: int) -> float:
    with open_embedded(folder) as parts, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        keep_what_is_loaded()
        return count / runner.run(_deliver(parts, port, count))


async def _post(port: int, count: int) -> None:
    left = iter(range(count))
    url = f"http://127.0.0.1:{port}/"
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar()
    ) as session:

        async def one_after_the_other() -> None:
            for _ in left:
                async with session.post(url, data=_BODY, headers=_HEADERS) as answer:
                    await answer.read()

        await asyncio.gather(*(one_after_the_other() for _ in range(WINDOW)))


def posted_per_second(port: int, count: int) -> float:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        begun = time.perf_counter()
        runner.run(_post(port, count))
        return count / (time.perf_counter() - begun)


def measure(rounds: int = ROUNDS, count: int = CHATS) -> Measured:
    deliveries = count * OF_A_CHAT
    with talked(count) as folder, receiver() as port:
        value, limit = medians(
            rounds,
            lambda: delivered_per_second(folder, port, deliveries),
            lambda: posted_per_second(port, deliveries),
        )
    return Measured(value, limit)


FIGURE = Figure("webhooks_rate", "deliveries/s", measure, aim=0.5, aims_at=Aim.RATIO_AT_LEAST)
