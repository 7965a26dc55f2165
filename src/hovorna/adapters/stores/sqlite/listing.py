"""The session list: which index to walk for the filters that are given, and the rows in chunks."""

import json
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple

from hovorna.adapters.stores.sqlite.faults import faults_translated
from hovorna.adapters.stores.sqlite.filter_sql import (
    AnyOf,
    Between,
    Condition,
    InText,
    OneOf,
    Said,
    Sql,
    Value,
    conditions_of,
)
from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.reader_pool import ReaderPool
from hovorna.adapters.stores.sqlite.search_texts import FINAL, SEPARATOR
from hovorna.application.ports import StoredSession
from hovorna.contract.session_filters import SessionFilters
from hovorna.domain.vocabulary import SessionStatus

_BY_ID = queries("reading.sql")["sessions_by_id"]
_CHUNK = 200
#: Values whose indexes are merged; beyond that walking the newest first is as good.
_MOST_ARMS = 40
#: As many sessions are rather sorted than looked for among all; more than that are often met soon on the way.
_MOST_SORTED = 100_000
#: How many of the newest sessions are looked at to see whether they are.
_SOON = 2_000
_OPEN = tuple(status for status in SessionStatus if status not in FINAL)
#: Which of several conditions holds for the fewest is counted up to here.
_FEW = 5_000


@contextmanager
def sessions(
    pool: ReaderPool, company_id: int, filters: SessionFilters, *, limit: int, offset: int
) -> Iterator[Iterator[list[StoredSession]]]:
    with pool.snapshot() as connection, closing(_chunks(connection, company_id, filters, (limit, offset))) as chunks:
        yield chunks


def _chunks(
    connection: sqlite3.Connection, company_id: int, filters: SessionFilters, page: tuple[int, int]
) -> Generator[list[StoredSession], None, None]:
    with faults_translated():
        keys = keys_query(connection, company_id, conditions_of(filters), sum(page))
        # Only ids are walked and sorted; documents are fetched for those that are listed.
        # An open cursor would keep the snapshot after the transaction, so it is closed also where the list is given up.
        with closing(connection.execute(f"{keys.text} LIMIT ? OFFSET ?", (*keys.parameters, *page))) as cursor:
            while ids := [row[0] for row in cursor.fetchmany(_CHUNK)]:
                found = {row[0]: StoredSession(*row) for row in connection.execute(_BY_ID, (json.dumps(ids),))}
                yield [found[session_id] for session_id in ids]


class _Walk(NamedTuple):
    """A way through the sessions: along the index of one condition, looking at the others on the way."""

    company_id: int
    by: Condition | None
    others: tuple[Condition, ...]

    def residual(self) -> Sql:
        parts = [condition.where() for condition in self.others]
        return Sql(
            "".join(f" AND {part.text}" for part in parts), tuple(each for part in parts for each in part.parameters)
        )


def keys_query(connection: sqlite3.Connection, company_id: int, conditions: list[Condition], wanted: int) -> Sql:
    """Gives the ids of the sessions that fulfil all conditions, newest first; so many of them will be asked for."""
    by = _best(connection, company_id, conditions)
    if by is None and _is_rather_sorted(connection, company_id, conditions, wanted):
        (by,) = conditions
    walk = _Walk(company_id, by, tuple(each for each in conditions if each is not by))
    if isinstance(by, InText):
        return _merged([_texts(walk, by)], "")
    if isinstance(by, Said):
        return _merged([_conversations(walk, by), _open_conversations(walk, by)], "UNION ALL")
    if isinstance(by, AnyOf):
        return _merged_members(walk, by)
    if isinstance(by, Between):
        return _sorted(walk, by, f"INDEXED BY sessions_by_{by.column}")
    if isinstance(by, OneOf):
        return _sorted(walk, by, "NOT INDEXED") if by.column == "id" else _merged_values(walk, by)
    return _newest_first(walk)


def _newest_first(walk: _Walk) -> Sql:
    others = walk.residual()
    return Sql(
        f"SELECT s.id FROM sessions AS s INDEXED BY sessions_by_created WHERE s.company_id = ?{others.text}"
        " ORDER BY s.created DESC, s.id DESC",
        (walk.company_id, *others.parameters),
    )


def _sorted(walk: _Walk, condition: OneOf | Between, indexed: str) -> Sql:
    by, others = condition.where(), walk.residual()
    return Sql(
        f"SELECT s.id FROM sessions AS s {indexed} WHERE s.company_id = ? AND {by.text}{others.text}"
        " ORDER BY s.created DESC, s.id DESC",
        (walk.company_id, *by.parameters, *others.parameters),
    )


def _merged_values(walk: _Walk, by: OneOf) -> Sql:
    others = walk.residual()
    arm = (
        f"SELECT s.id AS id, s.created AS created FROM sessions AS s INDEXED BY sessions_by_{by.column}"
        f" WHERE s.company_id = ? AND s.{by.column} IS ?{others.text}"
    )
    # A session has one value of a column, so no session comes twice.
    return _merged([Sql(arm, (walk.company_id, value, *others.parameters)) for value in by.values], "UNION ALL")


