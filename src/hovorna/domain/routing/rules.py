"""Which rules of a rule set hold for a session's call params, and which group comes next."""

from collections.abc import Mapping

from hovorna.domain.settings import Condition, ConditionTest, RuleSet


def holding(rule_set: RuleSet, params: Mapping[str, str]) -> tuple[int, ...]:
    """Positions of the rules all of whose conditions hold. Only these positions go into facts, never the params."""
    lowered = {name.lower(): value.lower() for name, value in params.items()}
    return tuple(
        place
        for place, rule in enumerate(rule_set.rules)
        if all(_holds(condition, lowered) for condition in rule.conditions)
    )


def _holds(condition: Condition, params: Mapping[str, str]) -> bool:
    found = params.get(condition.param.lower())
    if condition.test is ConditionTest.IS_SET:
        return bool(found)
    if condition.test is ConditionTest.IS_NOT_SET:
        return not found
    actual, wanted = found or "", condition.value.lower()
    if condition.test is ConditionTest.EQUALS:
        return actual == wanted
    if condition.test is ConditionTest.NOT_EQUALS:
        return actual != wanted
    if condition.test is ConditionTest.CONTAINS:
        return wanted in actual
    return actual.startswith(wanted)


def order_after(rule_set: RuleSet, held: tuple[int, ...], position: int) -> list[int]:
    """The held positions in the order in which they are tried after `position`: down the list, then from the top.

    The rule just left comes last, so that a lone group takes its session back.
    """
    count = len(rule_set.rules)
    if not count:
        return []
    return [place for place in ((position + step) % count for step in range(1, count + 1)) if place in held]
