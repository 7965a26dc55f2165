"""Recordings: begun, brought, downloaded, given up, deleted."""

import hashlib
from typing import Any

import pytest

from tests.api.house import Caller, House
from tests.api.test_downloads import a_wav


async def begun(house: House, **body: Any) -> tuple[int, str, Caller]:
    """(session, address of the recording, client)"""
    session_id, _, client = await house.talk(source="IncomingCall")
    path = f"/api/v1/operators/{house.eva}/sessions/{session_id}/recordings"
    answer = await client.post(path, json=body)
    assert answer.status_code == 201, answer.text
    return session_id, f"{path}/{answer.json()['recordingId']}", client


async def told(client: Caller, session_id: int) -> tuple[str, dict[str, Any]]:
    session = (await client.get(f"/api/v1/Sessions/{session_id}")).json()
    return session["recordingsState"], session["recordings"][0]


async def test_a_recording_is_processed_once_its_bytes_are_there(house: House) -> None:
    session_id, path, client = await begun(house, type="operator", name="call 5.wav")
    state, recording = await told(client, session_id)
    assert state == "Processing"
    assert recording["downloadUrl"] is None
    assert recording["isUploading"] is True
    url = f"/api/v1/Sessions/{session_id}/recordings/{recording['id']}"
    assert (await client.get(url)).status_code == 404

    content = a_wav(12.25)
    assert (await client.put(path, content=content, headers={"Content-Type": "audio/wav"})).status_code == 204
    state, recording = await told(client, session_id)
    assert state == "Processed"
    assert recording == {
        "id": recording["id"],
        "name": "call 5.wav",
        "started": "2026-03-02T09:00:00Z",
        "duration": "PT12.25S",
        "type": "Operator",
        "userId": house.eva,
        "serviceId": None,
        "downloadUrl": f"http://desk.example{url}",
        "isUploading": False,
        "isDeleted": False,
    }
    answer = await client.get(recording["downloadUrl"])
    assert answer.content == content
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-disposition"].startswith('inline; filename="call 5.wav"')
    assert answer.headers["etag"] == f'"{hashlib.sha256(content).hexdigest()}"'
    part = await client.get(url, headers={"Range": "bytes=-10"})
    assert (part.status_code, part.content) == (206, content[-10:])
    events = (await client.get(f"/api/v1/Sessions/{session_id}/events")).json()
    assert events[-1]["body"]["duration"] == "PT12.25S"


async def test_what_a_browser_would_run_is_saved_instead(house: House) -> None:
    _, path, client = await begun(house)
    answer = await client.put(f"{path}?duration=PT1S", content=b"<script>", headers={"Content-Type": "text/html"})
    assert answer.status_code == 204
    answer = await client.get(path.replace(f"operators/{house.eva}/sessions", "Sessions"))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("query", "content", "field"),
    [
        ("", b"OggS", "duration"),
        ("?duration=long", b"OggS", "duration"),
        ("?duration=-PT5S", b"OggS", "duration"),
        ("", b"", "body"),
    ],
)
async def test_a_recording_must_say_how_long_it_is(house: House, query: str, content: bytes, field: str) -> None:
    _, path, client = await begun(house)
    before = house.version
    answer = await client.put(path + query, content=content)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert house.version == before
    assert await house.blobs.keys() == []


async def test_a_finished_recording_is_not_brought_again(house: House) -> None:
    _, path, client = await begun(house)
    assert (await client.put(path, content=a_wav(1))).status_code == 204
    answer = await client.put(path, content=a_wav(2))
    assert (answer.status_code, list(answer.json())) == (400, ["recordingId"])
    assert len(await house.blobs.keys()) == 1


async def test_the_same_bytes_with_the_same_key_are_kept_once(house: House) -> None:
    _, path, client = await begun(house)
    key = {"Idempotency-Key": "once"}
    for _ in range(2):
        assert (await client.put(path, content=a_wav(1), headers=key)).status_code == 204
    assert len(await house.blobs.keys()) == 1
    answer = await client.put(path, content=a_wav(2), headers=key)
    assert (answer.status_code, answer.headers["hovorna-code"]) == (422, "key_reused")
    assert len(await house.blobs.keys()) == 1


async def test_a_recording_that_is_given_up_is_told_so(house: House) -> None:
    session_id, path, client = await begun(house)
    for why in ("Anna hung up", "", "x" * 41):
        answer = await client.post(f"{path}/fail", json={"why": why})
        assert (answer.status_code, list(answer.json())) == (400, ["why"])
    assert (await client.post(f"{path}/fail", json={"why": "disk_full"})).status_code == 204
    state, recording = await told(client, session_id)
    assert (state, recording["downloadUrl"], recording["isUploading"]) == ("FailedToProcess", None, False)


async def test_a_deleted_recording_is_gone_with_its_bytes(house: House) -> None:
    session_id, path, client = await begun(house)
    await client.put(path, content=a_wav(1))
    for _ in range(2):
        assert (await client.delete(path)).status_code == 204
    assert await house.blobs.keys() == []
    _, recording = await told(client, session_id)
    assert (recording["isDeleted"], recording["downloadUrl"]) == (True, None)
    answer = await client.get(path.replace(f"operators/{house.eva}/sessions", "Sessions"))
    assert (answer.status_code, answer.content, answer.headers["hovorna-code"]) == (410, b"", "content_deleted")


async def test_anonymising_takes_recordings_and_files(house: House) -> None:
    session_id, path, client = await begun(house)
    await client.put(path, content=a_wav(1))
    operator = f"/api/v1/operators/{house.eva}/sessions/{session_id}"
    file_id = (await client.post(f"{operator}/files?name=a", content=b"x")).json()["fileId"]
    for deed in ("leave", "conclude"):
        await client.post(f"{operator}/{deed}")
    assert (await client.post(f"/api/v1/Sessions/{session_id}/anonymize")).status_code == 204
    assert await house.blobs.keys() == []
    for url in (
        path.replace(operator, f"/api/v1/Sessions/{session_id}"),
        f"/api/v1/Sessions/{session_id}/files/{file_id}",
    ):
        assert (await client.get(url)).status_code == 410


async def test_an_unknown_recording_is_404(house: House) -> None:
    session_id, _, client = await house.talk()
    path = f"/api/v1/operators/{house.eva}/sessions/{session_id}/recordings/99"
    answers = [
        await client.put(path, content=a_wav(1)),
        await client.post(f"{path}/fail", json={"why": "x"}),
        await client.delete(path),
        await client.get(f"/api/v1/Sessions/{session_id}/recordings/99"),
    ]
    assert {(one.status_code, one.headers["hovorna-code"]) for one in answers} == {(404, "recording_unknown")}
    assert await house.blobs.keys() == []


@pytest.mark.parametrize(
    ("body", "field"), [({"type": "Video"}, "type"), ({"name": ""}, "name"), ({"name": "x" * 201}, "name")]
)
async def test_a_bad_recording_is_named(house: House, body: Any, field: str) -> None:
    session_id, _, client = await house.talk()
    before = house.version
    answer = await client.post(f"/api/v1/operators/{house.eva}/sessions/{session_id}/recordings", json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert house.version == before
