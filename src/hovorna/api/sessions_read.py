"""Sessions as the Public API tells them: list, one, routing history, durations, facts, call params."""

import asyncio
from typing import Any

import msgspec

from hovorna.api.answers import Answer, json_answer, json_bytes
from hovorna.api.call import Call
from hovorna.api.list_stream import ListStream
from hovorna.api.operation import Handler, Operation, Parameter
from hovorna.api.session_bytes import document_of
from hovorna.api.session_query import parameters
from hovorna.application import documents
from hovorna.application.ports import LogReader, StoredSession
from hovorna.application.roles import Right
from hovorna.contract.durations_view import view_of
from hovorna.contract.routing_history import RoutingTimeLine
from hovorna.contract.session_durations import SessionDurations
from hovorna.contract.session_events import SessionEvent, session_event_of
from hovorna.contract.session_filters import SessionFilters, read_session_filters
from hovorna.contract.session_model import SessionModel
from hovorna.contract.session_requests import CallParamsModel
from hovorna.domain.session import fold
from hovorna.domain.session.durations import times_of
from hovorna.domain.session.state import Session

_DEFAULT_LIMIT = 100


async def listed(call: Call) -> Answer:
    filters = _within_reach(call, read_session_filters(call.query))
    limit = _DEFAULT_LIMIT if filters.page.limit is None else filters.page.limit
    reader = call.parts.reader
    opened = reader.sessions(call.client.company_id, filters, limit, filters.page.offset)
    base = call.base
    return await ListStream(opened, lambda session: document_of(session, reader, base)).answer()


def _within_reach(call: Call, filters: SessionFilters) -> SessionFilters:
    """A person may read the sessions of some departments only."""
    if call.client.may(Right.READ):
        return filters
    reach = frozenset(department.id for department in call.departments())
    asked = filters.department_id & reach if filters.department_id else reach
    # No department has the number 0, and no set at all would mean every one.
    return msgspec.structs.replace(filters, department_id=asked or frozenset({0}))


async def one(call: Call) -> Answer:
    # One row by its key: quicker than a thread's wake-up.
    return json_bytes(document_of(call.session(), call.parts.reader, call.base))


async def routing_history(call: Call) -> Answer:
    session = call.session()
    folded = await asyncio.to_thread(folded_session, session, call.parts.reader)
    values = await asyncio.to_thread(call.parts.reader.personal_of, session.department_id, session.id)
    return json_answer(documents.routing_history(folded, values))


async def durations(call: Call) -> Answer:
    folded = await asyncio.to_thread(folded_session, call.session(), call.parts.reader)
    return json_answer(view_of(times_of(folded, call.parts.clock.now())))


async def events(call: Call) -> Answer:
    session = call.session()
    facts = await asyncio.to_thread(call.parts.reader.session_facts, session.department_id, session.id)
    return json_answer([session_event_of(fact) for fact in facts])


async def call_params(call: Call) -> Answer:
    session = call.session()
    values = await asyncio.to_thread(call.parts.reader.personal_of, session.department_id, session.id)
    return json_answer(CallParamsModel(call_params=documents.read_params(values)))


def folded_session(session: StoredSession, reader: LogReader) -> Session:
    return fold.fold(reader.session_facts(session.department_id, session.id))


def _reading(
    path: str,
    summary: str,
    handle: Handler,
    answer: Any,  # Any: also `list[Model]`
    query: tuple[Parameter, ...] = (),
) -> Operation:
    return Operation(
        method="GET",
        path=f"/api/v1/Sessions{path}",
        summary=summary,
        handle=handle,
        access=Right.READ,
        tag="Sessions",
        answer=answer,
        query=query,
        is_contract=True,
    )


OPERATIONS = (
    _reading("", "List sessions", listed, list[SessionModel], parameters()),
    _reading("/{id}", "One session", one, SessionModel),
    _reading(
        "/{id}/routingHistory", "Routing timeline of a session, oldest first", routing_history, list[RoutingTimeLine]
    ),
    _reading("/{id}/durations", "Every duration of the session, explained", durations, SessionDurations),
    _reading("/{id}/events", "The facts of this session, oldest first", events, list[SessionEvent]),
    _reading("/{id}/callparams", "Call params of a session", call_params, CallParamsModel),
)
