"""Makes deleted words unreadable in the files, not only unreachable."""

import sqlite3
import subprocess
import sys
from pathlib import Path

from hovorna.adapters.stores.sqlite import wash
from hovorna.adapters.stores.sqlite.connections import WAIT_MILLISECONDS

_LONGEST_SECONDS = 600


def scrub(connection: sqlite3.Connection, database: Path) -> bool:
    """Empties the write-ahead log into the database and washes the database's pages.

    False where somebody still reads an older state: then the log can't be emptied, and it has to be tried again.
    Afterwards the connection must not write: it remembers the pages as they were, and would write them so.
    """
    if not _empty_log(connection):
        return False
    # While this lasts nobody else can write, so the log stays empty and the file as it is.
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _log_size(database):
            return False
        command = [sys.executable, "-I", "-S", wash.__file__, str(database)]
        subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST_SECONDS)  # noqa: S603 - our own program
    finally:
        connection.execute("ROLLBACK")
    return True


def is_due(connection: sqlite3.Connection) -> bool:
    """Whether words were deleted that may still stand in the files, perhaps by a process that died."""
    ((mark,),) = connection.execute("PRAGMA user_version").fetchall()
    return bool(mark)


def set_due(connection: sqlite3.Connection, due: bool) -> None:
    """Part of the transaction that it is called in: a number of the database's header that is free for such use."""
    connection.execute(f"PRAGMA user_version = {int(due)}")


def _empty_log(connection: sqlite3.Connection) -> bool:
    # Readers come and go; the next commit tries again rather than making everybody wait now.
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {WAIT_MILLISECONDS}")
    return not is_busy


def _log_size(database: Path) -> int:
    log = database.with_name(database.name + "-wal")
    return log.stat().st_size if log.exists() else 0
