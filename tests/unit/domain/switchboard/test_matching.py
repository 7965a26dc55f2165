"""Who is offered what: nobody is overtaken, nobody waits beside a free operator, and it is stored why."""

from datetime import timedelta

import pytest

from hovorna.domain.facts import Candidate, OfferReasons, OperatorOffered, SessionCreated
from hovorna.domain.settings import (
    DepartmentSettings,
    GroupSettings,
    Membership,
    OperatorSettings,
    Rule,
    RuleSet,
)
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.effects import Effects
from hovorna.domain.switchboard.matching import place, settle
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import Channel, Presence, Source, StrategyName
from tests.domain.department import Department, support

EVA, PETR, JANA = 31, 32, 33
CHAT = SessionCreated(Channel.CHAT, Source.DEFAULT)
INVITED = SessionCreated(Channel.CHAT, Source.INVITATION)


def offered(department: Department, session_id: int | None = None) -> list[tuple[int, int]]:
    """(session, operator) in the order of the offers."""
    told = department.told(OperatorOffered, session_id=session_id)
    return [(fact.session_id, fact.body.operator_id) for fact in told if isinstance(fact.body, OperatorOffered)]


def reasons(department: Department, session_id: int = 1) -> OfferReasons:
    """Of the latest offer."""
    body = department.told(OperatorOffered, session_id=session_id)[-1].body
    assert isinstance(body, OperatorOffered)
    assert body.reasons is not None
    return body.reasons


def one_slot(department: Department, operator_id: int, *groups: int, presence: Presence = Presence.ONLINE) -> None:
    memberships = tuple(Membership(one) for one in groups or (1,))
    department.operator(OperatorSettings(operator_id, memberships, live_slots=1), presence=presence)


def test_a_free_operator_is_offered_the_session_in_the_turn_in_which_it_comes() -> None:
    department = support(EVA)
    department.arrive()
    assert offered(department) == [(1, EVA)]


def test_an_operator_who_comes_online_gets_those_who_came_first() -> None:
    department = support()
    for session_id in (1, 2, 3, 4):
        department.arrive(session_id)
        department.wait(1)
    department.operator(EVA)
    assert offered(department) == [(1, EVA), (2, EVA), (3, EVA)]


def test_whoever_came_first_is_served_first_by_the_first_free_slot() -> None:
    department = support()
    one_slot(department, EVA)
    department.arrive(1)
    department.accept(EVA, 1)
    for session_id in (2, 3):
        department.wait(1)
        department.arrive(session_id)
    department.leave(EVA, 1)
    department.conclude(EVA, 1)
    assert offered(department) == [(1, EVA), (2, EVA)]


def test_of_two_lines_of_a_freed_operator_the_earlier_contact_is_served() -> None:
    department = support()
    department.group(2)
    department.do(c.ConfigureRuleSet(RuleSet(2, "Second", (Rule(group_id=2),))))
    department.do(c.CreateSession(1, CHAT, rule_set_id=2))
    department.wait(1)
    department.arrive(2)
    one_slot(department, EVA, 1, 2)
    assert offered(department) == [(1, EVA)]


@pytest.mark.parametrize(("first", "strategy"), [("group", "longest_idle"), ("name", "named operator")])
def test_who_asked_for_an_operator_by_name_stands_in_one_line_with_the_others(first: str, strategy: str) -> None:
    department = support()
    one_slot(department, EVA, presence=Presence.AWAY)
    named = c.CreateSession(1 if first == "name" else 2, INVITED, operator_id=EVA)
    other = c.CreateSession(1 if first == "group" else 2, CHAT)
    for command in sorted((named, other), key=lambda one: one.session_id):
        department.do(command)
        department.wait(1)
    department.do(c.SetPresence(EVA, Presence.ONLINE))
    assert offered(department) == [(1, EVA)]
    assert reasons(department).strategy == strategy


def test_a_call_that_does_not_fit_is_passed_over_but_not_forgotten() -> None:
    department = support(EVA)
    department.arrive(1)
    department.accept(EVA, 1)
    department.arrive(2, Source.INCOMING_CALL)
    department.wait(1)
    department.arrive(3)
    assert offered(department) == [(1, EVA), (3, EVA)]
    assert reasons(department, 3).passed_over == 1
    department.accept(EVA, 3)
    for session_id in (1, 3):
        department.leave(EVA, session_id)
        department.conclude(EVA, session_id)
    assert offered(department)[-1] == (2, EVA)


def test_the_priority_class_comes_before_the_arrival() -> None:
    department = support()
    settings = DepartmentSettings(default_rule_set_id=1, channel_priority={Channel.PHONE: 1})
    department.do(c.ConfigureDepartment(settings))
    department.arrive(1)
    department.wait(60)
    department.arrive(2, Source.INCOMING_CALL)
    one_slot(department, EVA)
    assert offered(department) == [(2, EVA)]


def test_a_head_start_counts_as_time_waited() -> None:
    department = support()
    ahead = RuleSet(2, "Ahead", (Rule(group_id=1),), head_start=timedelta(seconds=90))
    department.do(c.ConfigureRuleSet(ahead))
    department.arrive(1)
    department.wait(60)
    department.do(c.CreateSession(2, CHAT, rule_set_id=2))
    one_slot(department, EVA)
    assert offered(department) == [(2, EVA)]


