"""Access tokens: got when they are needed, renewed before they expire and once more when one is refused."""

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator

import httpx
import msgspec

from hovorna.client.errors import ApiError
from hovorna.contract.access_token import Token

#: Seconds before its end at which a token is not used for a new call, and at most this part of its life.
_MARGIN, _PART = 60.0, 0.1


class ClientCredentials(msgspec.Struct, frozen=True):
    """Of an API client; `hovorna client create` prints them."""

    client_id: str
    client_secret: str

    def __repr__(self) -> str:
        return f"ClientCredentials({self.client_id!r}, …)"


class FixedToken(msgspec.Struct, frozen=True):
    """A token that came from elsewhere: a person's, or a guest's. It is not renewed."""

    token: str

    def __repr__(self) -> str:
        return "FixedToken(…)"


Credentials = ClientCredentials | FixedToken


class BearerAccess(httpx.Auth):
    """Puts the token on each request. May be used by several threads, or by several tasks of one loop."""

    def __init__(
        self, credentials: Credentials, token_url: httpx.URL, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._credentials, self._token_url, self._clock = credentials, token_url, clock
        self._token: str | None = credentials.token if isinstance(credentials, FixedToken) else None
        self._good_until = float("inf")
        self._lock, self._async_lock = threading.Lock(), asyncio.Lock()

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        with self._lock:
            if not self._is_good():
                answer = yield self._asking(request)
                self._take(answer, answer.read())
        sent = self._sign(request)
        answer = yield request
        if self._is_refused(answer):
            answer.read()
            with self._lock:
                if self._token == sent:
                    renewed = yield self._asking(request)
                    self._take(renewed, renewed.read())
            self._sign(request)
            yield request

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        async with self._async_lock:
            if not self._is_good():
                answer = yield self._asking(request)
                self._take(answer, await answer.aread())
        sent = self._sign(request)
        answer = yield request
        if self._is_refused(answer):
            await answer.aread()
            async with self._async_lock:
                if self._token == sent:
                    renewed = yield self._asking(request)
                    self._take(renewed, await renewed.aread())
            self._sign(request)
            yield request

    def _is_good(self) -> bool:
        return self._token is not None and self._clock() < self._good_until

    def _is_refused(self, answer: httpx.Response) -> bool:
        return answer.status_code == 401 and isinstance(self._credentials, ClientCredentials)

    def _asking(self, request: httpx.Request) -> httpx.Request:
        assert isinstance(self._credentials, ClientCredentials)  # noqa: S101 - a fixed token is always good
        form = {
            "grant_type": "client_credentials",
            "client_id": self._credentials.client_id,
            "client_secret": self._credentials.client_secret,
        }
        return httpx.Request("POST", self._token_url, data=form, extensions=request.extensions)

    def _take(self, answer: httpx.Response, content: bytes) -> None:
        if answer.status_code != 200:
            raise ApiError(answer.status_code, answer.headers, content)
        token = msgspec.json.decode(content, type=Token)
        self._token = token.access_token
        self._good_until = self._clock() + token.expires_in - min(_MARGIN, token.expires_in * _PART)

    def _sign(self, request: httpx.Request) -> str | None:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return self._token
