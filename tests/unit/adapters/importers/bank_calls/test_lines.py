import pytest

from hovorna.adapters.importers.bank_calls.lines import COLUMNS, Stretch, is_header, read_row
from hovorna.adapters.importers.text_lines import BrokenRow, Line
from tests.unit.adapters.importers.bank_rows import HEADER, UNQUEUED, row_of, text_of


def test_a_row_is_read_with_every_column_kept_as_it_stood() -> None:
    row = row_of(customer_id="  077 ", priority="2", vru_time="-57")
    assert row.values == tuple(text_of(customer_id="  077 ", priority="2", vru_time="-57").split("\t"))
    assert (row.day.isoformat(), row.vru_entry, row.vru_exit) == ("1999-03-01", 32400, 32410)
    assert row.queue == Stretch(32410, 32440, 30)
    assert row.service == Stretch(32439, 32559, 120)
    assert (row.group, row.server, row.outcome) == ("PS", "RUT", "AGENT")


def test_zero_at_both_ends_without_time_between_is_never() -> None:
    assert row_of(**UNQUEUED).queue is None


@pytest.mark.parametrize(
    ("start", "exit_", "length"),
    [("0:00:00", "0:00:20", "20"), ("23:59:30", "0:00:00", "30"), ("0:00:00", "0:00:00", "5")],
)
def test_zero_at_one_end_or_with_time_between_is_midnight(start: str, exit_: str, length: str) -> None:
    assert row_of(q_start=start, q_exit=exit_, q_time=length).queue is not None


def test_two_digits_of_a_year_are_within_a_hundred_years_from_1970() -> None:
    assert row_of(date="700101").day.year == 1970
    assert row_of(date="690101").day.year == 2069


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"outcome": "GONE"}, "outcome: 'GONE' is none of AGENT, HANG, PHANTOM"),
        ({"date": "990230"}, "date: '990230' is no date of the form YYMMDD"),
        ({"date": "1999-03-01"}, "date: '1999-03-01' is no date of the form YYMMDD"),
        ({"vru_entry": "24:00:00"}, "vru_entry: '24:00:00' is no clock time of the form H:MM:SS"),
        ({"vru_exit": "9:60:00"}, "vru_exit: '9:60:00' is no clock time of the form H:MM:SS"),
        ({"q_exit": ""}, "q_exit: '' is no clock time of the form H:MM:SS"),
        ({"ser_time": "-3"}, "ser_time: '-3' is no whole number from 0 to 10000000"),
        ({"ser_time": "٣"}, "ser_time: '٣' is no whole number from 0 to 10000000"),
        ({"vru_time": "ten"}, "vru_time: 'ten' is no whole number from 0 to 10000000"),
        ({"type": " "}, "type: ' ' is no name"),
        ({"server": "R\x00T"}, "server: 'R\\x00T' is no name"),
    ],
)
def test_a_broken_value_is_refused_with_its_column(columns: dict[str, str], reason: str) -> None:
    with pytest.raises(BrokenRow) as refused:
        row_of(**columns)
    assert str(refused.value) == reason


def test_a_row_with_too_few_columns_is_refused() -> None:
    with pytest.raises(BrokenRow, match="16 columns, 17 are expected"):
        read_row(Line(2, text_of().rpartition("\t")[0]))


def test_a_line_that_could_not_be_read_is_refused_for_that_reason() -> None:
    with pytest.raises(BrokenRow, match="no UTF-8"):
        read_row(Line(2, "", "the line is no UTF-8 text"))


def test_the_header_is_known_in_any_letter_case_and_by_every_column() -> None:
    assert is_header(HEADER.upper())
    assert is_header("\t".join(f"{name} " for name in COLUMNS))
    assert not is_header(HEADER.replace("ser_time\t", ""))
    assert not is_header("\t".join(reversed(COLUMNS)))
    assert not is_header("")
