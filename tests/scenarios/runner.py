"""Plays a scenario on a virtual clock and holds what came out against its tables.

Whatever a scenario is about, the laws must hold over its facts and a replay of its log must give the same department.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

import msgspec
import pytest

from hovorna.domain.facts import Fact, SessionCreated
from hovorna.domain.laws.agreement import disagreements
from hovorna.domain.laws.department_rules import Watch
from hovorna.domain.laws.second_reading import read
from hovorna.domain.laws.session_laws import judge
from hovorna.domain.laws.stuck import stuck
from hovorna.domain.laws.violation import Violation
from hovorna.domain.session import fold
from hovorna.domain.session.durations import length, times_of, waited
from hovorna.domain.session.state import Mark, RoutingRow, Session
from hovorna.domain.settings import DepartmentSettings, GroupSettings, OperatorSettings, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.effects import Effects
from hovorna.domain.switchboard.evolve import apply, evict_final
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import RoutingActivity as A
from tests.domain.department import START, Department
from tests.scenarios.story import Row, command_of, in_seconds, rows

_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Told:
    """What must be told of one session; a table that is None is not looked at.

    visits      `STATE from-to`, comma between, the last one open
    routing     a second a line, its activities with a comma between: name, operator or group, `by` whom; `r1` is the
                session's first routing request
    operators   a joining a line: operator, joined, left, concluded
    ends        guestLeft, termination
    durations   `NAME seconds`, comma between; those that are not named are not looked at
    moments     `field second or length`, likewise: guestJoined started dialled ended waited length
    chatbots    a stay a line: chatbot, joined, left
    queue_acw   a joining a line: operator, queue time, after-call work

    `-` is null everywhere.
    """

    visits: str
    routing: str | None = None
    operators: str | None = None
    ends: str | None = None
    durations: str | None = None
    moments: str | None = None
    chatbots: str | None = None
    queue_acw: str | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """Where a scenario takes place: everybody is online in the second 0."""

    staff: tuple[OperatorSettings | int, ...] = (11, 12)
    groups: tuple[GroupSettings | int, ...] = (1,)
    rules: tuple[Rule | int, ...] = (1,)
    more_rule_sets: tuple[RuleSet, ...] = ()
    department: DepartmentSettings = field(default_factory=DepartmentSettings)
    start: datetime = START


@dataclass(frozen=True, slots=True)
class Scenario:
    claim: str
    came_in: str
    told: Told
    floor: Floor = field(default_factory=Floor)
    #: The other sessions of the scenario.
    also: dict[int, Told] = field(default_factory=dict)
    #: Operator -> `second STATE`, comma between: what the operator was seen to do.
    timelines: dict[int, str] = field(default_factory=dict)


def each(scenarios: Iterable[Scenario]) -> pytest.MarkDecorator:
    listed = list(scenarios)
    return pytest.mark.parametrize("scenario", listed, ids=[one.claim.replace(" ", "_") for one in listed])


def play(scenario: Scenario) -> None:
    department = enact(scenario)
    for session_id, told in {1: scenario.told, **scenario.also}.items():
        _compare(department, department.sessions[session_id], told)
    for operator_id, timeline in scenario.timelines.items():
        assert seen_doing(department, operator_id) == _parts(timeline)
    assert [violation.line for violation in broken(department)] == []
    assert replayed(department.facts) == department.board
    for session_id, session in department.sessions.items():
        assert fold.fold([fact for fact in department.facts if fact.session_id == session_id]) == session


def enact(scenario: Scenario) -> Department:
    department = _open(scenario.floor)
    for row in rows(scenario.came_in):
        instant = department.start + timedelta(seconds=row.second)
        assert instant >= department.now, f"time runs backwards: {row.text}"
        if row.who == "outage":
            department.now = instant  # No timer fired since the row before; all that are due come late, now.
        _pass_time(department, instant)
        _do(department, row)
    return department


def _pass_time(department: Department, until: datetime) -> None:
    """As the engine does it; a timer that stays as it was when it fired would fire for ever."""
    while (timer := department.next_timer()) is not None and timer[0] <= until:
        due, key = timer
        department.now = max(department.now, due)
        department.fire(key)
        assert department.board.timers.get(key) != due, f"the timer {key} was fired and is still there"
    department.now = until


def _open(floor: Floor) -> Department:
    department = Department(floor.start)
    for group in floor.groups:
        department.group(group)
    department.rules(*floor.rules)
    for rule_set in floor.more_rule_sets:
        department.do(c.ConfigureRuleSet(rule_set))
    department.do(c.ConfigureDepartment(msgspec.structs.replace(floor.department, default_rule_set_id=1)))
    for operator in floor.staff:
        department.operator(operator)
    return department


def _do(department: Department, row: Row) -> None:
    command = command_of(row, department)
    if command is None:
        return
    before = _encode(department.board)
    refused = department.refusal(command)
    code = refused.code if refused is not None else None
    assert code == row.refusal, f"{row.text}: {refused.sentence if refused is not None else 'nothing was refused'}"
    assert refused is None or _encode(department.board) == before, f"{row.text}: refused, and yet something changed"


# --- what came out ------------------------------------------------------------------------------------------------


def _compare(department: Department, session: Session, told: Told) -> None:
    found = out_of(department, session)
    for name, wanted in _tables(told):
        if name in _IN_PART:
            names = [part.split()[0] for part in _parts(wanted)]
            assert [part for part in found[name] if part.split()[0] in names] == _parts(wanted), f"#{session.id} {name}"
            continue
        assert found[name] == (_parts(wanted) if name in _IN_ONE_LINE else _lines(wanted)), f"#{session.id} {name}"


#: Tables that read across, with commas between; the others read down.
_IN_ONE_LINE = ("visits", "durations", "moments")
#: Only what is named in them is looked at.
_IN_PART = ("durations", "moments")


def _tables(told: Told) -> list[tuple[str, str]]:
    tables = {
        "visits": told.visits,
        "routing": told.routing,
        "operators": told.operators,
        "ends": told.ends,
        "durations": told.durations,
        "moments": told.moments,
        "chatbots": told.chatbots,
        "queue_acw": told.queue_acw,
    }
    return [(name, in_seconds(table)) for name, table in tables.items() if table is not None]


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in in_seconds(text).split(",")]


def _lines(text: str) -> list[str]:
    """A line that ends with a comma goes on in the next."""
    one_to_a_line = re.sub(r",\s+", ", ", text)
    return [" ".join(line.split()) for line in one_to_a_line.splitlines() if line.strip()]


def out_of(department: Department, session: Session) -> dict[str, list[str]]:
    """Everything that is told of the session, in the form of the tables."""
    at, times = _Clock(department), times_of(session, department.now)
    left = session.guest_left.value
    return {
        "visits": [f"{one.state.value} {at(one.since)}-{at(one.until) if one.until else ''}" for one in session.visits],
        "routing": _routing(session, at),
        "operators": [
            f"{one.operator_id} {at(one.joined)} {at(one.left)} {at(one.concluded)}" for one in session.joinings
        ],
        "ends": [f"{left} {session.termination.value if session.termination else '-'}"],
        "durations": [f"{one.name.value} {_length(one.duration)}" for one in times.durations],
        "chatbots": [f"{stay.chatbot_id} {at(stay.joined)} {at(stay.left)}" for stay in session.chatbots],
        "moments": [
            f"guestJoined {at(session.guest_joined)}",
            f"started {at(session.started)}",
            f"dialled {at(session.dialed)}",
            f"ended {at(session.ended)}",
            f"waited {_length(waited(session))}",
            f"length {_length(length(session))}",
        ],
        "queue_acw": [
            f"{one.joining.operator_id} {_length(one.queue.length)} {_length(one.acw.length)}"
            for one in times.operators
        ],
    }


class _Clock:
    """Seconds since the scenario began."""

    def __init__(self, department: Department) -> None:
        self._department = department

    def __call__(self, mark: Mark | None) -> str:
        return "-" if mark is None else f"{self._department.seconds(mark.at):.10g}"


def _length(spent: timedelta | None) -> str:
    return "-" if spent is None else f"{spent.total_seconds():.10g}"


def _routing(session: Session, at: _Clock) -> list[str]:
    requests = {row.request_id: None for row in session.history if row.activity is A.ROUTING_REQUEST_CREATED}
    numbers = {request_id: f"r{place}" for place, request_id in enumerate(requests, start=1)}
    by_second = groupby(session.history, key=lambda row: at(row.mark))
    return [f"{second} {', '.join(_activity(row, numbers) for row in group)}" for second, group in by_second]


def _activity(row: RoutingRow, numbers: dict[int, str]) -> str:
    words = [row.activity.value]
    if row.activity in (A.ROUTING_REQUEST_CREATED, A.ROUTING_ENDED):
        words.append(numbers[row.request_id])
    about = row.operator_id if row.operator_id is not None else row.group_id
    words += [str(about)] if about is not None else []
    by = row.forwarded_by if row.forwarded_by is not None else row.invited_by
    words += [f"by {by}"] if by is not None else []
    return " ".join(words)


def seen_doing(department: Department, operator_id: int) -> list[str]:
    changes = [one for one in department.changes if one.operator_id == operator_id]
    return [f"{department.seconds(one.at):.10g} {one.kind.value}" for one in changes]


# --- what must hold of every scenario -----------------------------------------------------------------------------


def broken(department: Department) -> list[Violation]:
    """By the laws' own, second reading of the facts."""
    found: list[Violation] = []
    watch = Watch(department.board.department_id)
    for fact in department.facts:
        found += watch.see_version(fact.version)
        found += watch.see(fact)
    for session_id, session in department.sessions.items():
        facts = [fact for fact in department.facts if fact.session_id == session_id]
        reading = read(facts)
        found += judge(facts, reading, department.now)
        found += disagreements(session, reading, department.now)
        about = facts[0].body
        assert isinstance(about, SessionCreated)
        held_up = stuck(reading, about.source, department.board.timers.keys(), watch.people)
        found += [held_up] if held_up is not None else []
    return found


def replayed(facts: list[Fact]) -> Switchboard:
    """The department that the log tells, begun again from nothing."""
    board = Switchboard(department_id=1)
    for fact in facts:
        apply(board, fact, Effects())
    evict_final(board)
    return board
