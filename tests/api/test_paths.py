"""Addresses as clients write them."""

import pytest

from hovorna.api.app import OPERATIONS
from hovorna.api.paths import PathSpelling
from tests.api.house import House

SPELLING = PathSpelling(lambda scope, receive, send: None, [one.path for one in OPERATIONS])  # type: ignore[arg-type, return-value]  # never called


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ("/API/V1/SESSIONS", "/api/v1/Sessions"),
        ("/api/v1/sessions/5/ROUTINGHISTORY", "/api/v1/Sessions/5/routingHistory"),
        ("/api/v1/Sessions/5/CallParams", "/api/v1/Sessions/5/callparams"),
        ("/api/v1/Sessions/5/", "/api/v1/Sessions/5"),
        ("//api//v1/Sessions", "/api/v1/Sessions"),
        ("/api/v1/sessions/5/TAGS/Big%2FSmall", "/api/v1/Sessions/5/tags/Big%2FSmall"),
        ("/api/v1/Sessions/A%20b/files/%C4%9B", "/api/v1/Sessions/A b/files/ě"),
        ("/HEALTH/Live", "/health/live"),
    ],
)
def test_static_segments_are_respelt_and_parameters_kept(raw: str, path: str) -> None:
    assert SPELLING.respelt(raw) == path


@pytest.mark.parametrize("raw", ["/nothing", "/api/v1", "/api/v1/Sessions/5/tags", "/api/v1/Sessions/5/tags/1/2"])
def test_what_fits_no_route_is_left_alone(raw: str) -> None:
    assert SPELLING.respelt(raw) is None


async def test_paths_and_query_names_may_be_in_any_letter_case(house: House) -> None:
    first, _ = await house.guest()
    house.pass_time(seconds=1)
    second, _ = await house.guest()
    client = await house.caller()
    for path in (f"/API/v1/sessions?SESSIONID={second}", f"/api/V1/SESSIONS/?sessionid={second}&LIMIT=5"):
        assert [one["id"] for one in (await client.get(path)).json()] == [second]
    assert (await client.get(f"/api/v1/SESSIONS/{first}/Durations")).json()["sessionId"] == first


async def test_an_old_dollar_stands_for_an_ampersand(house: House) -> None:
    for _ in range(3):
        await house.guest()
    client = await house.caller()
    assert len((await client.get("/api/v1/Sessions?offset=1$limit=1")).json()) == 1


async def test_an_unknown_address_is_404_and_a_wrong_method_405_with_the_right_ones(house: House) -> None:
    client = await house.caller()
    answer = await client.get("/api/v1/nothing")
    assert (answer.status_code, answer.content, answer.headers["hovorna-code"]) == (404, b"", "not_found")
    answer = await client.post("/api/v1/sessions", json={})
    assert (answer.status_code, answer.headers["hovorna-code"]) == (405, "method_not_allowed")
    assert {"GET", "HEAD"} <= set(answer.headers["allow"].split(", "))


async def test_a_host_header_that_is_none_is_the_clients_mistake(house: House) -> None:
    client = await house.caller()
    answer = await client.get("/api/v1/Sessions", headers={"Host": 'evil"<x>'})
    assert (answer.status_code, answer.headers["hovorna-code"]) == (400, "bad_input")
    assert answer.json() == {"request": "Invalid host header."}


async def test_head_answers_what_get_would_without_the_body(house: House) -> None:
    session_id, _ = await house.guest()
    client = await house.caller()
    for path in (f"/api/v1/Sessions/{session_id}", "/api/v1/Sessions", "/openapi.json", "/health/live"):
        got, head = await client.get(path), await client.request("HEAD", path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers == got.headers
    assert (await client.request("HEAD", "/api/v1/Sessions/999")).status_code == 404
