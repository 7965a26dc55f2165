"""Two real queue logs: a lab's, and four days of a support team's."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from hovorna.domain.session.durations import length, waited
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import (
    Channel,
    OperatorStateKind,
    RoutingActivity,
    SessionStatus,
    Source,
    TerminationReason,
)
from tests.imports.imported import Imported, expected, import_into_memory, seconds, talk


@pytest.fixture(scope="module")
def lab(shared_data: Path) -> Imported:
    return import_into_memory("queue-log", shared_data / "queue-log-lab-2023" / "queue_log")


@pytest.fixture(scope="module")
def support(shared_data: Path) -> Imported:
    return import_into_memory("queue-log", shared_data / "queue-log-support-2018" / "queue_log")


def _of(imported: Imported, source: Source) -> list[Session]:
    return [session for session in imported.sessions if session.source is source]


def test_the_lab_had_eight_calls_of_which_two_were_answered(lab: Imported, shared_data: Path) -> None:
    figures = expected(shared_data / "queue-log-lab-2023")
    assert len(lab.sessions) == figures["calls"] == 8
    assert len(lab.answered) == figures["answered"] == 2
    assert sum(seconds(talk(session)) for session in lab.answered) == figures["talk_sum"] == 109
    ends = Counter(session.termination for session in lab.sessions)
    assert ends[TerminationReason.GUEST_ABANDONED] == figures["abandoned"]
    assert ends[TerminationReason.FAILED_ROUTING] == figures["timeout"]


def test_callers_of_the_lab_waited_as_long_as_its_log_says(lab: Imported, shared_data: Path) -> None:
    """The log's own hold times are rounded apart from its instants: a second at most."""
    figures = expected(shared_data / "queue-log-lab-2023")
    waits = [waited(one) for one in lab.sessions if one.termination is TerminationReason.GUEST_ABANDONED]
    told = [seconds(wait) for wait in waits if wait is not None]
    assert told == pytest.approx(figures["hold_abandoned"], abs=1)
    answered = [waited(one) for one in lab.answered]
    assert max(seconds(wait) for wait in answered if wait is not None) == figures["hold_answered_max"]


def test_the_labs_rings_are_offers(lab: Imported) -> None:
    assigned = [
        row for one in lab.sessions for row in one.history if row.activity is RoutingActivity.ASSIGNED_TO_OPERATOR
    ]
    assert len(assigned) == 2 + 2 + 1
    assert {user.user_name for user in lab.people.all} == {"PJSIP/400"}
    assert set(lab.engine.group_ids(1)) == {"Support", "sales"}


def test_every_row_of_the_lab_is_accounted_for(lab: Imported) -> None:
    assert lab.result.rows == 85
    assert lab.result.not_used == {"CONFIGRELOAD": 46, "QUEUESTART": 18}
    assert (lab.result.refused, lab.result.mended) == ([], {})


def test_support_had_13_calls_in_its_queue_and_dialled_30(support: Imported) -> None:
    incoming, outgoing = _of(support, Source.INCOMING_CALL), _of(support, Source.OUTGOING_CALL)
    assert (len(incoming), len(outgoing)) == (13, 30)
    assert all(session.started is not None for session in incoming)
    assert {(one.channel, one.status) for one in support.sessions} == {(Channel.PHONE, SessionStatus.CLOSED)}


def test_support_reached_18_of_the_numbers_it_dialled(support: Imported) -> None:
    outgoing = _of(support, Source.OUTGOING_CALL)
    reached = [session for session in outgoing if length(session) is not None]
    assert len(reached) == 18
    assert all(SessionStatus.BCW in [visit.state for visit in session.visits] for session in outgoing)
    ends = Counter(session.termination for session in outgoing)
    assert ends[TerminationReason.CALL_FORWARDED_TO_EXTERNAL_PHONE] == 1


def test_what_support_talked_is_what_its_log_says(support: Imported, shared_data: Path) -> None:
    lines = (shared_data / "queue-log-support-2018" / "queue_log").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines]
    dialled = sum(int(row[9]) for row in rows if row[4] == "OUTANSWER")
    outgoing = [length(session) or timedelta() for session in _of(support, Source.OUTGOING_CALL)]
    assert sum(outgoing, timedelta()) == timedelta(seconds=dialled)
    told = sum(int(row[6]) for row in rows if row[4].startswith("COMPLETE"))
    incoming = [talk(session) for session in _of(support, Source.INCOMING_CALL)]
    assert seconds(sum(incoming, timedelta())) == pytest.approx(told, abs=13)


def test_supports_log_ins_are_timelines(support: Imported) -> None:
    timeline = support.engine.timeline(support.people.id_of("Agent/1141"))
    told = [(at, kind) for at, kind in timeline if at.year == 2018]
    (logged_in, first), (logged_off, last) = told
    assert (first, last) == (OperatorStateKind.ONLINE, OperatorStateKind.OFFLINE)
    assert seconds(logged_off - logged_in) == 25_195


def test_every_row_of_support_is_accounted_for(support: Imported) -> None:
    assert support.result.rows == 157
    assert support.result.not_used == {"ADDMEMBER": 7, "CONFIGRELOAD": 9, "QUEUESTART": 5, "REMOVEMEMBER": 3}
    assert support.result.refused == []
    assert support.result.mended == {"ring_time_replaced": 1}
    assert support.result.reported == {"overlapping_services": 1}


def test_the_laws_hold_for_every_session(lab: Imported, support: Imported) -> None:
    assert lab.engine.violations() == []
    assert support.engine.violations() == []


def test_no_number_of_a_caller_is_in_a_fact(support: Imported) -> None:
    numbers = {value for (_, slot), value in support.engine.personal.items() if slot == "phone_callback_number"}
    assert len(numbers) > 15
    facts = "\n".join(map(repr, support.engine.facts))
    assert not [number for number in numbers if number is not None and len(number) > 6 and number in facts]


@pytest.mark.parametrize("name", ["lab-2023", "support-2018"])
def test_importing_again_changes_nothing(shared_data: Path, name: str) -> None:
    path = shared_data / f"queue-log-{name}" / "queue_log"
    imported = import_into_memory("queue-log", path)
    before = len(imported.engine.facts)
    again = imported.again("queue-log", path)
    assert (again.sessions, again.facts, len(imported.engine.facts)) == (0, 0, before)
    used = again.rows - sum(again.not_used.values())
    assert again.already == used
