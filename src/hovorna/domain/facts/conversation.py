"""Facts about what was said, filed and written down in a session."""

from datetime import timedelta

from hovorna.domain.facts.body import Body
from hovorna.domain.vocabulary import ActivityType, ClientType, FeedbackScale, RecordingType


class MessagePosted(Body, frozen=True):
    """The text is in the slot `text:<version of this fact>`."""

    client: ClientType
    operator_id: int | None = None
    chatbot_id: int | None = None
    type: ActivityType = ActivityType.CHAT_MESSAGE


class FileShared(Body, frozen=True):
    """The name is in the slot `file:<file_id>`; `blob` is the object's key in blob storage."""

    file_id: int
    client: ClientType
    blob: str
    sha256: str
    size: int
    media_type: str
    operator_id: int | None = None


class FileDeleted(Body, frozen=True):
    file_id: int


class RecordingStarted(Body, frozen=True):
    """The name is in the slot `recording:<recording_id>`."""

    recording_id: int
    type: RecordingType
    operator_id: int | None = None


class RecordingProcessed(Body, frozen=True):
    recording_id: int
    blob: str
    sha256: str
    size: int
    media_type: str
    duration: timedelta


class RecordingFailed(Body, frozen=True):
    recording_id: int
    why: str


class RecordingDeleted(Body, frozen=True):
    recording_id: int


class CallParamsSet(Body, frozen=True):
    """The params themselves are in the slot `params`."""


class TagAssigned(Body, frozen=True):
    tag_id: int
    by: int | None = None


class TagRemoved(Body, frozen=True):
    tag_id: int


class NoteWritten(Body, frozen=True):
    """In the slot `note:<operator_id>`, or `note` when the API wrote it."""

    operator_id: int | None = None


class FeedbackGiven(Body, frozen=True):
    """The text is in the slot `feedback`."""

    stars: int | None = None
    scale: FeedbackScale | None = None


class Anonymised(Body, frozen=True):
    pass
