"""The filters of the session list as conditions in SQL, and which of them an index can answer."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from hovorna.adapters.stores.microseconds import from_duration, from_instant
from hovorna.contract.query import TextFilter
from hovorna.contract.session_filters import SessionFilters

Value = int | str | None

_LARGEST = 2**63 - 1


class Sql(NamedTuple):
    """A piece of a statement with its parameters, in order."""

    text: str
    parameters: tuple[Value, ...] = ()


class OneOf(NamedTuple):
    """The column has one of the values; each value's sessions stand in its index newest first."""

    column: str
    values: tuple[Value, ...]

    def where(self) -> Sql:
        if self.values == (None,):
            return Sql(f"s.{self.column} IS NULL")
        return Sql(f"s.{self.column} IN ({', '.join('?' * len(self.values))})", self.values)


class Between(NamedTuple):
    """The column has a value, within the bounds that are given."""

    column: str
    least: int | None = None
    most: int | None = None

    def where(self) -> Sql:
        parts = [f"s.{self.column} IS NOT NULL"] if self.least is None else [f"s.{self.column} >= ?"]
        if self.most is not None:
            parts.append(f"s.{self.column} <= ?")
        return Sql(" AND ".join(parts), tuple(bound for bound in (self.least, self.most) if bound is not None))


class AnyOf(NamedTuple):
    """The session has one of the values among those of a list."""

    table: str
    column: str
    values: tuple[Value, ...]

    def where(self) -> Sql:
        marks = ", ".join("?" * len(self.values))
        return Sql(
            f"EXISTS (SELECT 1 FROM {self.table} AS m WHERE m.session_id = s.id AND m.{self.column} IN ({marks}))",
            self.values,
        )


class InText(NamedTuple):
    """The words, folded, occur in the column; its folded copies are read newest first."""

    column: str
    words: str

    def where(self) -> Sql:
        return Sql(f"contains(s.{self.column}, ?)", (self.words,))


class Said(NamedTuple):
    """The words, folded, occur in something that was said."""

    words: str

    def where(self) -> Sql:
        return Sql(
            "EXISTS (SELECT 1 FROM activities AS a WHERE a.department_id = s.department_id "
            "AND a.session_id = s.id AND contains(a.text, ?))",
            (self.words,),
        )


class Scanned(NamedTuple):
    """A condition that no index answers."""

    sql: Sql

    def where(self) -> Sql:
        return self.sql


Condition = OneOf | Between | AnyOf | InText | Said | Scanned

#: No session can hold it.
NOTHING = Scanned(Sql("0"))


def conditions_of(filters: SessionFilters) -> list[Condition]:
    return [
        *_words(filters),
        *_ranges(filters),
        *_texts(filters),
        *_lists(filters),
        *_unknown(filters),
    ]


def _words(filters: SessionFilters) -> Iterator[Condition]:
    given: tuple[tuple[str, Iterable[int | str]], ...] = (
        ("id", filters.session_id),
        # A guest is known by nothing but the session yet, so its temporary id is the session's.
        ("id", filters.client_id),
        ("department_id", filters.department_id),
        ("status", filters.status),
        ("channel", filters.channel),
        ("source", filters.source),
        ("widget", filters.widget),
        ("stars", filters.client_stars),
        ("feedback_scale", filters.client_feedback_scale),
        ("guest_identity", filters.guest_identifications),
        ("browser", filters.browser),
        ("os", filters.os),
        ("guest_left", filters.guest_left_session),
        ("termination", filters.termination_reason),
    )
    for column, values in given:
        if plain := _plain(values):
            yield OneOf(column, plain)
    flags = (
        ("is_auto_accepted", filters.auto_accepted),
        ("had_concurrent_operators", filters.has_concurrent_operators),
    )
    for column, flag in flags:
        if flag is not None:
            yield OneOf(column, (int(flag),))


def _ranges(filters: SessionFilters) -> Iterator[Condition]:
    instants = (
        ("created", filters.created),
        ("guest_joined", filters.guest_joined),
        ("accepted", filters.accepted),
        ("ended", filters.ended),
        ("anonymised", filters.anonymized),
    )
    for column, instant in instants:
        if instant is not None:
            yield from _range(column, instant.null, _bound(instant.min), _bound(instant.max))
    for column, duration in (("waited", filters.waiting_time), ("length", filters.duration)):
        if duration is not None:
            yield from _range(column, duration.null, _bound(duration.min), _bound(duration.max))


def _range(column: str, null: bool | None, least: int | None, most: int | None) -> Iterator[Condition]:
    if null:
        yield OneOf(column, (None,))
    if null is False or least is not None or most is not None:
        yield Between(column, least, most)


def _bound(value: datetime | timedelta | None) -> int | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return from_instant(value)
    # A duration can be longer than the database's numbers; no session is.
    return max(-_LARGEST, min(from_duration(value), _LARGEST))


def _texts(filters: SessionFilters) -> Iterator[Condition]:
    given = (
        ("url", filters.landing_page),
        ("ip_address", filters.ip_address),
        ("phone_callback_number", filters.phone_callback_number),
        ("initial_message", filters.initial_message),
        ("language", filters.language),
        ("gdpr_version", filters.gdpr_version),
    )
    for column, wanted in given:
        if wanted is not None:
            yield from _text(column, wanted)
    if filters.activity_texts_contain is not None:
        yield Said(filters.activity_texts_contain.casefold())


def _text(column: str, wanted: TextFilter) -> Iterator[Condition]:
    if wanted.null:
        yield OneOf(column, (None,))
    if wanted.null is False:
        yield Between(column)
    if wanted.text is not None:
        yield OneOf(column, (wanted.text,)) if wanted.exact else InText(column, wanted.text.casefold())


def _lists(filters: SessionFilters) -> Iterator[Condition]:
    given: tuple[tuple[str, str, Iterable[int | str]], ...] = (
        ("session_operators", "operator_id", filters.operator_user_id),
        ("session_chatbots", "chatbot_id", filters.chatbot_id),
        ("session_tags", "tag", filters.tags),
    )
    for table, column, values in given:
        if plain := _plain(values):
            yield AnyOf(table, column, plain)


def _unknown(filters: SessionFilters) -> Iterator[Condition]:
    """Sessions have no result and no channel identity yet."""
    if filters.result or filters.channel_identity_id:
        yield NOTHING


def _plain(values: Iterable[int | str]) -> tuple[int | str, ...]:
    return tuple(str(value) if isinstance(value, str) else value for value in values)
