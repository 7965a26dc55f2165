"""Facts as the API tells them: of one session, and of a department's whole log."""

import re
from datetime import datetime, timedelta
from typing import Any

import msgspec

from hovorna.contract.durations import format_duration
from hovorna.contract.wire_types import Long
from hovorna.domain.facts import Fact

_UNDERSCORE = re.compile(r"_([a-z])")


class SessionEvent(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    version: Long
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


class LogEvent(SessionEvent, frozen=True, kw_only=True, rename="camel"):
    """A line of GET /api/v1/Events."""

    #: None: it is about the department itself.
    session_id: Long | None


def session_event_of(fact: Fact) -> SessionEvent:
    return SessionEvent(
        version=fact.version,
        at=fact.at,
        type=fact.type,
        since=fact.since,
        claimed=fact.claimed,
        is_decided=fact.is_decided,
        body=_body_of(fact),
    )


def log_event_of(fact: Fact) -> LogEvent:
    return LogEvent(
        version=fact.version,
        at=fact.at,
        type=fact.type,
        since=fact.since,
        claimed=fact.claimed,
        is_decided=fact.is_decided,
        body=_body_of(fact),
        session_id=fact.session_id or None,
    )


def _body_of(fact: Fact) -> dict[str, object]:
    body = msgspec.to_builtins(fact.body, builtin_types=(timedelta,))
    del body["fact"]
    return {_on_the_wire_name(name): _on_the_wire(item) for name, item in body.items()}


def _on_the_wire(value: Any) -> Any:  # Any: JSON
    """Names and durations as everywhere else in the API."""
    if isinstance(value, dict):
        return {_on_the_wire_name(name): _on_the_wire(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_on_the_wire(item) for item in value]
    return format_duration(value) if isinstance(value, timedelta) else value


def _on_the_wire_name(name: str) -> str:
    return _UNDERSCORE.sub(_capital, name)


def _capital(found: re.Match[str]) -> str:
    return found[1].upper()
