"""The server as it is, but for how soon deliveries are tried again: `python -m bench.hasty_server FOLDER`."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import aiohttp

from bench.folders import REPOSITORY
from hovorna.adapters.webhooks.sender import TIME_OUT
from hovorna.application.webhooks.delivering import Options
from hovorna.application.webhooks.retrying import Retrying
from hovorna.bootstrap.server import ServeOptions, serve
from hovorna.bootstrap.settings import read_settings
from hovorna.bootstrap.webhooks import WebhookOptions

#: Seconds that a receiver that hangs is waited for, instead of those that are promised.
HASTY = 0.5

_WAITS = tuple(timedelta(seconds=seconds) for seconds in (0.1, 0.2, 0.4, 0.8, 1, 1, 1, 1, 1))
_ENVIRONMENT = {"HOVORNA_GUESTS_PER_MINUTE": "1000000", "HOVORNA_WEBHOOK_ALLOW": "127.0.0.1"}
_LISTENING = b"listening: "

assert HASTY < TIME_OUT


class HastyServer:
    """In a process of its own, which can be killed and started again on its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.url = ""

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.hasty_server",
            str(self._folder),
            cwd=REPOSITORY,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, **_ENVIRONMENT},
        )
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            if line.startswith(_LISTENING):
                self.url = line.removeprefix(_LISTENING).decode().strip()
                return
        raise AssertionError("the server did not start")

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            await self._process.wait()
            self._process = None

    async def token(self, http: aiohttp.ClientSession, client: tuple[str, str]) -> str:
        form = {"grant_type": "client_credentials", "client_id": client[0], "client_secret": client[1]}
        async with http.post(f"{self.url}/login/connect/token", data=form) as answer:
            return str((await answer.json())["access_token"])


def main(folder: Path) -> None:
    options = WebhookOptions(Options(rules=Retrying(waits=_WAITS)), time_out=HASTY)
    serve(folder, ServeOptions("127.0.0.1", 0, is_demo=False, webhooks=options), read_settings(), _announce)


def _announce(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
