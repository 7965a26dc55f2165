"""What a webhook was told, and what it asks to be told again. Ours: the published API says nothing of it."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from hovorna.contract.wire_types import Long


class DeliveryModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    #: 1, 2, 3 … per webhook.
    number: int
    #: The header `webhook-id`.
    message_id: str
    event_type: str
    department_id: int
    #: Of the fact in the department's log.
    version: Long
    #: Whose order is kept: a session, a person, a contact or the company.
    entity: str
    session_id: int | None
    #: The header `hovorna-session-sequence`.
    sequence: int
    #: PENDING, DELIVERED or DEAD.
    status: str
    attempts: int
    planned: datetime
    #: Null once it is settled, and while it waits for an earlier one of the same entity.
    next_attempt: datetime | None
    last_attempt: datetime | None
    #: Of the last attempt.
    http_status: int | None
    latency_seconds: float | None
    error: str | None
    #: When it was delivered or given up.
    settled: datetime | None


class ReplayRequest(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Either a version of one department's log, or an instant."""

    from_version: Annotated[Long, Meta(ge=0)] | None = None
    #: Needed with a version where the company has several departments; with an instant none means all.
    department_id: int | None = None
    since: datetime | None = msgspec.field(name="from", default=None)
