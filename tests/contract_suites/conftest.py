"""The implementations that every suite runs on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from hovorna.adapters.stores.memory.deliveries import MemoryDeliveries
from hovorna.adapters.stores.memory.log import MemoryLog
from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.adapters.stores.sqlite.store import open_store
from hovorna.application.accounts import Accounts
from hovorna.application.ports import LogReader, LogWriter, StoredViews
from hovorna.application.webhooks.deliveries import Deliveries


class ReadingSide(LogReader, StoredViews, Protocol):
    """What the stores' readers are."""


@dataclass(frozen=True)
class Store:
    writer: LogWriter
    reader: ReadingSide
    accounts: Accounts
    deliveries: Deliveries


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        accounts = Accounts(MemoryRegister())
        log = MemoryLog(accounts.department_ids)
        yield Store(log, log, accounts, MemoryDeliveries())
        return
    opened = open_store(tmp_path / "data")
    yield Store(opened.writer, opened.reader, opened.accounts, opened.deliveries)
    opened.close()
