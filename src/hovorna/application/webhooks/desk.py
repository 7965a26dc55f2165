"""The work on store and log that delivering needs, done in one thread beside the event loop."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from hovorna.application.accounts import Accounts
from hovorna.application.company_settings import webhook_networks
from hovorna.application.ports import Clock, LogReader, StoreUnavailable
from hovorna.application.webhooks.addresses import Network
from hovorna.application.webhooks.deliveries import Deliveries, Delivery, Standing, Verdict
from hovorna.application.webhooks.folding import Folds
from hovorna.application.webhooks.following import Follower, Step
from hovorna.application.webhooks.rendering import Renderer
from hovorna.application.webhooks.retrying import judged
from hovorna.application.webhooks.sending import Receipt
from hovorna.application.webhooks.webhook import Secret, Webhook, webhooks_of

logger = logging.getLogger(__name__)

#: How long deliveries are listed after they came through, and how long the dead are kept for a replay.
DELIVERED_KEPT = timedelta(days=7)
DEAD_KEPT = timedelta(days=30)

#: How often webhooks and departments are read anew, what is pending is counted, and what is old is dropped.
_LOOK_EVERY = timedelta(seconds=1)
_COUNT_EVERY = timedelta(seconds=10)
_PURGE_EVERY = timedelta(minutes=10)

_UNTOLD = "The log tells of no such event."
_UNTELLABLE = "An event that a webhook is owed can't be told."


class DeskParts(msgspec.Struct, frozen=True):
    reader: LogReader
    accounts: Accounts
    deliveries: Deliveries
    clock: Clock
    #: What addresses in payloads begin with.
    public_base: str
    #: Networks that all webhooks may reach though they are not public.
    allowed: tuple[Network, ...] = ()


class Job(msgspec.Struct, frozen=True):
    """A delivery that may be sent now."""

    delivery: Delivery
    url: str
    body: bytes
    secrets: tuple[Secret, ...]
    allowed: tuple[Network, ...]
    #: When its body was made.
    made: datetime
    #: How often words had been erased by then (`Desk.erasures`).
    erasures: int = 0


class Asked(msgspec.Struct, frozen=True):
    """What one webhook's lane brings, and what it asks for."""

    webhook_id: int
    verdicts: Sequence[Verdict] = ()
    #: Empty where nothing changed.
    failing: Mapping[int, datetime | None] = {}
    #: How many jobs it has room for, and which numbers it has already.
    room: int = 0
    busy: frozenset[int] = frozenset()


class Given(msgspec.Struct, frozen=True):
    #: False where the webhook is gone or switched off.
    is_on: bool
    jobs: tuple[Job, ...] = ()
    has_more: bool = False
    #: When the next one becomes due.
    next_due: datetime | None = None


