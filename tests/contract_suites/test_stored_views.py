"""What the check reads of every store is what was written."""

from datetime import timedelta

from hovorna.application.unit import PersonalRow, Unit
from hovorna.domain.switchboard.effects import OperatorChange
from hovorna.domain.vocabulary import OperatorStateKind
from tests.contract_suites.conftest import Store
from tests.contract_suites.samples import NOON, activity, after, session_row, unit

FULL = session_row(
    7,
    version=12,
    status="ACW",
    channel="Phone",
    source="Callback",
    created=NOON,
    guest_joined=after(1),
    accepted=after(2),
    ended=after(3),
    waited=timedelta(seconds=2, microseconds=1),
    length=timedelta(0),
    url="https://example.org/?q=a%20b",
    widget="w",
    stars=4,
    feedback_scale="NPS",
    ip_address="2001:db8::1",
    phone_callback_number="+420 1",
    initial_message="Dobrý den",
    language="cs",
    gdpr_version="2",
    guest_identity="ada",
    is_auto_accepted=True,
    had_concurrent_operators=True,
    termination="GuestLeft",
    anonymised=after(9),
    operators=(3, 1, 3),
    chatbots=(8,),
    tags=("b", "a"),
    document=b"\x01\x02\x00\xff",
)


def test_session_rows_come_back_as_they_were(store: Store) -> None:
    rows = [session_row(2), FULL]
    store.writer.commit([Unit(1, sessions=[FULL, rows[0]]), Unit(2, sessions=[session_row(9, department_id=2)])])
    assert list(store.reader.session_rows(1)) == rows


def test_a_changed_row_replaces_the_old_one_whole(store: Store) -> None:
    bare = session_row(7)
    for row in (FULL, bare, FULL, session_row(7, status="ACW", operators=(1,)), bare):
        store.writer.commit([Unit(1, sessions=[row])])
        assert list(store.reader.session_rows(1)) == [row]


def test_all_rows_of_long_tables_come(store: Store) -> None:
    sessions = [session_row(number, operators=(number,)) for number in range(1, 1102)]
    activities = [activity(number, session_id=number % 3) for number in range(1, 1102)]
    personal = [PersonalRow(number % 3, f"slot {number}", "x") for number in range(1, 1102)]
    origins = [("bank", f"{number:04}", number) for number in range(1, 1102)]
    store.writer.commit([Unit(1, sessions=sessions, activities=activities, personal=personal, origins=origins)])
    assert list(store.reader.session_rows(1)) == sessions
    assert list(store.reader.activity_rows(1)) == sorted(activities, key=lambda row: (row.session_id, row.id))
    rows = sorted((row.session_id, row.slot, "x") for row in personal)
    assert list(store.reader.personal_rows(1)) == rows
    assert list(store.reader.origin_rows(1)) == origins


def test_operator_changes_come_by_instant_then_version_then_as_written(store: Store) -> None:
    late = OperatorChange(1, after(9), 1, OperatorStateKind.ONLINE)
    early = OperatorChange(2, after(5), 2, OperatorStateKind.BREAK, break_id=4, by=6)
    twice = [
        OperatorChange(2, after(9), 3, OperatorStateKind.ON_CALL),
        OperatorChange(1, after(9), 3, OperatorStateKind.AWAY),
        OperatorChange(2, after(9), 3, OperatorStateKind.AFTER_CALL),
    ]
    store.writer.commit([Unit(1, operator_changes=[late, early]), Unit(1, operator_changes=twice)])
    expected = [early, late, *twice]
    assert list(store.reader.operator_change_rows(1)) == expected
    assert store.reader.operator_changes(1) == expected
    assert store.reader.operator_changes(1, 2) == [early, twice[0], twice[2]]
    assert store.reader.operator_changes(2) == []


def test_timer_rows_are_those_of_the_department(store: Store) -> None:
    store.writer.commit([Unit(1, timers={"b": NOON, "a": after(1)}), Unit(2, timers={"c": NOON})])
    assert [(row.department_id, row.key, row.due) for row in store.reader.timer_rows(1)] == [
        (1, "a", after(1)),
        (1, "b", NOON),
    ]


def test_raw_facts_are_the_facts_with_their_versions(store: Store) -> None:
    facts = unit(1, 2, 3)
    store.writer.commit([facts])
    assert list(store.reader.raw_facts(1)) == [(each.version, each) for each in facts.facts]
