"""Recordings of a session: begun, their bytes brought in, given up."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from hovorna.api.answers import Answer, encode
from hovorna.api.call import Call, Reply, nothing
from hovorna.api.operation import Handler, Operation, Parameter, Size
from hovorna.api.operators import user_of
from hovorna.api.replies import fact_of
from hovorna.api.sessions_read import folded_session
from hovorna.api.uploads import Upload
from hovorna.api.wav_header import wav_duration
from hovorna.application.ports import StoredSession
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.durations import DurationText, parse_duration
from hovorna.contract.operations_operator import FailedRecording, NewRecording, StartedRecording
from hovorna.contract.query import QueryReader
from hovorna.domain import facts as f
from hovorna.domain.errors import InvalidValue, RecordingUnknown
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.turn import Turn


async def start(call: Call) -> Answer:
    user, session = user_of(call), call.session()
    body = await call.body(NewRecording)

    def reply(turns: Sequence[Turn]) -> Reply:
        started = fact_of(turns, f.RecordingStarted).body
        assert isinstance(started, f.RecordingStarted)  # noqa: S101 - what was asked for; narrows the type
        return 201, encode(StartedRecording(recording_id=started.recording_id))

    command = c.StartRecording(session.id, body.type, body.name, user.id)
    return await call.write(session.department_id, command, reply)


async def bring(call: Call) -> Answer:
    """The body is the recording. A WAV file says how long it is; for others `duration` must."""
    user_of(call)
    session, recording_id = call.session(), call.number("recordingId")
    told = _duration(call)
    await asyncio.to_thread(_require_unfinished, call, session, recording_id)
    upload = Upload(call, session, f"recording-{recording_id}")
    blob = await upload.store()
    duration = told if told is not None else wav_duration(upload.head, blob.size)
    if duration is None:
        await upload.discard()
        raise BadInput({"duration": "Is required: the body does not say how long it is, as a WAV file would."})
    command = c.ProcessRecording(session.id, recording_id, blob, duration)
    return await upload.tell(session.department_id, command, blob.sha256, nothing)


def _duration(call: Call) -> timedelta | None:
    query = QueryReader(call.query)
    text = query.text("duration")
    query.finish()
    try:
        duration = parse_duration(text) if text is not None else None
    except ValueError as error:
        raise BadInput({"duration": str(error)}) from None
    if duration is not None and duration < timedelta():
        raise BadInput({"duration": "Must not be negative."})
    return duration


def _require_unfinished(call: Call, session: StoredSession, recording_id: int) -> None:
    """Spares the bytes the way where they would be refused anyway; a repeated request passes, to be answered again."""
    recording = folded_session(session, call.parts.reader).recordings.get(recording_id)
    if recording is None:
        raise RecordingUnknown(recording_id)
    is_finished = recording.blob is not None or recording.is_failed
    if is_finished and call.header(b"idempotency-key") is None:
        raise InvalidValue("recordingId", f"recording {recording_id} is finished already")


async def fail(call: Call) -> Answer:
    user_of(call)
    session, recording_id = call.session(), call.number("recordingId")
    why = (await call.body(FailedRecording)).why
    return await call.write(session.department_id, c.FailRecording(session.id, recording_id, why))


async def delete(call: Call) -> Answer:
    user_of(call)
    session = call.session()
    return await call.write(session.department_id, c.DeleteRecording(session.id, call.number("recordingId")))


_PATH = "/api/v1/operators/{userId}/sessions/{id}/recordings"


def _recording(method: str, path: str, summary: str, handle: Handler, body: type | None = None) -> Operation:
    return Operation(
        method=method,
        path=_PATH + path,
        summary=summary,
        handle=handle,
        access=Right.OPERATE,
        tag="Recordings",
        body=body,
        status=204,
    )


OPERATIONS = (
    Operation(
        method="POST",
        path=_PATH,
        summary="Begin a recording",
        handle=start,
        access=Right.OPERATE,
        tag="Recordings",
        body=NewRecording,
        answer=StartedRecording,
        status=201,
    ),
    Operation(
        method="PUT",
        path=_PATH + "/{recordingId}",
        summary="Bring the bytes of a recording; `duration` where they are no WAV file",
        handle=bring,
        access=Right.OPERATE,
        tag="Recordings",
        query=(Parameter("duration", DurationText),),
        status=204,
        size=Size.RECORDING,
        is_upload=True,
    ),
    _recording("POST", "/{recordingId}/fail", "Give a recording up", fail, FailedRecording),
    _recording("DELETE", "/{recordingId}", "Delete a recording; its bytes go", delete),
)
