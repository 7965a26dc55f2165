"""What every store promises to those who write."""

from datetime import timedelta

import pytest

from hovorna.application.personal import LASTING
from hovorna.application.ports import StoreUnavailable, VersionTaken
from hovorna.application.unit import IdempotentAnswer, PersonalRow, Snapshot, Unit
from hovorna.domain.facts import OperatorJoined
from tests.contract_suites.conftest import Store
from tests.contract_suites.samples import NOON, activity, after, fact, session_row, unit


def test_committed_facts_are_read_back_as_they_were(store: Store) -> None:
    facts = [fact(1), fact(2, session_id=7, body=OperatorJoined(3), at=after(1))]
    store.writer.commit([Unit(1, facts)])
    assert list(store.writer.facts_after(1, 0)) == facts
    assert list(store.reader.facts_after(1, 0)) == facts


def test_all_fields_around_a_fact_are_kept(store: Store) -> None:
    body = OperatorJoined(3)
    original = type(fact(1))(1, NOON, 4, body, is_decided=False, since=after(-60), claimed=after(-90))
    store.writer.commit([Unit(1, [original])])
    assert list(store.reader.facts_after(1, 0)) == [original]


def test_only_later_facts_are_read(store: Store) -> None:
    store.writer.commit([unit(*range(1, 2501))])
    assert [each.version for each in store.reader.facts_after(1, 1200)] == list(range(1201, 2501))
    assert list(store.writer.facts_after(1, 2500)) == []


def test_a_session_has_its_own_facts_alone(store: Store) -> None:
    store.writer.commit([Unit(1, [fact(1, 5), fact(2, 6), fact(3, 5)])])
    assert [each.version for each in store.reader.session_facts(1, 5)] == [1, 3]
    assert [each.version for each in store.writer.session_facts(1, 5)] == [1, 3]
    assert store.reader.session_facts(2, 5) == []


def test_departments_have_logs_of_their_own(store: Store) -> None:
    store.writer.commit([unit(1, 2, department_id=1), unit(1, department_id=2), unit(3, department_id=1)])
    assert [each.version for each in store.reader.facts_after(1, 0)] == [1, 2, 3]
    assert [each.version for each in store.reader.facts_after(2, 0)] == [1]


@pytest.mark.parametrize("versions", [(1, 2), (2,), (4,), (3, 5)])
def test_a_version_that_is_not_the_next_is_refused(store: Store, versions: tuple[int, ...]) -> None:
    store.writer.commit([unit(1, 2)])
    with pytest.raises(VersionTaken):
        store.writer.commit([unit(*versions)])
    assert [each.version for each in store.reader.facts_after(1, 0)] == [1, 2]


def test_units_of_one_commit_follow_each_other(store: Store) -> None:
    store.writer.commit([unit(1, 2), unit(3), unit(4, 5)])
    with pytest.raises(VersionTaken):
        store.writer.commit([unit(6), unit(6)])
    assert [each.version for each in store.reader.facts_after(1, 3)] == [4, 5]


def test_a_refused_commit_leaves_nothing_and_the_next_one_works(store: Store) -> None:
    good = Unit(
        1,
        [fact(1)],
        personal=[PersonalRow(1, "name", "Ada")],
        sessions=[session_row(1, operators=(3,))],
        activities=[activity(1)],
        timers={"acw:1": NOON},
        origins=[("bank", "a", 1)],
        idempotent=IdempotentAnswer("me", "k", "r", 200, b"", NOON),
    )
    with pytest.raises(VersionTaken):
        store.writer.commit([good, unit(3)])
    assert store.reader.session(1) is None
    assert store.reader.personal_of(1, 1) == {}
    assert store.reader.activities_of(1, 1) == []
    assert store.reader.next_due() is None
    assert store.writer.known_origins(1, "bank") == set()
    assert store.reader.idempotent_answer("me", "k") is None
    store.writer.commit([good])
    assert store.reader.session(1) is not None


def test_a_unit_without_facts_writes_its_views(store: Store) -> None:
    answer = IdempotentAnswer("me", "k", "r", 400, b"no", NOON)
    store.writer.commit([Unit(1, idempotent=answer)])
    assert store.reader.idempotent_answer("me", "k") == answer


def test_reserved_session_ids_are_never_given_twice(store: Store) -> None:
    first, second, third = (store.writer.reserve_session_ids(count) for count in (3, 1, 2))
    assert [*first, *second, *third] == [1, 2, 3, 4, 5, 6]


