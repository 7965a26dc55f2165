"""Instants and durations as whole microseconds, as stores keep them."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400_000_000
_SECOND = 1_000_000


def from_instant(instant: datetime) -> int:
    since = instant - _EPOCH
    return since.days * _DAY + since.seconds * _SECOND + since.microseconds


def from_optional_instant(instant: datetime | None) -> int | None:
    return None if instant is None else from_instant(instant)


def from_duration(duration: timedelta) -> int:
    return duration.days * _DAY + duration.seconds * _SECOND + duration.microseconds


def from_optional_duration(duration: timedelta | None) -> int | None:
    return None if duration is None else from_duration(duration)


def to_instant(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)


def to_optional_instant(micros: int | None) -> datetime | None:
    return None if micros is None else to_instant(micros)


def to_optional_duration(micros: int | None) -> timedelta | None:
    return None if micros is None else timedelta(microseconds=micros)
