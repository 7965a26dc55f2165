"""What administrators change; saving the same again writes nothing."""

from hovorna.domain.errors import GroupUnknown, InvalidValue
from hovorna.domain.facts import (
    DepartmentConfigured,
    GroupConfigured,
    OperatorConfigured,
    RuleSetConfigured,
    TagDefined,
)
from hovorna.domain.switchboard.accepting import withdraw_excess, withdraw_from
from hovorna.domain.switchboard.commands import (
    ConfigureDepartment,
    ConfigureGroup,
    ConfigureOperator,
    ConfigureRuleSet,
    DefineTag,
)
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Cause


def department(turn: Turn, command: ConfigureDepartment) -> None:
    wanted = command.settings.default_rule_set_id
    if wanted is not None and wanted not in turn.board.rule_sets:
        raise InvalidValue("defaultRuleSetId", f"there is no rule set {wanted}")
    if command.settings != turn.board.settings:
        turn.emit(0, DepartmentConfigured(command.settings))


def group(turn: Turn, command: ConfigureGroup) -> None:
    if turn.board.groups.get(command.group.id) != command.group:
        turn.emit(0, GroupConfigured(command.group))


def operator(turn: Turn, command: ConfigureOperator) -> None:
    """A disabled operator loses the offers at once, one with fewer slots what is too much; sessions go on."""
    for membership in command.operator.memberships:
        if membership.group_id not in turn.board.groups:
            raise GroupUnknown(membership.group_id)
    known = turn.board.operators.get(command.operator.user_id)
    if known is not None and known.settings == command.operator:
        return
    turn.emit(0, OperatorConfigured(command.operator))
    if known is not None and not command.operator.is_enabled:
        withdraw_from(turn, known, Cause.RECONFIGURED)
    elif known is not None:
        withdraw_excess(turn, known)


def rule_set(turn: Turn, command: ConfigureRuleSet) -> None:
    for rule in command.rule_set.rules:
        if (rule.group_id is None) == (rule.chatbot_id is None):
            raise InvalidValue("rules", "each rule names exactly one group or chatbot")
        if rule.group_id is not None and rule.group_id not in turn.board.groups:
            raise GroupUnknown(rule.group_id)
    if turn.board.rule_sets.get(command.rule_set.id) != command.rule_set:
        turn.emit(0, RuleSetConfigured(command.rule_set))


def tag(turn: Turn, command: DefineTag) -> None:
    if turn.board.tags.get(command.tag_id) != command.name:
        turn.emit(0, TagDefined(command.tag_id, command.name))
