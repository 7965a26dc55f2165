"""Sends calls and waits for their answers."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, overload

import httpx

from hovorna.client.decoding import decoded
from hovorna.client.errors import ApiError, Unreachable
from hovorna.client.file_content import FileContent
from hovorna.client.request import Request, keyed
from hovorna.client.retries import Attempts, Retries

Answer = TypeVar("Answer")


class Sender:
    def __init__(self, http: httpx.Client, retries: Retries, sleep: Callable[[float], None] = time.sleep) -> None:
        self.http, self.retries, self.sleep = http, retries, sleep

    @overload
    def answer(self, request: Request, kind: type[Answer]) -> Answer: ...
    @overload
    def answer(self, request: Request, kind: Any) -> Any: ...
    def answer(self, request: Request, kind: Any) -> Any:  # Any: unions are no types
        return decoded(self.content(request), kind)

    def run(self, request: Request) -> None:
        self._whole(request)

    def content(self, request: Request) -> bytes:
        return (self._whole(request)).content

    @contextmanager
    def stream(self, request: Request) -> Iterator[httpx.Response]:
        """Gives an answer that is no refusal before its bytes are here. Once it has begun nothing is sent again."""
        response = self._opened(request, is_whole=False)
        try:
            yield response
        except httpx.TransportError as error:
            raise Unreachable(f"The answer broke off: {type(error).__name__} {error}") from error
        finally:
            response.close()

    def _whole(self, request: Request) -> httpx.Response:
        return self._opened(request, is_whole=True)

    def _opened(self, request: Request, *, is_whole: bool) -> httpx.Response:
        request, attempts = keyed(request), Attempts(self.retries)
        while True:
            try:
                return self.attempt(request, is_whole=is_whole)
            except httpx.TransportError as error:
                wait = attempts.after_fault(error)
            except ApiError as error:
                wait = attempts.after_refusal(error)
            self.sleep(wait)

    def attempt(self, request: Request, *, is_whole: bool) -> httpx.Response:
        """Sends it once. Raises ApiError for a refusal, and what httpx raises."""
        content = request.content()
        sent = self.http.build_request(
            request.method,
            request.path,
            params=request.parameters(),
            headers=request.headers(),
            content=FileContent(content) if isinstance(content, Path) else content,
            timeout=httpx.USE_CLIENT_DEFAULT if request.silence is None else request.silence,
        )
        response = self.http.send(sent, stream=True)
        try:
            if is_whole or not response.is_success:
                response.read()
        except BaseException:
            response.close()
            raise
        if not response.is_success:
            raise ApiError(response.status_code, response.headers, response.content)
        return response
