"""Every law of session-semantics over what the demo wrote, by the second reading of the facts."""

from collections.abc import Iterator

from hovorna.domain.facts import Fact, SessionCreated
from hovorna.domain.laws.agreement import disagreements
from hovorna.domain.laws.department_rules import Watch
from hovorna.domain.laws.second_reading import read
from hovorna.domain.laws.session_laws import judge
from hovorna.domain.laws.stuck import stuck
from hovorna.domain.session.fold import fold
from tests.demo.stage import Stage


def violations(stage: Stage) -> list[str]:
    return [line for department_id in stage.departments() for line in _in_department(stage, department_id)]


def _in_department(stage: Stage, department_id: int) -> Iterator[str]:
    watch, by_session = Watch(department_id), dict[int, list[Fact]]()
    for fact in stage.log.facts_after(department_id, 0):
        yield from (one.line for one in watch.see_version(fact.version) + watch.see(fact))
        if fact.session_id:
            by_session.setdefault(fact.session_id, []).append(fact)
    timers = set(stage.board(department_id).timers)
    for facts in by_session.values():
        reading = read(facts)
        yield from (one.line for one in judge(facts, reading, stage.now))
        yield from (one.line for one in disagreements(fold(facts), reading, stage.now))
        created = facts[0].body
        assert isinstance(created, SessionCreated)
        found = stuck(reading, created.source, timers, watch.people)
        if found is not None:
            yield found.line
