"""People: listed, made and changed, one by one and several at once."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from hovorna.api import users_reach as reach
from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.once import made_once
from hovorna.api.operation import Handler, Operation, Parameter
from hovorna.api.users_roles import require_able_to_switch, set_membership, set_roles, switch
from hovorna.api.users_roles import set_enabled as enable
from hovorna.api.users_roles import set_global_roles as grant
from hovorna.application.accounts import User, user_key
from hovorna.application.jobs import Room
from hovorna.application.register import KeyTaken
from hovorna.application.roles import Right
from hovorna.contract import users as models
from hovorna.contract.bad_input import BadInput
from hovorna.contract.query import Page, QueryReader
from hovorna.contract.refusals import NAME_TAKEN, NOT_FOUND, Refused

_TAKEN = "Somebody in the company has this name already."
#: Whoever it belongs to, a letter can be sent there.
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")

Groups = Mapping[int, Sequence[int]]


async def list_users(call: Call) -> Answer:
    query = QueryReader(call.query)
    company_id, page = query.number("companyId"), query.page()
    query.finish()
    company = reach.company_named(call, company_id)
    everybody = await asyncio.to_thread(call.parts.accounts.users, company.id)
    shown = _page([one for one in everybody if reach.is_self(call, one) or _is_watched(call, one)], page)
    groups = await _groups_in(call, company.id)
    return json_answer([_model(call, user, groups) for user in shown])


def _is_watched(call: Call, user: User) -> bool:
    return reach.may_over(call, Right.WATCH, user)


def _page(users: list[User], page: Page) -> list[User]:
    end = None if page.limit is None else page.offset + page.limit
    return users[page.offset : end]


async def show(call: Call) -> Answer:
    user = reach.watched_person(call)
    return json_answer(_model(call, user, await _groups_in(call, user.company_id)))


async def _groups_in(call: Call, company_id: int) -> Groups:
    """User -> the groups that the switchboards of the company's departments have them in."""
    found: dict[int, list[int]] = {}

    def view(room: Room) -> None:
        board = room.switchroom.board
        for group_id, members in board.members.items():
            group = board.groups.get(group_id)
            for user_id in members if group is not None and not group.is_deleted else ():
                found.setdefault(user_id, []).append(group_id)

    departments = call.parts.accounts.departments(company_id)
    await asyncio.gather(*(call.look(one.id, view) for one in departments))
    return found


def _model(call: Call, user: User, groups: Groups) -> models.UserModel:
    is_open = reach.is_self(call, user) or reach.may_over(call, Right.ADMINISTER, user)
    return models.UserModel(
        id=user.id,
        first_name=user.first_name,
        last_name=user.last_name,
        username=user.user_name,
        email=user.email if is_open else None,
        note=user.note if is_open else None,
        enabled=user.is_enabled,
        departments=user.department_ids,
        groups=tuple(sorted(groups.get(user.id, ()))),
        global_roles=tuple(sorted(user.global_roles)),
    )


async def create(call: Call) -> Answer:
    query = QueryReader(call.query)
    company_id = query.number("companyId")
    query.finish()
    body = await call.body(models.CreateUserModel)
    company = reach.company_named(call, company_id)
    reach.require(reach.may_in(call, Right.ADMINISTER, company.id))
    name, email = _user_name(body.username), _email(body.email)

    def make(number: int) -> User:
        return User(
            id=number,
            company_id=company.id,
            user_name=name,
            first_name=body.first_name.strip(),
            last_name=body.last_name.strip(),
            email=email,
            open_id_provider=body.open_id_provider,
        )

    try:
        return await made_once(call, lambda: call.parts.accounts.new_user(company.id, make), lambda user: user.id)
    except KeyTaken:
        raise Refused(NAME_TAKEN, {"username": _TAKEN}) from None


def _user_name(text: str, field: str = "username") -> str:
    name = text.strip()
    if not name:
        raise BadInput({field: "Is required."})
    return name


def _email(text: str, field: str = "email") -> str | None:
    """An empty one is none."""
    address = text.strip()
    if address and not _EMAIL.fullmatch(address):
        raise BadInput({field: "Must be an e-mail address such as eva@example.com."})
    return address or None


async def update(call: Call) -> Answer:
    body = await call.body(models.UpdateUserModel)
    user = reach.person_in_path(call)
    _require_changeable(call, user)
    changes = {
        "user_name": _user_name(body.username),
        "first_name": body.first_name.strip(),
        "last_name": body.last_name.strip(),
        "email": _email(body.email),
    }
    _change(call, user, changes, "username")
    return NO_CONTENT


