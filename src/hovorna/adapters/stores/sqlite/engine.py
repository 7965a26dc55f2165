"""SQLAlchemy's way to the same file, for what is rare: the schema's migrations, and writing accounts."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from hovorna.adapters.stores.sqlite.connections import open_to_write


def engine_to_write(database: Path) -> Engine:
    """Each use opens and closes a connection of its own."""
    engine = create_engine("sqlite://", creator=lambda: open_to_write(database), poolclass=NullPool)

    # Left to itself the driver begins late and can't be asked to wait for another writer.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
