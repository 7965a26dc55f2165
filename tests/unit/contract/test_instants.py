from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hovorna.contract.instants import format_instant, parse_instant

INSTANTS = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001 - hypothesis adds the zone itself
    timezones=st.just(UTC) | st.just(timezone(timedelta(hours=-7, minutes=-30))),
)


@given(INSTANTS)
def test_what_is_written_is_read_again(instant: datetime) -> None:
    written = format_instant(instant)
    assert "T" in written
    assert written.endswith("Z")
    assert parse_instant(written) == instant


@given(st.datetimes(timezones=st.just(UTC)))
def test_text_and_encoder_write_the_same(instant: datetime) -> None:
    assert msgspec.json.encode(instant) == f'"{format_instant(instant)}"'.encode()


@given(st.text() | st.text(alphabet="0123456789-:.TZ+ "))
def test_any_text_is_an_instant_or_a_refusal_with_a_sentence(text: str) -> None:
    try:
        assert parse_instant(text).tzinfo is UTC
    except ValueError as error:
        assert str(error).startswith("Must be an RFC 3339 instant")  # noqa: PT017 - either is right


def test_instants_are_written_with_t_and_z_and_no_idle_decimals() -> None:
    assert format_instant(datetime(2026, 5, 2, 16, 5, 24, 454661, tzinfo=UTC)) == "2026-05-02T16:05:24.454661Z"
    assert (
        format_instant(datetime(2026, 5, 2, 18, 5, 24, tzinfo=timezone(timedelta(hours=2)))) == "2026-05-02T16:05:24Z"
    )


def test_an_instant_without_a_zone_is_not_written() -> None:
    with pytest.raises(ValueError, match="zone"):
        format_instant(datetime(2026, 5, 2))  # noqa: DTZ001 - that is what is refused


@pytest.mark.parametrize(
    ("text", "micros"),
    [
        ("2026-05-02T16:05:24Z", 0),
        ("2026-05-02t16:05:24z", 0),
        ("2026-05-02 16:05:24", 0),
        ("2026-05-02T16:05:24", 0),
        ("2026-05-02T18:05:24+02:00", 0),
        ("2026-05-02T18:05:24+0200", 0),
        ("2026-05-02T11:35:24-04:30", 0),
        ("2026-05-02T16:05:24.4Z", 400_000),
        ("2026-05-02T16:05:24.4546619Z", 454_661),
        ("2026-05-02T16:05:24.454661999", 454_661),
        (" 2026-05-02T16:05:24Z ", 0),
    ],
)
def test_the_forms_that_clients_write_are_read(text: str, micros: int) -> None:
    assert parse_instant(text) == datetime(2026, 5, 2, 16, 5, 24, micros, tzinfo=UTC)


def test_seconds_may_be_missing() -> None:
    assert parse_instant("2026-05-02T16:05") == datetime(2026, 5, 2, 16, 5, tzinfo=UTC)


def test_a_date_is_the_start_of_its_day() -> None:
    assert parse_instant("2020-11-09") == datetime(2020, 11, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-13-02",
        "2026-02-30T00:00:00Z",
        "2026-05-02T24:00:00Z",
        "2026-05-02T16:05:24.1234567890Z",
        "2026-05-02T16:05:24+02:60",
        "2026-05-02T16:05:24+24:00",
        "0001-01-01T00:00:00+02:00",
        "9999-12-31T23:59:59-02:00",
        "20260502",
        "1777737924",
        "٢٠٢٦-05-02",
    ],
)
def test_nonsense_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="Must be an RFC 3339 instant"):
        parse_instant(text)