def _require_changeable(call: Call, user: User) -> None:
    reach.require(reach.may_in(call, Right.ADMINISTER, user.company_id))
    reach.require_no_more_rights(call, user)


def _change(call: Call, user: User, changes: Mapping[str, object], field: str) -> None:
    try:
        call.parts.accounts.change_user(user.id, lambda known: msgspec.structs.replace(known, **changes))
    except KeyTaken:
        raise BadInput({field: _TAKEN}) from None


class _Change(msgspec.Struct, frozen=True):
    """One of several people and what becomes of them; looked at whole before anything is changed."""

    user: User
    values: dict[str, object]
    enabled: bool | None
    field: str


async def update_several(call: Call) -> Answer:
    """All of them or none: what is wrong with one of them is refused before any is changed."""
    given = await call.body(list[models.UserChanges])
    reach.require(call.client.may(Right.ADMINISTER))
    changes = [_read_change(call, one, f"[{place}]") for place, one in enumerate(given)]
    _require_each_once(changes)
    _require_names_free(call, changes)
    switched = [one for one in changes if one.enabled is not None and one.enabled != one.user.is_enabled]
    off = [one.user for one in switched if not one.enabled]
    for one in switched:
        require_able_to_switch(call, one.user, off, f"{one.field}.enabled")
    for one in switched:
        await switch(call, one.user, is_enabled=bool(one.enabled))
    for one in changes:
        if one.values:
            _change(call, one.user, one.values, f"{one.field}.username")
    return NO_CONTENT


def _read_change(call: Call, given: models.UserChanges, field: str) -> _Change:
    user = reach.person(call, given.id)
    if user is None:
        raise Refused(NOT_FOUND)
    _require_changeable(call, user)
    values: dict[str, object] = {}
    if given.username is not None:
        values["user_name"] = _user_name(given.username, f"{field}.username")
    if given.first_name is not None:
        values["first_name"] = given.first_name.strip()
    if given.last_name is not None:
        values["last_name"] = given.last_name.strip()
    if given.email is not None:
        values["email"] = _email(given.email, f"{field}.email")
    return _Change(user, values, given.enabled, field)


def _require_each_once(changes: list[_Change]) -> None:
    seen: set[int] = set()
    for one in changes:
        if one.user.id in seen:
            raise BadInput({f"{one.field}.id": "Is given twice."})
        seen.add(one.user.id)


def _require_names_free(call: Call, changes: list[_Change]) -> None:
    """Two people can't trade names in one request: each name has to be free already."""
    claimed: dict[str | None, int] = {}
    for one in changes:
        name = one.values.get("user_name")
        if not isinstance(name, str):
            continue
        key, holder = user_key(one.user.company_id, name), call.parts.accounts.user_named(one.user.company_id, name)
        if (holder is not None and holder.id != one.user.id) or key in claimed:
            raise BadInput({f"{one.field}.username": _TAKEN})
        claimed[key] = one.user.id


def _users(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"access": Right.ADMINISTER, "status": 204, **more}
    path = "/api/v1/Users" + path
    return Operation(method=method, path=path, summary=summary, handle=handle, tag="Users", is_contract=True, **given)


_COMPANY = Parameter("companyId", int)
_PAGE = (Parameter("limit", int), Parameter("offset", int))

OPERATIONS = (
    _users(
        "GET",
        "",
        "List users; without a limit all of them",
        list_users,
        access=Right.WATCH,
        query=(_COMPANY, *_PAGE),
        answer=list[models.UserModel],
        status=200,
    ),
    _users(
        "POST",
        "",
        "Create a user",
        create,
        query=(_COMPANY,),
        body=models.CreateUserModel,
        answer=int,
        status=201,
        statuses=(409,),
    ),
    _users(
        "PUT",
        "",
        "Update several users; a member that is null or absent stays as it is",
        update_several,
        body=list[models.UserChanges],
        statuses=(404,),
    ),
    _users("GET", "/{id}", "One user", show, access=Right.WATCH, answer=models.UserModel, status=200),
    _users("PUT", "/{id}", "Update a user", update, body=models.UpdateUserModel),
    _users(
        "PUT",
        "/{id}/departments",
        "Set department membership",
        set_membership,
        body=models.SetDepartmentMembershipModel,
    ),
    _users(
        "PUT",
        "/{id}/departments/{departmentId}/roles",
        "Set roles in a department",
        set_roles,
        body=models.DepartmentRolesModel,
    ),
    _users("PUT", "/{id}/globalRoles", "Set global roles", grant, body=models.SetGlobalRolesModel),
    _users("PUT", "/{id}/enabled", "Enable or disable", enable, body=models.SetEnabledModel),
)
