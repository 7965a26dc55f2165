"""The guides to events and to the client, block by block against a real server."""

from pathlib import Path
from typing import Any

import pytest

from tests.docs.test_guides import created, run_all, serving


def prepared(data: Path) -> dict[str, Any]:
    operator = created(
        data, "operator", "create", "--user-name", "eva", "--first-name", "Eva", "--last-name", "Novotna"
    )
    client = created(data, "client", "create", "--name", "guide")
    return {
        "CLIENT_ID": client["client_id"],
        "CLIENT_SECRET": client["client_secret"],
        "OPERATOR": operator["user_id"],
    }


@pytest.mark.slow
@pytest.mark.parametrize("path", ["docs/events.md", "docs/client.md"])
def test_the_guide_works_as_it_is_written(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Blocks write files, each kind where it runs.
    monkeypatch.chdir(tmp_path)
    variables = prepared(tmp_path / "data")
    with serving(tmp_path / "data") as lines:
        run_all(path, tmp_path, {"API": lines[-1].removeprefix("listening: "), **variables})
