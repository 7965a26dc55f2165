from datetime import UTC, datetime, timedelta

from hovorna.application.import_batches import BATCH, Batches
from hovorna.application.source_records import SourcePresence, SourceSession
from hovorna.domain.switchboard.recording import Ended, GuestIn
from hovorna.domain.vocabulary import GuestLeftSession, OperatorStateKind, Presence, Source, TerminationReason
from tests.unit.application.recording_engine import DEPARTMENT, People, RecordingEngine

TEN = datetime(2024, 5, 1, 10, tzinfo=UTC)


def _session(key: str, identity: str = "") -> SourceSession:
    end = Ended(TEN, TerminationReason.UNKNOWN_REASON, GuestLeftSession.LEFT_BEFORE_QUEUE)
    return SourceSession(
        lines=(1,), key=key, identity=identity, created=TEN, source=Source.INCOMING_CALL, steps=(GuestIn(TEN), end)
    )


def _batches(engine: RecordingEngine, people: People) -> Batches:
    return Batches(DEPARTMENT, engine, people.accounts, "queue-log")


def test_a_batch_is_full_after_so_many_sessions_and_is_one_transaction() -> None:
    engine = RecordingEngine()
    batches = _batches(engine, People())
    for number in range(BATCH):
        assert not batches.is_full
        batches.add_session(_session(str(number)))
    assert batches.is_full
    assert batches.flush() == (BATCH, 3 * BATCH)
    assert (len(engine.batches), list(engine.sessions)) == (1, list(range(1, BATCH + 1)))


def test_nothing_to_record_is_no_transaction() -> None:
    engine = RecordingEngine()
    assert _batches(engine, People()).flush() == (0, 0)
    assert engine.batches == []


def test_a_session_is_known_by_its_key_in_a_later_import() -> None:
    engine, people = RecordingEngine(), People()
    first = _batches(engine, people)
    first.add_session(_session("a"))
    first.flush()
    again = _batches(engine, people)
    assert again.is_known(_session("a"))
    assert not again.has_changed(_session("a"))
    assert not again.is_known(_session("b"))


def test_a_session_with_other_rows_is_known_by_its_identity_and_has_changed() -> None:
    engine, people = RecordingEngine(), People()
    first = _batches(engine, people)
    first.add_session(_session("call-old", "call"))
    first.flush()
    again = _batches(engine, people)
    assert again.is_known(_session("call-new", "call"))
    assert again.has_changed(_session("call-new", "call"))
    assert not again.is_known(_session("tall-new", "tall"))


def test_presence_is_added_to_the_timeline_once() -> None:
    engine, people = RecordingEngine(), People()
    step = SourcePresence(1, "RUT", TEN, Presence.BREAK)
    batches = _batches(engine, people)
    assert batches.add_presence(step)
    assert not batches.add_presence(step)
    batches.flush()
    again = _batches(engine, people)
    assert not again.add_presence(step)
    assert again.add_presence(SourcePresence(2, "RUT", TEN + timedelta(seconds=1), Presence.BREAK))
    assert (TEN, OperatorStateKind.BREAK) in engine.timeline(people.id_of("RUT"))
