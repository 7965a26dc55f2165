"""The deliveries of webhooks in a SQLite store.

Writes wait for no disk (`synchronous = NORMAL`): they survive the process, and what the power takes with it is the end
of the log file, positions and deliveries alike, which is then planned and sent again.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock

from hovorna.adapters.stores.microseconds import (
    from_duration,
    from_instant,
    from_optional_instant,
    to_instant,
    to_optional_duration,
    to_optional_instant,
)
from hovorna.adapters.stores.sqlite.connections import open_to_read, open_to_write
from hovorna.adapters.stores.sqlite.faults import store_fault
from hovorna.adapters.stores.sqlite.folder import database_of, write_lock_of
from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.rows import Row
from hovorna.application.webhooks.deliveries import Advance, Delivery, DeliveryStatus, Standing, Verdict, Wanted

_SQL = queries("deliveries.sql")
_LISTED = {
    None: _SQL["listed"],
    DeliveryStatus.PENDING: _SQL["listed_pending"],
    DeliveryStatus.DELIVERED: _SQL["listed_delivered"],
    DeliveryStatus.DEAD: _SQL["listed_dead"],
}
#: How many rows one transaction drops at most, so that nobody waits long for it.
_DROPPED_AT_ONCE = 5000


class SqliteDeliveries:
    """Implements Deliveries. The store is there already."""

    def __init__(self, folder: Path) -> None:
        self._write_lock = write_lock_of(folder)
        self._connection = open_to_write(database_of(folder))
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._reading = open_to_read(database_of(folder))
        self._read_lock = Lock()

    def close(self) -> None:
        """Closing twice is no error."""
        self._reading.close()
        self._connection.close()

    def positions(self) -> dict[tuple[int, int], int]:
        rows = self._read(_SQL["positions"])
        return {(webhook_id, department_id): version for webhook_id, department_id, version in rows}

    def plan(self, advances: Sequence[Advance], at: datetime) -> list[bool]:
        with self._writing() as connection:
            return [_Planning(connection, advance, from_instant(at)).run() for advance in advances]

    def rewind(self, webhook_id: int, department_id: int, version: int, begins_after: int = 0) -> None:
        key = (webhook_id, department_id)
        with self._writing() as connection:
            stored = connection.execute(_SQL["position"], key).fetchone()
            if (begins_after if stored is None else stored[0]) > version:
                connection.execute(_SQL["put_position"], (*key, version))

    def ready(self, webhook_id: int, now: datetime, limit: int, busy: Set[int] = frozenset()) -> list[Delivery]:
        rows = self._read(_SQL["ready"], (webhook_id, from_instant(now), limit + len(busy)))
        return [_delivery(row) for row in rows if row[1] not in busy][:limit]

    def next_due(self, webhook_id: int, after: datetime) -> datetime | None:
        ((due,),) = self._read(_SQL["next_due"], (webhook_id, from_instant(after)))
        return to_optional_instant(due)

    def settle(self, verdicts: Sequence[Verdict], failing: Mapping[int, datetime | None]) -> None:
        with self._writing() as connection:
            ended = [(verdict, from_instant(verdict.at)) for verdict in verdicts if verdict.is_settled]
            connection.executemany(_SQL["settle"], [_ended_row(verdict, at) for verdict, at in ended])
            again = [_again_row(verdict) for verdict in verdicts if not verdict.is_settled]
            connection.executemany(_SQL["try_again"], again)
            following = [(at, one.webhook_id, one.webhook_id, one.entity) for one, at in ended]
            connection.executemany(_SQL["let_next"], following)
            changed = [(webhook_id, from_optional_instant(since)) for webhook_id, since in failing.items()]
            connection.executemany(_SQL["put_failing"], changed)

    def renew(self, webhook_id: int, at: datetime) -> None:
        with self._writing() as connection:
            connection.execute(_SQL["renew"], {"webhook": webhook_id, "at": from_instant(at)})

    def standings(self) -> dict[int, Standing]:
        found = {one: Standing(count, to_instant(oldest)) for one, count, oldest in self._read(_SQL["pending"])}
        for webhook_id, since in self._read(_SQL["states"]):
            standing = found.get(webhook_id, Standing())
            found[webhook_id] = Standing(standing.pending, standing.oldest, to_instant(since))
        return found

    def listed(self, webhook_id: int, status: DeliveryStatus | None, limit: int, offset: int) -> list[Delivery]:
        return [_delivery(row) for row in self._read(_LISTED[status], (webhook_id, limit, offset))]

    def known_webhooks(self) -> set[int]:
        return {webhook_id for (webhook_id,) in self._read(_SQL["known_webhooks"])}

    def forget(self, webhook_id: int) -> None:
        # What marks it as known goes last, so that whoever is interrupted is asked again.
        whose = {"webhook": webhook_id, "limit": _DROPPED_AT_ONCE}
        for part in ("deliveries", "counters", "positions", "state"):
            gone = _DROPPED_AT_ONCE
            while gone == _DROPPED_AT_ONCE:
                with self._writing() as connection:
                    gone = connection.execute(_SQL[f"forget_{part}"], whose).rowcount

    def purge(self, delivered_before: datetime, dead_before: datetime) -> int:
        with self._writing() as connection:
            return sum(
                connection.execute(_SQL["purge"], (is_dead, from_instant(before), _DROPPED_AT_ONCE)).rowcount
                for is_dead, before in enumerate((delivered_before, dead_before))
            )

    def _read(self, sql: str, parameters: tuple[object, ...] = ()) -> list[Row]:
        """One at a time: the connection is shared."""
        try:
            with self._read_lock:
                return self._reading.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise store_fault(error) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Also what this connection reads it reads within: outside it would remember pages that are being washed."""
        connection = self._connection
        with self._write_lock:
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise store_fault(error) from error
                raise


