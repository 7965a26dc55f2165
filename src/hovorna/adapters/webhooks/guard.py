"""Lets connections go only where webhooks may go: asked about every address at the moment it is connected to.

A name may mean a public address when it is looked up and a private one a moment later, and an address may stand in the
URL itself: therefore it is not the name that is judged, nor an earlier answer, but what the socket is made for.
"""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from hovorna.application.webhooks.addresses import Network, may_be_reached

#: As socket.getaddrinfo answers.
AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[Any, ...]]
Lookup = Callable[[str, int, int], list[AddressInfo]]


class AddressRefused(OSError):
    """The address is not public, and no allow-list names it. The text is the same for all, so that it tells nothing."""

    def __init__(self) -> None:
        super().__init__("refused")


def look_up(host: str, port: int, family: int) -> list[AddressInfo]:
    return list(socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM))


class Names(AbstractResolver):
    """Looks names up in threads of its own, where a name server that does not answer holds back nobody else."""

    def __init__(self, threads: Executor, lookup: Lookup = look_up) -> None:
        self._threads, self._lookup = threads, lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().run_in_executor(self._threads, self._lookup, host, port, family)
        return [
            ResolveResult(
                hostname=host,
                host=sockaddr[0],
                port=port,
                family=int(kind),
                proto=proto,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, proto, _, sockaddr in found
        ]

    async def close(self) -> None:
        """The threads belong to the sender."""


def sockets_to(allowed: tuple[Network, ...]) -> Callable[[Any], socket.socket]:
    """Any: what the client library calls an address, in the shape of AddressInfo."""

    def make(info: Any) -> socket.socket:
        family, kind, proto, _, sockaddr = info
        if not may_be_reached(str(sockaddr[0]), allowed):
            raise AddressRefused
        return socket.socket(family=family, type=kind, proto=proto)

    return make
