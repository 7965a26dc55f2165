"""Deletes the blobs that nothing points at any more: after the commit that said so, or at the next start.

The commit remembers them as pending, so that neither a crash nor a full disk forgets one.
"""

import logging
from collections.abc import Sequence
from functools import partial

from hovorna.application.engine import Engine
from hovorna.application.ports import Blobs, LogReader, LogWriter, StoreUnavailable

logger = logging.getLogger(__name__)


class Housekeeping:
    def __init__(self, engine: Engine, reader: LogReader, blobs: Blobs) -> None:
        self._engine, self._reader, self._blobs = engine, reader, blobs

    async def dispose(self, department_id: int, keys: Sequence[str]) -> None:
        """Returns when the blobs are gone, and whatever the writer does after a commit is done. A blob that can't be
        deleted now stays pending; that is no reason to refuse the caller what is committed."""
        deleted = [key for key in keys if await self._delete(key)]
        try:
            await self._engine.chore(department_id, partial(_forget, keys=deleted))
        except StoreUnavailable:
            logger.warning("Deleted blobs stay on the list of pending ones.", extra={"event": "blobs_stay_pending"})

    async def sweep(self) -> None:
        """At the start, for what a crash left; pending ones are the whole store's, so any department's turn will do."""
        for department_id in self._reader.department_ids()[:1]:
            pending: list[str] = []
            await self._engine.chore(department_id, partial(_note_pending, into=pending))
            if pending:
                await self.dispose(department_id, pending)

    async def _delete(self, key: str) -> bool:
        try:
            await self._blobs.delete(key)
        except StoreUnavailable:
            logger.warning("A blob could not be deleted now.", extra={"event": "blob_not_deleted", "blob": key})
            return False
        return True


def _note_pending(store: LogWriter, into: list[str]) -> None:
    into += store.pending_blob_deletions()


def _forget(store: LogWriter, keys: Sequence[str]) -> None:
    for key in keys:
        store.blob_deleted(key)
