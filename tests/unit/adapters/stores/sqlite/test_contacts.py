"""Contacts are found by their indexes, and a long list takes no more memory than a short one."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from hovorna.adapters.stores.sqlite.connections import open_to_read
from hovorna.adapters.stores.sqlite.folder import database_of
from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.store import SqliteStore, open_store
from hovorna.application.contacts.reads import ContactsAsked
from hovorna.application.unit import Unit
from hovorna.domain.switchboard.contact_rows import ContactWrite

_MANY = 20_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_store(tmp_path / "data")
    writes = [ContactWrite(number, b'{"town":"%s"}' % (b"x" * 500), ()) for number in range(1, _MANY + 1)]
    store.writer.commit([Unit(1, contacts=writes)])
    yield store
    store.close()


@pytest.mark.parametrize("name", [name for name, text in queries("contacts.sql").items() if "SELECT" in text[:6]])
def test_no_query_walks_a_whole_table(tmp_path: Path, name: str) -> None:
    open_store(tmp_path / "data").close()
    connection = open_to_read(database_of(tmp_path / "data"))
    text = queries("contacts.sql")[name]
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", [1] * text.count("?"))]
    connection.close()
    assert plan
    assert [step for step in plan if not step.startswith("SEARCH")] == []


def test_a_long_list_takes_no_more_memory_than_a_short_one(store: SqliteStore) -> None:
    def peak(limit: int) -> int:
        tracemalloc.start()
        with store.reader.contacts(ContactsAsked((1, 2), limit=limit)) as chunks:
            assert sum(len(chunk) for chunk in chunks) == limit
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    short = peak(2_000)
    assert peak(_MANY) < short * 1.5


def test_a_list_that_is_given_up_holds_no_word_of_an_erased_contact(store: SqliteStore, tmp_path: Path) -> None:
    store.writer.commit([Unit(1, contacts=[ContactWrite(_MANY + 1, b'{"fullName":"Xaverius"}')])])
    with store.reader.contacts(ContactsAsked((1,), limit=_MANY)) as chunks:
        next(chunks)
    store.writer.commit([Unit(1, contacts=[ContactWrite(_MANY + 1, None, is_erased=True)])])
    # Only where nobody reads an older state can the files be cleaned.
    store.writer.scrub()
    files = (tmp_path / "data").rglob("*")
    assert [file.name for file in files if file.is_file() and b"Xaverius" in file.read_bytes()] == []
