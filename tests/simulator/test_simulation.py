"""A simulated contact centre: whole, lawful, and the same for a seed."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from hovorna.domain.vocabulary import OperatorStateKind
from hovorna.simulator import SimulationResult, simulate
from hovorna.simulator.guests import Contact

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

_IN_A_PROCESS_OF_ITS_OWN = """
from datetime import UTC, datetime, timedelta
from hovorna.simulator import simulate
from hovorna.simulator.guests import Contact
begin = datetime(2026, 3, 2, 9, tzinfo=UTC)
contacts = [Contact(begin + timedelta(seconds=20 * n), group="abc"[n % 3]) for n in range(200)]
print(simulate(5, 1, 3, contacts).log_sha256)
"""


@pytest.fixture(scope="module")
def two_days() -> SimulationResult:
    return simulate(seed=7, days=2, operators=8)


def test_every_contact_is_closed_and_counted_once(two_days: SimulationResult) -> None:
    assert 2200 < two_days.sessions < 2800
    assert two_days.offered == two_days.answered + two_days.abandoned == two_days.sessions
    assert two_days.answered > 0
    assert two_days.abandoned > 0


def test_no_law_is_broken(two_days: SimulationResult) -> None:
    assert two_days.violations == 0


def test_time_by_operator_is_the_time_of_the_simulation(two_days: SimulationResult) -> None:
    sums = {round(sum(one.states.values()), 3) for one in two_days.by_operator.values()}
    assert len(sums) == 1
    assert sums.pop() >= 2 * 86400 - 3600
    assert list(two_days.by_operator) == list(range(1, 9))


def test_talk_and_wrap_up_by_operator_sum_to_the_states(two_days: SimulationResult) -> None:
    operators = two_days.by_operator.values()
    assert sum(one.answered for one in operators) == two_days.answered
    assert sum(one.talk_seconds for one in operators) == pytest.approx(two_days.by_state["ACTIVE"])
    assert sum(one.acw_seconds for one in operators) == pytest.approx(two_days.by_state["ACW"])
    on_call = sum(one.states[OperatorStateKind.ON_CALL] for one in operators)
    assert on_call == pytest.approx(two_days.by_state["ACTIVE"])


def test_operators_work_shifts_and_take_breaks(two_days: SimulationResult) -> None:
    first = two_days.by_operator[1].states
    assert first[OperatorStateKind.OFFLINE] == pytest.approx(2 * 15.5 * 3600, rel=0.1)
    assert first[OperatorStateKind.BREAK] == pytest.approx(2 * 1800, rel=0.1)
    assert first[OperatorStateKind.AWAY] >= 2 * 1800


def test_the_same_seed_gives_the_same_log_and_another_seed_another() -> None:
    one, again, other = simulate(3, 1, 4), simulate(3, 1, 4), simulate(4, 1, 4)
    assert _lasting(one) == _lasting(again)
    assert one.log_sha256 != other.log_sha256


def _lasting(result: SimulationResult) -> SimulationResult:
    return msgspec.structs.replace(result, wall_seconds=0.0, facts_per_second=0.0)


def test_the_log_is_the_same_in_processes_that_hash_words_differently() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", _IN_A_PROCESS_OF_ITS_OWN],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert len(digests.pop().strip()) == 64


def test_other_staffing_meets_the_same_guests() -> None:
    few, many = simulate(9, 1, 3), simulate(9, 1, 30)
    assert few.sessions == many.sessions
    assert few.by_state["CREATED"] == many.by_state["CREATED"]
    assert few.answered < many.answered


def test_a_told_contact_is_served_for_as_long_as_it_tells() -> None:
    contacts = [Contact(MONDAY + timedelta(minutes=10 * n), service=timedelta(seconds=100)) for n in range(6)]
    result = simulate(1, 1, 4, contacts)
    assert result.answered == result.sessions == 6
    assert result.by_state["ACTIVE"] == 600.0


def test_contacts_after_the_last_day_stay_out() -> None:
    contacts = [Contact(MONDAY + timedelta(days=n), service=timedelta(seconds=5)) for n in range(4)]
    assert simulate(1, 3, 4, contacts).sessions == 3


def test_a_day_begins_at_midnight_of_the_place() -> None:
    late = datetime.fromisoformat("2026-03-02T00:30:00+05:00")
    contacts = [Contact(late), Contact(late + timedelta(hours=23))]
    assert simulate(1, 1, 4, contacts).sessions == 2


def test_without_contacts_there_is_nothing_to_count() -> None:
    result = simulate(1, 1, 2, [])
    assert (result.sessions, result.offered, result.violations) == (0, 0, 0)


def test_guests_who_wait_longer_than_a_queue_time_out_go_on_waiting() -> None:
    """Nobody works at six: the call comes back to the only group until somebody is there."""
    early = MONDAY.replace(hour=6)
    contact = Contact(early, service=timedelta(seconds=30), patience=timedelta(hours=3), group="Loans")
    result = simulate(1, 1, 1, [contact])
    assert result.answered == 1
    assert result.by_state["IN_QUEUE"] > 3500
