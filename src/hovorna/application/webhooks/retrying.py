"""When a delivery that failed is tried again, and when it is given up."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import msgspec

from hovorna.application.webhooks.deliveries import Delivery, Verdict
from hovorna.application.webhooks.sending import Receipt

GONE = 410
#: Statuses that may say when to come again (RFC 9110, 15.6.4; RFC 6585, 4).
_BUSY = (429, 503)

#: Between 0 and 1.
Chance = Callable[[], float]


class Retrying(msgspec.Struct, frozen=True):
    """The defaults are what the documentation promises; tests make them shorter."""

    #: After the first attempt, the second, …; after the last one a delivery is given up.
    waits: tuple[timedelta, ...] = (
        timedelta(seconds=5),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=5),
        timedelta(hours=10),
        timedelta(hours=14),
        timedelta(hours=20),
        timedelta(hours=24),
    )
    #: Up to this share of a wait is added by chance, so that those who failed together don't come again together.
    jitter: float = 0.2
    #: No receiver can put a delivery off for longer.
    longest_wait: timedelta = timedelta(hours=24)
    #: A webhook to which nothing came through for so long is switched off.
    patience: timedelta = timedelta(days=3)


def judged(delivery: Delivery, receipt: Receipt, begun: datetime, at: datetime, again: datetime | None) -> Verdict:
    """`again`: when to try again if it failed."""
    error = fault_of(receipt)
    return Verdict(
        webhook_id=delivery.webhook_id,
        number=delivery.number,
        entity=delivery.entity,
        at=at,
        latency=at - begun,
        http_status=receipt.status,
        error=error,
        again=None if error is None else again,
    )


def fault_of(receipt: Receipt) -> str | None:
    """Why this is no delivery; None where it is one."""
    status = receipt.status
    if status is None:
        return receipt.fault or "There was no answer."
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return f"The receiver answered {status}: redirects are not followed."
    if status == GONE:
        return "The receiver answered 410: it wants no more deliveries."
    return f"The receiver answered {status}."


def next_attempt(attempts: int, receipt: Receipt, at: datetime, rules: Retrying, chance: Chance) -> datetime | None:
    """After so many attempts before this one; None where it is given up. Never sooner than the receiver asked for."""
    if attempts >= len(rules.waits):
        return None
    wait = rules.waits[attempts]
    return at + max(wait + wait * rules.jitter * chance(), asked_wait(receipt, at, rules) or timedelta())


def asked_wait(receipt: Receipt, at: datetime, rules: Retrying) -> timedelta | None:
    """How long the receiver asks to be left alone, as seconds or as a date."""
    text = (receipt.retry_after or "").strip()
    if receipt.status not in _BUSY or not text:
        return None
    if text.isascii() and text.isdigit():
        # Nine digits are thirty years; Python refuses to read thousands of them.
        return min(timedelta(seconds=int(text[:9])), rules.longest_wait)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(until - at, timedelta()), rules.longest_wait)
