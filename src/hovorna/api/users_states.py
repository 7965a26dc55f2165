"""What people are doing now, and what they did."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from hovorna.api import users_reach as reach
from hovorna.api.answers import Answer, encode, json_answer, json_bytes
from hovorna.api.call import Call
from hovorna.api.operation import Operation, Parameter
from hovorna.application.accounts import User
from hovorna.application.jobs import Room
from hovorna.application.people_breaks import BreakState, break_states
from hovorna.application.people_states import Step, is_forced, steps_of
from hovorna.application.ports import ChangesAsked
from hovorna.application.roles import Right
from hovorna.contract import users_states as models
from hovorna.contract.bad_input import BadInput
from hovorna.contract.query import QueryReader
from hovorna.domain.switchboard.effects import OperatorChange

#: Of somebody who answers in several departments as many changes of each are read to know what shows now.
_RECENT = 20
_SMALLEST = timedelta(microseconds=1)
_LAST_PAGE = 2**31 - 1


class Naming:
    """Turns steps into what the API shows: with the names of breaks, and with notes."""

    def __init__(self, call: Call, company_id: int) -> None:
        self._reader = call.parts.reader
        self._breaks: dict[int, BreakState] = {
            one.id: one for one in break_states(call.parts.accounts.register).all(company_id)
        }

    def shown(self, steps: Sequence[Step]) -> list[models.OperatorStateModel]:
        notes = self._notes(steps)
        return [self._model(step, notes) for step in steps]

    def _notes(self, steps: Iterable[Step]) -> dict[tuple[int, int], str]:
        wanted: dict[int, list[int]] = {}
        for step in steps:
            for department_id, version in step.told_by:
                wanted.setdefault(department_id, []).append(version)
        return {
            (department_id, version): note
            for department_id, versions in wanted.items()
            for version, note in self._reader.presence_notes(department_id, versions).items()
        }

    def _model(self, step: Step, notes: dict[tuple[int, int], str]) -> models.OperatorStateModel:
        change = step.change
        reason = self._breaks.get(change.break_id or 0)
        return models.OperatorStateModel(
            user_id=change.operator_id,
            state_kind=change.kind,
            break_state_id=change.break_id,
            break_state_name=reason.name if reason is not None else None,
            is_break_state_paid=reason.is_paid if reason is not None else None,
            note=next((notes[told] for told in reversed(step.told_by) if told in notes), None),
            changed=change.at,
            forced=is_forced(change),
        )


async def current(call: Call) -> Answer:
    """Of every operator whom the caller may watch."""
    company_id, departments = call.client.company_id, call.departments()
    known: dict[int, list[int]] = {}

    def view(room: Room) -> None:
        for operator_id in room.switchroom.board.operators:
            known.setdefault(operator_id, []).append(room.switchroom.department_id)

    await asyncio.gather(*(call.look(one.id, view) for one in departments))
    users = await asyncio.to_thread(call.parts.accounts.users, company_id)
    operators = {user.id: known[user.id] for user in users if user.id in known}
    return json_answer(await asyncio.to_thread(_current, call, operators))


def _current(call: Call, operators: dict[int, list[int]]) -> list[models.OperatorStateModel]:
    steps = [current_step(call, user_id, departments) for user_id, departments in sorted(operators.items())]
    return Naming(call, call.client.company_id).shown([step for step in steps if step is not None])


def current_step(call: Call, user_id: int, departments: Sequence[int]) -> Step | None:
    """What shows now; None of somebody who never was an operator."""
    recent = ChangesAsked(limit=_RECENT if len(departments) > 1 else 1, is_newest_first=True)
    reader = call.parts.reader
    timelines = {
        department_id: reader.operator_timeline(department_id, user_id, recent)[::-1] for department_id in departments
    }
    steps = steps_of({department_id: changes for department_id, changes in timelines.items() if changes})
    return steps[-1] if steps else None


def departments_of(call: Call, user: User) -> list[int]:
    """Also those that the person has left: the history stays."""
    return [department.id for department in call.parts.accounts.departments(user.company_id)]


class _Asked(msgspec.Struct, frozen=True):
    """`since` and `until` belong to it; pages begin with 1."""

    since: datetime | None
    until: datetime | None
    limit: int | None
    page: int

    @property
    def offset(self) -> int:
        return 0 if self.limit is None else self.limit * (self.page - 1)


async def history(call: Call) -> Answer:
    user = reach.watched_person(call)
    query = QueryReader(call.query)
    since, until = query.instant("lastModified"), query.instant("dateLimit")
    limit, page = query.page().limit, query.number("page") or 1
    query.finish()
    if not 1 <= page <= _LAST_PAGE:
        raise BadInput({"page": "Must be a whole number, 0 or more; 0 means 1."})
    asked = _Asked(since, until, limit, page)
    return json_bytes(await asyncio.to_thread(_history, call, user, asked))


def _history(call: Call, user: User, asked: _Asked) -> bytes:
    """Years of it are long enough to hold up others, so that it is written in a thread as well."""
    departments = departments_of(call, user)
    latest = current_step(call, user.id, departments)
    steps, count = _steps(call, user.id, departments, asked)
    page = models.OperatorStatesModel(
        last_modified=call.parts.clock.now() if latest is None else latest.change.at,
        limit=count if asked.limit is None else asked.limit,
        page=asked.page,
        total_count=count,
        data=tuple(Naming(call, user.company_id).shown(steps)),
    )
    return encode(page)


def _steps(call: Call, user_id: int, departments: Sequence[int], asked: _Asked) -> tuple[Sequence[Step], int]:
    """A page of them, and how many there are in all. Who works in one department is read page by page."""
    reader = call.parts.reader
    known = [one for one in departments if reader.operator_timeline(one, user_id, ChangesAsked(limit=1))]
    if len(known) == 1:
        stretch = ChangesAsked(asked.since, asked.until, asked.limit, asked.offset)
        changes = reader.operator_timeline(known[0], user_id, stretch)
        return steps_of({known[0]: changes}), reader.operator_timeline_length(known[0], user_id, stretch)
    stretch = ChangesAsked(asked.since, asked.until)
    timelines = {}
    for department_id in known:
        before = [] if asked.since is None else _last_before(call, department_id, user_id, asked.since)
        timelines[department_id] = before + reader.operator_timeline(department_id, user_id, stretch)
    steps = [step for step in steps_of(timelines) if asked.since is None or step.change.at >= asked.since]
    end = None if asked.limit is None else asked.offset + asked.limit
    return steps[asked.offset : end], len(steps)


def _last_before(call: Call, department_id: int, user_id: int, since: datetime) -> list[OperatorChange]:
    """What still holds at the beginning of the stretch."""
    before = ChangesAsked(until=since - _SMALLEST, limit=1, is_newest_first=True)
    return call.parts.reader.operator_timeline(department_id, user_id, before)


OPERATIONS = (
    Operation(
        method="GET",
        path="/api/v1/Users/operatorStates",
        summary="Current state of every operator",
        handle=current,
        access=Right.WATCH,
        tag="Users",
        answer=list[models.OperatorStateModel],
        is_contract=True,
    ),
    Operation(
        method="GET",
        path="/api/v1/Users/{id}/operatorStates",
        summary="State history of an operator, the oldest change first; page starts at 1",
        handle=history,
        access=Right.WATCH,
        tag="Users",
        query=(
            Parameter("limit", int),
            Parameter("page", int),
            Parameter("lastModified", datetime),
            Parameter("dateLimit", datetime),
        ),
        answer=models.OperatorStatesModel,
        is_contract=True,
    ),
)
