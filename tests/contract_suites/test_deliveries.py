"""What every store promises about the deliveries of webhooks."""

from datetime import datetime, timedelta

import pytest

from hovorna.application.webhooks.deliveries import (
    Advance,
    Deliveries,
    Delivery,
    DeliveryStatus,
    Standing,
    Verdict,
    Wanted,
)
from tests.contract_suites.conftest import Store
from tests.contract_suites.samples import NOON, after

HOOK, OTHER = 1, 2
A, B = "session:10", "session:11"


@pytest.fixture
def deliveries(store: Store) -> Deliveries:
    return store.deliveries


def wanted(version: int, entity: str = A, ordinal: int = 0) -> Wanted:
    return Wanted(version, ordinal, "SessionCreated", entity, int(entity.partition(":")[2]))


def step(after: int, *events: Wanted, until: int | None = None, department: int = 1, webhook: int = HOOK) -> Advance:
    return Advance(webhook, department, after, until or events[-1].version, events)


def plan(deliveries: Deliveries, *advances: Advance, at: datetime = NOON) -> None:
    assert all(deliveries.plan(advances, at))


def delivered(number: int, at: datetime = NOON, webhook: int = HOOK, entity: str = A) -> Verdict:
    return Verdict(webhook, number, entity, at, timedelta(milliseconds=5), 200)


def failed(number: int, again: datetime | None, at: datetime = NOON, entity: str = A) -> Verdict:
    return Verdict(HOOK, number, entity, at, timedelta(seconds=1), 500, "The receiver answered 500.", again)


def numbers(rows: list[Delivery]) -> list[int]:
    return [row.number for row in rows]


def ready(deliveries: Deliveries, at: datetime = NOON, webhook: int = HOOK) -> list[int]:
    return numbers(deliveries.ready(webhook, at, 100))


def test_a_plan_moves_the_position_and_owes_what_was_wanted(deliveries: Deliveries) -> None:
    plan(deliveries, step(3, wanted(5), wanted(7, B), until=9))
    assert deliveries.positions() == {(HOOK, 1): 9}
    first, second = deliveries.ready(HOOK, NOON, 10)
    assert first == Delivery(HOOK, 1, 1, 5, 0, "SessionCreated", A, 10, 1, NOON, due=NOON)
    assert second == Delivery(HOOK, 2, 1, 7, 0, "SessionCreated", B, 11, 1, NOON, due=NOON)
    assert first.status is DeliveryStatus.PENDING
    assert deliveries.ready(OTHER, NOON, 10) == []
    assert deliveries.known_webhooks() == {HOOK}


def test_an_advance_from_another_position_than_the_stored_one_does_nothing(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(5)))
    assert deliveries.plan([step(4, wanted(6)), step(5, wanted(7))], NOON) == [False, True]
    assert deliveries.positions() == {(HOOK, 1): 7}
    assert [row.version for row in deliveries.listed(HOOK, None, 10, 0)] == [7, 5]


def test_sequences_are_counted_per_webhook_and_entity_without_a_gap(deliveries: Deliveries) -> None:
    plan(
        deliveries,
        step(0, wanted(1), wanted(2, B), wanted(3), wanted(3, ordinal=1)),
        step(0, wanted(3), webhook=OTHER),
        step(0, wanted(1, "user:7"), department=2),
    )
    plan(deliveries, step(3, wanted(9, B), wanted(10), wanted(10, "user:7", 1)), at=after(1))
    rows = sorted(deliveries.listed(HOOK, None, 100, 0), key=lambda row: row.number)
    assert [(row.entity, row.department_id, row.sequence) for row in rows] == [
        (A, 1, 1),
        (B, 1, 1),
        (A, 1, 2),
        (A, 1, 3),
        ("user:7", 2, 1),
        (B, 1, 2),
        (A, 1, 4),
        ("user:7", 1, 2),
    ]
    assert [(row.number, row.sequence) for row in deliveries.listed(OTHER, None, 10, 0)] == [(1, 1)]


def test_sequences_go_on_after_everything_was_delivered_and_dropped(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1)))
    deliveries.settle([delivered(1)], {})
    assert deliveries.purge(after(1), after(1)) == 1
    plan(deliveries, step(1, wanted(2)))
    (row,) = deliveries.listed(HOOK, None, 10, 0)
    assert (row.number, row.sequence) == (2, 2)


