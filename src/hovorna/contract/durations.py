"""Durations on the wire: `PT3M12.5S` going out; ISO 8601 or `[D.]HH:MM:SS[.f]` coming in."""

import re
from datetime import timedelta
from typing import Annotated

import msgspec

#: A duration in a model is this text, already formatted: msgspec's own form (`PT192.5S`, `P0D`) is not the published
#: one, and its hook for other types would cost more on each of the ten durations of a session document.
_NOTE = msgspec.Meta(description="ISO 8601 duration", examples=["PT3M12.5S", "PT0S"])
DurationText = Annotated[str, _NOTE]

#: The longest duration that the published system can tell; it also fits a 64-bit count of microseconds.
LONGEST = timedelta(days=10_675_199)

_ISO = re.compile(
    r"([+-])?P(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?"
    r"(?:T(?:([0-9]{1,12})H)?(?:([0-9]{1,12})M)?(?:([0-9]{1,15})(?:[.,]([0-9]{1,9}))?S)?)?"
)
_CLOCK = re.compile(r"(-)?(?:([0-9]{1,9})\.)?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?")
_SENTENCE = "Must be an ISO 8601 duration such as PT1M32.5S, or [D.]HH:MM:SS[.f] such as 00:01:32.5."


def format_duration(value: timedelta) -> str:
    days, seconds, micros = value.days, value.seconds, value.microseconds
    if days < 0:
        return "-" + format_duration(-value)
    if not (days or seconds or micros):
        return "PT0S"
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}H" if hours else ""
    if minutes:
        clock += f"{minutes}M"
    if micros:
        clock += f"{seconds}.{micros:06}".rstrip("0") + "S"
    elif seconds:
        clock += f"{seconds}S"
    if not days:
        return "PT" + clock
    return f"P{days}DT{clock}" if clock else f"P{days}D"


def format_known_duration(value: timedelta | None) -> str | None:
    return None if value is None else format_duration(value)


def parse_duration(text: str) -> timedelta:
    """Cut to microseconds. Months and years are refused: they have no fixed length."""
    text = text.strip()
    value = _from_clock(text) if ":" in text else _from_iso(text)
    if abs(value) > LONGEST:
        raise ValueError(f"Must not be longer than {LONGEST.days} days.")
    return value


def _from_iso(text: str) -> timedelta:
    found = _ISO.fullmatch(text.upper())
    # Every part is optional, so that the pattern alone would let `P`, `PT` and `P1DT` pass.
    if found is None or text[-1] in "PpTt":
        raise ValueError(_SENTENCE)
    sign, weeks, days, hours, minutes, seconds, decimals = found.groups()
    value = _length(int(weeks or 0) * 7 + int(days or 0), hours, minutes, seconds, decimals)
    return -value if sign == "-" else value


def _from_clock(text: str) -> timedelta:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(_SENTENCE)
    sign, days, hours, minutes, seconds, decimals = found.groups()
    if int(hours) > 23 or int(minutes) > 59 or int(seconds or 0) > 59:
        raise ValueError(_SENTENCE)
    value = _length(int(days or 0), hours, minutes, seconds, decimals)
    return -value if sign else value


def _length(days: int, hours: str | None, minutes: str | None, seconds: str | None, decimals: str | None) -> timedelta:
    micros = int(decimals[:6].ljust(6, "0")) if decimals else 0
    try:
        return timedelta(
            days=days, hours=int(hours or 0), minutes=int(minutes or 0), seconds=int(seconds or 0), microseconds=micros
        )
    except OverflowError:
        raise ValueError(_SENTENCE) from None
