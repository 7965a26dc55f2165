"""kill -9 at any moment: what was answered is there, nothing is there twice, and the store is sound."""

import random
import time
from pathlib import Path

import httpx
import pytest

from tests.faults.life_under_load import ACCEPT, CONCLUDE, LEAVE, Diary, Guest, Operator
from tests.faults.server_process import ServerProcess

#: A start after a kill, process and imports included.
SECONDS_TO_START = 15.0


@pytest.mark.parametrize("kills", [pytest.param(3, marks=pytest.mark.slow), pytest.param(20, marks=pytest.mark.real)])
def test_nothing_that_was_answered_is_lost_when_the_server_is_killed_under_load(tmp_path: Path, kills: int) -> None:
    server, diary, chance = ServerProcess(tmp_path / "data"), Diary(), random.Random(kills)
    client = server.command("client", "create", "--name", "load")
    operators = [server.command("operator", "create", "--user-name", f"op{n}")["user_id"] for n in range(3)]
    server.start()
    token = server.token(client)
    people = [Operator(server, token, diary, one) for one in operators]
    crowd = [*people, *(Guest(server, token, diary, seed) for seed in range(4))]
    for person in crowd:
        person.start()
    slowest = 0.0
    for _ in range(kills):
        time.sleep(chance.uniform(0.3, 1.5))
        server.kill()
        begun = time.monotonic()
        server.start()
        slowest = max(slowest, time.monotonic() - begun)
    time.sleep(1.0)
    for person in crowd:
        person.stopping.set()
    for person in crowd:
        person.join(timeout=30)
    server.kill()
    assert not diary.faults
    assert len(diary.sessions) > 3 * kills
    assert any(deed == CONCLUDE for _, _, deed in diary.deeds)
    report = server.command("check")
    assert report["violations"] == []
    assert slowest < SECONDS_TO_START
    server.start()
    try:
        _find_again(server, token, diary)
    finally:
        server.stop()


def _find_again(server: ServerProcess, token: str, diary: Diary) -> None:
    """Over the Public API: every session, every message exactly once, every deed of an operator."""
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx.get(f"{server.url}/api/v1/Sessions?limit=1000000", headers=headers, timeout=120)
    documents = {one["id"]: one for one in answer.json()}
    assert set(diary.sessions) <= set(documents)
    said = {session_id: _texts(document) for session_id, document in documents.items()}
    for text, (session_id, activity_id) in diary.messages.items():
        assert said[session_id].count((activity_id, text)) == 1
        assert [one for _, one in said[session_id]].count(text) == 1
    for session_id, user_id, deed in diary.deeds:
        rows = [row for row in documents[session_id]["operators"] if row["userId"] == user_id]
        assert rows, (session_id, user_id)
        member = {ACCEPT: "joined", LEAVE: "left", CONCLUDE: "concluded"}[deed]
        assert any(row[member] for row in rows), (session_id, user_id, deed)


def _texts(document: dict[str, list[dict[str, object]]]) -> list[tuple[object, object]]:
    return [(one["activityId"], one["text"]) for one in document["activities"] if one["type"] == "ChatMessage"]


@pytest.mark.real
def test_a_timer_that_was_pending_when_the_server_was_killed_fires_after_the_next_start(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data")
    client = server.command("client", "create", "--name", "load")
    operator = server.command("operator", "create", "--user-name", "eva")["user_id"]
    server.start()
    token = server.token(client)
    headers = {"Authorization": f"Bearer {token}"}
    presence = f"{server.url}/api/v1/operators/{operator}/presence"
    assert httpx.put(presence, headers=headers, json={"presence": "ONLINE"}).status_code == 204
    created = httpx.post(f"{server.url}/api/v1/guest/sessions", headers=headers, json={"source": "Default"})
    session_id = created.json()["sessionId"]
    server.kill()
    server.start()
    try:
        until, seen = time.monotonic() + 45, False
        while time.monotonic() < until and not seen:
            time.sleep(1)
            history = httpx.get(f"{server.url}/api/v1/Sessions/{session_id}/routingHistory", headers=headers).json()
            seen = any(row["activityType"] == "OperatorTimeoutExpired" for row in history)
        assert seen
    finally:
        server.stop()
