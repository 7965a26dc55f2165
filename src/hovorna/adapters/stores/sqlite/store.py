"""Opens the parts of a store that belong together."""

from dataclasses import dataclass
from pathlib import Path

from hovorna.adapters.stores.sqlite.deliveries import SqliteDeliveries
from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.adapters.stores.sqlite.writer import Writer
from hovorna.application.accounts import Accounts


@dataclass(frozen=True, slots=True)
class SqliteStore:
    writer: Writer
    reader: Reader
    accounts: Accounts
    deliveries: SqliteDeliveries

    def close(self) -> None:
        """Readers first: the last connection to close tidies the log file away."""
        self.deliveries.close()
        self.accounts.close()
        self.reader.close()
        self.writer.close()


def open_store(folder: Path) -> SqliteStore:
    """Makes or migrates the database. Raises StoreLocked if another process writes there, StoreUnavailable."""
    writer = Writer(folder)
    try:
        return SqliteStore(writer, Reader(folder), Accounts(SqliteRegister(folder)), SqliteDeliveries(folder))
    except BaseException:
        writer.close()
        raise
