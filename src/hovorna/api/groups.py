"""Operator groups: what there is, new ones, members, names; a deleted group takes nobody any more."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from hovorna.api.answers import Answer, encode, json_answer
from hovorna.api.call import Call, Reply
from hovorna.api.finding import group_in, require_new_name, seen_in, seen_in_all
from hovorna.api.limits import required_name
from hovorna.api.operation import Handler, Operation, Parameter
from hovorna.api.replies import fact_of
from hovorna.application.accounts import Department
from hovorna.application.jobs import Room
from hovorna.application.membership import joining, leaving
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.groups import (
    CreateGroupModel,
    GroupMember,
    GroupMembers,
    GroupModel,
    GroupName,
    OperatorGroupType,
    UpdateGroupModel,
)
from hovorna.contract.query import QueryReader
from hovorna.domain import facts as f
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.switchboard.turn import Turn

_MOST_MEMBERS = 10_000


async def show(call: Call) -> Answer:
    """Of one department, or of all in which the caller may watch."""
    query = QueryReader(call.query)
    named = query.number("departmentId")
    query.finish()
    departments = call.departments() if named is None else [department_in_body(call, named)]
    found: list[GroupModel] = []
    for department, groups in await seen_in_all(call, departments, _groups):
        found += [_model(group, since, department) for group, since in groups]
    return json_answer(sorted(found, key=lambda group: group.id))


def _groups(board: Switchboard) -> list[tuple[GroupSettings, Any]]:
    return [(group, board.groups_since[group.id]) for group in board.groups.values() if not group.is_deleted]


def _model(group: GroupSettings, since: Any, department: Department) -> GroupModel:
    # Who belongs to a group is always listed, and chatbots are in none: all of ours are of one type.
    kind = OperatorGroupType.NORMAL
    return GroupModel(id=group.id, name=group.name, created=since, type=kind, department_id=department.id)


def department_in_body(call: Call, department_id: int) -> Department:
    """Raises BadInput for one that the company does not have; refuses whoever lacks the right there."""
    department = call.parts.accounts.department(department_id)
    if department is None or department.company_id != call.client.company_id:
        raise BadInput({"departmentId": f"There is no department {department_id}."})
    call.require(department.id)
    return department


async def create(call: Call) -> Answer:
    body = await call.body(CreateGroupModel)
    name = required_name("name", body.name)
    department = department_in_body(call, body.department_id)

    def commands(room: Room) -> Iterable[c.Command]:
        _require_free(room, name)
        yield c.ConfigureGroup(GroupSettings(call.parts.accounts.next_id("group"), name))

    def reply(turns: Sequence[Turn]) -> Reply:
        body = fact_of(turns, f.GroupConfigured).body
        assert isinstance(body, f.GroupConfigured)  # noqa: S101 - what was asked for; narrows the type
        return 201, encode(body.group.id)

    return await call.write(department.id, commands, reply)


def _require_free(room: Room, name: str, but: int | None = None) -> None:
    groups = room.switchroom.board.groups.values()
    require_new_name((one.name for one in groups if not one.is_deleted and one.id != but), name, "group")


async def rename(call: Call) -> Answer:
    name = required_name("name", (await call.body(GroupName)).name)
    department, group = await group_in(call)

    def commands(room: Room) -> Iterable[c.Command]:
        _require_free(room, name, group.id)
        yield c.ConfigureGroup(msgspec.structs.replace(room.switchroom.board.groups[group.id], name=name))

    return await call.write(department.id, commands)


async def delete(call: Call) -> Answer:
    """Whoever waits there goes on to the next rule at once; rules that lead there are passed over."""
    department, group = await group_in(call)

    def commands(room: Room) -> Iterable[c.Command]:
        board = room.switchroom.board
        yield c.ConfigureGroup(msgspec.structs.replace(board.groups[group.id], is_deleted=True))
        yield from leaving(board, group.id, list(board.members.get(group.id, ())))

    return await call.write(department.id, commands)


# --- members ------------------------------------------------------------------------------------------------------


async def show_members(call: Call) -> Answer:
    department, group = await group_in(call)
    return json_answer(
        GroupMembers(members=await seen_in(call, department.id, lambda board: _members(board, group.id)))
    )


def _members(board: Switchboard, group_id: int) -> tuple[GroupMember, ...]:
    return tuple(
        GroupMember(user_id=user_id, priority=membership.priority)
        for user_id in board.members.get(group_id, ())
        for membership in board.operators[user_id].settings.memberships
        if membership.group_id == group_id
    )


async def set_members(call: Call) -> Answer:
    """The published way: who stays keeps the priority."""
    user_ids = (await call.body(UpdateGroupModel)).user_ids
    if user_ids is None:
        raise BadInput({"userIds": "Is required."})
    department, group = await group_in(call)
    return await _replace(call, department, group, "userIds", dict.fromkeys(user_ids))


async def set_members_in_order(call: Call) -> Answer:
    members = (await call.body(GroupMembers)).members
    wrong = [place for place, one in enumerate(members) if one.priority < 0]
    if wrong:
        raise BadInput({f"members[{place}].priority": "Must be 0 or more." for place in wrong})
    department, group = await group_in(call)
    return await _replace(call, department, group, "members", {one.user_id: one.priority for one in members})


async def _replace(
    call: Call, department: Department, group: GroupSettings, field: str, wanted: dict[int, int | None]
) -> Answer:
    if len(wanted) > _MOST_MEMBERS:
        raise BadInput({field: f"A group can't have more than {_MOST_MEMBERS} members."})
    users = {user.id: user for user in call.parts.accounts.users(department.company_id)}
    strangers = [user_id for user_id in wanted if user_id not in users]
    if strangers:
        raise BadInput({field: f"There is no user {strangers[0]}."})
    outside = [user_id for user_id in wanted if department.id not in users[user_id].departments]
    if outside:
        raise BadInput({field: f"User {outside[0]} is no member of department {department.id}."})

    def commands(room: Room) -> Iterable[c.Command]:
        board = room.switchroom.board
        gone = [user_id for user_id in board.members.get(group.id, ()) if user_id not in wanted]
        yield from leaving(board, group.id, gone)
        for user_id, priority in wanted.items():
            yield from joining(board, group.id, users[user_id], priority)

    return await call.write(department.id, commands)


def _group(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"access": Right.ADMINISTER, "status": 204, **more}
    return Operation(method=method, path="/api/v1/Groups" + path, summary=summary, handle=handle, tag="Groups", **given)


OPERATIONS = (
    _group(
        "GET",
        "",
        "List operator groups",
        show,
        access=Right.WATCH,
        query=(Parameter("departmentId", int),),
        answer=list[GroupModel],
        status=200,
        is_contract=True,
    ),
    _group("POST", "", "Create a group", create, body=CreateGroupModel, answer=int, status=201, is_contract=True),
    _group("PUT", "/{id}", "Set the members of a group", set_members, body=UpdateGroupModel, is_contract=True),
    _group("PUT", "/{id}/name", "Rename a group", rename, body=GroupName),
    _group("DELETE", "/{id}", "Delete a group: who waits there goes on by the rules", delete),
    _group(
        "GET",
        "/{id}/members",
        "The members of a group and their priorities",
        show_members,
        access=Right.WATCH,
        answer=GroupMembers,
        status=200,
    ),
    _group("PUT", "/{id}/members", "Set the members and their priorities", set_members_in_order, body=GroupMembers),
)
