"""Brings the schema of a folder's database up to this release when it is opened."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError

from hovorna.adapters.stores.sqlite.connections import open_to_read
from hovorna.adapters.stores.sqlite.engine import engine_to_write
from hovorna.adapters.stores.sqlite.faults import faults_translated, store_fault
from hovorna.adapters.stores.sqlite.folder import FolderLock, database_of, schema_lock
from hovorna.application.ports import StoreUnavailable

#: The number of the last migration.
HEAD = "0003"

_SCRIPTS = Path(__file__).with_name("migrations")


def bring_up_to_date(folder: Path, *, is_locked: bool) -> None:
    """Makes the database, or its newer tables. `is_locked`: the caller holds the folder's lock.

    Raises StoreUnavailable if the store belongs to a newer release, StoreLocked if it has to change under another.
    """
    with schema_lock(folder):
        found = _version_found(folder)
        if found == HEAD:
            return
        _refuse_newer(folder, found)
        if is_locked or found is None:
            _upgrade(database_of(folder))
            return
        lock = FolderLock(folder)
        try:
            _upgrade(database_of(folder))
        finally:
            lock.release()


def require_current(folder: Path) -> None:
    """For those who only read. Raises StoreUnavailable if there is no store of this release."""
    found = _version_found(folder)
    if found is None:
        raise StoreUnavailable(f"There is no store in the folder {folder}.")
    _refuse_newer(folder, found)
    if found != HEAD:
        raise StoreUnavailable(f"The store in {folder} is of an older release: start the server once to migrate it.")


def _refuse_newer(folder: Path, found: str | None) -> None:
    if found is not None and found > HEAD:
        raise StoreUnavailable(
            f"The store in {folder} was made by a newer release of Hovorna (schema {found}, this one knows {HEAD})."
        )


def _version_found(folder: Path) -> str | None:
    """None where there is no database, or an empty one."""
    database = database_of(folder)
    if not database.is_file() or not database.stat().st_size:
        return None
    with closing(open_to_read(database)) as connection, faults_translated():
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return None
            raise
    return None if row is None else str(row[0])


def _upgrade(database: Path) -> None:
    config = Config()
    # A percent sign in the path would be read as an interpolation.
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    engine = engine_to_write(database)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise store_fault(error.orig) from error
        raise
    finally:
        engine.dispose()