def test_of_an_entity_only_the_first_may_be_sent_until_it_is_settled(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1), wanted(2), wanted(3, B), wanted(4)))
    assert ready(deliveries) == [1, 3]
    deliveries.settle([delivered(1, after(1))], {})
    assert ready(deliveries, after(1)) == [3, 2]
    deliveries.settle([failed(2, None, after(2))], {})
    assert ready(deliveries, after(2)) == [3, 4]


def test_what_is_planned_later_stands_behind_what_is_owed(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1)))
    plan(deliveries, step(1, wanted(2), wanted(3, B)))
    assert ready(deliveries) == [1, 3]


def test_somebody_who_is_told_of_by_two_departments_has_one_order(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(5, "user:7")), step(0, wanted(1, "user:7"), department=2))
    assert ready(deliveries) == [1]
    deliveries.settle([delivered(1, entity="user:7")], {})
    assert ready(deliveries) == [2]


def test_a_failed_attempt_is_due_again_later_and_those_behind_it_wait(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1), wanted(2)))
    deliveries.settle([failed(1, after(5), after(1))], {})
    assert ready(deliveries, after(4)) == []
    assert deliveries.next_due(HOOK, after(1)) == after(5)
    assert deliveries.next_due(HOOK, after(5)) is None
    (row,) = deliveries.ready(HOOK, after(5), 10)
    assert (row.number, row.attempts, row.http_status, row.error) == (1, 1, 500, "The receiver answered 500.")
    assert (row.attempted, row.latency, row.status) == (after(1), timedelta(seconds=1), DeliveryStatus.PENDING)


def test_a_settled_one_says_what_came_of_it(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1), wanted(2, B)))
    deliveries.settle([delivered(1, after(3)), failed(2, None, after(4))], {})
    dead, done = deliveries.listed(HOOK, None, 10, 0)
    assert (done.status, done.settled, done.attempts, done.due) == (DeliveryStatus.DELIVERED, after(3), 1, None)
    assert (dead.status, dead.settled, dead.is_dead, dead.due) == (DeliveryStatus.DEAD, after(4), True, None)
    assert ready(deliveries, after(100)) == []


def test_the_longest_due_come_first_and_no_more_than_asked_for(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1)), at=after(5))
    plan(deliveries, step(1, wanted(2, B), wanted(3, "session:12")), at=after(1))
    assert ready(deliveries, after(9)) == [2, 3, 1]
    assert numbers(deliveries.ready(HOOK, after(9), 2)) == [2, 3]
    assert numbers(deliveries.ready(HOOK, after(9), 2, {2, 77})) == [3, 1]


def test_a_verdict_of_what_is_gone_changes_nothing(deliveries: Deliveries) -> None:
    deliveries.settle([delivered(7), failed(8, after(1))], {})
    assert deliveries.listed(HOOK, None, 10, 0) == []


def test_what_was_settled_and_is_planned_again_is_sent_again_in_its_place(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1), wanted(2), wanted(3)))
    deliveries.settle([delivered(1), failed(2, None), delivered(3)], {})
    deliveries.rewind(HOOK, 1, 1)
    assert deliveries.positions() == {(HOOK, 1): 1}
    plan(deliveries, step(1, wanted(2), wanted(3), wanted(4)), at=after(9))
    assert ready(deliveries, after(9)) == [2]
    rows = sorted(deliveries.listed(HOOK, None, 10, 0), key=lambda row: row.number)
    assert [(row.number, row.sequence, row.status, row.attempts) for row in rows] == [
        (1, 1, DeliveryStatus.DELIVERED, 1),
        (2, 2, DeliveryStatus.PENDING, 0),
        (3, 3, DeliveryStatus.PENDING, 0),
        (4, 4, DeliveryStatus.PENDING, 0),
    ]
    for number in (2, 3, 4):
        assert ready(deliveries, after(9)) == [number]
        deliveries.settle([delivered(number, after(9))], {})


def test_what_is_sent_again_comes_before_what_was_waiting(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1), wanted(2), wanted(3)))
    deliveries.settle([delivered(1)], {})
    deliveries.settle([failed(2, after(60))], {})
    deliveries.rewind(HOOK, 1, 0)
    plan(deliveries, step(0, wanted(1), wanted(2), wanted(3)), at=after(1))
    assert ready(deliveries, after(100)) == [1]
    # Its attempt was under way when it had to step back.
    deliveries.settle([failed(2, after(90), after(2))], {})
    assert ready(deliveries, after(100)) == [1]
    deliveries.settle([delivered(1, after(3))], {})
    assert ready(deliveries, after(3)) == [2]


