"""Invitations: numbers with which guests reach one operator."""

import asyncio
from typing import Any

import pytest

from hovorna.api import ApiSettings
from hovorna.application.people_invitations import invitations
from hovorna.application.roles import Right
from hovorna.domain.vocabulary import Source
from tests.api.house import Caller, House, Json
from tests.api.logged_in import logged_in

INVITATIONS = "/api/v1/Users/invitations"
GUESTS = "/api/v1/guest/sessions"


async def invite(house: House, caller: Caller, **more: Json) -> Json:
    body = {"operatorId": house.eva, "departmentId": house.department, **more}
    answer = await caller.post(INVITATIONS, json=body)
    assert answer.status_code == 201, answer.text
    [made] = [one for one in (await caller.get(INVITATIONS)).json() if one["id"] == answer.json()["id"]]
    assert answer.json() == {"url": made["url"], "id": made["id"]}
    return made


async def enter(house: House, number: str, **more: Json) -> Any:
    headers = more.pop("headers", {})
    return await house.http.post(GUESTS, json={"invitationNumber": number, **more}, headers=headers)


async def test_an_invitation_has_a_number_and_an_address(house: House) -> None:
    caller = await house.caller()
    made = await invite(house, caller)
    assert len(made["number"]) == 10
    assert made["number"].isdecimal()
    assert made == {
        "id": 1,
        "url": f"http://desk.example/invitation/{made['number']}",
        "number": made["number"],
        "operatorId": house.eva,
        "departmentId": house.department,
        "created": "2026-03-02T09:00:00Z",
        "validUntil": None,
        "isOneOff": False,
        "used": None,
        "isRevoked": False,
    }
    again = await invite(house, caller)
    assert again["number"] != made["number"]


async def test_a_guest_who_enters_the_number_reaches_that_operator(house: House) -> None:
    caller = await house.caller()
    for operator_id in (house.eva, house.petr):
        await caller.put(f"/api/v1/operators/{operator_id}/presence", json={"presence": "ONLINE"})
    number = (await invite(house, caller, operatorId=house.petr))["number"]
    answers = [await enter(house, f" {number[:5]} {number[5:]}", guest={"language": "cs"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    session_id = answers[1].json()["sessionId"]
    session = (await caller.get(f"/api/v1/Sessions/{session_id}")).json()
    assert (session["source"], session["directCallNumber"], session["status"]) == ("Invitation", number, "WAITING")
    offers = (await caller.get(f"/api/v1/operators/{house.petr}/offers")).json()
    assert session_id in [one["sessionId"] for one in offers]
    assert (await caller.get(f"/api/v1/operators/{house.eva}/offers")).json() == []


async def test_a_telephone_system_enters_numbers_for_guests(house: House) -> None:
    caller = await house.caller()
    number = (await invite(house, caller))["number"]
    answer = await caller.post(GUESTS, json={"invitationNumber": number, "source": "invitation"})
    assert answer.status_code == 201
    stranger = await house.caller(client=house.other_client)
    answer = await stranger.post(GUESTS, json={"invitationNumber": number})
    assert (answer.status_code, list(answer.json())) == (400, ["invitationNumber"])


async def test_a_number_that_is_nobodys_is_refused(house: House) -> None:
    before = house.version
    for number in ("1234567890", "0", "x"):
        answer = await enter(house, number)
        assert (answer.status_code, list(answer.json())) == (400, ["invitationNumber"])
    assert house.version == before


async def test_an_invitation_that_was_withdrawn_is_over(house: House) -> None:
    caller = await house.caller()
    made = await invite(house, caller)
    for _ in range(2):
        assert (await caller.delete(f"{INVITATIONS}/{made['id']}")).status_code == 204
    before = house.version
    answer = await enter(house, made["number"])
    assert (answer.status_code, answer.headers["hovorna-code"]) == (410, "invitation_over")
    assert answer.json() == {"invitationNumber": "The invitation was withdrawn."}
    assert house.version == before
    [shown] = (await caller.get(INVITATIONS)).json()
    assert shown["isRevoked"] is True


async def test_an_invitation_holds_until_its_end(house: House) -> None:
    number = (await invite(house, await house.caller(), validUntil="2026-03-02T10:00:00Z"))["number"]
    house.pass_time(minutes=60)
    assert (await enter(house, number)).status_code == 201
    house.pass_time(seconds=1)
    answer = await enter(house, number)
    assert (answer.status_code, answer.json()) == (410, {"invitationNumber": "The invitation has expired."})


async def test_a_one_off_is_used_up_by_its_first_session(house: House) -> None:
    caller = await house.caller()
    number = (await invite(house, caller, isOneOff=True))["number"]
    answers = await asyncio.gather(*(enter(house, number) for _ in range(3)))
    assert sorted(one.status_code for one in answers) == [201, 410, 410]
    [shown] = (await caller.get(INVITATIONS)).json()
    assert shown["used"] == "2026-03-02T09:00:00Z"


async def test_the_same_request_again_gets_the_session_of_its_one_off(house: House) -> None:
    number = (await invite(house, await house.caller(), isOneOff=True))["number"]
    key = {"Idempotency-Key": "0123456789abcdef"}
    answers = [await enter(house, number, headers=key) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json()["sessionId"] == answers[1].json()["sessionId"]
    assert (await enter(house, number, headers={"Idempotency-Key": "fedcba9876543210"})).status_code == 410
    # Another request under the same key is refused, and gives nothing back.
    assert (await enter(house, number, headers=key, message="hello")).status_code == 422
    assert (await enter(house, number)).status_code == 410


async def test_a_one_off_that_began_nothing_still_holds(house: House) -> None:
    caller = await house.caller()
    number = (await invite(house, caller, isOneOff=True))["number"]
    # The rules refuse it: it names a rule set that there is not.
    assert (await enter(house, number, routingRuleSetId=99)).status_code == 404
    [shown] = (await caller.get(INVITATIONS)).json()
    assert shown["used"] is None
    assert (await enter(house, number)).status_code == 201


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"source": "Facebook"}, "source"),
        ({"departmentId": 2}, "departmentId"),
        ({"operatorUserId": 2}, "operatorUserId"),
        ({"channel": "Phone"}, "channel"),
        ({"invitationNumber": ""}, "invitationNumber"),
        ({"invitationNumber": "1" * 41}, "invitationNumber"),
    ],
)
async def test_what_does_not_go_with_the_number_is_named(house: House, more: Json, field: str) -> None:
    number = (await invite(house, await house.caller()))["number"]
    before = house.version
    answer = await house.http.post(GUESTS, json={"invitationNumber": number, **more})
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert house.version == before


