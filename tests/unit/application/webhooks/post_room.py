"""A department whose events are delivered to receivers that a test plays, while its clock stands or is moved."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

from hovorna.adapters.stores.sqlite.deliveries import SqliteDeliveries
from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.application.accounts import Accounts
from hovorna.application.webhooks.deliveries import Deliveries, Delivery
from hovorna.application.webhooks.delivering import Delivering, Options
from hovorna.application.webhooks.desk import DeskParts
from hovorna.application.webhooks.office import WebhookOffice, wish_of
from hovorna.application.webhooks.sending import Parcel, Receipt
from hovorna.application.webhooks.webhook import Webhook, webhooks_of
from hovorna.contract.public_events.event_type import WebhookEventType as E
from tests.unit.application.office import COMPANY, DEPARTMENT, START, Office

Result = TypeVar("Result")
Answer = Callable[[Parcel], Awaitable[Receipt] | Receipt]

SESSION_EVENTS = (
    E.SESSION_CREATED,
    E.SESSION_STARTED,
    E.SESSION_OPERATOR_JOINED,
    E.SESSION_ENDED,
    E.SESSION_OPERATOR_LEFT,
    E.SESSION_OPERATOR_CONCLUDED,
)

OK, FAILED = Receipt(200), Receipt(500)
A, B = "https://a.example/", "https://b.example/"


def _fine(_: Parcel) -> Receipt:
    return OK


class Receivers:
    """Implements Sender: by URL, what each answers; everything that was sent is kept."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.got: defaultdict[str, list[Parcel]] = defaultdict(list)
        self.is_closed = False

    async def send(self, parcel: Parcel) -> Receipt:
        self.got[parcel.url].append(parcel)
        answer = self.answers.get(parcel.url, _fine)(parcel)
        return answer if isinstance(answer, Receipt) else await answer

    async def close(self) -> None:
        self.is_closed = True

    def sequences(self, url: str) -> list[int]:
        return [int(parcel.headers["hovorna-session-sequence"]) for parcel in self.got[url]]

    def ids(self, url: str) -> list[str]:
        return [parcel.headers["webhook-id"] for parcel in self.got[url]]


class PostRoom:
    def __init__(self, folder: Path, options: Options | None = None) -> None:
        self.office = Office(folder).open()
        self.accounts = Accounts(SqliteRegister(folder))
        self.deliveries: Deliveries = SqliteDeliveries(folder)
        self.receivers = Receivers()
        self.options = options or Options(chance=lambda: 0.0, window=4, moment=0.0, grace=0.0)
        self.delivering = self._delivering()

    def _delivering(self) -> Delivering:
        parts = DeskParts(
            reader=self.office.reader,
            accounts=self.accounts,
            deliveries=self.deliveries,
            clock=self.office.hands,
            public_base="https://desk.example",
        )
        delivering = Delivering(parts, self.receivers, self.options, in_desk=at_once)
        self.office.writing.listeners.append(delivering.note)
        return delivering

    def webhook(
        self, url: str, types: Sequence[E] = SESSION_EVENTS, begins_after: dict[int, int] | None = None
    ) -> Webhook:
        begins = {DEPARTMENT: len(self.office.stored_facts())} if begins_after is None else begins_after
        return WebhookOffice(self.accounts.register, COMPANY).register(wish_of(types, url), START, begins)

    def stored(self, webhook: Webhook) -> Webhook | None:
        return webhooks_of(self.accounts.register).get(webhook.id)

    async def pass_time(self, **by: float) -> None:
        self.office.hands.move(**by)
        await self.work()

    async def work(self) -> None:
        self.delivering.wake()
        await until_nothing_moves()

    async def restart(self) -> None:
        """As after kill -9: what was in memory is gone."""
        await self.delivering.stop()
        self.delivering = self._delivering()
        self.delivering.start()
        await self.work()

    def listed(self, webhook: Webhook) -> list[Delivery]:
        """The first planned first."""
        return self.deliveries.listed(webhook.id, None, 10_000, 0)[::-1]

    async def close(self) -> None:
        await self.delivering.stop()
        self.deliveries.close()
        self.accounts.close()
        self.office.close()


async def at_once(deed: Callable[[], Result]) -> Result:
    return deed()


async def until_nothing_moves() -> None:
    """Until nobody has anything to do before time passes: nothing here waits for anything but the loop."""
    for _ in range(300):
        await asyncio.sleep(0)


async def begun(room: PostRoom) -> PostRoom:
    room.delivering.start()
    await room.work()
    return room


def answers(*receipts: Receipt) -> Callable[[Parcel], Receipt]:
    """One after the other, the last one for ever."""
    left = list(receipts)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]