def test_session_ids_stay_below_two_to_the_31(store: Store) -> None:
    store.writer.reserve_session_ids(2**31 - 2)
    assert store.writer.reserve_session_ids(1) == range(2**31 - 1, 2**31)
    with pytest.raises(StoreUnavailable):
        store.writer.reserve_session_ids(1)


def test_the_latest_snapshot_is_found_and_the_last_two_are_kept(store: Store) -> None:
    assert store.writer.latest_snapshot(1) is None
    snapshots = [Snapshot(1, version, 1, b"state %d" % version) for version in (10, 20, 30)]
    for snapshot in snapshots:
        store.writer.save_snapshot(snapshot)
    store.writer.save_snapshot(Snapshot(2, 99, 1, b"other"))
    assert store.writer.latest_snapshot(1) == snapshots[2]
    assert list(store.reader.snapshot_rows(1)) == snapshots[1:]


def test_personal_values_are_replaced_and_deleted(store: Store) -> None:
    store.writer.commit([Unit(1, personal=[PersonalRow(1, "name", "Ada"), PersonalRow(1, "phone", "1")])])
    store.writer.commit([Unit(1, personal=[PersonalRow(1, "name", "Eve"), PersonalRow(1, "phone", None)])])
    assert store.reader.personal_of(1, 1) == {"name": "Eve"}
    assert store.writer.personal_of(1, 1) == {"name": "Eve"}


def test_within_one_commit_the_later_unit_wins(store: Store) -> None:
    first = Unit(
        1,
        personal=[PersonalRow(1, "name", "Ada")],
        sessions=[session_row(1, status="ACTIVE")],
        activities=[activity(1, "old")],
        timers={"a": NOON, "b": NOON},
    )
    second = Unit(
        1,
        personal=[PersonalRow(1, "name", None)],
        sessions=[session_row(1, status="ACW")],
        activities=[activity(1, "new")],
        timers={"a": None, "b": after(5)},
    )
    store.writer.commit([first, second])
    assert store.reader.personal_of(1, 1) == {}
    assert [row.status for row in store.reader.session_rows(1)] == ["ACW"]
    assert [row.text for row in store.reader.activities_of(1, 1)] == ["new"]
    assert [(row.key, row.due) for row in store.reader.timer_rows(1)] == [("b", after(5))]


def test_erasing_takes_everything_but_the_operators_names(store: Store) -> None:
    words = [PersonalRow(1, "name", "Ada"), PersonalRow(1, "operator:3", "Bob"), PersonalRow(2, "name", "Eve")]
    store.writer.commit([Unit(1, personal=words, activities=[activity(1), activity(2, session_id=2)])])
    store.writer.commit([Unit(1, erased=[1])])
    assert store.reader.personal_of(1, 1) == {"operator:3": "Bob"}
    assert store.reader.personal_of(1, 2) == {"name": "Eve"}
    assert store.reader.activities_of(1, 1) == []
    assert len(store.reader.activities_of(1, 2)) == 1


def test_what_a_unit_brings_with_its_erasure_stays(store: Store) -> None:
    store.writer.commit([Unit(1, personal=[PersonalRow(1, "name", "Ada")], activities=[activity(1)])])
    anonymised = Unit(1, erased=[1], personal=[PersonalRow(1, "name", "-")], activities=[activity(2, None)])
    store.writer.commit([anonymised])
    assert store.reader.personal_of(1, 1) == {"name": "-"}
    assert [row.id for row in store.reader.activities_of(1, 1)] == [2]


def test_erasing_takes_what_an_earlier_unit_of_the_same_commit_wrote(store: Store) -> None:
    words = [PersonalRow(1, "name", "Ada"), PersonalRow(1, "operator:3", "Bob"), PersonalRow(2, "name", "Eve")]
    store.writer.commit([Unit(1, personal=words, activities=[activity(1)]), Unit(1, erased=[1])])
    assert store.reader.personal_of(1, 1) == {"operator:3": "Bob"}
    assert store.reader.personal_of(1, 2) == {"name": "Eve"}
    assert store.reader.activities_of(1, 1) == []


def test_known_origins_are_those_of_the_department_and_the_origin(store: Store) -> None:
    store.writer.commit([Unit(1, origins=[("bank", "a", 1), ("bank", "b", 2), ("queue", "c", 3)])])
    store.writer.commit([Unit(2, origins=[("bank", "d", 4)])])
    assert store.writer.known_origins(1, "bank") == {"a", "b"}
    assert store.writer.known_origins(3, "bank") == set()


