"""Every write takes an Idempotency-Key: the same again within 24 h answers the same and changes nothing."""

from typing import Any

import pytest

from tests.api.house import Caller, House

KEY = {"Idempotency-Key": "0b6e9d43-2b0a-4f5e-9d30-8f1f7a0a5c11"}
MESSAGE = {"text": "Hello"}


def said(house: House, session_id: int) -> str:
    return f"/api/v1/operators/{house.eva}/sessions/{session_id}/messages"


async def test_the_same_request_answers_the_same_and_changes_nothing(house: House) -> None:
    session_id, _, client = await house.talk()
    first = await client.post(said(house, session_id), json=MESSAGE, headers=KEY)
    before = house.version
    again = await client.post(said(house, session_id).upper(), json=MESSAGE, headers=KEY)
    assert (again.status_code, again.content, again.headers) == (first.status_code, first.content, first.headers)
    assert house.version == before


async def test_it_holds_across_a_restart(house: House) -> None:
    session_id, _, client = await house.talk()
    first = await client.post(said(house, session_id), json=MESSAGE, headers=KEY)
    house.engine.stop()
    house.open()
    client.http = house.http
    again = await client.post(said(house, session_id), json=MESSAGE, headers=KEY)
    assert (again.status_code, again.content) == (201, first.content)


async def test_after_a_day_it_is_a_new_request(house: House) -> None:
    session_id, client = await house.closed()
    path, body = f"/api/v1/Sessions/{session_id}/note", {"note": "a"}
    assert (await client.put(path, json=body, headers=KEY)).status_code == 204
    house.pass_time(hours=24, seconds=1)
    client = await house.caller()
    assert (await client.put(path, json={"note": "b"}, headers=KEY)).status_code == 204


@pytest.mark.parametrize("what", ["body", "path", "method", "query"])
async def test_the_same_key_for_another_request_is_refused(house: House, what: str) -> None:
    session_id, _, client = await house.talk()
    other_id, _ = await house.guest()
    await client.put(f"/api/v1/Sessions/{session_id}/note", json={"note": "a"}, headers=KEY)
    other: dict[str, tuple[str, str, Any]] = {
        "body": ("PUT", f"/api/v1/Sessions/{session_id}/note", {"note": "b"}),
        "path": ("PUT", f"/api/v1/Sessions/{other_id}/note", {"note": "a"}),
        "method": ("DELETE", f"/api/v1/Sessions/{session_id}/tags/1", None),
        "query": ("PUT", f"/api/v1/Sessions/{session_id}/note?x=1", {"note": "a"}),
    }
    method, path, body = other[what]
    before = house.version
    answer = await client.request(method, path, json=body, headers=KEY)
    assert (answer.status_code, answer.headers["hovorna-code"]) == (422, "key_reused")
    assert list(answer.json()) == ["Idempotency-Key"]
    assert house.version == before


async def test_keys_of_different_callers_have_nothing_to_do_with_each_other(house: House) -> None:
    session_id, guest, client = await house.talk()
    other = await house.caller(client=house.new_client(*await _all_rights(house)))
    path = f"/api/v1/Sessions/{session_id}/note"
    assert (await client.put(path, json={"note": "a"}, headers=KEY)).status_code == 204
    assert (await other.put(path, json={"note": "b"}, headers=KEY)).status_code == 204
    answer = await guest.post(f"/api/v1/guest/sessions/{session_id}/messages", json=MESSAGE, headers=KEY)
    assert answer.status_code == 201


async def _all_rights(house: House) -> frozenset[Any]:
    client = house.store.accounts.client(house.client[0])
    assert client is not None
    return client.rights


