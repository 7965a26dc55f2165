"""17,456 real calls: the figures of the import are those of the source."""

import json
from collections import Counter, defaultdict
from datetime import timedelta
from pathlib import Path
from statistics import mean, median
from typing import Any

import pytest

from hovorna.domain.session.durations import DurationName, spans_of, time_in_states, waited
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import Channel, GuestLeftSession, SessionStatus, Source, TerminationReason
from tests.imports.imported import Imported, seconds, talk

pytestmark = pytest.mark.slow

UNKNOWN_AGENT = "NO_SERVER"


@pytest.fixture(scope="module")
def figures(bank_folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((bank_folder / "expected.json").read_text(encoding="utf-8"))
    return found


def _is_phantom(session: Session) -> bool:
    return session.started is None and session.termination is TerminationReason.UNKNOWN_REASON


def _offered(bank: Imported) -> list[Session]:
    return [session for session in bank.sessions if not _is_phantom(session)]


def test_every_row_is_one_closed_incoming_phone_call(bank: Imported, figures: dict[str, Any]) -> None:
    assert len(bank.sessions) == bank.result.sessions == bank.result.rows == figures["rows"] == 17_456
    assert bank.result.refused == []
    assert bank.result.already == 0
    assert {(one.channel, one.source, one.status) for one in bank.sessions} == {
        (Channel.PHONE, Source.INCOMING_CALL, SessionStatus.CLOSED)
    }


def test_service_times_come_out_exactly(bank: Imported, figures: dict[str, Any]) -> None:
    lengths = [seconds(talk(session)) for session in bank.answered]
    assert len(lengths) == figures["service"]["n"]
    assert sum(lengths) == figures["service"]["sum_s"]
    assert median(lengths) == figures["service"]["median_s"]


def test_offered_answered_and_abandoned_come_out(bank: Imported, figures: dict[str, Any]) -> None:
    abandoned = [one for one in bank.sessions if one.termination is TerminationReason.GUEST_ABANDONED]
    assert len(_offered(bank)) == figures["offered"]
    assert len(bank.answered) == figures["outcome"]["AGENT"]
    assert len(abandoned) == figures["outcome"]["HANG"]
    assert sum(map(_is_phantom, bank.sessions)) == figures["outcome"]["PHANTOM"]


def test_every_type_has_its_figures(bank: Imported, figures: dict[str, Any]) -> None:
    offered = Counter(bank.params(session)["bank_type"] for session in _offered(bank))
    lengths: dict[str, list[int]] = defaultdict(list)
    for session in bank.answered:
        lengths[bank.params(session)["bank_type"]].append(seconds(talk(session)))
    told = {
        group: {
            "offered": offered[group],
            "answered": len(lengths[group]),
            "abandoned": offered[group] - len(lengths[group]),
            "mean_service_s": round(mean(lengths[group]), 3),
        }
        for group in offered
    }
    assert told == figures["by_type"]


def test_a_routed_call_is_in_the_group_of_its_type(bank: Imported) -> None:
    routed = [session for session in bank.sessions if session.last_group_id is not None]
    assert len(routed) == len(bank.answered)
    assert all(bank.group_of(session) == bank.params(session)["bank_type"] for session in routed)


def test_every_agent_has_their_figures(bank: Imported, figures: dict[str, Any]) -> None:
    calls: Counter[str] = Counter()
    talked: Counter[str] = Counter()
    for session in bank.answered:
        calls[bank.operator_of(session)] += 1
        talked[bank.operator_of(session)] += seconds(talk(session))
    told = {agent: {"calls": calls[agent], "talk_s": talked[agent]} for agent in calls if agent != UNKNOWN_AGENT}
    assert told == figures["agents"]


def test_where_the_guests_left(bank: Imported, figures: dict[str, Any]) -> None:
    left = Counter(session.guest_left for session in bank.sessions)
    assert left[GuestLeftSession.LEFT_SESSION] == figures["outcome"]["AGENT"]
    assert left[GuestLeftSession.LEFT_BEFORE_QUEUE] == 1_023 + figures["outcome"]["PHANTOM"]
    assert left[GuestLeftSession.LEFT_QUEUE] == figures["outcome"]["HANG"] - 1_023


def test_what_was_mended_is_counted(bank: Imported) -> None:
    assert bank.result.mended == {
        "routing_moved_back": 5_737,
        "queue_exit_replaced": 5_493,
        "phantom_times_ignored": 143,
        "hang_service_ignored": 50,
        "service_times_missing": 25,
        "vru_exit_before_entry": 17,
        "midnight_crossed": 14,
        "queue_start_replaced": 3,
    }


def test_agents_in_two_services_at_once_are_told(bank: Imported) -> None:
    assert bank.result.reported == {"overlapping_services": 228}


def test_every_column_of_the_source_is_kept(bank: Imported, bank_folder: Path) -> None:
    lines = (bank_folder / "calls.tsv").read_text(encoding="utf-8").splitlines()
    names = ["bank_" + name.replace("+", "_") for name in lines[0].split("\t")]
    rows = Counter("\t".join(bank.params(session)[name] for name in names) for session in bank.sessions)
    assert rows == Counter(lines[1:])


def test_the_laws_hold_for_every_session(bank: Imported) -> None:
    assert bank.engine.violations() == []


def test_every_term_that_is_told_equals_the_visit_to_its_state(bank: Imported) -> None:
    for session in bank.sessions:
        visited = time_in_states(session, session.last_at)
        for name, span in spans_of(session).items():
            if span.length is not None and name not in (DurationName.RING, DurationName.PBX_TO_OPERATOR):
                assert span.length == visited.get(name, timedelta())


def test_waiting_is_told_from_routing_to_service(bank: Imported, figures: dict[str, Any]) -> None:
    """The source's queue time ends with the queue, ours with the service: seconds apart at most, on average."""
    waits = [waited(session) for session in bank.answered]
    told = [seconds(wait) for wait in waits if wait is not None]
    assert len(told) == len(bank.answered)
    assert mean(told) == pytest.approx(figures["mean_wait_answered_s"], abs=1)


def test_importing_again_changes_nothing(bank: Imported, bank_folder: Path) -> None:
    before = len(bank.engine.facts)
    again = bank.again("bank-calls", bank_folder / "calls.tsv")
    assert (again.rows, again.already, again.sessions, again.facts) == (17_456, 17_456, 0, 0)
    assert len(bank.engine.facts) == before
