"""A real server in a process of its own that can be killed and started again on its folder."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx

START_LIMIT = 30.0


class ServerProcess:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = ""
        self._process: subprocess.Popen[str] | None = None

    def command(self, *words: str) -> dict[str, Any]:  # Any: JSON
        """Runs `hovorna` on the folder; its last line."""
        run = subprocess.run(
            [sys.executable, "-m", "hovorna", "--data", str(self.folder), *words, "--json"],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert run.stdout.strip(), run.stderr
        answer: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
        return answer

    def start(self) -> None:
        """Returns when requests are answered."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "hovorna", "--data", str(self.folder), "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "HOVORNA_GUESTS_PER_MINUTE": "1000000"},
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("listening: "):
                self.url = line.split()[1]
                break
        else:
            raise AssertionError("the server did not start")
        ready = httpx.get(f"{self.url}/health/ready", timeout=START_LIMIT)
        assert ready.status_code == 200, ready.text

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> int | None:
        """The exit code; None where no server runs."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int | None:
        if self._process is None:
            return None
        self._process.send_signal(how)
        code = self._process.wait(timeout=60)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None
        return code

    def token(self, client: dict[str, Any]) -> str:
        form = {"grant_type": "client_credentials", **client}
        answer = httpx.post(f"{self.url}/login/connect/token", data=form, timeout=30)
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["access_token"]
        return token