def test_the_reasons_name_every_candidate_and_why_the_others_could_not() -> None:
    department = support(EVA, PETR)
    department.operator(JANA, presence=Presence.BREAK)
    department.do(c.ConfigureGroup(GroupSettings(1, "One", StrategyName.ROUND_ROBIN)))
    department.arrive()
    assert reasons(department) == OfferReasons(
        "round_robin", (Candidate(EVA, 0.0), Candidate(PETR, 0.0)), {"break": (JANA,)}, 0
    )


def test_reasons_gather_all_who_are_out_for_the_same_one() -> None:
    department = support(EVA)
    for operator_id in (PETR, JANA):
        department.operator(operator_id, presence=Presence.AWAY)
    department.arrive()
    assert reasons(department).not_eligible == {"away": (PETR, JANA)}


def test_equal_operators_are_asked_in_the_order_of_their_ids() -> None:
    department = support(JANA, PETR, EVA)
    department.do(c.ConfigureGroup(GroupSettings(1, "One", StrategyName.LEAST_BUSY)))
    for session_id in (1, 2, 3):
        department.arrive(session_id)
    assert offered(department) == [(1, EVA), (2, PETR), (3, JANA)]


def test_the_operator_whom_the_guest_knows_goes_before_the_strategy() -> None:
    department = support(EVA, PETR)
    department.do(c.CreateSession(1, CHAT, sticky_operator_id=PETR))
    assert offered(department) == [(1, PETR)]


def test_an_operator_whom_the_guest_knows_but_who_is_away_is_not_waited_for() -> None:
    department = support(EVA)
    department.operator(PETR, presence=Presence.AWAY)
    department.do(c.CreateSession(1, CHAT, sticky_operator_id=PETR))
    assert offered(department) == [(1, EVA)]


def test_after_a_time_out_the_next_is_asked_beside_the_first_who_keeps_the_offer() -> None:
    department = support(EVA, PETR)
    department.arrive()
    department.wait(30)
    assert list(department.offers()) == [EVA, PETR]
    assert reasons(department).not_eligible == {"has an offer": (EVA,)}


@pytest.mark.parametrize("sticky", [None, EVA])
def test_who_let_it_expire_is_asked_again_only_when_nobody_else_is_left(sticky: int | None) -> None:
    department = support(EVA)
    department.do(c.ConfigureGroup(GroupSettings(1, "One", withdraws_on_timeout=True)))
    department.do(c.CreateSession(1, CHAT, sticky_operator_id=sticky))
    department.wait(30)
    assert offered(department) == [(1, EVA), (1, EVA)]
    department.operator(PETR)
    department.wait(30)
    assert offered(department)[2:] == [(1, PETR)]


def test_a_whole_group_is_asked_at_once_and_uses_nobodys_slot() -> None:
    department = support()
    department.do(c.ConfigureGroup(GroupSettings(1, "All", StrategyName.WHOLE_GROUP)))
    for operator_id in (EVA, PETR):
        one_slot(department, operator_id)
    department.arrive(1)
    department.arrive(2)
    assert offered(department) == [(1, EVA), (1, PETR), (2, EVA), (2, PETR)]
    assert department.board.operators[EVA].claims == {}


def test_who_has_no_slot_left_is_asked_with_the_whole_group_when_they_come_online() -> None:
    department = support()
    department.do(c.ConfigureGroup(GroupSettings(1, "All", StrategyName.WHOLE_GROUP)))
    department.arrive()
    department.operator(OperatorSettings(EVA, (Membership(1),), live_slots=0, message_slots=0))
    assert list(department.offers()) == [EVA]


def test_who_comes_online_later_joins_those_who_were_asked_with_the_whole_group() -> None:
    department = support(EVA)
    department.do(c.ConfigureGroup(GroupSettings(1, "All", StrategyName.WHOLE_GROUP)))
    department.arrive()
    department.operator(PETR)
    assert set(department.offers()) == {EVA, PETR}


def test_an_automatic_acceptance_takes_the_session_in_the_same_turn() -> None:
    department = support(EVA)
    department.do(c.ConfigureGroup(GroupSettings(1, "Auto", auto_accept=True)))
    department.arrive()
    [joining] = department.sessions[1].joinings
    assert (joining.operator_id, joining.is_auto) == (EVA, True)
    assert joining.joined.at == department.start


def test_of_an_automatic_call_the_telephone_rings_and_nothing_is_taken_yet() -> None:
    department = support(EVA)
    department.do(c.ConfigureGroup(GroupSettings(1, "Auto", auto_accept=True)))
    department.arrive(1, Source.INCOMING_CALL)
    [offer] = department.sessions[1].offers.values()
    assert offer.is_ringing
    assert department.sessions[1].joinings == []


def test_a_request_that_has_a_live_offer_gets_no_second() -> None:
    department = support(EVA, PETR)
    department.arrive()
    session = department.board.sessions[1]
    turn = Turn(department.board, department.now)
    place(turn, session, next(iter(session.requests.values())))
    assert turn.facts == []


def test_settling_leaves_nothing_to_look_at() -> None:
    """Also keys of sessions and requests that are gone by then."""
    department = support(EVA, PETR)
    department.arrive()
    turn = Turn(department.board, department.now)
    turn.effects = Effects(seeking={(1, 999): None, (404, 1): None}, freed={EVA: None, PETR: None})
    settle(turn)
    assert (turn.effects.seeking, turn.effects.freed, turn.facts) == ({}, {}, [])
