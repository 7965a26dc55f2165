"""What a folder of blobs does beyond the port."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from hovorna.adapters.blobs.folder import FolderBlobs
from hovorna.application.ports import StoreUnavailable


async def _bytes() -> AsyncIterator[bytes]:
    yield b"x"


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def test_leftovers_of_interrupted_uploads_are_removed_and_nothing_else(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path / "blobs")
    await blobs.put("a/b.wav", _bytes())
    for name in ("a/b.wav#1", "c#12"):
        (tmp_path / "blobs" / name).write_bytes(b"half")
    assert await blobs.keys() == ["a/b.wav"]
    assert blobs.remove_leftovers() == 2
    assert _names(tmp_path / "blobs") == ["b.wav"]


async def test_an_upload_in_progress_looks_like_a_leftover(tmp_path: Path) -> None:
    """Should the library ever name it otherwise, leftovers would stay."""
    blobs = FolderBlobs(tmp_path)
    seen: list[str] = []

    async def watched() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * 6_000_000
            seen.extend(_names(tmp_path))

    await blobs.put("a", watched())
    assert seen
    assert set(seen) == {"a#1"}


def test_a_folder_that_cannot_be_made_is_a_clear_refusal(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreUnavailable, match="folder of blobs"):
        FolderBlobs(tmp_path / "file" / "blobs")


async def test_a_folder_that_fails_is_a_clear_refusal(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    (tmp_path / "a").write_bytes(b"a file where a folder is needed")
    with pytest.raises(StoreUnavailable, match="folder of blobs"):
        await blobs.put("a/b", _bytes())
