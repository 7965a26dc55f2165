"""What is said, filed and written about a session: when it may be, who may, and that none of it moves the session."""

from datetime import timedelta
from typing import Any

import pytest

from hovorna.domain.errors import (
    InvalidValue,
    MoveRefused,
    OperatorNotInSession,
    RecordingUnknown,
    SessionUnknown,
    TagUnknown,
)
from hovorna.domain.settings import Condition, Rule
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import upkeep
from hovorna.domain.switchboard.decide import HANDLERS
from hovorna.domain.vocabulary import ClientType, FeedbackScale, RecordingType, Source
from tests.domain.department import Department, kinds, support

BLOB = c.StoredBlob("key", "a" * 64, 3, "audio/wav")
OTHER = c.StoredBlob("other", "b" * 64, 3, "text/plain")


def talking(source: Source = Source.DEFAULT) -> Department:
    department = support(11, 12)
    department.arrive(1, source)
    department.accept(11)
    department.do(c.DefineTag(3, "complaint"))
    return department


def closed() -> Department:
    department = talking()
    department.do(c.ShareFile(1, ClientType.GUEST, "letter.txt", OTHER))
    department.do(c.StartRecording(1, RecordingType.ALL_PARTICIPANTS, "call.wav"))
    department.leave(11)
    department.conclude(11)
    return department


def share(department: Department, **given: Any) -> int:
    department.do(c.ShareFile(1, ClientType.GUEST, "letter.txt", OTHER, **given))
    return department.board.last_media_id


def record(department: Department) -> int:
    department.do(c.StartRecording(1, RecordingType.ALL_PARTICIPANTS, "call.wav"))
    return department.board.last_media_id


def test_the_handlers_of_upkeep_are_here() -> None:
    assert HANDLERS[c.PostMessage] is upkeep.post_message
    assert HANDLERS[c.Anonymise] is upkeep.anonymise


