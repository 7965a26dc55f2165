"""Sends calls and lets others go on until their answers come."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar, overload

import httpx

from hovorna.client.decoding import decoded
from hovorna.client.errors import ApiError, Unreachable
from hovorna.client.file_content import AsyncFileContent
from hovorna.client.request import Request, keyed
from hovorna.client.retries import Attempts, Retries

Answer = TypeVar("Answer")


class AsyncSender:
    def __init__(
        self, http: httpx.AsyncClient, retries: Retries, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self.http, self.retries, self.sleep = http, retries, sleep

    @overload
    async def answer(self, request: Request, kind: type[Answer]) -> Answer: ...
    @overload
    async def answer(self, request: Request, kind: Any) -> Any: ...
    async def answer(self, request: Request, kind: Any) -> Any:  # Any: unions are no types
        return decoded(await self.content(request), kind)

    async def run(self, request: Request) -> None:
        await self._whole(request)

    async def content(self, request: Request) -> bytes:
        return (await self._whole(request)).content

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncIterator[httpx.Response]:
        """Gives an answer that is no refusal before its bytes are here. Once it has begun nothing is sent again."""
        response = await self._opened(request, is_whole=False)
        try:
            yield response
        except httpx.TransportError as error:
            raise Unreachable(f"The answer broke off: {type(error).__name__} {error}") from error
        finally:
            await response.aclose()

    async def _whole(self, request: Request) -> httpx.Response:
        return await self._opened(request, is_whole=True)

    async def _opened(self, request: Request, *, is_whole: bool) -> httpx.Response:
        request, attempts = keyed(request), Attempts(self.retries)
        while True:
            try:
                return await self.attempt(request, is_whole=is_whole)
            except httpx.TransportError as error:
                wait = attempts.after_fault(error)
            except ApiError as error:
                wait = attempts.after_refusal(error)
            await self.sleep(wait)

    async def attempt(self, request: Request, *, is_whole: bool) -> httpx.Response:
        """Sends it once. Raises ApiError for a refusal, and what httpx raises."""
        content = request.content()
        sent = self.http.build_request(
            request.method,
            request.path,
            params=request.parameters(),
            headers=request.headers(),
            content=AsyncFileContent(content) if isinstance(content, Path) else content,
            timeout=httpx.USE_CLIENT_DEFAULT if request.silence is None else request.silence,
        )
        response = await self.http.send(sent, stream=True)
        try:
            if is_whole or not response.is_success:
                await response.aread()
        except BaseException:
            await response.aclose()
            raise
        if not response.is_success:
            raise ApiError(response.status_code, response.headers, response.content)
        return response
