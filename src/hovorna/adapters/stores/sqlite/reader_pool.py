"""Read-only connections: one for each thread that asks for a row, and lent ones for what is read over some time."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, local

from hovorna.adapters.stores.sqlite.connections import open_to_read
from hovorna.adapters.stores.sqlite.faults import faults_translated
from hovorna.application.ports import StoreUnavailable


class ReaderPool:
    def __init__(self, database: Path) -> None:
        self._database = database
        self._here = local()
        self._lock = Lock()
        self._opened: list[sqlite3.Connection] = []
        self._idle: list[sqlite3.Connection] = []
        self._is_closed = False

    def mine(self) -> sqlite3.Connection:
        """This thread's own connection, open until the pool is closed."""
        try:
            connection: sqlite3.Connection = self._here.connection
        except AttributeError:
            connection = self._here.connection = self._open()
        return connection

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Sees the store as it was when first asked, from whatever thread the caller goes on in."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._open()
        try:
            with faults_translated():
                connection.execute("BEGIN")
            yield connection
        finally:
            self._take_back(connection)

    def close(self) -> None:
        """Closing twice is no error."""
        with self._lock:
            self._is_closed = True
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._idle.clear()

    def _open(self) -> sqlite3.Connection:
        connection = open_to_read(self._database)
        with self._lock:
            if not self._is_closed:
                self._opened.append(connection)
                return connection
        connection.close()
        raise StoreUnavailable("The store is closed.")

    def _take_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if self._is_closed:
                return
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._idle.append(connection)
