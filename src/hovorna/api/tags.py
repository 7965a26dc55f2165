"""Tags: names that are put on sessions. A name never changes; a deleted tag stays where it is."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from hovorna.api.answers import Answer, encode, json_answer
from hovorna.api.call import Call, Reply
from hovorna.api.finding import require_new_name, seen_in_all, tag_in
from hovorna.api.limits import NAME, required_name
from hovorna.api.operation import Operation
from hovorna.api.replies import fact_of
from hovorna.application.jobs import Room
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.tags import CreateTagModel, TagModel, UpdateTagModel
from hovorna.domain import facts as f
from hovorna.domain.facts import TagDefined
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.switchboard.turn import Turn

_COLOUR = re.compile(r"#?(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")


def _tags(board: Switchboard) -> list[TagDefined]:
    return [tag for tag in board.tags.values() if not tag.is_deleted]


async def show(call: Call) -> Answer:
    found = [
        TagModel(
            id=tag.tag_id,
            name=tag.name,
            label=tag.label,
            department_id=department.id,
            background_argb=tag.background_argb,
            text_argb=tag.text_argb,
        )
        for department, tags in await seen_in_all(call, call.departments(), _tags)
        for tag in tags
    ]
    return json_answer(sorted(found, key=lambda tag: tag.id))


def _require_looks(body: CreateTagModel | UpdateTagModel) -> None:
    errors: dict[str, str] = {}
    for field, colour in (("backgroundArgb", body.background_argb), ("textArgb", body.text_argb)):
        if colour is not None and not _COLOUR.fullmatch(colour):
            errors[field] = "Must be a colour such as #FF2E7D32: alpha, red, green, blue."
    if body.label is not None and len(body.label) > NAME:
        errors["label"] = f"Must not be longer than {NAME} characters."
    if errors:
        raise BadInput(errors)


def _definition(number: int, name: str, body: CreateTagModel | UpdateTagModel) -> c.DefineTag:
    return c.DefineTag(number, name, body.label, body.background_argb, body.text_argb)


async def create(call: Call) -> Answer:
    body = await call.body(CreateTagModel)
    name = required_name("name", body.name)
    _require_looks(body)
    department = call.department(call.number("departmentId"))

    def commands(room: Room) -> Iterable[c.Command]:
        require_new_name((tag.name for tag in _tags(room.switchroom.board)), name, "tag")
        yield _definition(call.parts.accounts.next_id("tag"), name, body)

    def reply(turns: Sequence[Turn]) -> Reply:
        body = fact_of(turns, TagDefined).body
        assert isinstance(body, f.TagDefined)  # noqa: S101 - what was asked for; narrows the type
        return 201, encode(body.tag_id)

    return await call.write(department.id, commands, reply)


async def update(call: Call) -> Answer:
    """Label and colours become what is given, also none."""
    body = await call.body(UpdateTagModel)
    _require_looks(body)
    department, tag = await tag_in(call)
    return await call.write(department.id, _definition(tag.tag_id, tag.name, body))


async def delete(call: Call) -> Answer:
    department, tag = await tag_in(call)
    gone = msgspec.structs.replace(tag, is_deleted=True)
    return await call.write(department.id, c.DefineTag(**msgspec.structs.asdict(gone)))


OPERATIONS = (
    Operation(
        method="GET",
        path="/api/v1/Tags",
        summary="List tags",
        handle=show,
        access=Right.WATCH,
        tag="Tags",
        answer=list[TagModel],
        is_contract=True,
    ),
    Operation(
        method="POST",
        path="/api/v1/Tags/departments/{departmentId}",
        summary="Create a tag; its name never changes",
        handle=create,
        access=Right.ADMINISTER,
        tag="Tags",
        body=CreateTagModel,
        answer=int,
        status=201,
        is_contract=True,
    ),
    Operation(
        method="PUT",
        path="/api/v1/Tags/{id}",
        summary="Change how a tag looks",
        handle=update,
        access=Right.ADMINISTER,
        tag="Tags",
        body=UpdateTagModel,
        status=204,
        is_contract=True,
    ),
    Operation(
        method="DELETE",
        path="/api/v1/Tags/{id}",
        summary="Delete a tag; sessions keep the name",
        handle=delete,
        access=Right.ADMINISTER,
        tag="Tags",
        status=204,
        is_contract=True,
    ),
)
