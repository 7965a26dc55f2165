"""Connections to the database file: one kind that writes, one that can only read."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from hovorna.adapters.stores.sqlite.faults import store_fault
from hovorna.adapters.stores.text_search import contains

#: How long a connection waits while another writes.
WAIT_MILLISECONDS = 10_000

_WRITER_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # What was answered must be there after the power failed.
    "PRAGMA synchronous = FULL",
    # Deleted words are overwritten, not just forgotten.
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
    # Checkpoints cost two more syncs; the log file may grow to 16 MB before each.
    "PRAGMA wal_autocheckpoint = 4000",
    "PRAGMA journal_size_limit = 67108864",
)

_READER_PRAGMAS = (
    "PRAGMA query_only = ON",
    "PRAGMA cache_size = -8192",
    "PRAGMA mmap_size = 1073741824",
)


def open_to_write(database: Path) -> sqlite3.Connection:
    """Makes the file if there is none. Raises StoreUnavailable."""
    return _opened(f"file:{quote(str(database))}?mode=rwc", _WRITER_PRAGMAS)


def open_to_read(database: Path) -> sqlite3.Connection:
    """Raises StoreUnavailable, also where there is no store."""
    connection = _opened(_readable_uri(database), _READER_PRAGMAS)
    connection.create_function("contains", 2, contains, deterministic=True)
    return connection


def _readable_uri(database: Path) -> str:
    """A reader shares an index of the log file with the writer, and may have to make it.

    Where it can't, because the folder is read-only, nobody writes: without a log file the database alone is the truth.
    """
    name = f"file:{quote(str(database))}"
    plain = f"{name}?mode=ro"
    try:
        connection = sqlite3.connect(plain, uri=True)
    except sqlite3.Error as error:
        raise store_fault(error) from error
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error as error:
        log = database.with_name(database.name + "-wal")
        is_unreachable = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if is_unreachable and database.is_file() and not (log.is_file() and log.stat().st_size):
            return f"{name}?immutable=1"
        raise store_fault(error) from error
    finally:
        connection.close()
    return plain


def _opened(uri: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    try:
        # Handed from thread to thread, but never used by two at once.
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=WAIT_MILLISECONDS / 1000,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
        )
    except sqlite3.Error as error:
        raise store_fault(error) from error
    try:
        for pragma in pragmas:
            connection.execute(pragma)
    except sqlite3.Error as error:
        connection.close()
        raise store_fault(error) from error
    return connection
