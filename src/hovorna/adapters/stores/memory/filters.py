"""The filters of the session list, asked of one session at a time."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from hovorna.adapters.stores.text_search import contains
from hovorna.application.unit import ActivityRow, SessionRow
from hovorna.contract.query import Range, TextFilter
from hovorna.contract.session_filters import SessionFilters

Value = TypeVar("Value", datetime, timedelta)
Test = Callable[[SessionRow], bool]


def condition_of(filters: SessionFilters, activities_of: Callable[[SessionRow], Iterable[ActivityRow]]) -> Test:
    """Whether a session fulfils every filter that is given."""
    tests = [*_words(filters), *_ranges(filters), *_texts(filters), *_lists(filters)]
    if filters.activity_texts_contain is not None:
        folded = filters.activity_texts_contain.casefold()
        tests.append(lambda row: any(contains(activity.text, folded) for activity in activities_of(row)))
    return lambda row: all(test(row) for test in tests)


def _words(filters: SessionFilters) -> Iterator[Test]:
    given: tuple[tuple[str, Collection[object]], ...] = (
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
        ("is_auto_accepted", _flag(filters.auto_accepted)),
        ("had_concurrent_operators", _flag(filters.has_concurrent_operators)),
    )
    for field, values in given:
        if values:
            yield _one_of(field, values)
    if filters.result or filters.channel_identity_id:
        # Sessions have neither yet.
        yield lambda _: False


def _flag(flag: bool | None) -> Collection[object]:
    return () if flag is None else (flag,)


def _one_of(field: str, values: Collection[object]) -> Test:
    return lambda row: getattr(row, field) in values


def _ranges(filters: SessionFilters) -> Iterator[Test]:
    instants = (
        ("created", filters.created),
        ("guest_joined", filters.guest_joined),
        ("accepted", filters.accepted),
        ("ended", filters.ended),
        ("anonymised", filters.anonymized),
    )
    for field, instant in instants:
        if instant is not None:
            yield _within(field, instant)
    for field, duration in (("waited", filters.waiting_time), ("length", filters.duration)):
        if duration is not None:
            yield _within(field, duration)


def _within(field: str, wanted: Range[Value]) -> Test:
    def test(row: SessionRow) -> bool:
        value: Value | None = getattr(row, field)
        if wanted.null is not None and wanted.null is not (value is None):
            return False
        if wanted.min is not None and (value is None or value < wanted.min):
            return False
        return wanted.max is None or (value is not None and value <= wanted.max)

    return test


def _texts(filters: SessionFilters) -> Iterator[Test]:
    given = (
        ("url", filters.landing_page),
        ("ip_address", filters.ip_address),
        ("phone_callback_number", filters.phone_callback_number),
        ("initial_message", filters.initial_message),
        ("language", filters.language),
        ("gdpr_version", filters.gdpr_version),
    )
    for field, wanted in given:
        if wanted is not None:
            yield _reading(field, wanted)


def _reading(field: str, wanted: TextFilter) -> Test:
    def test(row: SessionRow) -> bool:
        value: str | None = getattr(row, field)
        if wanted.null is not None and wanted.null is not (value is None):
            return False
        if wanted.text is None:
            return True
        return value == wanted.text if wanted.exact else contains(value, wanted.text.casefold())

    return test


def _lists(filters: SessionFilters) -> Iterator[Test]:
    given: tuple[tuple[str, frozenset[int] | frozenset[str]], ...] = (
        ("operators", filters.operator_user_id),
        ("chatbots", filters.chatbot_id),
        ("tags", filters.tags),
    )
    for field, values in given:
        if values:
            yield _any_of(field, values)


def _any_of(field: str, values: frozenset[int] | frozenset[str]) -> Test:
    return lambda row: not values.isdisjoint(getattr(row, field))
