"""The API behind a real socket, and requests written byte by byte: what a test in the process would not see."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import uvicorn

from hovorna.bootstrap.http_protocol import HttpProtocol
from hovorna.bootstrap.server import _Server
from tests.api.house import Caller, House


class Reply(msgspec.Struct, frozen=True):
    version: str
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:  # Any: what a test expects of it, it says itself
        return json.loads(self.body)


class Wire:
    """One connection for each request."""

    def __init__(self, port: int, caller: Caller) -> None:
        self.port, self.caller = port, caller

    async def send(self, text: bytes) -> Reply:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(text)
            head = await reader.readuntil(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            version, status, *_ = lines[0].split(" ")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
            return Reply(version, int(status), headers, await _body(reader, headers))
        finally:
            writer.close()
            await writer.wait_closed()

    async def request(self, line: str, *headers: str, body: bytes = b"", scheme: str = "Bearer") -> Reply:
        """`line` such as `GET /path`; HTTP/1.1 where it names no version, JSON where there is a body."""
        line = line if " HTTP/" in line else f"{line} HTTP/1.1"
        given = {header.partition(":")[0].lower() for header in headers}
        told = [f"Authorization: {scheme} {self.caller.token}", "Connection: close", *headers]
        if "host" not in given:
            told.append(f"Host: 127.0.0.1:{self.port}")
        if body and "transfer-encoding" not in given:
            told.append(f"Content-Length: {len(body)}")
        if body and "content-type" not in given:
            told.append("Content-Type: application/json")
        return await self.send("\r\n".join([line, *told, "", ""]).encode() + body)


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    if headers.get("transfer-encoding") != "chunked":
        return await reader.read()
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    return body


def chunked(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (*parts, b""))


@asynccontextmanager
async def listening(house: House) -> AsyncIterator[Wire]:
    """As bootstrap/server.py serves."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        house.app,
        http=HttpProtocol,
        log_config=None,
        access_log=False,
        server_header=False,
    )
    server = _Server(config, house.parts.stopping)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield Wire(listener.getsockname()[1], await house.caller())
    finally:
        server.should_exit = True
        await serving
        listener.close()
