"""What administrators change, what it does to what is under way, and what they can't save."""

import msgspec
import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import GroupUnknown, InvalidValue, RuleSetUnknown, TagUnknown
from hovorna.domain.settings import (
    Condition,
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
from hovorna.domain.vocabulary import Cause, Channel, SessionStatus, Source, StrategyName, TerminationReason
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
        (c.ConfigureRuleSet(RuleSet(1, "Default", is_deleted=True)), InvalidValue),
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


# --- what is deleted ------------------------------------------------------------------------------------------------


def test_whoever_waits_in_a_group_that_is_deleted_goes_on_at_once_and_keeps_the_order() -> None:
    department = support(11)
    department.group(2)
    department.rules(1, 2)
    for session in (1, 2):
        department.arrive(session)
    department.do(c.ConfigureGroup(GroupSettings(1, "Gone", is_deleted=True)))
    lines = {group: [entry[4] for entry in line] for group, line in department.board.lines.items()}
    assert lines == {1: [], 2: [1, 2]}
    assert {fact.body.cause for fact in department.told(f.GroupQueueLeft)} == {Cause.RECONFIGURED}  # type: ignore[attr-defined]
    assert department.told(f.GroupQueueTimedOut) == []
    assert department.offers() == {}


def test_without_another_group_they_end_as_failed_routing() -> None:
    department = support()
    department.arrive()
    department.do(c.ConfigureGroup(GroupSettings(1, "Gone", is_deleted=True)))
    assert department.sessions[1].termination is TerminationReason.FAILED_ROUTING
    department.arrive(2)
    assert department.sessions[2].termination is TerminationReason.FAILED_ROUTING


def test_an_invitation_of_a_group_that_is_deleted_ends_and_the_conversation_goes_on() -> None:
    department = support(11)
    department.group(2)
    department.arrive()
    department.accept(11)
    department.do(c.Invite(1, 11, 2))
    department.do(c.ConfigureGroup(GroupSettings(2, "Gone", is_deleted=True)))
    assert department.status() is SessionStatus.ACTIVE
    assert department.board.lines[2] == []


def test_nothing_new_is_routed_by_a_rule_set_that_is_deleted_and_what_was_goes_on() -> None:
    department = support()
    department.group(2)
    nights = RuleSet(2, "Nights", (Rule(group_id=1), Rule(group_id=2)))
    department.do(c.ConfigureRuleSet(nights))
    department.do(c.CreateSession(1, f.SessionCreated(Channel.CHAT, Source.DEFAULT), rule_set_id=2))
    department.do(c.ConfigureRuleSet(msgspec.structs.replace(nights, is_deleted=True)))
    department.wait(300)
    assert [entry[4] for entry in department.board.lines[2]] == [1]
    again = c.CreateSession(2, f.SessionCreated(Channel.CHAT, Source.DEFAULT), rule_set_id=2)
    assert isinstance(department.refusal(again), RuleSetUnknown)
    default = c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=2))
    assert isinstance(department.refusal(default), InvalidValue)


def test_a_chatbot_still_hands_off_by_a_rule_set_that_was_deleted_meanwhile() -> None:
    department = support(11)
    bots = RuleSet(2, "Bots", (Rule(chatbot_id=9), Rule(group_id=1)))
    department.do(c.ConfigureRuleSet(bots))
    department.do(c.CreateSession(1, f.SessionCreated(Channel.CHAT, Source.DEFAULT), rule_set_id=2))
    department.do(c.ConfigureRuleSet(msgspec.structs.replace(bots, is_deleted=True)))
    department.do(c.HandOff(1, 9))
    assert list(department.offers()) == [11]


def test_a_session_that_waits_follows_its_rule_set_when_that_is_changed() -> None:
    department = support()
    department.group(2)
    department.arrive()
    only_sales = (Rule(group_id=1, conditions=(Condition("line", value="care"),)), Rule(group_id=2))
    department.do(c.ConfigureRuleSet(RuleSet(1, "Everything", only_sales)))
    turn = department.do(c.TryRules(1, {"line": "sales"}))
    assert [fact.body for fact in turn.facts] == [f.RulesHeld(department.sessions[1].main_request.id, (1,))]  # type: ignore[union-attr]
    assert department.do(c.TryRules(1, {"line": "sales"})).facts == []
    department.wait(300)
    assert [entry[4] for entry in department.board.lines[2]] == [1]


def test_who_waits_goes_on_from_where_their_group_stands_among_the_new_rules() -> None:
    department = support()
    for group in (2, 3):
        department.group(group)
    department.rules(1, 2)
    department.arrive()
    department.rules(3, 2, 1)
    department.do(c.TryRules(1))
    department.wait(300)
    assert [entry[4] for entry in department.board.lines[3]] == [1]
    department.rules(2)
    department.do(c.TryRules(1))
    department.wait(300)
    assert [entry[4] for entry in department.board.lines[2]] == [1]


# --- tags -----------------------------------------------------------------------------------------------------------


def test_a_tag_may_look_different_but_never_be_called_something_else() -> None:
    department = support()
    department.do(c.DefineTag(3, "vip"))
    looks = c.DefineTag(3, "vip", "Very important", "#FFAA0000", "#FFFFFFFF")
    [fact] = department.do(looks).facts
    assert fact.body == f.TagDefined(3, "vip", "Very important", "#FFAA0000", "#FFFFFFFF")
    assert isinstance(department.refusal(c.DefineTag(3, "VIP")), InvalidValue)


def test_a_deleted_tag_stays_on_sessions_can_be_taken_off_and_not_put_on() -> None:
    department = support(11)
    department.do(c.DefineTag(3, "vip"))
    department.arrive(1)
    department.arrive(2)
    department.do(c.AssignTag(1, 3))
    department.do(c.DefineTag(3, "vip", is_deleted=True))
    assert list(department.sessions[1].tags) == [3]
    assert isinstance(department.refusal(c.AssignTag(2, 3)), TagUnknown)
    department.do(c.RemoveTag(1, 3))
    assert list(department.sessions[1].tags) == []
