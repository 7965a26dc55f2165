"""One state at a time for a person who answers in several departments."""

from datetime import UTC, datetime, timedelta

import pytest

from hovorna.application.people_states import is_forced, most_occupied, steps_of
from hovorna.contract.users_states import (
    UserAvailabilityStatus,
    UserSimplifiedStatus,
    availability_status,
    simplified_status,
)
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.vocabulary import OperatorStateKind as Kind

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVA = 7


def change(
    minute: int, kind: Kind, version: int = 1, by: int | None = None, break_id: int | None = None
) -> OperatorChange:
    return OperatorChange(EVA, NINE + timedelta(minutes=minute), version, kind, break_id, by)


def told(**timelines: list[OperatorChange]) -> list[tuple[int, Kind, int | None]]:
    steps = steps_of({int(name[1:]): changes for name, changes in timelines.items()})
    return [((one.change.at - NINE) // timedelta(minutes=1), one.change.kind, one.change.by) for one in steps]


def test_of_one_department_every_change_is_a_step() -> None:
    changes = [change(0, Kind.OFFLINE), change(1, Kind.ONLINE, 2), change(2, Kind.ONLINE, 3, by=9)]
    assert [one.change for one in steps_of({4: changes})] == changes
    assert [one.told_by for one in steps_of({4: changes})] == [((4, 1),), ((4, 2),), ((4, 3),)]
    assert steps_of({}) == []


def test_a_less_occupied_department_does_not_show() -> None:
    assert told(
        d1=[change(0, Kind.ONLINE), change(5, Kind.ON_CALL, 2), change(9, Kind.ONLINE, 3)],
        d2=[change(1, Kind.OFFLINE), change(6, Kind.AWAY, 2), change(8, Kind.ONLINE, 3)],
    ) == [(0, Kind.ONLINE, None), (5, Kind.ON_CALL, None), (9, Kind.ONLINE, None)]


def test_what_comes_to_show_shows_from_when_it_does() -> None:
    assert told(
        d1=[change(0, Kind.ONLINE), change(5, Kind.OFFLINE, 2, by=9)],
        d2=[change(1, Kind.BREAK, break_id=3, by=9)],
    ) == [(0, Kind.ONLINE, None), (5, Kind.BREAK, None)]


def test_one_word_said_in_all_departments_is_one_step_with_every_note() -> None:
    steps = steps_of(
        {1: [change(0, Kind.ONLINE, 1), change(2, Kind.AWAY, 5, by=9)], 2: [change(2, Kind.AWAY, 8, by=9)]}
    )
    assert [(one.change.kind, one.change.by, one.told_by) for one in steps] == [
        (Kind.ONLINE, None, ((1, 1),)),
        (Kind.AWAY, 9, ((1, 5), (2, 8))),
    ]


def test_the_same_said_by_somebody_else_is_news() -> None:
    assert told(d1=[change(0, Kind.AWAY), change(3, Kind.AWAY, 2, by=9)], d2=[change(0, Kind.OFFLINE)]) == [
        (0, Kind.AWAY, None),
        (3, Kind.AWAY, 9),
    ]


def test_the_most_occupied_of_none_is_offline() -> None:
    assert most_occupied([]) is Kind.OFFLINE
    assert most_occupied([Kind.AWAY, Kind.AFTER_CALL, Kind.ONLINE]) is Kind.AFTER_CALL


def test_a_state_is_forced_where_somebody_else_set_it() -> None:
    assert [is_forced(change(0, Kind.AWAY, by=by)) for by in (None, EVA, 9, 0)] == [False, False, True, True]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_state_has_its_two_words(kind: Kind) -> None:
    assert simplified_status(kind) in UserSimplifiedStatus
    assert availability_status(kind) in UserAvailabilityStatus
    assert simplified_status(kind, is_on_call=True) is UserSimplifiedStatus.BUSY
