"""What recordings, files, tags, notes and feedback leave in a session."""

from datetime import timedelta

from hovorna.domain import facts as f
from hovorna.domain.session import fold_media
from hovorna.domain.session.fold import HANDLERS, fold
from hovorna.domain.session.state import Feedback, Session
from hovorna.domain.vocabulary import ClientType, FeedbackScale, RecordingType
from tests.unit.domain.session_facts import Story, plain_chat

STARTED = f.RecordingStarted(5, RecordingType.GUEST, 31)
PROCESSED = f.RecordingProcessed(5, "blobs/5", "ab12", 900, "audio/wav", timedelta(seconds=12))
SHARED = f.FileShared(6, ClientType.USER, "blobs/6", "cd34", 70, "image/png", 31)


def told(*bodies: f.Body) -> Session:
    story = Story()
    for second, body in enumerate(bodies, 1):
        story.told(second, body)
    return fold(story.facts)


def test_a_recording_that_runs_has_no_blob_yet() -> None:
    recording = told(STARTED).recordings[5]
    assert (recording.type, recording.operator_id) == (RecordingType.GUEST, 31)
    assert (recording.blob, recording.duration, recording.is_failed, recording.is_deleted) == (None, None, False, False)


def test_a_processed_recording_knows_its_blob_and_its_length_and_when_it_started() -> None:
    recording = told(STARTED, PROCESSED).recordings[5]
    assert (recording.blob, recording.sha256, recording.size) == ("blobs/5", "ab12", 900)
    assert (recording.media_type, recording.duration) == ("audio/wav", timedelta(seconds=12))
    assert recording.started.fact == "RecordingStarted"


def test_one_recordings_failure_is_not_anothers() -> None:
    session = told(STARTED, f.RecordingStarted(8, RecordingType.OPERATOR), f.RecordingFailed(5, "no disk"))
    assert session.recordings[5].is_failed
    assert not session.recordings[8].is_failed


def test_a_deleted_recording_stays_listed_as_deleted() -> None:
    recording = told(STARTED, PROCESSED, f.RecordingDeleted(5)).recordings[5]
    assert recording.is_deleted
    assert recording.duration == timedelta(seconds=12)


def test_a_file_knows_the_line_of_the_conversation_that_shared_it() -> None:
    file = told(f.CallParamsSet(), SHARED).files[6]
    assert (file.blob, file.sha256, file.size, file.media_type) == ("blobs/6", "cd34", 70, "image/png")
    assert (file.operator_id, file.activity_id, file.is_deleted) == (31, 3, False)


def test_a_deleted_file_stays_listed_as_deleted() -> None:
    assert told(SHARED, f.FileDeleted(6)).files[6].is_deleted


def test_tags_remember_who_set_them_and_go_without_a_trace() -> None:
    session = told(f.TagAssigned(1, 31), f.TagAssigned(2), f.TagAssigned(3, 32), f.TagRemoved(3))
    assert session.tags == {1: 31, 2: None}
    assert told(f.TagRemoved(9)).tags == {}


def test_each_author_of_notes_is_listed_once_and_the_api_as_nobody() -> None:
    notes = told(f.NoteWritten(31), f.NoteWritten(), f.NoteWritten(31)).notes
    assert notes == [31, 0]


def test_the_last_feedback_counts() -> None:
    session = told(f.FeedbackGiven(1, FeedbackScale.NPS), f.FeedbackGiven(5, FeedbackScale.LIKERT))
    assert session.feedback == Feedback(5, FeedbackScale.LIKERT)


def test_anonymising_takes_what_was_said_of_the_guest_and_leaves_the_times() -> None:
    story = plain_chat()
    for body in (STARTED, PROCESSED, SHARED, f.NoteWritten(31), f.FeedbackGiven(4), f.TagAssigned(1, 31)):
        story.told(330, body)
    before = fold(story.facts)
    story.told(900, f.Anonymised())
    after = fold(story.facts)
    assert (after.feedback, after.notes) == (None, [])
    assert after.recordings[5].is_deleted
    assert after.files[6].is_deleted
    assert (after.visits, after.joinings, after.history) == (before.visits, before.joinings, before.history)
    assert after.tags == {1: 31}


def test_the_first_anonymising_is_when_it_happened() -> None:
    session = told(f.Anonymised(), f.Anonymised())
    assert session.anonymised is not None
    assert session.anonymised.version == 2


def test_nothing_here_is_left_out_of_the_sessions_fold() -> None:
    assert fold_media.HANDLERS.items() <= HANDLERS.items()
