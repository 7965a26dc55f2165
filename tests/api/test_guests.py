"""The guest's side: coming in by every source, talking, reading, leaving."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from hovorna.adapters.clocks.virtual import VirtualClock
from hovorna.api import ApiSettings
from hovorna.api.arrivals import CHANNELS, OPEN_SOURCES
from hovorna.api.rate_limit import RateLimit
from hovorna.domain.vocabulary import Source
from tests.api.house import START, Caller, House

PATH = "/api/v1/guest/sessions"

#: What a source needs beside its name, and where its session stands first.
ARRIVALS: dict[Source, tuple[dict[str, Any], str]] = {
    Source.DEFAULT: ({}, "WAITING"),
    Source.CALLBACK: ({"phoneNumber": "+420123"}, "WAITING"),
    Source.INVITATION: ({"operatorUserId": 1, "directCallNumber": "77"}, "WAITING"),
    Source.CHAT_INVITATION: ({"operatorUserId": 1}, "BCW"),
    Source.INCOMING_CALL: ({"phoneNumber": "+420123"}, "WAITING"),
    Source.OUTGOING_CALL: ({"operatorUserId": 1, "phoneNumber": "+420123"}, "BCW"),
    Source.CAMPAIGN: ({"campaignKind": "Preview", "campaignId": 5, "phoneNumber": "+420123"}, "WAITING"),
    Source.API: ({}, "WAITING"),
    Source.FACEBOOK: ({}, "WAITING"),
    Source.WHATSAPP: ({}, "WAITING"),
    Source.VK: ({}, "WAITING"),
    Source.APPLE: ({}, "WAITING"),
    Source.GENERIC_CHANNEL: ({}, "WAITING"),
}


@pytest.mark.parametrize("source", Source)
async def test_a_session_of_every_source_can_be_created(house: House, source: Source) -> None:
    client = await house.caller()
    more, status = ARRIVALS[source]
    answer = await client.post(PATH, json={"source": source.lower(), **more})
    assert answer.status_code == 201, answer.text
    created = answer.json()
    assert list(created) == ["sessionId", "departmentId", "status", "guestToken"]
    assert (created["status"], created["departmentId"]) == (status, house.department)
    assert len(bytes.fromhex(created["guestToken"])) * 8 == 256
    assert answer.headers["cache-control"] == "no-store"
    session = (await client.get(f"/api/v1/Sessions/{created['sessionId']}")).json()
    assert (session["source"], session["channel"], session["status"]) == (source, CHANNELS[source][0], status)
    assert session["phoneCallbackNumber"] == more.get("phoneNumber")


@pytest.mark.parametrize("source", Source)
async def test_without_an_api_client_a_guest_begins_only_what_a_guest_can(house: House, source: Source) -> None:
    answer = await house.http.post(PATH, json={"source": source, "departmentId": 1, **ARRIVALS[source][0]})
    if source in OPEN_SOURCES:
        assert answer.status_code == 201
    else:
        assert (answer.status_code, list(answer.json())) == (400, ["source"])


async def test_what_is_known_of_the_guest_is_told(house: House) -> None:
    guest = {
        "OS": "windows",
        "browser": 1,
        "language": "cs",
        "ipAddress": "198.51.100.9",
        "identity": "anna@example.com",
        "trackedId": "0F8FAD5BD9CB469FA16570867728950E",
        "gdprVersion": "2",
    }
    session_id, _ = await house.guest(
        guest=guest, url="https://a.example/", widget="w", isDirectChat=True, callParams={"a": "b", "none": None}
    )
    session = (await (await house.caller()).get(f"/api/v1/Sessions/{session_id}")).json()
    assert session["guest"] == {
        "tempId": session_id,
        "ipAddress": "198.51.100.9",
        "trackedId": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "identity": "anna@example.com",
        "channelIdentity": None,
        "os": "WINDOWS",
        "browser": "OTHER",
        "language": "cs",
        "callParams": {"a": "b"},
        "gdprVersion": "2",
    }
    assert (session["url"], session["widget"], session["isDirectChat"]) == ("https://a.example/", "w", True)


async def test_a_guest_without_a_client_can_not_claim_an_address(house: House) -> None:
    body = {"departmentId": 1, "guest": {"ipAddress": "198.51.100.9"}}
    session_id = (await house.http.post(PATH, json=body)).json()["sessionId"]
    session = (await (await house.caller()).get(f"/api/v1/Sessions/{session_id}")).json()
    assert session["guest"]["ipAddress"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"source": "Fax"}, ["source"]),
        ({"source": "IncomingCall", "channel": "Chat"}, ["channel"]),
        ({"source": "OutgoingCall"}, ["operatorUserId"]),
        ({"source": "Callback"}, ["phoneNumber"]),
        ({"source": "Campaign"}, ["campaignKind"]),
        ({"departmentId": 2}, ["departmentId"]),
        ({"departmentId": 99}, ["departmentId"]),
        ({"routingRuleSetId": 99}, ["routingRuleSetId"]),
        ({"message": ""}, ["message"]),
        ({"message": "x" * 10_001}, ["message"]),
        ({"guest": {"os": "AMIGA", "language": "x" * 201}}, ["guest.os", "guest.language"]),
        ({"guest": {"language": "x" * 201}}, ["guest.language"]),
        ({"guest": {"trackedId": "no guid"}}, ["guest.trackedId"]),
        ({"callParams": {"a": 1}}, ["callParams.a"]),
        ({"callParams": {"a": "x" * 10_001}}, ["callParams.a"]),
        ({"url": "x" * 2001}, ["url"]),
        ({"isRouted": "yes"}, ["isRouted"]),
    ],
)
async def test_what_can_not_be_is_named_and_changes_nothing(house: House, body: Any, fields: list[str]) -> None:
    client = await house.caller()
    before = house.version
    answer = await client.post(PATH, json=body)
    assert (answer.status_code in (400, 404), list(answer.json())) == (True, fields), answer.text
    assert house.version == before


async def test_a_department_must_be_named_where_there_are_several(house: House) -> None:
    answer = await house.http.post(PATH, json={})
    assert (answer.status_code, list(answer.json())) == (400, ["departmentId"])
    assert (await (await house.caller()).post(PATH, json={})).status_code == 201


async def test_no_open_group_ends_it_and_the_first_words_are_dropped(house: House) -> None:
    client = await house.caller(client=house.other_client)
    answer = await client.post(PATH, json={"message": "Anybody there?"})
    assert (answer.status_code, answer.json()["status"]) == (201, "CLOSED")


async def test_an_address_that_creates_too_many_has_to_wait(tmp_path: Any) -> None:
    house = House(tmp_path, ApiSettings(guests_per_minute=3)).furnish()
    try:
        client = await house.caller()
        for _ in range(3):
            assert (await house.http.post(PATH, json={"departmentId": 1})).status_code == 201
        before = house.version
        answer = await house.http.post(PATH, json={"departmentId": 1})
        assert (answer.status_code, answer.headers["hovorna-code"]) == (429, "too_many_requests")
        assert answer.headers["retry-after"] == "20"
        assert house.version == before
        # A client tells whose guest it is; each address has its own bucket.
        assert (await client.post(PATH, json={})).status_code == 429
        for address in ("198.51.100.1", "198.51.100.2"):
            assert (await client.post(PATH, json={"guest": {"ipAddress": address}})).status_code == 201
        house.pass_time(seconds=20)
        assert (await house.http.post(PATH, json={"departmentId": 1})).status_code == 201
        assert (await house.http.post(PATH, json={"departmentId": 1})).status_code == 429
    finally:
        house.close()


def test_a_bucket_fills_again_as_time_goes_by_and_no_further() -> None:
    clock = VirtualClock(START)
    limit = RateLimit(2, clock)
    assert [limit.take("a") is None for _ in range(3)] == [True, True, False]
    assert limit.take("b") is None
    clock.advance(timedelta(seconds=30))
    assert [limit.take("a") is None for _ in range(2)] == [True, False]
    clock.advance(timedelta(days=1))
    assert [limit.take("a") is None for _ in range(3)] == [True, True, False]


# --- a conversation ---


async def texts(guest: Caller, session_id: int, after: int = 0) -> list[str]:
    told = (await guest.get(f"{PATH}/{session_id}/activities?after={after}")).json()
    return [one["text"] for one in told["activities"] if one["text"]]


async def test_guest_and_operator_talk(house: House) -> None:
    session_id, guest, client = await house.talk(message="Hello")
    answer = await client.post(f"/api/v1/operators/{house.eva}/sessions/{session_id}/messages", json={"text": "Hi"})
    assert answer.status_code == 201
    hi = answer.json()["activityId"]
    answer = await guest.post(f"{PATH}/{session_id}/messages", json={"Text": "Thanks"})
    assert answer.json()["activityId"] > hi
    assert await texts(guest, session_id) == ["Hello", "Hi", "Thanks"]
    assert await texts(guest, session_id, after=hi) == ["Thanks"]
    told = (await guest.get(f"{PATH}/{session_id}/activities?after={hi}")).json()
    assert (told["sessionId"], told["status"]) == (session_id, "ACTIVE")
    assert told["activities"][0]["client"] == "Guest"


async def test_a_guest_does_not_see_how_colleagues_hand_over(house: House) -> None:
    session_id, guest, client = await house.talk()
    path = f"/api/v1/operators/{house.eva}/sessions/{session_id}"
    await client.post(f"{path}/invitations", json={"operatorGroupId": 2})
    await client.post(f"{path}/forward", json={"operatorGroupId": 2, "note": "a difficult guest"})
    answer = await guest.get(f"{PATH}/{session_id}/activities")
    assert "difficult" not in answer.text
    assert {one["type"] for one in answer.json()["activities"]} == {"Joined", "Left"}


async def test_the_conversation_can_be_read_after_the_end(house: House) -> None:
    session_id, guest, client = await house.talk(message="Hello")
    for deed in ("leave", "conclude"):
        await client.post(f"/api/v1/operators/{house.eva}/sessions/{session_id}/{deed}")
    told = (await guest.get(f"{PATH}/{session_id}/activities")).json()
    assert (told["status"], told["activities"][-1]["type"]) == ("CLOSED", "Left")
    assert await texts(guest, session_id) == ["Hello"]


async def test_a_bad_position_in_the_conversation_is_named(house: House) -> None:
    session_id, guest = await house.guest()
    answer = await guest.get(f"{PATH}/{session_id}/activities?After=first")
    assert (answer.status_code, list(answer.json())) == (400, ["after"])


async def test_a_guest_who_leaves_ends_it_and_twice_is_no_error(house: House) -> None:
    session_id, guest, _ = await house.talk()
    assert (await guest.post(f"{PATH}/{session_id}/leave")).status_code == 204
    before = house.version
    assert (await guest.post(f"{PATH}/{session_id}/leave")).status_code == 204
    assert house.version == before
    session = (await (await house.caller()).get(f"/api/v1/Sessions/{session_id}")).json()
    assert (session["status"], session["guestLeftSession"]) == ("ACW", "LeftSession")
    answer = await guest.post(f"{PATH}/{session_id}/messages", json={"text": "One more"})
    assert (answer.status_code, list(answer.json())) == (409, ["status"])
    assert answer.headers["hovorna-code"] == "move_refused"


async def test_a_guest_who_returns_in_time_has_missed_nothing(house: House) -> None:
    session_id, guest, _ = await house.talk()
    assert (await guest.post(f"{PATH}/{session_id}/drop")).status_code == 204
    house.pass_time(seconds=59)
    assert (await guest.post(f"{PATH}/{session_id}/return")).status_code == 204
    house.pass_time(seconds=59)
    assert (await guest.post(f"{PATH}/{session_id}/messages", json={"text": "Back"})).status_code == 201


async def test_a_chat_invitation_is_active_once_the_visitor_opened_it(house: House) -> None:
    session_id, guest = await house.guest(source="ChatInvitation", operatorUserId=house.eva)
    assert (await guest.post(f"{PATH}/{session_id}/join")).status_code == 204
    assert await house.status(session_id) == "ACTIVE"


async def test_a_session_with_an_entry_form_is_routed_when_that_is_filled(house: House) -> None:
    session_id, guest = await house.guest(isRouted=False, callParams={"a": "1"})
    assert await house.status(session_id) == "CREATED"
    answer = await guest.post(f"{PATH}/{session_id}/route", json={"callParams": {"b": "2"}})
    assert answer.status_code == 204
    assert await house.status(session_id) == "WAITING"
    client = await house.caller()
    assert (await client.get(f"/api/v1/Sessions/{session_id}")).json()["guest"]["callParams"] == {"a": "1", "b": "2"}
    before = house.version
    assert (await guest.post(f"{PATH}/{session_id}/route", json={"callParams": {"c": "3"}})).status_code == 409
    assert house.version == before


async def test_feedback_is_kept_with_the_session(house: House) -> None:
    session_id, guest, client = await house.talk()
    body = {"stars": 5, "scale": "nps", "text": "Fine"}
    assert (await guest.put(f"{PATH}/{session_id}/feedback", json=body)).status_code == 204
    session = (await client.get(f"/api/v1/Sessions/{session_id}")).json()
    told = (session["guestFeedbackStars"], session["guestFeedbackScale"], session["guestFeedbackText"])
    assert told == (5, "NPS", "Fine")


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("feedback", {"stars": 11}, "stars"),
        ("feedback", {"stars": "many"}, "stars"),
        ("feedback", {"scale": "none"}, "scale"),
        ("feedback", {"text": "x" * 10_001}, "text"),
        ("messages", {}, "text"),
        ("messages", {"text": None}, "text"),
        ("messages", {"text": ""}, "text"),
        ("messages", {"text": "x" * 10_001}, "text"),
    ],
)
async def test_a_guests_bad_words_are_named(house: House, path: str, body: Any, field: str) -> None:
    session_id, guest = await house.guest()
    before = house.version
    method = "PUT" if path == "feedback" else "POST"
    answer = await guest.request(method, f"{PATH}/{session_id}/{path}", json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert house.version == before


# --- files ---


async def test_a_shared_file_stands_in_the_conversation_with_its_address(house: House) -> None:
    session_id, guest, client = await house.talk()
    answer = await guest.post(f"{PATH}/{session_id}/files?Name=C:%5Cfakepath%5Ca.png", content=b"\x89PNG")
    assert answer.status_code == 201
    file = (await guest.get(f"{PATH}/{session_id}/activities")).json()["activities"][-1]["file"]
    assert file["id"] == answer.json()["fileId"]
    assert file["name"] == "a.png"
    assert (await guest.get(file["downloadUrl"])).content == b"\x89PNG"
    assert (await client.get(file["downloadUrl"])).headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("query", "content", "field"),
    [("", b"x", "name"), ("?name=%20", b"x", "name"), ("?name=" + "n" * 201, b"x", "name"), ("?name=a", b"", "body")],
)
async def test_a_file_needs_a_name_and_bytes(house: House, query: str, content: bytes, field: str) -> None:
    session_id, guest = await house.guest()
    before = house.version
    answer = await guest.post(f"{PATH}/{session_id}/files{query}", content=content)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert house.version == before
    assert await house.blobs.keys() == []


async def test_a_file_that_is_too_large_leaves_nothing_behind(tmp_path: Any) -> None:
    house = House(tmp_path, ApiSettings(largest_file=1000)).furnish()

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b"x" * 100

    try:
        session_id, guest = await house.guest()
        before = house.version
        for content in (b"x" * 1001, chunks()):
            answer = await guest.post(f"{PATH}/{session_id}/files?name=a", content=content)
            assert (answer.status_code, answer.headers["hovorna-code"]) == (413, "body_too_large")
        assert house.version == before
        assert await house.blobs.keys() == []
    finally:
        house.close()


async def test_a_file_for_a_session_that_is_over_leaves_nothing_behind(house: House) -> None:
    session_id, guest, _ = await house.talk()
    await guest.post(f"{PATH}/{session_id}/leave")
    answer = await guest.post(f"{PATH}/{session_id}/files?name=a", content=b"x")
    assert (answer.status_code, answer.headers["hovorna-code"]) == (409, "move_refused")
    assert await house.blobs.keys() == []
