"""The session list walks an index, whatever single filter is given, and keeps nothing in memory."""

import sqlite3
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from hovorna.adapters.stores.sqlite import listing
from hovorna.adapters.stores.sqlite.connections import open_to_read
from hovorna.adapters.stores.sqlite.filter_sql import conditions_of
from hovorna.adapters.stores.sqlite.store import SqliteStore, open_store
from hovorna.application.unit import Unit
from hovorna.contract.session_filters import SessionFilters, read_session_filters
from tests.contract_suites.samples import activity, after, session_row


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    opened = open_store(tmp_path_factory.mktemp("store"))
    rows = [session_row(number, created=after(number), document=b"x" * 1000) for number in range(1, 5001)]
    opened.writer.commit([Unit(1, sessions=rows)])
    yield opened
    opened.close()


def _plan(store: SqliteStore, text: str, wanted: int = 100) -> list[str]:
    with store.reader._pool.snapshot() as connection:
        keys = listing.keys_query(connection, 1, conditions_of(read_session_filters(text)), wanted)
        explained = connection.execute(f"EXPLAIN QUERY PLAN {keys.text} LIMIT 100 OFFSET 0", keys.parameters)
        return [row[3] for row in explained]


IN_ORDER = [
    ("", "sessions_by_created"),
    ("DepartmentId=1", "sessions_by_department_id"),
    ("Status=ACTIVE", "sessions_by_status"),
    ("Status=ACTIVE&Status=CLOSED", "sessions_by_status"),
    ("Channel=AV", "sessions_by_channel"),
    ("Source=API", "sessions_by_source"),
    ("LandingPage.Text=x&LandingPage.Exact=true", "sessions_by_url"),
    ("LandingPage.Null=true", "sessions_by_url"),
    ("OperatorUserId=3&OperatorUserId=4", "PRIMARY KEY (company_id=? AND operator_id=?)"),
    ("ChatbotId=3", "PRIMARY KEY (company_id=? AND chatbot_id=?)"),
    ("Tags=vip", "PRIMARY KEY (company_id=? AND tag=?)"),
    ("Widget=w", "sessions_by_widget"),
    ("Created.Min=2024-01-01T00:00:00Z", "sessions_by_created"),
    ("GuestJoined.Null=true", "sessions_by_guest_joined"),
    ("Accepted.Null=true", "sessions_by_accepted"),
    ("Ended.Null=true", "sessions_by_ended"),
    ("WaitingTime.Null=true", "sessions_by_waited"),
    ("Duration.Null=true", "sessions_by_length"),
    ("ClientStars=3", "sessions_by_stars"),
    ("ClientFeedbackScale=NPS", "sessions_by_feedback_scale"),
    ("IPAddress.Text=1&IPAddress.Exact=true", "sessions_by_ip_address"),
    ("PhoneCallbackNumber.Text=1&PhoneCallbackNumber.Exact=true", "sessions_by_phone_callback_number"),
    ("InitialMessage.Text=1&InitialMessage.Exact=true", "sessions_by_initial_message"),
    ("GuestIdentifications=ada", "sessions_by_guest_identity"),
    ("Browser=FF", "sessions_by_browser"),
    ("OS=IOS", "sessions_by_os"),
    ("Language.Text=cs&Language.Exact=true", "sessions_by_language"),
    ("GDPRVersion.Text=2&GDPRVersion.Exact=true", "sessions_by_gdpr_version"),
    ("GuestLeftSession=LeftQueue", "sessions_by_guest_left"),
    ("AutoAccepted=true", "sessions_by_is_auto_accepted"),
    ("HasConcurrentOperators=true", "sessions_by_had_concurrent_operators"),
    ("TerminationReason=GuestLeft", "sessions_by_termination"),
    ("Anonymized.Null=true", "sessions_by_anonymised"),
    # These read the folded texts, newest first, and nothing else of the sessions.
    ("LandingPage.Text=x", "SEARCH t USING PRIMARY KEY (company_id=?)"),
    ("IPAddress.Text=x", "SEARCH t USING PRIMARY KEY (company_id=?)"),
    ("PhoneCallbackNumber.Text=x", "SEARCH t USING PRIMARY KEY (company_id=?)"),
    ("InitialMessage.Text=x", "SEARCH t USING PRIMARY KEY (company_id=?)"),
    ("Language.Text=x", "SEARCH t USING PRIMARY KEY (company_id=?)"),
    ("GDPRVersion.Text=x", "SEARCH t USING PRIMARY KEY (company_id=?)"),
    ("Created.Min=2024-01-01&InitialMessage.Text=x", "SEARCH t USING PRIMARY KEY (company_id=? AND created>?)"),
]


@pytest.mark.parametrize(("text", "index"), IN_ORDER, ids=[text for text, _ in IN_ORDER])
def test_a_single_filter_walks_its_index_in_the_order_of_the_list(store: SqliteStore, text: str, index: str) -> None:
    plan = _plan(store, text)
    assert any(index in step for step in plan), plan
    assert not any("TEMP B-TREE" in step or step.startswith("SCAN") for step in plan), plan


