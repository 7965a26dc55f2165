import json

import msgspec

from hovorna.contract.durations_view import view_of
from hovorna.domain.session import fold
from hovorna.domain.session.durations import times_of
from tests.unit.domain.session_facts import Story, after, plain_chat


def answer(story: Story, as_of: float = 1000) -> dict[str, object]:
    view = view_of(times_of(fold.fold(story.facts), after(as_of)))
    told = json.loads(msgspec.json.encode(view))
    assert isinstance(told, dict)
    return told


def test_a_duration_carries_its_length_on_the_wire_and_both_ends() -> None:
    durations = answer(plain_chat())["durations"]
    assert isinstance(durations, list)
    assert durations[4] == {
        "name": "ACTIVE",
        "duration": "PT5M",
        "visited": "PT5M",
        "from": {"time": "2026-03-02T09:00:20Z", "version": 5, "fact": "OfferAccepted"},
        "to": {"time": "2026-03-02T09:05:20Z", "version": 8, "fact": "OperatorLeft"},
    }


def test_what_has_no_value_is_written_as_null() -> None:
    durations = answer(Story())["durations"]
    assert isinstance(durations, list)
    assert durations[6] == {"name": "RING", "duration": None, "visited": None, "from": None, "to": None}


def test_the_last_visit_is_open_and_tells_what_brought_the_session_there() -> None:
    told = answer(plain_chat())
    visits = told["visits"]
    assert isinstance(visits, list)
    assert visits[-1] == {"state": "CLOSED", "from": "2026-03-02T09:05:50Z", "to": None, "reason": "OperatorConcluded"}
    assert [visit["state"] for visit in visits] == ["CREATED", "IN_QUEUE", "WAITING", "ACTIVE", "ACW", "CLOSED"]
    assert (told["state"], told["since"], told["sessionId"]) == ("CLOSED", "2026-03-02T09:05:50Z", 7)


def test_each_joining_tells_its_own_queue_time_and_after_call_work() -> None:
    operators = answer(plain_chat())["operators"]
    assert isinstance(operators, list)
    (row,) = operators
    assert (row["userId"], row["queue"], row["acw"]) == (31, "PT8S", "PT30S")
    assert row["queueFrom"]["fact"] == "OperatorOffered"
    assert row["acwTo"]["fact"] == "OperatorConcluded"
