"""The load generator counts whole answers; the server that is measured answers the same bytes twice."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from bench import get_session, list_200
from bench.http_client import LIST, site
from bench.http_load import BadAnswer, load, request
from bench.http_server import ANSWERED_FROM_MEMORY

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
IN_CHUNKS = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
REFUSED = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture
async def echo() -> AsyncIterator[int]:
    """Answers a request with what its path names, in two pieces."""
    answers = {b"/whole": WHOLE, b"/chunks": IN_CHUNKS, b"/refused": REFUSED}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                answer = answers[head.split()[1]]
                writer.write(answer[:20])
                await writer.drain()
                writer.write(answer[20:])
        except asyncio.IncompleteReadError:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


async def test_answers_are_counted_when_they_are_whole(echo: int) -> None:
    for path in ("/whole", "/chunks"):
        result = await load(echo, [request("GET", path)], seconds=0.05, connections=2)
        assert result.answers > 2
        assert result.per_second == result.answers / result.seconds
        assert result.body_bytes >= 5 * result.answers


async def test_an_answer_that_is_not_200_ends_the_run(echo: int) -> None:
    with pytest.raises(BadAnswer, match="401"):
        await load(echo, [request("GET", "/refused")], seconds=0.05, connections=2)


def test_a_request_carries_its_headers() -> None:
    assert request("GET", "/x", {"a": "b"}) == b"GET /x HTTP/1.1\r\nhost: 127.0.0.1\r\na: b\r\n\r\n"


@pytest.mark.slow
def test_the_limit_answers_the_same_bytes_as_the_real_routes() -> None:
    with site(sessions=20) as it:
        headers = {"authorization": f"Bearer {it.token}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{it.port}") as client:
            session_id = it.session_ids[0]
            real = client.get(f"/api/v1/Sessions/{session_id}", headers=headers)
            assert client.get(f"{ANSWERED_FROM_MEMORY}/{session_id}").content == real.content
            listed = client.get(LIST, headers=headers)
            assert len(listed.json()) == 20
            assert client.get(ANSWERED_FROM_MEMORY).content == listed.content


@pytest.mark.slow
def test_reading_over_http_is_measured() -> None:
    for figure in (get_session, list_200):
        measured = figure.measure(rounds=1, seconds=0.2, sessions=10)
        assert measured.value > 0
        assert measured.ratio is not None
