"""What administrators change, what it does to what is under way, and what they can't save."""

import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import GroupUnknown, InvalidValue
from hovorna.domain.settings import (
    DepartmentSettings,
    GroupSettings,
    Membership,
    OperatorSettings,
    Rule,
    RuleSet,
)
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import configuring
from hovorna.domain.switchboard.decide import HANDLERS
from hovorna.domain.vocabulary import Cause, Channel, SessionStatus, StrategyName
from tests.domain.department import kinds, support

COMMANDS = [
    c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=1, unanswered_limit=5)),
    c.ConfigureGroup(GroupSettings(2, "Sales")),
    c.ConfigureOperator(OperatorSettings(12, (Membership(1),))),
    c.ConfigureRuleSet(RuleSet(2, "Nights", (Rule(group_id=1),))),
    c.DefineTag(3, "complaint"),
]


def test_the_handlers_of_settings_are_here() -> None:
    assert HANDLERS[c.ConfigureOperator] is configuring.operator
    assert HANDLERS[c.ConfigureRuleSet] is configuring.rule_set


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_saving_the_same_again_writes_nothing(command: c.Command) -> None:
    department = support(11)
    assert len(department.do(command).facts) == 1
    assert department.do(command).facts == []


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=7)), InvalidValue),
        (c.ConfigureOperator(OperatorSettings(12, (Membership(7),))), GroupUnknown),
        (c.ConfigureRuleSet(RuleSet(2, "Both", (Rule(group_id=1, chatbot_id=9),))), InvalidValue),
        (c.ConfigureRuleSet(RuleSet(2, "Neither", (Rule(),))), InvalidValue),
        (c.ConfigureRuleSet(RuleSet(2, "Elsewhere", (Rule(group_id=7),))), GroupUnknown),
    ],
)
def test_settings_that_point_nowhere_are_refused(command: c.Command, error: type[Exception]) -> None:
    assert isinstance(support(11).refusal(command), error)


def test_a_disabled_operator_loses_the_offer_at_once_and_gets_no_other() -> None:
    department = support(11)
    department.arrive()
    department.do(c.ConfigureOperator(OperatorSettings(11, (Membership(1),), is_enabled=False)))
    assert department.status() is SessionStatus.IN_QUEUE
    assert department.told(f.OfferWithdrawn)[0].body.cause is Cause.RECONFIGURED  # type: ignore[attr-defined]


def test_who_is_given_fewer_slots_loses_the_latest_offers_and_keeps_the_conversations() -> None:
    department = support(11)
    department.arrive(1)
    department.accept(11, 1)
    department.arrive(2)
    department.arrive(3)
    department.do(c.ConfigureOperator(OperatorSettings(11, (Membership(1),), live_slots=2)))
    assert [department.status(session) for session in (1, 2, 3)] == ["ACTIVE", "WAITING", "IN_QUEUE"]
    department.do(c.ConfigureOperator(OperatorSettings(11, (Membership(1),), live_slots=0)))
    assert [department.status(session) for session in (1, 2, 3)] == ["ACTIVE", "IN_QUEUE", "IN_QUEUE"]


def test_fewer_message_slots_take_no_live_offer() -> None:
    department = support(11)
    department.arrive()
    department.do(c.ConfigureOperator(OperatorSettings(11, (Membership(1),), message_slots=0)))
    assert list(department.offers()) == [11]


def test_who_is_given_more_slots_is_given_what_waits() -> None:
    department = support()
    department.operator(OperatorSettings(11, (Membership(1),), live_slots=1))
    department.arrive(1)
    department.arrive(2)
    department.do(c.ConfigureOperator(OperatorSettings(11, (Membership(1),), live_slots=2)))
    assert department.status(2) is SessionStatus.WAITING


def test_who_joins_a_group_is_given_what_waits_there() -> None:
    department = support()
    department.group(2)
    department.operator(11, 2)
    department.arrive()
    department.do(c.ConfigureOperator(OperatorSettings(11, (Membership(1), Membership(2)))))
    assert department.status() is SessionStatus.WAITING
    assert department.board.members == {1: [11], 2: [11]}


def test_who_leaves_a_group_is_asked_no_more_for_it() -> None:
    department = support(11)
    department.group(2)
    department.do(c.ConfigureOperator(OperatorSettings(11, (Membership(2),))))
    department.arrive()
    assert department.status() is SessionStatus.IN_QUEUE
    assert department.board.members == {1: [], 2: [11]}


def test_whose_channel_is_switched_on_is_given_what_waits_there() -> None:
    department = support()
    department.operator(OperatorSettings(11, (Membership(1),), channels=frozenset({Channel.PHONE})))
    department.arrive()
    department.do(c.ConfigureOperator(OperatorSettings(11, (Membership(1),))))
    assert department.status() is SessionStatus.WAITING


def test_a_group_that_is_set_to_ask_everybody_asks_everybody_at_once() -> None:
    department = support(11, 12)
    department.arrive()
    assert list(department.offers()) == [11]
    turn = department.do(c.ConfigureGroup(GroupSettings(1, "All at once", strategy=StrategyName.WHOLE_GROUP)))
    assert kinds(turn) == ["GroupConfigured", "OperatorOffered"]
    assert sorted(department.offers()) == [11, 12]
