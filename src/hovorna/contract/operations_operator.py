"""Bodies and answers of the operator API: ours to shape."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from hovorna.contract.operations_guest import Id, Phone, Text
from hovorna.contract.wire_types import Long
from hovorna.domain.vocabulary import (
    Channel,
    DialState,
    OperatorStateKind,
    Presence,
    RecordingType,
    Source,
)


class NewPresence(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    presence: Presence
    #: Why, with BREAK.
    break_id: Id | None = None
    #: May be left out by who belongs to one department only.
    department_id: Id | None = None


class NewConnection(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Whether the operator's desk is connected: a disconnected operator loses offers, and later chats."""

    is_connected: bool
    department_id: Id | None = None


class OperatorView(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """An operator in one department."""

    user_id: int
    department_id: int
    #: What the operator says.
    presence: Presence
    break_id: int | None
    is_connected: bool
    #: What the system knows: presence, connection and work in one word.
    state: OperatorStateKind
    #: Not concluded yet.
    session_ids: tuple[Long, ...]
    offer_ids: tuple[int, ...]


class OfferCandidate(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int
    #: The strategy's number; the lowest goes first.
    metric: float


class OfferReasons(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Why this operator was asked."""

    strategy: str
    candidates: tuple[OfferCandidate, ...]
    #: Why not the others: reason -> user ids.
    not_eligible: dict[str, tuple[int, ...]]
    passed_over: int


class OfferView(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    offer_id: int
    session_id: Long
    department_id: int
    routing_request_id: Long
    operator_group_id: int | None
    channel: Channel
    source: Source
    offered: datetime
    #: When somebody else is asked as well; null once that has happened.
    deadline: datetime | None
    is_expired: bool
    #: The operator's telephone rings.
    is_ringing: bool
    reasons: OfferReasons | None


class AcceptedOffer(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    session_id: Long


class NewDial(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    #: None: the number that the session has.
    number: Phone | None = None


class DialReport(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    state: DialState


class NewForward(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Exactly one target."""

    operator_group_id: Id | None = None
    user_id: Id | None = None
    phone_number: Phone | None = None
    note: Text | None = None
    #: The forwarding operator leaves but has yet to conclude.
    keeps_acw: bool = False


class NewInvitation(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Exactly one target."""

    operator_group_id: Id | None = None
    user_id: Id | None = None


class OpenedInvitation(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    routing_request_id: int


class NewNote(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    note: Text


class NewBan(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    reason: Text | None = None


class NewRecording(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    type: RecordingType = RecordingType.ALL_PARTICIPANTS
    name: Annotated[str, Meta(min_length=1, max_length=200)] = "recording.wav"


class StartedRecording(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    recording_id: int


class FailedRecording(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    #: A word for machines, never a person's name: it is kept for good.
    why: Annotated[str, Meta(pattern="^[a-z0-9_]{1,40}$")]
