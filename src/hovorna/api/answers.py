"""Answers as small ASGI applications: whole, or streamed from where the bytes lie."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

import msgspec
from litestar.types import Receive, Scope, Send

from hovorna.api.packing import GZIP, VARY, WORTHWHILE, in_gzip, is_text, packed, wants_gzip
from hovorna.contract.problems import Problem

JSON = (b"content-type", b"application/json")

_encoder = msgspec.json.Encoder()

#: More than that is compressed in a thread, so that others need not wait.
_QUICKLY_PACKED = 64 * 1024

Headers = tuple[tuple[bytes, bytes], ...]


class Answer:
    """Sent in one piece. A HEAD request gets the same headers without the body."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int = 200, body: bytes = b"", headers: Headers = ()) -> None:
        self.status, self.body, self.headers = status, body, headers

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        body, headers = await self._as_asked(scope)
        if self.status not in (204, 304):
            headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        body = b"" if scope.get("method") == "HEAD" else body
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _as_asked(self, scope: Scope) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        if len(self.body) < WORTHWHILE or not is_text(self.headers):
            return self.body, list(self.headers)
        if not wants_gzip(scope):
            return self.body, [*self.headers, VARY]
        is_quick = len(self.body) <= _QUICKLY_PACKED
        body = packed(self.body) if is_quick else await asyncio.to_thread(packed, self.body)
        return body, [*self.headers, VARY, GZIP]


class StreamedAnswer(Answer):
    """Sent as it comes; `length` is told where it is known, so that a client sees a stream that broke off."""

    __slots__ = ("chunks", "length")

    def __init__(self, status: int, chunks: AsyncGenerator[bytes, None], headers: Headers, length: int | None) -> None:
        super().__init__(status, b"", headers)
        self.chunks, self.length = chunks, length

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        # Closed also when the client goes away, so that a snapshot of the store is not held for nobody.
        async with aclosing(self.chunks) as chunks:
            is_list = self.length is None and is_text(self.headers)
            headers = [*self.headers, VARY] if is_list else list(self.headers)
            if is_list and wants_gzip(scope):
                headers.append(GZIP)
                await self._send(scope, send, headers, in_gzip(chunks))
            else:
                await self._send(scope, send, headers, chunks)

    async def _send(
        self, scope: Scope, send: Send, headers: list[tuple[bytes, bytes]], chunks: AsyncIterator[bytes]
    ) -> None:
        if self.length is not None:
            headers.append((b"content-length", b"%d" % self.length))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        if scope.get("method") != "HEAD":
            async for chunk in chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def json_answer(value: Any, status: int = 200, headers: Headers = ()) -> Answer:  # Any: one of our models
    return Answer(status, _encoder.encode(value), (JSON, *headers))


def json_bytes(body: bytes, status: int = 200) -> Answer:
    return Answer(status, body, (JSON,) if body else ())


def problem_answer(problem: Problem) -> Answer:
    headers = tuple((name.encode(), value.encode()) for name, value in problem.headers.items())
    if not problem.fields:
        return Answer(problem.status, b"", headers)
    return json_answer(problem.fields, problem.status, headers)


def encode(value: Any) -> bytes:  # Any: one of our models
    return _encoder.encode(value)


NO_CONTENT = Answer(204)
