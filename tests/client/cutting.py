"""A bad network: connections that break off after a while, in the middle of whatever goes through."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Cuts:
    def __init__(self, port: int, seed: int, least: int, most: int) -> None:
        self._port, self._chance = port, random.Random(seed)
        self._least, self._most = least, most
        self.count = 0
        self._open: set[asyncio.Task[None]] = set()

    def lead_to(self, port: int) -> None:
        """Connections that are made from now on."""
        self._port = port

    def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._pass_on(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def end(self) -> None:
        """A server that is closed does not wait for what goes through it."""
        left = list(self._open)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._port)
        except (ConnectionError, asyncio.CancelledError):
            writer.transport.abort()
            return
        going = asyncio.create_task(self._through(reader, there_writer, None))
        left = self._chance.randint(self._least, self._most)
        try:
            await self._through(there_reader, writer, left)
        finally:
            going.cancel()
            for one in (writer, there_writer):
                one.transport.abort()
            await asyncio.gather(going, return_exceptions=True)

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, left: int | None) -> None:
        with suppress(ConnectionError):
            while chunk := await reader.read(4096):
                if left is not None:
                    chunk, left = chunk[:left], left - len(chunk)
                writer.write(chunk)
                await writer.drain()
                if left is not None and left <= 0:
                    self.count += 1
                    return


@asynccontextmanager
async def cutting(port: int, seed: int, least: int = 200, most: int = 200_000) -> AsyncIterator[tuple[int, Cuts]]:
    """A port through which one comes to that port, and what it does to connections."""
    cuts = Cuts(port, seed, least, most)
    server = await asyncio.start_server(cuts.connect, "127.0.0.1", 0)
    async with server:
        try:
            yield server.sockets[0].getsockname()[1], cuts
        finally:
            await cuts.end()
