"""Facts as the API tells them."""

from datetime import UTC, datetime, timedelta

import msgspec

from hovorna.contract.session_events import log_event_of, session_event_of
from hovorna.domain.facts import Fact, GroupConfigured, OfferReasons, OperatorOffered, RoutingRequested, SessionCreated
from hovorna.domain.facts.routing import Candidate
from hovorna.domain.settings import GroupSettings
from hovorna.domain.vocabulary import Channel, RequestKind, Source

NOW = datetime(2026, 3, 2, 9, 0, 0, 250_000, tzinfo=UTC)


def test_names_and_durations_are_those_of_the_api() -> None:
    body = RoutingRequested(RequestKind.ENTRY, NOW, rule_set_id=3, head_start=timedelta(seconds=90))
    event = session_event_of(Fact(7, NOW, 5, body))
    assert msgspec.to_builtins(event) == {
        "version": 7,
        "at": "2026-03-02T09:00:00.250000Z",
        "type": "RoutingRequested",
        "since": None,
        "claimed": None,
        "isDecided": True,
        "body": {"kind": "entry", "arrival": "2026-03-02T09:00:00.250000Z", "ruleSetId": 3, "headStart": "PT1M30S"},
    }


def test_what_is_nested_is_told_in_the_same_way() -> None:
    reasons = OfferReasons("longest_idle", (Candidate(4, 1.5),), {"no_slot": (5,)})
    body = session_event_of(Fact(8, NOW, 5, OperatorOffered(7, 4, reasons=reasons))).body
    told = {"strategy": "longest_idle", "candidates": [[4, 1.5]], "notEligible": {"noSlot": [5]}}
    assert body == {"requestId": 7, "operatorId": 4, "reasons": told}


def test_a_line_of_the_log_says_whose_it_is() -> None:
    created = SessionCreated(Channel.CHAT, Source.DEFAULT)
    since, claimed = NOW - timedelta(minutes=1), NOW - timedelta(minutes=2)
    told = msgspec.to_builtins(log_event_of(Fact(7, NOW, 5, created, is_decided=False, since=since, claimed=claimed)))
    assert list(told) == ["version", "at", "type", "since", "claimed", "isDecided", "body", "sessionId"]
    assert (told["sessionId"], told["isDecided"]) == (5, False)
    assert (told["since"], told["claimed"]) == ("2026-03-02T08:59:00.250000Z", "2026-03-02T08:58:00.250000Z")


def test_a_fact_about_the_department_is_of_no_session() -> None:
    event = log_event_of(Fact(1, NOW, 0, GroupConfigured(GroupSettings(1, "Sales"))))
    assert event.session_id is None
    assert event.body == {"group": {"id": 1, "name": "Sales", **_rest(event.body)}}


def _rest(body: dict[str, object]) -> dict[str, object]:
    group = body["group"]
    assert isinstance(group, dict)
    assert group["acceptTimeout"] == "PT30S"
    return {name: value for name, value in group.items() if name not in ("id", "name")}
