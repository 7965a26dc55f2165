"""What a person is doing, seen over all departments in which they answer: one state at a time."""

import heapq
from collections.abc import Iterable, Mapping

import msgspec

from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.vocabulary import OperatorStateKind

#: Of several departments the most occupied is shown; a person who can be reached anywhere is not away.
_OCCUPIED = (
    OperatorStateKind.OFFLINE,
    OperatorStateKind.DISCONNECTED,
    OperatorStateKind.BREAK,
    OperatorStateKind.AWAY,
    OperatorStateKind.ONLINE,
    OperatorStateKind.AFTER_CALL,
    OperatorStateKind.BEFORE_CALL,
    OperatorStateKind.ON_CALL,
)
_RANK = {kind: rank for rank, kind in enumerate(_OCCUPIED)}


class Step(msgspec.Struct, frozen=True):
    """One line of a person's history."""

    change: OperatorChange
    #: (department, version) of the facts that it stands for: one of them may have a note.
    told_by: tuple[tuple[int, int], ...]


def steps_of(timelines: Mapping[int, Iterable[OperatorChange]]) -> list[Step]:
    """The steps of one person, the oldest first, from the timelines of their departments.

    Of one department these are its changes. Of several, a change that does not show, because another department is
    more occupied or says the same, is no step of its own.
    """
    if len(timelines) == 1:
        ((department_id, changes),) = timelines.items()
        return [Step(change, ((department_id, change.version),)) for change in changes]
    streams = [[(one.at, department_id, one) for one in changes] for department_id, changes in timelines.items()]
    now: dict[int, OperatorChange] = {}
    steps: list[Step] = []
    # Changes of one department at one instant keep their order: equal keys come in the order of their stream.
    for at, department_id, change in heapq.merge(*streams, key=lambda entry: (entry[0], entry[1])):
        now[department_id] = change
        shown = max(now.values(), key=lambda one: (_RANK[one.kind], one is change, one.at))
        by = shown.by if shown is change else None
        said = ((department_id, change.version),) if shown is change else ()
        last = steps[-1] if steps else None
        if last is not None and _is_no_news(last.change, shown, by):
            steps[-1] = Step(last.change, last.told_by + said)
            continue
        steps.append(Step(msgspec.structs.replace(shown, at=at, by=by), said))
    return steps


def _is_no_news(last: OperatorChange, shown: OperatorChange, by: int | None) -> bool:
    return (last.kind, last.break_id) == (shown.kind, shown.break_id) and by in (None, last.by)


def most_occupied(kinds: Iterable[OperatorStateKind]) -> OperatorStateKind:
    """OFFLINE where there are none."""
    return max(kinds, key=_RANK.__getitem__, default=OperatorStateKind.OFFLINE)


def is_forced(change: OperatorChange) -> bool:
    return change.by is not None and change.by != change.operator_id
