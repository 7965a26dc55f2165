"""The third pass: every object that the log points at is there, whole and unchanged, and no other is."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from hovorna.application.checking.report import Findings
from hovorna.application.checking.session_pass import BlobUse
from hovorna.application.ports import Blobs
from hovorna.domain.laws.violation import Law

#: An upload comes before the fact that points at it.
_UPLOAD_TIME = timedelta(hours=1)


class BlobPass:
    def __init__(self, blobs: Blobs, uses: Mapping[str, BlobUse], pending: Collection[str], findings: Findings) -> None:
        """`pending` are keys that wait for their deletion: it does not matter whether they are still there."""
        self._blobs = blobs
        self._uses = uses
        self._pending = frozenset(pending)
        self._findings = findings

    async def run(self, now: datetime) -> None:
        keys = await self._blobs.keys()
        self._findings.counts["blobs"] += len(keys)
        for key in keys:
            if key not in self._uses and key not in self._pending:
                await self._judge_orphan(key, now)
        there = frozenset(keys)
        for key, use in self._uses.items():
            self._findings.department_id = use.department_id
            if use.is_deleted:
                if key in there and key not in self._pending:
                    self._found(key, use, "is still there, though it was deleted")
            elif key not in there:
                self._found(key, use, "is missing")
            else:
                await self._compare(key, use)
        self._findings.department_id = None

    async def _judge_orphan(self, key: str, now: datetime) -> None:
        try:
            known = await self._blobs.head(key)
        except ValueError:
            # No key of ours looks so: somebody else put it there.
            self._findings.add(Law.BLOBS, f"No fact points at {key}, and it is no blob.")
            return
        if known is None or (known.modified is not None and now - known.modified < _UPLOAD_TIME):
            return
        self._findings.add(Law.BLOBS, f"No fact points at the blob {key}.")

    async def _compare(self, key: str, use: BlobUse) -> None:
        known = await self._blobs.head(key)
        if known is None:
            self._found(key, use, "is missing")
            return
        if known.size != use.size:
            self._found(key, use, f"has {known.size} bytes instead of {use.size}")
            return
        digest = hashlib.sha256()
        async for chunk in self._blobs.stream(key, 0, known.size):
            digest.update(chunk)
        if digest.hexdigest() != use.sha256:
            self._found(key, use, "is not what was put there: its SHA-256 differs")

    def _found(self, key: str, use: BlobUse, fault: str) -> None:
        self._findings.add(Law.BLOBS, f"The blob {key} {fault}.", use.session_id, [use.version])
