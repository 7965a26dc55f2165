"""A certified OpenID provider, run as a program of its own, and a browser that walks through its pages."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx

FOLDER = Path(__file__).parent / "openid-provider"
CLIENT_ID, CLIENT_SECRET = "hovorna", "a secret of & the two"

_FORM = re.compile(r'<form[^>]* action="([^"]+)"')
_PROMPT = re.compile(r'name="prompt" value="(\w+)"')


def why_missing() -> str | None:
    if shutil.which("node") is None:
        return "the OpenID provider needs node, which is not here"
    if not (FOLDER / "node_modules").is_dir():
        return "the OpenID provider is not installed: run `make test`, or `npm ci` in its folder"
    return None


class OpenIdProgram:
    def __init__(self, redirect: str, people: dict[str, dict[str, Any]]) -> None:  # Any: claims are JSON
        self._process = subprocess.Popen(
            ["node", "server.mjs", json.dumps({"redirect": redirect, "people": people})],
            cwd=FOLDER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self.issuer = self._process.stdout.readline().strip()
        assert self.issuer.startswith("http://127.0.0.1:"), "the provider did not start"

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(timeout=10)

    def log_in(self, address: str, name: str) -> str:
        """Walks from where the person was sent to until the provider sends them back: that address."""
        with httpx.Client(trust_env=False) as browser:
            answer = browser.get(address)
            for _ in range(20):
                if answer.is_redirect:
                    following = urljoin(str(answer.url), answer.headers["location"])
                    if not following.startswith(self.issuer):
                        return following
                    answer = browser.get(following)
                    continue
                form, prompt = _FORM.search(answer.text), _PROMPT.search(answer.text)
                assert form is not None, answer.text
                assert prompt is not None, answer.text
                fields = {"prompt": prompt[1], "login": name, "password": "any"}
                answer = browser.post(urljoin(str(answer.url), form[1]), data=fields)
        raise AssertionError("the provider never sent the browser back")
