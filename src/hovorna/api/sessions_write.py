"""Changes to sessions through the Public API."""

from collections.abc import Iterable, Sequence
from typing import Any

from hovorna.api.answers import Answer, encode
from hovorna.api.call import Call, Reply
from hovorna.api.call_params import setting
from hovorna.api.limits import PHONE, TEXT, require_params, require_short
from hovorna.api.operation import Handler, Operation
from hovorna.application import personal
from hovorna.application.jobs import Room
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.session_requests import (
    ForwardSessionModel,
    SessionFileResponse,
    SessionFiles,
    SessionNoteModel,
    UpdateCallParamsModel,
)
from hovorna.contract.wire_words import FileRemovalState
from hovorna.domain.errors import SessionUnknown
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import ParamSource

_MOST_FILES = 1000


async def set_call_params(call: Call) -> Answer:
    session = call.session()
    given = (await call.body(UpdateCallParamsModel)).call_params
    if given is None:
        raise BadInput({"callParams": "Is required."})
    require_params(given)

    def commands(room: Room) -> Iterable[c.Command]:
        command = setting(room, session.id, given, ParamSource.API, call.parts.clock.now())
        return () if command is None else (command,)

    return await call.write(session.department_id, commands)


async def assign_tag(call: Call) -> Answer:
    session = call.session()
    return await call.write(session.department_id, c.AssignTag(session.id, call.number("tagId")))


async def remove_tag(call: Call) -> Answer:
    session = call.session()
    return await call.write(session.department_id, c.RemoveTag(session.id, call.number("tagId")))


async def write_note(call: Call) -> Answer:
    """The same note again changes nothing."""
    session = call.session()
    text = (await call.body(SessionNoteModel)).note or ""
    require_short("note", text, TEXT)

    def commands(room: Room) -> Iterable[c.Command]:
        is_same = room.switchroom.values(session.id).get(personal.NOTE, "") == text
        return () if is_same else (c.WriteNote(session.id, text),)

    return await call.write(session.department_id, commands)


async def forward(call: Call) -> Answer:
    session = call.session()
    body = await call.body(ForwardSessionModel)
    targets = forward_targets(body)
    command = c.Forward(session.id, note=body.note, **targets)
    return await call.write(session.department_id, command)


def forward_targets(body: ForwardSessionModel) -> dict[str, Any]:
    """The one target as the command names it. Raises BadInput."""
    if body.chatbot_id is not None:
        raise BadInput({"chatbotId": "This server has no chatbots yet: name a group, a user or a phone number."})
    given = {
        "operatorGroupId": body.operator_group_id,
        "userId": body.user_id,
        "phoneNumber": body.phone_number or None,
    }
    named = [name for name, target in given.items() if target is not None]
    if len(named) != 1:
        sentence = "Exactly one of operatorGroupId, userId, phoneNumber must be given."
        raise BadInput(dict.fromkeys(named or given, sentence))
    require_short("phoneNumber", body.phone_number, PHONE)
    require_short("note", body.note, TEXT)
    return {
        "to_group_id": body.operator_group_id,
        "to_operator_id": body.user_id,
        "to_phone": given["phoneNumber"],
    }


async def end(call: Call) -> Answer:
    session = call.session()
    return await call.write(session.department_id, c.EndSession(session.id))


async def anonymize(call: Call) -> Answer:
    session = call.session()
    return await call.write(session.department_id, c.Anonymise(session.id))


async def delete_files(call: Call) -> Answer:
    session = call.session()
    file_ids = (await call.body(SessionFiles)).file_ids
    if file_ids is None:
        raise BadInput({"fileIds": "Is required."})
    if len(file_ids) > _MOST_FILES:
        raise BadInput({"fileIds": f"Must not name more than {_MOST_FILES} files."})
    states: list[SessionFileResponse] = []

    def commands(room: Room) -> Iterable[c.Command]:
        known = room.switchroom.session(session.id)
        if known is None:
            raise SessionUnknown(session.id)
        states.extend(_removals(known, file_ids))
        removed = [one.file_id for one in states if one.state is FileRemovalState.REMOVED]
        return [c.DeleteFile(session.id, file_id) for file_id in removed]

    def reply(_: Sequence[Turn]) -> Reply:
        return 200, encode(states)

    return await call.write(session.department_id, commands, reply)


def _removals(session: Session, file_ids: Sequence[int]) -> Iterable[SessionFileResponse]:
    done: set[int] = set()
    for file_id in file_ids:
        file = session.files.get(file_id)
        if file is None:
            state = FileRemovalState.INACCESSIBLE
        elif file.is_deleted or file_id in done or session.anonymised is not None:
            state = FileRemovalState.ALREADY_REMOVED
        else:
            state = FileRemovalState.REMOVED
            done.add(file_id)
        yield SessionFileResponse(file_id=file_id, state=state)


def _writing(method: str, path: str, summary: str, handle: Handler, body: type | None = None) -> Operation:
    return Operation(
        method=method,
        path="/api/v1/Sessions/{id}" + path,
        summary=summary,
        handle=handle,
        access=Right.ANONYMISE if handle is anonymize else Right.WRITE,
        tag="Sessions",
        body=body,
        status=204,
        is_contract=True,
    )


OPERATIONS = (
    _writing("PUT", "/callparams", "Set call params (given keys only)", set_call_params, UpdateCallParamsModel),
    _writing("PUT", "/tags/{tagId}", "Assign a tag", assign_tag),
    _writing("DELETE", "/tags/{tagId}", "Remove a tag", remove_tag),
    _writing("PUT", "/note", "Write the note of a session", write_note, SessionNoteModel),
    _writing("POST", "/forward", "Forward to a group, operator, chatbot or phone number", forward, ForwardSessionModel),
    _writing("POST", "/end", "End a session (termination reason SessionApiCall)", end),
    _writing("POST", "/anonymize", "Remove personal data; times stay", anonymize),
    Operation(
        method="DELETE",
        path="/api/v1/Sessions/{id}/files",
        summary="Delete files of a session",
        handle=delete_files,
        access=Right.WRITE,
        tag="Sessions",
        body=SessionFiles,
        answer=list[SessionFileResponse],
        is_contract=True,
    ),
)
