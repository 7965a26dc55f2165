from datetime import UTC, datetime, timedelta

import pytest

from hovorna.adapters.importers.queue_log.lines import QueueRow, read_row
from hovorna.adapters.importers.text_lines import BrokenRow, Line


def _row(text: str) -> QueueRow:
    return read_row(Line(1, text))


def test_a_row_is_read_with_its_data() -> None:
    row = _row("1714557600|1714557590.7|Help|PJSIP/400|CONNECT|10|1714557599.8|4")
    assert row.at == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert (row.call_id, row.queue, row.agent, row.event) == ("1714557590.7", "Help", "PJSIP/400", "CONNECT")
    assert row.data == ("10", "1714557599.8", "4")


def test_seconds_may_have_fractions() -> None:
    assert _row("1714557600.25|c|q|a|X").at == datetime(2024, 5, 1, 10, 0, 0, 250_000, tzinfo=UTC)


def test_a_datum_that_an_older_version_does_not_write_is_no_time_at_all() -> None:
    row = _row("1714557600|c|q|a|CONNECT|10")
    assert row.field(2) == ""
    assert row.span(2, "ring time", timedelta(seconds=1)) == timedelta()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1714557600|c|q|a", "4 fields, at least 5 are expected"),
        ("yesterday|c|q|a|X", "time: 'yesterday' is no number of seconds since 1970"),
        ("-5|c|q|a|X", "time: '-5' is no number of seconds since 1970"),
        ("999999999999|c|q|a|X", "time: '999999999999' is no number of seconds since 1970"),
        ("1714557600|c|q|a|two words", "event: 'two words' is no name of an event"),
        ("1714557600|c|q|a|", "event: '' is no name of an event"),
        ("1714557600|c|q\x00|a|X", "queue: 'q\\x00' is no name"),
    ],
)
def test_a_broken_row_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BrokenRow) as refused:
        _row(text)
    assert str(refused.value) == reason
