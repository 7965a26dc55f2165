"""One session as the Public API tells it."""

import json
from pathlib import Path

import msgspec
import pytest

from hovorna.api import ApiSettings
from hovorna.contract.session_model import SessionModel
from tests.api.house import House

PATH = "/api/v1/Sessions"

#: One null here fails a client's whole list.
NEVER_NULL = ("channel", "source", "status", "avSupport", "guestLeftSession", "created", "enteredQueue", "autoAccepted")


async def test_every_key_is_there_and_what_clients_need_is_never_null(house: House) -> None:
    session_id, client = await house.closed()
    session = (await client.get(f"{PATH}/{session_id}")).json()
    assert list(session) == [field.encode_name for field in msgspec.structs.fields(SessionModel)]
    assert all(session[name] is not None for name in NEVER_NULL)
    assert session["guest"]["os"] == session["guest"]["browser"] == "OTHER"
    assert session["enteredQueue"] == session["created"] == "2026-03-02T09:00:00Z"
    assert (session["length"], session["waited"]) == ("PT1M", "PT0S")
    assert session["id"] < 2**31


async def test_an_unknown_session_is_404_without_a_body(house: House) -> None:
    client = await house.caller()
    for path in ("", "/routingHistory", "/durations", "/events", "/callparams"):
        answer = await client.get(f"{PATH}/4711{path}")
        assert (answer.status_code, answer.content) == (404, b"")
        assert answer.headers["hovorna-code"] == "session_unknown"


async def test_download_addresses_are_absolute_and_built_when_answering(house: House, tmp_path: Path) -> None:
    session_id, guest, client = await house.talk()
    path = f"/api/v1/guest/sessions/{session_id}"
    file_id = (await guest.post(f"{path}/files?name=a.txt", content=b"x")).json()["fileId"]
    await guest.post(f"{path}/messages", json={"text": "see http://desk.example and \u0001"})

    async def addresses(**headers: str) -> list[str]:
        session = (await client.get(f"{PATH}/{session_id}", headers=headers)).json()
        listed = (await client.get(PATH, headers=headers)).json()[0]
        assert session == listed
        return [one["file"]["downloadUrl"] for one in session["activities"] if one["file"]]

    there = f"/api/v1/Sessions/{session_id}/files/{file_id}"
    assert await addresses() == [f"http://desk.example{there}"]
    assert await addresses(Host="other.example:8080") == [f"http://other.example:8080{there}"]
    house.engine.stop()
    house.settings = ApiSettings(public_url="https://public.example")
    house.open()
    client.http = house.http
    assert await addresses(Host="other.example") == [f"https://public.example{there}"]


async def test_the_routing_history_is_a_timeline_oldest_first(house: House) -> None:
    session_id, client = await house.closed()
    history = (await client.get(f"{PATH}/{session_id}/routingHistory")).json()
    assert [one["activityType"] for one in history] == [
        "RoutingRequestCreated",
        "EnteredGroupQueue",
        "AssignedToOperator",
        "AcceptedByOperator",
        "LeftGroupQueue",
        "RoutingEnded",
    ]
    assert history[1]["group"] == {"id": 1, "name": "Support"}
    assert history[2]["operator"] == {"userId": house.eva, "firstName": "Eva", "lastName": "Malá"}
    assert len({one["routingRequestId"] for one in history}) == 1


async def test_a_session_never_routed_has_an_empty_history(house: House) -> None:
    session_id, _ = await house.guest(isRouted=False)
    answer = await (await house.caller()).get(f"{PATH}/{session_id}/routingHistory")
    assert answer.json() == []


async def test_durations_list_all_eight_with_both_ends(house: House) -> None:
    session_id, client = await house.closed()
    told = (await client.get(f"{PATH}/{session_id}/durations")).json()
    assert list(told) == ["sessionId", "asOf", "state", "since", "durations", "operators", "visits"]
    by_name = {one["name"]: one for one in told["durations"]}
    assert list(by_name) == ["CREATED", "IN_QUEUE", "WAITING", "BCW", "ACTIVE", "ACW", "RING", "PBX_TO_OPERATOR"]
    assert (by_name["ACTIVE"]["duration"], by_name["ACW"]["duration"]) == ("PT1M", "PT10S")
    assert by_name["RING"] == {"name": "RING", "duration": None, "visited": None, "from": None, "to": None}
    assert set(by_name["ACTIVE"]["from"]) == {"time", "version", "fact"}
    assert told["state"] == told["visits"][-1]["state"] == "CLOSED"
    assert told["visits"][-1]["to"] is None
    assert told["operators"][0]["acw"] == "PT10S"


async def test_durations_of_a_living_session_grow(house: House) -> None:
    session_id, _, client = await house.talk()
    house.pass_time(seconds=90, microseconds=500_000)
    told = (await client.get(f"{PATH}/{session_id}/durations")).json()
    assert told["asOf"] == "2026-03-02T09:01:30.500000Z"
    assert {one["name"]: one["visited"] for one in told["durations"]}["ACTIVE"] == "PT1M30.5S"


async def test_events_are_the_facts_of_the_session_without_personal_data(house: House) -> None:
    session_id, _ = await house.closed(message="Secret words", callParams={"name": "Anna"})
    client = await house.caller()
    answer = await client.get(f"{PATH}/{session_id}/events")
    events = answer.json()
    assert [one["version"] for one in events] == sorted(one["version"] for one in events)
    assert (events[0]["type"], events[-1]["type"]) == ("SessionCreated", "OperatorConcluded")
    assert set(events[0]) == {"version", "at", "type", "since", "claimed", "isDecided", "body"}
    offered = next(one for one in events if one["type"] == "OperatorOffered")
    assert offered["body"]["operatorId"] == house.eva
    assert offered["body"]["reasons"]["strategy"] == "longest_idle"
    assert "Secret" not in answer.text
    assert "Anna" not in answer.text


async def test_call_params_tell_their_source_and_date(house: House) -> None:
    session_id, _ = await house.guest(callParams={"Order": "5"})
    client = await house.caller()
    assert (await client.get(f"{PATH}/{session_id}/callparams")).json() == {
        "callParams": [
            {
                "name": "Order",
                "value": "5",
                "readOnly": False,
                "source": "ENTRY_FORM",
                "updatedDate": "2026-03-02T09:00:00Z",
            }
        ]
    }
    assert (await client.get(f"{PATH}/{session_id}")).json()["guest"]["callParams"] == {"Order": "5"}


async def test_text_of_any_kind_comes_back_as_it_was_sent(house: House) -> None:
    text = 'ěščř "quoted" \\ \u0001\u0002 \U0001f600 </script> \u2028'
    session_id, _ = await house.guest(message=text, callParams={text: text})
    client = await house.caller()
    session = json.loads((await client.get(f"{PATH}/{session_id}")).content)
    assert [one["text"] for one in session["activities"] if one["text"]] == [text]
    assert session["guest"]["callParams"] == {text: text}


@pytest.mark.parametrize("path", ["", "/routingHistory", "/durations", "/events", "/callparams"])
async def test_reads_go_on_while_nothing_can_be_written(
    house: House, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    session_id, client = await house.closed()
    house.engine.stop()
    assert (await client.get(f"{PATH}/{session_id}{path}")).status_code == 200
    assert (await client.get(PATH)).status_code == 200
