"""HTTP as uvicorn speaks it, and as clients of HTTP/1.0 understand it."""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle


class HttpProtocol(HttpToolsProtocol):
    def on_headers_complete(self) -> None:
        earlier = self.cycle
        super().on_headers_complete()
        if self.scope["http_version"] == "1.0" and self.cycle is not earlier:
            # The library gives no other way to choose it; nothing has been sent yet.
            self.cycle.__class__ = _OldCycle


class _OldCycle(RequestResponseCycle):
    """HTTP/1.0 knows no chunks: a body of unknown length ends where its connection does (RFC 1945, section 7.2.2)."""

    _is_unframed = False

    async def send(self, message: Any) -> None:  # Any: the library's own union of messages
        if message["type"] == "http.response.start":
            names = {name.lower() for name, _ in message.get("headers", ())}
            self._is_unframed = b"content-length" not in names
            if self._is_unframed:
                self.chunked_encoding = False
        elif self._is_unframed and self.scope["method"] != "HEAD":
            self.expected_content_length = len(message.get("body", b""))
        await super().send(message)
