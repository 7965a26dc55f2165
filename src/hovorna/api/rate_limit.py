"""How much one address may ask for: a bucket per address that fills again as time goes by."""

from collections import OrderedDict
from datetime import datetime, timedelta

from hovorna.application.ports import Clock

#: Addresses that were seen last; a forgotten one begins with a full bucket.
_REMEMBERED = 20_000

_MINUTE = timedelta(minutes=1)


class RateLimit:
    def __init__(self, per_minute: int, clock: Clock) -> None:
        self._per_minute, self._clock = per_minute, clock
        #: Address -> (what was left, when).
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def take(self, address: str) -> timedelta | None:
        """None if there was one left; otherwise how long until there is."""
        now = self._clock.now()
        left, since = self._buckets.pop(address, (float(self._per_minute), now))
        left = min(self._per_minute, left + (now - since) / _MINUTE * self._per_minute)
        wait = None if left >= 1 else (1 - left) / self._per_minute * _MINUTE
        self._buckets[address] = (left - 1 if wait is None else left, now)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return wait
