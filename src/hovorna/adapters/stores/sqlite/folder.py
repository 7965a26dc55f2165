"""The folder of a store: where its parts lie, and who holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from hovorna.adapters.stores.sqlite.faults import folder_fault
from hovorna.application.ports import StoreLocked


def database_of(folder: Path) -> Path:
    return folder / "hovorna.db"


def blobs_of(folder: Path) -> Path:
    return folder / "blobs"


_WRITE_LOCKS: dict[Path, Lock] = {}


def write_lock_of(folder: Path) -> Lock:
    """Writers within one process take turns by it, so that none has to wait for the database to try again."""
    return _WRITE_LOCKS.setdefault(folder.resolve(), Lock())


class FolderLock:
    """Held by the one process that writes the log. The kernel gives it back when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Raises StoreLocked if another process, or another writer of this one, holds the folder."""
        self._file = _open(folder / "writer.lock")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._file)
            raise StoreLocked(f"Another process has the folder {folder} open for writing.") from error

    def release(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


@contextmanager
def schema_lock(folder: Path) -> Iterator[None]:
    """Waits its turn: of the processes that open a new folder at once, one makes the schema."""
    file = _open(folder / "schema.lock")
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise folder_fault(path.parent, error) from error