class Desk:
    def __init__(self, parts: DeskParts) -> None:
        self._parts = parts
        self._webhooks = webhooks_of(parts.accounts.register)
        folds = Folds(parts.reader)
        self._follower = Follower(parts.reader, parts.deliveries, parts.clock, folds)
        self._renderer = Renderer(parts.reader, folds, parts.public_base)
        self._departments: dict[int, list[int]] = {}
        self._allowed: dict[int, tuple[Network, ...]] = {}
        self._looked = self._counted = self._purged = datetime.min.replace(tzinfo=parts.clock.now().tzinfo)
        #: The webhooks that are on, as of the last look around.
        self.on: dict[int, Webhook] = {}
        #: How often words were erased in this process; a body that was made before may hold some.
        self.erasures = 0
        self.disabled = 0
        self.standings: dict[int, Standing] = {}

    def step(self) -> Step:
        """Plans what new facts ask for. Raises StoreUnavailable."""
        self._look_around()
        return self._follower.step(self.on.values(), self._departments)

    def behind(self, heads: Mapping[int, int]) -> int:
        """How many facts the webhook that is furthest behind has yet to see. `heads`: last versions by department."""
        gaps = (
            heads.get(department_id, 0) - self._follower.position(webhook, department_id)
            for webhook in self.on.values()
            for department_id in self._departments.get(webhook.company_id, ())
        )
        return max([0, *gaps])

    def _look_around(self) -> None:
        now, deliveries = self._parts.clock.now(), self._parts.deliveries
        if now - self._looked < _LOOK_EVERY:
            return
        self._looked = now
        everybody = self._webhooks.all()
        self.on = {webhook.id: webhook for webhook in everybody if webhook.disabled is None}
        self.disabled = len(everybody) - len(self.on)
        self._allowed = {
            one.id: (*self._parts.allowed, *webhook_networks(one)) for one in self._parts.accounts.companies()
        }
        self._departments = {}
        for department in self._parts.accounts.departments():
            self._departments.setdefault(department.company_id, []).append(department.id)
        self._follower.refresh(deliveries.positions())
        for webhook_id in deliveries.known_webhooks() - {webhook.id for webhook in everybody}:
            deliveries.forget(webhook_id)
        if now - self._counted >= _COUNT_EVERY:
            self._counted = now
            self.standings = deliveries.standings()
            self._follower.count({one: standing.pending for one, standing in self.standings.items()})
        if now - self._purged >= _PURGE_EVERY and not deliveries.purge(now - DELIVERED_KEPT, now - DEAD_KEPT):
            # As long as there is something to drop, it is gone on with at the next look.
            self._purged = now

    def exchange(self, asked: Asked) -> Given:
        """Writes down what came of attempts and hands out what may be sent. Raises StoreUnavailable."""
        deliveries, now = self._parts.deliveries, self._parts.clock.now()
        if asked.verdicts or asked.failing:
            deliveries.settle(asked.verdicts, asked.failing)
            self._follower.pending[asked.webhook_id] -= sum(verdict.is_settled for verdict in asked.verdicts)
        self._look_around()
        # As it is now: who was told that a webhook is deleted, or has another address or key, relies on it at once.
        webhook = self._webhooks.get(asked.webhook_id)
        if webhook is None or webhook.disabled is not None:
            self.on.pop(asked.webhook_id, None)
            return Given(is_on=False)
        if not asked.room:
            return Given(is_on=True, has_more=True)
        rows = deliveries.ready(webhook.id, now, asked.room, asked.busy)
        jobs = tuple(self._jobs(webhook, rows))
        # Those that can't be told are settled, and others have come to the front.
        has_more = len(rows) == asked.room or len(jobs) < len(rows)
        return Given(True, jobs, has_more, None if has_more else deliveries.next_due(webhook.id, now))

    def _jobs(self, webhook: Webhook, rows: Sequence[Delivery]) -> Iterator[Job]:
        allowed, now = self._allowed.get(webhook.company_id, self._parts.allowed), self._parts.clock.now()
        erasures = self.erasures
        for row in rows:
            body = self._body(row)
            if body is not None:
                yield Job(row, webhook.callback_url, body, webhook.secrets, allowed, now, erasures)
            else:
                # Nobody can send it, and those behind it must not wait for ever.
                verdict = judged(row, Receipt(fault=_UNTOLD), now, now, again=None)
                self._parts.deliveries.settle((verdict,), {})

    def _body(self, row: Delivery) -> bytes | None:
        try:
            body = self._renderer.body(row)
        except StoreUnavailable:
            raise
        except Exception:
            logger.exception(_UNTELLABLE, extra={"event": "webhook_event_untold", **_whose(row)})
            return None
        if body is None:
            logger.error(_UNTELLABLE, extra={"event": "webhook_event_untold", **_whose(row)})
        return body

    def disable(self, webhook_id: int, reason: str) -> None:
        """Nothing is lost: what is pending begins anew once the webhook is on again, and the log keeps the rest."""
        now = self._parts.clock.now()

        def switched_off(webhook: Webhook) -> Webhook:
            if webhook.disabled is not None:
                return webhook
            return msgspec.structs.replace(webhook, disabled=now, disabled_reason=reason)

        webhook = self._webhooks.change(webhook_id, switched_off)
        if webhook is None:
            return
        self._parts.deliveries.renew(webhook_id, now)
        self._parts.deliveries.settle((), {webhook_id: None})
        self.on.pop(webhook_id, None)
        self.standings.pop(webhook_id, None)
        logger.warning(
            "Webhook %d of company %d was switched off: %s",
            webhook_id,
            webhook.company_id,
            reason,
            extra={"event": "webhook_disabled", "webhook_id": webhook_id, "company_id": webhook.company_id},
        )


def _whose(row: Delivery) -> dict[str, int]:
    return {"webhook_id": row.webhook_id, "department_id": row.department_id, "version": row.version}
