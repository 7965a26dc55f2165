"""What every store promises to those who read an operator's timeline, page by page."""

from hovorna.application import personal
from hovorna.application.ports import ChangesAsked
from hovorna.application.unit import PersonalRow, Unit
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.vocabulary import OperatorStateKind
from tests.contract_suites.conftest import Store
from tests.contract_suites.samples import after

KINDS = list(OperatorStateKind)


def changes(store: Store) -> list[OperatorChange]:
    """Of operator 7: two of one fact at the end; of others what must not be seen."""
    mine = [OperatorChange(7, after(number), number, KINDS[number], by=3) for number in range(5)]
    mine.append(OperatorChange(7, after(4), 4, KINDS[7]))
    others = [OperatorChange(8, after(1), 9, KINDS[0])]
    store.writer.commit([Unit(1, operator_changes=[*others, *mine]), Unit(2, operator_changes=mine[:1])])
    return mine


def told(store: Store, asked: ChangesAsked, department_id: int = 1) -> tuple[list[OperatorChange], int]:
    """And how many there are in all."""
    reader = store.reader
    return reader.operator_timeline(department_id, 7, asked), reader.operator_timeline_length(department_id, 7, asked)


def test_without_bounds_it_is_the_whole_timeline(store: Store) -> None:
    mine = changes(store)
    assert told(store, ChangesAsked()) == (mine, 6)
    assert told(store, ChangesAsked(), 2) == (mine[:1], 1)
    assert told(store, ChangesAsked(), 3) == ([], 0)


def test_both_ends_belong_to_a_stretch(store: Store) -> None:
    mine = changes(store)
    assert told(store, ChangesAsked(after(1), after(3))) == (mine[1:4], 3)
    assert told(store, ChangesAsked(since=after(3.5))) == (mine[4:], 2)
    assert told(store, ChangesAsked(until=after(0))) == (mine[:1], 1)


def test_a_page_knows_how_many_there_are_in_all(store: Store) -> None:
    mine = changes(store)
    assert told(store, ChangesAsked(limit=2, offset=2)) == (mine[2:4], 6)
    assert told(store, ChangesAsked(limit=2, offset=9)) == ([], 6)
    stretch = ChangesAsked(since=after(1), until=after(4), limit=3, offset=1)
    assert told(store, stretch) == (mine[2:5], 5)


def test_the_newest_come_first_where_that_is_asked(store: Store) -> None:
    mine = changes(store)
    newest = ChangesAsked(limit=3, is_newest_first=True)
    assert told(store, newest) == ([mine[5], mine[4], mine[3]], 6)


def test_notes_are_found_by_the_versions_of_their_facts(store: Store) -> None:
    notes = [PersonalRow(0, personal.presence_note(version), f"note {version}") for version in (3, 5)]
    other = PersonalRow(4, personal.presence_note(6), "of a session")
    store.writer.commit([Unit(1, personal=[*notes, other])])
    assert store.reader.presence_notes(1, [3, 4, 5, 6]) == {3: "note 3", 5: "note 5"}
    assert store.reader.presence_notes(1, []) == {}
    assert store.reader.presence_notes(2, [3]) == {}
