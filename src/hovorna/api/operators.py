"""The operator's side: presence, offers, and everything that is done in a session."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from hovorna.api.answers import JSON, Answer, encode, json_answer
from hovorna.api.call import Call, Reply
from hovorna.api.conversation import post_message, share_file
from hovorna.api.offers import offers_in, view_of
from hovorna.api.operation import Access, Handler, Operation, Parameter, Size
from hovorna.api.replies import fact_of
from hovorna.api.session_bytes import document_of
from hovorna.application.accounts import User
from hovorna.application.jobs import Room
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.operations_guest import NewMessage, PostedMessage, SharedFile
from hovorna.contract.operations_operator import (
    AcceptedOffer,
    NewBan,
    NewConnection,
    NewDial,
    NewForward,
    NewInvitation,
    NewNote,
    NewPresence,
    OfferView,
    OpenedInvitation,
    OperatorView,
)
from hovorna.contract.refusals import NOT_FOUND, RIGHT_MISSING, Refused
from hovorna.contract.session_model import SessionModel
from hovorna.domain import facts as f
from hovorna.domain.errors import OfferGone
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.turn import Turn


def user_of(call: Call) -> User:
    """The operator in the path; another company's is as good as none."""
    user = call.parts.accounts.user(call.number("userId"))
    if user is None or user.company_id != call.client.company_id:
        raise Refused(NOT_FOUND)
    right = call.right or Right.OPERATE
    if not any(call.client.may(right, department_id) for department_id in (None, *user.departments)):
        raise Refused(RIGHT_MISSING)
    return user


def _department(user: User, named: int | None) -> int:
    if named is None and len(user.department_ids) == 1:
        return user.department_ids[0]
    if named in user.department_ids:
        return named
    known = ", ".join(map(str, user.department_ids)) or "none"
    raise BadInput({"departmentId": f"Must be one of the operator's departments: {known}."})


async def _look_everywhere(call: Call, user: User, view: Callable[[Room], None]) -> None:
    for department_id in user.department_ids:
        await call.look(department_id, view)


async def show(call: Call) -> Answer:
    user, found = user_of(call), list[OperatorView]()
    await _look_everywhere(call, user, lambda room: found.extend(view_of(room, user.id)))
    return json_answer(found)


async def set_presence(call: Call) -> Answer:
    user, body = user_of(call), await call.body(NewPresence)
    command = c.SetPresence(user.id, body.presence, body.break_id)
    return await call.write(_department(user, body.department_id), command)


async def set_connection(call: Call) -> Answer:
    user, body = user_of(call), await call.body(NewConnection)
    command = c.ReconnectOperator(user.id) if body.is_connected else c.DisconnectOperator(user.id)
    return await call.write(_department(user, body.department_id), command)


async def offers(call: Call) -> Answer:
    user, found = user_of(call), list[OfferView]()
    for department_id in user.department_ids:
        found += await offers_in(call, department_id, user.id)
    return json_answer(found)


def _about_offer(kind: Any, reply: Callable[[Sequence[Turn]], Reply] | None = None) -> Handler:
    """`kind`: one of the commands that name an operator and an offer."""

    async def handle(call: Call) -> Answer:
        user, offer_id = user_of(call), call.number("offerId")
        command = kind(user.id, offer_id)
        department_id = await _holder_of(call, user, offer_id)
        return await (call.write(department_id, command, reply) if reply else call.write(department_id, command))

    return handle


async def _holder_of(call: Call, user: User, offer_id: int) -> int:
    """Whose offer it is: ids of offers count within a department."""
    if len(user.department_ids) == 1:
        return user.department_ids[0]
    holders: list[int] = []

    def view(room: Room) -> None:
        operator = room.switchroom.board.operators.get(user.id)
        if operator is not None and offer_id in operator.offers:
            holders.append(room.switchroom.department_id)

    await _look_everywhere(call, user, view)
    if len(holders) != 1:
        raise OfferGone(offer_id)
    return holders[0]


def _accepted(turns: Sequence[Turn]) -> Reply:
    return 200, encode(AcceptedOffer(session_id=fact_of(turns, f.OfferAccepted).session_id))


async def sessions(call: Call) -> Answer:
    """Those that the operator has not concluded."""
    user, ids = user_of(call), list[int]()

    def view(room: Room) -> None:
        operator = room.switchroom.board.operators.get(user.id)
        ids.extend(operator.work if operator is not None else ())

    await _look_everywhere(call, user, view)
    documents = await asyncio.to_thread(_documents, call, sorted(ids))
    return Answer(200, b"[" + b",".join(documents) + b"]", (JSON,))


def _documents(call: Call, ids: Iterable[int]) -> list[bytes]:
    reader = call.parts.reader
    found = (reader.session(session_id) for session_id in ids)
    return [document_of(session, reader, call.base) for session in found if session is not None]


async def message(call: Call) -> Answer:
    user = user_of(call)
    return await post_message(call, call.session(), user.id)


async def file(call: Call) -> Answer:
    user = user_of(call)
    return await share_file(call, call.session(), user.id)


def _deed(kind: Any) -> Handler:  # Any: one of the commands that take a session and an operator
    async def handle(call: Call) -> Answer:
        user, session = user_of(call), call.session()
        return await call.write(session.department_id, kind(session.id, user.id))

    return handle


