"""What existing client programs send: each claim names its line, sending 1 to 9, of the list of observed behaviour."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.api.house import Caller, House, Json, as_json
from tests.api.sockets import Wire, chunked, listening

SESSIONS, WEBHOOKS, CONTACTS = "/api/v1/Sessions", "/api/v1/Webhooks", "/api/v1/Contacts"
HOOK = "https://user:secret@hooks.example/in?secret=a%2Fb&x=ř"


@pytest.fixture
async def wire(house: House) -> AsyncIterator[Wire]:
    async with listening(house) as wire:
        yield wire


@pytest.fixture
async def client(house: House) -> Caller:
    return await house.caller()


async def _webhook(client: Caller, number: int) -> Json:
    return (await client.get(f"{WEBHOOKS}/{number}")).json()


# --- 1: letter case of keys, unknown members ---


async def test_1_keys_of_a_session_may_be_in_any_letter_case(house: House, client: Caller) -> None:
    session_id, _ = await house.guest()
    path = f"{SESSIONS}/{session_id}/callparams"
    assert (await client.put(path, json={"CallParams": {"Order": "5"}, "Id": 1, "enabled": None})).status_code == 204
    [param] = (await client.get(path)).json()["callParams"]
    # Keys that are the client's own stay as they are.
    assert (param["name"], param["value"]) == ("Order", "5")
    assert (await client.put(f"{SESSIONS}/{session_id}/note", json={"NOTE": "A note"})).status_code in (204, 400)


async def test_1_keys_of_a_webhook_may_be_in_any_letter_case_and_unknown_ones_are_ignored(client: Caller) -> None:
    body = {"Id": 0, "EventTypes": ["SessionCreated"], "CallbackUrl": "https://hooks.example/1", "enabled": None}
    answer = await client.post(WEBHOOKS, json=body)
    assert answer.status_code == 201, answer.text
    stored = await _webhook(client, answer.json())
    assert (stored["eventTypes"], stored["callbackUrl"]) == (["SessionCreated"], "https://hooks.example/1")


async def test_1_keys_of_people_groups_and_tags_may_be_in_any_letter_case(house: House, client: Caller) -> None:
    user = {"FIRSTNAME": "Ota", "lastname": "Nový", "UserName": "ota", "Email": "ota@example.com"}
    answer = await client.post("/api/v1/Users", json=user)
    assert answer.status_code == 201, answer.text
    stored = (await client.get(f"/api/v1/Users/{answer.json()}")).json()
    assert (stored["firstName"], stored["lastName"], stored["username"]) == ("Ota", "Nový", "ota")
    answer = await client.post("/api/v1/Groups", json={"NAME": "Night", "DepartmentID": house.department})
    assert answer.status_code == 201, answer.text
    assert "Night" in [group["name"] for group in (await client.get("/api/v1/Groups")).json()]
    answer = await client.post(f"/api/v1/Tags/departments/{house.department}", json={"Name": "big"})
    assert answer.status_code == 201, answer.text
    assert "big" in [tag["name"] for tag in (await client.get("/api/v1/Tags")).json()]


# --- 2: words of enumerations ---


async def test_2_words_may_be_in_any_letter_case_in_bodies_and_queries(house: House, client: Caller) -> None:
    body = {"eventTypes": ["sessionCreated", "SESSIONENDED"], "callbackUrl": "https://hooks.example/2"}
    number = (await client.post(WEBHOOKS, json=body)).json()
    assert set((await _webhook(client, number))["eventTypes"]) == {"SessionCreated", "SessionEnded"}
    session_id, _ = await house.guest()
    found = (await client.get(f"{SESSIONS}?status=waiting&CHANNEL=CHAT&Source=dEFAULT")).json()
    assert [one["id"] for one in found] == [session_id]


async def test_2_words_in_bodies_may_be_numbers_their_place_in_the_list_from_1(client: Caller) -> None:
    body = {"EventTypes": [3, 5, 4], "CallbackUrl": "https://hooks.example/3"}
    answer = await client.post(WEBHOOKS, json=body)
    assert answer.status_code == 201, answer.text
    stored = await _webhook(client, answer.json())
    # UserStatusChanged is 1, SessionCreated 2, SessionStarted 3, SessionEnded 4, SessionForwarded 5.
    assert set(stored["eventTypes"]) == {"SessionStarted", "SessionForwarded", "SessionEnded"}
    for wrong in ([0], [50], [-1], [3.5], [True]):
        answer = await client.post(WEBHOOKS, json={**body, "EventTypes": wrong})
        assert answer.status_code == 400, wrong


# --- 3: how requests are written ---


async def test_3_bodies_may_come_in_chunks_without_a_length(house: House, wire: Wire) -> None:
    session_id, _ = await house.guest()
    body = as_json({"callParams": {"order": "5"}})
    path = f"{SESSIONS}/{session_id}/callparams"
    reply = await wire.request(f"PUT {path}", "Transfer-Encoding: chunked", body=chunked(body[:7], body[7:]))
    assert (reply.status, reply.body) == (204, b"")
    assert (await wire.request(f"GET {path}")).json()["callParams"][0]["value"] == "5"


async def test_3_the_scheme_of_the_token_may_be_in_any_letter_case(wire: Wire) -> None:
    for scheme in ("bearer", "BEARER", "Bearer "):
        assert (await wire.request(f"GET {SESSIONS}", scheme=scheme)).status == 200


async def test_3_an_address_in_a_query_need_not_be_encoded(wire: Wire) -> None:
    reply = await wire.request("PUT /api/v1/Chatbot/1?callbackUrl=https://user:pass@bot.example/hook?x=1&y=2")
    # Chatbots come later; what matters here is that the request as such is understood.
    assert reply.status in (204, 501), reply.body


async def test_3_a_slash_inside_a_name_in_the_path_is_encoded_and_stays_so(wire: Wire) -> None:
    for name in ("big%2Fsmall", "big%2fsmall", "50%25", "p%C5%99%C3%ADli%C5%A1"):
        reply = await wire.request(f"PUT /api/v1/EmailThreads/1/tags/{name}")
        assert reply.status in (204, 404, 501)
        assert reply.headers["hovorna-code"] != "not_found"


async def test_3_a_dollar_is_an_ampersand(house: House, wire: Wire) -> None:
    for _ in range(3):
        await house.guest()
    assert len((await wire.request(f"GET {SESSIONS}?offset=1$limit=1")).json()) == 1
    assert len((await wire.request(f"GET {SESSIONS}?offset=1$limit=1000")).json()) == 2


async def test_3_everything_is_served_at_the_root_of_the_host(wire: Wire) -> None:
    for path in (SESSIONS, "/api/v1/sessions/", "//api/v1/Sessions", "/API/V1/SESSIONS"):
        assert (await wire.request(f"GET {path}")).status == 200, path
    assert (await wire.request("POST /login/connect/token")).status == 400


async def test_3_http_1_0_without_a_host_is_answered_and_the_connection_closed(house: House, wire: Wire) -> None:
    session_id, _ = await house.guest()
    token = f"Authorization: bearer {wire.caller.token}"
    for path in (SESSIONS, f"{SESSIONS}/{session_id}"):
        # An old client knows no chunks.
        reply = await wire.send(f"GET {path} HTTP/1.0\r\n{token}\r\n\r\n".encode())
        assert reply.status == 200
        assert "transfer-encoding" not in reply.headers
        assert json.loads(reply.body)


async def test_3_whatever_type_a_client_accepts_it_gets_json(house: House, wire: Wire) -> None:
    session_id, _ = await house.guest()
    for accepted in ("text/plain", "application/xml", "*/*", "text/json, application/json;q=0.9", "nonsense"):
        reply = await wire.request(f"GET {SESSIONS}/{session_id}", f"Accept: {accepted}")
        assert (reply.status, reply.headers["content-type"]) == (200, "application/json"), accepted


async def test_3_json_may_be_called_text_or_nothing_and_begin_with_a_mark(house: House, wire: Wire) -> None:
    session_id, _ = await house.guest()
    types = ("text/plain; charset=utf-8", "text/json", "application/json-patch+json", "application/*+json", "")
    for number, media_type in enumerate(types):
        body = b"\xef\xbb\xbf" + as_json({"callParams": {"n": str(number)}})
        path = f"PUT {SESSIONS}/{session_id}/callparams"
        assert (await wire.request(path, f"Content-Type: {media_type}", body=body)).status == 204, media_type


async def test_3_a_waiting_client_is_told_to_go_on(house: House, wire: Wire) -> None:
    session_id, _ = await house.guest()
    reply = await wire.request(
        f"PUT {SESSIONS}/{session_id}/callparams", "Expect: 100-continue", body=as_json({"callParams": {"a": "b"}})
    )
    assert reply.status in (100, 204)


# --- 4: dates and pages ---


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("Created.Min=2026-03-02", True),
        ("Created.Min=2026-03-03", False),
        ("Created.Max=2026-03-02", False),
        ("created.min=2026-03-02T09:00:00&created.max=2026-03-02T09:00:00", True),
        ("Created.Min=2026-03-02T09:00:00.0000000", True),
        ("Created.Min=2026-03-02T09:00:00.1234567Z", False),
        ("Created.Min=2026-03-02T10:00:00.0000000%2B01:00", True),
        ("Created.Min=2026-03-02T10:00:00+01:00", True),
        ("Created.Min=2026-03-02 09:00:00", True),
        ("Created.Min=2026-03-02T09%3A00%3A00Z", True),
        ("Status=CLOSED&Status=ACW", False),
        ("Status=CLOSED&status=WAITING", True),
        ("NoSuchFilter=5&tag[]=x&&=&%FF=1", True),
        ("Created.Min=&Status=&limit=", True),
    ],
)
async def test_4_dates_instants_and_words_as_clients_write_them(
    house: House, client: Caller, query: str, is_found: bool
) -> None:
    await house.guest()
    answer = await client.get(f"{SESSIONS}?{query}")
    assert answer.status_code == 200, answer.text
    assert bool(answer.json()) is is_found


async def test_4_page_0_is_the_first_page(house: House, client: Caller) -> None:
    path = f"/api/v1/Users/{house.eva}/operatorStates"
    first, zeroth = await client.get(f"{path}?Limit=1&Page=1"), await client.get(f"{path}?limit=1&page=0")
    assert first.status_code == 200, first.text
    assert zeroth.json()["data"] == first.json()["data"] != []


# --- 5: the same again ---


async def test_5_the_same_webhook_again_is_409_with_its_id_and_changes_nothing(client: Caller) -> None:
    body = {"eventTypes": ["SessionCreated"], "callbackUrl": HOOK}
    first = await client.post(WEBHOOKS, json=body)
    assert (first.status_code, type(first.json())) == (201, int)
    for _ in range(3):
        again = await client.post(WEBHOOKS, json={**body, "eventTypes": ["SessionEnded"]})
        assert (again.status_code, again.json()) == (409, first.json())
    [stored] = [one for one in (await client.get(WEBHOOKS)).json() if one["callbackUrl"] == HOOK]
    assert stored["eventTypes"] == ["SessionCreated"]


async def test_5_the_same_put_every_minute_has_no_side_effect(house: House, client: Caller) -> None:
    session_id, _ = await house.guest()
    puts: list[tuple[str, Json]] = [
        (f"{SESSIONS}/{session_id}/callparams", {"callParams": {"order": "5"}}),
        (f"{SESSIONS}/{session_id}/tags/1", None),
        (f"/api/v1/Users/{house.eva}/enabled", {"isEnabled": True}),
        (f"/api/v1/Users/{house.eva}/departments", {"departments": [house.department]}),
        (f"/api/v1/Departments/{house.department}", {"name": "Care"}),
        ("/api/v1/Groups/1", {"userIds": [house.eva, house.petr]}),
    ]
    for path, body in puts:
        assert (await client.put(path, json=body)).status_code == 204, path
        before, rows = house.version, _rows(house)
        for _ in range(2):
            house.pass_time(seconds=1)
            assert (await client.put(path, json=body)).status_code == 204
        assert (house.version, _rows(house)) == (before, rows), path


def _rows(house: House) -> list[tuple[Any, ...]]:
    return list(house.store.reader._mine().execute("SELECT kind, id, document FROM records ORDER BY kind, id"))


# --- 6: tokens ---


async def test_6_a_token_for_every_message_leaves_the_older_ones_valid(house: House) -> None:
    tokens = [await house.token() for _ in range(20)]
    for token in tokens:
        assert (await Caller(house.http, token).get(SESSIONS)).status_code == 200


async def test_6_one_token_is_good_for_its_hour_and_a_few_minutes_more(house: House, client: Caller) -> None:
    for minutes, status in ((59, 200), (1, 200), (4, 200), (2, 401)):
        house.pass_time(minutes=minutes)
        assert (await client.get(SESSIONS)).status_code == status


async def test_6_a_token_is_asked_for_with_a_response_type_and_scope_or_without(house: House) -> None:
    client_id, secret = house.client
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    for more in ({}, {"response_type": "token"}, {"response_type": "token", "scope": "mluviiPublicApi"}):
        answer = await house.http.post("/login/connect/token", data={**form, **more})
        assert answer.status_code == 200
        assert type(answer.json()["expires_in"]) is int


# --- 7: several ways to the same ---


async def test_7_contacts_are_reached_both_ways(house: House, client: Caller) -> None:
    for number, path in enumerate((f"{CONTACTS}?departmentId=1", f"{CONTACTS}/departments/{house.department}")):
        contact = {"Jméno": f"Anna {number}", "oo1_guest_phone": [f"+42060012345{number}"]}
        answer = await client.post(path, json=[contact])
        assert answer.status_code == 201, answer.text
        assert [type(each) for each in answer.json()] == [int]
    for path in (f"{CONTACTS}?departmentId=1&limit=1000000", f"{CONTACTS}/departments/1?limit=1000000"):
        assert len((await client.get(path)).json()) == 2


async def test_7_several_users_are_changed_at_once(house: House, client: Caller) -> None:
    changes = [{"id": house.eva, "firstName": "Evelína"}, {"Id": house.petr, "LASTNAME": "Malý"}]
    assert (await client.put("/api/v1/Users", json=changes)).status_code == 204
    people = {one["id"]: one for one in (await client.get("/api/v1/Users")).json()}
    assert (people[house.eva]["firstName"], people[house.eva]["lastName"]) == ("Evelína", "Malá")
    assert (people[house.petr]["firstName"], people[house.petr]["lastName"]) == ("Petr", "Malý")


# --- 7, 8: what has an issue of its own answers so, and is documented ---


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/Campaigns/1/identities", {"ids": [1, 2]}),
        ("/api/v1/Chatbot/1/activity", {"sessionId": "5", "type": "message", "text": "Hi"}),
        ("/api/v1/Chatbot/1/activity", {"sessionId": 5, "activity": "Forward", "userId": 0, "operatorGroupId": "3"}),
        ("/api/v1/Chatbot/1/activity", {"sessionId": 5, "type": "message", "attachments": []}),
    ],
)
async def test_7_8_campaigns_and_chatbots_are_not_here_yet_and_say_so(client: Caller, path: str, body: Json) -> None:
    answer = await client.post(path, json=body)
    assert answer.status_code == 501, answer.text
    assert answer.json()


# --- 9: the browser ---


async def test_9_the_public_client_needs_no_pkce_secret_or_state(house: House) -> None:
    query = {
        "client_id": "publicApiNativeClient",
        "scope": "mluviiPublicApi",
        "redirect_uri": "urn:ietf:wg:oauth:2.0:oob",
        "response_type": "code",
    }
    answer = await house.http.get("/login/connect/authorize", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/html")
