"""Between the values of the ports and the rows of the tables."""

from collections.abc import Callable
from typing import Any

from hovorna.adapters.stores.microseconds import (
    from_instant,
    from_optional_duration,
    from_optional_instant,
    to_instant,
    to_optional_duration,
    to_optional_instant,
)
from hovorna.application.fact_codec import decode_body, encode_body
from hovorna.application.unit import SessionRow
from hovorna.domain.facts import Fact

#: A row as the driver gives it; the queries know their columns. Any: SQLite's types are only known there.
Row = tuple[Any, ...]

#: Of the table of sessions, in order; the document comes after them.
SESSION_COLUMNS = (
    "id",
    "company_id",
    "department_id",
    "version",
    "status",
    "channel",
    "source",
    "created",
    "guest_joined",
    "accepted",
    "ended",
    "waited",
    "length",
    "url",
    "widget",
    "stars",
    "feedback_scale",
    "ip_address",
    "phone_callback_number",
    "initial_message",
    "browser",
    "os",
    "language",
    "gdpr_version",
    "guest_identity",
    "guest_left",
    "is_auto_accepted",
    "had_concurrent_operators",
    "termination",
    "anonymised",
)


def fact_row(department_id: int, fact: Fact) -> Row:
    return (
        department_id,
        fact.version,
        fact.session_id,
        from_instant(fact.at),
        from_optional_instant(fact.since),
        from_optional_instant(fact.claimed),
        fact.is_decided,
        type(fact.body).__name__,
        encode_body(fact.body),
    )


def fact_of(row: Row) -> Fact:
    """Raises UnreadableFact."""
    version, session_id, at, since, claimed, is_decided, fact_type, body = row
    return Fact(
        version,
        to_instant(at),
        session_id,
        decode_body(fact_type, body),
        bool(is_decided),
        to_optional_instant(since),
        to_optional_instant(claimed),
    )


def session_columns(row: SessionRow) -> Row:
    return (
        row.id,
        row.company_id,
        row.department_id,
        row.version,
        row.status,
        row.channel,
        row.source,
        from_instant(row.created),
        from_optional_instant(row.guest_joined),
        from_optional_instant(row.accepted),
        from_optional_instant(row.ended),
        from_optional_duration(row.waited),
        from_optional_duration(row.length),
        row.url,
        row.widget,
        row.stars,
        row.feedback_scale,
        row.ip_address,
        row.phone_callback_number,
        row.initial_message,
        row.browser,
        row.os,
        row.language,
        row.gdpr_version,
        row.guest_identity,
        row.guest_left,
        row.is_auto_accepted,
        row.had_concurrent_operators,
        row.termination,
        from_optional_instant(row.anonymised),
    )


#: How a stored column becomes the field of the same name, where they differ.
_READ: dict[str, Callable[[Any], Any]] = {
    "created": to_instant,
    "guest_joined": to_optional_instant,
    "accepted": to_optional_instant,
    "ended": to_optional_instant,
    "waited": to_optional_duration,
    "length": to_optional_duration,
    "is_auto_accepted": bool,
    "had_concurrent_operators": bool,
    "anonymised": to_optional_instant,
}


def session_row(
    columns: Row, operators: tuple[int, ...], chatbots: tuple[int, ...], tags: tuple[str, ...]
) -> SessionRow:
    """`columns` ends with the document."""
    *named, document = columns
    # Any: each value has the type of its field.
    fields: dict[str, Any] = dict(zip(SESSION_COLUMNS, named, strict=True))
    for name, read in _READ.items():
        fields[name] = read(fields[name])
    return SessionRow(**fields, operators=operators, chatbots=chatbots, tags=tags, document=document)