class _Planning:
    """One advance, within a transaction."""

    def __init__(self, connection: sqlite3.Connection, advance: Advance, at: int) -> None:
        self._connection, self._advance, self._at = connection, advance, at
        self._webhook, self._department = advance.webhook_id, advance.department_id

    def run(self) -> bool:
        advance, key = self._advance, (self._webhook, self._department)
        stored = self._connection.execute(_SQL["position"], key).fetchone()
        if stored is not None and stored[0] != advance.after:
            return False
        self._connection.execute(_SQL["put_position"], (*key, advance.until))
        if advance.wanted:
            known = self._known()
            self._send_again([known[one.version, one.ordinal] for one in advance.wanted if _is_settled(known, one)])
            self._add([one for one in advance.wanted if (one.version, one.ordinal) not in known])
        return True

    def _known(self) -> dict[tuple[int, int], tuple[int, bool, str]]:
        """(number, whether it is settled, entity) by version and ordinal."""
        advance = self._advance
        parameters = (self._webhook, self._department, advance.wanted[0].version, advance.until)
        rows = self._connection.execute(_SQL["known_events"], parameters)
        return {(row[0], row[1]): (row[2], row[3] is not None, row[4]) for row in rows}

    def _send_again(self, chosen: list[tuple[int, bool, str]]) -> None:
        run = self._connection.executemany
        run(_SQL["send_again"], [(self._webhook, number) for number, _, _ in chosen])
        entities = dict.fromkeys(entity for _, _, entity in chosen)
        run(_SQL["step_back"], [(self._webhook, entity) for entity in entities])
        following = [(self._at, self._webhook, self._webhook, entity) for entity in entities]
        run(_SQL["let_next"], following)

    def _add(self, wanted: Sequence[Wanted]) -> None:
        if not wanted:
            return
        number = self._last("")
        sequences = {one.entity: self._last(one.entity) for one in wanted}
        has_pending = {entity: bool(last) and self._has_pending(entity) for entity, last in sequences.items()}
        rows: list[Row] = []
        for one in wanted:
            number += 1
            sequences[one.entity] += 1
            due = None if has_pending[one.entity] else self._at
            has_pending[one.entity] = True
            place = (self._department, one.version, one.ordinal)
            about = (one.type, one.entity, one.session_id, sequences[one.entity])
            rows.append((self._webhook, number, *place, *about, self._at, due))
        self._connection.executemany(_SQL["insert"], rows)
        counters = [(self._webhook, entity, last) for entity, last in sequences.items()]
        self._connection.executemany(_SQL["put_counter"], [(self._webhook, "", number), *counters])

    def _last(self, entity: str) -> int:
        found = self._connection.execute(_SQL["counter"], (self._webhook, entity)).fetchone()
        return 0 if found is None else int(found[0])

    def _has_pending(self, entity: str) -> bool:
        return self._connection.execute(_SQL["has_pending"], (self._webhook, entity)).fetchone() is not None


def _is_settled(known: Mapping[tuple[int, int], tuple[int, bool, str]], one: Wanted) -> bool:
    return known.get((one.version, one.ordinal), (0, False, ""))[1]


def _ended_row(verdict: Verdict, at: int) -> Row:
    told = (from_duration(verdict.latency), verdict.http_status, verdict.error)
    return (at, not verdict.is_delivered, at, *told, verdict.webhook_id, verdict.number)


def _again_row(verdict: Verdict) -> Row:
    told = (from_duration(verdict.latency), verdict.http_status, verdict.error)
    again, at = from_optional_instant(verdict.again), from_instant(verdict.at)
    return (again, at, *told, verdict.webhook_id, verdict.number)


def _delivery(row: Row) -> Delivery:
    webhook_id, number, department_id, version, ordinal, kind, entity, session_id, sequence, planned, *state = row
    attempts, due, settled, is_dead, attempted, latency, http_status, error = state
    return Delivery(
        webhook_id=webhook_id,
        number=number,
        department_id=department_id,
        version=version,
        ordinal=ordinal,
        type=kind,
        entity=entity,
        session_id=session_id,
        sequence=sequence,
        planned=to_instant(planned),
        attempts=attempts,
        due=to_optional_instant(due),
        settled=to_optional_instant(settled),
        is_dead=bool(is_dead),
        attempted=to_optional_instant(attempted),
        latency=to_optional_duration(latency),
        http_status=http_status,
        error=error,
    )
