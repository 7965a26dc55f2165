"""The log of a department as it grows, line by line: `GET /api/v1/Events`."""

import asyncio
import re
from collections.abc import AsyncGenerator
from itertools import islice

import msgspec

from hovorna.api.answers import Answer, StreamedAnswer, encode
from hovorna.api.call import Call
from hovorna.api.live_answer import LiveAnswer
from hovorna.api.operation import Operation, Parameter
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.query import QueryReader
from hovorna.contract.refusals import NOT_FOUND, Refused
from hovorna.contract.session_events import log_event_of
from hovorna.domain.facts import Fact

NDJSON, SSE = "application/x-ndjson", "text/event-stream"
LAST_EVENT_ID = "Last-Event-ID"

#: Facts in one piece: what a store reads at once, and what one slow reader keeps in memory at most.
_STORED_PIECE = 1000
#: Few enough that others on the loop do not notice when they are written out.
_LIVE_PIECE = 250

_DIGITS = re.compile(r"[0-9]{1,18}")
_VERSION = "Must be the version of a fact: a whole number, 0 or more."
#: A comment line, by which both ends see that the other is there.
_BEAT = b":\n\n"


class _Wish(msgspec.Struct, frozen=True):
    department_id: int
    after: int
    #: None is no limit.
    limit: int | None
    follows: bool
    is_sse: bool


async def events(call: Call) -> Answer:
    wish = _read(call)
    media_type = SSE if wish.is_sse else NDJSON
    headers = (
        (b"content-type", media_type.encode()),
        (b"cache-control", b"no-store"),
        # Proxies that gather answers would hold back what happens now.
        (b"x-accel-buffering", b"no"),
    )
    chunks = _Stream(call, wish).chunks()
    return LiveAnswer(200, chunks, headers, None) if wish.follows else StreamedAnswer(200, chunks, headers, None)


def _read(call: Call) -> _Wish:
    query = QueryReader(call.query)
    department_id, follows, limit = query.number("departmentId"), query.flag("follow"), query.page().limit
    errors: dict[str, str] = {}
    after = _version(call, query, errors)
    try:
        query.finish()
    except BadInput as bad:
        errors |= bad.fields
    if errors:
        raise BadInput(errors)
    return _Wish(_department(call, department_id), after, limit, follows is not False, _wants_sse(call))


def _version(call: Call, query: QueryReader, errors: dict[str, str]) -> int:
    """A browser that comes back names the last event it has seen, whatever the address once said."""
    last = (call.header(LAST_EVENT_ID.lower().encode()) or "").strip()
    name, given = (LAST_EVENT_ID, last) if last else ("after", (query.text("after") or "0").strip())
    if not _DIGITS.fullmatch(given):
        errors[name] = _VERSION
        return 0
    return int(given)


def _department(call: Call, department_id: int | None) -> int:
    if department_id is not None:
        return call.department(department_id).id
    mine = call.departments()
    if not mine:
        raise Refused(NOT_FOUND)
    if len(mine) > 1:
        raise BadInput({"departmentId": "Is required where one may read several departments."})
    return mine[0].id


def _wants_sse(call: Call) -> bool:
    accepted = (call.header(b"accept") or "").lower()
    place, other = accepted.find(SSE), accepted.find(NDJSON)
    return place >= 0 and (other < 0 or place < other)


class _Stream:
    """Where one reader is in the log. What it has not taken yet is in the tail or in the store, never here."""

    def __init__(self, call: Call, wish: _Wish) -> None:
        self._call, self._wish = call, wish
        self._tail, self._reader = call.server.log_tail, call.parts.reader
        self._beat = call.parts.settings.stream_beat.total_seconds()
        self._at, self._left = wish.after, wish.limit
        self._checked = asyncio.get_running_loop().time()

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        department_id, ask_store = self._wish.department_id, True
        with self._tail.following(department_id):
            while self._left != 0 and not (self._wish.follows and self._tail.is_closed):
                lines = await self._stored() if ask_store else self._live()
                if lines is None:
                    ask_store = True
                    continue
                ask_store = False
                if lines:
                    yield self._framed(lines)
                elif not self._wish.follows:
                    return
                elif not await self._tail.news(department_id, self._at, self._beat):
                    # Also what other processes have written, of which nobody tells this one.
                    ask_store = True
                    if self._wish.is_sse:
                        yield _BEAT
                if self._wish.follows and not self._may_go_on():
                    return

    async def _stored(self) -> list[tuple[int, bytes]]:
        count = _STORED_PIECE if self._left is None else min(self._left, _STORED_PIECE)

        def read() -> list[tuple[int, bytes]]:
            facts = self._reader.facts_after(self._wish.department_id, self._at)
            return [(fact.version, _written(fact)) for fact in islice(facts, count)]

        return await asyncio.to_thread(read)

    def _live(self) -> list[tuple[int, bytes]] | None:
        lines = self._tail.lines_after(self._wish.department_id, self._at, _LIVE_PIECE)
        return None if lines is None else [(line.version, line.text(_written)) for line in lines]

    def _framed(self, lines: list[tuple[int, bytes]]) -> bytes:
        lines = lines[: self._left]
        self._at = lines[-1][0]
        if self._left is not None:
            self._left -= len(lines)
        if self._wish.is_sse:
            return b"".join(b"id: %d\ndata: %b\n\n" % line for line in lines)
        return b"".join(b"%b\n" % text for _, text in lines)

    def _may_go_on(self) -> bool:
        """Whoever may not read any more, or whose token has expired, is told so when they come again."""
        now = asyncio.get_running_loop().time()
        if now - self._checked < self._beat:
            return True
        self._checked = now
        try:
            caller = self._call.server.access_tokens.verify(self._call.required_bearer())
        except Refused:
            return False
        return caller.may(Right.READ, self._wish.department_id)


def _written(fact: Fact) -> bytes:
    return encode(log_event_of(fact))


OPERATIONS = (
    Operation(
        method="GET",
        path="/api/v1/Events",
        summary="The facts of a department in the order of its log, stored ones and then live: JSON lines, or"
        " server-sent events where Accept asks for text/event-stream (then Last-Event-ID wins over `after`)",
        handle=events,
        access=Right.READ,
        tag="Events",
        media_type=NDJSON,
        query=(
            Parameter("departmentId", int),
            Parameter("after", int),
            Parameter("limit", int),
            Parameter("follow", bool),
        ),
        statuses=(404,),
    ),
)
