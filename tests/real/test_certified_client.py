"""A certified OpenID client, as a program of its own, logs people in at our server."""

import html
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.faults.server_process import ServerProcess
from tests.real.missing_parts import missing
from tests.real.openid_program import FOLDER, why_missing

PASSWORD = "a long enough password"
REDIRECT = "http://127.0.0.1:49152/in"


@pytest.mark.real
def test_a_certified_client_logs_somebody_in_and_finds_everything_in_order(tmp_path: Path) -> None:
    why = why_missing()
    if why is not None:
        missing(why)
    server = ServerProcess(tmp_path / "data")
    server.command("operator", "create", "--user-name", "eva", "--first-name", "Eva", "--last-name", "Malá")
    words = [sys.executable, "-m", "hovorna", "--data", str(server.folder), "user", "password", "eva"]
    subprocess.run(words, input=PASSWORD, text=True, check=True, capture_output=True)
    program = server.command("client", "create", "--name", "Desk", "--redirect", "http://127.0.0.1/in", "--public")
    server.start()
    try:
        told = run_client(server.url, program["client_id"])
    finally:
        server.stop()
    assert told["claims"]["iss"] == server.url
    assert told["claims"]["aud"] == program["client_id"]
    assert told["person"] == {
        "sub": told["claims"]["sub"],
        "name": "Eva Malá",
        "given_name": "Eva",
        "family_name": "Malá",
        "preferred_username": "eva",
    }
    assert told["refreshed"] == told["claims"]["sub"]
    assert 3590 <= told["expiresIn"] <= 3600
    assert told["afterRevocation"] == "invalid_grant"
    assert urlsplit(told["leaving"]).path == "/login/connect/logout"


def run_client(issuer: str, client_id: str) -> dict[str, Any]:  # Any: JSON
    asked = json.dumps({"issuer": issuer, "clientId": client_id, "redirect": REDIRECT})
    with subprocess.Popen(
        ["node", "relying-party.mjs", asked], cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as client:
        assert client.stdout is not None
        assert client.stdin is not None
        address = client.stdout.readline().strip()
        client.stdin.write(f"{log_in(issuer, address)}\n")
        client.stdin.flush()
        told: dict[str, Any] = json.loads(client.stdout.readline())
    return told


def log_in(issuer: str, address: str) -> str:
    """As a browser does; the address that it is sent back to."""
    with httpx.Client(trust_env=False) as browser:
        page = browser.get(address).text
        attempt = re.search('name="attempt" value="([^"]+)"', page)
        assert attempt is not None, page
        form = {"attempt": html.unescape(attempt[1]), "username": "eva", "password": PASSWORD}
        answer = browser.post(f"{issuer}/login/password", data=form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])
