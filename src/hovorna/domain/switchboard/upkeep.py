"""What is said, filed and written about a session; none of it moves the session."""

from hovorna.domain import facts as f
from hovorna.domain.errors import InvalidValue, MoveRefused, OperatorNotInSession, RecordingUnknown, TagUnknown
from hovorna.domain.routing import rules
from hovorna.domain.session.state import Recording, Session
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import ClientType


def _require_speaker(session: Session, operator_id: int | None, client: ClientType) -> None:
    """An operator speaks only while in; a guest whenever the session is open."""
    if client is not ClientType.USER:
        return
    joining = session.joining_of(operator_id) if operator_id is not None else None
    if joining is None or joining.left is not None:
        raise OperatorNotInSession(operator_id or 0, session.id)


def post_message(turn: Turn, command: c.PostMessage) -> None:
    session = turn.require(command.session_id, f.MessagePosted, "writing a message")
    _require_speaker(session, command.operator_id, command.client)
    turn.write(session.id, f"text:{turn.board.version + 1}", command.text)
    turn.emit(session.id, f.MessagePosted(command.client, command.operator_id, command.chatbot_id))


def share_file(turn: Turn, command: c.ShareFile) -> None:
    session = turn.require(command.session_id, f.FileShared, "sharing a file")
    _require_speaker(session, command.operator_id, command.client)
    file_id, blob = turn.board.last_media_id + 1, command.blob
    turn.write(session.id, f"file:{file_id}", command.name)
    turn.emit(
        session.id,
        f.FileShared(file_id, command.client, blob.key, blob.sha256, blob.size, blob.media_type, command.operator_id),
    )


def delete_file(turn: Turn, command: c.DeleteFile) -> None:
    """Deleting twice changes nothing."""
    session = turn.session(command.session_id)
    file = session.files.get(command.file_id)
    if file is None:
        raise InvalidValue("fileIds", f"there is no file {command.file_id} in session {session.id}")
    if not file.is_deleted:
        turn.dropped_blobs.append(file.blob)
        turn.emit(session.id, f.FileDeleted(command.file_id))


def start_recording(turn: Turn, command: c.StartRecording) -> None:
    session = turn.require(command.session_id, f.RecordingStarted, "recording")
    recording_id = turn.board.last_media_id + 1
    turn.write(session.id, f"recording:{recording_id}", command.name)
    turn.emit(session.id, f.RecordingStarted(recording_id, command.type, command.operator_id))


def _unfinished(turn: Turn, session_id: int, recording_id: int) -> Recording:
    recording = turn.session(session_id).recordings.get(recording_id)
    if recording is None:
        raise RecordingUnknown(recording_id)
    if recording.blob is not None or recording.is_failed:
        raise InvalidValue("recordingId", f"recording {recording_id} is finished already")
    return recording


def process_recording(turn: Turn, command: c.ProcessRecording) -> None:
    recording = _unfinished(turn, command.session_id, command.recording_id)
    blob = command.blob
    turn.emit(
        command.session_id,
        f.RecordingProcessed(command.recording_id, blob.key, blob.sha256, blob.size, blob.media_type, command.duration),
    )
    if recording.is_deleted:
        turn.dropped_blobs.append(blob.key)


def fail_recording(turn: Turn, command: c.FailRecording) -> None:
    _unfinished(turn, command.session_id, command.recording_id)
    turn.emit(command.session_id, f.RecordingFailed(command.recording_id, command.why))


def delete_recording(turn: Turn, command: c.DeleteRecording) -> None:
    """Deleting twice changes nothing."""
    recording = turn.session(command.session_id).recordings.get(command.recording_id)
    if recording is None:
        raise RecordingUnknown(command.recording_id)
    if recording.is_deleted:
        return
    if recording.blob is not None:
        turn.dropped_blobs.append(recording.blob)
    turn.emit(command.session_id, f.RecordingDeleted(command.recording_id))


def set_call_params(turn: Turn, command: c.SetCallParams) -> None:
    """Rules are tried again on the new params while the session waits."""
    session = turn.require(command.session_id, f.CallParamsSet, "setting call params")
    if session.anonymised is not None:
        raise InvalidValue("callParams", f"session {session.id} is anonymised")
    turn.write(session.id, "params", command.document)
    turn.emit(session.id, f.CallParamsSet())
    _hold_rules(turn, session, command.params)


def try_rules(turn: Turn, command: c.TryRules) -> None:
    _hold_rules(turn, turn.session(command.session_id), command.params)


def _hold_rules(turn: Turn, session: Session, params: dict[str, str]) -> None:
    request = session.main_request
    if request is None or request.asked.rule_set_id is None:
        return
    held = rules.holding(turn.board.rule_sets[request.asked.rule_set_id], params)
    if held != request.rules:
        turn.emit(session.id, f.RulesHeld(request.id, held))


def assign_tag(turn: Turn, command: c.AssignTag) -> None:
    session = turn.require(command.session_id, f.TagAssigned, "tagging")
    tag = turn.board.tags.get(command.tag_id)
    if tag is None or tag.is_deleted:
        raise TagUnknown(command.tag_id)
    if command.tag_id not in session.tags:
        turn.emit(session.id, f.TagAssigned(command.tag_id, command.by))


def remove_tag(turn: Turn, command: c.RemoveTag) -> None:
    session = turn.require(command.session_id, f.TagRemoved, "removing a tag")
    if command.tag_id not in turn.board.tags:
        raise TagUnknown(command.tag_id)
    if command.tag_id in session.tags:
        turn.emit(session.id, f.TagRemoved(command.tag_id))


def write_note(turn: Turn, command: c.WriteNote) -> None:
    session = turn.require(command.session_id, f.NoteWritten, "writing a note")
    if session.anonymised is not None:
        raise InvalidValue("note", f"session {session.id} is anonymised")
    slot = "note" if command.operator_id is None else f"note:{command.operator_id}"
    if command.operator_id is not None and all(one.operator_id != command.operator_id for one in session.joinings):
        raise OperatorNotInSession(command.operator_id, session.id)
    turn.write(session.id, slot, command.text)
    turn.emit(session.id, f.NoteWritten(command.operator_id))


def give_feedback(turn: Turn, command: c.GiveFeedback) -> None:
    session = turn.require(command.session_id, f.FeedbackGiven, "giving feedback")
    if session.anonymised is not None:
        raise InvalidValue("feedback", f"session {session.id} is anonymised")
    if command.text is not None:
        turn.write(session.id, "feedback", command.text)
    turn.emit(session.id, f.FeedbackGiven(command.stars, command.scale))


def anonymise(turn: Turn, command: c.Anonymise) -> None:
    """Words and blobs go, times stay. Only a session that is final can be anonymised; twice changes nothing."""
    session = turn.session(command.session_id)
    if not session.status.is_final:
        raise MoveRefused(session.id, session.status, "anonymising")
    if session.anonymised is not None:
        return
    blobs = [one.blob for one in session.recordings.values() if one.blob is not None and not one.is_deleted]
    blobs += [one.blob for one in session.files.values() if not one.is_deleted]
    turn.dropped_blobs += blobs
    turn.erased.append(session.id)
    turn.emit(session.id, f.Anonymised())
