"""What the database and the file system complain of, in the words of the port."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hovorna.application.ports import StoreUnavailable

_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full: nothing was written.",
    sqlite3.SQLITE_READONLY: "The store can only be read: its folder or its disk is read-only.",
    sqlite3.SQLITE_IOERR: "The disk failed: reading or writing the store gave an error.",
    sqlite3.SQLITE_BUSY: "The store is busy: another process kept it locked for too long.",
    sqlite3.SQLITE_LOCKED: "The store is busy: another process kept it locked for too long.",
    sqlite3.SQLITE_CANTOPEN: "The store can't be opened: its folder is missing or may not be written.",
    sqlite3.SQLITE_CORRUPT: "The store is damaged: its file is no whole database.",
    sqlite3.SQLITE_NOTADB: "The store is damaged: its file is no database.",
    sqlite3.SQLITE_PERM: "The store may not be opened: its files belong to somebody else.",
    sqlite3.SQLITE_NOMEM: "There is no memory left for the store.",
}


def store_fault(error: sqlite3.Error) -> StoreUnavailable:
    # The low byte is the kind; what stands above it tells kinds of kinds apart.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return StoreUnavailable(_SENTENCES.get(code, f"The store failed: {error}."))


def folder_fault(folder: Path, error: OSError) -> StoreUnavailable:
    return StoreUnavailable(f"The folder {folder} can't be used: {error.strerror or error}.")


@contextmanager
def faults_translated() -> Iterator[None]:
    """Raises StoreUnavailable where the database could not do its work."""
    try:
        yield
    except sqlite3.Error as error:
        raise store_fault(error) from error
