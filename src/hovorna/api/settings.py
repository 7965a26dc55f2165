"""Settings of departments, groups, people and rule sets: maps from key to text."""

from collections.abc import Callable, Iterable
from typing import Any

from hovorna.api.answers import Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.finding import group_in, rule_set_in, seen_in
from hovorna.api.operation import Handler, Operation, Parameter
from hovorna.application.accounts import User
from hovorna.application.jobs import Room
from hovorna.application.membership import newcomer
from hovorna.application.roles import Right
from hovorna.application.settings import catalogue
from hovorna.application.settings.catalogue import Scope, Values, merged, texts_of
from hovorna.contract import settings as models
from hovorna.contract.bad_input import BadInput
from hovorna.contract.query import QueryReader
from hovorna.contract.refusals import NOT_FOUND, Refused
from hovorna.domain.errors import InvalidValue
from hovorna.domain.settings import OperatorSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.state import Switchboard

#: Any: the settings of one scope, and the command that saves them.
Save = Callable[[Any], c.Command]


async def given_settings(call: Call, scope: Scope, model: type[models.SettingsUpdate]) -> Values:
    given = (await call.body(model)).settings
    if given is None:
        raise BadInput({"settings": "Is required."})
    return catalogue.read(scope, given)


def changing(scope: Scope, holder: Any, values: Values, save: Save, **owner: int) -> Iterable[c.Command]:
    """Nothing where nothing would be another; else the command, and a word in the log for each changed setting."""
    settings, changed = merged(scope, holder, values)
    if changed:
        yield save(settings)
    for key in changed:
        yield c.AnnounceSetting(key, **owner)


# --- a department -------------------------------------------------------------------------------------------------


async def show_department(call: Call) -> Answer:
    department = call.department(call.number("id"))
    settings = await seen_in(call, department.id, lambda board: board.settings)
    texts = texts_of(catalogue.DEPARTMENT, settings)
    return json_answer(models.DepartmentSettingsModel(department_id=department.id, settings=texts))


async def set_department(call: Call) -> Answer:
    values = await given_settings(call, catalogue.DEPARTMENT, models.DepartmentSettingsUpdate)
    department = call.department(call.number("id"))

    def commands(room: Room) -> Iterable[c.Command]:
        board = room.switchroom.board
        _require_rule_set(board, values.get("default_rule_set_id"))
        scope = catalogue.DEPARTMENT
        return changing(scope, board.settings, values, c.ConfigureDepartment, department_id=department.id)

    return await call.write(department.id, commands)


def _require_rule_set(board: Switchboard, wanted: int | None) -> None:
    rule_set = board.rule_sets.get(wanted) if wanted is not None else None
    if wanted is not None and (rule_set is None or rule_set.is_deleted):
        raise InvalidValue("settings.defaultRoutingRuleSetId", f"There is no rule set {wanted} in this department.")


# --- a group ------------------------------------------------------------------------------------------------------


async def show_group(call: Call) -> Answer:
    _, group = await group_in(call)
    texts = texts_of(catalogue.GROUP, group)
    return json_answer(models.GroupSettingsModel(operator_group_id=group.id, settings=texts))


async def set_group(call: Call) -> Answer:
    values = await given_settings(call, catalogue.GROUP, models.GroupSettingsUpdate)
    department, group = await group_in(call)

    def commands(room: Room) -> Iterable[c.Command]:
        now = room.switchroom.board.groups[group.id]
        return changing(catalogue.GROUP, now, values, c.ConfigureGroup, group_id=group.id)

    return await call.write(department.id, commands)


# --- a rule set ---------------------------------------------------------------------------------------------------


async def show_rule_set(call: Call) -> Answer:
    _, rule_set = await rule_set_in(call)
    texts = texts_of(catalogue.RULE_SET, rule_set)
    return json_answer(models.RoutingRuleSetSettingsModel(routing_rule_set_id=rule_set.id, settings=texts))


async def set_rule_set(call: Call) -> Answer:
    values = await given_settings(call, catalogue.RULE_SET, models.RoutingRuleSetSettingsUpdate)
    department, rule_set = await rule_set_in(call)

    def commands(room: Room) -> Iterable[c.Command]:
        now = room.switchroom.board.rule_sets[rule_set.id]
        return changing(catalogue.RULE_SET, now, values, c.ConfigureRuleSet, rule_set_id=rule_set.id)

    return await call.write(department.id, commands)


# --- a person -----------------------------------------------------------------------------------------------------


def _person(call: Call) -> User:
    user = call.parts.accounts.user(call.number("id"))
    if user is None or user.company_id != call.client.company_id:
        raise Refused(NOT_FOUND)
    return user


def _place_of(call: Call, user: User) -> int:
    """Limits of a person hold in one department; where there are several it has to be named."""
    query = QueryReader(call.query)
    named = query.number("departmentId")
    query.finish()
    if named is None and len(user.department_ids) == 1:
        named = user.department_ids[0]
    if named is None or named not in user.department_ids:
        known = ", ".join(map(str, user.department_ids)) or "none"
        raise BadInput({"departmentId": f"Must be one of the user's departments: {known}."})
    return call.department(named).id


async def show_user(call: Call) -> Answer:
    user = _person(call)
    department_id = _place_of(call, user)

    def view(board: Switchboard) -> OperatorSettings:
        operator = board.operators.get(user.id)
        return newcomer(board, user) if operator is None else operator.settings

    texts = texts_of(catalogue.USER, await seen_in(call, department_id, view))
    return json_answer(models.UserSettingsModel(user_id=user.id, settings=texts))


async def set_user(call: Call) -> Answer:
    values = await given_settings(call, catalogue.USER, models.UserSettingsUpdate)
    user = _person(call)
    department_id = _place_of(call, user)

    def commands(room: Room) -> Iterable[c.Command]:
        known = room.switchroom.board.operators.get(user.id)
        now = newcomer(room.switchroom.board, user) if known is None else known.settings
        return changing(catalogue.USER, now, values, c.ConfigureOperator, user_id=user.id)

    return await call.write(department_id, commands)


def _of(path: str, tag: str, show: Handler, change: Handler, **more: Any) -> tuple[Operation, Operation]:
    """Any: the models, and what only one of them has."""
    body, answer = more.pop("body"), more.pop("answer")
    shared = {"path": f"/api/v1/{path}/{{id}}/settings", "access": Right.ADMINISTER, "tag": tag, **more}
    return (
        Operation(method="GET", summary="Settings", handle=show, answer=answer, **shared),
        Operation(
            method="PUT", summary="Change settings (given keys only)", handle=change, body=body, status=204, **shared
        ),
    )


OPERATIONS = (
    *_of(
        "Departments",
        "Departments",
        show_department,
        set_department,
        body=models.DepartmentSettingsUpdate,
        answer=models.DepartmentSettingsModel,
        is_contract=True,
    ),
    *_of(
        "Groups",
        "Groups",
        show_group,
        set_group,
        body=models.GroupSettingsUpdate,
        answer=models.GroupSettingsModel,
        is_contract=True,
    ),
    *_of(
        "RoutingRuleSets",
        "Routing",
        show_rule_set,
        set_rule_set,
        body=models.RoutingRuleSetSettingsUpdate,
        answer=models.RoutingRuleSetSettingsModel,
        is_contract=True,
    ),
    *_of(
        "Users",
        "Users",
        show_user,
        set_user,
        body=models.UserSettingsUpdate,
        answer=models.UserSettingsModel,
        query=(Parameter("departmentId", int),),
    ),
)
