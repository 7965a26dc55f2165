"""Opening hours as a text: JSON of zone, seven days of segments, and holidays with segments of their own."""

from datetime import date
from itertools import pairwise

import msgspec

from hovorna.application.settings.forms import Form, zone_named
from hovorna.domain.settings import OpeningHours, Segment

_DAY = 24 * 60
_MOST_SEGMENTS = 48
_MOST_HOLIDAYS = 1000

_decode = msgspec.json.Decoder(OpeningHours).decode
_encoder = msgspec.json.Encoder()


def _read(text: str) -> OpeningHours:
    try:
        hours = _decode(text)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError) as error:
        raise ValueError(f"Must be opening hours as JSON: {str(error).rstrip('.')}.") from error
    if len(hours.days) != 7:
        raise ValueError("Must have seven days, Monday first; a day without segments is closed.")
    if len(hours.holidays) > _MOST_HOLIDAYS:
        raise ValueError(f"Must not have more than {_MOST_HOLIDAYS} holidays.")
    days = tuple(_in_order(segments) for segments in hours.days)
    holidays = {_date(day): _in_order(segments) for day, segments in sorted(hours.holidays.items())}
    return OpeningHours(zone_named(hours.zone), days, holidays)


def _in_order(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    if len(segments) > _MOST_SEGMENTS:
        raise ValueError(f"A day must not have more than {_MOST_SEGMENTS} segments.")
    ordered = tuple(sorted(segments, key=lambda one: (one.start, one.end)))
    if any(not 0 <= one.start < one.end <= _DAY for one in ordered):
        raise ValueError(f"A segment must go from a minute of the day to a later one, 0 to {_DAY}.")
    if any(one.end > other.start for one, other in pairwise(ordered)):
        raise ValueError("Segments of a day must not overlap.")
    return ordered


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError("Holidays must be dates such as 2026-12-24.") from error


HOURS = Form("opening hours as JSON", _read, lambda value: _encoder.encode(value).decode())
