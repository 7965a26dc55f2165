"""The department that is simulated: its groups, its rules and its operators' seats."""

from collections.abc import Iterator, Sequence

from hovorna.domain.settings import (
    Condition,
    DepartmentSettings,
    GroupSettings,
    Membership,
    OperatorSettings,
    Rule,
    RuleSet,
)
from hovorna.domain.switchboard.commands import (
    Command,
    ConfigureDepartment,
    ConfigureGroup,
    ConfigureOperator,
    ConfigureRuleSet,
)
from hovorna.simulator.callers import GROUP_PARAM

_EVERYBODY = 1
_RULES = 1


def commands_for(operators: int, group_names: Sequence[str]) -> Iterator[Command]:
    """One group that takes every call, and one for each name; every operator is in all of them.

    A guest who names a group waits there first and then with everybody.
    """
    groups = {_EVERYBODY: "Calls"} | {_EVERYBODY + place: name for place, name in enumerate(group_names, start=1)}
    for group_id, name in groups.items():
        yield ConfigureGroup(GroupSettings(id=group_id, name=name))
    named = [
        Rule(group_id, conditions=(Condition(GROUP_PARAM, value=name),))
        for group_id, name in groups.items()
        if group_id != _EVERYBODY
    ]
    yield ConfigureRuleSet(RuleSet(_RULES, "Calls", (*named, Rule(_EVERYBODY))))
    yield ConfigureDepartment(DepartmentSettings(default_rule_set_id=_RULES))
    memberships = tuple(Membership(group_id) for group_id in groups)
    for operator_id in range(1, operators + 1):
        yield ConfigureOperator(OperatorSettings(operator_id, memberships))
