"""Instants on the wire: RFC 3339 with `T` and `Z` going out, what clients really send coming in."""

import re
from datetime import UTC, datetime, timedelta, timezone

_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r" ?(?:[Zz]|([+-])([0-9]{2}):?([0-9]{2}))?)?"
)
_SENTENCE = "Must be an RFC 3339 instant such as 2026-05-02T16:05:24Z, or a date such as 2026-05-02."


def format_instant(instant: datetime) -> str:
    """`2026-05-02T16:05:24.454661Z`; byte for byte what msgspec writes for an aware UTC datetime."""
    if instant.tzinfo is None:
        raise ValueError("An instant needs a zone.")
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse_instant(text: str) -> datetime:
    """The instant in UTC, cut to microseconds; without a zone it is UTC, a date alone is the start of that day in UTC.

    A date means the start of its day wherever it stands, in an upper bound too: the published system reads both bounds
    as a DateTime, and clients walk through days as Min=2026-05-02, Max=2026-05-03. Reading Max as the end of that day
    would hand them every session twice.
    """
    found = _INSTANT.fullmatch(text.strip())
    if found is None:
        raise ValueError(_SENTENCE)
    year, month, day, hour, minute, second, decimals, sign, zone_hours, zone_minutes = found.groups()
    micros = int(decimals[:6].ljust(6, "0")) if decimals else 0
    try:
        zone = _zone(sign, int(zone_hours), int(zone_minutes)) if sign else UTC
        local = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), micros, tzinfo=zone
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(_SENTENCE) from None


def _zone(sign: str, hours: int, minutes: int) -> timezone:
    if minutes > 59:
        raise ValueError(_SENTENCE)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if sign == "-" else offset)
