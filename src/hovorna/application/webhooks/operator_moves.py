"""How a fact changed operators' standing: read back from their timelines and the log, so that it can be told again."""

from collections.abc import Iterable, Iterator
from itertools import count

import msgspec

from hovorna.application.ports import ChangesAsked, LogReader
from hovorna.contract.public_events.told import OperatorMove, Standing
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.switchboard.evolve import WORK_FACTS

_CHUNK = 20


def moves_of(reader: LogReader, department_id: int, fact: Fact, session: Session | None) -> tuple[OperatorMove, ...]:
    """`session`: folded up to the fact, or further; None where the fact is of no session."""
    if not fact.is_decided:
        return ()
    moves = (_move(reader, department_id, fact, operator_id) for operator_id in _concerned(fact, session))
    return tuple(move for move in moves if move is not None)


def _concerned(fact: Fact, session: Session | None) -> Iterable[int]:
    body = fact.body
    if isinstance(body, f.PresenceSet | f.OperatorDisconnected | f.OperatorReturned):
        return (body.operator_id,)
    if session is None or type(body) not in WORK_FACTS:
        return ()
    return sorted({stay.operator_id for stay in session.joinings if stay.joined.version <= fact.version})


def _move(reader: LogReader, department_id: int, fact: Fact, operator_id: int) -> OperatorMove | None:
    after: OperatorChange | None = None
    for change in _backwards(reader, department_id, operator_id, fact):
        if change.version == fact.version:
            after = after or change
            continue
        if after is None:
            return None
        said = _last_said(reader, department_id, operator_id, fact)
        before = Standing(change.kind, said.is_on_call, said.noted)
        return OperatorMove(operator_id, before, _after(fact, after, before))
    return None


def _backwards(reader: LogReader, department_id: int, operator_id: int, fact: Fact) -> Iterator[OperatorChange]:
    """The operator's steps up to the fact, the latest first. Mostly a few are enough."""
    for offset in count(0, _CHUNK):
        asked = ChangesAsked(until=fact.at, limit=_CHUNK, offset=offset, is_newest_first=True)
        changes = reader.operator_timeline(department_id, operator_id, asked)
        yield from (change for change in changes if change.version <= fact.version)
        if len(changes) < _CHUNK:
            return


def _after(fact: Fact, change: OperatorChange, before: Standing) -> Standing:
    if isinstance(fact.body, f.PresenceSet):
        return _said_by(fact, fact.body, change)
    return msgspec.structs.replace(before, kind=change.kind)


def _said_by(fact: Fact, body: f.PresenceSet, change: OperatorChange) -> Standing:
    return Standing(change.kind, body.is_on_call, fact.version if body.has_note else 0)


def _last_said(reader: LogReader, department_id: int, operator_id: int, fact: Fact) -> Standing:
    """What the last presence before the fact said, if it was ever set: every one of them is a step of the timeline."""
    for change in _backwards(reader, department_id, operator_id, fact):
        if change.version == fact.version:
            continue
        earlier = reader.fact(department_id, change.version)
        if earlier is not None and earlier.is_decided and isinstance(earlier.body, f.PresenceSet):
            return _said_by(earlier, earlier.body, change)
    return Standing()
