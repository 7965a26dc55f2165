"""What each webhook is owed and what came of it: rows beside the log, which point at facts and hold no words of theirs.

Of one entity (a session, a person) only the first delivery that is not settled may be sent; the others stand behind it.
"""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

import msgspec


class DeliveryStatus(StrEnum):
    #: Not yet sent, or to be sent again.
    PENDING = "PENDING"
    DELIVERED = "DELIVERED"
    #: Given up after the last attempt; it can be replayed.
    DEAD = "DEAD"


class Wanted(msgspec.Struct, frozen=True):
    """One event that a webhook asked for."""

    version: int
    #: Which one of the fact's events it is.
    ordinal: int
    type: str
    entity: str
    #: 0 where the event belongs to no session.
    session_id: int


class Advance(msgspec.Struct, frozen=True):
    """A webhook's step along a department's log."""

    webhook_id: int
    department_id: int
    #: The position that was stored when the facts were read; nothing happens if it is another by now.
    after: int
    until: int
    wanted: tuple[Wanted, ...]


class Delivery(msgspec.Struct, frozen=True):
    webhook_id: int
    #: 1, 2, 3 … per webhook, in the order of planning.
    number: int
    department_id: int
    version: int
    ordinal: int
    type: str
    entity: str
    session_id: int
    #: 1, 2, 3 … per webhook and entity; it stays, however often the event is sent.
    sequence: int
    planned: datetime
    attempts: int = 0
    #: When it may be sent; None once it is settled, and while it stands behind another.
    due: datetime | None = None
    settled: datetime | None = None
    is_dead: bool = False
    #: Of the last attempt.
    attempted: datetime | None = None
    latency: timedelta | None = None
    http_status: int | None = None
    #: In words, without the address.
    error: str | None = None

    @property
    def message_id(self) -> str:
        """The same however often the event is sent to this webhook, also where it had to be planned anew."""
        return f"msg_{self.webhook_id}_{self.department_id}_{self.version}_{self.ordinal}"

    @property
    def status(self) -> DeliveryStatus:
        if self.settled is None:
            return DeliveryStatus.PENDING
        return DeliveryStatus.DEAD if self.is_dead else DeliveryStatus.DELIVERED


class Verdict(msgspec.Struct, frozen=True):
    """What came of one attempt."""

    webhook_id: int
    number: int
    #: Of the delivery: whose next one may follow.
    entity: str
    at: datetime
    latency: timedelta
    http_status: int | None = None
    error: str | None = None
    #: When to try again; None is never.
    again: datetime | None = None

    @property
    def is_delivered(self) -> bool:
        return self.error is None

    @property
    def is_settled(self) -> bool:
        return self.error is None or self.again is None


class Standing(msgspec.Struct, frozen=True):
    """How it is with a webhook."""

    #: Deliveries that are not settled.
    pending: int = 0
    #: When the eldest of them was planned.
    oldest: datetime | None = None
    #: Since when nothing has come through; None where the last attempt did, or none was made.
    failing_since: datetime | None = None


class Deliveries(Protocol):
    """Safe from any thread. What is written survives the process; the last of it may be lost with the machine's power,
    position and deliveries together, and is then planned and sent again."""

    def positions(self) -> dict[tuple[int, int], int]:
        """(webhook, department) -> the version up to which deliveries are planned."""
        ...

    def plan(self, advances: Sequence[Advance], at: datetime) -> list[bool]:
        """All of them in one transaction: positions move, and what is wanted becomes deliveries.

        An event that already has a settled delivery is sent again, with the number and sequence that it has. False for
        an advance that came too late: somebody else moved that position.
        """
        ...

    def rewind(self, webhook_id: int, department_id: int, version: int, begins_after: int = 0) -> None:
        """Back to that position, if it lies further on: what comes after it will be planned again.

        `begins_after`: the position where none is stored yet.
        """
        ...

    def ready(self, webhook_id: int, now: datetime, limit: int, busy: Set[int] = frozenset()) -> list[Delivery]:
        """Due ones that stand behind no other, the longest due first; besides those whose numbers are `busy`."""
        ...

    def next_due(self, webhook_id: int, after: datetime) -> datetime | None:
        """When the next one becomes due later than `after`."""
        ...

    def settle(self, verdicts: Sequence[Verdict], failing: Mapping[int, datetime | None]) -> None:
        """In one transaction; whoever stood behind a settled one may be sent next.

        `failing`: webhooks whose `failing_since` changed.
        """
        ...

    def renew(self, webhook_id: int, at: datetime) -> None:
        """All its pending ones begin anew: due at once, no attempt made."""
        ...

    def standings(self) -> dict[int, Standing]:
        """By webhook; those with nothing to tell are left out."""
        ...

    def listed(self, webhook_id: int, status: DeliveryStatus | None, limit: int, offset: int) -> list[Delivery]:
        """The last planned first."""
        ...

    def known_webhooks(self) -> set[int]:
        """Those of which anything is kept."""
        ...

    def forget(self, webhook_id: int) -> None:
        """Everything about a webhook that is gone."""
        ...

    def purge(self, delivered_before: datetime, dead_before: datetime) -> int:
        """Drops settled ones that are older; how many. May leave some for the next time."""
        ...

    def close(self) -> None: ...
