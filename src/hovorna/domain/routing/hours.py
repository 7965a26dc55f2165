"""Whether a group is open at an instant: segments of the local day, holidays with segments of their own."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from hovorna.domain.settings import OpeningHours


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def is_open(hours: OpeningHours | None, at: datetime) -> bool:
    """No hours means always. Local wall-clock time decides, so a day of 23 or 25 hours keeps its segments."""
    if hours is None:
        return True
    local = at.astimezone(_zone(hours.zone))
    segments = hours.holidays.get(local.date().isoformat())
    if segments is None:
        segments = hours.days[local.weekday()]
    minute = local.hour * 60 + local.minute
    return any(segment.start <= minute < segment.end for segment in segments)
