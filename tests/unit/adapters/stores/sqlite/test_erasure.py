"""An erased word is nowhere in the files of the store."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hovorna.adapters.stores.sqlite import scrubbing, wash
from hovorna.adapters.stores.sqlite.store import SqliteStore, open_store
from hovorna.application.unit import ActivityRow, PersonalRow, Unit
from hovorna.contract.session_filters import SessionFilters
from tests.contract_suites.samples import after, session_row


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def _files_with(folder: Path, word: str) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and (word.encode() in path.read_bytes() or word.casefold().encode() in path.read_bytes())
    ]


def _words_of(session_id: int, chance: random.Random, version: int) -> Unit:
    """Every place where a word can stand, at lengths that split and overflow pages."""
    word = f"Secret{session_id:06}."
    pad = "x" * chance.choice([0, 10, 100, 1000, 5000])
    row = session_row(
        session_id,
        created=after(session_id),
        version=version,
        status=chance.choice(["ACTIVE", "CLOSED"]),
        url=word + pad,
        ip_address=word,
        phone_callback_number=word,
        initial_message=word + pad,
        guest_identity=word,
        tags=(word,),
        document=(word + pad).encode() * chance.randint(1, 3),
    )
    activities = [
        ActivityRow(number, session_id, after(number), word + pad, (pad + word).encode())
        for number in range(chance.randint(0, 4))
    ]
    personal = [
        PersonalRow(session_id, "name", word),
        PersonalRow(session_id, "params", pad + word + pad),
        PersonalRow(session_id, f"text:{session_id}", word),
    ]
    return Unit(1, sessions=[row], activities=activities, personal=personal)


def _erasure_of(session_id: int) -> Unit:
    row = session_row(session_id, created=after(session_id), status="CLOSED", document=b"{}")
    return Unit(1, erased=[session_id], sessions=[row])


def test_erased_words_are_in_no_file(store: SqliteStore, tmp_path: Path) -> None:
    chance = random.Random(5)
    sessions = list(range(1, 401))
    chance.shuffle(sessions)
    for start in range(0, len(sessions), 20):
        store.writer.commit([_words_of(number, chance, 1) for number in sessions[start : start + 20]])
    # Rows that change their length move about, and must leave no copy behind.
    for start in range(0, len(sessions), 20):
        store.writer.commit([_words_of(number, chance, 2) for number in sessions[start : start + 20]])
    erased = chance.sample(sessions, 150)
    for start in range(0, len(erased), 5):
        store.writer.commit([_erasure_of(number) for number in erased[start : start + 5]])
    store.writer.scrub()
    assert store.writer._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    found = [number for number in sessions if f"Secret{number:06}.".encode() in content]
    assert found == [number for number in sessions if number not in erased]


def test_what_is_left_can_still_be_changed_after_scrubbing(store: SqliteStore, tmp_path: Path) -> None:
    """The writer must not write the pages that it remembers from before."""
    chance = random.Random(7)
    for version in (1, 2):
        store.writer.commit([_words_of(number, chance, version) for number in range(1, 301)])
    store.writer.commit([_erasure_of(number) for number in range(1, 301, 2)])
    store.writer.scrub()
    store.writer.commit([_words_of(number, chance, 3) for number in range(2, 301, 2)])
    store.writer.commit([_erasure_of(number) for number in range(2, 301, 2)])
    store.writer.scrub()
    assert store.writer._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert _files_with(tmp_path, "Secret0") == []
    assert len(list(store.reader.session_rows(1))) == 300


def test_a_process_that_died_before_scrubbing_leaves_it_to_the_next(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.writer.commit([_words_of(1, random.Random(5), 1)])
    store.writer.commit([_erasure_of(1)])
    store.close()
    open_store(tmp_path).close()
    assert _files_with(tmp_path, "Secret000001.") == []


def test_scrubbing_that_fails_is_told_and_tried_again(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store.writer.commit([_words_of(1, random.Random(5), 1)])
    store.writer.commit([_erasure_of(1)])
    tried: list[Path] = []

    def failing(_: sqlite3.Connection, database: Path) -> bool:
        tried.append(database)
        raise OSError("no process can be started")

    with monkeypatch.context() as patch:
        patch.setattr(scrubbing, "scrub", failing)
        store.writer.scrub()
        store.writer.commit([Unit(1)])
        assert len(tried) == 1
    assert "no process can be started" in caplog.text
    for _ in range(100):
        store.writer.commit([Unit(1)])
    assert not scrubbing.is_due(store.writer._connection)
    assert _files_with(tmp_path, "Secret000001.") == []


def _database_with(path: Path, rows: int) -> int:
    """Length of what its file holds; half of its rows are deleted."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID")
        words = [(f"{number * 7919 % rows:05} Word" + "x" * (number % 90),) for number in range(rows)]
        connection.executemany("INSERT INTO words VALUES (?)", words)
        connection.execute("DELETE FROM words WHERE word < ?", (f"{rows // 2:05}",))
        connection.commit()
    return path.stat().st_size


def test_washing_changes_nothing_that_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    size = _database_with(path, 5000)
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute("SELECT * FROM words").fetchall()
    assert wash.wash(str(path)) > 0
    assert wash.wash(str(path)) == 0
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM words").fetchall() == before
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("VACUUM")
        assert connection.execute("SELECT * FROM words").fetchall() == before
    assert path.stat().st_size <= size


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"x" * 5000, b"SQLite format 3\0" + b"\3" * 5000])
def test_a_file_that_is_no_database_is_not_washed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="no SQLite database"):
        wash.wash(str(path))
    assert path.read_bytes() == content


def test_a_page_without_rows_has_no_gap() -> None:
    overflow = (7).to_bytes(4, "big") + b"x" * 508
    assert wash.gap_of(overflow, 0) is None
    # A leaf of an index with two rows, whose content begins at 400.
    leaf = bytes([10, 0, 0, 0, 2]) + (400).to_bytes(2, "big") + b"x" * 505
    assert wash.gap_of(leaf, 0) == (12, 400)


def test_a_reader_of_an_older_state_delays_the_scrubbing_but_does_not_stop_it(
    store: SqliteStore, tmp_path: Path
) -> None:
    chance = random.Random(5)
    store.writer.commit([_words_of(number, chance, 1) for number in range(1, 301)])
    with store.reader.sessions(1, SessionFilters(), 300, 0) as chunks:
        next(chunks)
        store.writer.commit([_erasure_of(7)])
        store.writer.scrub()
        assert _files_with(tmp_path, "Secret000007.")
    store.writer.commit([_words_of(301, chance, 1)])
    assert _files_with(tmp_path, "Secret000007.") == []
    assert _files_with(tmp_path, "Secret000008.")
