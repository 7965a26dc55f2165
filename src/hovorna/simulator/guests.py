"""Who arrives, when, and what they bring: their service time and their patience."""

import math
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from hovorna.simulator import bank_figures as bank

#: Shortest service time: something was said.
_SHORTEST = timedelta(seconds=1)

_HOUR = timedelta(hours=1)

#: The others are ended by the operator.
ENDED_BY_GUEST_SHARE = 0.7


class Guest(msgspec.Struct, frozen=True):
    """Drawn on arrival, so that the same guests come whoever answers them."""

    at: datetime
    ivr: timedelta
    service: timedelta
    #: How long the guest waits for an operator, counted from the end of the IVR.
    patience: timedelta
    hangs_up_in_ivr: bool = False
    #: The guest, not the operator, ends the call.
    ends_call: bool = True
    group: str | None = None


class Contact(msgspec.Struct, frozen=True):
    """An arrival as far as it is told; what is None is drawn."""

    #: In the time of the place, which tells when its days begin.
    at: datetime
    service: timedelta | None = None
    patience: timedelta | None = None
    group: str | None = None
    ivr: timedelta | None = None
    hangs_up_in_ivr: bool = False

    @property
    def is_told(self) -> bool:
        """Brings a time of its own, so it is known whether it reached the queue."""
        return not (self.service is None and self.patience is None and self.ivr is None)


def poisson_contacts(draw: random.Random, start: datetime, days: int) -> Iterator[Contact]:
    """A Poisson process whose rate changes with the hour, as the bank's does."""
    per_day = sum(bank.CALLS_BY_HOUR)
    for hour in range(days * 24):
        expected = bank.CALLS_PER_DAY * bank.CALLS_BY_HOUR[hour % 24] / per_day
        begin = start + hour * _HOUR
        # The process has no memory, so each hour may begin anew.
        at = begin + _gap(draw, expected)
        while at < begin + _HOUR:
            yield Contact(at)
            at += _gap(draw, expected)


def _gap(draw: random.Random, expected_per_hour: float) -> timedelta:
    return timedelta(hours=draw.expovariate(expected_per_hour))


def guests_of(contacts: Iterable[Contact], draw: random.Random) -> Iterator[Guest]:
    """Everything is drawn for everybody, so that what one guest tells does not change the next."""
    for contact in contacts:
        ivr, service, patience = (
            _exponential(draw, bank.IVR_MEAN),
            _service(draw),
            _exponential(draw, bank.PATIENCE_MEAN),
        )
        hangs_up, ends_call = draw.random() < bank.IVR_HANG_UP_SHARE, draw.random() < ENDED_BY_GUEST_SHARE
        yield Guest(
            at=contact.at.astimezone(UTC),
            ivr=_told(contact.ivr, ivr),
            service=_told(contact.service, service),
            patience=_told(contact.patience, patience),
            hangs_up_in_ivr=contact.hangs_up_in_ivr if contact.is_told else hangs_up,
            ends_call=ends_call,
            group=contact.group,
        )


def _told(told: timedelta | None, drawn: timedelta) -> timedelta:
    return drawn if told is None else told


def _exponential(draw: random.Random, mean: timedelta) -> timedelta:
    return mean * draw.expovariate(1.0)


def _service(draw: random.Random) -> timedelta:
    """Log-normal: service times of calls are, and it has the bank's mean and deviation."""
    variance = math.log1p((bank.SERVICE_DEVIATION / bank.SERVICE_MEAN) ** 2)
    middle = math.log(bank.SERVICE_MEAN.total_seconds()) - variance / 2
    return max(_SHORTEST, timedelta(seconds=draw.lognormvariate(middle, math.sqrt(variance))))
