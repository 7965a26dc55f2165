from collections.abc import Iterator

import pytest

from hovorna.adapters.importers.queue_log.calls import HANDOVER, LINGERING, Call, Calls
from hovorna.adapters.importers.text_lines import BrokenRow
from tests.unit.adapters.importers.queue_rows import rows_of

HOURS = int(LINGERING.total_seconds())


def _gathered(*rows: str) -> list[list[str]]:
    """The events of each call, in the order in which the calls were given back."""

    def calls() -> Iterator[Call]:
        gathering = Calls()
        for row in rows_of(*rows):
            yield from gathering.add(row)
        yield from gathering.rest()

    return [[row.event for row in call.rows] for call in calls()]


def test_rows_of_calls_at_one_time_are_told_apart() -> None:
    assert _gathered(
        "0 c1 Help NONE ENTERQUEUE - 1 1",
        "1 c2 Help NONE ENTERQUEUE - 2 1",
        "2 c1 Help RUT CONNECT 2 x 1",
        "3 c2 Help NONE ABANDON 1 1 2",
    ) == [["ENTERQUEUE", "CONNECT"], ["ENTERQUEUE", "ABANDON"]]


def test_a_call_that_has_ended_may_still_have_rows_for_a_while() -> None:
    assert _gathered(
        "0 c1 Help NONE ENTERQUEUE - 1 1",
        "5 c1 Help NONE ABANDON 1 1 5",
        "6 c1 Help RUT RINGNOANSWER 3000",
    ) == [["ENTERQUEUE", "ABANDON", "RINGNOANSWER"]]


def test_an_ended_call_is_given_back_when_its_time_has_gone_by_and_an_open_one_is_kept() -> None:
    calls = Calls()
    early = rows_of(
        "0 c1 Help NONE ENTERQUEUE - 1 1", "5 c1 Help NONE ABANDON 1 1 5", "6 c2 Help NONE ENTERQUEUE - 2 1"
    )
    for row in early:
        assert list(calls.add(row)) == []
    (late,) = rows_of(f"{HOURS + 6} c3 Help NONE ENTERQUEUE - 3 1")
    assert [call.rows[0].call_id for call in calls.add(late)] == ["c1"]
    assert [call.rows[0].call_id for call in calls.rest()] == ["c2", "c3"]


def test_a_row_without_a_beginning_is_refused() -> None:
    with pytest.raises(BrokenRow, match="COMPLETEAGENT of a call whose beginning is not in this log"):
        _gathered("0 c1 Help RUT COMPLETEAGENT 5 60 1")


def test_the_queue_that_follows_a_transfer_at_once_belongs_to_the_call() -> None:
    start = (
        "0 c1 Help NONE ENTERQUEUE - 1 1",
        "5 c1 Help RUT CONNECT 5 x 5",
        "30 c1 Help RUT BLINDTRANSFER 200 default",
    )
    after = 30 + int(HANDOVER.total_seconds())
    assert len(_gathered(*start, f"{after} c1 Sales NONE ENTERQUEUE - 1 1")) == 1
    assert len(_gathered(*start, f"{after + 1} c1 Sales NONE ENTERQUEUE - 1 1")) == 2


def test_a_queue_entered_after_a_time_out_is_another_session() -> None:
    assert _gathered(
        "0 c1 Help NONE ENTERQUEUE - 1 1",
        "20 c1 Help NONE EXITWITHTIMEOUT 1 1 20",
        "21 c1 Sales NONE ENTERQUEUE - 1 1",
    ) == [["ENTERQUEUE", "EXITWITHTIMEOUT"], ["ENTERQUEUE"]]


def test_every_dial_is_a_call_of_its_own() -> None:
    assert _gathered(
        "0 c1 NONE RUT OUTDIAL 777 - - 0 0",
        "1 c1 NONE RUT OUTCHANUNAVAIL 777 - - 1 0",
        "1 c1 NONE RUT OUTDIAL 777 - - 0 0",
        "9 c1 NONE RUT OUTCANCEL 777 - - 8 0",
    ) == [["OUTDIAL", "OUTCHANUNAVAIL"], ["OUTDIAL", "OUTCANCEL"]]
