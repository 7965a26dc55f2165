"""The client for programs that let others go on meanwhile."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from msgspec.structs import replace

from hovorna.client.access import BearerAccess, Credentials
from hovorna.client.addresses import http_settings, path_inside
from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.errors import ApiError
from hovorna.client.event_log import EVERYTHING, EventReader, Place
from hovorna.client.generated.awaiting import AllCalls
from hovorna.client.generated.awaiting.sessions import SessionsCalls
from hovorna.client.generated.queries import SessionsListQuery
from hovorna.client.options import USUAL, Options
from hovorna.client.partial_file import PartialFile
from hovorna.client.request import Request, as_query
from hovorna.client.retries import Attempts
from hovorna.client.session_pages import SessionPages
from hovorna.contract.session_events import LogEvent
from hovorna.contract.session_model import SessionModel


class Sessions(SessionsCalls):
    async def iterate(self, query: SessionsListQuery | None = None) -> AsyncIterator[SessionModel]:
        """Every session that fits, each once, newest first; `limit` is how many in all."""
        pages = SessionPages(as_query(query))
        while not pages.is_over:
            request = Request(method="GET", path="/api/v1/Sessions", query=pages.next_query())
            for session in pages.take(await self._sender.answer(request, list[SessionModel])):
                yield session


class Events:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def follow(self, place: Place = EVERYTHING) -> AsyncIterator[LogEvent]:
        """The facts of a department after a version, each once; comes back by itself when a connection breaks.

        Ends only if the place says so, or with an ApiError when the server will not have us.
        """
        reader = EventReader(place)
        attempts = Attempts(replace(self._sender.retries, attempts=None))
        while True:
            try:
                response = await self._sender.attempt(reader.request(), is_whole=False)
                try:
                    async for chunk in response.aiter_bytes():
                        attempts.succeeded()
                        for event in reader.read(chunk):
                            yield event
                finally:
                    await response.aclose()
                if place.is_ending:
                    return
                wait = attempts.after_fault(EOFError("The server ended the stream."))
            except httpx.TransportError as error:
                wait = attempts.after_fault(error)
            except ApiError as error:
                wait = attempts.after_refusal(error)
            await self._sender.sleep(wait)


class AsyncClient(AllCalls):
    """Every operation by the name of its resource; may be used by several tasks."""

    sessions: Sessions

    def __init__(
        self, base_url: str, credentials: Credentials, options: Options[httpx.AsyncBaseTransport] = USUAL
    ) -> None:
        self.http = httpx.AsyncClient(**http_settings(base_url, options), transport=options.transport)
        self.http.auth = BearerAccess(credentials, self.http.base_url.join("login/connect/token"))
        self._sender = AsyncSender(self.http, options.retries)
        super().__init__(self._sender)
        self.sessions = Sessions(self._sender)
        self.events = Events(self._sender)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self.http.aclose()

    async def download(self, url: str, path: Path) -> None:
        """A recording or file, by the `downloadUrl` of its session; at the path only when it is whole."""
        with PartialFile(path) as file:
            async with self.stream(url) as response:
                async for chunk in response.aiter_bytes():
                    file.write(chunk)

    def stream(self, url: str) -> AbstractAsyncContextManager[httpx.Response]:
        """The same, as it comes: `aiter_bytes()` of what one gets."""
        return self._sender.stream(Request(method="GET", path=path_inside(self.http.base_url, url)))
