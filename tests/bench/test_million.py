"""The bench of a million sessions asks every filter that there is, of a store like any other."""

from pathlib import Path

from bench import million
from hovorna.adapters.stores.sqlite.schema import FILTERED
from hovorna.adapters.stores.sqlite.store import open_store
from hovorna.contract.session_filters import SessionFilters, read_session_filters


def test_it_asks_every_filter() -> None:
    asked = [read_session_filters(query.replace("@", "2024-01-01")) for query in million.QUERIES]
    given = {name for filters in asked for name in SessionFilters.__struct_fields__ if getattr(filters, name)}
    # False is a value here, and looks like none.
    assert given | {"auto_accepted", "page"} == set(SessionFilters.__struct_fields__)


def test_the_store_that_it_fills_has_all_indexes_and_answers(tmp_path: Path) -> None:
    million.fill(tmp_path, 2_500)
    store = open_store(tmp_path)
    with store.reader._pool.snapshot() as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    with store.reader.sessions(1, read_session_filters("InitialMessage.Text=NEEDLE"), 100, 0) as chunks:
        assert [one.id for chunk in chunks for one in chunk] == [251]
    store.close()
    assert {f"sessions_by_{name}" for name in FILTERED} <= names