def _merged_members(walk: _Walk, by: AnyOf) -> Sql:
    others = walk.residual()
    arm = (
        f"SELECT DISTINCT m.session_id AS id, m.created AS created FROM {by.table} AS m"
        f" CROSS JOIN sessions AS s ON s.id = m.session_id"
        f" WHERE m.company_id = ? AND m.{by.column} = ?{others.text}"
    )
    return _merged([Sql(arm, (walk.company_id, value, *others.parameters)) for value in by.values], "UNION")


def _texts(walk: _Walk, by: InText) -> Sql:
    return _folded(walk, "session_texts", f"instr(t.{by.column}, ?) > 0", by.words)


def _conversations(walk: _Walk, by: Said) -> Sql:
    return _folded(walk, "conversations", "instr(t.text, ?) > 0", by.words)


def _folded(walk: _Walk, table: str, where: str, words: str) -> Sql:
    bounds = _Walk(
        0, None, tuple(each for each in walk.others if isinstance(each, Between) and each.column == "created")
    )
    others = _Walk(0, None, tuple(each for each in walk.others if each not in bounds.others)).residual()
    # Only sessions that have the words are looked at.
    joined = " CROSS JOIN sessions AS s ON s.id = t.session_id" if others.text else ""
    within = bounds.residual()
    return Sql(
        f"SELECT t.session_id AS id, t.created AS created FROM {table} AS t{joined}"
        f" WHERE t.company_id = ?{within.text.replace('s.created', 't.created')} AND {where}{others.text}",
        (walk.company_id, *within.parameters, words, *others.parameters),
    )


def _open_conversations(walk: _Walk, by: Said) -> Sql:
    said, others = by.where(), walk.residual()
    return Sql(
        "SELECT s.id AS id, s.created AS created FROM sessions AS s INDEXED BY sessions_by_status"
        f" WHERE s.company_id = ? AND s.status IN ({', '.join('?' * len(_OPEN))}) AND {said.text}{others.text}",
        (walk.company_id, *(str(status) for status in _OPEN), *said.parameters, *others.parameters),
    )


def _merged(arms: list[Sql], how: str) -> Sql:
    return Sql(
        f" {how} ".join(arm.text for arm in arms) + " ORDER BY created DESC, id DESC",
        tuple(each for arm in arms for each in arm.parameters),
    )


def _best(connection: sqlite3.Connection, company_id: int, conditions: list[Condition]) -> Condition | None:
    """The condition that leaves the fewest sessions to look at; None if walking the newest first is best."""
    folded = next((condition for condition in conditions if _is_folded(condition)), None)
    walkable = [each for each in conditions if isinstance(each, OneOf | Between | AnyOf) and _is_walkable(each)]
    in_order = [condition for condition in walkable if not isinstance(condition, Between)]
    if len(walkable) == len(in_order) == 1 and folded is None:
        return in_order[0]
    fewest, best = _FEW if in_order or folded else _MOST_SORTED, None
    for condition in walkable:
        count = _count(connection, company_id, condition, fewest)
        if count < fewest:
            fewest, best = count, condition
    return best or folded or (in_order[0] if in_order else None)


def _is_rather_sorted(
    connection: sqlite3.Connection, company_id: int, conditions: list[Condition], wanted: int
) -> bool:
    """Whether a lone range is better sorted, whatever it holds: all that needs is in its index."""
    if len(conditions) != 1 or not isinstance(conditions[0], Between) or conditions[0].column == "created":
        return False
    if wanted > _MOST_SORTED:
        return False
    newest = "sessions AS s INDEXED BY sessions_by_created WHERE s.company_id = ?"
    order = "ORDER BY s.created DESC, s.id DESC"
    within = conditions[0].where()
    # The newest sessions are looked at, and whether enough of them are in the range.
    met = (
        f"SELECT count(*) FROM (SELECT 1 FROM sessions AS s WHERE s.id IN (SELECT s.id FROM {newest} {order} LIMIT ?)"
        f" AND {within.text} LIMIT ?)"
    )
    ((count,),) = connection.execute(met, (company_id, _SOON, *within.parameters, wanted)).fetchall()
    return int(count) < wanted


def _is_folded(condition: Condition) -> bool:
    """Words with the separator in them are found across what was said and what was said next."""
    return isinstance(condition, InText) or (isinstance(condition, Said) and SEPARATOR not in condition.words)


def _is_walkable(condition: Condition) -> bool:
    if isinstance(condition, Between):
        # The walk along `created` is bounded by it anyway.
        return condition.column != "created"
    if isinstance(condition, OneOf | AnyOf):
        return len(condition.values) <= _MOST_ARMS or (isinstance(condition, OneOf) and condition.column == "id")
    return False


def _count(connection: sqlite3.Connection, company_id: int, condition: Condition, most: int) -> int:
    if isinstance(condition, OneOf) and condition.column == "id":
        return min(len(condition.values), most)
    where = condition.where()
    if isinstance(condition, AnyOf):
        marks = ", ".join("?" * len(condition.values))
        source = f"{condition.table} AS m WHERE m.company_id = ? AND m.{condition.column} IN ({marks})"
    else:
        source = f"sessions AS s WHERE s.company_id = ? AND {where.text}"
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT ?)"
    parameters: tuple[Value, ...] = (company_id, *where.parameters, most)
    ((count,),) = connection.execute(counted, parameters).fetchall()
    return int(count)
