"""Whole chats through the engine, and the same rows written raw."""

import sqlite3
from pathlib import Path

from bench import lifecycles
from bench.journal import journal_kept, write_raw


def test_a_journal_keeps_what_was_committed_and_writes_the_same_rows_again(tmp_path: Path) -> None:
    with journal_kept() as journal:
        kept = sqlite3.connect(tmp_path / "kept.db", isolation_level=None)
    kept.execute("PRAGMA journal_mode = WAL")
    for ending in ("COMMIT", "ROLLBACK"):
        kept.execute("BEGIN IMMEDIATE")
        kept.execute(f"CREATE TABLE {ending}_table (word TEXT)")
        kept.executemany(f"INSERT INTO {ending}_table VALUES (?)", iter([("one",), ("other",)]))
        kept.execute(f"SELECT * FROM {ending}_table")
        kept.execute(ending)
    kept.close()
    again = sqlite3.connect(":memory:", isolation_level=None)
    write_raw(again, journal)
    assert again.execute("SELECT word FROM COMMIT_table").fetchall() == [("one",), ("other",)]
    assert [name for (name,) in again.execute("SELECT name FROM sqlite_master")] == ["COMMIT_table"]
    again.close()


def test_other_connections_are_no_journals() -> None:
    with journal_kept():
        pass
    plain = sqlite3.connect(":memory:")
    assert type(plain) is sqlite3.Connection
    plain.close()


def test_lifecycles_and_their_limit_are_measured() -> None:
    journal = lifecycles.journal_of(6, 3)
    words = [statement for transaction in journal for statement, rows in transaction for _ in rows]
    assert sum(word.startswith("INSERT INTO facts") for word in words) > 6 * 10
    assert lifecycles.raw_per_second(journal, 6) > 0
    assert lifecycles.lifecycles_per_second(6, 3) > 0
