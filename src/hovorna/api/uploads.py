"""Bytes on their way in: stored first, then told to the session; what the session refuses is deleted again."""

import re
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial

from hovorna.api.answers import Answer
from hovorna.api.call import Call, Reply
from hovorna.application.ports import LogWriter, StoredSession
from hovorna.contract.bad_input import BadInput
from hovorna.domain.errors import MoveRefused
from hovorna.domain.switchboard.commands import Command, StoredBlob
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import SessionStatus

_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}")
_UNTYPED = "application/octet-stream"

#: A header of a recording ends within this.
_HEAD = 64 * 1024


class Upload:
    """`head` is the beginning of what came; the blob is known once all of it is stored."""

    def __init__(self, call: Call, session: StoredSession, kind: str) -> None:
        self._call = call
        self._department_id = session.department_id
        self._key = f"{session.department_id}/{session.id}/{kind}-{secrets.token_hex(16)}"
        self._failure: Exception | None = None
        self.head = b""

    async def store(self) -> StoredBlob:
        """Raises Refused for what is too large, BadInput for nothing at all."""
        await self._call.parts.engine.chore(self._department_id, partial(_expect, self._key))
        try:
            size, digest = await self._call.parts.blobs.put(self._key, self._chunks())
        except Exception as error:
            # A storage may wrap what its source raised.
            raise self._failure or error from error
        if size == 0:
            await self.discard()
            raise BadInput({"body": "Must not be empty."})
        return StoredBlob(self._key, digest, size, self._media_type())

    async def discard(self) -> None:
        await self._call.parts.blobs.delete(self._key)

    async def tell(
        self, department_id: int, command: Command, content: str, reply: Callable[[Sequence[Turn]], Reply]
    ) -> Answer:
        """The session's answer. Where the fact is not written, or was written by an earlier upload, the blob goes."""
        try:
            idempotency = await self._call.idempotency(content)
            outcome = await self._call.execute(department_id, command, reply, idempotency)
        except Exception:
            await self.discard()
            raise
        if outcome.repeated is not None:
            await self.discard()
        return self._call.answer_of(outcome, reply)

    async def _chunks(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._call.upload():
                if len(self.head) < _HEAD:
                    self.head += chunk[: _HEAD - len(self.head)]
                yield chunk
        except Exception as error:
            self._failure = error
            raise

    def _media_type(self) -> str:
        given = (self._call.header(b"content-type") or "").partition(";")[0].strip().lower()
        return given if _MEDIA_TYPE.fullmatch(given) else _UNTYPED


def _expect(key: str, store: LogWriter) -> None:
    store.expect_blob(key)


def require_open(session: StoredSession, deed: str) -> None:
    """Spares the bytes the way where the session would refuse them anyway."""
    if SessionStatus(session.status).is_final:
        raise MoveRefused(session.id, session.status, deed)
