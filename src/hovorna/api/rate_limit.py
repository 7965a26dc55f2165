"""How much one address may ask for: a bucket per address that fills again as time goes by."""

from collections import OrderedDict
from datetime import datetime, timedelta

from hovorna.application.ports import Clock

#: Addresses that were seen last; a forgotten one begins with a full bucket.
_REMEMBERED = 20_000

_MINUTE = timedelta(minutes=1)


class RateLimit:
    def __init__(self, most: int, clock: Clock, period: timedelta = _MINUTE) -> None:
        self._most, self._clock, self._period = most, clock, period
        #: Address -> (what was left, when).
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()

    def take(self, address: str) -> timedelta | None:
        """None if there was one left; otherwise how long until there is."""
        now = self._clock.now()
        left, since = self._buckets.pop(address, (float(self._most), now))
        left = min(self._most, left + (now - since) / self._period * self._most)
        wait = None if left >= 1 else (1 - left) / self._most * self._period
        self._buckets[address] = (left - 1 if wait is None else left, now)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return wait

    def give_back(self, address: str) -> None:
        """What was taken last turned out not to count."""
        if address in self._buckets:
            left, since = self._buckets[address]
            self._buckets[address] = (left + 1, since)
