"""Changes to sessions through the Public API."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.api.house import GROUP, OTHER_GROUP, TAG, Caller, House

PATH = "/api/v1/Sessions"


async def params_of(client: Caller, session_id: int) -> dict[str, tuple[str, str, str]]:
    params = (await client.get(f"{PATH}/{session_id}/callparams")).json()["callParams"]
    return {one["name"]: (one["value"], one["source"], one["updatedDate"]) for one in params}


# --- call params ---


async def test_only_given_params_change_and_the_others_keep_source_and_date(house: House) -> None:
    session_id, _ = await house.guest(callParams={"a": "1", "b": "2", "c": "3"})
    client = await house.caller()
    house.pass_time(seconds=5)
    given = {"callParams": {"a": "1", "b": "new", "c": None, "D": "4", "unknown": None}}
    answer = await client.put(f"{PATH}/{session_id}/callparams", json=given)
    assert (answer.status_code, answer.content) == (204, b"")
    before, now = "2026-03-02T09:00:00Z", "2026-03-02T09:00:05Z"
    assert await params_of(client, session_id) == {
        "a": ("1", "ENTRY_FORM", before),
        "b": ("new", "API", now),
        "D": ("4", "API", now),
    }


async def test_the_same_params_every_minute_have_no_side_effect(house: House) -> None:
    session_id, client = await house.closed()
    body = {"callParams": {"order": "5"}}
    await client.put(f"{PATH}/{session_id}/callparams", json=body)
    version, params = house.version, await params_of(client, session_id)
    house.pass_time(minutes=1)
    assert (await client.put(f"{PATH}/{session_id}/callparams", json=body)).status_code == 204
    assert (house.version, await params_of(client, session_id)) == (version, params)


async def test_keys_may_be_in_any_case_chunked_and_with_unknown_members(house: House) -> None:
    session_id, _ = await house.guest()
    client = await house.caller()

    async def chunks() -> AsyncIterator[bytes]:
        yield b'{"Id": 5, "CALLPARAMS": {"MixedCase"'
        yield b': "5"}}'

    answer = await client.put(f"{PATH}/{session_id}/CallParams", content=chunks())
    assert answer.status_code == 204
    assert list(await params_of(client, session_id)) == ["MixedCase"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["callParams"]),
        ({"callParams": None}, ["callParams"]),
        ({"callParams": ["a"]}, ["callParams"]),
        ({"callParams": {"a": 5, "b": "x", "c": {}}}, ["callParams.a", "callParams.c"]),
        ({"callParams": {"": "x"}}, ["callParams"]),
        ({"callParams": {"n" * 201: "x"}}, ["callParams"]),
        ({"callParams": {"a": "x" * 10_001}}, ["callParams.a"]),
        ({"callParams": {str(number): "x" for number in range(201)}}, ["callParams"]),
        ({"callParams": {"a": "nul \0"}}, ["callParams.a"]),
    ],
)
async def test_bad_params_are_named_and_change_nothing(house: House, body: Any, fields: list[str]) -> None:
    session_id, _ = await house.guest()
    client = await house.caller()
    before = house.version
    answer = await client.put(f"{PATH}/{session_id}/callparams", json=body)
    assert (answer.status_code, sorted(answer.json())) == (400, fields)
    assert house.version == before


async def test_params_can_not_pile_up_over_many_requests(house: House) -> None:
    session_id, _ = await house.guest(callParams={str(number): "x" for number in range(200)})
    client = await house.caller()
    answer = await client.put(f"{PATH}/{session_id}/callparams", json={"callParams": {"one more": "x"}})
    assert (answer.status_code, list(answer.json())) == (400, ["callParams"])


async def test_params_of_a_closed_session_can_be_set(house: House) -> None:
    session_id, client = await house.closed()
    answer = await client.put(f"{PATH}/{session_id}/callparams", json={"callParams": {"case": "7"}})
    assert answer.status_code == 204
    assert (await client.get(f"{PATH}/{session_id}")).json()["guest"]["callParams"] == {"case": "7"}


# --- tags and notes ---


async def test_a_tag_is_assigned_and_removed_and_twice_changes_nothing(house: House) -> None:
    session_id, _ = await house.guest()
    client = await house.caller()
    for method, tags in (("PUT", [{"userId": None, "name": "vip"}]), ("DELETE", [])):
        assert (await client.request(method, f"{PATH}/{session_id}/tags/{TAG}")).status_code == 204
        before = house.version
        assert (await client.request(method, f"{PATH}/{session_id}/tags/{TAG}")).status_code == 204
        assert house.version == before
        assert (await client.get(f"{PATH}/{session_id}")).json()["tags"] == tags


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_a_tag_that_is_not_defined_is_404(house: House, method: str) -> None:
    session_id, _ = await house.guest()
    answer = await (await house.caller()).request(method, f"{PATH}/{session_id}/tags/99")
    assert (answer.status_code, answer.content, answer.headers["hovorna-code"]) == (404, b"", "tag_unknown")


async def test_a_note_stands_with_the_last_operator_and_the_same_again_changes_nothing(house: House) -> None:
    session_id, _, client = await house.talk()
    assert (await client.put(f"{PATH}/{session_id}/note", json={"NOTE": "Call back"})).status_code == 204
    before = house.version
    assert (await client.put(f"{PATH}/{session_id}/note", json={"note": "Call back"})).status_code == 204
    assert house.version == before
    assert (await client.get(f"{PATH}/{session_id}")).json()["operators"][0]["note"] == "Call back"


async def test_a_note_that_is_too_long_is_named(house: House) -> None:
    session_id, _ = await house.guest()
    answer = await (await house.caller()).put(f"{PATH}/{session_id}/note", json={"note": "x" * 10_001})
    assert (answer.status_code, list(answer.json())) == (400, ["note"])


# --- forward, end, anonymise ---


async def test_forwarding_to_a_group_ends_the_operators_part(house: House) -> None:
    session_id, _, client = await house.talk()
    answer = await client.post(f"{PATH}/{session_id}/forward", json={"operatorGroupId": OTHER_GROUP, "note": "please"})
    assert (answer.status_code, answer.content) == (204, b"")
    session = (await client.get(f"{PATH}/{session_id}")).json()
    assert session["status"] == "IN_QUEUE"
    assert session["operators"][0]["concluded"] == session["operators"][0]["left"]


async def test_forwarding_to_an_operator_offers_it_to_them(house: House) -> None:
    session_id, _, client = await house.talk()
    await client.put(f"/api/v1/operators/{house.jana}/presence", json={"presence": "ONLINE"})
    assert (await client.post(f"{PATH}/{session_id}/forward", json={"UserId": str(house.jana)})).status_code == 204
    [offer] = (await client.get(f"/api/v1/operators/{house.jana}/offers")).json()
    assert (offer["sessionId"], offer["operatorGroupId"]) == (session_id, None)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["operatorGroupId", "phoneNumber", "userId"]),
        ({"note": "x", "phoneNumber": ""}, ["operatorGroupId", "phoneNumber", "userId"]),
        ({"operatorGroupId": GROUP, "userId": 2}, ["operatorGroupId", "userId"]),
        ({"chatbotId": 5}, ["chatbotId"]),
        ({"operatorGroupId": 99}, ["operatorGroupId"]),
        ({"userId": 99}, ["userId"]),
        ({"userId": 1}, ["userId"]),
        ({"phoneNumber": "1" * 41}, ["phoneNumber"]),
        ({"operatorGroupId": 2, "note": "x" * 10_001}, ["note"]),
        ({"operatorGroupId": "two"}, ["operatorGroupId"]),
    ],
)
async def test_a_forward_that_can_not_be_is_named_and_changes_nothing(
    house: House, body: Any, fields: list[str]
) -> None:
    session_id, _, client = await house.talk()
    before = house.version
    answer = await client.post(f"{PATH}/{session_id}/forward", json=body)
    assert (answer.status_code, sorted(answer.json())) == (400, fields)
    assert house.version == before


async def test_ending_is_told_as_by_the_api(house: House) -> None:
    session_id, _, client = await house.talk()
    assert (await client.post(f"{PATH}/{session_id}/end")).status_code == 204
    session = (await client.get(f"{PATH}/{session_id}")).json()
    assert session["status"] == "ACW"
    assert session["activities"][-2]["terminationReason"] == "SessionApiCall"


async def test_a_refusal_by_state_is_400_with_a_sentence_and_a_code(house: House) -> None:
    session_id, client = await house.closed()
    for deed, body in (("end", None), ("forward", {"operatorGroupId": GROUP})):
        before = house.version
        answer = await client.post(f"{PATH}/{session_id}/{deed}", json=body)
        assert (answer.status_code, list(answer.json())) == (400, ["status"])
        assert answer.json()["status"].startswith(f"Session {session_id} is CLOSED: ")
        assert answer.headers["hovorna-code"] == "move_refused"
        assert house.version == before


async def test_anonymising_takes_the_words_and_leaves_the_times(house: House) -> None:
    session_id, client = await house.closed(
        message="Secret words", callParams={"name": "Anna Secret"}, guest={"identity": "secret@example.com"}
    )
    before = (await client.get(f"{PATH}/{session_id}/durations")).json()["durations"]
    assert (await client.post(f"{PATH}/{session_id}/anonymize")).status_code == 204
    answer = await client.get(f"{PATH}/{session_id}")
    assert "ecret" not in answer.text
    assert answer.json()["guest"]["callParams"] == {}
    assert (await client.get(f"{PATH}/{session_id}/durations")).json()["durations"] == before
    version = house.version
    assert (await client.post(f"{PATH}/{session_id}/anonymize")).status_code == 204
    assert house.version == version


async def test_a_living_session_can_not_be_anonymised(house: House) -> None:
    session_id, _, client = await house.talk()
    answer = await client.post(f"{PATH}/{session_id}/anonymize")
    assert (answer.status_code, list(answer.json())) == (400, ["status"])


async def test_after_anonymising_the_words_are_nowhere_in_the_folder(house: House) -> None:
    session_id, guest, client = await house.talk(message="Xylophone-7391", callParams={"name": "Xylophone-7391"})
    await guest.post(f"/api/v1/guest/sessions/{session_id}/files?name=a.txt", content=b"bytes of Xylophone-7391")
    for deed in ("leave", "conclude"):
        await client.post(f"/api/v1/operators/{house.eva}/sessions/{session_id}/{deed}")

    def holders() -> list[str]:
        files = [one for one in house.folder.rglob("*") if one.is_file()]
        return [one.name for one in files if b"Xylophone-7391" in one.read_bytes()]

    assert holders()
    assert (await client.post(f"{PATH}/{session_id}/anonymize")).status_code == 204
    assert holders() == []


# --- files ---


async def test_each_file_to_delete_is_told_what_became_of_it(house: House) -> None:
    session_id, guest, client = await house.talk()
    path = f"/api/v1/guest/sessions/{session_id}/files?name=a.txt"
    kept, gone = [(await guest.post(path, content=b"x")).json()["fileId"] for _ in range(2)]
    url = f"{PATH}/{session_id}/files"
    answer = await client.delete(url, json={"FileIds": [gone, 999, str(gone)]})
    assert answer.status_code == 200
    assert answer.json() == [
        {"fileId": gone, "state": "REMOVED"},
        {"fileId": 999, "state": "INACCESSIBLE"},
        {"fileId": gone, "state": "ALREADY_REMOVED"},
    ]
    before = house.version
    assert (await client.delete(url, json={"fileIds": [gone]})).json() == [{"fileId": gone, "state": "ALREADY_REMOVED"}]
    assert house.version == before
    assert (await client.get(f"{url}/{kept}")).status_code == 200
    assert (await client.get(f"{url}/{gone}")).status_code == 410
    assert len(await house.blobs.keys()) == 1
    session = (await client.get(f"{PATH}/{session_id}")).json()
    states = {
        one["file"]["id"]: (one["file"]["isDeleted"], one["file"]["downloadUrl"])
        for one in session["activities"]
        if one["file"]
    }
    assert states == {kept: (False, f"http://desk.example{url}/{kept}"), gone: (True, None)}


async def test_files_must_be_named(house: House) -> None:
    session_id, _ = await house.guest()
    client = await house.caller()
    for body in ({}, {"fileIds": None}, {"fileIds": list(range(1001))}):
        answer = await client.delete(f"{PATH}/{session_id}/files", json=body)
        assert (answer.status_code, list(answer.json())) == (400, ["fileIds"])
    assert (await client.delete(f"{PATH}/{session_id}/files", json={"fileIds": []})).json() == []
