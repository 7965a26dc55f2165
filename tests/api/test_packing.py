"""Answers are compressed for who asks, and what a client needs byte for byte never is."""

import gzip

import pytest

from tests.api.house import House

PATH = "/api/v1/Sessions"
_FORM = "application/x-www-form-urlencoded"


async def _list(house: House, encoding: str) -> tuple[dict[str, str], bytes]:
    """Headers and body as they were on the wire."""
    caller = await house.caller()
    async with house.http.stream(
        "GET", PATH, headers={"Authorization": f"Bearer {caller.token}", "Accept-Encoding": encoding}
    ) as answer:
        return dict(answer.headers), b"".join([chunk async for chunk in answer.aiter_raw()])


async def test_a_streamed_list_and_one_session_are_compressed_on_request(house: House) -> None:
    for _ in range(4):
        await house.guest(message="Good morning")
    session_id, _ = await house.guest(message="Good morning")
    client = await house.caller()
    for path in (PATH, f"{PATH}/{session_id}", "/openapi.json"):
        plain = await client.get(path, headers={"Accept-Encoding": "identity"})
        small = await client.get(path, headers={"Accept-Encoding": "br, GZIP;q=0.5"})
        assert "content-encoding" not in plain.headers
        assert small.headers["content-encoding"] == "gzip"
        assert small.headers["vary"] == plain.headers["vary"] == "accept-encoding"
        assert small.content == plain.content
        if path != PATH:
            assert int(small.headers["content-length"]) < int(plain.headers["content-length"]) / 2


async def test_a_compressed_list_is_one_whole_gzip_file(house: House) -> None:
    for _ in range(5):
        await house.guest()
    _, plain = await _list(house, "identity")
    headers, small = await _list(house, "gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(small) == plain
    assert len(small) < len(plain) / 3


@pytest.mark.parametrize("encoding", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, *", "*;q=0", "notgzip"])
async def test_who_does_not_take_gzip_gets_plain_json(house: House, encoding: str) -> None:
    await house.guest()
    headers, body = await _list(house, encoding)
    assert "content-encoding" not in headers
    assert body.startswith(b"[{")


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "*", "deflate, gzip;q=1.0, *;q=0.5"])
async def test_who_takes_gzip_gets_it(house: House, encoding: str) -> None:
    await house.guest()
    headers, _ = await _list(house, encoding)
    assert headers["content-encoding"] == "gzip"


async def test_short_answers_are_sent_as_they_are(house: House) -> None:
    client = await house.caller()
    answer = await client.get(f"{PATH}/1/callparams", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers


async def test_a_file_is_never_compressed_not_even_one_of_json(house: House) -> None:
    session_id, _, client = await house.talk()
    path = f"/api/v1/operators/{house.eva}/sessions/{session_id}/files?name=a.json"
    body = b'{"a": "' + b"x" * 5000 + b'"}'
    answer = await client.post(path, content=body, headers={"Content-Type": "application/json"})
    file = f"{PATH}/{session_id}/files/{answer.json()['fileId']}"
    answer = await client.get(file, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert (answer.content, answer.headers["content-length"]) == (body, str(len(body)))
    part = await client.get(file, headers={"Accept-Encoding": "gzip", "Range": "bytes=0-4999"})
    assert (part.status_code, part.content) == (206, body[:5000])
    assert "content-encoding" not in part.headers


async def test_a_compressed_body_is_refused_by_name_and_nothing_is_written(house: House) -> None:
    caller = await house.caller()
    before = house.version
    for path, media_type in (("/api/v1/guest/sessions", "application/json"), ("/login/connect/token", _FORM)):
        headers = {"Content-Encoding": "gzip", "Content-Type": media_type}
        answer = await caller.post(path, content=gzip.compress(b"{}"), headers=headers)
        assert (answer.status_code, answer.headers["hovorna-code"]) == (415, "media_type_refused")
        assert list(answer.json()) == ["Content-Encoding"]
    assert house.version == before


async def test_a_body_may_say_that_it_is_not_compressed(house: House) -> None:
    caller = await house.caller()
    answer = await caller.post("/api/v1/guest/sessions", json={}, headers={"Content-Encoding": "Identity"})
    assert answer.status_code == 201