def test_a_session_is_not_imported_twice(store: Store) -> None:
    store.writer.commit([Unit(1, origins=[("bank", "a", 1)])])
    with pytest.raises(StoreUnavailable):
        store.writer.commit([Unit(1, origins=[("bank", "a", 2)])])
    assert list(store.reader.origin_rows(1)) == [("bank", "a", 1)]


def test_answers_are_kept_for_24_hours(store: Store) -> None:
    old = IdempotentAnswer("me", "old", "r", 200, b"1", NOON)
    young = IdempotentAnswer("me", "young", "r", 200, b"2", NOON + timedelta(hours=23))
    last = IdempotentAnswer("me", "last", "r", 200, b"3", NOON + timedelta(hours=24, minutes=11))
    for answer in (old, young, last):
        store.writer.commit([Unit(1, idempotent=answer)])
    assert store.reader.idempotent_answer("me", "old") is None
    assert store.reader.idempotent_answer("me", "young") == young
    assert store.reader.idempotent_answer("you", "young") is None


def test_many_sessions_change_in_one_commit(store: Store) -> None:
    rows = [session_row(number, status="CREATED", operators=(number,)) for number in range(1, 301)]
    store.writer.commit([Unit(1, sessions=rows)])
    changed = [session_row(number, status="ACTIVE", operators=(number, 5), tags=("x",)) for number in range(1, 301)]
    store.writer.commit([Unit(1, sessions=changed)])
    assert list(store.reader.session_rows(1)) == changed


def test_an_answer_of_more_than_24_hours_ago_is_not_repeated(store: Store) -> None:
    answer = IdempotentAnswer("me", "k", "r", 200, b"1", NOON)
    store.writer.commit([Unit(1, idempotent=answer)])
    store.writer.commit([Unit(1, [fact(1, at=NOON + timedelta(hours=24))])])
    assert store.writer.idempotent_answer("me", "k") == answer
    store.writer.commit([Unit(1, [fact(2, at=NOON + timedelta(hours=24, microseconds=1))])])
    assert store.writer.idempotent_answer("me", "k") is None


@pytest.mark.parametrize("prefix", LASTING)
def test_lasting_names_survive_an_erasure(store: Store, prefix: str) -> None:
    store.writer.commit([Unit(1, personal=[PersonalRow(1, f"{prefix}3", "Bob")])])
    store.writer.commit([Unit(1, personal=[PersonalRow(1, f"{prefix}4", "Eve")]), Unit(1, erased=[1])])
    assert store.reader.personal_of(1, 1) == {f"{prefix}3": "Bob", f"{prefix}4": "Eve"}


def test_dropped_blobs_are_remembered_until_they_are_deleted(store: Store) -> None:
    store.writer.commit([Unit(1, dropped_blobs=["a/1", "b/2"]), Unit(1, dropped_blobs=["a/1"])])
    assert store.writer.pending_blob_deletions() == ["a/1", "b/2"]
    store.writer.blob_deleted("a/1")
    store.writer.blob_deleted("never/there")
    assert store.writer.pending_blob_deletions() == ["b/2"]


def test_scrubbing_leaves_everything_readable(store: Store) -> None:
    store.writer.commit([Unit(1, [fact(1)], personal=[PersonalRow(1, "name", "Ada")])])
    store.writer.commit([Unit(1, erased=[1])])
    store.writer.scrub()
    assert list(store.reader.facts_after(1, 0)) == [fact(1)]
    assert store.reader.personal_of(1, 1) == {}


def test_an_expected_blob_is_pending_until_a_unit_keeps_it(store: Store) -> None:
    for key in ("a/1", "b/2"):
        store.writer.expect_blob(key)
    assert store.writer.pending_blob_deletions() == ["a/1", "b/2"]
    store.writer.commit([Unit(1, kept_blobs=["a/1"])])
    assert store.writer.pending_blob_deletions() == ["b/2"]


def test_a_blob_that_is_kept_and_dropped_in_one_transaction_is_dropped(store: Store) -> None:
    store.writer.expect_blob("a/1")
    store.writer.commit([Unit(1, kept_blobs=["a/1"]), Unit(1, dropped_blobs=["a/1"])])
    assert store.writer.pending_blob_deletions() == ["a/1"]
