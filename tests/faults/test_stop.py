"""A real server that is asked to stop."""

import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.faults.server_process import ServerProcess


@pytest.mark.real
def test_a_server_that_is_asked_to_stop_saves_a_snapshot_and_ends_well(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data")
    server.command("client", "create", "--name", "any")
    server.start()
    created = httpx.post(f"{server.url}/api/v1/guest/sessions", json={"source": "Default"})
    assert created.status_code == 201
    assert server.stop() == 0
    with closing(sqlite3.connect(tmp_path / "data" / "hovorna.db")) as database:
        (snapshot,) = database.execute("SELECT max(version) FROM snapshots").fetchone()
        (fact,) = database.execute("SELECT max(version) FROM facts").fetchone()
    assert snapshot == fact
