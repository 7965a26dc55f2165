from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hovorna.adapters.importers.overlaps import Overlaps

NINE = datetime(2024, 5, 1, 9, tzinfo=UTC)

Service = tuple[str, int, int]


def _pairs(*services: Service) -> int:
    overlaps = Overlaps()
    for operator, start, length in services:
        overlaps.add(operator, NINE + timedelta(seconds=start), NINE + timedelta(seconds=start + length))
    return overlaps.pairs()


def test_three_conversations_at_once_are_three_pairs() -> None:
    assert _pairs(("RUT", 0, 60), ("RUT", 10, 60), ("RUT", 20, 60)) == 3


def test_conversations_of_two_people_never_overlap() -> None:
    assert _pairs(("RUT", 0, 60), ("DAN", 10, 60)) == 0


def test_a_conversation_that_begins_as_the_other_ends_does_not_overlap() -> None:
    assert _pairs(("RUT", 0, 60), ("RUT", 60, 60)) == 0


def test_a_conversation_without_length_inside_another_overlaps() -> None:
    assert _pairs(("RUT", 0, 60), ("RUT", 10, 0)) == 1


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 50), st.integers(0, 20)), max_size=30))
def test_it_counts_what_comparing_every_pair_counts(services: list[Service]) -> None:
    ordered = sorted((operator, start, start + length) for operator, start, length in services)
    expected = sum(
        1
        for place, (operator, _, end) in enumerate(ordered)
        for other, start, _ in ordered[place + 1 :]
        if other == operator and start < end
    )
    assert _pairs(*services) == expected