async def test_a_refused_request_leaves_its_key_free(house: House) -> None:
    session_id, _ = await house.guest()
    path = f"/api/v1/operators/{house.eva}/sessions/{session_id}/messages"
    client = await house.caller()
    assert (await client.post(path, json=MESSAGE, headers=KEY)).status_code == 409
    [offer] = (await client.get(f"/api/v1/operators/{house.eva}/offers")).json()
    await client.post(f"/api/v1/operators/{house.eva}/offers/{offer['offerId']}/accept")
    assert (await client.post(path, json=MESSAGE, headers=KEY)).status_code == 201


@pytest.mark.parametrize("with_client", [True, False])
async def test_a_session_is_created_once_and_its_token_told_again(house: House, with_client: bool) -> None:
    body = {"departmentId": house.department, "message": "Hello"}

    async def create() -> Any:
        client = await house.caller()
        headers = {"Authorization": f"Bearer {client.token}"} if with_client else {}
        return await house.http.post("/api/v1/guest/sessions", json=body, headers={**headers, **KEY})

    first = await create()
    before = house.version
    again = await create()
    assert (again.status_code, again.content) == (201, first.content)
    assert house.version == before
    guest = Caller(house.http, again.json()["guestToken"])
    path = f"/api/v1/guest/sessions/{again.json()['sessionId']}/messages"
    assert (await guest.post(path, json=MESSAGE)).status_code == 201


async def test_a_guests_token_is_stored_nowhere(house: House) -> None:
    created = await house.http.post("/api/v1/guest/sessions", json={"departmentId": 1}, headers=KEY)
    token = created.json()["guestToken"]
    contents = [one.read_bytes() for one in house.folder.rglob("*") if one.is_file()]
    assert contents
    for written in (token.encode(), bytes.fromhex(token)):
        assert not any(written in content for content in contents)


async def test_a_key_is_not_stored_as_it_came(house: House) -> None:
    key = "contact of eva.kalinova@example.com"
    created = await house.http.post(
        "/api/v1/guest/sessions", json={"departmentId": 1}, headers={"Idempotency-Key": key}
    )
    again = await house.http.post("/api/v1/guest/sessions", json={"departmentId": 1}, headers={"Idempotency-Key": key})
    assert (created.status_code, again.json()) == (201, created.json())
    assert not any(b"kalinova" in one.read_bytes() for one in house.folder.rglob("*") if one.is_file())


async def test_a_guessable_key_is_refused_where_nobody_vouches_for_the_caller(house: House) -> None:
    answer = await house.http.post("/api/v1/guest/sessions", json={"departmentId": 1}, headers={"Idempotency-Key": "1"})
    assert (answer.status_code, list(answer.json())) == (400, ["Idempotency-Key"])


async def test_a_key_that_is_too_long_is_named(house: House) -> None:
    session_id, _, client = await house.talk()
    before = house.version
    answer = await client.post(said(house, session_id), json=MESSAGE, headers={"Idempotency-Key": "k" * 201})
    assert (answer.status_code, list(answer.json())) == (400, ["Idempotency-Key"])
    assert house.version == before
    answer = await client.post(said(house, session_id), json=MESSAGE, headers={"Idempotency-Key": "k" * 200})
    assert answer.status_code == 201


async def test_deleted_files_are_told_the_same_again(house: House) -> None:
    session_id, guest, client = await house.talk()
    file_id = (await guest.post(f"/api/v1/guest/sessions/{session_id}/files?name=a", content=b"x")).json()["fileId"]
    for _ in range(2):
        answer = await client.delete(f"/api/v1/Sessions/{session_id}/files", json={"fileIds": [file_id]}, headers=KEY)
        assert answer.json() == [{"fileId": file_id, "state": "REMOVED"}]


async def test_a_file_sent_again_is_stored_once(house: House) -> None:
    session_id, guest, _ = await house.talk()
    path = f"/api/v1/guest/sessions/{session_id}/files?name=a"
    first, again = [await guest.post(path, content=b"x", headers=KEY) for _ in range(2)]
    assert (again.status_code, again.content) == (201, first.content)
    assert len(await house.blobs.keys()) == 1
