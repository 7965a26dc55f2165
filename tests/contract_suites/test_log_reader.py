"""What every store promises to those who read."""

from datetime import timedelta
from threading import Thread

from hovorna.application.ports import StoredSession
from hovorna.application.unit import Unit
from hovorna.contract.session_filters import SessionFilters
from tests.contract_suites.conftest import Store
from tests.contract_suites.samples import NOON, activity, after, fact, session_row, unit


def test_a_session_is_found_by_its_id_alone(store: Store) -> None:
    row = session_row(5, company_id=2, department_id=3, status="ACTIVE", document=b"{}")
    store.writer.commit([Unit(3, sessions=[row])])
    assert store.reader.session(5) == StoredSession(5, 2, 3, "ACTIVE", b"{}")
    assert store.reader.session(6) is None
    assert store.reader.session(2**62) is None


def test_a_fact_is_found_by_its_version_in_the_department(store: Store) -> None:
    store.writer.commit([unit(1, 2, department_id=3), unit(1)])
    assert store.reader.fact(3, 2) == next(store.reader.facts_after(3, 1))
    assert store.reader.fact(1, 2) is None
    assert store.reader.fact(3, 0) is None
    assert [store.reader.last_version(department_id) for department_id in (1, 2, 3)] == [1, 0, 2]


def test_readers_see_each_commit_from_every_thread(store: Store) -> None:
    seen: list[str] = []

    def look() -> None:
        found = store.reader.session(1)
        assert found is not None
        seen.append(found.status)

    for status in ("CREATED", "ACTIVE", "CLOSED"):
        store.writer.commit([Unit(1, sessions=[session_row(1, status=status)])])
        look()
        thread = Thread(target=look)
        thread.start()
        thread.join()
    assert seen == ["CREATED", "CREATED", "ACTIVE", "ACTIVE", "CLOSED", "CLOSED"]


def test_a_list_is_of_one_moment_however_long_it_takes(store: Store) -> None:
    rows = [session_row(number, status="ACTIVE", created=after(number)) for number in range(1, 1001)]
    store.writer.commit([Unit(1, sessions=rows)])
    with store.reader.sessions(1, SessionFilters(), 1_000_000, 0) as chunks:
        first = next(chunks)
        changed = [session_row(number, status="CLOSED", created=after(number)) for number in range(1, 1002)]
        store.writer.commit([Unit(1, sessions=changed)])
        rest = [session for chunk in chunks for session in chunk]
    listed = [*first, *rest]
    assert 0 < len(first) < len(listed) == 1000
    assert {session.status for session in listed} == {"ACTIVE"}
    assert [session.id for session in listed] == list(range(1000, 0, -1))


def test_a_list_that_is_given_up_does_not_hold_anything(store: Store) -> None:
    store.writer.commit([Unit(1, sessions=[session_row(number) for number in range(1, 1001)])])
    with store.reader.sessions(1, SessionFilters(), 1000, 0) as chunks:
        next(chunks)
    store.writer.commit([Unit(1, sessions=[session_row(1001)])])
    with store.reader.sessions(1, SessionFilters(), 2000, 0) as chunks:
        assert sum(len(chunk) for chunk in chunks) == 1001


def test_activities_come_in_the_order_of_their_ids(store: Store) -> None:
    rows = [activity(3), activity(1, None), activity(2, session_id=2)]
    store.writer.commit([Unit(1, activities=rows)])
    assert store.reader.activities_of(1, 1) == [rows[1], rows[0]]
    assert store.writer.activities_of(1, 1) == [rows[1], rows[0]]


def test_due_timers_come_earliest_first_and_only_those(store: Store) -> None:
    store.writer.commit(
        [Unit(1, timers={"late": after(9), "soon": after(1)}), Unit(2, timers={"now": NOON, "soon": after(1)})]
    )
    due = store.reader.due_timers(after(1), 10)
    assert [(row.department_id, row.key, row.due) for row in due] == [
        (2, "now", NOON),
        (1, "soon", after(1)),
        (2, "soon", after(1)),
    ]
    assert [row.key for row in store.reader.due_timers(after(1), 1)] == ["now"]
    assert len(store.reader.due_timers(after(60), 10)) == 4


def test_the_next_due_timer_follows_what_is_set_moved_and_deleted(store: Store) -> None:
    assert store.reader.next_due() is None
    store.writer.commit([Unit(1, timers={"a": after(1), "b": after(2)})])
    assert store.reader.next_due() == after(1)
    store.writer.commit([Unit(1, timers={"a": after(3)})])
    assert store.reader.next_due() == after(2)
    store.writer.commit([Unit(1, timers={"b": None, "gone": None})])
    assert store.reader.next_due() == after(3)
    store.writer.commit([Unit(1, timers={"a": after(4)}), Unit(1, timers={"a": after(3)})])
    assert [(row.key, row.due) for row in store.reader.due_timers(after(9), 9)] == [("a", after(3))]
    store.writer.commit([Unit(1, timers={"a": None})])
    assert store.reader.next_due() is None
    assert store.reader.due_timers(after(9), 9) == []


def test_departments_are_those_of_the_accounts(store: Store) -> None:
    assert store.reader.department_ids() == []
    company = store.accounts.add_company("One")
    departments = [store.accounts.add_department(company.id, name) for name in ("a", "b")]
    assert store.reader.department_ids() == [department.id for department in departments]


def test_instants_keep_their_microseconds(store: Store) -> None:
    instants = [NOON + timedelta(microseconds=number) for number in (1, 999_999)]
    store.writer.commit([Unit(1, timers={str(instant): instant for instant in instants})])
    assert [row.due for row in store.reader.due_timers(after(60), 9)] == instants


def test_facts_can_be_read_while_others_are_written(store: Store) -> None:
    store.writer.commit([unit(*range(1, 1501))])
    facts = store.writer.facts_after(1, 0)
    first = next(facts)
    store.writer.commit([unit(1501)])
    assert first.version == 1
    assert [one.version for one in facts][:1499] == list(range(2, 1501))


def test_the_first_fact_since_an_instant_is_found_also_where_older_ones_follow(store: Store) -> None:
    facts = [fact(1, at=after(0)), fact(2, at=after(5)), fact(3, at=after(1)), fact(4, at=after(9))]
    store.writer.commit([Unit(1, facts)])
    found = [store.reader.first_since(1, after(seconds)) for seconds in (-1, 0, 0.5, 5, 6, 9, 10)]
    assert found == [1, 1, 2, 2, 4, 4, None]
    assert store.reader.first_since(2, after(0)) is None
