"""What every blob storage promises."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hovorna.adapters.blobs.folder import FolderBlobs
from hovorna.application.ports import Blobs, StoredObject


@pytest.fixture(params=["folder"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    return FolderBlobs(tmp_path / "blobs")


async def chunks_of(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def read(blobs: Blobs, key: str, start: int, length: int) -> bytes:
    return b"".join([chunk async for chunk in blobs.stream(key, start, length)])


async def test_an_object_comes_back_with_its_size_and_hash(blobs: Blobs) -> None:
    parts = [bytes([number]) * 1_000_000 for number in range(12)]
    size, sha256 = await blobs.put("recordings/1/a-b_c.wav", chunks_of(*parts))
    whole = b"".join(parts)
    assert (size, sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    assert await read(blobs, "recordings/1/a-b_c.wav", 0, size) == whole
    head = await blobs.head("recordings/1/a-b_c.wav")
    assert head is not None
    assert head == StoredObject("recordings/1/a-b_c.wav", size, head.etag, head.modified)
    assert head.etag


async def test_an_empty_object_is_an_object(blobs: Blobs) -> None:
    assert await blobs.put("empty", chunks_of()) == (0, hashlib.sha256().hexdigest())
    head = await blobs.head("empty")
    assert head is not None
    assert head.size == 0
    assert await read(blobs, "empty", 0, 0) == b""


@pytest.mark.parametrize(("start", "length"), [(0, 1), (3, 4), (9, 1), (0, 10), (5, 0)])
async def test_a_range_is_exactly_what_was_asked_for(blobs: Blobs, start: int, length: int) -> None:
    await blobs.put("a", chunks_of(b"0123", b"456789"))
    assert await read(blobs, "a", start, length) == b"0123456789"[start : start + length]


async def test_a_large_object_is_read_in_pieces(blobs: Blobs) -> None:
    await blobs.put("a", chunks_of(*[b"x" * 100_000] * 30))
    pieces = [len(chunk) async for chunk in blobs.stream("a", 0, 3_000_000)]
    assert sum(pieces) == 3_000_000
    assert max(pieces) < 1_000_000


async def test_what_is_not_there_is_not_found(blobs: Blobs) -> None:
    assert await blobs.head("nothing") is None
    with pytest.raises(FileNotFoundError):
        await read(blobs, "nothing", 0, 1)


async def test_deleting_twice_is_no_error(blobs: Blobs) -> None:
    await blobs.put("a/b", chunks_of(b"x"))
    await blobs.delete("a/b")
    assert await blobs.head("a/b") is None
    await blobs.delete("a/b")
    assert await blobs.keys() == []


async def test_keys_are_listed_in_order(blobs: Blobs) -> None:
    for key in ("b", "a/2", "a/1"):
        await blobs.put(key, chunks_of(b"x"))
    assert await blobs.keys() == ["a/1", "a/2", "b"]


async def test_an_object_is_seen_only_when_whole(blobs: Blobs) -> None:
    seen: list[StoredObject | None] = []

    async def watched() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * 6_000_000
            seen.append(await blobs.head("a"))
            seen.extend([StoredObject(key, 0, "") for key in await blobs.keys()])

    await blobs.put("a", watched())
    assert seen == [None, None, None]
    assert await blobs.keys() == ["a"]


class _GuestGone(Exception):
    pass


@pytest.mark.parametrize("failure", [_GuestGone("gone"), OSError("connection reset")])
async def test_an_upload_that_breaks_off_leaves_nothing(blobs: Blobs, failure: Exception) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 6_000_000
        raise failure

    with pytest.raises(type(failure), match=str(failure)):
        await blobs.put("a", broken())
    assert await blobs.head("a") is None
    assert await blobs.keys() == []


async def test_a_cancelled_upload_leaves_nothing(blobs: Blobs) -> None:
    began = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield b"x" * 6_000_000
        began.set()
        await asyncio.Event().wait()

    upload = asyncio.ensure_future(blobs.put("a", endless()))
    await began.wait()
    upload.cancel()
    with pytest.raises(asyncio.CancelledError):
        await upload
    assert await blobs.head("a") is None


async def test_an_object_that_is_put_again_is_replaced(blobs: Blobs) -> None:
    await blobs.put("a", chunks_of(b"old and longer"))
    await blobs.put("a", chunks_of(b"new"))
    assert await read(blobs, "a", 0, 3) == b"new"
    head = await blobs.head("a")
    assert head is not None
    assert head.size == 3


@pytest.mark.parametrize(
    "key",
    ["", "/a", "a/", "a//b", "../a", "a/../b", ".", "a/.b", "A", "a b", "a#1", "a\\b", "a\0", "a\n", "ä", "a" * 501],
)
async def test_a_key_that_could_lead_elsewhere_is_refused(blobs: Blobs, key: str) -> None:
    with pytest.raises(ValueError, match="key"):
        await blobs.put(key, chunks_of(b"x"))
    with pytest.raises(ValueError, match="key"):
        await blobs.head(key)
    with pytest.raises(ValueError, match="key"):
        await read(blobs, key, 0, 1)
    with pytest.raises(ValueError, match="key"):
        await blobs.delete(key)