async def dial(call: Call) -> Answer:
    user, session = user_of(call), call.session()
    body = await call.body(NewDial)
    return await call.write(session.department_id, c.Dial(session.id, user.id, body.number))


async def forward(call: Call) -> Answer:
    user, session = user_of(call), call.session()
    body = await call.body(NewForward)
    _require_one(body, ("operatorGroupId", "userId", "phoneNumber"))
    command = c.Forward(
        session.id,
        user.id,
        to_group_id=body.operator_group_id,
        to_operator_id=body.user_id,
        to_phone=body.phone_number,
        note=body.note,
        keeps_acw=body.keeps_acw,
    )
    return await call.write(session.department_id, command)


async def invite(call: Call) -> Answer:
    user, session = user_of(call), call.session()
    body = await call.body(NewInvitation)
    _require_one(body, ("operatorGroupId", "userId"))

    def reply(turns: Sequence[Turn]) -> Reply:
        return 201, encode(OpenedInvitation(routing_request_id=fact_of(turns, f.RoutingRequested).version))

    return await call.write(
        session.department_id, c.Invite(session.id, user.id, body.operator_group_id, body.user_id), reply
    )


def _require_one(body: msgspec.Struct, names: tuple[str, ...]) -> None:
    given = msgspec.to_builtins(body)
    named = [name for name in names if given[name] is not None]
    if len(named) != 1:
        raise BadInput(dict.fromkeys(named or names, f"Exactly one of {', '.join(names)} must be given."))


async def cancel_invite(call: Call) -> Answer:
    user_of(call)
    session = call.session()
    return await call.write(session.department_id, c.CancelInvite(session.id, call.number("requestId")))


async def write_note(call: Call) -> Answer:
    user, session = user_of(call), call.session()
    text = (await call.body(NewNote)).note
    return await call.write(session.department_id, c.WriteNote(session.id, text, user.id))


async def ban(call: Call) -> Answer:
    user_of(call)
    session = call.session()
    body = await call.body(NewBan)
    return await call.write(session.department_id, c.BanGuest(session.id, body.reason))


def _operator(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"status": 204, **more}
    path = "/api/v1/operators/{userId}" + path
    return Operation(
        method=method, path=path, summary=summary, handle=handle, access=Access.OPERATOR, tag="Operator", **given
    )


_IN = "/sessions/{id}"

OPERATIONS = (
    _operator("GET", "", "The operator in each department", show, answer=list[OperatorView], status=200),
    _operator("PUT", "/presence", "Say to be ONLINE, AWAY, on a BREAK or OFFLINE", set_presence, body=NewPresence),
    _operator("PUT", "/connection", "Tell whether the desk is connected", set_connection, body=NewConnection),
    _operator("GET", "/offers", "Live offers, with deadlines and reasons", offers, answer=list[OfferView], status=200),
    _operator(
        "POST",
        "/offers/{offerId}/accept",
        "Take the session of this offer; a telephone that rang was answered",
        _about_offer(c.AcceptOffer, _accepted),
        answer=AcceptedOffer,
        status=200,
    ),
    _operator("POST", "/offers/{offerId}/ring", "Ring the operator's telephone for it", _about_offer(c.RingLeg)),
    _operator("POST", "/offers/{offerId}/reject", "Turn it down", _about_offer(c.RejectOffer)),
    _operator("GET", "/sessions", "Sessions not concluded yet", sessions, answer=list[SessionModel], status=200),
    _operator("POST", f"{_IN}/join", "The operator's leg of a two-way call was answered", _deed(c.JoinOperator)),
    _operator("POST", f"{_IN}/messages", "Say something", message, body=NewMessage, answer=PostedMessage, status=201),
    _operator(
        "POST",
        f"{_IN}/files",
        "Share a file: the body is its bytes, `name` its name",
        file,
        query=(Parameter("name", str),),
        answer=SharedFile,
        status=201,
        size=Size.FILE,
        is_upload=True,
    ),
    _operator("POST", f"{_IN}/hold", "Put the guest on hold", _deed(c.Hold)),
    _operator("POST", f"{_IN}/resume", "Take the guest off hold", _deed(c.Resume)),
    _operator("POST", f"{_IN}/dial", "Begin to dial the guest's number", dial, body=NewDial),
    _operator("POST", f"{_IN}/forward", "Hand the session over", forward, body=NewForward),
    _operator(
        "POST",
        f"{_IN}/invitations",
        "Ask a colleague in",
        invite,
        body=NewInvitation,
        answer=OpenedInvitation,
        status=201,
    ),
    _operator("DELETE", f"{_IN}/invitations/{{requestId}}", "Take the invitation back", cancel_invite),
    _operator("PUT", f"{_IN}/note", "Write the operator's note", write_note, body=NewNote),
    _operator("POST", f"{_IN}/ban", "Ban the guest: everybody leaves and concludes", ban, body=NewBan),
    _operator(
        "POST",
        f"{_IN}/leave",
        "End the communication; with colleagues in, only this operator leaves",
        _deed(c.LeaveSession),
    ),
    _operator("POST", f"{_IN}/conclude", "Finish the after-call work", _deed(c.Conclude)),
)
