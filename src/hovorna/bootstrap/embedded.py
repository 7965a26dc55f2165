"""Opens the embedded store and puts the engine on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from hovorna.adapters.blobs.folder import FolderBlobs
from hovorna.adapters.clocks.system import SystemClock
from hovorna.adapters.stores.sqlite.deliveries import SqliteDeliveries
from hovorna.adapters.stores.sqlite.folder import blobs_of
from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.adapters.stores.sqlite.store import open_store
from hovorna.adapters.stores.sqlite.writer import Writer
from hovorna.application.accounts import Accounts
from hovorna.application.engine import Engine
from hovorna.application.people_names import OperatorNames
from hovorna.application.ports import Clock
from hovorna.application.writing import Writing


class Embedded(msgspec.Struct):
    """Everything on one folder, wired; the engine is running."""

    store: Writer
    reader: Reader
    accounts: Accounts
    blobs: FolderBlobs
    clock: SystemClock
    writing: Writing
    engine: Engine
    deliveries: SqliteDeliveries


def _writing(store: Writer, accounts: Accounts, clock: Clock) -> Writing:
    def company_of(department_id: int) -> int:
        return next(one.company_id for one in accounts.departments() if one.id == department_id)

    return Writing(store, clock, company_of, OperatorNames(accounts))


@contextmanager
def open_embedded(data: Path) -> Iterator[Embedded]:
    """Raises StoreLocked while another process writes to the folder."""
    store, clock = open_store(data), SystemClock()
    try:
        writing = _writing(store.writer, store.accounts, clock)
        for department_id in store.reader.department_ids():
            clock.catch_up(writing.room(department_id).board.decided_until)
        engine = Engine(writing, store.reader, clock)
        engine.start()
        try:
            blobs = FolderBlobs(blobs_of(data))
            blobs.remove_leftovers()
            yield Embedded(
                store=store.writer,
                reader=store.reader,
                accounts=store.accounts,
                blobs=blobs,
                clock=clock,
                writing=writing,
                engine=engine,
                deliveries=store.deliveries,
            )
        finally:
            engine.stop()
    finally:
        store.close()


@contextmanager
def open_accounts(data: Path) -> Iterator[tuple[Accounts, Clock]]:
    """Companies, people and clients alone: works beside a running server."""
    accounts = Accounts(SqliteRegister(data))
    try:
        yield accounts, SystemClock()
    finally:
        accounts.close()
