"""The answer of GET /api/v1/Sessions/{id}/durations: every duration, explained (session-semantics, section 6)."""

from datetime import datetime

import msgspec

from hovorna.contract.durations import DurationText
from hovorna.contract.wire_types import Long
from hovorna.domain.vocabulary import SessionStatus


class DurationEnd(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Where a term of a formula comes from: the fact of this type with this log version."""

    time: datetime
    version: Long
    fact: str


class NamedDuration(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """`visited` is the sum of that state's visits: null for RING and PBX_TO_OPERATOR, which are no states."""

    name: str
    duration: DurationText | None
    visited: DurationText | None
    begin: DurationEnd | None = msgspec.field(name="from")
    end: DurationEnd | None = msgspec.field(name="to")


class OperatorDurations(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One joining of an operator."""

    user_id: int
    joined: datetime
    left: datetime | None
    concluded: datetime | None
    queue: DurationText | None
    queue_from: DurationEnd | None
    queue_to: DurationEnd | None
    acw: DurationText | None
    acw_from: DurationEnd | None
    acw_to: DurationEnd | None


class StateVisit(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """`end` is null for the last visit: the state that the session is in."""

    state: SessionStatus
    begin: datetime = msgspec.field(name="from")
    end: datetime | None = msgspec.field(name="to")
    reason: str | None


class SessionDurations(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    session_id: Long
    as_of: datetime
    state: SessionStatus
    since: datetime
    #: All eight names, always.
    durations: tuple[NamedDuration, ...]
    operators: tuple[OperatorDurations, ...]
    visits: tuple[StateVisit, ...]