@pytest.mark.parametrize(
    "command",
    [
        c.PostMessage(1, ClientType.GUEST, "hello"),
        c.ShareFile(1, ClientType.GUEST, "letter.txt", OTHER),
        c.StartRecording(1, RecordingType.OTHER, "call.wav"),
        c.SetCallParams(1, "[]"),
        c.AssignTag(1, 3),
        c.WriteNote(1, "rude"),
        c.GiveFeedback(1, 5, FeedbackScale.LIKERT, "thanks"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_nothing_that_is_written_moves_the_session_or_shows_its_words(command: c.Command) -> None:
    department = talking()
    before = list(department.sessions[1].visits)
    turn = department.do(command)
    assert len(turn.facts) == 1
    assert department.sessions[1].visits == before
    assert not any(write.value and write.value in str(turn.facts) for write in turn.personal if write.value != "[]")


# --- the conversation -----------------------------------------------------------------------------------------------


def test_the_text_of_a_message_is_in_the_slot_of_its_fact() -> None:
    turn = talking().do(c.PostMessage(1, ClientType.GUEST, "hello"))
    assert [(write.slot, write.value) for write in turn.personal] == [(f"text:{turn.facts[0].version}", "hello")]


def test_a_guest_writes_whenever_the_session_is_open_and_an_operator_only_while_in() -> None:
    department = support(11, 12)
    department.arrive()
    department.do(c.PostMessage(1, ClientType.GUEST, "anybody there?"))
    from_11 = c.PostMessage(1, ClientType.USER, "hello", operator_id=11)
    assert isinstance(department.refusal(from_11), OperatorNotInSession)
    department.accept(11)
    department.do(from_11)
    assert isinstance(department.refusal(c.PostMessage(1, ClientType.USER, "hello")), OperatorNotInSession)
    department.leave(11)
    assert isinstance(department.refusal(from_11), MoveRefused)
    assert isinstance(department.refusal(c.PostMessage(1, ClientType.GUEST, "bye")), MoveRefused)


def test_only_the_first_message_of_the_guest_is_remembered() -> None:
    department = talking()
    department.do(c.PostMessage(1, ClientType.CHATBOT, "hello", chatbot_id=9))
    first = department.do(c.PostMessage(1, ClientType.GUEST, "one")).facts[0].version
    department.do(c.PostMessage(1, ClientType.GUEST, "two"))
    assert department.sessions[1].first_guest_message == first


@pytest.mark.parametrize(
    "word", [c.PostMessage(1, ClientType.GUEST, "hello"), c.ShareFile(1, ClientType.GUEST, "photo.jpg", BLOB)]
)
def test_a_messaging_session_expires_a_day_after_the_last_word(word: c.Command) -> None:
    department = talking(Source.WHATSAPP)
    department.wait(80_000)
    department.do(word)
    department.wait(86_399)
    assert department.status() == "ACTIVE"
    department.wait(1)
    session = department.sessions[1]
    assert session.over is not None
    assert (session.termination, department.seconds(session.over.at)) == ("ExternalSessionExpired", 166_400)


def test_an_expiry_that_is_told_late_was_true_when_it_was_due() -> None:
    department = talking(Source.WHATSAPP)
    department.now += timedelta(days=3)
    department.fire("expiry:1")
    over = department.sessions[1].over
    assert over is not None
    assert department.seconds(over.at) == 86_400


# --- files and recordings -------------------------------------------------------------------------------------------


def test_a_file_is_deleted_once_with_its_bytes() -> None:
    department = talking()
    file_id = share(department)
    turn = department.do(c.DeleteFile(1, file_id))
    assert turn.dropped_blobs == ["other"]
    again = department.do(c.DeleteFile(1, file_id))
    assert (again.facts, again.dropped_blobs) == ([], [])
    assert isinstance(department.refusal(c.DeleteFile(1, 99)), InvalidValue)


def test_files_and_recordings_never_share_an_id() -> None:
    department = talking()
    assert [share(department), record(department), share(department)] == [1, 2, 3]


def test_only_an_operator_who_is_in_shares_as_one() -> None:
    command = c.ShareFile(1, ClientType.USER, "offer.pdf", OTHER, operator_id=12)
    assert isinstance(talking().refusal(command), OperatorNotInSession)


def test_a_recording_is_processed_or_failed_once_also_after_the_end() -> None:
    department = closed()
    turn = department.do(c.ProcessRecording(1, 2, BLOB, timedelta(seconds=7)))
    assert kinds(turn) == ["RecordingProcessed"]
    assert department.sessions[1].recordings[2].duration == timedelta(seconds=7)
    assert isinstance(department.refusal(c.ProcessRecording(1, 2, BLOB, timedelta())), InvalidValue)
    assert isinstance(department.refusal(c.FailRecording(1, 2, "disk full")), InvalidValue)
    assert isinstance(department.refusal(c.FailRecording(1, 99, "disk full")), RecordingUnknown)


def test_a_recording_that_failed_says_so() -> None:
    department = talking()
    recording = record(department)
    department.do(c.FailRecording(1, recording, "no audio"))
    assert department.sessions[1].recordings[recording].is_failed


def test_a_deleted_recording_drops_its_bytes_also_those_that_come_later() -> None:
    department = talking()
    done, late = record(department), record(department)
    department.do(c.ProcessRecording(1, done, BLOB, timedelta(seconds=7)))
    assert department.do(c.DeleteRecording(1, done)).dropped_blobs == ["key"]
    assert department.do(c.DeleteRecording(1, done)).facts == []
    assert department.do(c.DeleteRecording(1, late)).dropped_blobs == []
    assert department.do(c.ProcessRecording(1, late, OTHER, timedelta())).dropped_blobs == ["other"]
    assert isinstance(department.refusal(c.DeleteRecording(1, 99)), RecordingUnknown)


# --- params, tags, notes --------------------------------------------------------------------------------------------


def test_new_call_params_are_tried_on_the_rules_while_the_session_waits() -> None:
    department = support()
    department.group(2)
    department.rules(1, Rule(group_id=2, conditions=(Condition("tier", value="gold"),)))
    department.arrive()
    turn = department.do(c.SetCallParams(1, '[{"name": "tier"}]', {"tier": "gold"}))
    assert kinds(turn) == ["CallParamsSet", "RulesHeld"]
    assert kinds(department.do(c.SetCallParams(1, "[]", {"tier": "gold"}))) == ["CallParamsSet"]
    department.wait(300)
    assert [request.group_id for request in department.sessions[1].requests.values()] == [2]


def test_tags_are_assigned_and_removed_once_and_must_be_known() -> None:
    department = closed()
    assert kinds(department.do(c.AssignTag(1, 3, by=11))) == ["TagAssigned"]
    assert kinds(department.do(c.AssignTag(1, 3))) == []
    assert department.sessions[1].tags == {3: 11}
    assert kinds(department.do(c.RemoveTag(1, 3))) == ["TagRemoved"]
    assert kinds(department.do(c.RemoveTag(1, 3))) == []
    assert isinstance(department.refusal(c.AssignTag(1, 4)), TagUnknown)
    assert isinstance(department.refusal(c.RemoveTag(1, 4)), TagUnknown)


def test_a_note_is_written_by_who_was_in_the_session_or_by_the_api() -> None:
    department = talking()
    assert [write.slot for write in department.do(c.WriteNote(1, "rude", 11)).personal] == ["note:11"]
    assert [write.slot for write in department.do(c.WriteNote(1, "rude")).personal] == ["note"]
    assert isinstance(department.refusal(c.WriteNote(1, "rude", 12)), OperatorNotInSession)
    department.leave(11)
    assert kinds(department.do(c.WriteNote(1, "calm again", 11))) == ["NoteWritten"]


# --- anonymising ----------------------------------------------------------------------------------------------------


def test_anonymising_drops_the_words_and_the_bytes_and_keeps_the_times() -> None:
    department = closed()
    department.do(c.ProcessRecording(1, 2, BLOB, timedelta(seconds=7)))
    department.do(c.GiveFeedback(1, 5, FeedbackScale.LIKERT, "thanks"))
    visits = list(department.sessions[1].visits)
    turn = department.do(c.Anonymise(1))
    session = department.sessions[1]
    assert turn.erased == [1]
    assert sorted(turn.dropped_blobs) == ["key", "other"]
    assert (session.visits, session.feedback, session.notes) == (visits, None, [])
    assert kinds(department.do(c.Anonymise(1))) == []


def test_only_a_final_session_is_anonymised() -> None:
    department = talking()
    assert isinstance(department.refusal(c.Anonymise(1)), MoveRefused)
    department.leave(11)
    assert isinstance(department.refusal(c.Anonymise(1)), MoveRefused)


@pytest.mark.parametrize("command", [c.SetCallParams(1, "[]"), c.WriteNote(1, "rude"), c.GiveFeedback(1, 5)])
def test_no_word_is_written_about_an_anonymised_session(command: c.Command) -> None:
    department = closed()
    department.do(c.Anonymise(1))
    assert isinstance(department.refusal(command), InvalidValue)


def test_a_recording_that_is_processed_after_the_anonymising_is_dropped_at_once() -> None:
    department = closed()
    department.do(c.Anonymise(1))
    turn = department.do(c.ProcessRecording(1, 2, BLOB, timedelta(seconds=7)))
    assert turn.dropped_blobs == ["key"]
    assert department.sessions[1].recordings[2].is_deleted


@pytest.mark.parametrize(
    "command",
    [
        c.PostMessage(9, ClientType.GUEST, "hello"),
        c.DeleteFile(9, 1),
        c.ProcessRecording(9, 1, BLOB, timedelta()),
        c.DeleteRecording(9, 1),
        c.AssignTag(9, 3),
        c.Anonymise(9),
    ],
    ids=lambda command: type(command).__name__,
)
def test_nothing_is_written_about_a_session_that_is_unknown(command: c.Command) -> None:
    assert isinstance(talking().refusal(command), SessionUnknown)
