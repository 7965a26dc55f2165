from hypothesis import given
from hypothesis import strategies as st

from hovorna.domain.laws.cover import Cover, Stretch

STRETCHES = st.lists(st.tuples(st.integers(1, 30), st.one_of(st.none(), st.integers(1, 40))), max_size=8)


@given(stretches=STRETCHES)
def test_a_cover_holds_exactly_where_one_of_its_stretches_does(stretches: list[Stretch]) -> None:
    cover = Cover(stretches)
    for version in range(45):
        expected = any(begin <= version and (end is None or version < end) for begin, end in stretches)
        assert cover.holds_at(version) == expected


@given(stretches=STRETCHES)
def test_a_cover_changes_at_its_edges_alone(stretches: list[Stretch]) -> None:
    cover = Cover(stretches)
    edges = set(cover.edges())
    for version in range(1, 45):
        if version not in edges:
            assert cover.holds_at(version) == cover.holds_at(version - 1)