def test_an_event_that_is_known_no_more_is_planned_anew_under_the_next_number(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1), wanted(2)))
    deliveries.settle([delivered(1), delivered(2)], {})
    deliveries.purge(after(1), NOON)
    deliveries.rewind(HOOK, 1, 0)
    plan(deliveries, step(0, wanted(1), wanted(2)), at=after(2))
    assert [(row.number, row.version, row.sequence) for row in deliveries.listed(HOOK, None, 9, 0)] == [
        (4, 2, 4),
        (3, 1, 3),
    ]


def test_a_position_is_never_wound_forward(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(5)))
    deliveries.rewind(HOOK, 1, 8)
    deliveries.rewind(HOOK, 2, 0)
    deliveries.rewind(OTHER, 1, 7, begins_after=7)
    assert deliveries.positions() == {(HOOK, 1): 5}


def test_a_replay_may_be_asked_for_before_anything_was_planned(deliveries: Deliveries) -> None:
    deliveries.rewind(HOOK, 1, 3, begins_after=9)
    assert deliveries.positions() == {(HOOK, 1): 3}
    assert deliveries.plan([step(9, wanted(10)), step(3, wanted(4))], NOON) == [False, True]


def test_renewing_makes_what_waits_for_another_attempt_due_at_once(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1), wanted(2), wanted(3, B)))
    deliveries.settle([failed(1, after(3600)), delivered(3)], {})
    deliveries.renew(HOOK, after(10))
    (row,) = deliveries.ready(HOOK, after(10), 10)
    assert (row.number, row.attempts) == (1, 0)
    assert deliveries.listed(HOOK, DeliveryStatus.DELIVERED, 10, 0)[0].number == 3


def test_standings_tell_what_is_pending_since_when_and_who_fails(deliveries: Deliveries) -> None:
    assert deliveries.standings() == {}
    plan(deliveries, step(0, wanted(1), wanted(2)), at=after(1))
    plan(deliveries, step(2, wanted(3), wanted(4, B)), step(0, wanted(1), webhook=OTHER), at=after(2))
    deliveries.settle([delivered(1), delivered(1, webhook=OTHER)], {HOOK: after(7), 3: after(8)})
    assert deliveries.standings() == {HOOK: Standing(3, after(1), after(7)), 3: Standing(failing_since=after(8))}
    deliveries.settle([], {HOOK: None, 3: after(9)})
    assert deliveries.standings() == {HOOK: Standing(3, after(1)), 3: Standing(failing_since=after(9))}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (None, [4, 3, 2, 1]),
        (DeliveryStatus.PENDING, [4, 3]),
        (DeliveryStatus.DELIVERED, [1]),
        (DeliveryStatus.DEAD, [2]),
    ],
)
def test_deliveries_are_listed_by_status_last_planned_first(
    deliveries: Deliveries, status: DeliveryStatus | None, expected: list[int]
) -> None:
    plan(deliveries, step(0, wanted(1), wanted(2, B), wanted(3), wanted(4)), step(0, wanted(1), webhook=OTHER))
    deliveries.settle([delivered(1), failed(2, None)], {})
    assert numbers(deliveries.listed(HOOK, status, 10, 0)) == expected
    assert numbers(deliveries.listed(HOOK, status, 1, 1)) == expected[1:2]


def test_old_ones_are_dropped_dead_ones_later_and_pending_ones_never(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1), wanted(2, B), wanted(3, "session:12"), wanted(4, "session:13")))
    deliveries.settle([delivered(1, after(1)), failed(2, None, after(1)), delivered(3, after(20))], {})
    assert deliveries.purge(after(10), after(0)) == 1
    assert numbers(deliveries.listed(HOOK, None, 10, 0)) == [4, 3, 2]
    assert deliveries.purge(after(100), after(100)) == 2
    assert numbers(deliveries.listed(HOOK, None, 10, 0)) == [4]


def test_nothing_is_left_of_a_webhook_that_is_forgotten(deliveries: Deliveries) -> None:
    plan(deliveries, step(0, wanted(1)), step(0, wanted(1), webhook=OTHER))
    deliveries.settle([failed(1, after(1))], {HOOK: NOON})
    deliveries.forget(HOOK)
    assert deliveries.known_webhooks() == {OTHER}
    assert deliveries.standings() == {OTHER: Standing(1, NOON)}
    assert deliveries.listed(HOOK, None, 10, 0) == []
    assert deliveries.positions() == {(OTHER, 1): 1}
