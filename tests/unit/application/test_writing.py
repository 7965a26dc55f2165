"""What the writer promises: whole batches or nothing, refusals that change nothing, keys that answer once."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from hovorna.adapters.stores.sqlite.writer import Writer
from hovorna.application import personal
from hovorna.application.jobs import Idempotency, Job, KeyReused, Outcome, Result
from hovorna.application.ports import StoreUnavailable
from hovorna.application.unit import Unit
from hovorna.application.writing import SNAPSHOT_EVERY
from hovorna.domain.errors import MoveRefused, OfferGone, SessionUnknown
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import ClientType, SessionStatus
from tests.unit.application.office import COMPANY, DEPARTMENT, EVA, PETR, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path).open()
    yield office
    office.close()


class FailingWriter(Writer):
    """A real store whose next commit can be made to fail."""

    fails = False

    def commit(self, units: Sequence[Unit]) -> None:
        if self.fails:
            raise StoreUnavailable("The disk is full.")
        super().commit(units)


def test_what_was_answered_is_in_the_store(office: Office) -> None:
    office.closed_chat(1)
    stored = office.reader.session(1)
    assert stored is not None
    assert (stored.status, stored.company_id) == ("CLOSED", COMPANY)
    assert [fact.version for fact in office.stored_facts()] == list(range(1, len(office.stored_facts()) + 1))


def test_a_refused_command_leaves_the_others_of_its_batch_alone(office: Office) -> None:
    offer, operator = office.chat(1)
    results = office.results(
        c.AcceptOffer(operator, offer), c.AcceptOffer(operator, offer), c.PostMessage(1, ClientType.GUEST, "hello")
    )
    assert isinstance(results[0], Outcome)
    assert isinstance(results[1], OfferGone)
    assert isinstance(results[2], Outcome)
    assert [fact.type for fact in office.stored_facts()].count("OfferAccepted") == 1


def test_two_operators_who_accept_in_one_batch_do_not_both_get_the_session(office: Office) -> None:
    offer, operator = office.chat(1)
    office.hands.move(seconds=31)
    office.do(c.FireTimer(f"accept:1:{offer}", office.hands.at))
    board = office.writing.room(DEPARTMENT).board
    other = PETR if operator == EVA else EVA
    second = next(iter(board.operators[other].offers))
    results = office.results(c.AcceptOffer(other, second), c.AcceptOffer(operator, offer))
    assert isinstance(results[0], Outcome)
    assert isinstance(results[1], OfferGone)


def test_a_job_whose_later_command_is_refused_leaves_nothing_behind(office: Office) -> None:
    offer, operator = office.chat(1)
    before = len(office.stored_facts())
    results: list[Result] = []
    commands = (c.AcceptOffer(operator, offer), c.Conclude(1, operator))
    office.writing.run([Job(DEPARTMENT, lambda _: commands, done=results.append)])
    assert isinstance(results[0], MoveRefused)
    assert len(office.stored_facts()) == before
    office.do(c.AcceptOffer(operator, offer))


def test_a_failed_commit_tells_everybody_and_leaves_nothing_even_in_memory(tmp_path: Path) -> None:
    store = FailingWriter(tmp_path)
    office = Office(tmp_path, store).open()
    offer, operator = office.chat(1)
    before = office.stored_facts()
    store.fails = True
    results = office.results(c.AcceptOffer(operator, offer), c.Conclude(99, operator))
    assert isinstance(results[0], StoreUnavailable)
    assert isinstance(results[1], SessionUnknown)
    assert office.stored_facts() == before
    store.fails = False
    assert office.do(c.AcceptOffer(operator, offer))
    office.close()


def test_the_memory_after_a_restart_is_the_memory_before(office: Office) -> None:
    office.closed_chat(1)
    office.chat(2, {"ip": "192.0.2.1"})
    before = office.writing.room(DEPARTMENT)
    values = dict(before.values(2))
    office.restart()
    after = office.writing.room(DEPARTMENT)
    assert after.board == before.board
    assert after.values(2) == values


def test_a_start_from_a_snapshot_is_a_start_from_the_whole_log(office: Office) -> None:
    office.chat(1)
    office.writing.room(DEPARTMENT)
    office.store.save_snapshot(office.writing.room(DEPARTMENT).snapshot())
    office.chat(2)
    before = office.writing.room(DEPARTMENT).board
    office.restart()
    assert office.writing.room(DEPARTMENT).board == before


def test_snapshots_are_made_as_the_log_grows(office: Office) -> None:
    office.chat(1)
    chatter = [c.PostMessage(1, ClientType.GUEST, "hello") for _ in range(SNAPSHOT_EVERY)]
    office.do(*chatter)
    snapshot = office.store.latest_snapshot(DEPARTMENT)
    assert snapshot is not None
    assert snapshot.version > SNAPSHOT_EVERY


def test_a_key_that_comes_again_answers_the_same_and_changes_nothing(office: Office) -> None:
    office.chat(1)
    message = c.PostMessage(1, ClientType.GUEST, "hello")
    first = office.do_once("k1", message)
    again = office.do_once("k1", message)
    assert first.repeated is None
    assert again.repeated is not None
    assert again.repeated.body == b"1"
    assert [fact.type for fact in office.stored_facts()].count("MessagePosted") == 1


def test_a_key_that_comes_twice_in_one_batch_is_done_once(office: Office) -> None:
    office.chat(1)
    message = c.PostMessage(1, ClientType.GUEST, "hello")
    results: list[Result] = []
    jobs = [
        Job(DEPARTMENT, lambda _: (message,), lambda _: (200, b"ok"), Idempotency("me", "k", "r"), results.append)
        for _ in range(2)
    ]
    office.writing.run(jobs)
    assert isinstance(results[1], Outcome)
    assert results[1].repeated is not None
    assert [fact.type for fact in office.stored_facts()].count("MessagePosted") == 1


def test_a_key_with_another_request_is_refused(office: Office) -> None:
    office.chat(1)
    office.do_once("k1", c.PostMessage(1, ClientType.GUEST, "hello"))
    with pytest.raises(KeyReused):
        office.do_once("k1", c.PostMessage(1, ClientType.GUEST, "other"), request="r2")


def test_a_closed_session_takes_a_note_and_keeps_its_times(office: Office) -> None:
    office.closed_chat(1)
    before = office.reader.session(1)
    office.hands.move(hours=3)
    office.do(c.WriteNote(1, "called back"))
    after = office.reader.session(1)
    assert before is not None
    assert after is not None
    was, now = msgspec.json.decode(before.document), msgspec.json.decode(after.document)
    assert now["operators"][0]["note"] == "called back"
    was["operators"][0]["note"] = now["operators"][0]["note"]
    assert now == was


def test_the_conversation_of_a_long_chat_is_in_its_closed_document_in_order(office: Office) -> None:
    offer, operator = office.chat(1)
    office.do(c.AcceptOffer(operator, offer))
    for place in range(5):
        office.do(c.PostMessage(1, ClientType.GUEST, f"line {place}"))
    office.do(c.PostMessage(1, ClientType.GUEST, "line 5"), c.LeaveSession(1, operator), c.Conclude(1, operator))
    stored = office.reader.session(1)
    assert stored is not None
    activities = msgspec.json.decode(stored.document)["activities"]
    assert [one["text"] for one in activities if one["type"] == "ChatMessage"] == [f"line {n}" for n in range(6)]
    assert [one["activityId"] for one in activities] == sorted(one["activityId"] for one in activities)


def test_anonymising_erases_every_word_from_the_files_and_keeps_the_times(office: Office) -> None:
    word = "Xylofonová"
    offer, operator = office.chat(1, {personal.IDENTITY: word, personal.IP_ADDRESS: "198.51.100.77"})
    office.do(c.AcceptOffer(operator, offer), c.PostMessage(1, ClientType.GUEST, f"I am {word}"))
    office.do(c.LeaveSession(1, operator), c.Conclude(1, operator), c.GiveFeedback(1, 5, None, f"{word} says thanks"))
    before = office.reader.session(1)
    office.do(c.Anonymise(1))
    after = office.reader.session(1)
    assert before is not None
    assert after is not None
    was, now = msgspec.json.decode(before.document), msgspec.json.decode(after.document)
    for moment in ("created", "guestJoined", "started", "ended", "waited", "length"):
        assert now[moment] == was[moment]
    assert now["operators"] == was["operators"]
    for file in office.folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert word.encode() not in content, file
            assert b"198.51.100.77" not in content, file


def test_a_long_chat_does_not_pile_up_in_memory(office: Office) -> None:
    office.chat(1)
    for _ in range(20):
        office.do(c.PostMessage(1, ClientType.GUEST, "hello"))
    texts = [slot for slot in office.writing.room(DEPARTMENT).values(1) if slot.startswith("text:")]
    assert len(texts) == 1


def test_ids_of_sessions_are_never_given_twice_across_a_restart(office: Office) -> None:
    first = [office.writing.new_session_id() for _ in range(100)]
    office.restart()
    second = [office.writing.new_session_id() for _ in range(100)]
    assert not set(first) & set(second)
    assert max(second) < 2**31


def test_a_session_that_came_to_its_end_leaves_the_memory(office: Office) -> None:
    office.closed_chat(1)
    room = office.writing.room(DEPARTMENT)
    assert room.board.sessions == {}
    session = room.session(1)
    assert session is not None
    assert session.status is SessionStatus.CLOSED


def test_a_fault_in_a_command_is_told_and_the_next_batch_goes_on(office: Office) -> None:
    results: list[Result] = []

    def broken(_: object) -> list[c.Command]:
        raise sqlite3.OperationalError("boom")

    office.writing.run([Job(DEPARTMENT, broken, done=results.append)])
    assert isinstance(results[0], sqlite3.OperationalError)
    office.chat(1)
