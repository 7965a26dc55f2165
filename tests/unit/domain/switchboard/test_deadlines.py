"""Timers: what each brings about when it is due, and that nothing happens where it means nothing any more."""

from datetime import timedelta

import pytest

from hovorna.domain import facts as f
from hovorna.domain.settings import DepartmentSettings, GroupSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import deadlines
from hovorna.domain.switchboard.decide import HANDLERS
from hovorna.domain.vocabulary import Cause, Presence, SessionStatus
from tests.domain.department import Department, kinds, support


def talking(*operators: int) -> Department:
    department = support(operators[0])
    department.arrive()
    department.accept(operators[0])
    for operator in operators[1:]:
        department.operator(operator)
        department.do(c.Invite(1, operators[0], invited_id=operator))
        department.accept(operator)
    return department


def test_the_handler_of_timers_is_here() -> None:
    assert HANDLERS[c.FireTimer] is deadlines.fire


@pytest.mark.parametrize("key", ["accept:1:99", "queue:1:99", "acw:1:11", "guest:1", "return:11", "nothing"])
def test_a_timer_that_is_gone_brings_about_nothing(key: str) -> None:
    assert talking(11).fire(key).facts == []


def test_a_timer_that_is_not_due_by_the_department_s_clock_brings_about_nothing() -> None:
    department = talking(11)
    department.leave(11)
    department.wait(299)
    assert department.fire("acw:1:11").facts == []
    department.wait(1)
    assert department.status() is SessionStatus.CLOSED


def test_a_timer_fires_once() -> None:
    department = talking(11)
    department.leave(11)
    department.now += timedelta(seconds=400)
    assert kinds(department.fire("acw:1:11")) == ["OperatorConcluded"]
    assert kinds(department.fire("acw:1:11")) == []


# --- accepting in time ----------------------------------------------------------------------------------------------


def test_when_the_accept_time_out_expires_a_further_operator_is_asked_and_the_first_may_still_accept() -> None:
    department = support(11, 12)
    department.arrive()
    department.wait(30)
    assert sorted(department.offers()) == [11, 12]
    department.accept(11)
    assert [joining.operator_id for joining in department.sessions[1].joinings] == [11]


def test_a_group_may_be_set_to_withdraw_instead() -> None:
    department = support(11, 12)
    department.group(GroupSettings(1, "Strict", withdraws_on_timeout=True))
    department.arrive()
    department.wait(30)
    assert list(department.offers()) == [12]
    assert department.told(f.OfferWithdrawn)[0].body.cause is Cause.ACCEPT_TIMEOUT  # type: ignore[attr-defined]


def test_after_three_unanswered_offers_in_a_row_the_system_sets_the_operator_away() -> None:
    department = support(11)
    for session in (1, 2):
        department.arrive(session)
        department.wait(30)
    assert department.board.operators[11].presence is Presence.ONLINE
    department.arrive(3)
    department.wait(30)
    operator = department.board.operators[11]
    assert operator.presence == "AWAY"
    assert operator.offers == {}
    assert department.told(f.PresenceSet)[-1].body == f.PresenceSet(11, Presence.AWAY, None, Cause.ACCEPT_TIMEOUT)


def test_an_acceptance_breaks_the_row() -> None:
    department = support(11)
    department.arrive(1)
    department.wait(30)
    department.arrive(2)
    department.wait(30)
    department.accept(11, 2)
    department.arrive(3)
    department.wait(30)
    assert department.board.operators[11].presence is Presence.ONLINE


def test_the_row_that_is_too_long_is_a_setting() -> None:
    department = support(11)
    department.do(c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=1, unanswered_limit=1)))
    department.arrive()
    department.wait(30)
    assert department.board.operators[11].presence is Presence.AWAY


# --- after-call work ------------------------------------------------------------------------------------------------


def test_the_limit_concludes_its_operator_and_not_the_others() -> None:
    department = support()
    department.group(GroupSettings(1, "Short", acw_limit=timedelta(seconds=60)))
    department.group(GroupSettings(2, "Long", acw_limit=timedelta(seconds=200)))
    department.operator(11, 1)
    department.arrive()
    department.accept(11)
    department.operator(12, 2)
    department.do(c.Invite(1, 11, invited_id=12))
    department.accept(12)
    department.do(c.LeaveAsGuest(1))
    department.wait(60)
    assert [joining.concluded is None for joining in department.sessions[1].joinings] == [False, True]
    department.wait(139)
    assert department.status() is SessionStatus.ACW
    department.wait(1)
    assert department.status() is SessionStatus.CLOSED


def test_limits_that_are_told_late_and_in_the_wrong_order_were_reached_when_they_were() -> None:
    department = talking(11, 12)
    department.wait(10)
    department.leave(11)
    department.wait(50)
    department.do(c.LeaveAsGuest(1))
    department.now += timedelta(hours=1)
    department.fire("acw:1:12")
    department.fire("acw:1:11")
    session = department.sessions[1]
    assert [department.seconds(one.concluded.at) for one in session.joinings if one.concluded] == [310, 360]
    assert department.seconds(session.status_since) == 360
    concluded = department.told(f.OperatorConcluded)
    assert [department.seconds(fact.at) for fact in concluded] == [3660, 3660]
