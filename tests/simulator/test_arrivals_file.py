"""Files of arrivals: what is read, and how broken lines are refused."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hovorna.application.source_records import RefusedLine
from hovorna.simulator import BadArrivals, SimulationOptions, run
from hovorna.simulator.arrivals_file import read_contacts
from hovorna.simulator.guests import Contact

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _file(folder: Path, text: str) -> Path:
    path = folder / "arrivals.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_may_stand_in_any_order_and_cells_may_be_empty(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "group\tat\tservice_seconds\tpatience_seconds\n"
        "Loans\t2026-03-02T09:00:00Z\t12.5\t60\n"
        "\t2026-03-02T10:00:00+01:00\t\t\n",
    )
    first, second = read_contacts(path)
    assert first == Contact(NINE, timedelta(seconds=12.5), timedelta(seconds=60), "Loans")
    assert second == Contact(NINE)


def test_commas_separate_where_the_header_has_no_tab(tmp_path: Path) -> None:
    path = _file(tmp_path, 'at,group\n2026-03-02T09:00:00Z,"Loans, new"\n')
    assert list(read_contacts(path)) == [Contact(NINE, group="Loans, new")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("yesterday,1,1,", "at: 'yesterday' is no instant of ISO 8601"),
        ("2026-03-02T09:00:00,1,1,", "at: '2026-03-02T09:00:00' has no offset from UTC"),
        ("9999-12-31T23:00:00Z,1,1,", "at: the year 9999 is not from 1970 to 2199"),
        ("2026-03-02T09:00:00Z,long,1,", "service_seconds: 'long' is no number"),
        ("2026-03-02T09:00:00Z,-1,1,", "service_seconds: '-1' is not from 0 to 604800"),
        ("2026-03-02T09:00:00Z,1,nan,", "patience_seconds: 'nan' is not from 0 to 604800"),
        ("2026-03-02T09:00:00Z,1", "2 columns, 4 are expected"),
        ("2026-03-02T09:00:00Z,1,1,\x1b[2J", "group: more than 100 characters, or one that can't be printed"),
    ],
)
def test_a_broken_line_is_refused_with_its_number_and_the_rest_is_simulated(
    tmp_path: Path, line: str, reason: str
) -> None:
    good = "2026-03-02T09:00:00Z,10,600,"
    path = _file(tmp_path, f"at,service_seconds,patience_seconds,group\n{good}\n\n{line}\n{good}\n")
    result = run(SimulationOptions(seed=1, days=1, operators=4, arrivals=path))
    assert result.refused == (RefusedLine(4, reason),)
    assert result.sessions == 2


@pytest.mark.parametrize("text", ["", "when,how long\n", "service_seconds\n1\n", "at,at\n", "at,who\n"])
def test_a_file_without_our_columns_is_no_file_of_arrivals(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadArrivals, match="line 1"):
        list(read_contacts(_file(tmp_path, text)))


def test_a_file_of_bytes_is_no_file_of_arrivals(tmp_path: Path) -> None:
    path = tmp_path / "arrivals.tsv"
    path.write_bytes(b"at\n\xff\xfe\x00")
    with pytest.raises(BadArrivals):
        list(read_contacts(path))


def test_a_file_that_is_not_there_is_told_by_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_contacts(tmp_path / "nothing.tsv"))


def test_lines_may_stand_in_any_order_of_time(tmp_path: Path) -> None:
    path = _file(tmp_path, "at,service_seconds\n2026-03-03T09:00:00Z,5\n2026-03-02T09:00:00Z,5\n")
    assert run(SimulationOptions(seed=1, days=1, operators=4, arrivals=path)).sessions == 1
    assert run(SimulationOptions(seed=1, days=2, operators=4, arrivals=path)).sessions == 2
