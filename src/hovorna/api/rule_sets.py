"""Routing rule sets: which group takes which sessions. Ours; the published API knows only their settings."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from hovorna.api.answers import Answer, encode, json_answer
from hovorna.api.call import Call, Reply
from hovorna.api.call_params import as_map
from hovorna.api.finding import require_new_name, rule_set_in, seen_in, seen_in_all
from hovorna.api.groups import department_in_body
from hovorna.api.limits import PARAM_NAME, required_name
from hovorna.api.operation import Handler, Operation, Parameter
from hovorna.api.replies import fact_of
from hovorna.application import documents
from hovorna.application.accounts import Department
from hovorna.application.jobs import Room
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.query import QueryReader
from hovorna.contract.rule_sets import (
    NewRoutingRuleSet,
    RoutingRule,
    RoutingRuleSetModel,
    RoutingRuleSetUpdate,
    RoutingRuleView,
    RuleCondition,
)
from hovorna.domain import facts as f
from hovorna.domain.settings import Condition, Rule, RuleSet
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.switchboard.turn import Turn

_MOST_RULES = 200
_MOST_CONDITIONS = 50


async def show_all(call: Call) -> Answer:
    query = QueryReader(call.query)
    named = query.number("departmentId")
    query.finish()
    departments = call.departments() if named is None else [department_in_body(call, named)]
    found: list[RoutingRuleSetModel] = []
    for department, (rule_sets, default) in await seen_in_all(call, departments, _rule_sets):
        found += [_model(one, department, default) for one in rule_sets]
    return json_answer(sorted(found, key=lambda one: one.id))


def _rule_sets(board: Switchboard) -> tuple[list[RuleSet], int | None]:
    return [one for one in board.rule_sets.values() if not one.is_deleted], board.settings.default_rule_set_id


async def show(call: Call) -> Answer:
    department, rule_set = await rule_set_in(call)
    default = await seen_in(call, department.id, lambda board: board.settings.default_rule_set_id)
    return json_answer(_model(rule_set, department, default))


def _model(rule_set: RuleSet, department: Department, default: int | None) -> RoutingRuleSetModel:
    return RoutingRuleSetModel(
        id=rule_set.id,
        name=rule_set.name,
        department_id=department.id,
        is_default=rule_set.id == default,
        rules=tuple(
            RoutingRuleView(
                operator_group_id=rule.group_id,
                chatbot_id=rule.chatbot_id,
                conditions=tuple(
                    RuleCondition(param=one.param, test=one.test, value=one.value) for one in rule.conditions
                ),
            )
            for rule in rule_set.rules
        ),
    )


async def create(call: Call) -> Answer:
    body = await call.body(NewRoutingRuleSet)
    name = required_name("name", body.name)
    department = department_in_body(call, body.department_id)
    rules = await _rules(call, department, body.rules)

    def commands(room: Room) -> Iterable[c.Command]:
        _require_free(room, name)
        yield c.ConfigureRuleSet(RuleSet(call.parts.accounts.next_id("rule_set"), name, rules))

    def reply(turns: Sequence[Turn]) -> Reply:
        body = fact_of(turns, f.RuleSetConfigured).body
        assert isinstance(body, f.RuleSetConfigured)  # noqa: S101 - what was asked for; narrows the type
        return 201, encode(body.rule_set.id)

    return await call.write(department.id, commands, reply)


async def update(call: Call) -> Answer:
    """Sessions that wait by this rule set are tried on the new rules at once."""
    body = await call.body(RoutingRuleSetUpdate)
    name = required_name("name", body.name)
    department, rule_set = await rule_set_in(call)
    rules = await _rules(call, department, body.rules)

    def commands(room: Room) -> Iterable[c.Command]:
        _require_free(room, name, rule_set.id)
        now = room.switchroom.board.rule_sets[rule_set.id]
        yield c.ConfigureRuleSet(msgspec.structs.replace(now, name=name, rules=rules))
        if rules != now.rules:
            yield from _tried_again(room, rule_set.id)

    return await call.write(department.id, commands)


def _tried_again(room: Room, rule_set_id: int) -> Iterable[c.Command]:
    for session in list(room.switchroom.board.sessions.values()):
        request = session.main_request
        if request is not None and request.asked.rule_set_id == rule_set_id:
            params = as_map(documents.read_params(room.switchroom.values(session.id)))
            yield c.TryRules(session.id, params)


async def delete(call: Call) -> Answer:
    department, rule_set = await rule_set_in(call)

    def commands(room: Room) -> Iterable[c.Command]:
        yield c.ConfigureRuleSet(msgspec.structs.replace(room.switchroom.board.rule_sets[rule_set.id], is_deleted=True))

    return await call.write(department.id, commands)


def _require_free(room: Room, name: str, but: int | None = None) -> None:
    rule_sets = room.switchroom.board.rule_sets.values()
    require_new_name((one.name for one in rule_sets if not one.is_deleted and one.id != but), name, "rule set")


async def _rules(call: Call, department: Department, given: tuple[RoutingRule, ...]) -> tuple[Rule, ...]:
    """Raises BadInput for what a rule can't name."""
    groups = await seen_in(
        call, department.id, lambda board: {one.id for one in board.groups.values() if not one.is_deleted}
    )
    errors: dict[str, str] = {}
    if len(given) > _MOST_RULES:
        errors["rules"] = f"A rule set can't have more than {_MOST_RULES} rules."
    for place, rule in enumerate(given[:_MOST_RULES]):
        if rule.operator_group_id not in groups:
            errors[f"rules[{place}].operatorGroupId"] = (
                f"There is no group {rule.operator_group_id} in this department."
            )
        if len(rule.conditions) > _MOST_CONDITIONS:
            errors[f"rules[{place}].conditions"] = f"A rule can't have more than {_MOST_CONDITIONS} conditions."
        for number, condition in enumerate(rule.conditions[:_MOST_CONDITIONS]):
            errors.update(_faults(f"rules[{place}].conditions[{number}]", condition))
    if errors:
        raise BadInput(errors)
    return tuple(
        Rule(rule.operator_group_id, None, tuple(Condition(one.param, one.test, one.value) for one in rule.conditions))
        for rule in given
    )


def _faults(place: str, condition: RuleCondition) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not condition.param.strip() or len(condition.param) > PARAM_NAME:
        faults[f"{place}.param"] = f"Must have between 1 and {PARAM_NAME} characters."
    return faults


def _routing(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"access": Right.ADMINISTER, "status": 204, **more}
    path = "/api/v1/RoutingRuleSets" + path
    return Operation(method=method, path=path, summary=summary, handle=handle, tag="Routing", **given)


OPERATIONS = (
    _routing(
        "GET",
        "",
        "List routing rule sets",
        show_all,
        access=Right.WATCH,
        query=(Parameter("departmentId", int),),
        answer=list[RoutingRuleSetModel],
        status=200,
    ),
    _routing("POST", "", "Create a routing rule set", create, body=NewRoutingRuleSet, answer=int, status=201),
    _routing("GET", "/{id}", "One routing rule set", show, access=Right.WATCH, answer=RoutingRuleSetModel, status=200),
    _routing("PUT", "/{id}", "Replace name and rules; at once also for who waits", update, body=RoutingRuleSetUpdate),
    _routing("DELETE", "/{id}", "Delete it, unless it is the default; who waits by it goes on by it", delete),
)
