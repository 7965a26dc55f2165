"""The bytes of recordings and files, to those who may have them."""

import asyncio
import logging
import re
from collections.abc import AsyncGenerator
from urllib.parse import quote

import msgspec

from hovorna.api.answers import Answer, StreamedAnswer
from hovorna.api.byte_ranges import OutsideRange, Part, has_it, part_of, takes_part
from hovorna.api.call import Call
from hovorna.api.operation import Access, Operation
from hovorna.api.sessions_read import folded_session
from hovorna.application import personal
from hovorna.application.ports import Blobs
from hovorna.application.roles import Right
from hovorna.contract.refusals import CONTENT_DELETED, NOT_FOUND, RANGE_OUTSIDE, Refused
from hovorna.domain.errors import RecordingUnknown

logger = logging.getLogger(__name__)

#: Browsers may play these where they are linked; anything else is saved, never shown.
_PLAYABLE = re.compile(r"(audio|video)/[a-z0-9.+-]+")
_NOT_IN_NAMES = re.compile(r'[^\x20-\x7e]|["\\/%;]')


class _Content(msgspec.Struct, frozen=True):
    blob: str
    sha256: str
    size: int
    media_type: str
    name: str | None
    is_inline: bool


async def recording(call: Call) -> Answer:
    session = call.session()
    recording_id = call.number("recordingId")
    folded = await asyncio.to_thread(folded_session, session, call.parts.reader)
    found = folded.recordings.get(recording_id)
    if found is None:
        raise RecordingUnknown(recording_id)
    if found.is_deleted or (found.blob is not None and folded.anonymised is not None):
        raise Refused(CONTENT_DELETED)
    if found.blob is None or found.sha256 is None or found.size is None:
        raise Refused(NOT_FOUND)
    media_type = found.media_type or "application/octet-stream"
    name = await _name(call, personal.recording_name(recording_id))
    is_inline = _PLAYABLE.fullmatch(media_type) is not None
    return await _send(call, _Content(found.blob, found.sha256, found.size, media_type, name, is_inline))


async def file(call: Call) -> Answer:
    session = call.session()
    file_id = call.number("fileId")
    folded = await asyncio.to_thread(folded_session, session, call.parts.reader)
    found = folded.files.get(file_id)
    if found is None:
        raise Refused(NOT_FOUND)
    if found.is_deleted or folded.anonymised is not None:
        raise Refused(CONTENT_DELETED)
    name = await _name(call, personal.file_name(file_id))
    return await _send(call, _Content(found.blob, found.sha256, found.size, found.media_type, name, is_inline=False))


async def _name(call: Call, slot: str) -> str | None:
    session = call.session()
    values = await asyncio.to_thread(call.parts.reader.personal_of, session.department_id, session.id)
    return values.get(slot)


async def _send(call: Call, content: _Content) -> Answer:
    etag = f'"{content.sha256}"'
    headers = [
        (b"etag", etag.encode()),
        (b"accept-ranges", b"bytes"),
        (b"cache-control", b"private, no-cache"),
        (b"x-content-type-options", b"nosniff"),
        # Whatever the bytes are, a browser runs nothing of them.
        (b"content-security-policy", b"default-src 'none'; sandbox"),
    ]
    if has_it(call.header(b"if-none-match"), etag):
        return Answer(304, b"", tuple(headers))
    try:
        asked = part_of(call.header(b"range"), content.size) if takes_part(call.header(b"if-range"), etag) else None
    except OutsideRange:
        raise Refused(RANGE_OUTSIDE, headers={"content-range": f"bytes */{content.size}"}) from None
    if await call.parts.blobs.head(content.blob) is None:
        logger.error("A blob is missing.", extra={"event": "blob_missing", "blob": content.blob})
        raise Refused(NOT_FOUND)
    headers.append((b"content-type", content.media_type.encode()))
    headers.append((b"content-disposition", disposition(content.name, content.is_inline)))
    part = asked or Part(0, content.size)
    if asked is not None:
        told = f"bytes {part.start}-{part.start + part.length - 1}/{content.size}"
        headers.append((b"content-range", told.encode()))
    chunks = _bytes_of(call.parts.blobs, content.blob, part)
    return StreamedAnswer(200 if asked is None else 206, chunks, tuple(headers), part.length)


async def _bytes_of(blobs: Blobs, key: str, part: Part) -> AsyncGenerator[bytes, None]:
    async for chunk in blobs.stream(key, part.start, part.length):
        yield chunk


def disposition(name: str | None, is_inline: bool) -> bytes:
    """RFC 6266: the name in ASCII for old clients, and in full."""
    kind = "inline" if is_inline else "attachment"
    if not name:
        return kind.encode()
    plain = _NOT_IN_NAMES.sub("_", name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}".encode()


OPERATIONS = (
    Operation(
        method="GET",
        path="/api/v1/Sessions/{id}/recordings/{recordingId}",
        summary="Bytes of a recording (this is what recordings[].downloadUrl points at); Range, ETag, HEAD",
        handle=recording,
        access=Right.READ,
        tag="Sessions",
        statuses=(206, 304, 410, 416),
        is_contract=True,
    ),
    Operation(
        method="GET",
        path="/api/v1/Sessions/{id}/files/{fileId}",
        summary="Bytes of a shared file (activities[].file.downloadUrl); Range, ETag, HEAD",
        handle=file,
        access=Access.READER_OR_GUEST,
        tag="Sessions",
        statuses=(206, 304, 410, 416),
        is_contract=True,
    ),
)
