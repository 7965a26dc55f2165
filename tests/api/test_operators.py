"""The operator's side: presence, offers, and what is done in a session."""

from typing import Any

import msgspec
import pytest

from hovorna.domain.settings import GroupSettings, OperatorSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import StrategyName
from tests.api.house import OTHER_GROUP, Caller, House


def eva(house: House, path: str = "") -> str:
    return f"/api/v1/operators/{house.eva}{path}"


async def offers_of(house: House, client: Caller, operator: int | None = None) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/v1/operators/{operator or house.eva}/offers")
    assert answer.status_code == 200
    return list(answer.json())


async def test_presence_and_work_stand_apart(house: House) -> None:
    session_id, _, client = await house.talk()
    assert (await client.put(eva(house, "/presence"), json={"Presence": "break", "breakId": 3})).status_code == 204
    assert (await client.get(eva(house))).json() == [
        {
            "userId": house.eva,
            "departmentId": house.department,
            "presence": "BREAK",
            "breakId": 3,
            "isConnected": True,
            "state": "ON_CALL",
            "sessionIds": [session_id],
            "offerIds": [],
        }
    ]


async def test_the_same_presence_again_changes_nothing(house: House) -> None:
    client = await house.caller()
    before = house.version
    assert (await client.put(eva(house, "/presence"), json={"presence": "ONLINE"})).status_code == 204
    assert house.version == before


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("presence", {}, "presence"),
        ("presence", {"presence": "ASLEEP"}, "presence"),
        ("presence", {"presence": "BREAK", "breakId": 0}, "breakId"),
        ("presence", {"presence": "ONLINE", "departmentId": 2}, "departmentId"),
        ("connection", {}, "isConnected"),
        ("connection", {"isConnected": "no"}, "isConnected"),
    ],
)
async def test_a_bad_presence_is_named(house: House, path: str, body: Any, field: str) -> None:
    client = await house.caller()
    before = house.version
    answer = await client.put(eva(house, f"/{path}"), json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert house.version == before


async def test_an_operator_without_a_department_is_told_so(house: House) -> None:
    client = await house.caller()
    await client.put(f"/api/v1/Users/{house.eva}/departments", json={"departments": []})
    answer = await client.put(eva(house, "/connection"), json={"isConnected": True})
    assert answer.json() == {"departmentId": "Must be one of the operator's departments: none."}


async def test_a_disconnected_operator_loses_offers_after_a_while(house: House) -> None:
    await house.guest()
    client = await house.caller()
    assert (await client.put(eva(house, "/connection"), json={"isConnected": False})).status_code == 204
    assert (await client.get(eva(house))).json()[0]["state"] == "DISCONNECTED"
    house.pass_time(seconds=21)
    await client.put(eva(house, "/connection"), json={"isConnected": False})
    assert await offers_of(house, client) == []
    assert (await client.put(eva(house, "/connection"), json={"isConnected": True})).status_code == 204
    assert len(await offers_of(house, client)) == 1


async def test_an_offer_tells_until_when_and_why(house: House) -> None:
    session_id, _ = await house.guest()
    client = await house.caller()
    [offer] = await offers_of(house, client)
    assert offer == {
        "offerId": offer["offerId"],
        "sessionId": session_id,
        "departmentId": house.department,
        "routingRequestId": offer["routingRequestId"],
        "operatorGroupId": 1,
        "channel": "Chat",
        "source": "Default",
        "offered": "2026-03-02T09:00:00Z",
        "deadline": "2026-03-02T09:00:30Z",
        "isExpired": False,
        "isRinging": False,
        "reasons": offer["reasons"],
    }
    assert offer["reasons"]["strategy"] == "longest_idle"
    assert [one["userId"] for one in offer["reasons"]["candidates"]] == [house.eva]
    assert [house.petr] in offer["reasons"]["notEligible"].values()
    assert await offers_of(house, client, house.petr) == []


async def test_an_expired_offer_is_still_live_without_a_deadline(house: House) -> None:
    await house.guest()
    client = await house.caller()
    house.pass_time(seconds=31)
    await client.put(eva(house, "/presence"), json={"presence": "ONLINE"})
    [offer] = await offers_of(house, client)
    assert (offer["isExpired"], offer["deadline"]) == (True, None)
    assert offer["offered"] == "2026-03-02T09:00:00Z"
    assert (await client.post(eva(house, f"/offers/{offer['offerId']}/accept"))).status_code == 200


async def test_an_offer_that_is_gone_is_refused_however_late(house: House) -> None:
    _, guest = await house.guest()
    client = await house.caller()
    [offer] = await offers_of(house, client)
    await guest.post(f"/api/v1/guest/sessions/{offer['sessionId']}/leave")
    before = house.version
    for deed in ("accept", "reject", "ring"):
        answer = await client.post(eva(house, f"/offers/{offer['offerId']}/{deed}"))
        assert (answer.status_code, answer.headers["hovorna-code"]) == (409, "offer_gone")
        assert list(answer.json()) == ["status"]
    assert house.version == before


async def test_an_offer_of_somebody_else_can_not_be_accepted(house: House) -> None:
    await house.guest()
    client = await house.caller()
    [offer] = await offers_of(house, client)
    answer = await client.post(f"/api/v1/operators/{house.petr}/offers/{offer['offerId']}/accept")
    assert (answer.status_code, answer.headers["hovorna-code"]) == (409, "offer_gone")


async def test_a_rejected_offer_goes_to_the_next_operator(house: House) -> None:
    await house.guest()
    client = await house.caller()
    await client.put(f"/api/v1/operators/{house.petr}/presence", json={"presence": "ONLINE"})
    [offer] = await offers_of(house, client)
    assert (await client.post(eva(house, f"/offers/{offer['offerId']}/reject"))).status_code == 204
    assert await offers_of(house, client) == []
    assert len(await offers_of(house, client, house.petr)) == 1


async def test_a_phone_rings_before_it_is_answered(house: House) -> None:
    session_id, _ = await house.guest(source="IncomingCall")
    client = await house.caller()
    [offer] = await offers_of(house, client)
    assert (await client.post(eva(house, f"/offers/{offer['offerId']}/ring"))).status_code == 204
    [ringing] = await offers_of(house, client)
    assert (ringing["isRinging"], ringing["deadline"]) == (True, "2026-03-02T09:00:15Z")
    answer = await client.post(eva(house, f"/offers/{offer['offerId']}/accept"))
    assert answer.json() == {"sessionId": session_id}
    for deed in ("hold", "resume"):
        assert (await client.post(eva(house, f"/sessions/{session_id}/{deed}"))).status_code == 204
    session = (await client.get(f"/api/v1/Sessions/{session_id}")).json()
    assert [one["type"] for one in session["activities"][-2:]] == ["OnHold", "ResumeGuest"]


async def test_a_chat_can_not_be_held(house: House) -> None:
    session_id, _, client = await house.talk()
    answer = await client.post(eva(house, f"/sessions/{session_id}/hold"))
    assert (answer.status_code, list(answer.json())) == (400, ["channel"])


async def test_an_operators_sessions_are_those_not_concluded(house: House) -> None:
    session_id, guest, client = await house.talk()
    [mine] = (await client.get(eva(house, "/sessions"))).json()
    assert mine == (await client.get(f"/api/v1/Sessions/{session_id}")).json()
    await guest.post(f"/api/v1/guest/sessions/{session_id}/leave")
    assert [one["status"] for one in (await client.get(eva(house, "/sessions"))).json()] == ["ACW"]
    assert (await client.post(eva(house, f"/sessions/{session_id}/conclude"))).status_code == 204
    assert (await client.get(eva(house, "/sessions"))).json() == []


@pytest.mark.parametrize("deed", ["leave", "conclude", "join"])
async def test_a_deed_that_the_state_does_not_allow_is_409_and_changes_nothing(house: House, deed: str) -> None:
    session_id, client = await house.closed()
    before = house.version
    answer = await client.post(eva(house, f"/sessions/{session_id}/{deed}"))
    assert answer.status_code == 409
    assert answer.headers["hovorna-code"] in ("operator_not_in_session", "move_refused")
    assert house.version == before


async def test_a_user_who_is_no_operator_is_404(house: House) -> None:
    clerk = house.store.accounts.add_user(house.company_id, house.department, "clerk", "", "").id
    session_id, _, client = await house.talk()
    answer = await client.post(f"/api/v1/operators/{clerk}/sessions/{session_id}/conclude")
    assert (answer.status_code, answer.headers["hovorna-code"]) == (404, "operator_unknown")
    assert (await client.get(f"/api/v1/operators/{clerk}")).json() == []
    assert (await client.get("/api/v1/operators/99")).status_code == 404


async def test_an_operator_of_two_departments_names_one_and_finds_the_offers_of_both(house: House) -> None:
    second = house.store.accounts.add_department(house.company_id, "Second").id
    house.engine.stop()
    house.open()
    house.store.accounts.change_user(
        house.eva, lambda user: msgspec.structs.replace(user, departments={**user.departments, second: frozenset()})
    )
    house.do(c.ConfigureOperator(OperatorSettings(house.eva)), department=second)
    client = await house.caller()
    answer = await client.put(eva(house, "/presence"), json={"presence": "ONLINE"})
    assert (answer.status_code, list(answer.json())) == (400, ["departmentId"])
    answer = await client.put(eva(house, "/presence"), json={"presence": "ONLINE", "departmentId": second})
    assert answer.status_code == 204
    assert [one["departmentId"] for one in (await client.get(eva(house))).json()] == [house.department, second]
    answer = await client.post("/api/v1/guest/sessions", json={})
    assert (answer.status_code, list(answer.json())) == (400, ["departmentId"])
    there = {"source": "Invitation", "operatorUserId": house.eva, "departmentId": second}
    for body in (there, {"departmentId": house.department}):
        assert (await client.post("/api/v1/guest/sessions", json=body)).status_code == 201
    for offer in await offers_of(house, client):
        assert (await client.post(eva(house, f"/offers/{offer['offerId']}/accept"))).status_code == 200
    assert len((await client.get(eva(house, "/sessions"))).json()) == 2
    assert (await client.post(eva(house, "/offers/1/accept"))).status_code == 409


async def test_an_outgoing_call_is_dialled_and_answered(house: House) -> None:
    session_id, _ = await house.guest(source="OutgoingCall", operatorUserId=house.eva, phoneNumber="+420123")
    client = await house.caller()
    assert (await client.post(eva(house, f"/sessions/{session_id}/dial"), json={})).status_code == 204
    for state, status in (("ringing", "BCW"), ("ANSWERED", "ACTIVE")):
        house.pass_time(seconds=5)
        answer = await client.post(f"/api/v1/calls/{session_id}/dial-result", json={"state": state})
        assert answer.status_code == 204
        assert await house.status(session_id) == status
    session = (await client.get(f"/api/v1/Sessions/{session_id}")).json()
    assert (session["outboundDialResult"], session["phoneCallbackNumber"]) == ("ANSWERED", "+420123")
    answer = await client.post(f"/api/v1/calls/{session_id}/dial-result", json={"state": "ANSWERED"})
    assert answer.status_code == 409


async def test_a_predictive_call_is_dialled_by_the_system_and_routed_when_answered(house: House) -> None:
    session_id, _ = await house.guest(source="Campaign", campaignKind="Predictive", phoneNumber="+420123")
    client = await house.caller()
    assert (await client.post(f"/api/v1/calls/{session_id}/dial", json={})).status_code == 204
    assert await house.status(session_id) == "CREATED"
    await client.post(f"/api/v1/calls/{session_id}/dial-result", json={"state": "ANSWERED"})
    assert await house.status(session_id) == "WAITING"


async def test_a_two_way_call_begins_when_the_operators_telephone_is_answered(house: House) -> None:
    session_id, _ = await house.guest(
        source="OutgoingCall", operatorUserId=house.eva, operatorJoinsLater=True, phoneNumber="+420123"
    )
    assert await house.status(session_id) == "CREATED"
    client = await house.caller()
    assert (await client.post(eva(house, f"/sessions/{session_id}/join"))).status_code == 204
    assert await house.status(session_id) == "BCW"


async def test_a_forward_to_a_number_is_over_when_that_answers(house: House) -> None:
    session_id, _, client = await house.talk(source="IncomingCall")
    body = {"phoneNumber": "+420999", "note": "urgent"}
    assert (await client.post(eva(house, f"/sessions/{session_id}/forward"), json=body)).status_code == 204
    assert await house.status(session_id) == "ACTIVE"
    answer = await client.post(f"/api/v1/calls/{session_id}/forward-result", json={"state": "ANSWERED"})
    assert answer.status_code == 204
    assert await house.status(session_id) == "ACW"
    history = (await client.get(f"/api/v1/Sessions/{session_id}/routingHistory")).json()
    assert history[-1]["phoneNumber"] == "+420999"


async def test_who_forwards_may_keep_the_after_call_work(house: House) -> None:
    session_id, _, client = await house.talk()
    body = {"operatorGroupId": OTHER_GROUP, "keepsAcw": True}
    assert (await client.post(eva(house, f"/sessions/{session_id}/forward"), json=body)).status_code == 204
    [operator] = (await client.get(f"/api/v1/Sessions/{session_id}")).json()["operators"]
    assert operator["left"] is not None
    assert operator["concluded"] is None


async def test_a_colleague_is_invited_and_the_invitation_taken_back(house: House) -> None:
    session_id, _, client = await house.talk()
    await client.put(f"/api/v1/operators/{house.jana}/presence", json={"presence": "ONLINE"})
    path = eva(house, f"/sessions/{session_id}/invitations")
    answer = await client.post(path, json={"userId": house.jana})
    assert answer.status_code == 201
    request = answer.json()["routingRequestId"]
    [offer] = await offers_of(house, client, house.jana)
    assert offer["routingRequestId"] == request
    assert (await client.delete(f"{path}/{request}")).status_code == 204
    assert await offers_of(house, client, house.jana) == []
    answer = await client.delete(f"{path}/{request}")
    assert (answer.status_code, list(answer.json())) == (400, ["requestId"])


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("forward", {}, ["operatorGroupId", "userId", "phoneNumber"]),
        ("forward", {"operatorGroupId": 1, "phoneNumber": "1"}, ["operatorGroupId", "phoneNumber"]),
        ("forward", {"operatorGroupId": 99}, ["operatorGroupId"]),
        ("invitations", {}, ["operatorGroupId", "userId"]),
        ("invitations", {"userId": 99}, ["userId"]),
        ("messages", {"text": "x" * 10_001}, ["text"]),
        ("dial", {"number": "1" * 41}, ["number"]),
        ("ban", {"reason": "x" * 10_001}, ["reason"]),
    ],
)
async def test_what_can_not_be_done_is_named_and_changes_nothing(
    house: House, path: str, body: Any, fields: list[str]
) -> None:
    session_id, _, client = await house.talk()
    before = house.version
    answer = await client.post(eva(house, f"/sessions/{session_id}/{path}"), json=body)
    assert (answer.status_code in (400, 404), list(answer.json())) == (True, fields)
    assert house.version == before


