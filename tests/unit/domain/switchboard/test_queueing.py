"""How requests move along their rules, from group to group, and what happens where there is none."""

from datetime import timedelta

import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import GroupUnknown, RuleSetUnknown
from hovorna.domain.settings import (
    Condition,
    DepartmentSettings,
    GroupSettings,
    OpeningHours,
    Rule,
    RuleSet,
    Segment,
)
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import queueing
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Cause, Channel, Presence, RequestKind, Source, TerminationReason
from hovorna.domain.vocabulary import SessionStatus as S
from tests.domain.department import Department, kinds, support

EVA, PETR = 31, 32
CHAT = f.SessionCreated(Channel.CHAT, Source.DEFAULT)
#: The tests' day is a Monday.
SHUT = OpeningHours("UTC", ((),) * 7)
UNTIL_0805 = OpeningHours("UTC", ((Segment(0, 8 * 60 + 5),), *((),) * 6))


def two_groups(*operators: int) -> Department:
    """The first rule names group 1, the second group 2."""
    department = support(*operators)
    department.group(2)
    department.rules(1, 2)
    return department


def stands_in(department: Department, session_id: int = 1) -> tuple[int | None, int]:
    """(group, rule position)."""
    request = department.sessions[session_id].main_request
    assert request is not None
    return request.group_id, request.rule_position


def test_a_session_that_names_no_rule_set_takes_the_departments() -> None:
    department = support()
    turn = Turn(department.board, department.now)
    default, other = department.board.rule_sets[1], RuleSet(2, "Other")
    department.board.rule_sets[2] = other
    assert queueing.rule_set_for(turn, None) is default
    assert queueing.rule_set_for(turn, 2) is other
    with pytest.raises(RuleSetUnknown):
        queueing.rule_set_for(turn, 3)


def test_a_department_without_a_default_routes_nowhere() -> None:
    department = Department()
    assert queueing.rule_set_for(Turn(department.board, department.now), None) is None
    department.arrive()
    assert department.sessions[1].termination is TerminationReason.FAILED_ROUTING


def test_a_deleted_group_is_unknown_to_whoever_names_it() -> None:
    department = support()
    turn = Turn(department.board, department.now)
    assert queueing.group(turn, 1).id == 1
    department.group(GroupSettings(1, "Gone", is_deleted=True))
    with pytest.raises(GroupUnknown):
        queueing.group(turn, 1)


def test_the_channels_priority_goes_before_the_rule_sets() -> None:
    department = support()
    department.do(c.ConfigureRuleSet(RuleSet(2, "Own", (Rule(group_id=1),), 7, timedelta(seconds=9))))
    department.do(c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=1, channel_priority={Channel.PHONE: 0})))
    department.do(c.CreateSession(1, CHAT, rule_set_id=2))
    department.do(c.CreateSession(2, f.SessionCreated(Channel.PHONE, Source.INCOMING_CALL), rule_set_id=2))
    asked = [fact.body for fact in department.facts if isinstance(fact.body, f.RoutingRequested)]
    assert [(one.priority, one.head_start.seconds) for one in asked] == [(7, 9), (0, 9)]


def test_a_session_enters_the_first_group_whose_rule_holds() -> None:
    department = support()
    department.group(2)
    department.rules(Rule(group_id=2, conditions=(Condition("tier", value="gold"),)), 1)
    department.do(c.CreateSession(1, CHAT, params={"Tier": "GOLD"}))
    department.do(c.CreateSession(2, CHAT))
    assert (stands_in(department, 1), stands_in(department, 2)) == ((2, 0), (1, 1))


@pytest.mark.parametrize(
    "first", [GroupSettings(1, "Shut", hours=SHUT), GroupSettings(1, "Full", queue_limit=0)], ids=["shut", "full"]
)
def test_a_group_that_takes_nobody_is_passed_over(first: GroupSettings) -> None:
    department = two_groups()
    department.do(c.ConfigureGroup(first))
    department.arrive()
    assert stands_in(department) == (2, 1)


def test_a_deleted_group_is_passed_over() -> None:
    department = two_groups()
    department.group(GroupSettings(1, "Gone", is_deleted=True))
    department.arrive()
    assert stands_in(department) == (2, 1)


def test_a_queue_limit_lets_in_as_many_as_it_says() -> None:
    department = two_groups()
    department.group(GroupSettings(1, "Two", queue_limit=2))
    for session_id in (1, 2, 3):
        department.arrive(session_id)
    assert [stands_in(department, one)[0] for one in (1, 2, 3)] == [1, 1, 2]


