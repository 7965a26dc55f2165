"""Requests whose answers are read while they go on; httpx's ASGI transport hands over finished ones only."""

import asyncio
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote

import msgspec
from litestar.types import ASGIApp

Json = Any

#: Long enough for a busy machine, short enough for a test that fails.
PATIENCE = 20.0


class LiveRequest:
    """Within it the request goes on; at its end the client is gone and the application must be done."""

    def __init__(self, app: ASGIApp, path: str, **headers: str) -> None:
        self._app = app
        path, _, query = path.partition("?")
        self._scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "server": ("desk.example", 80),
            "client": ("127.0.0.1", 50000),
            "state": {},
        }
        self._sent: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._taken = b""
        self._gone = asyncio.Event()
        self._asked = self._is_forgotten = False
        #: Cleared: the client takes nothing more.
        self.takes = asyncio.Event()
        self.takes.set()
        self.status: int | None = None
        self.headers: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        # Any: Litestar's scope is a TypedDict of its own.
        app: Any = self._app
        self.task = asyncio.create_task(app(self._scope, self._receive, self._send))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()
        if self._is_forgotten:
            return
        async with asyncio.timeout(PATIENCE):
            await self.task

    def forget(self) -> None:
        """How it ended is known already."""
        self._is_forgotten = True

    def leave(self) -> None:
        self._gone.set()
        self.takes.set()

    async def _receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        await self.takes.wait()
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            return
        if message["body"]:
            self._sent.put_nowait(message["body"])
        if not message.get("more_body"):
            self._sent.put_nowait(None)

    async def text(self, end: bytes) -> bytes | None:
        """Up to that end, without it; None where the answer is over."""
        async with asyncio.timeout(PATIENCE):
            while end not in self._taken:
                piece = await self._sent.get()
                if piece is None:
                    assert self._taken == b""
                    return None
                self._taken += piece
        found, self._taken = self._taken.split(end, 1)
        return found

    async def line(self) -> Json:
        text = await self.text(b"\n")
        return None if text is None else msgspec.json.decode(text)

    async def event(self) -> Json:
        """Of server-sent events, whose id must be the version; what only shows life is passed over."""
        while (block := await self.text(b"\n\n")) == b":":
            pass
        if block is None:
            return None
        first, data = block.split(b"\n")
        event = msgspec.json.decode(data.removeprefix(b"data: "))
        assert first == b"id: %d" % event["version"]
        return event

    @property
    def waiting(self) -> int:
        """Pieces that the application has sent and nobody has looked at."""
        return self._sent.qsize()

    async def lines(self, count: int) -> list[Json]:
        return [await self.line() for _ in range(count)]

    async def rest(self) -> list[Json]:
        found = []
        while (line := await self.line()) is not None:
            found.append(line)
        return found