def test_what_was_said_is_read_newest_first_and_open_sessions_are_asked_one_by_one(store: SqliteStore) -> None:
    plan = _plan(store, "ActivityTextsContain=x")
    assert plan[:3] == ["MERGE (UNION ALL)", "LEFT", "SEARCH t USING PRIMARY KEY (company_id=?)"]
    assert plan[4].startswith("SEARCH s USING INDEX sessions_by_status")
    assert not any(step.startswith("SCAN") for step in plan), plan


def _found(store: SqliteStore, query: str) -> list[int]:
    with store.reader.sessions(1, read_session_filters(query), 100, 0) as chunks:
        return [one.id for chunk in chunks for one in chunk]


def test_words_are_found_as_a_session_changes_ends_and_is_erased(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    row = session_row(1, created=after(1), status="ACTIVE", initial_message="Dobrý DEN", url="https://a.example/X")
    said = [activity(2, "Where is my ORDER", session_id=1), activity(3, "On its way", session_id=1)]
    store.writer.commit([Unit(1, sessions=[row], activities=said)])
    found = ["InitialMessage.Text=dobrý", "LandingPage.Text=A.EXAMPLE/x", "ActivityTextsContain=order"]
    for status in ("ACTIVE", "CLOSED"):
        store.writer.commit([Unit(1, sessions=[msgspec.structs.replace(row, status=status)])])
        assert [_found(store, query) for query in found] == [[1]] * 3, status
    # One search does not reach from what was said into what was said next.
    assert _found(store, "ActivityTextsContain=order%1Fon") == _found(store, "ActivityTextsContain=orderon") == []
    moved = msgspec.structs.replace(row, status="CLOSED", initial_message="Other words", created=after(9))
    store.writer.commit([Unit(1, sessions=[moved])])
    assert _found(store, "InitialMessage.Text=dobrý") == []
    assert _found(store, "InitialMessage.Text=OTHER") == _found(store, "ActivityTextsContain=its way") == [1]
    erased = msgspec.structs.replace(moved, initial_message=None, url=None, anonymised=after(10))
    store.writer.commit([Unit(1, sessions=[erased], erased=[1])])
    with store.reader._pool.snapshot() as connection:
        for table in ("session_texts", "conversations"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)]
    store.close()


BOUNDED = [
    ("GuestJoined.Min=2024-01-01T00:00:00Z", "sessions_by_guest_joined"),
    ("Accepted.Null=false", "sessions_by_accepted"),
    ("Ended.Max=2024-01-01T00:00:00Z", "sessions_by_ended"),
    ("WaitingTime.Min=PT5M", "sessions_by_waited"),
    ("Duration.Min=PT5M&Duration.Max=PT6M", "sessions_by_length"),
    ("Anonymized.Null=false", "sessions_by_anonymised"),
    ("PhoneCallbackNumber.Null=false", "sessions_by_phone_callback_number"),
]


@pytest.mark.parametrize(("text", "index"), BOUNDED, ids=[text for text, _ in BOUNDED])
def test_a_range_that_holds_few_sessions_is_found_by_its_index(store: SqliteStore, text: str, index: str) -> None:
    plan = _plan(store, text)
    assert plan[0].startswith(f"SEARCH s USING INDEX {index}") or plan[0].startswith(
        f"SEARCH s USING COVERING INDEX {index}"
    ), plan


def test_a_range_that_holds_many_is_walked_newest_first(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_MOST_SORTED", 100)
    rows = [session_row(number, created=after(number), ended=after(number)) for number in range(6001, 6200)]
    store.writer.commit([Unit(1, sessions=rows)])
    plan = _plan(store, "Ended.Null=false")
    assert "sessions_by_created" in plan[0]
    assert len(plan) == 1


def test_a_range_that_holds_many_but_none_of_the_newest_is_sorted_within_its_index(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_MOST_SORTED", 150)
    monkeypatch.setattr(listing, "_SOON", 20)
    rows = [session_row(number, created=after(number), accepted=after(number)) for number in range(100, 300)]
    store.writer.commit([Unit(1, sessions=rows)])
    plan = _plan(store, "Accepted.Null=false")
    assert plan[0].startswith("SEARCH s USING COVERING INDEX sessions_by_accepted")
    # For a whole list the documents are read anyway, and nothing is gathered in memory.
    assert "sessions_by_created" in _plan(store, "Accepted.Null=false", wanted=1_000_000)[0]


def test_of_several_filters_the_rarest_leads(store: SqliteStore) -> None:
    rare = session_row(7001, created=after(7001), browser="IE_8", operators=(77,))
    store.writer.commit([Unit(1, sessions=[rare])])
    assert "sessions_by_browser" in _plan(store, "Status=CLOSED&Browser=IE_8&Channel=Chat")[0]
    assert "operator_id=?" in _plan(store, "Status=CLOSED&OperatorUserId=77")[0]


def test_a_long_list_takes_no_more_memory_than_a_short_one(store: SqliteStore) -> None:
    with store.reader.sessions(1, SessionFilters(), 1_000_000, 0) as chunks:
        next(chunks)
        tracemalloc.start()
        try:
            listed = sum(len(chunk) for chunk in chunks)
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert listed > 4500
    # Documents of 1,000 bytes: all of them would be 5 MB.
    assert most < 1_500_000


def test_a_reader_cannot_write(store: SqliteStore) -> None:
    connection = open_to_read(Path(store.writer._database))
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM sessions")
    connection.close()
