"""Drawn guests are like the bank's."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise, repeat

import pytest

from hovorna.simulator import bank_figures as bank
from hovorna.simulator.guests import Contact, guests_of, poisson_contacts

MIDNIGHT = datetime(2026, 1, 5, tzinfo=UTC)
DAYS = 200


def test_as_many_come_in_each_hour_as_at_the_bank() -> None:
    contacts = list(poisson_contacts(random.Random(1), MIDNIGHT, DAYS))
    assert all(one.at < other.at for one, other in pairwise(contacts))
    assert len(contacts) / DAYS == pytest.approx(bank.CALLS_PER_DAY, rel=0.01)
    by_hour, whole = Counter(one.at.hour for one in contacts), sum(bank.CALLS_BY_HOUR)
    for hour, calls in enumerate(bank.CALLS_BY_HOUR):
        expected = DAYS * bank.CALLS_PER_DAY * calls / whole
        assert abs(by_hour[hour] - expected) < 5 * expected**0.5


def test_drawn_times_have_the_banks_means() -> None:
    guests = list(islice(guests_of(repeat(Contact(MIDNIGHT)), random.Random(1)), 40_000))
    count = len(guests)
    assert sum(g.service.total_seconds() for g in guests) / count == pytest.approx(166.856, rel=0.03)
    assert sum(g.patience.total_seconds() for g in guests) / count == pytest.approx(330, rel=0.03)
    assert sum(g.ivr.total_seconds() for g in guests) / count == pytest.approx(10, rel=0.03)
    assert sum(g.hangs_up_in_ivr for g in guests) / count == pytest.approx(bank.IVR_HANG_UP_SHARE, rel=0.1)


def test_what_one_contact_tells_does_not_change_the_next_guest() -> None:
    second = Contact(MIDNIGHT)
    told = Contact(MIDNIGHT, service=timedelta(seconds=9), patience=timedelta(seconds=8))
    drawn = list(guests_of([Contact(MIDNIGHT), second], random.Random(2)))
    other = list(guests_of([told, second], random.Random(2)))
    assert (other[0].service, other[0].patience) == (timedelta(seconds=9), timedelta(seconds=8))
    assert not other[0].hangs_up_in_ivr
    assert other[1] == drawn[1]
