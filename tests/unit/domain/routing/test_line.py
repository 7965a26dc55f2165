"""The order of a waiting line (session-semantics, section 8)."""

from datetime import UTC, datetime, timedelta

import pytest

from hovorna.domain.facts import RoutingRequested
from hovorna.domain.routing import line
from hovorna.domain.session.state import Request
from hovorna.domain.vocabulary import RequestKind

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(request_id: int, arrival: float = 0, *, priority: int = 100, head_start: float = 0) -> line.Entry:
    """Seconds after nine; the session has ten times the request's id."""
    asked = RoutingRequested(
        RequestKind.ENTRY,
        NINE + timedelta(seconds=arrival),
        priority=priority,
        head_start=timedelta(seconds=head_start),
    )
    return line.entry_of(Request(request_id, asked, ()), request_id * 10)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(entry(9, 500, priority=1), entry(1, 0, priority=2, head_start=900), id="priority class"),
        pytest.param(entry(9, 100, head_start=101), entry(1, 0), id="due before arrival"),
        pytest.param(entry(9, 10), entry(1, 20, head_start=9), id="too small a head start"),
        pytest.param(entry(9, 0), entry(1, 60, head_start=60), id="arrival where due is equal"),
        pytest.param(entry(1, 5), entry(9, 5), id="id where all is equal"),
    ],
)
def test_priority_then_due_then_arrival_then_id_decide(first: line.Entry, second: line.Entry) -> None:
    waiting: list[line.Entry] = []
    line.enter(waiting, second)
    line.enter(waiting, first)
    assert waiting == [first, second]


def test_an_entry_names_its_request_and_its_session() -> None:
    assert entry(7)[3:] == (7, 70)


def test_whoever_leaves_leaves_the_others_in_their_order() -> None:
    waiting = [entry(1, 1), entry(2, 2), entry(3, 3)]
    line.leave(waiting, entry(2, 2))
    assert waiting == [entry(1, 1), entry(3, 3)]


@pytest.mark.parametrize("stranger", [entry(9, 0), entry(9, 2.5), entry(9, 9)], ids=["front", "middle", "end"])
def test_leaving_a_line_one_is_not_in_takes_nobody_out(stranger: line.Entry) -> None:
    waiting = [entry(1, 1), entry(2, 2), entry(3, 3)]
    line.leave(waiting, stranger)
    assert len(waiting) == 3


def test_the_position_counts_those_before() -> None:
    waiting = [entry(1, 1), entry(2, 2), entry(3, 3)]
    assert [line.position(waiting, one) for one in waiting] == [0, 1, 2]
    assert line.position(waiting, entry(9, 99)) == 3


def test_several_lines_merge_into_one_in_order_and_stay_as_they_were() -> None:
    one, other = [entry(1, 1), entry(4, 4)], [entry(2, 2), entry(3, 3)]
    walked = line.merged([one, other])
    assert [each[3] for each in walked] == [1, 2, 3, 4]
    walked.clear()
    assert (len(one), len(other)) == (2, 2)
