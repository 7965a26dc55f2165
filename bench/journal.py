"""Remembers what a connection wrote, transaction by transaction, so that the same rows can be written raw."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

#: A statement and the rows that it was run with. Any: SQLite's values.
Statement = tuple[str, list[Any]]
Transaction = list[Statement]

_READING = ("SELECT", "PRAGMA")


class Journal(sqlite3.Connection):
    """Keeps whole transactions only; what reads is left out."""

    # A connection is made by the driver, which knows nothing of journals: there is one at a time.
    kept: list[Transaction]

    def __init__(self, *arguments: Any, **named: Any) -> None:  # Any: whatever the driver takes
        super().__init__(*arguments, **named)
        self._running: Transaction = []

    def execute(self, statement: str, row: Any = (), /) -> sqlite3.Cursor:  # Any: SQLite's values
        word = statement.split(maxsplit=1)[0].upper()
        if word == "BEGIN":
            self._running = []
        elif word == "COMMIT":
            self.kept.append(self._running)
        elif word not in _READING:
            self._running.append((statement, [row]))
        return super().execute(statement, row)

    def executemany(self, statement: str, rows: Iterable[Any], /) -> sqlite3.Cursor:  # Any: SQLite's values
        kept = list(rows)
        if kept:
            self._running.append((statement, kept))
        return super().executemany(statement, kept)


@contextmanager
def journal_kept() -> Iterator[list[Transaction]]:
    """Connections that are opened inside are journals."""
    kept: list[Transaction] = []
    kind = type("_Journal", (Journal,), {"kept": kept})
    with patch("sqlite3.connect", partial(sqlite3.connect, factory=kind)):
        yield kept


def write_raw(connection: sqlite3.Connection, transactions: Sequence[Transaction]) -> None:
    for transaction in transactions:
        connection.execute("BEGIN IMMEDIATE")
        for statement, rows in transaction:
            if len(rows) == 1:
                connection.execute(statement, rows[0])
            else:
                connection.executemany(statement, rows)
        connection.execute("COMMIT")
