"""Where people belong, what they may do there, and whether they may do anything at all."""

import asyncio
from collections.abc import Callable, Collection, Iterable

import msgspec

from hovorna.api import users_reach as reach
from hovorna.api.answers import NO_CONTENT, Answer
from hovorna.api.call import Call
from hovorna.application.accounts import Department, User
from hovorna.application.jobs import Room
from hovorna.application.people import Standing, is_last_administrator, placing, rights_given
from hovorna.application.roles import DepartmentRole, GlobalRole, Right
from hovorna.contract import users as models
from hovorna.contract.bad_input import BadInput
from hovorna.contract.refusals import NOT_FOUND, Refused
from hovorna.domain.switchboard.commands import Command

_LAST = "The company would be left without an administrator."
#: Of a new member: to answer, on every channel, until other roles are set.
_FIRST_ROLES = frozenset({DepartmentRole.OPERATOR})


async def set_membership(call: Call) -> Answer:
    body = await call.body(models.SetDepartmentMembershipModel)
    user = reach.person_in_path(call)
    wanted = [_department_of(call, user, number, f"departments[{at}]") for at, number in enumerate(body.departments)]
    ids = {department.id for department in wanted}
    for changed in ids ^ set(user.departments):
        reach.require(reach.may_in(call, Right.ADMINISTER, user.company_id, changed))
    for left in sorted(set(user.departments) - ids):
        await _place(call, user, left, None)
    for joined in sorted(ids - set(user.departments)):
        await _place(call, user, joined, _FIRST_ROLES)
    _change(call, user, lambda known: {number: known.departments.get(number, _FIRST_ROLES) for number in sorted(ids)})
    return NO_CONTENT


def _department_of(call: Call, user: User, number: int, field: str) -> Department:
    department = call.parts.accounts.department(number)
    if department is None or department.company_id != user.company_id:
        raise BadInput({field: f"There is no department {number}."})
    return department


async def set_roles(call: Call) -> Answer:
    body = await call.body(models.DepartmentRolesModel)
    user, department_id = reach.person_in_path(call), call.number("departmentId")
    department = call.parts.accounts.department(department_id)
    if department is None or department.company_id != user.company_id:
        raise Refused(NOT_FOUND)
    reach.require(reach.may_in(call, Right.ADMINISTER, user.company_id, department_id))
    if department_id not in user.departments:
        raise BadInput({"departmentId": "The person does not belong to the department."})
    roles, before = frozenset(body.roles), user.departments[department_id]
    for right in rights_given(department_roles=roles - before):
        # Nobody gives what they do not have.
        reach.require(reach.may_in(call, right, user.company_id, department_id))
    await _place(call, user, department_id, roles)
    _change(call, user, lambda known: {**known.departments, department_id: roles})
    return NO_CONTENT


async def _place(call: Call, user: User, department_id: int, roles: frozenset[DepartmentRole] | None) -> None:
    """Tells the switchboard, before the register: a request that was cut off is sent again."""
    before = user.departments.get(department_id)
    standing = Standing(user.id, before, roles, user.is_enabled, reach.by(call, user))
    await _tell(call, department_id, standing)


async def _tell(call: Call, department_id: int, standing: Standing) -> None:
    def commands(room: Room) -> Iterable[Command]:
        return placing(room.switchroom.board, standing)

    await call.parts.engine.execute(department_id, commands)


Deed = Callable[[User], dict[int, frozenset[DepartmentRole]]]


def _change(call: Call, user: User, departments_of: Deed) -> None:
    def deed(known: User) -> User:
        return msgspec.structs.replace(known, departments=departments_of(known))

    call.parts.accounts.change_user(user.id, deed)


async def set_global_roles(call: Call) -> Answer:
    body = await call.body(models.SetGlobalRolesModel)
    user, roles = reach.person_in_path(call), frozenset(body.global_roles)
    reach.require(reach.may_in(call, Right.ADMINISTER, user.company_id))
    # Nobody gives what they do not have, nor takes it.
    reach.require(rights_given(global_roles=roles ^ user.global_roles) <= call.client.rights)
    if is_last_administrator(user, _company(call, user)) and is_no_administrator(roles):
        raise BadInput({"globalRoles": _LAST})
    call.parts.accounts.change_user(user.id, lambda known: msgspec.structs.replace(known, global_roles=roles))
    return NO_CONTENT


def is_no_administrator(roles: Collection[GlobalRole]) -> bool:
    return GlobalRole.ADMIN not in roles and GlobalRole.COMPANY_ADMIN not in roles


def _company(call: Call, user: User) -> list[User]:
    return call.parts.accounts.users(user.company_id)


async def set_enabled(call: Call) -> Answer:
    body = await call.body(models.SetEnabledModel)
    user = reach.person_in_path(call)
    reach.require(reach.may_in(call, Right.ADMINISTER, user.company_id))
    reach.require_no_more_rights(call, user)
    if not body.is_enabled:
        require_able_to_switch(call, user, [user], "isEnabled")
    await switch(call, user, is_enabled=body.is_enabled)
    return NO_CONTENT


def require_able_to_switch(call: Call, user: User, off: Collection[User], field: str) -> None:
    """`off` are all who are to be disabled together."""
    gone = {one.id for one in off} - {user.id}
    company = [one for one in _company(call, user) if one.id not in gone]
    if user in off and is_last_administrator(user, company):
        raise BadInput({field: _LAST})


async def switch(call: Call, user: User, *, is_enabled: bool) -> None:
    """A disabled person can't log in, and gets no more offers in any department. Logins of before do not come back."""
    for department_id, roles in sorted(user.departments.items()):
        await _tell(call, department_id, Standing(user.id, roles, roles, is_enabled, reach.by(call, user)))
    call.parts.accounts.change_user(user.id, lambda known: msgspec.structs.replace(known, is_enabled=is_enabled))
    if not is_enabled:
        await asyncio.to_thread(call.server.login_desk.logins.end_all, user.company_id, user.id)
