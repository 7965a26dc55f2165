"""What existing clients need back: each claim names its line, 1 to 12, of the list of observed behaviour."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from hovorna.api.app import OPERATIONS
from hovorna.api.openapi import document_of
from tests.api.house import Caller, House, Json

SESSIONS, WEBHOOKS, CONTACTS = "/api/v1/Sessions", "/api/v1/Webhooks", "/api/v1/Contacts"
HOOK = "https://user:secret@hooks.example/in?secret=a%2Fb&x=ř"

#: Keys that a client reads as something that can't be null.
NEVER_NULL = {
    "created",
    "enteredQueue",
    "channel",
    "source",
    "status",
    "avSupport",
    "guestLeftSession",
    "isDirectChat",
    "blacklisted",
    "autoAccepted",
}
TERMINATION_REASONS = {
    "UnknownReason",
    "GuestLeft",
    "OperatorLeft",
    "ChatbotLeft",
    "GuestAbandoned",
    "OperatorAbandoned",
    "ExternalPartyLeft",
    "CampaignFailedDial",
    "CampaignTerminated",
    "CallForwardedToExternalPhone",
    "OperatorWithoutExtension",
    "ForwardToExternalPhoneFailed",
    "FailedRouting",
    "ExternalSessionExpired",
    "SessionApiCall",
    "SingleUseSession",
}
SCHEMAS = document_of(OPERATIONS)["components"]["schemas"]
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)")


@pytest.fixture
async def client(house: House) -> Caller:
    return await house.caller()


async def _of_every_kind(house: House) -> list[Json]:
    """Sessions in many states: waiting, active, ended in several ways, a call, an anonymised one."""
    client = await house.caller()
    await house.guest(message="Waiting")
    call = await client.post(
        "/api/v1/guest/sessions", json={"channel": "Phone", "source": "IncomingCall", "phoneCallbackNumber": "+4201"}
    )
    assert call.status_code == 201, call.text
    ended, _ = await house.guest()
    await client.post(f"{SESSIONS}/{ended}/end")
    left, guest = await house.guest()
    await guest.post(f"/api/v1/guest/sessions/{left}/leave")
    gone, _ = await house.guest()
    await client.post(f"{SESSIONS}/{gone}/end")
    await client.post(f"{SESSIONS}/{gone}/anonymize")
    house.pass_time(seconds=3.5)
    found: list[Json] = (await client.get(SESSIONS)).json()
    assert len(found) >= 5
    return found


def _walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # Any: JSON
    yield path, value
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _walk(item, f"{path}.{name}")
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, path)


async def test_1_every_key_is_written_always_and_what_must_not_be_null_is_not(house: House) -> None:
    for session in await _of_every_kind(house):
        assert set(session) == set(SCHEMAS["SessionModel"]["properties"])
        assert set(session["guest"]) == set(SCHEMAS["GuestInfo"]["properties"])
        assert {name for name in NEVER_NULL if session[name] is None} == set()
        assert session["guest"]["os"]
        assert session["guest"]["browser"]
        for activity in session["activities"] or ():
            assert set(activity) == set(SCHEMAS["SessionActivity"]["properties"])


async def test_1_a_phone_call_has_words_where_a_browser_would_be(house: House) -> None:
    [call] = [one for one in await _of_every_kind(house) if one["channel"] == "Phone"]
    assert (call["avSupport"], call["guest"]["os"], call["guest"]["browser"]) == ("NONE", "OTHER", "OTHER")
    assert call["guestLeftSession"] == "StillConnected"


async def test_2_lists_of_people_and_of_their_states_are_never_null(house: House, client: Caller) -> None:
    for user in (await client.get("/api/v1/Users")).json():
        for name in ("departments", "groups", "globalRoles"):
            assert type(user[name]) is list
    for number in (house.eva, house.petr):
        states = (await client.get(f"/api/v1/Users/{number}/operatorStates")).json()
        assert type(states["data"]) is list


async def test_3_termination_reasons_are_the_published_ones_only(house: House) -> None:
    assert set(SCHEMAS["TerminationReason"]["enum"]) <= TERMINATION_REASONS
    told = {value for path, value in _walk(await _of_every_kind(house)) if path.endswith(".terminationReason")}
    assert told - {None} <= TERMINATION_REASONS
    assert len(told) > 2


async def test_4_numbers_are_numbers_guids_have_hyphens_instants_have_t_and_a_zone(house: House) -> None:
    visit = {"trackedId": "6F9619FF8B86D011B42D00C04FC964FF"}
    answer = await (await house.caller()).post("/api/v1/guest/sessions", json={"guest": visit})
    if answer.status_code == 201:
        [guest] = [one["guest"] for one in (await (await house.caller()).get(f"{SESSIONS}?limit=1")).json()]
        if guest["trackedId"] is not None:
            assert str(UUID(guest["trackedId"])) == guest["trackedId"].lower()
    for path, value in _walk(await _of_every_kind(house)):
        name = path.rpartition(".")[2]
        if name in ("id", "userId", "companyId", "departmentId", "activityId", "tempId"):
            assert value is None or type(value) is int, path
        if name in ("created", "enteredQueue", "guestJoined", "started", "ended", "joined", "time"):
            assert value is None or INSTANT.fullmatch(value), path
            assert value is None or datetime.fromisoformat(value).tzinfo is not None
        assert not isinstance(value, float), path


async def test_4_expires_in_is_a_whole_number_and_call_params_are_texts(house: House, client: Caller) -> None:
    client_id, secret = house.new_client()
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    answer = await house.http.post("/login/connect/token", data=form)
    assert b'"expires_in":3600' in answer.content
    session_id, _ = await house.guest()
    path = f"{SESSIONS}/{session_id}"
    assert (await client.put(f"{path}/callparams", json={"callParams": {"order": "5"}})).status_code == 204
    assert (await client.get(path)).json()["guest"]["callParams"] == {"order": "5"}
    assert [each["value"] for each in (await client.get(f"{path}/callparams")).json()["callParams"]] == ["5"]


async def test_5_ids_are_below_2_to_the_31(house: House, client: Caller) -> None:
    await house.closed()
    answers = [await client.get(path) for path in (SESSIONS, "/api/v1/Users", "/api/v1/Tags", WEBHOOKS)]
    for answer in answers:
        assert answer.status_code == 200, answer.text
        for path, value in _walk(answer.json()):
            if re.search(r"[.i]d$", path, re.IGNORECASE) and value is not None and not isinstance(value, str):
                assert 0 < value < 2**31, path


async def test_6_the_callback_url_comes_back_byte_for_byte(client: Caller) -> None:
    urls = [
        HOOK,
        "https://hooks.example",
        "https://HOOKS.example:443/A/../b?x=%7e#part",
        "http://user:p%40ss@hooks.example/ř?q=1&amp;",
    ]
    for url in urls:
        answer = await client.post(WEBHOOKS, json={"eventTypes": ["SessionCreated"], "callbackUrl": url})
        assert answer.status_code == 201, answer.text
        assert (await client.get(f"{WEBHOOKS}/{answer.json()}")).json()["callbackUrl"] == url
    assert {one["callbackUrl"] for one in (await client.get(WEBHOOKS)).json()} == set(urls)


async def test_7_a_download_url_is_absolute_and_answers_with_the_bytes(house: House) -> None:
    session_id, _, client = await house.talk()
    path = f"/api/v1/operators/{house.eva}/sessions/{session_id}/files?name=a.txt"
    assert (await client.post(path, content=b"bytes", headers={"Content-Type": "text/plain"})).status_code == 201
    session = (await client.get(f"{SESSIONS}/{session_id}")).json()
    [url] = [each["file"]["downloadUrl"] for each in session["activities"] if each["file"]]
    assert url.startswith("http://desk.example/api/v1/Sessions/")
    answer = await client.get(url, follow_redirects=False)
    assert (answer.status_code, answer.content) == (200, b"bytes")


async def test_8_no_page_is_short_but_the_last(house: House, client: Caller) -> None:
    for _ in range(7):
        await house.guest()
    pages = [(await client.get(f"{SESSIONS}?limit=3&offset={offset}")).json() for offset in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert len((await client.get(f"{SESSIONS}?limit=1000000")).json()) == 7


async def test_8_people_tags_webhooks_and_states_come_all_without_a_limit(house: House, client: Caller) -> None:
    for number in range(120):
        user = {"firstName": "A", "lastName": "B", "username": f"u{number}", "email": f"u{number}@example.com"}
        assert (await client.post("/api/v1/Users", json=user)).status_code == 201
        answer = await client.post(f"/api/v1/Tags/departments/{house.department}", json={"name": f"t{number}"})
        assert answer.status_code == 201
        hook = {"eventTypes": ["SessionCreated"], "callbackUrl": f"https://hooks.example/{number}"}
        assert (await client.post(WEBHOOKS, json=hook)).status_code == 201
    assert len((await client.get("/api/v1/Users")).json()) >= 123
    assert len((await client.get("/api/v1/Tags")).json()) == 121
    assert len((await client.get(WEBHOOKS)).json()) == 120
    states = (await client.get("/api/v1/Users/operatorStates")).json()
    assert {house.eva, house.petr, house.jana} <= {one["userId"] for one in states}


async def test_8_contacts_are_100_without_a_limit_and_a_million_is_honoured(house: House, client: Caller) -> None:
    people = [{"Jméno": f"Anna {number}"} for number in range(130)]
    answer = await client.post(f"{CONTACTS}/departments/{house.department}", json=people)
    assert (answer.status_code, len(answer.json())) == (201, 130)
    for query, count in (("", 100), ("?limit=1000000", 130), ("?limit=50&offset=100", 30)):
        found = (await client.get(f"{CONTACTS}/departments/{house.department}{query}")).json()
        assert len(found) == count
        assert [one["id"] for one in found] == sorted(one["id"] for one in found)


async def test_9_a_contacts_ident_is_a_text_and_its_other_own_keys_are_lists(house: House, client: Caller) -> None:
    person = {"oo1_guest_ident": "anna", "oo1_guest_phone": "+420600123456", "oo1_guest_email": ["a@example.com"]}
    path = f"{CONTACTS}/departments/{house.department}"
    [number] = (await client.post(path, json=[person])).json()
    [contact] = (await client.get(f"{CONTACTS}/{number}/departments/{house.department}")).json()
    assert contact["oo1_guest_ident"] == "anna"
    assert contact["oo1_guest_phone"] == ["+420600123456"]
    assert contact["oo1_guest_email"] == ["a@example.com"]


async def test_10_an_api_key_sees_its_company_as_one_object(client: Caller) -> None:
    answer = await client.get("/api/v1/Companies")
    assert answer.status_code == 200, answer.text
    assert answer.json()["name"] == "House"


async def test_10_keys_that_scripts_index_are_there(house: House) -> None:
    for session in await _of_every_kind(house):
        assert {"enteredQueue", "waited", "widget"} <= set(session)
        assert "browser" in session["guest"]


async def test_11_statuses_are_the_ones_that_clients_compare(house: House, client: Caller) -> None:
    client_id, secret = house.new_client()
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    assert (await house.http.post("/login/connect/token", data=form)).status_code == 200
    body = {"eventTypes": ["SessionCreated"], "callbackUrl": "https://hooks.example/11"}
    answer = await client.post(WEBHOOKS, json=body)
    number = answer.json()
    assert (answer.status_code, answer.content) == (201, str(number).encode())
    answer = await client.post(WEBHOOKS, json=body)
    assert (answer.status_code, answer.content) == (409, str(number).encode())
    for method in ("PUT", "DELETE"):
        answer = await client.request(method, f"{WEBHOOKS}/{number}", json=body)
        assert (answer.status_code, answer.content) == (204, b"")
    assert (await client.post("/api/v1/Chatbot/1/activity", json={"sessionId": 1})).status_code != 204


def test_puts_and_deletes_of_the_contract_answer_204() -> None:
    for operation in OPERATIONS:
        if operation.is_contract and operation.method in ("PUT", "DELETE"):
            # The one published exception tells which files it removed.
            assert operation.status == (200 if operation.path.endswith("/files") else 204), operation.path


@pytest.mark.parametrize("word", ["UNKNOWN", "unknown", 0])
async def test_the_word_for_what_a_client_does_not_know_is_never_taken(client: Caller, word: object) -> None:
    body = {"eventTypes": [word], "callbackUrl": "https://hooks.example/0"}
    answer = await client.post(WEBHOOKS, json=body)
    assert (answer.status_code, list(answer.json())) == (400, ["eventTypes[0]"])
