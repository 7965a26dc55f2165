"""How calls are sent: tokens, keys, and what is tried again. Both manners, without a server."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from hovorna.client import (
    ApiError,
    AsyncClient,
    Client,
    ClientCredentials,
    FixedToken,
    ForeignAddress,
    Options,
    Retries,
    UnexpectedAnswer,
    Unreachable,
    Upload,
)
from hovorna.contract.session_requests import SessionNoteModel
from hovorna.contract.tags import CreateTagModel
from hovorna.domain.vocabulary import SessionStatus
from tests.client.answers import Script, answer

CREDENTIALS = ClientCredentials("id", "secret")
OK, DONE = answer(200, b"[]"), answer(204)
LATER = answer(503, retry_after="7", hovorna_code="store_unavailable")
QUICK = Retries(attempts=3, first_wait=0.0)


class Both:
    """The same call by either client."""

    def __init__(self, manner: str) -> None:
        self.manner = manner
        self.waits: list[float] = []

    async def call(self, script: Script, deed: Callable[[Any], Any], **more: Any) -> Any:
        """`deed` is given a client of either manner, so that its type is that of neither."""
        credentials = more.pop("credentials", CREDENTIALS)
        options: Options[Any] = Options(transport=script.transport, retries=more.pop("retries", QUICK))
        if self.manner == "blocking":
            with Client("http://desk.example/base", credentials, options) as client:
                client._sender.sleep = self.waits.append
                return deed(client)
        async with AsyncClient("http://desk.example/base", credentials, options) as client:
            client._sender.sleep = self._note
            return await deed(client)

    async def _note(self, wait: float) -> None:
        self.waits.append(wait)


@pytest.fixture(params=["blocking", "awaiting"])
def both(request: pytest.FixtureRequest) -> Both:
    return Both(request.param)


async def test_a_token_is_got_once_and_used_for_every_call(both: Both) -> None:
    script = Script(OK, OK)
    await both.call(script, lambda client: client.tags.list())
    assert (script.tokens, script.used_tokens) == (1, ["token1"])
    assert script.asked[0].url == "http://desk.example/base/api/v1/Tags"


async def test_a_refused_token_is_renewed_once(both: Both) -> None:
    script = Script(answer(401), OK)
    await both.call(script, lambda client: client.tags.list())
    assert script.used_tokens == ["token1", "token2"]
    script = Script(answer(401), answer(401, hovorna_code="token_invalid"))
    with pytest.raises(ApiError, match="401 token_invalid"):
        await both.call(script, lambda client: client.tags.list())
    assert len(script.asked) == 2


def test_a_token_is_renewed_before_it_expires() -> None:
    script, now = Script(OK, OK, OK), [0.0]
    with Client("http://desk.example", CREDENTIALS, Options(transport=script.transport)) as client:
        client.http.auth._clock = lambda: now[0]  # type: ignore[union-attr]  # a test turns the clock
        for moment in (0.0, 3539.0, 3541.0):
            now[0] = moment
            client.tags.list()
    assert script.used_tokens == ["token1", "token1", "token2"]


async def test_calls_at_the_same_time_get_one_token_together() -> None:
    script = Script(*[OK] * 10)
    async with AsyncClient("http://desk.example", CREDENTIALS, Options(transport=script.transport)) as client:
        await asyncio.gather(*(client.tags.list() for _ in range(10)))
    assert script.tokens == 1


async def test_a_fixed_token_is_used_as_it_is_and_never_renewed(both: Both) -> None:
    script = Script(answer(401))
    with pytest.raises(ApiError, match="401"):
        await both.call(script, lambda client: client.tags.list(), credentials=FixedToken("guest"))
    assert (script.tokens, script.used_tokens) == (0, ["guest"])


def test_secrets_do_not_show() -> None:
    assert "secret" not in repr(CREDENTIALS)
    assert "guest" not in repr(FixedToken("guest"))


async def test_credentials_that_are_refused_are_told_as_such(both: Both) -> None:
    def refuse(_: httpx.Request) -> httpx.Response:
        headers = {"hovorna-code": "invalid_client"}
        return httpx.Response(401, json={"error": "invalid_client", "error_description": "No."}, headers=headers)

    script = Script()
    script.transport = httpx.MockTransport(refuse)
    with pytest.raises(ApiError) as caught:
        await both.call(script, lambda client: client.tags.list())
    assert (caught.value.status, caught.value.code) == (401, "invalid_client")
    assert caught.value.fields["error_description"] == "No."


async def test_what_could_not_be_done_now_is_sent_again_when_the_server_says(both: Both) -> None:
    script = Script(LATER, httpx.ConnectError("refused"), OK)
    assert await both.call(script, lambda client: client.tags.list()) == []
    assert len(script.asked) == 3
    assert both.waits[0] == 7.0


async def test_a_write_is_sent_again_with_the_same_key_and_body(both: Both) -> None:
    script = Script(httpx.ReadTimeout("slow"), LATER, DONE)
    await both.call(script, lambda client: client.sessions.set_note(5, SessionNoteModel(note="Called back.")))
    keys = {request.headers["Idempotency-Key"] for request in script.asked}
    bodies = {request.content for request in script.asked}
    assert (len(script.asked), len(keys), bodies) == (3, 1, {b'{"note":"Called back."}'})
    assert len(keys.pop()) >= 16


async def test_each_write_has_its_own_key_unless_one_is_given(both: Both) -> None:
    script = Script(DONE, DONE, DONE)
    await both.call(script, lambda client: client.sessions.end(5))
    await both.call(script, lambda client: client.sessions.end(5))
    await both.call(script, lambda client: client.sessions.end(5, key="mine"))
    keys = [request.headers["Idempotency-Key"] for request in script.asked]
    assert len(set(keys)) == 3
    assert keys[2] == "mine"
    script = Script(OK)
    await both.call(script, lambda client: client.tags.list())
    assert "Idempotency-Key" not in script.asked[0].headers


async def test_after_the_last_attempt_it_is_given_up(both: Both) -> None:
    script = Script(*[httpx.ConnectError("refused")] * 3)
    with pytest.raises(Unreachable, match="after 3 attempts: ConnectError refused"):
        await both.call(script, lambda client: client.tags.list())
    script = Script(*[LATER] * 3)
    with pytest.raises(ApiError, match="503 store_unavailable"):
        await both.call(script, lambda client: client.tags.list())


async def test_a_refusal_is_told_with_its_code_and_fields_and_not_tried_again(both: Both) -> None:
    script = Script(answer(400, b'{"name": "Is required."}', hovorna_code="bad_input"))
    with pytest.raises(ApiError) as caught:
        await both.call(script, lambda client: client.tags.create(1, CreateTagModel(name="")))
    error = caught.value
    assert (error.status, error.code, error.fields) == (400, "bad_input", {"name": "Is required."})
    assert str(error) == "400 bad_input (name: Is required.)"


async def test_a_refusal_by_something_else_on_the_way_has_no_code(both: Both) -> None:
    script = Script(answer(404, b"<html>"))
    with pytest.raises(ApiError) as caught:
        await both.call(script, lambda client: client.tags.list())
    assert (caught.value.code, caught.value.fields, caught.value.content) == (None, {}, b"<html>")


async def test_an_answer_that_is_not_understood_is_told(both: Both) -> None:
    script = Script(answer(200, b"<html>"))
    with pytest.raises(UnexpectedAnswer):
        await both.call(script, lambda client: client.tags.list())


async def test_a_query_is_written_as_the_api_reads_it(both: Both) -> None:
    script = Script(OK)
    query = {
        "Status": [SessionStatus.CLOSED, SessionStatus.ACW],
        "Created.Min": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        "Created.Max": date(2026, 3, 3),
        "WaitingTime.Min": timedelta(seconds=90),
        "Ended.Null": False,
        "Widget": "a&b",
        "limit": None,
    }
    await both.call(script, lambda client: client.sessions.list(query))
    assert script.asked[0].url.params.multi_items() == [
        ("Status", "CLOSED"),
        ("Status", "ACW"),
        ("Created.Min", "2026-03-02T09:00:00+00:00"),
        ("Created.Max", "2026-03-03"),
        ("WaitingTime.Min", "PT1M30S"),
        ("Ended.Null", "false"),
        ("Widget", "a&b"),
    ]


async def test_a_file_is_read_anew_for_every_attempt(both: Both, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF" * 100_000)
    taken: list[int] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        taken.append(len(request.content))
        return httpx.Response(503 if len(taken) == 1 else 204)

    script = Script(refuse, refuse)
    upload = Upload(path, "audio/wav", key="mine")
    await both.call(script, lambda client: client.recordings.upload(1, 2, 3, upload))
    assert taken == [400_000, 400_000]
    assert {request.headers["Idempotency-Key"] for request in script.asked} == {"mine"}
    assert script.asked[0].headers["Content-Type"] == "audio/wav"


async def test_a_download_is_there_when_it_is_whole(both: Both, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    script = Script(answer(200, b"RIFF"))
    await both.call(script, lambda client: client.download("http://desk.example/base/api/v1/x", path))
    assert path.read_bytes() == b"RIFF"
    assert script.asked[0].url == "http://desk.example/base/api/v1/x"


async def test_a_download_that_breaks_off_leaves_nothing(both: Both, tmp_path: Path) -> None:
    class Broken(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self) -> Any:
            yield b"RI"
            raise httpx.ReadError("gone")

        async def __aiter__(self) -> Any:
            yield b"RI"
            raise httpx.ReadError("gone")

    script = Script(lambda _: httpx.Response(200, stream=Broken()))
    with pytest.raises(Unreachable, match="broke off"):
        await both.call(script, lambda client: client.download("http://desk.example/base/x", tmp_path / "a.wav"))
    assert list(tmp_path.glob("*")) == []  # noqa: ASYNC240 - an empty folder


@pytest.mark.parametrize("url", ["http://elsewhere.example/x", "https://desk.example/x", "http://desk.example:81/x"])
async def test_the_token_goes_to_nobody_else(both: Both, tmp_path: Path, url: str) -> None:
    script = Script()
    with pytest.raises(ForeignAddress):
        await both.call(script, lambda client: client.download(url, tmp_path / "a"))
    assert (script.asked, script.tokens) == ([], 0)
