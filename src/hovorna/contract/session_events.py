"""The answer of GET /api/v1/Sessions/{id}/events: the facts of a session as the log has them."""

from datetime import datetime

import msgspec


class SessionEvent(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    version: int
    at: datetime
    type: str
    #: Decided after a tolerance: true from this instant on.
    since: datetime | None
    #: The instant that was handed in, where it had to be moved.
    claimed: datetime | None
    #: Decided by the rules, or recorded by an import.
    is_decided: bool
    #: What the fact says; its members in camelCase. Nothing personal stands in a fact.
    body: dict[str, object]
