"""Which rules hold for a contact's params, and in which order groups are tried."""

import pytest

from hovorna.domain.routing.rules import holding, order_after
from hovorna.domain.settings import Condition, ConditionTest, Rule, RuleSet


def rule_set(*rules: tuple[Condition, ...]) -> RuleSet:
    return RuleSet(1, "Set", tuple(Rule(group_id=place, conditions=one) for place, one in enumerate(rules)))


def holds(condition: Condition, **params: str) -> bool:
    return holding(rule_set((condition,)), params) == (0,)


@pytest.mark.parametrize(
    ("test", "value", "found", "expected"),
    [
        (ConditionTest.EQUALS, "gold", "gold", True),
        (ConditionTest.EQUALS, "gold", "golden", False),
        (ConditionTest.EQUALS, "gold", None, False),
        (ConditionTest.EQUALS, "", None, True),
        (ConditionTest.NOT_EQUALS, "gold", "silver", True),
        (ConditionTest.NOT_EQUALS, "gold", "gold", False),
        (ConditionTest.NOT_EQUALS, "gold", None, True),
        (ConditionTest.CONTAINS, "old", "golden", True),
        (ConditionTest.CONTAINS, "old", "silver", False),
        (ConditionTest.CONTAINS, "old", None, False),
        (ConditionTest.STARTS_WITH, "gol", "golden", True),
        (ConditionTest.STARTS_WITH, "old", "golden", False),
        (ConditionTest.STARTS_WITH, "gol", None, False),
        (ConditionTest.IS_SET, "", "x", True),
        (ConditionTest.IS_SET, "", "", False),
        (ConditionTest.IS_SET, "", None, False),
        (ConditionTest.IS_NOT_SET, "", None, True),
        (ConditionTest.IS_NOT_SET, "", "", True),
        (ConditionTest.IS_NOT_SET, "", "x", False),
    ],
)
def test_each_test_says_what_its_word_says(test: ConditionTest, value: str, found: str | None, expected: bool) -> None:
    params = {} if found is None else {"tier": found}
    assert holds(Condition("tier", test, value), **params) is expected


def test_there_is_a_case_above_for_every_test() -> None:
    """A new test would be answered as `starts with`."""
    assert set(ConditionTest) == {"equals", "not_equals", "contains", "starts_with", "is_set", "is_not_set"}


@pytest.mark.parametrize(
    "test", [ConditionTest.EQUALS, ConditionTest.CONTAINS, ConditionTest.STARTS_WITH], ids=lambda one: one.value
)
def test_letter_case_of_names_and_values_does_not_matter(test: ConditionTest) -> None:
    assert holds(Condition("Jazyk", test, "ČEŠTINA"), JAZYK="čeština")
    assert not holds(Condition("Jazyk", ConditionTest.NOT_EQUALS, "ČEŠTINA"), jazyk="Čeština")


def test_all_conditions_of_a_rule_must_hold() -> None:
    rules = rule_set((Condition("a", value="1"), Condition("b", value="2")))
    assert holding(rules, {"a": "1", "b": "2"}) == (0,)
    assert holding(rules, {"a": "1", "b": "3"}) == ()


def test_every_rule_that_holds_is_named_in_the_order_of_the_list() -> None:
    rules = rule_set((), (Condition("a", value="1"),), (Condition("a", value="2"),), ())
    assert holding(rules, {"a": "2"}) == (0, 2, 3)


def test_a_fresh_request_tries_the_rules_from_the_top() -> None:
    assert order_after(rule_set((), (), (), ()), (0, 2, 3), -1) == [0, 2, 3]


def test_after_a_rule_come_those_below_then_those_above_and_itself_last() -> None:
    assert order_after(rule_set((), (), (), ()), (0, 1, 3), 1) == [3, 0, 1]


def test_after_the_last_rule_comes_the_first_again() -> None:
    assert order_after(rule_set((), (), ()), (0, 1, 2), 2) == [0, 1, 2]


def test_a_lone_rule_comes_after_itself() -> None:
    assert order_after(rule_set(()), (0,), 0) == [0]


def test_a_rule_that_does_not_hold_any_more_is_not_tried_again() -> None:
    assert order_after(rule_set((), (), ()), (2,), 0) == [2]


def test_a_set_without_rules_leads_nowhere() -> None:
    assert order_after(RuleSet(1, "Empty"), (), -1) == []
