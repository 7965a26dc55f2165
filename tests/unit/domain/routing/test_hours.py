"""When a group is open: by the clock on its own wall, whatever UTC says."""

from datetime import UTC, datetime

import pytest

from hovorna.domain.routing.hours import is_open
from hovorna.domain.settings import OpeningHours, Segment

OFFICE = (Segment(8 * 60, 12 * 60), Segment(13 * 60, 17 * 60))
WEEKDAYS = (OFFICE,) * 5 + ((), ())
PRAGUE = OpeningHours("Europe/Prague", WEEKDAYS)
#: Open in the small hours of Sunday only, when the clocks are changed.
SUNDAY_NIGHT = OpeningHours("Europe/Prague", ((),) * 6 + ((Segment(2 * 60, 3 * 60),),))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_group_without_hours_is_always_open() -> None:
    assert is_open(None, utc("2026-03-01 03:00"))


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        ("2026-03-02 06:59:59.999999", False),
        ("2026-03-02 07:00", True),
        ("2026-03-02 10:59:59.999999", True),
        ("2026-03-02 11:00", False),
        ("2026-03-02 12:00", True),
        ("2026-03-02 16:00", False),
    ],
)
def test_a_segment_holds_its_first_minute_and_not_its_end(instant: str, expected: bool) -> None:
    """In winter Prague is an hour ahead of UTC."""
    assert is_open(PRAGUE, utc(instant)) is expected


def test_in_summer_the_same_wall_clock_opens_an_hour_of_utc_earlier() -> None:
    assert is_open(PRAGUE, utc("2026-03-30 06:00"))
    assert not is_open(PRAGUE, utc("2026-03-27 06:00"))


def test_the_local_day_counts_where_utc_is_still_in_the_day_before() -> None:
    kiritimati = OpeningHours("Pacific/Kiritimati", ((Segment(0, 60),), *((),) * 6))
    assert is_open(kiritimati, utc("2026-03-01 10:30"))
    assert not is_open(kiritimati, utc("2026-03-02 10:30"))


def test_an_hour_that_the_spring_skips_is_never_open() -> None:
    assert not is_open(SUNDAY_NIGHT, utc("2026-03-29 00:59"))
    assert not is_open(SUNDAY_NIGHT, utc("2026-03-29 01:00"))
    assert is_open(SUNDAY_NIGHT, utc("2026-03-22 01:30"))


def test_an_hour_that_the_autumn_repeats_is_open_both_times() -> None:
    assert not is_open(SUNDAY_NIGHT, utc("2026-10-24 23:59"))
    assert is_open(SUNDAY_NIGHT, utc("2026-10-25 00:00"))
    assert is_open(SUNDAY_NIGHT, utc("2026-10-25 01:59"))
    assert not is_open(SUNDAY_NIGHT, utc("2026-10-25 02:00"))


def test_1440_is_midnight_at_the_end_of_the_day() -> None:
    late = OpeningHours("UTC", ((Segment(22 * 60, 1440),), *((),) * 6))
    assert is_open(late, utc("2026-03-02 23:59:59.999999"))
    assert not is_open(late, utc("2026-03-03 00:00"))


def test_two_segments_that_meet_at_midnight_leave_no_gap() -> None:
    night = OpeningHours("UTC", ((Segment(22 * 60, 1440),), (Segment(0, 6 * 60),), *((),) * 5))
    assert is_open(night, utc("2026-03-02 23:59:59.999999"))
    assert is_open(night, utc("2026-03-03 00:00"))


def test_a_holiday_without_segments_is_closed_all_day_and_the_next_is_not() -> None:
    hours = OpeningHours("Europe/Prague", WEEKDAYS, {"2026-03-02": ()})
    assert not is_open(hours, utc("2026-03-02 09:00"))
    assert is_open(hours, utc("2026-03-03 09:00"))


def test_a_holiday_has_its_own_segments_instead_of_the_weekdays() -> None:
    hours = OpeningHours("Europe/Prague", WEEKDAYS, {"2026-03-01": (Segment(9 * 60, 10 * 60),)})
    assert is_open(hours, utc("2026-03-01 08:30"))
    assert not is_open(hours, utc("2026-03-01 09:00"))


def test_a_holiday_is_a_day_of_the_groups_own_calendar() -> None:
    """At 23:30 UTC on the first it is the second in Prague."""
    always = (Segment(0, 1440),)
    hours = OpeningHours("Europe/Prague", (always,) * 7, {"2026-03-02": ()})
    assert not is_open(hours, utc("2026-03-01 23:30"))
    assert is_open(hours, utc("2026-03-02 23:30"))
