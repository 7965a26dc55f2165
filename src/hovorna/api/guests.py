"""The guest's side of a session: come in, write, share, read, leave."""

import asyncio
import math
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from typing import Any

import msgspec

from hovorna.api.answers import Answer, encode, json_answer
from hovorna.api.arrivals import arriving, department_of, linking, require_fitting
from hovorna.api.call import Call, Reply
from hovorna.api.call_params import as_map, setting
from hovorna.api.conversation import post_message, share_file
from hovorna.api.invited import use_of
from hovorna.api.limits import require_params
from hovorna.api.operation import Access, Handler, Operation, Parameter, Size
from hovorna.application import documents
from hovorna.application.activities import BASE
from hovorna.application.jobs import Room
from hovorna.application.roles import Right
from hovorna.application.unit import ActivityRow
from hovorna.contract.operations_guest import (
    Conversation,
    CreatedSession,
    Feedback,
    NewMessage,
    NewSession,
    PostedMessage,
    Routing,
    SharedFile,
)
from hovorna.contract.query import QueryReader
from hovorna.contract.refusals import RIGHT_MISSING, TOO_MANY, Refused
from hovorna.domain import facts as f
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import ActivityType, ParamSource, SessionStatus

#: What a guest may see: hand-overs among colleagues, with their notes, are none of it.
_SHOWN = frozenset(
    {
        ActivityType.CHAT_MESSAGE,
        ActivityType.SHARED_FILE,
        ActivityType.ON_HOLD,
        ActivityType.RESUME_GUEST,
        ActivityType.AUTO_ACTIVITY,
        ActivityType.SESSION_ENDED,
        ActivityType.JOINED,
        ActivityType.LEFT,
    }
)


class _Type(msgspec.Struct):
    type: ActivityType


class _Begun(msgspec.Struct, rename="camel"):
    """What is kept under an Idempotency-Key: the token is made anew, and stored nowhere."""

    session_id: int
    department_id: int
    status: SessionStatus


_type_of = msgspec.json.Decoder(_Type)
_begun = msgspec.json.Decoder(_Begun)


async def create(call: Call) -> Answer:
    """With an API client's token any source; without one what a guest can begin alone. Limited per guest's address."""
    if call.caller is not None and not call.caller.may_somewhere(Right.OPERATE):
        raise Refused(RIGHT_MISSING)
    body = await call.body(NewSession)
    address = call.address() if call.caller is None else body.guest.ip_address
    _require_few(call, address or call.address())
    use = None if body.invitation_number is None else await use_of(call, body, body.invitation_number)
    body = body if use is None else use.body
    require_fitting(body, is_vouched_for=call.caller is not None)
    department = department_of(call, body.department_id)

    def commands(room: Room) -> Iterable[c.Command]:
        return arriving(room, body, address, call.parts.clock.now())

    def reply(turns: Sequence[Turn]) -> Reply:
        created = next(fact for turn in turns for fact in turn.facts if isinstance(fact.body, f.SessionCreated))
        status = [turn.touched[created.session_id].status for turn in turns if turn.touched][-1]
        return 201, encode(_Begun(created.session_id, department.id, status))

    with nullcontext() if use is None else use.spent():
        answer = await call.write(department.id, commands, reply)
    begun = _begun.decode(answer.body)
    token = call.server.guest_tokens.issue(begun.session_id)
    created = CreatedSession(
        session_id=begun.session_id, department_id=begun.department_id, status=begun.status, guest_token=token
    )
    return json_answer(created, answer.status, ((b"cache-control", b"no-store"),))


def _require_few(call: Call, address: str) -> None:
    wait = call.server.new_guests.take(address)
    if wait is not None:
        raise Refused(TOO_MANY, headers={"retry-after": str(max(1, math.ceil(wait.total_seconds())))})


async def route(call: Call) -> Answer:
    session = call.session()
    body = await call.body(Routing)
    given = body.call_params or {}
    require_params(given)

    def commands(room: Room) -> Iterable[c.Command]:
        params = as_map(documents.read_params(room.switchroom.values(session.id)))
        command = setting(room, session.id, given, ParamSource.ENTRY_FORM, call.parts.clock.now())
        # The one that may be refused goes first; what it is tried on are the params as they will be.
        params = command.params if command is not None else params
        yield c.RequestRouting(session.id, body.routing_rule_set_id, body.sticky_operator_user_id, params)
        if command is not None:
            yield command
        if not room.switchroom.contacts.is_linked(session.id):
            yield from linking(room, session.id, given)

    return await call.write(session.department_id, commands)


async def message(call: Call) -> Answer:
    return await post_message(call, call.session(), None)


async def file(call: Call) -> Answer:
    return await share_file(call, call.session(), None)


async def conversation(call: Call) -> Answer:
    session = call.session()
    query = QueryReader(call.query)
    after = query.number("after") or 0
    query.finish()
    rows = await asyncio.to_thread(call.parts.reader.activities_of, session.department_id, session.id)
    shown = tuple(_raw(row, call.base) for row in rows if row.id > after and _is_shown(row))
    return json_answer(Conversation(session_id=session.id, status=SessionStatus(session.status), activities=shown))


def _is_shown(row: ActivityRow) -> bool:
    return _type_of.decode(row.document.replace(BASE, b"")).type in _SHOWN


def _raw(row: ActivityRow, base: bytes) -> msgspec.Raw:
    return msgspec.Raw(row.document.replace(BASE, base))


async def feedback(call: Call) -> Answer:
    session = call.session()
    body = await call.body(Feedback)
    return await call.write(session.department_id, c.GiveFeedback(session.id, body.stars, body.scale, body.text))


def _deed(kind: Any) -> Handler:  # Any: one of the commands that take a session's id alone
    async def handle(call: Call) -> Answer:
        session = call.session()
        return await call.write(session.department_id, kind(session.id))

    return handle


def _guest(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: fields of Operation
    given = {"access": Access.GUEST, "status": 204, **more}
    path = "/api/v1/guest/sessions/{id}" + path
    return Operation(method=method, path=path, summary=summary, handle=handle, tag="Guest", **given)


OPERATIONS = (
    Operation(
        method="POST",
        path="/api/v1/guest/sessions",
        summary="Create a session; the answer holds the token of its guest",
        handle=create,
        access=Access.OPTIONAL,
        tag="Guest",
        body=NewSession,
        answer=CreatedSession,
        status=201,
        statuses=(429,),
    ),
    _guest("POST", "/route", "Seek an operator: the entry form is filled, the IVR is done", route, body=Routing),
    _guest("POST", "/join", "The guest is connected: opened the chat invitation, or came back", _deed(c.JoinGuest)),
    _guest("POST", "/messages", "Say something", message, body=NewMessage, answer=PostedMessage, status=201),
    _guest(
        "POST",
        "/files",
        "Share a file: the body is its bytes, `name` its name",
        file,
        query=(Parameter("name", str),),
        answer=SharedFile,
        status=201,
        size=Size.FILE,
        is_upload=True,
    ),
    _guest(
        "GET",
        "/activities",
        "The conversation, oldest first, after the activity with the id `after`",
        conversation,
        query=(Parameter("after", int),),
        answer=Conversation,
        status=200,
    ),
    _guest("PUT", "/feedback", "Rate the session", feedback, body=Feedback),
    _guest("POST", "/drop", "The guest's connection is gone; they may return within the tolerance", _deed(c.DropGuest)),
    _guest("POST", "/return", "The guest is back", _deed(c.ReturnGuest)),
    _guest("POST", "/leave", "The guest leaves for good", _deed(c.LeaveAsGuest)),
)
