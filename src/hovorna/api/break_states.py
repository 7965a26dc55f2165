"""Reasons for breaks, which a company names itself: ours to shape."""

from typing import Any

import msgspec

from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.once import made_once
from hovorna.api.operation import Handler, Operation
from hovorna.application.people_breaks import BreakState, break_states
from hovorna.application.register import Book, KeyTaken
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.refusals import NAME_TAKEN, NOT_FOUND, Refused
from hovorna.contract.users_states import BreakStateModel, NewBreakState

_TAKEN = Refused(NAME_TAKEN, {"name": "The company has a break state with this name already."})


def _book(call: Call) -> Book[BreakState]:
    return break_states(call.parts.accounts.register)


async def show_all(call: Call) -> Answer:
    states = (one for one in _book(call).all(call.client.company_id) if not one.is_deleted)
    return json_answer([BreakStateModel(id=one.id, name=one.name, is_paid=one.is_paid) for one in states])


async def create(call: Call) -> Answer:
    company_id, (name, is_paid) = call.client.company_id, await _given(call)
    call.require()
    try:
        return await made_once(
            call,
            lambda: _book(call).add(company_id, lambda number: BreakState(number, company_id, name, is_paid)),
            lambda state: state.id,
        )
    except KeyTaken:
        raise _TAKEN from None


async def _given(call: Call) -> tuple[str, bool]:
    body = await call.body(NewBreakState)
    name = body.name.strip()
    if not name:
        raise BadInput({"name": "Is required."})
    return name, body.is_paid


async def update(call: Call) -> Answer:
    name, is_paid = await _given(call)
    state = _state(call)
    try:
        _book(call).change(state.id, lambda known: msgspec.structs.replace(known, name=name, is_paid=is_paid))
    except KeyTaken:
        raise _TAKEN from None
    return NO_CONTENT


async def delete(call: Call) -> Answer:
    """Histories go on naming it."""
    state = _state(call)
    _book(call).change(state.id, lambda known: msgspec.structs.replace(known, is_deleted=True))
    return NO_CONTENT


def _state(call: Call) -> BreakState:
    call.require()
    state = _book(call).get(call.number("id"))
    if state is None or state.company_id != call.client.company_id or state.is_deleted:
        raise Refused(NOT_FOUND)
    return state


def _operation(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"access": Right.ADMINISTER, "status": 204, **more}
    path = "/api/v1/BreakStates" + path
    return Operation(method=method, path=path, summary=summary, handle=handle, tag="Break states", **given)


OPERATIONS = (
    _operation(
        "GET",
        "",
        "The company's reasons for breaks",
        show_all,
        access=Right.WATCH,
        answer=list[BreakStateModel],
        status=200,
    ),
    _operation("POST", "", "Add a reason", create, body=NewBreakState, answer=int, status=201, statuses=(409,)),
    _operation("PUT", "/{id}", "Change a reason", update, body=NewBreakState, statuses=(409,)),
    _operation("DELETE", "/{id}", "Offer a reason no longer; histories go on naming it", delete),
)
