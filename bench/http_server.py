"""The server that is measured, in a process of its own: `python -m bench.http_server FOLDER CORE SESSIONS`.

It fills a fresh store with closed chats, adds to the app routes that answer the same bytes from memory, says on one
line of standard output where it is and what it holds, and serves until its standard input is closed.
"""

import asyncio
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import uvicorn
import uvloop

from bench.lifecycles import chats, staffed
from hovorna.api import ApiParts, Operation, create_app
from hovorna.api.answers import Answer, json_bytes
from hovorna.api.call import Call
from hovorna.api.operation import Access, Size
from hovorna.application.setup import new_client
from hovorna.bootstrap.embedded import Embedded, open_embedded
from hovorna.bootstrap.long_lived import keep_what_is_loaded

ANSWERED_FROM_MEMORY = "/bench/remembered"


class Served(msgspec.Struct, frozen=True):
    port: int
    client_id: str
    secret: str
    session_ids: tuple[int, ...]


class _Memory:
    """What the real routes answer, remembered: by session, and the list."""

    def __init__(self) -> None:
        self.sessions: dict[int, bytes] = {}
        self.listed = b""

    def operations(self) -> Sequence[Operation]:
        return [
            _open_operation("GET", "/{id}", self._one),
            _open_operation("GET", "", self._list),
            _open_operation("PUT", "/{id}", self._remember_one),
            _open_operation("PUT", "", self._remember_list),
        ]

    async def _one(self, call: Call) -> Answer:
        return json_bytes(self.sessions[call.number("id")])

    async def _list(self, _: Call) -> Answer:
        return json_bytes(self.listed)

    async def _remember_one(self, call: Call) -> Answer:
        self.sessions[call.number("id")] = await call.raw_body()
        return json_bytes(b"", 204)

    async def _remember_list(self, call: Call) -> Answer:
        self.listed = await call.raw_body()
        return json_bytes(b"", 204)


def _open_operation(method: str, path: str, handle: object) -> Operation:
    return Operation(
        method=method,
        path=ANSWERED_FROM_MEMORY + path,
        summary="For the bench",
        handle=handle,  # type: ignore[arg-type]  # bound methods above
        access=Access.OPEN,
        tag="bench",
        size=Size.FILE,
    )


async def _serve(parts: Embedded, department_id: int, sessions: int) -> None:
    session_ids = await chats(parts.engine, department_id, sessions, at_once=50)
    whose = parts.accounts.departments()[0]
    client_id, secret = new_client(parts.accounts, whose.company_id, "bench", parts.clock.now())
    app = create_app(
        ApiParts(parts.engine, parts.reader, parts.accounts, parts.blobs, parts.clock, parts.deliveries),
        _Memory().operations(),
    )
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    # As bootstrap/server.py has it.
    config = uvicorn.Config(app, http="httptools", log_config=None, access_log=False, server_header=False)
    server = uvicorn.Server(config)
    keep_what_is_loaded()
    served = Served(listener.getsockname()[1], client_id, secret, tuple(session_ids))
    print(msgspec.json.encode(served).decode(), flush=True)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await asyncio.to_thread(sys.stdin.read)
    server.should_exit = True
    await serving


def main(folder: Path, core: int, sessions: int) -> None:
    if core in os.sched_getaffinity(0):
        os.sched_setaffinity(0, {core})
    with open_embedded(folder) as parts, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(parts, staffed(parts), sessions))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
