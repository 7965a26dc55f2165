"""The virtual clock, the people on the floor, and those who watch it."""

import random
from datetime import UTC, datetime, timedelta

from hovorna.domain.facts import Fact, OperatorOffered, PresenceSet
from hovorna.domain.laws.violation import Law
from hovorna.domain.switchboard.commands import CreateSession, LeaveAsGuest
from hovorna.domain.switchboard.decide import decide
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import Cause, Presence, SessionStatus
from hovorna.simulator.agenda import Agenda
from hovorna.simulator.callers import CALL
from hovorna.simulator.department import commands_for
from hovorna.simulator.figures import Figures
from hovorna.simulator.floor import DEPARTMENT, Floor
from hovorna.simulator.inspection import Inspection
from hovorna.simulator.shifts import PATTERN, Shift, shift_of
from hovorna.simulator.staff import Staff

SEVEN = datetime(2026, 1, 5, 7, tzinfo=UTC)
MIDNIGHT = datetime(2026, 1, 5, tzinfo=UTC)


class Absent(random.Random):
    """Whatever is left to chance comes out as nobody hearing the telephone."""

    def random(self) -> float:
        return 0.0


def _floor(*followers: Figures | Inspection, operators: int = 1) -> Floor:
    floor = Floor(Agenda(MIDNIGHT), followers)
    for command in commands_for(operators, []):
        floor.do(command)
    return floor


def _run_until(floor: Floor, instant: datetime) -> None:
    reached: list[bool] = []
    floor.agenda.at(instant, lambda: reached.append(True))
    while not reached:
        assert floor.agenda.step()


def test_entries_of_one_instant_come_in_the_order_in_which_they_were_made() -> None:
    agenda, done = Agenda(SEVEN), list[str]()
    agenda.after(timedelta(seconds=2), lambda: done.append("late"))
    agenda.after(timedelta(seconds=1), lambda: done.append("first"))
    agenda.after(timedelta(seconds=1), lambda: done.append("second"))
    while agenda.step():
        pass
    assert done == ["first", "second", "late"]
    assert agenda.now == SEVEN + timedelta(seconds=2)


def test_what_should_have_been_in_the_past_is_done_now() -> None:
    agenda = Agenda(SEVEN)
    agenda.at(MIDNIGHT, lambda: None)
    assert agenda.step()
    assert agenda.now == SEVEN
    assert not agenda.step()


def test_who_misses_three_offers_is_set_away_and_comes_back() -> None:
    floor, seen = _floor(), list[Fact]()
    Staff(floor, Absent(), 1).start(MIDNIGHT)
    floor.on(OperatorOffered, lambda fact, _: seen.append(fact))
    floor.on(PresenceSet, lambda fact, _: seen.append(fact))
    _run_until(floor, SEVEN)
    for session_id in (1, 2, 3):
        floor.do(CreateSession(session_id, CALL))
        _run_until(floor, floor.now + timedelta(seconds=40))
        floor.do(LeaveAsGuest(session_id))
    _run_until(floor, floor.now + timedelta(minutes=10))
    kinds = [fact.type for fact in seen]
    assert kinds == ["PresenceSet", *["OperatorOffered"] * 3, "PresenceSet", "PresenceSet"]
    by_system, back = seen[-2].body, seen[-1].body
    assert isinstance(by_system, PresenceSet)
    assert isinstance(back, PresenceSet)
    assert (by_system.presence, by_system.cause) == (Presence.AWAY, Cause.ACCEPT_TIMEOUT)
    assert (back.presence, back.cause) == (Presence.ONLINE, Cause.BY_HAND)


def test_a_session_counts_when_it_is_final() -> None:
    figures = Figures()
    floor = _floor(figures)
    floor.do(CreateSession(1, CALL, is_routed=False))
    assert figures.sessions == 0
    _run_until(floor, floor.now + timedelta(seconds=4))
    turn = floor.do(LeaveAsGuest(1))
    assert turn.touched[1].status is SessionStatus.CLOSED
    assert (figures.sessions, figures.abandoned, figures.answered, figures.offered) == (1, 1, 0, 1)
    assert figures.by_state()["CREATED"] == 4.0


def test_a_fact_that_is_missing_from_the_log_is_a_violation() -> None:
    inspection, board = Inspection(DEPARTMENT), Switchboard(department_id=DEPARTMENT)
    for command in commands_for(1, []):
        decide(board, command, MIDNIGHT)
    inspection.follow(decide(board, CreateSession(1, CALL), MIDNIGHT))
    assert [one.law for one in inspection.violations] == [Law.VERSIONS]


def test_a_session_that_the_fold_tells_otherwise_is_a_violation() -> None:
    inspection = Inspection(DEPARTMENT)
    floor = _floor(inspection)
    floor.do(CreateSession(1, CALL))
    floor.board.sessions[1].visits[0].state = SessionStatus.BCW
    floor.do(LeaveAsGuest(1))
    assert Law.READINGS_AGREE in [one.law for one in inspection.violations]


def test_few_operators_cover_the_day_and_ten_also_the_night() -> None:
    assert {shift_of(0), shift_of(1), shift_of(2)} == {Shift.EARLY, Shift.LATE, Shift.MIDDLE}
    assert Shift.NIGHT in PATTERN
    assert [shift_of(place) for place in range(10, 20)] == list(PATTERN)
