"""Each strategy's number: the lowest is asked first."""

from datetime import UTC, datetime, timedelta

import pytest

from hovorna.domain.operators.state import Operator
from hovorna.domain.routing.strategies import STRATEGIES, STRATEGY_OF, Strategy
from hovorna.domain.routing.strategies.least_busy import least_busy
from hovorna.domain.routing.strategies.longest_idle import longest_idle
from hovorna.domain.routing.strategies.priority_order import priority_order
from hovorna.domain.routing.strategies.round_robin import round_robin
from hovorna.domain.routing.strategies.whole_group import whole_group
from hovorna.domain.session.state import Claim
from hovorna.domain.settings import Membership, OperatorSettings
from hovorna.domain.vocabulary import SlotClass, StrategyName

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
GROUP = 1
CHAT, MESSAGE = Claim(SlotClass.LIVE, False), Claim(SlotClass.MESSAGES, False)


def operator(user_id: int, *memberships: Membership, live: int = 3, messages: int = 5) -> Operator:
    return Operator(OperatorSettings(user_id, memberships, live, messages))


def order(strategy: Strategy, *operators: Operator) -> list[int]:
    return [one.id for one in sorted(operators, key=lambda one: strategy(one, GROUP))]


def test_who_has_been_idle_for_longest_comes_first_and_who_never_worked_before_all() -> None:
    just, long, never = operator(1), operator(2), operator(3)
    just.idle_since, long.idle_since = NINE, NINE - timedelta(microseconds=1)
    assert order(longest_idle, just, long, never) == [3, 2, 1]


def test_the_smallest_part_of_slots_in_use_comes_first_not_the_smallest_number() -> None:
    large, small = operator(1, live=10, messages=10), operator(2, live=1, messages=1)
    for session in (1, 2):
        large.claim(session, CHAT)
    small.claim(3, MESSAGE)
    assert order(least_busy, small, large) == [1, 2]
    assert least_busy(large, GROUP) == pytest.approx(0.1)
    assert least_busy(small, GROUP) == pytest.approx(0.5)


def test_an_operator_without_slots_is_no_division_by_zero() -> None:
    assert least_busy(operator(1, live=0, messages=0), GROUP) == 0


def test_whose_last_offer_is_the_oldest_comes_first() -> None:
    recent, early, never = operator(1), operator(2), operator(3)
    recent.last_offered, early.last_offered = 90, 12
    assert order(round_robin, recent, early, never) == [3, 2, 1]


def test_the_priority_in_this_group_counts_and_in_no_other() -> None:
    first = operator(1, Membership(2, 1), Membership(GROUP, 20))
    second = operator(2, Membership(GROUP, 10))
    assert order(priority_order, first, second) == [2, 1]


def test_who_is_no_member_comes_after_every_member() -> None:
    guest, last = operator(1, Membership(2, 1)), operator(2, Membership(GROUP, 10**9))
    assert order(priority_order, guest, last) == [2, 1]


def test_a_whole_group_is_asked_in_the_order_of_ids() -> None:
    busy, idle = operator(1), operator(2)
    busy.claim(1, CHAT)
    assert order(whole_group, idle, busy) == [1, 2]


def test_every_name_that_a_group_may_choose_has_a_strategy_of_its_own() -> None:
    assert set(STRATEGY_OF) == set(StrategyName)
    assert len({id(strategy) for _, strategy in STRATEGIES}) == len(StrategyName)
