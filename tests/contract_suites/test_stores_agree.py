"""Whatever is stored and asked for, all stores answer the same."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis.strategies as st
import msgspec
from hypothesis import given, settings

from hovorna.adapters.stores.memory.log import MemoryLog
from hovorna.adapters.stores.sqlite.store import open_store
from hovorna.application.ports import LogReader
from hovorna.application.unit import SessionRow, Unit
from hovorna.contract.query import Range, TextFilter
from hovorna.contract.session_filters import SessionFilters
from hovorna.domain.vocabulary import SessionStatus
from tests.contract_suites.samples import activity, after, session_row

INSTANTS = st.integers(0, 4).map(after)
DURATIONS = st.integers(0, 4).map(lambda seconds: timedelta(seconds=seconds))
WORDS = st.sampled_from(["a", "B", "ab", "%", "_", "ž", "Ž a"])
NUMBERS = st.integers(1, 4)
STATUSES = st.sampled_from([SessionStatus.ACTIVE, SessionStatus.CLOSED, SessionStatus.ACW])


def _range(values: st.SearchStrategy[object]) -> st.SearchStrategy[Range[object]]:
    some = st.none() | values
    return st.builds(Range, null=st.none() | st.booleans(), min=some, max=some)


def _filters(given_ones: dict[str, Any]) -> SessionFilters:
    """Any: each filter has its own type."""
    return SessionFilters(**given_ones)


ROWS = st.builds(
    session_row,
    company_id=st.integers(1, 2),
    created=INSTANTS,
    status=STATUSES,
    ended=st.none() | INSTANTS,
    length=st.none() | DURATIONS,
    ip_address=st.none() | WORDS,
    stars=st.none() | NUMBERS,
    is_auto_accepted=st.booleans(),
    operators=st.lists(NUMBERS, max_size=3).map(tuple),
    tags=st.lists(WORDS, max_size=2).map(tuple),
)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "session_id": st.frozensets(st.integers(1, 12), max_size=8),
        "department_id": st.frozensets(st.integers(1, 2), max_size=2),
        "status": st.frozensets(STATUSES, max_size=2),
        "operator_user_id": st.frozensets(NUMBERS, max_size=3),
        "created": _range(INSTANTS),
        "ended": _range(INSTANTS),
        "duration": _range(DURATIONS),
        "client_stars": st.frozensets(NUMBERS, max_size=2),
        "ip_address": st.builds(
            TextFilter, null=st.none() | st.booleans(), text=st.none() | WORDS, exact=st.booleans()
        ),
        "tags": st.frozensets(WORDS, max_size=2),
        "auto_accepted": st.booleans(),
        "activity_texts_contain": WORDS,
    },
).map(_filters)


def _listed(reader: LogReader, filters: SessionFilters, page: tuple[int, int]) -> list[int]:
    with reader.sessions(1, filters, *page) as chunks:
        return [session.id for chunk in chunks for session in chunk]


@settings(deadline=None)
@given(
    rows=st.lists(ROWS, max_size=12),
    changes=st.lists(st.tuples(st.integers(1, 12), ROWS), max_size=6),
    texts=st.lists(st.tuples(st.integers(1, 12), WORDS), max_size=6),
    asked=st.lists(st.tuples(FILTERS, st.tuples(st.integers(1, 12), st.integers(0, 3))), min_size=1, max_size=8),
)
def test_every_list_is_the_same_in_every_store(
    rows: list[SessionRow],
    changes: list[tuple[int, SessionRow]],
    texts: list[tuple[int, str]],
    asked: list[tuple[SessionFilters, tuple[int, int]]],
) -> None:
    numbered = [*enumerate(rows, start=1), *changes]
    texts_of = [activity(number, text, session_id=whose) for number, (whose, text) in enumerate(texts)]
    units = [Unit(_department_of(row.session_id), activities=[row]) for row in texts_of]
    with TemporaryDirectory() as folder:
        memory, store = MemoryLog(), open_store(Path(folder))
        try:
            for log in (memory, store.writer):
                log.commit(units)
                for number, row in numbered:
                    log.commit([Unit(_department_of(number), sessions=[_as(number, row)])])
            for filters, page in asked:
                assert _listed(store.reader, filters, page) == _listed(memory, filters, page)
            for department_id in (1, 2):
                assert list(store.reader.session_rows(department_id)) == list(memory.session_rows(department_id))
        finally:
            store.close()


def _department_of(session_id: int) -> int:
    """A session never moves to another department."""
    return 1 + session_id % 2


def _as(number: int, row: SessionRow) -> SessionRow:
    return msgspec.structs.replace(row, id=number, department_id=_department_of(number))