def test_with_no_open_group_the_session_ends_as_failed_routing() -> None:
    department = support()
    department.group(GroupSettings(1, "Shut", hours=SHUT))
    turn = department.arrive()
    assert kinds(turn)[2:] == ["RoutingRequested", "SessionEnded", "RoutingEnded"]
    session = department.sessions[1]
    assert (session.termination, session.status) == (TerminationReason.FAILED_ROUTING, S.CLOSED)
    [ended] = [fact.body for fact in turn.facts if isinstance(fact.body, f.RoutingEnded)]
    assert ended.cause is Cause.NO_OPEN_GROUP


def test_an_expired_queue_withdraws_offers_and_goes_on_to_the_next_rule_at_the_old_place() -> None:
    department = two_groups(EVA)
    department.arrive()
    department.wait(300)
    late = [fact for fact in department.facts if fact.at == department.now and fact.session_id == 1]
    assert [fact.type for fact in late[-4:]] == [
        "GroupQueueTimedOut",
        "OfferWithdrawn",
        "GroupQueueLeft",
        "GroupQueueEntered",
    ]
    assert stands_in(department) == (2, 1)
    [entry] = department.board.lines[2]
    assert entry[2] == department.start
    assert department.board.lines[1] == []


def test_after_the_last_rule_comes_the_first_again() -> None:
    department = two_groups()
    department.arrive()
    department.wait(300)
    department.wait(300)
    assert stands_in(department) == (1, 0)


def test_a_lone_group_takes_its_session_back() -> None:
    department = support()
    department.arrive()
    department.wait(300)
    assert stands_in(department) == (1, 0)
    assert [fact.type for fact in department.told(f.GroupQueueEntered)] == ["GroupQueueEntered"] * 2


def test_a_queue_that_expires_after_closing_time_ends_in_failed_routing() -> None:
    department = support()
    department.group(GroupSettings(1, "Until five past", hours=UNTIL_0805))
    department.arrive()
    department.wait(300)
    assert department.sessions[1].termination is TerminationReason.FAILED_ROUTING


def test_a_session_does_not_fall_from_a_queue_into_a_chatbot() -> None:
    department = support()
    department.rules(1, Rule(chatbot_id=5))
    department.arrive()
    department.wait(300)
    assert stands_in(department) == (1, 0)


def test_a_chatbot_that_is_not_first_does_not_take_the_session_on_arrival() -> None:
    department = support()
    department.rules(1, Rule(chatbot_id=5))
    department.arrive()
    assert not department.sessions[1].chatbots


def test_an_invite_that_nobody_answers_ends_and_the_conversation_goes_on() -> None:
    department = two_groups(EVA)
    department.arrive()
    department.accept(EVA)
    department.do(c.Invite(1, EVA, group_id=2))
    department.wait(300)
    session = department.sessions[1]
    assert (session.status, session.requests) == (S.ACTIVE, {})
    assert department.told(f.RoutingEnded)[-1].body == f.RoutingEnded(
        department.told(f.RoutingRequested)[-1].version, Cause.QUEUE_TIMEOUT
    )


def test_an_operator_asked_by_name_who_does_not_come_is_given_up_and_the_rules_go_on() -> None:
    department = two_groups(EVA)
    department.operator(PETR, 2, presence=Presence.AWAY)
    department.arrive()
    department.accept(EVA)
    department.wait(20)
    forwarded = department.now
    department.do(c.Forward(1, EVA, to_operator_id=PETR))
    department.do(c.SetPresence(EVA, Presence.AWAY))
    department.wait(300)
    request = department.sessions[1].main_request
    assert request is not None
    assert (request.asked.kind, request.asked.arrival, request.group_id) == (RequestKind.RETURN, forwarded, 1)
    assert department.board.operators[PETR].line == []


def test_failing_with_an_operator_in_leaves_the_conversation_alone() -> None:
    department = support(EVA)
    department.arrive()
    department.accept(EVA)
    session = department.board.sessions[1]
    turn = Turn(department.board, department.now)
    asked = turn.emit(1, f.RoutingRequested(RequestKind.FORWARD, department.now))
    queueing.fail(turn, session, session.requests[asked.version])
    assert kinds(turn) == ["RoutingRequested", "RoutingEnded"]
    assert session.status is S.ACTIVE


def test_what_follows_a_request_keeps_its_rules_its_priority_and_its_head_start() -> None:
    department = support()
    department.do(c.ConfigureRuleSet(RuleSet(2, "Own", (Rule(group_id=1),), 7, timedelta(seconds=9))))
    department.do(c.CreateSession(1, CHAT, rule_set_id=2))
    turn = Turn(department.board, department.now)
    assert queueing.follow_on(turn, department.sessions[1]) == (2, (0,), 7, timedelta(seconds=9))


def test_what_follows_no_request_starts_by_the_default_rules() -> None:
    department = support()
    department.do(c.CreateSession(1, CHAT, is_routed=False))
    turn = Turn(department.board, department.now)
    assert queueing.follow_on(turn, department.sessions[1]) == (1, (0,), 100, timedelta())
