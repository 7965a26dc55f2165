"""What the check reads of every store is what was written."""

from datetime import timedelta

from hovorna.application.unit import PersonalRow, Unit
from hovorna.domain.facts import Fact, GuestJoined
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


def test_facts_by_session_leave_out_what_is_about_the_department(store: Store) -> None:
    about = [0, 9, 2, 9, 0, 2]
    facts = [Fact(place + 1, NOON, session_id, GuestJoined()) for place, session_id in enumerate(about)]
    store.writer.commit([Unit(1, facts=facts), Unit(2, facts=[Fact(1, NOON, 4, GuestJoined())])])
    assert [(session_id, version) for session_id, version, _ in store.reader.raw_facts_by_session(1)] == [
        (2, 3),
        (2, 6),
        (9, 2),
        (9, 4),
    ]
    assert all(fact == facts[version - 1] for _, version, fact in store.reader.raw_facts_by_session(1))


def test_all_facts_of_a_long_log_come_session_by_session(store: Store) -> None:
    facts = [Fact(version, NOON, 1 + version % 3, GuestJoined()) for version in range(1, 1102)]
    store.writer.commit([Unit(1, facts=facts)])
    read = [(session_id, version) for session_id, version, _ in store.reader.raw_facts_by_session(1)]
    assert read == sorted((fact.session_id, fact.version) for fact in facts)


def test_what_is_read_steadily_can_be_read_twice(store: Store) -> None:
    store.writer.commit([unit(1)])
    with store.reader.steady():
        first = list(store.reader.raw_facts(1))
        assert list(store.reader.raw_facts(1)) == first
    store.writer.commit([unit(2)])
    assert len(list(store.reader.raw_facts(1))) == 2


def test_sequences_tell_the_next_number(store: Store) -> None:
    taken = store.writer.reserve_session_ids(5)
    assert store.reader.sequences()["session"] == taken.stop


def test_pending_blob_deletions_can_be_read_beside_the_writer(store: Store) -> None:
    store.writer.commit([Unit(1, dropped_blobs=["files/1"])])
    assert store.reader.pending_blob_deletions() == ["files/1"]
    store.writer.blob_deleted("files/1")
    assert store.reader.pending_blob_deletions() == []
