"""The demo on the real parts: the writer's thread, SQLite, a folder of blobs, and the time of this machine."""

import asyncio
import contextlib
import io
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from hovorna.adapters.blobs.folder import FolderBlobs
from hovorna.adapters.clocks.system import SystemClock
from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.adapters.stores.sqlite.writer import Writer
from hovorna.application.accounts import Accounts
from hovorna.application.engine import Engine
from hovorna.application.names import OperatorName
from hovorna.application.writing import Writing
from hovorna.demo import DemoParts, prepare_demo, run_demo
from hovorna.demo.company.preparing import demo_departments
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.fold import fold
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import SessionStatus

pytestmark = pytest.mark.real


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[tuple[DemoParts, Reader]]:
    store = Writer(folder)
    reader, accounts, clock = Reader(folder), Accounts(SqliteRegister(folder)), SystemClock()
    writing = Writing(store, clock, lambda _: 1, lambda _: OperatorName("x", "X", "Y"))
    engine = Engine(writing, reader, clock)
    engine.start()
    try:
        yield DemoParts(engine=engine, accounts=accounts, blobs=FolderBlobs(folder / "blobs"), clock=clock), reader
    finally:
        engine.stop()
        accounts.close()
        reader.close()
        store.close()


async def live(parts: DemoParts, seconds: float) -> float:
    """How much of one processor's time it took."""
    await prepare_demo(parts)
    people = asyncio.create_task(run_demo(parts, lambda _: None))
    before = time.process_time()
    await asyncio.wait({people}, timeout=seconds)
    used = (time.process_time() - before) / seconds
    people.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await people
    return used


def sessions(parts: DemoParts, reader: Reader) -> list[Session]:
    facts: dict[int, list[Fact]] = {}
    for _, department in demo_departments(parts.accounts):
        for fact in reader.facts_after(department.id, 0):
            if fact.session_id:
                facts.setdefault(fact.session_id, []).append(fact)
    return [fold(one) for one in facts.values() if isinstance(one[0].body, f.SessionCreated)]


def test_it_lives_goes_on_after_a_restart_and_leaves_the_machine_to_others(tmp_path: Path) -> None:
    with opened(tmp_path) as (parts, reader):
        used = asyncio.run(live(parts, 25.0))
        was_open = {one.id for one in sessions(parts, reader) if not one.status.is_final}
    assert was_open
    assert used < 0.15
    with opened(tmp_path) as (parts, reader):
        asyncio.run(live(parts, 60.0))
        by_id = {one.id: one for one in sessions(parts, reader)}
        assert not [by_id[one] for one in was_open if not by_id[one].status.is_final]
        closed = [one for one in by_id.values() if one.status is SessionStatus.CLOSED]
        assert len(closed) >= 10
        keys = [recording.blob for one in closed for recording in one.recordings.values()]
        assert keys
        for key in keys:
            with wave.open(io.BytesIO(asyncio.run(content(parts, str(key))))) as sound:
                assert sound.getnframes() > 0


async def content(parts: DemoParts, key: str) -> bytes:
    found = await parts.blobs.head(key)
    assert found is not None
    return b"".join([chunk async for chunk in parts.blobs.stream(key, 0, found.size)])
