"""Sends deliveries over HTTP."""

import asyncio
import base64
import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from urllib.parse import quote, urlsplit

import aiohttp
from yarl import URL

from hovorna import __version__
from hovorna.adapters.webhooks.guard import AddressRefused, Lookup, Names, look_up, sockets_to
from hovorna.application.webhooks.addresses import Network
from hovorna.application.webhooks.sending import Parcel, Receipt

#: Seconds for the whole of an attempt, names and handshakes included.
TIME_OUT = 15.0
#: What a receiver says is of no interest, but a connection can be used again only when it has been read.
_MOST_READ = 64 * 1024

#: What is sent as it was given.
_ASCII = "".join(map(chr, range(128)))
#: Whatever comes back is not read, so nobody need compress it.
_OURS = {"user-agent": f"Hovorna/{__version__}", "accept-encoding": "identity"}
#: Shorter than what servers usually wait for, so that they are not the ones to hang up.
_KEEP_ALIVE = 15.0
_NAME_THREADS = 32
_NAMES_KEPT = 30


class HttpSender:
    """Implements Sender. Made and used in one event loop.

    Connections are shared only among those who may reach the same networks: what one webhook may open, another must not
    find open.
    """

    def __init__(self, time_out: float = TIME_OUT, lookup: Lookup = look_up) -> None:
        self._time_out = time_out
        self._threads = ThreadPoolExecutor(_NAME_THREADS, "hovorna-names")
        self._names = Names(self._threads, lookup)
        self._sessions: dict[tuple[Network, ...], aiohttp.ClientSession] = {}
        self._last: tuple[tuple[Network, ...], aiohttp.ClientSession | None] = ((), None)

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def send(self, parcel: Parcel) -> Receipt:
        try:
            url, authorization = _target(parcel.url)
        except ValueError:
            return Receipt(fault="The address of the receiver can't be used.")
        headers = {**parcel.headers, **_OURS}
        if authorization is not None:
            headers["authorization"] = authorization
        session = self._session(parcel.allowed)
        try:
            try:
                return await _attempt(session, url, parcel.body, headers)
            except aiohttp.ServerDisconnectedError:
                # It may have closed a connection that was kept for the next request, as that was on its way.
                return await _attempt(session, url, parcel.body, headers)
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            return Receipt(fault=_words(error, self._time_out))

    def _session(self, allowed: tuple[Network, ...]) -> aiohttp.ClientSession:
        # Mostly it is the very list that came last, and comparing networks takes longer than seeing that.
        last, session = self._last
        if allowed is not last or session is None:
            session = self._sessions.get(allowed)
            if session is None:
                session = self._sessions[allowed] = self._new_session(allowed)
            self._last = allowed, session
        return session

    def _new_session(self, allowed: tuple[Network, ...]) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            # Lanes have windows; a limit here would let one webhook wait for another.
            limit=0,
            resolver=self._names,
            ttl_dns_cache=_NAMES_KEPT,
            socket_factory=sockets_to(allowed),
            keepalive_timeout=_KEEP_ALIVE,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=self._time_out),
            trust_env=False,
        )


@lru_cache(maxsize=1024)
def _target(text: str) -> tuple[URL, str | None]:
    """The address without user and password, and these as Basic authentication. Raises ValueError."""
    # As it was given, not as the library would write it: receivers may compare what they get.
    url = URL(_in_ascii(text), encoded=True)
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("not http")
    if url.raw_user is None and url.raw_password is None:
        return url, None
    secret = f"{url.user or ''}:{url.password or ''}".encode()
    return url.with_user(None), "Basic " + base64.b64encode(secret).decode()


def _in_ascii(text: str) -> str:
    """Only what no request may hold is written otherwise: a name as IDNA has it, and other letters in percents."""
    if text.isascii():
        return text
    authority = urlsplit(text).netloc
    host = authority.rpartition("@")[2]
    if not host.isascii():
        text = text.replace(authority, authority.removesuffix(host) + URL(f"http://{host}").authority, 1)
    return quote(text, safe=_ASCII)


async def _attempt(session: aiohttp.ClientSession, url: URL, body: bytes, headers: dict[str, str]) -> Receipt:
    async with session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
        if not answer.content.at_eof():
            await _read(answer)
        return Receipt(answer.status, answer.headers.get("retry-after"))


async def _read(answer: aiohttp.ClientResponse) -> None:
    """What was decided stands in the status; whatever goes wrong with the rest costs only the connection."""
    left = _MOST_READ
    try:
        while left > 0 and (piece := await answer.content.read(left)):
            left -= len(piece)
    except (TimeoutError, aiohttp.ClientError):
        answer.close()
        return
    if not answer.content.at_eof():
        answer.close()


def _words(error: Exception, time_out: float) -> str:
    """Without the address, which may hold a password, and without what it was resolved to."""
    if isinstance(error, asyncio.TimeoutError):
        return f"There was no answer within {time_out:g} seconds."
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words
    if isinstance(error, aiohttp.ClientConnectorError):
        if isinstance(error.os_error, AddressRefused):
            return "The receiver's address is not a public one, and no allow-list names it."
        why = os.strerror(error.os_error.errno).lower() if error.os_error.errno else "no address could be reached"
        return f"There was no connection: {why}."
    return "The receiver hung up." if isinstance(error, aiohttp.ClientOSError) else "The request failed."


_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "The receiver's name could not be resolved."),
    (aiohttp.ClientConnectorCertificateError, "The receiver's certificate is not trusted."),
    (aiohttp.ClientConnectorSSLError, "The receiver does not speak TLS as it should."),
    (aiohttp.InvalidURL, "The address of the receiver can't be used."),
    (aiohttp.ServerDisconnectedError, "The receiver hung up without an answer."),
    (aiohttp.ClientResponseError, "The receiver's answer is no HTTP."),
)