async def test_the_invitations_of_who_left_are_over(house: House) -> None:
    caller = await house.caller()
    number = (await invite(house, caller))["number"]
    await caller.put(f"/api/v1/Users/{house.eva}/enabled", json={"isEnabled": False})
    before = house.version
    answer = await enter(house, number)
    assert (answer.status_code, list(answer.json())) == (410, ["invitationNumber"])
    assert house.version == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "operatorId"),
        ({"operatorId": 1}, "departmentId"),
        ({"operatorId": 99, "departmentId": 1}, "operatorId"),
        ({"operatorId": 4, "departmentId": 1}, "operatorId"),
        ({"operatorId": 1, "departmentId": 99}, "departmentId"),
        ({"operatorId": 1, "departmentId": 2}, "departmentId"),
        ({"operatorId": "x", "departmentId": 1}, "operatorId"),
        ({"operatorId": 1, "departmentId": 1, "validUntil": "2026-03-02T09:00:00Z"}, "validUntil"),
        ({"operatorId": 1, "departmentId": 1, "isOneOff": 1}, "isOneOff"),
    ],
)
async def test_a_bad_invitation_is_named(house: House, body: Json, field: str) -> None:
    caller = await house.caller()
    answer = await caller.post(INVITATIONS, json=body)
    assert answer.status_code == 400
    assert field in answer.json()
    assert (await caller.get(INVITATIONS)).json() == []


async def test_people_have_their_own_invitations(house: House) -> None:
    eva, petr = logged_in(house, house.eva), logged_in(house, house.petr)
    made = await invite(house, eva)
    body = {"operatorId": house.eva, "departmentId": house.department}
    assert (await petr.post(INVITATIONS, json=body)).status_code == 403
    assert (await petr.get(INVITATIONS)).json() == []
    assert (await petr.delete(f"{INVITATIONS}/{made['id']}")).status_code == 403
    assert (await eva.delete(f"{INVITATIONS}/{made['id']}")).status_code == 204
    assert (await (await house.caller(Right.OPERATE)).delete(f"{INVITATIONS}/{made['id']}")).status_code == 204


async def test_another_companys_invitation_is_as_good_as_none(house: House) -> None:
    made = await invite(house, await house.caller())
    stranger = await house.caller(client=house.other_client)
    assert (await stranger.get(INVITATIONS)).json() == []
    for number in (made["id"], 99):
        answer = await stranger.delete(f"{INVITATIONS}/{number}")
        assert (answer.status_code, answer.content) == (404, b"")
    assert (await enter(house, made["number"])).status_code == 201


async def test_guessing_is_slowed_down(house: House) -> None:
    house.engine.stop()
    house.settings = ApiSettings(guests_per_minute=3)
    house.open()
    statuses = [(await enter(house, str(number))).status_code for number in range(5)]
    assert statuses == [400, 400, 400, 429, 429]


async def test_an_invitations_session_waits_for_an_operator_who_is_away(house: House) -> None:
    caller = await house.caller()
    number = (await invite(house, caller, operatorId=house.petr))["number"]
    session_id = (await enter(house, number)).json()["sessionId"]
    assert await house.status(session_id) == "IN_QUEUE"
    await caller.put(f"/api/v1/Users/{house.petr}/operatorState", json={"stateKind": "ONLINE"})
    assert await house.status(session_id) == "WAITING"
    assert (await caller.get(f"/api/v1/Sessions/{session_id}")).json()["source"] == Source.INVITATION


async def test_numbers_are_unique_in_the_whole_store(house: House) -> None:
    caller = await house.caller()
    numbers = {(await invite(house, caller))["number"] for _ in range(20)}
    book = invitations(house.store.accounts.register)
    assert len(numbers) == len({one.number for one in book.all()}) == 20
