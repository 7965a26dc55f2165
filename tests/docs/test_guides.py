"""The blocks of the guides that are marked as tested work, one after the other, against a real server."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.docs.pages import Block, page

MARK = "<!-- tested -->"


def marked(path: str) -> list[tuple[Block, Block | None]]:
    """Marked blocks in order, each with the JSON block below it, which shows what comes out."""
    found, lines = page(path), page(path).text.splitlines()
    blocks = found.blocks
    places = [place for place, block in enumerate(blocks) if lines[block.line - 3] == MARK]
    assert len(places) == found.text.count(MARK)
    return [(blocks[place], _sample_below(blocks, place)) for place in places]


def _sample_below(blocks: list[Block], place: int) -> Block | None:
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    return below if below is not None and below.language == "json" else None


def shape(value: Any) -> Any:  # Any: JSON
    """What a reader relies on: the keys, and the kinds of their values; of a list its first element."""
    if isinstance(value, dict):
        return {name: shape(item) for name, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


class Shell:
    """Runs blocks in one bash after the other, so that variables stay."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self._folder = folder
        self._state = folder / "variables.sh"
        self._state.write_text("".join(f"export {name}='{value}'\n" for name, value in variables.items()))

    def run(self, block: Block) -> str:
        script = f"set -euo pipefail\nsource {self._state}\nset -a\n{block.text}\nset +a\nexport -p > {self._state}\n"
        done = subprocess.run(
            ["bash", "-c", script], cwd=self._folder, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, f"line {block.line}: {done.stderr}"
        return done.stdout


@contextlib.contextmanager
def serving(data: Path, *options: str) -> Iterator[list[str]]:
    """A server on a port of its own; what it printed until it listened, the address last."""
    command = [sys.executable, "-m", "hovorna", "--data", str(data), "serve", "--port", "0", *options]
    environment = {**os.environ, "HOVORNA_GUESTS_PER_MINUTE": "1000"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            lines: list[str] = []
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line.strip())
                if line.startswith("listening: "):
                    break
            assert "".join(lines[-1:]).startswith("listening: "), lines
            yield lines
        finally:
            process.terminate()
            process.wait(timeout=30)


def created(data: Path, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "hovorna", "--data", str(data), *words, "--json"]
    answer: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return answer


def run_all(path: str, folder: Path, variables: dict[str, Any]) -> None:
    shell = Shell(folder, {name: str(value) for name, value in variables.items()})
    names = dict(variables)
    try:
        _run_blocks(path, shell, names)
    finally:
        for value in names.values():
            if isinstance(value, httpx.Client):
                value.close()


def _run_blocks(path: str, shell: Shell, names: dict[str, Any]) -> None:
    for block, sample in marked(path):
        if block.language == "python":
            # The line numbers of a failure are those of the page.
            code = compile("\n" * (block.line - 1) + block.text, path, "exec")
            exec(code, names)
            continue
        out = shell.run(block)
        if sample is not None:
            assert shape(json.loads(out)) == shape(json.loads(sample.text)), f"{path}, line {sample.line}"


@pytest.fixture
def has_curl() -> None:
    if shutil.which("curl") is None or shutil.which("bash") is None:
        pytest.skip("the guides use bash and curl, which are not here")


@pytest.mark.slow
def test_the_api_guide_works_as_it_is_written(tmp_path: Path, has_curl: None) -> None:
    data = tmp_path / "data"
    operator = created(
        data, "operator", "create", "--user-name", "eva", "--first-name", "Eva", "--last-name", "Novotna"
    )
    client = created(data, "client", "create", "--name", "guide")
    with serving(data) as lines:
        variables = {
            "API": lines[-1].removeprefix("listening: "),
            "CLIENT_ID": client["client_id"],
            "CLIENT_SECRET": client["client_secret"],
            "OPERATOR": operator["user_id"],
        }
        run_all("docs/api-guide.md", tmp_path, variables)


@pytest.mark.slow
def test_the_page_of_administration_works_as_it_is_written(tmp_path: Path, has_curl: None) -> None:
    data = tmp_path / "data"
    client = created(data, "client", "create", "--name", "guide", "--host")
    with serving(data) as lines:
        variables = {
            "API": lines[-1].removeprefix("listening: "),
            "CLIENT_ID": client["client_id"],
            "CLIENT_SECRET": client["client_secret"],
        }
        run_all("docs/administration.md", tmp_path, variables)


@pytest.mark.slow
def test_the_page_of_people_works_as_it_is_written(tmp_path: Path, has_curl: None) -> None:
    data = tmp_path / "data"
    client = created(data, "client", "create", "--name", "guide")
    with serving(data) as lines:
        variables = {
            "API": lines[-1].removeprefix("listening: "),
            "CLIENT_ID": client["client_id"],
            "CLIENT_SECRET": client["client_secret"],
        }
        run_all("docs/people.md", tmp_path, variables)


@pytest.mark.real
def test_the_first_session_of_the_readme_works_on_the_demo(tmp_path: Path, has_curl: None) -> None:
    with serving(tmp_path / "data", "--demo") as lines:
        words = next(line for line in lines if line.startswith("demo client: ")).split()
        variables = {"API": lines[-1].removeprefix("listening: "), "CLIENT_ID": words[2], "CLIENT_SECRET": words[3]}
        wait_for_a_recording(variables)
        run_all("README.md", tmp_path, variables)
    recording = (tmp_path / "recording.wav").read_bytes()
    assert recording[:4] == b"RIFF"
    assert recording[8:12] == b"WAVE"


def wait_for_a_recording(variables: dict[str, str]) -> None:
    """The demo promises one within two minutes of its start."""
    form = {"grant_type": "client_credentials"}
    form |= {"client_id": variables["CLIENT_ID"], "client_secret": variables["CLIENT_SECRET"]}
    with httpx.Client(base_url=variables["API"]) as client:
        token = client.post("/login/connect/token", data=form).raise_for_status().json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        until = time.monotonic() + 150
        while time.monotonic() < until:
            calls = client.get("/api/v1/Sessions", params={"status": "CLOSED", "channel": "Phone", "limit": 200}).json()
            if any(one["downloadUrl"] for call in calls for one in call["recordings"] or []):
                return
            time.sleep(1)
    pytest.fail("no closed call with a recording within 150 s")


def test_the_shape_of_an_answer_is_its_keys_and_kinds() -> None:
    assert shape({"a": [1, 2], "b": None}) == shape({"a": [3], "b": None})
    assert shape({"a": 1}) != shape({"a": "1"})
    assert shape({"a": 1}) != shape({"b": 1})


@pytest.mark.slow
@pytest.mark.parametrize("path", ["docs/contacts.md", "docs/widgets.md"])
def test_the_page_works_as_it_is_written(path: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    client = created(data, "client", "create", "--name", "guide")
    with serving(data) as lines:
        variables = {
            "API": lines[-1].removeprefix("listening: "),
            "CLIENT_ID": client["client_id"],
            "CLIENT_SECRET": client["client_secret"],
        }
        run_all(path, tmp_path, variables)
