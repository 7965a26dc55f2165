"""No command, in whatever order, brings a session to break a law; and the two readings of its facts never differ."""

from hypothesis import given

from hovorna.domain.facts import SessionCreated
from hovorna.domain.laws.agreement import disagreements
from hovorna.domain.laws.department_rules import Watch
from hovorna.domain.laws.second_reading import read
from hovorna.domain.laws.session_laws import judge
from hovorna.domain.laws.stuck import stuck
from hovorna.domain.laws.violation import Violation
from hovorna.domain.session import fold
from tests.unit.domain.laws.days import MOVES, Day, Move, day_of


def broken(day: Day) -> list[Violation]:
    found: list[Violation] = []
    watch = Watch(1)
    for fact in day.facts:
        found += watch.see_version(fact.version)
        found += watch.see(fact)
    for facts in day.by_session().values():
        reading = read(facts)
        found += judge(facts, reading, day.now)
        found += disagreements(fold.fold(facts), reading, day.now)
        about = facts[0].body
        assert isinstance(about, SessionCreated)
        held_up = stuck(reading, about.source, day.board.timers.keys(), watch.people)
        found += [held_up] if held_up is not None else []
    return found


@given(moves=MOVES)
def test_no_order_of_commands_breaks_a_law(moves: list[Move]) -> None:
    day = day_of(moves)
    assert [violation.line for violation in broken(day)] == []
