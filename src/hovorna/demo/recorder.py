"""The recording service of the demo's telephone exchange: starts recordings and makes their sound when they end."""

import asyncio
import logging
import random
from array import array
from collections.abc import AsyncIterator
from datetime import timedelta

from hovorna.demo.floor import Floor
from hovorna.demo.sound.conversation import phrases, wav
from hovorna.demo.sound.syllables import RATE
from hovorna.demo.story import chance
from hovorna.domain.session.state import Recording, Session
from hovorna.domain.switchboard.commands import FailRecording, ProcessRecording, StartRecording, StoredBlob
from hovorna.domain.vocabulary import Channel, RecordingType, SessionStatus

logger = logging.getLogger(__name__)

#: Longer talks are recorded up to here: a demo must not fill a disk.
LONGEST = 30.0
SHORTEST = 0.5


def is_unfinished(recording: Recording) -> bool:
    return recording.blob is None and not recording.is_failed and not recording.is_deleted


def is_all_processed(session: Session) -> bool:
    return not any(is_unfinished(one) for one in session.recordings.values())


def is_spoken(session: Session) -> bool:
    return session.channel is not Channel.CHAT


async def start_recording(floor: Floor, session: Session, operator_id: int) -> None:
    """Unless one of this operator's runs already (found after a restart)."""
    running = any(is_unfinished(one) and one.operator_id == operator_id for one in session.recordings.values())
    if running:
        return
    name = f"{session.id}-{len(session.recordings) + 1}.wav"
    await floor.do(session, StartRecording(session.id, RecordingType.ALL_PARTICIPANTS, name, operator_id))


async def finish_recording(floor: Floor, session: Session, recording: Recording) -> None:
    """Waits for the end of the operator's talk; then there is a file, or the recording has failed."""
    while is_unfinished(recording) and not session.status.is_final:
        if not _is_talking(session, recording):
            await _process(floor, session, recording)
            return
        await floor.until(session, lambda one: not _is_talking(one, recording), 3600.0)


def _is_talking(session: Session, recording: Recording) -> bool:
    if session.status is not SessionStatus.ACTIVE:
        return False
    if recording.operator_id is None:
        return True
    joining = session.joining_of(recording.operator_id)
    return joining is not None and joining.left is None


async def _process(floor: Floor, session: Session, recording: Recording) -> None:
    key = f"{floor.department_id}/{session.id}/recording-{recording.id}.wav"
    samples = await _talk(chance(floor.seed, session.id, recording.id), _length(floor, session, recording))
    try:
        blob = await store(floor, key, wav(samples), "audio/wav")
    except Exception:  # whatever the storage says, the recording is lost and the session must go on
        logger.exception("A recording could not be stored.", extra={"event": "demo_recording_failed"})
        await floor.do(session, FailRecording(session.id, recording.id, "storage"))
        return
    duration = timedelta(seconds=len(samples) / RATE)
    done = await floor.do(session, ProcessRecording(session.id, recording.id, blob, duration))
    if not done:
        await floor.parts.blobs.delete(key)


def _length(floor: Floor, session: Session, recording: Recording) -> float:
    """Seconds from the recording's start to the operator's leaving."""
    ends = [one.left.at for one in session.joinings if one.left is not None and one.left.at >= recording.started.at]
    own = [
        one.left.at
        for one in session.joinings
        if one.operator_id == recording.operator_id and one.left is not None and one.left.at >= recording.started.at
    ]
    end = min(own or ends, default=floor.now())
    return min(max((end - recording.started.at).total_seconds(), SHORTEST), LONGEST)


async def _talk(rng: random.Random, seconds: float) -> "array[int]":
    """Phrase by phrase, so that nobody else has to wait for the making of a long one."""
    wanted, samples = round(seconds * RATE), array("h")
    for phrase in phrases(rng):
        samples += phrase
        if len(samples) >= wanted:
            break
        await asyncio.sleep(0)
    return samples[:wanted]


async def store(floor: Floor, key: str, content: bytes, media_type: str) -> StoredBlob:
    size, sha256 = await floor.parts.blobs.put(key, _one_chunk(content))
    return StoredBlob(key, sha256, size, media_type)


async def _one_chunk(content: bytes) -> AsyncIterator[bytes]:
    yield content
