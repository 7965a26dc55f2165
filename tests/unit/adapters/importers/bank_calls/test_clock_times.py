from datetime import UTC, date, datetime

import pytest

from hovorna.adapters.importers.bank_calls.clock_times import CallClock

H = 3600


def test_clock_times_are_the_banks_own_winter_and_summer_time() -> None:
    assert CallClock(date(1999, 2, 1), 9 * H).entry == datetime(1999, 2, 1, 7, tzinfo=UTC)
    assert CallClock(date(1999, 7, 1), 9 * H).entry == datetime(1999, 7, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entry", "later", "shift"),
    [
        (23 * H + 3599, 10, 1),
        (10, 23 * H + 3599, -1),
        (9 * H, 9 * H + 30, 0),
        (0, 12 * H, 0),
        (12 * H, 0, 0),
        (12 * H + 1, 0, 1),
        (0, 12 * H + 1, -1),
    ],
)
def test_a_time_lies_on_the_day_that_brings_it_within_12_hours_of_the_entry(entry: int, later: int, shift: int) -> None:
    clock = CallClock(date(1999, 2, 10), entry)
    assert clock.day_shift(later) == shift
    assert abs((clock.at(later) - clock.entry).total_seconds()) <= 12 * H


def test_midnight_may_lie_between_entry_and_exit() -> None:
    clock = CallClock(date(1999, 1, 31), 23 * H + 3590)
    assert clock.at(5) == datetime(1999, 1, 31, 22, 0, 5, tzinfo=UTC)
    assert (clock.at(5) - clock.entry).total_seconds() == 15


def test_a_call_over_the_hour_that_the_clock_shows_twice_does_not_run_back() -> None:
    # Summer time ended on 3 September 1999 at 2:00, which became 1:00 again.
    clock = CallClock(date(1999, 9, 3), H + 59 * 60)
    assert clock.entry == datetime(1999, 9, 2, 22, 59, tzinfo=UTC)
    assert clock.at(H + 60) == datetime(1999, 9, 2, 23, 1, tzinfo=UTC)


def test_a_time_before_the_entry_stays_before_it() -> None:
    clock = CallClock(date(1999, 2, 1), 9 * H)
    assert clock.at(9 * H - 57) == datetime(1999, 2, 1, 6, 59, 3, tzinfo=UTC)
