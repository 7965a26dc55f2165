"""The part of the session's fold that concerns recordings, files, tags, notes and feedback."""

from collections.abc import Callable
from typing import Any

from hovorna.domain import facts as f
from hovorna.domain.session.state import Feedback, Mark, Recording, Session, SharedFile


def _recording_started(session: Session, body: f.RecordingStarted, mark: Mark) -> None:
    session.recordings[body.recording_id] = Recording(body.recording_id, body.type, mark, body.operator_id)


def _recording_processed(session: Session, body: f.RecordingProcessed, mark: Mark) -> None:
    recording = session.recordings[body.recording_id]
    recording.duration = body.duration
    recording.blob, recording.sha256, recording.size = body.blob, body.sha256, body.size
    recording.media_type = body.media_type


def _recording_failed(session: Session, body: f.RecordingFailed, mark: Mark) -> None:
    session.recordings[body.recording_id].is_failed = True


def _recording_deleted(session: Session, body: f.RecordingDeleted, mark: Mark) -> None:
    session.recordings[body.recording_id].is_deleted = True


def _file_shared(session: Session, body: f.FileShared, mark: Mark) -> None:
    session.files[body.file_id] = SharedFile(
        id=body.file_id,
        blob=body.blob,
        sha256=body.sha256,
        size=body.size,
        media_type=body.media_type,
        operator_id=body.operator_id,
        activity_id=mark.version,
    )


def _file_deleted(session: Session, body: f.FileDeleted, mark: Mark) -> None:
    session.files[body.file_id].is_deleted = True


def _tag_assigned(session: Session, body: f.TagAssigned, mark: Mark) -> None:
    session.tags[body.tag_id] = body.by


def _tag_removed(session: Session, body: f.TagRemoved, mark: Mark) -> None:
    session.tags.pop(body.tag_id, None)


def _note_written(session: Session, body: f.NoteWritten, mark: Mark) -> None:
    author = body.operator_id or 0
    if author not in session.notes:
        session.notes.append(author)


def _feedback_given(session: Session, body: f.FeedbackGiven, mark: Mark) -> None:
    session.feedback = Feedback(body.stars, body.scale)


def _anonymised(session: Session, body: f.Anonymised, mark: Mark) -> None:
    """The words are rows elsewhere and are deleted there; what was said of the guest in numbers goes here."""
    if session.anonymised is None:
        session.anonymised = mark
    session.feedback = None
    session.notes.clear()
    for recording in session.recordings.values():
        recording.is_deleted = True
    for file in session.files.values():
        file.is_deleted = True


HANDLERS: dict[type[f.Body], Callable[[Session, Any, Mark], None]] = {
    f.RecordingStarted: _recording_started,
    f.RecordingProcessed: _recording_processed,
    f.RecordingFailed: _recording_failed,
    f.RecordingDeleted: _recording_deleted,
    f.FileShared: _file_shared,
    f.FileDeleted: _file_deleted,
    f.TagAssigned: _tag_assigned,
    f.TagRemoved: _tag_removed,
    f.NoteWritten: _note_written,
    f.FeedbackGiven: _feedback_given,
    f.Anonymised: _anonymised,
}
