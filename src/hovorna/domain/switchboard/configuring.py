"""What administrators change; saving the same again writes nothing."""

import msgspec

from hovorna.domain.errors import GroupUnknown, InvalidValue
from hovorna.domain.facts import (
    DepartmentConfigured,
    GroupConfigured,
    OperatorConfigured,
    RuleSetConfigured,
    SettingChanged,
    TagDefined,
)
from hovorna.domain.switchboard import queueing
from hovorna.domain.switchboard.accepting import withdraw_excess, withdraw_from
from hovorna.domain.switchboard.commands import (
    AnnounceSetting,
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
    rule_set = turn.board.rule_sets.get(wanted) if wanted is not None else None
    if wanted is not None and (rule_set is None or rule_set.is_deleted):
        raise InvalidValue("defaultRuleSetId", f"there is no rule set {wanted}")
    if command.settings != turn.board.settings:
        turn.emit(0, DepartmentConfigured(command.settings))


def group(turn: Turn, command: ConfigureGroup) -> None:
    """Whoever waits in a group that is deleted goes on to the next rule at once."""
    if turn.board.groups.get(command.group.id) == command.group:
        return
    turn.emit(0, GroupConfigured(command.group))
    if command.group.is_deleted:
        queueing.empty_line(turn, command.group.id)


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
    if command.rule_set.is_deleted and turn.board.settings.default_rule_set_id == command.rule_set.id:
        raise InvalidValue("id", "the department's default rule set can't be deleted")
    if turn.board.rule_sets.get(command.rule_set.id) != command.rule_set:
        turn.emit(0, RuleSetConfigured(command.rule_set))


def tag(turn: Turn, command: DefineTag) -> None:
    wanted = TagDefined(**msgspec.structs.asdict(command))
    known = turn.board.tags.get(command.tag_id)
    if known is not None and known.name != wanted.name:
        raise InvalidValue("name", "a tag's name never changes")
    if known != wanted:
        turn.emit(0, wanted)


def announce(turn: Turn, command: AnnounceSetting) -> None:
    turn.emit(0, SettingChanged(**msgspec.structs.asdict(command)))
