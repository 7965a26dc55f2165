"""The session document, as the published model `SessionModel` has it.

Member order is the contract's. What the contract requires has no default, so that no builder forgets a moment; clients
break on a null in `channel`, `source`, `status`, `avSupport`, `guest.os`, `guest.browser` and `guestLeftSession`, so
these can't be null here.
"""

from datetime import datetime

import msgspec

from hovorna.contract.durations import DurationText
from hovorna.contract.session_activity import SessionActivity
from hovorna.contract.wire_types import Guid, Long
from hovorna.domain.vocabulary import (
    AvSupport,
    Channel,
    DialState,
    FeedbackScale,
    GuestBrowser,
    GuestLeftSession,
    GuestOs,
    RecordingsState,
    RecordingType,
    SessionStatus,
    Source,
)


class GuestInfo(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    temp_id: Long
    ip_address: str | None
    #: A GUID, written with hyphens.
    tracked_id: Guid | None
    identity: str | None
    channel_identity: Long | None
    os: GuestOs
    browser: GuestBrowser
    language: str | None
    call_params: dict[str, str] | None
    gdpr_version: str | None


class SessionOperator(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One joining; the same person joining again is a row of its own."""

    user_id: int
    user_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    joined: datetime
    left: datetime | None = None
    concluded: datetime | None = None
    feedback_result: str | None = None
    feedback_text: str | None = None
    note: str | None = None


class SessionReviewer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int
    user_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    feedback_text: str | None = None
    note: str | None = None


class AssignedTag(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int | None = None
    name: str | None = None


class SessionChatbot(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    chatbot_id: int
    name: str | None = None
    joined: datetime
    left: datetime | None = None


class SessionRecording(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str | None
    started: datetime | None
    duration: DurationText | None
    type: RecordingType | None
    user_id: int | None
    service_id: int | None
    #: Absolute; answers with the bytes themselves.
    download_url: str | None
    is_uploading: bool
    is_deleted: bool


class SessionModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: Long
    company_id: int
    department_id: int
    guest: GuestInfo
    channel: Channel
    source: Source
    status: SessionStatus
    av_support: AvSupport
    direct_call_number: str | None
    phone_callback_number: str | None
    is_direct_chat: bool
    url: str | None
    widget: str | None
    operators: tuple[SessionOperator, ...] | None
    reviewers: tuple[SessionReviewer, ...] | None
    #: The old name of `created`; always the same value.
    entered_queue: datetime
    created: datetime
    guest_joined: datetime | None
    started: datetime | None
    ended: datetime | None
    waited: DurationText | None
    length: DurationText | None
    blacklisted: bool
    phone_callback_dialed: datetime | None
    activities: tuple[SessionActivity, ...] | None
    tags: tuple[AssignedTag, ...] | None
    chatbots: tuple[SessionChatbot, ...] | None
    guest_feedback_stars: int | None
    guest_feedback_scale: FeedbackScale | None
    guest_feedback_text: str | None
    auto_accepted: bool
    guest_feedback_custom_fields: dict[str, object] | None
    #: Null when there are none.
    recordings: tuple[SessionRecording, ...] | None
    recordings_state: RecordingsState | None
    guest_left_session: GuestLeftSession
    outbound_dial_result: DialState | None
    campaign_id: int | None

    def __post_init__(self) -> None:
        if self.entered_queue != self.created:
            raise ValueError("enteredQueue is the old name of created: both must be the same instant.")
