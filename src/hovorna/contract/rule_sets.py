"""Routing rule sets. Ours: the published API knows only their settings."""

import msgspec

from hovorna.contract.wire_types import Name
from hovorna.domain.settings import ConditionTest


class RuleCondition(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A test of one call param; names and values are compared without regard to letter case."""

    param: str
    test: ConditionTest = ConditionTest.EQUALS
    value: str = ""


class RoutingRule(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """All conditions must hold; then the session goes to the group."""

    operator_group_id: int
    conditions: tuple[RuleCondition, ...] = ()


class RoutingRuleView(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    operator_group_id: int | None
    chatbot_id: int | None
    conditions: tuple[RuleCondition, ...]


class RoutingRuleSetModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str
    department_id: int
    #: Of the department: what a session is routed by that names no rule set.
    is_default: bool
    rules: tuple[RoutingRuleView, ...]


class NewRoutingRuleSet(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Tried from the top down; after the last rule the first comes again."""

    name: Name
    department_id: int
    rules: tuple[RoutingRule, ...] = ()


class RoutingRuleSetUpdate(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The whole rule set anew; sessions that wait follow it at once."""

    name: Name
    #: Required, so that a mere renaming can't leave everybody without a group.
    rules: tuple[RoutingRule, ...]
