"""The deliveries of webhooks in memory."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from threading import RLock

from msgspec.structs import replace

from hovorna.application.webhooks.deliveries import Advance, Delivery, DeliveryStatus, Standing, Verdict, Wanted

#: Webhook and entity.
_Whose = tuple[int, str]


class MemoryDeliveries:
    """Implements Deliveries."""

    def __init__(self) -> None:
        self._positions: dict[tuple[int, int], int] = {}
        #: Webhook -> number -> delivery.
        self._rows: dict[int, dict[int, Delivery]] = {}
        self._sequences: Counter[_Whose] = Counter()
        self._numbers: Counter[int] = Counter()
        self._failing: dict[int, datetime] = {}
        self._lock = RLock()

    def close(self) -> None:
        """Nothing to give back."""

    def positions(self) -> dict[tuple[int, int], int]:
        with self._lock:
            return dict(self._positions)

    def plan(self, advances: Sequence[Advance], at: datetime) -> list[bool]:
        with self._lock:
            return [self._advance(advance, at) for advance in advances]

    def _advance(self, advance: Advance, at: datetime) -> bool:
        key = (advance.webhook_id, advance.department_id)
        if self._positions.get(key, advance.after) != advance.after:
            return False
        self._positions[key] = advance.until
        known = {
            (row.version, row.ordinal): row
            for row in self._of(advance.webhook_id)
            if row.department_id == advance.department_id
        }
        for one in advance.wanted:
            row = known.get((one.version, one.ordinal))
            if row is None:
                self._add(key, one, at)
            elif row.settled is not None:
                self._put(replace(row, settled=None, is_dead=False, attempts=0, due=None))
                self._turn(_whose(row), at)
        return True

    def _add(self, key: tuple[int, int], one: Wanted, at: datetime) -> None:
        webhook_id, whose = key[0], (key[0], one.entity)
        is_first = not self._pending(whose)
        self._numbers[webhook_id] += 1
        self._sequences[whose] += 1
        self._put(
            Delivery(
                webhook_id,
                self._numbers[webhook_id],
                key[1],
                one.version,
                one.ordinal,
                one.type,
                one.entity,
                one.session_id,
                self._sequences[whose],
                at,
                due=at if is_first else None,
            )
        )

    def _turn(self, whose: _Whose, at: datetime) -> None:
        """The first of the entity may be sent, and no other."""
        pending = self._pending(whose)
        for place, row in enumerate(pending):
            if place:
                self._put(replace(row, due=None))
            elif row.due is None:
                self._put(replace(row, due=at))

    def rewind(self, webhook_id: int, department_id: int, version: int, begins_after: int = 0) -> None:
        key = (webhook_id, department_id)
        with self._lock:
            if self._positions.get(key, begins_after) > version:
                self._positions[key] = version

    def ready(self, webhook_id: int, now: datetime, limit: int, busy: Set[int] = frozenset()) -> list[Delivery]:
        with self._lock:
            due = [(row.due, row.number, row) for row in self._of(webhook_id) if row.due is not None and row.due <= now]
        return [row for _, _, row in sorted(due) if row.number not in busy][:limit]

    def next_due(self, webhook_id: int, after: datetime) -> datetime | None:
        with self._lock:
            return min((row.due for row in self._of(webhook_id) if row.due and row.due > after), default=None)

    def settle(self, verdicts: Sequence[Verdict], failing: Mapping[int, datetime | None]) -> None:
        with self._lock:
            for verdict in verdicts:
                row = self._rows.get(verdict.webhook_id, {}).get(verdict.number)
                if row is not None:
                    self._judge(row, verdict)
            for webhook_id, since in failing.items():
                self._failing.pop(webhook_id, None)
                if since is not None:
                    self._failing[webhook_id] = since

    def _judge(self, row: Delivery, verdict: Verdict) -> None:
        tried = replace(
            row,
            attempts=row.attempts + 1,
            attempted=verdict.at,
            latency=verdict.latency,
            http_status=verdict.http_status,
            error=verdict.error,
        )
        if verdict.is_settled:
            self._put(replace(tried, due=None, settled=verdict.at, is_dead=not verdict.is_delivered))
            for following in self._pending(_whose(row))[:1]:
                self._put(replace(following, due=following.due or verdict.at))
        elif row.settled is None:
            self._put(replace(tried, due=None if row.due is None else verdict.again))

    def renew(self, webhook_id: int, at: datetime) -> None:
        with self._lock:
            for row in self._of(webhook_id):
                if row.due is not None:
                    self._put(replace(row, attempts=0, due=at))

    def standings(self) -> dict[int, Standing]:
        with self._lock:
            found = {one: Standing(failing_since=self._failing.get(one)) for one in {*self._rows, *self._failing}}
            for webhook_id, standing in found.items():
                planned = [row.planned for row in self._of(webhook_id) if row.settled is None]
                if planned:
                    found[webhook_id] = replace(standing, pending=len(planned), oldest=min(planned))
        return {one: standing for one, standing in found.items() if standing != Standing()}

    def listed(self, webhook_id: int, status: DeliveryStatus | None, limit: int, offset: int) -> list[Delivery]:
        with self._lock:
            rows = [row for row in self._of(webhook_id) if status in (None, row.status)]
        return sorted(rows, key=lambda row: -row.number)[offset : offset + limit]

    def known_webhooks(self) -> set[int]:
        with self._lock:
            return {webhook_id for webhook_id, _ in self._positions} | set(self._failing)

    def forget(self, webhook_id: int) -> None:
        with self._lock:
            for kept in (self._rows, self._failing, self._numbers):
                kept.pop(webhook_id, None)
            self._positions = {key: version for key, version in self._positions.items() if key[0] != webhook_id}
            for whose in [whose for whose in self._sequences if whose[0] == webhook_id]:
                del self._sequences[whose]

    def purge(self, delivered_before: datetime, dead_before: datetime) -> int:
        with self._lock:
            old = [
                row
                for webhook_id in self._rows
                for row in self._of(webhook_id)
                if row.settled is not None and row.settled < (dead_before if row.is_dead else delivered_before)
            ]
            for row in old:
                del self._rows[row.webhook_id][row.number]
        return len(old)

    def _of(self, webhook_id: int) -> Iterable[Delivery]:
        return list(self._rows.get(webhook_id, {}).values())

    def _put(self, row: Delivery) -> None:
        self._rows.setdefault(row.webhook_id, {})[row.number] = row

    def _pending(self, whose: _Whose) -> list[Delivery]:
        rows = [row for row in self._of(whose[0]) if row.settled is None and _whose(row) == whose]
        return sorted(rows, key=lambda row: row.number)


def _whose(row: Delivery) -> _Whose:
    return row.webhook_id, row.entity
