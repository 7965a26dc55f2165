from datetime import timedelta

import pytest

from hovorna.adapters.importers.queue_log import events
from hovorna.adapters.importers.text_lines import BrokenRow
from tests.unit.adapters.importers.queue_rows import rows_of


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("0 c1 Help NONE CONNECT 5 x 5", "CONNECT without an agent"),
        ("0 c1 Help NONE RINGNOANSWER 5000", "RINGNOANSWER without an agent"),
        ("0 c1 Help NONE BLINDTRANSFER 200 default", "BLINDTRANSFER without an agent"),
        ("0 NONE NONE NONE AGENTLOGIN", "AGENTLOGIN without an agent"),
        ("0 NONE Help NONE ABANDON 1 1 5", "ABANDON without a call"),
        ("0 c1 NONE NONE ENTERQUEUE - 200 1", "ENTERQUEUE without a queue"),
        ("0 c1 Help RUT CONNECT 5 x soon", "ring time: 'soon' is no whole number from 0 to 10000000"),
        ("0 c1 Help RUT COMPLETEAGENT 5 -1 1", "call time: '-1' is no whole number from 0 to 10000000"),
    ],
)
def test_a_row_that_its_event_makes_no_sense_of_is_refused(row: str, reason: str) -> None:
    with pytest.raises(BrokenRow) as refused:
        events.check(rows_of(row)[0])
    assert str(refused.value) == reason


def test_rings_are_told_in_milliseconds_and_the_one_that_was_answered_in_seconds() -> None:
    ring, answer = rows_of("0 c1 Help RUT RINGCANCELED 11193", "9 c1 Help RUT CONNECT 9 x 4")
    assert events.rung(ring) == timedelta(seconds=11, milliseconds=193)
    assert events.rung(answer) == timedelta(seconds=4)


def test_no_event_has_two_meanings() -> None:
    kinds = (events.INCOMING, events.OUTGOING, events.PRESENCE)
    assert len(frozenset().union(*kinds)) == sum(map(len, kinds))
