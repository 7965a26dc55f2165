from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hovorna.contract.durations import LONGEST, format_duration, format_known_duration, parse_duration

DURATIONS = st.timedeltas(min_value=-LONGEST, max_value=LONGEST)
SHORT = st.timedeltas(min_value=timedelta(hours=-30), max_value=timedelta(hours=30))


@given(DURATIONS | SHORT)
def test_what_is_written_is_read_again(value: timedelta) -> None:
    assert parse_duration(format_duration(value)) == value


@given(DURATIONS | SHORT)
def test_the_clock_form_is_read_as_well(value: timedelta) -> None:
    size = abs(value)
    hours, rest = divmod(size.seconds, 3600)
    text = f"{size.days}.{hours:02}:{rest // 60:02}:{rest % 60:02}.{size.microseconds:06}"
    assert parse_duration(f"-{text}" if value < timedelta() else text) == value


@given(st.text() | st.text(alphabet="0123456789PTWDHMS:.-"))
def test_any_text_is_a_duration_or_a_refusal_with_a_sentence(text: str) -> None:
    try:
        assert abs(parse_duration(text)) <= LONGEST
    except ValueError as error:
        assert str(error).startswith("Must ")  # noqa: PT017 - either is right


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(minutes=3, seconds=12.5), "PT3M12.5S"),
        (timedelta(), "PT0S"),
        (timedelta(days=1, hours=2, seconds=3), "P1DT2H3S"),
        (timedelta(days=2), "P2D"),
        (timedelta(days=14), "P14D"),
        (timedelta(hours=1), "PT1H"),
        (timedelta(minutes=1), "PT1M"),
        (timedelta(seconds=60, microseconds=1), "PT1M0.000001S"),
        (timedelta(microseconds=500_000), "PT0.5S"),
        (timedelta(seconds=-90), "-PT1M30S"),
        (timedelta(microseconds=-1), "-PT0.000001S"),
        (timedelta(days=-1, hours=-1), "-P1DT1H"),
    ],
)
def test_durations_are_written_in_the_published_form(value: timedelta, text: str) -> None:
    assert format_duration(value) == text
    assert parse_duration(text) == value


def test_an_unknown_duration_stays_unknown_and_zero_stays_zero() -> None:
    assert format_known_duration(None) is None
    assert format_known_duration(timedelta()) == "PT0S"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("P2W", timedelta(weeks=2)),
        ("PT192.5S", timedelta(seconds=192.5)),
        ("PT1,5S", timedelta(seconds=1.5)),
        ("pt90m", timedelta(minutes=90)),
        ("P0D", timedelta()),
        ("+PT1S", timedelta(seconds=1)),
        ("PT0.1234567S", timedelta(microseconds=123_456)),
        ("00:03:12.5", timedelta(minutes=3, seconds=12.5)),
        ("1.02:00:03", timedelta(days=1, hours=2, seconds=3)),
        ("0:05", timedelta(minutes=5)),
        ("00:00:00.1234567", timedelta(microseconds=123_456)),
        ("-00:00:01", timedelta(seconds=-1)),
        (" 00:00:01 ", timedelta(seconds=1)),
    ],
)
def test_the_forms_that_clients_write_are_read(text: str, value: timedelta) -> None:
    assert parse_duration(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "P",
            "PT",
            "-P",
            "P1DT",
            "P1M",
            "P1Y",
            "PT1.5M",
            "PT1H-5M",
            "1:2:3:4",
            "00:60:00",
            "24:00:00",
            "00:00:60",
        ),
        *("90", "soon", "P99999999D", "P999999999W", "PT١S", "::"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Must (be an ISO 8601 duration|not be longer)"):
        parse_duration(text)
