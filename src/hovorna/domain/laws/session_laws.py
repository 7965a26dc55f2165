"""Judges one session's facts: the three laws of durations and what must never happen to its times."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.laws.formulas import closed, formulas, visited
from hovorna.domain.laws.second_reading import Interval, Reading
from hovorna.domain.laws.violation import Law, Violation
from hovorna.domain.session.transitions import TABLE, UPKEEP
from hovorna.domain.vocabulary import SessionStatus as S

#: The legal moves as session-semantics, section 3, lists them; written here a second time on purpose.
MOVES: dict[S, frozenset[S]] = {
    S.CREATED: frozenset({S.IN_QUEUE, S.WAITING, S.BCW, S.ACTIVE, S.CLOSED, S.BLACKLISTED}),
    S.IN_QUEUE: frozenset({S.WAITING, S.ACW, S.CLOSED, S.BLACKLISTED}),
    S.WAITING: frozenset({S.IN_QUEUE, S.BCW, S.ACTIVE, S.ACW, S.CLOSED, S.BLACKLISTED}),
    S.BCW: frozenset({S.ACTIVE, S.IN_QUEUE, S.WAITING, S.ACW, S.CLOSED, S.BLACKLISTED}),
    S.ACTIVE: frozenset({S.IN_QUEUE, S.WAITING, S.ACW, S.CLOSED, S.BLACKLISTED}),
    S.ACW: frozenset({S.CLOSED}),
    S.CLOSED: frozenset(),
    S.BLACKLISTED: frozenset(),
}

#: What may be written about a session that is final, at any time.
_AFTERWARDS = frozenset({*UPKEEP, f.GuestLeft})


def judge(facts: Sequence[Fact], reading: Reading, as_of: datetime) -> Iterator[Violation]:
    """Violations name the session; the caller knows the department."""
    yield from _visits_join(reading)
    yield from _visits_sum(reading, as_of)
    yield from _formulas_equal_visits(reading, as_of)
    yield from _time_runs_forward(facts, reading)
    yield from _closed_stays_closed(facts, reading)
    yield from _moves_are_legal(facts, reading)


def _found(law: Law, reading: Reading, sentence: str, *versions: int) -> Violation:
    return Violation(law, sentence, None, reading.session_id, versions)


def _visits_join(reading: Reading) -> Iterator[Violation]:
    """Law 1. The intervals share their ends; what can go wrong is that one ends before it begins."""
    if reading.intervals[0].begin != reading.created:
        yield _found(Law.VISITS_JOIN, reading, "The first visit does not start at created.", reading.created.version)
    for one in reading.intervals:
        if one.end is not None and one.end.at < one.begin.at:
            sentence = f"The visit to {one.state} ends at {one.end.at} before it begins at {one.begin.at}."
            yield _found(Law.VISITS_JOIN, reading, sentence, one.begin.version, one.end.version)


def _visits_sum(reading: Reading, as_of: datetime) -> Iterator[Violation]:
    """Law 2."""
    until = closed(reading)
    end = until if until is not None else max(as_of, reading.intervals[-1].begin.at)
    total = sum(visited(reading, as_of).values(), timedelta())
    age = end - reading.created.at
    if total != age:
        version = reading.intervals[-1].begin.version
        yield _found(Law.VISITS_SUM, reading, f"The visits sum to {total}, the session's age is {age}.", version)


def _formulas_equal_visits(reading: Reading, as_of: datetime) -> Iterator[Violation]:
    """Law 3, where the one request brought the first operator or would have.

    A session that an operator began and that was routed only later, by a forward or an invite, has one request too;
    but the published formulas of CREATED and the queue then span the conversation, and no visit can equal them.
    """
    states = [one.state for one in reading.intervals]
    if len(reading.requests) != 1 or len(set(states)) != len(states):
        return
    if reading.started is not None and reading.started.version < reading.requests[0].version:
        return
    spent = visited(reading, as_of)
    for name, length in formulas(reading).items():
        if length is not None and name in S.__members__ and spent[S(name)] != length:
            sentence = f"The formula of {name} gives {length}, its visit lasted {spent[S(name)]}."
            yield _found(Law.FORMULAS_EQUAL_VISITS, reading, sentence, *_ends_of(reading, S(name)))


def _ends_of(reading: Reading, state: S) -> tuple[int, ...]:
    for one in reading.intervals:
        if one.state is state:
            return (one.begin.version, one.end.version) if one.end is not None else (one.begin.version,)
    return ()


def _time_runs_forward(facts: Sequence[Fact], reading: Reading) -> Iterator[Violation]:
    before = facts[0]
    places = _Walk(reading.moves)
    for fact in facts[1:]:
        if fact.at < before.at:
            sentence = f"{fact.type} is stamped {fact.at}, before {before.type} at {before.at}."
            yield _found(Law.TIME_RUNS_FORWARD, reading, sentence, before.version, fact.version)
        if fact.since is not None:
            floor = places.before(fact.version).begin
            if not floor.at <= fact.since <= fact.at:
                sentence = f"{fact.type} counts since {fact.since}, outside {floor.at} to {fact.at}."
                yield _found(Law.TIME_RUNS_FORWARD, reading, sentence, floor.version, fact.version)
        before = fact
    for stay in reading.stays:
        marks = [mark for mark in (stay.joined, stay.left, stay.concluded) if mark is not None]
        if any(later.at < earlier.at for earlier, later in pairwise(marks)):
            sentence = f"Operator {stay.operator_id} did not join, leave and conclude in this order."
            yield _found(Law.TIME_RUNS_FORWARD, reading, sentence, *(mark.version for mark in marks))


class _Walk:
    """Finds the interval in which each fact fell, asked in the order of versions."""

    def __init__(self, intervals: Sequence[Interval]) -> None:
        self._intervals = intervals
        self._place = 0

    def before(self, version: int) -> Interval:
        """The state that the session was in when this fact came."""
        while self._place + 1 < len(self._intervals) and self._intervals[self._place + 1].begin.version < version:
            self._place += 1
        return self._intervals[self._place]


def _closed_stays_closed(facts: Sequence[Fact], reading: Reading) -> Iterator[Violation]:
    """What the end itself closes comes after it, at its instant; later nothing moves."""
    final = reading.moves[-1].begin
    if not reading.state.is_final:
        return
    stamped = next(fact.at for fact in facts if fact.version == final.version)
    for fact in facts:
        if fact.version > final.version and type(fact.body) not in _AFTERWARDS and fact.at != stamped:
            sentence = f"{fact.type} at {fact.at} changes a session that is {reading.state} since {final.at}."
            yield _found(Law.CLOSED_STAYS_CLOSED, reading, sentence, final.version, fact.version)


def _moves_are_legal(facts: Sequence[Fact], reading: Reading) -> Iterator[Violation]:
    """Decided facts alone: an import tells what happened, whether we would have allowed it or not."""
    places = _Walk(reading.moves)
    begins = {one.begin.version: one.state for one in reading.moves}
    for fact in facts[1:]:
        if not fact.is_decided:
            continue
        state = places.before(fact.version).state
        if type(fact.body) not in TABLE[state]:
            yield _found(Law.LEGAL_MOVES, reading, f"{fact.type} can't happen in {state}.", fact.version)
        reached = begins.get(fact.version, state)
        if reached is not state and reached not in MOVES[state]:
            sentence = f"{fact.type} led from {state} to {reached}."
            yield _found(Law.LEGAL_MOVES, reading, sentence, fact.version)
