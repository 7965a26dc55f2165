"""Checks the embedded store, beside a running server or without one."""

import asyncio
from pathlib import Path

from hovorna.adapters.blobs.folder import FolderBlobs
from hovorna.adapters.clocks.system import SystemClock
from hovorna.adapters.stores.sqlite.folder import blobs_of
from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.application.accounts import Accounts
from hovorna.application.checking import CheckReport, check


def check_store(data: Path) -> CheckReport:
    """Reads only. Raises StoreUnavailable where there is no store."""
    reader = Reader(data)
    try:
        accounts = Accounts(SqliteRegister(data))
        try:
            return asyncio.run(check(reader, accounts, FolderBlobs(blobs_of(data)), SystemClock().now()))
        finally:
            accounts.close()
    finally:
        reader.close()