async def test_operators_have_notes_of_their_own(house: House) -> None:
    session_id, client = await house.closed()
    answer = await client.put(eva(house, f"/sessions/{session_id}/note"), json={"note": "Mine"})
    assert answer.status_code == 204
    await client.put(f"/api/v1/Sessions/{session_id}/note", json={"note": "Of the API"})
    session = (await client.get(f"/api/v1/Sessions/{session_id}")).json()
    assert session["operators"][0]["note"] == "Mine"
    answer = await client.put(f"/api/v1/operators/{house.petr}/sessions/{session_id}/note", json={"note": "x"})
    assert (answer.status_code, answer.headers["hovorna-code"]) == (409, "operator_not_in_session")


async def test_a_banned_guest_is_out_at_once(house: House) -> None:
    session_id, guest, client = await house.talk()
    answer = await client.post(eva(house, f"/sessions/{session_id}/ban"), json={"reason": "rude"})
    assert answer.status_code == 204
    session = (await client.get(f"/api/v1/Sessions/{session_id}")).json()
    assert (session["status"], session["blacklisted"]) == ("BLACKLISTED", True)
    assert (await guest.post(f"/api/v1/guest/sessions/{session_id}/messages", json={"text": "x"})).status_code == 409


async def test_an_operators_file_reaches_the_guest(house: House) -> None:
    session_id, guest, client = await house.talk()
    answer = await client.post(eva(house, f"/sessions/{session_id}/files?name=offer.pdf"), content=b"%PDF")
    assert answer.status_code == 201
    shared = (await guest.get(f"/api/v1/guest/sessions/{session_id}/activities")).json()["activities"][-1]
    assert (shared["client"], shared["userId"]) == ("User", house.eva)
    assert (await guest.get(shared["file"]["downloadUrl"])).content == b"%PDF"


async def test_two_operators_who_answer_at_once_get_one_session(house: House) -> None:
    house.do(c.ConfigureGroup(GroupSettings(id=1, name="Support", strategy=StrategyName.WHOLE_GROUP)))
    client = await house.caller()
    await client.put(f"/api/v1/operators/{house.petr}/presence", json={"presence": "ONLINE"})
    await house.guest()
    both = (house.eva, house.petr)
    answers = [(one, offer["offerId"]) for one in both for offer in await offers_of(house, client, one)]
    assert len(answers) == 2
    statuses = [
        (await client.post(f"/api/v1/operators/{operator}/offers/{offer}/accept")).status_code
        for operator, offer in answers
    ]
    assert sorted(statuses) == [200, 409]
