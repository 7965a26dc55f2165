import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from hovorna.adapters.blobs.folder import FolderBlobs
from hovorna.application.engine import Engine
from hovorna.application.housekeeping import Housekeeping
from hovorna.application.jobs import Room
from hovorna.application.ports import StoreUnavailable
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import ClientType
from tests.unit.application.office import DEPARTMENT, Office

SESSION = 5
KEY = "1/5/file-1"


async def _content() -> AsyncIterator[bytes]:
    yield b"bytes"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "data").open()
    office.chat(SESSION)
    yield office
    office.store.close()


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "blobs")


@pytest.fixture
def engine(office: Office) -> Iterator[Engine]:
    engine = Engine(office.writing, office.reader, office.hands)
    engine.start()
    yield engine
    engine.stop()


def _deleted_file(office: Office) -> None:
    blob = c.StoredBlob(KEY, "0" * 64, 5, "text/plain")
    office.do(c.ShareFile(SESSION, ClientType.GUEST, "a.txt", blob), c.DeleteFile(SESSION, 1))


async def test_a_dropped_blob_is_deleted_and_no_longer_pending(
    office: Office, blobs: FolderBlobs, engine: Engine
) -> None:
    await blobs.put(KEY, _content())
    _deleted_file(office)
    assert office.store.pending_blob_deletions() == [KEY]
    await Housekeeping(engine, office.reader, blobs).dispose(DEPARTMENT, [KEY])
    assert await blobs.head(KEY) is None
    assert office.store.pending_blob_deletions() == []


async def test_a_sweep_at_the_start_deletes_what_a_crash_left(
    office: Office, blobs: FolderBlobs, engine: Engine
) -> None:
    await blobs.put(KEY, _content())
    _deleted_file(office)
    await Housekeeping(engine, office.reader, blobs).sweep()
    assert await blobs.keys() == []
    assert office.store.pending_blob_deletions() == []


async def test_a_blob_that_can_not_be_deleted_now_stays_pending(
    office: Office, blobs: FolderBlobs, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: str) -> None:
        await asyncio.sleep(0)
        raise StoreUnavailable("The folder is read-only.")

    _deleted_file(office)
    monkeypatch.setattr(blobs, "delete", fail)
    await Housekeeping(engine, office.reader, blobs).dispose(DEPARTMENT, [KEY])
    assert office.store.pending_blob_deletions() == [KEY]


async def test_after_a_failed_commit_the_engine_says_no_until_a_write_succeeds(
    office: Office, engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert await engine.can_write()

    def full(_: object) -> None:
        raise StoreUnavailable("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(office.store, "commit", full)
        broken.setattr(office.store, "reserve_session_ids", full)
        with pytest.raises(StoreUnavailable):
            await engine.execute(DEPARTMENT, c.PostMessage(SESSION, ClientType.GUEST, "hello"))
        assert not await engine.can_write()
    assert await engine.can_write()


async def test_a_final_session_that_was_only_looked_at_is_forgotten_again(office: Office, engine: Engine) -> None:
    office.do(c.LeaveAsGuest(SESSION))
    seen: list[Session | None] = []

    def look(room: Room) -> list[c.Command]:
        seen.append(room.switchroom.session(SESSION))
        return []

    await engine.execute(DEPARTMENT, look)
    assert seen[0] is not None
    assert SESSION not in office.writing.room(DEPARTMENT).board.sessions


async def test_an_upload_that_a_crash_cut_off_from_its_fact_is_swept_at_the_next_start(
    office: Office, blobs: FolderBlobs, engine: Engine
) -> None:
    office.store.expect_blob(KEY)
    await blobs.put(KEY, _content())
    await Housekeeping(engine, office.reader, blobs).sweep()
    assert await blobs.head(KEY) is None


async def test_an_upload_that_a_fact_points_at_is_never_swept(
    office: Office, blobs: FolderBlobs, engine: Engine
) -> None:
    office.store.expect_blob(KEY)
    await blobs.put(KEY, _content())
    office.do(c.ShareFile(SESSION, ClientType.GUEST, "a.txt", c.StoredBlob(KEY, "0" * 64, 5, "text/plain")))
    await Housekeeping(engine, office.reader, blobs).sweep()
    assert await blobs.head(KEY) is not None
