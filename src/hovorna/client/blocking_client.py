"""The client for programs that wait."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from msgspec.structs import replace

from hovorna.client.access import BearerAccess, Credentials
from hovorna.client.addresses import http_settings, path_inside
from hovorna.client.blocking_sender import Sender
from hovorna.client.errors import ApiError
from hovorna.client.event_log import EVERYTHING, EventReader, Place
from hovorna.client.generated.blocking import AllCalls
from hovorna.client.generated.blocking.sessions import SessionsCalls
from hovorna.client.generated.queries import SessionsListQuery
from hovorna.client.options import USUAL, Options
from hovorna.client.partial_file import PartialFile
from hovorna.client.request import Request, as_query
from hovorna.client.retries import Attempts
from hovorna.client.session_pages import SessionPages
from hovorna.contract.session_events import LogEvent
from hovorna.contract.session_model import SessionModel


class Sessions(SessionsCalls):
    def iterate(self, query: SessionsListQuery | None = None) -> Iterator[SessionModel]:
        """Every session that fits, each once, newest first; `limit` is how many in all."""
        pages = SessionPages(as_query(query))
        while not pages.is_over:
            request = Request(method="GET", path="/api/v1/Sessions", query=pages.next_query())
            yield from pages.take(self._sender.answer(request, list[SessionModel]))


class Events:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def follow(self, place: Place = EVERYTHING) -> Iterator[LogEvent]:
        """The facts of a department after a version, each once; comes back by itself when a connection breaks.

        Ends only if the place says so, or with an ApiError when the server will not have us.
        """
        reader = EventReader(place)
        attempts = Attempts(replace(self._sender.retries, attempts=None))
        while True:
            try:
                response = self._sender.attempt(reader.request(), is_whole=False)
                try:
                    for chunk in response.iter_bytes():
                        attempts.succeeded()
                        yield from reader.read(chunk)
                finally:
                    response.close()
                if place.is_ending:
                    return
                wait = attempts.after_fault(EOFError("The server ended the stream."))
            except httpx.TransportError as error:
                wait = attempts.after_fault(error)
            except ApiError as error:
                wait = attempts.after_refusal(error)
            self._sender.sleep(wait)


class Client(AllCalls):
    """Every operation by the name of its resource; may be used by several threads."""

    sessions: Sessions

    def __init__(self, base_url: str, credentials: Credentials, options: Options[httpx.BaseTransport] = USUAL) -> None:
        self.http = httpx.Client(**http_settings(base_url, options), transport=options.transport)
        self.http.auth = BearerAccess(credentials, self.http.base_url.join("login/connect/token"))
        self._sender = Sender(self.http, options.retries)
        super().__init__(self._sender)
        self.sessions = Sessions(self._sender)
        self.events = Events(self._sender)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.http.close()

    def download(self, url: str, path: Path) -> None:
        """A recording or file, by the `downloadUrl` of its session; at the path only when it is whole."""
        with PartialFile(path) as file, self.stream(url) as response:
            for chunk in response.iter_bytes():
                file.write(chunk)

    def stream(self, url: str) -> AbstractContextManager[httpx.Response]:
        """The same, as it comes: `iter_bytes()` of what one gets."""
        return self._sender.stream(Request(method="GET", path=path_inside(self.http.base_url, url)))
