"""The files of a store, for tests that damage them behind the engine's back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hovorna.adapters.stores.sqlite.folder import blobs_of, database_of
from hovorna.application.fact_codec import encode_body
from hovorna.domain.facts import Body
from hovorna.domain.laws.violation import Law

_SECOND = 1_000_000


class Store:
    """The files of a store that nobody has open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def sql(self, statement: str, *parameters: object) -> None:
        """One that changes nothing would prove nothing."""
        with closing(sqlite3.connect(database_of(self.folder))) as connection, connection:
            assert connection.execute(statement, parameters).rowcount > 0

    def value(self, query: str, *parameters: object) -> int:
        with closing(sqlite3.connect(database_of(self.folder))) as connection:
            (row,) = connection.execute(query, parameters).fetchall()
            number: int = row[0]
            return number

    def version_of(self, session_id: int, fact: str) -> int:
        """The first of its type."""
        return self.value("SELECT min(version) FROM facts WHERE session_id = ? AND type = ?", session_id, fact)

    def shift(self, session_id: int, fact: str, seconds: int) -> None:
        version = self.version_of(session_id, fact)
        self.sql("UPDATE facts SET at = at + ? WHERE version = ?", seconds * _SECOND, version)

    def append(self, session_id: int, body: Body, after: float = 60) -> int:
        """A decided fact that no command was asked for; seconds after the last."""
        version = self.value("SELECT max(version) + 1 FROM facts")
        at = self.value("SELECT max(at) FROM facts") + round(after * _SECOND)
        self.sql(
            "INSERT INTO facts (department_id, version, session_id, at, is_decided, type, body)"
            " VALUES (1, ?, ?, ?, 1, ?, ?)",
            version,
            session_id,
            at,
            type(body).__name__,
            encode_body(body),
        )
        return version

    def blob(self, key: str) -> Path:
        return blobs_of(self.folder) / key


@dataclass(frozen=True)
class Damage:
    name: str
    do: Callable[[Store], object]
    law: Law
    session_id: int | None = None


def sql(statement: str, *parameters: object) -> Callable[[Store], None]:
    return lambda store: store.sql(statement, *parameters)
