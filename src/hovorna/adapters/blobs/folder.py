"""Blobs as files in a local folder."""

import asyncio
import hashlib
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore

from hovorna.adapters.blobs.keys import checked
from hovorna.application.ports import StoredObject, StoreUnavailable

_CHUNK = 128 * 1024
#: An upload lies beside its place under such a name until it is whole; no key can look so.
_UNFINISHED = re.compile(r"#[0-9]+$")


class FolderBlobs:
    """Implements Blobs. One key may be put again; readers then see the old bytes or the new ones, never both."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder. Raises StoreUnavailable if that can't be done."""
        self._folder = folder
        with _faults_translated():
            self._store = LocalStore(folder, mkdir=True)

    def remove_leftovers(self) -> int:
        """Deletes what interrupted uploads left behind. Only for the one process that writes, before it does."""
        leftovers = [path for path in self._folder.rglob("*") if _UNFINISHED.search(path.name)]
        with _faults_translated():
            for path in leftovers:
                path.unlink(missing_ok=True)
        return len(leftovers)

    async def put(self, key: str, chunks: AsyncIterator[bytes]) -> tuple[int, str]:
        counted = _Counted(chunks)
        with _faults_translated(counted):
            await obstore.put_async(self._store, checked(key), counted.chunks(), use_multipart=True)
            await asyncio.to_thread(self._make_durable, key)
        return counted.size, counted.digest.hexdigest()

    async def head(self, key: str) -> StoredObject | None:
        try:
            with _faults_translated():
                meta = await obstore.head_async(self._store, checked(key))
        except FileNotFoundError:
            return None
        return StoredObject(key, meta["size"], meta["e_tag"] or "", meta["last_modified"])

    async def stream(self, key: str, start: int, length: int) -> AsyncIterator[bytes]:
        """Raises FileNotFoundError for an object that is not there."""
        checked(key)
        if length <= 0:
            return
        with _faults_translated():
            found = await obstore.get_async(self._store, key, options={"range": (start, start + length)})
            async for chunk in found.stream(min_chunk_size=_CHUNK):
                yield bytes(chunk)

    async def delete(self, key: str) -> None:
        checked(key)
        with _faults_translated():
            try:
                await obstore.delete_async(self._store, key)
            except FileNotFoundError:
                return
            await asyncio.to_thread(_sync, (self._folder / key).parent)

    async def keys(self) -> list[str]:
        """In order."""
        with _faults_translated():
            return sorted([meta["path"] async for batch in obstore.list(self._store) for meta in batch])

    def _make_durable(self, key: str) -> None:
        """What a fact will point at must be there after the power failed: the bytes, and the way to them."""
        path = self._folder / key
        _sync(path)
        while path != self._folder:
            path = path.parent
            _sync(path)


class _Counted:
    """Passes chunks on, counting and hashing them; remembers if it was the giver who failed."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._chunks = chunks
        self.size = 0
        self.digest = hashlib.sha256()
        self.failure: BaseException | None = None

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._chunks:
                self.size += len(chunk)
                self.digest.update(chunk)
                yield chunk
        except BaseException as error:
            self.failure = error
            raise


@contextmanager
def _faults_translated(source: _Counted | None = None) -> Iterator[None]:
    """Raises StoreUnavailable where the disk failed. What the source of the bytes raised stays what it is."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (BaseError, OSError) as error:
        if source is not None and source.failure is not None:
            raise
        # The first line says it; below it stand the library's insides.
        raise StoreUnavailable(f"The folder of blobs failed: {str(error).splitlines()[0]}") from error


def _sync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
