"""Another analyst's table of the same days: equal where it means the same; elsewhere docs/import.md explains."""

import csv
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from statistics import mean, median, stdev
from zoneinfo import ZoneInfo

import pytest

from hovorna.domain.session.durations import length, time_in_states
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import SessionStatus, TerminationReason
from tests.imports.imported import Imported, seconds, talk

pytestmark = pytest.mark.slow

ZONE = ZoneInfo("Asia/Jerusalem")
#: The table is rounded to hundredths.
HUNDREDTH = 0.00501

Day = list[Session]


@pytest.fixture(scope="module")
def table(bank_folder: Path) -> dict[str, dict[str, str]]:
    with (bank_folder / "published-daily.csv").open(encoding="utf-8", newline="") as file:
        return {row["date"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def days(bank: Imported) -> dict[str, Day]:
    found: dict[str, Day] = defaultdict(list)
    for session in bank.sessions:
        found[session.created.at.astimezone(ZONE).date().isoformat()].append(session)
    return found


def _column(bank: Imported, day: Day, name: str) -> list[int]:
    return [max(int(bank.params(session)[name]), 0) for session in day]


def test_calls_and_hang_ups_of_every_day_are_the_same(days: dict[str, Day], table: dict[str, dict[str, str]]) -> None:
    told = {
        date: (len(day), sum(one.termination is TerminationReason.GUEST_ABANDONED for one in day))
        for date, day in days.items()
    }
    assert told == {date: (int(row["total_calls"]), int(row["hangs"])) for date, row in table.items()}


def test_every_figure_comes_out_of_the_columns_that_were_kept(
    bank: Imported, days: dict[str, Day], table: dict[str, dict[str, str]]
) -> None:
    for date, row in table.items():
        service, vru, queue = (_column(bank, days[date], f"bank_{name}_time") for name in ("ser", "vru", "q"))
        told = [mean(service), median(service), stdev(service), mean(vru), median(vru), mean(queue), median(queue)]
        names = [name for name in row if name.startswith(("avg", "median", "std"))]
        assert told == pytest.approx([float(row[name]) for name in names], abs=HUNDREDTH), date


def test_our_service_is_theirs_without_the_service_of_calls_that_nobody_answered(
    bank: Imported, days: dict[str, Day], table: dict[str, dict[str, str]]
) -> None:
    for date, row in table.items():
        ours = sum(seconds(talk(session)) for session in days[date] if session.started is not None)
        ignored = sum(_column(bank, [one for one in days[date] if length(one) is None], "bank_ser_time"))
        assert (ours + ignored) / len(days[date]) == pytest.approx(float(row["avg_service_time"]), abs=HUNDREDTH)


def test_our_time_before_the_queue_is_theirs_but_for_a_second_that_the_service_took_of_it(
    bank: Imported, days: dict[str, Day], table: dict[str, dict[str, str]]
) -> None:
    for date, row in table.items():
        day = days[date]
        created = [time_in_states(one, one.last_at).get(SessionStatus.CREATED, timedelta()) for one in day]
        theirs = _column(bank, day, "bank_vru_time")
        assert all(seconds(ours) <= vru for ours, vru in zip(created, theirs, strict=True))
        assert 0 < float(row["avg_vru_time"]) - mean(map(seconds, created)) < 1
