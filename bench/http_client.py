"""Starts the server that is measured, signs in, and has it remember its own answers."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import msgspec
import uvloop

from bench.folders import REPOSITORY, fresh_folder
from bench.http_load import Load, load, request
from bench.http_server import ANSWERED_FROM_MEMORY, Served

SESSIONS = 1000
LIST = "/api/v1/Sessions?limit=200"


class Site(msgspec.Struct, frozen=True):
    port: int
    token: str
    session_ids: tuple[int, ...]

    def loaded(self, requests: list[bytes], seconds: float) -> Load:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            return runner.run(load(self.port, requests, seconds))

    def reading(self, path: str) -> bytes:
        return request("GET", path, {"authorization": f"Bearer {self.token}"})

    def remembered(self, path: str = "") -> bytes:
        return request("GET", ANSWERED_FROM_MEMORY + path)


@contextmanager
def site(sessions: int = SESSIONS) -> Iterator[Site]:
    """The server has one core, whoever asks has another, where there are two."""
    cores = sorted(os.sched_getaffinity(0))
    with fresh_folder() as folder:
        server = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "bench.http_server", str(folder), str(cores[0]), str(sessions)],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            served = msgspec.json.decode(server.stdout.readline(), type=Served)
            os.sched_setaffinity(0, set(cores[1:]) or set(cores))
            yield _prepared(served)
        finally:
            os.sched_setaffinity(0, cores)
            server.stdin.close()
            server.wait(timeout=30)
            server.stdout.close()


def _prepared(served: Served) -> Site:
    """Both sides of a comparison answer the same bytes: what the real routes say is what is remembered."""
    with httpx.Client(base_url=f"http://127.0.0.1:{served.port}") as client:
        form = {"grant_type": "client_credentials", "client_id": served.client_id, "client_secret": served.secret}
        token = client.post("/login/connect/token", data=form).raise_for_status().json()["access_token"]
        client.headers["authorization"] = f"Bearer {token}"
        for session_id in served.session_ids:
            body = client.get(f"/api/v1/Sessions/{session_id}").raise_for_status().content
            client.put(f"{ANSWERED_FROM_MEMORY}/{session_id}", content=body).raise_for_status()
        client.put(ANSWERED_FROM_MEMORY, content=client.get(LIST).raise_for_status().content).raise_for_status()
    return Site(served.port, token, served.session_ids)
