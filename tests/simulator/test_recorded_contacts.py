"""Recorded calls become arrivals: served ones tell their service, given-up ones their patience."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from hovorna.adapters.importers import FORMATS
from hovorna.application.source_records import (
    Accepted,
    Assigned,
    RefusedLine,
    Routed,
    SourceItem,
    SourcePresence,
    SourceSession,
    SourceStep,
)
from hovorna.domain.switchboard.recording import Ended
from hovorna.domain.vocabulary import GuestLeftSession, Presence, Source, TerminationReason
from hovorna.simulator import SimulationOptions, run
from hovorna.simulator.guests import Contact
from hovorna.simulator.recorded_contacts import contacts_of

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
ABANDONED = TerminationReason.GUEST_ABANDONED


def _at(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def _call(*steps: SourceStep, source: Source = Source.INCOMING_CALL) -> SourceSession:
    return SourceSession(lines=(1,), key="1", created=NINE, source=source, steps=steps)


def _ended(seconds: float, reason: TerminationReason = TerminationReason.UNKNOWN_REASON) -> Ended:
    return Ended(_at(seconds), reason, GuestLeftSession.LEFT_SESSION)


def test_a_served_call_tells_its_service_time() -> None:
    call = _call(Routed(_at(8), "PS"), Assigned(_at(20), "a"), Accepted(_at(20), "a"), _ended(120))
    expected = Contact(NINE, service=timedelta(seconds=100), group="PS", ivr=timedelta(seconds=8))
    assert list(contacts_of([call], UTC)) == [expected]


def test_a_call_given_up_in_the_queue_tells_its_patience() -> None:
    call = _call(Routed(_at(8), "PS"), _ended(50, ABANDONED))
    expected = Contact(NINE, patience=timedelta(seconds=42), group="PS", ivr=timedelta(seconds=8))
    assert list(contacts_of([call], UTC)) == [expected]


def test_a_call_given_up_before_the_queue_hangs_up_in_the_ivr() -> None:
    call = _call(_ended(5, ABANDONED))
    assert list(contacts_of([call], UTC)) == [Contact(NINE, ivr=timedelta(seconds=5), hangs_up_in_ivr=True)]


def test_what_wanted_no_operator_is_left_out_and_refusals_stay() -> None:
    items: list[SourceItem] = [
        _call(_ended(5)),
        _call(Routed(NINE, "PS"), _ended(5), source=Source.OUTGOING_CALL),
        SourcePresence(1, "a", NINE, Presence.ONLINE),
        RefusedLine(4, "why"),
    ]
    assert list(contacts_of(items, UTC)) == [RefusedLine(4, "why")]


def test_the_place_of_the_calls_tells_the_time_of_the_day() -> None:
    zone = timezone(timedelta(hours=2))
    (contact,) = contacts_of([_call(_ended(5, ABANDONED))], zone)
    assert isinstance(contact, Contact)
    assert contact.at.hour == 11


@pytest.mark.slow
def test_the_bank_could_have_answered_about_as_many_with_its_24_agents(shared_data: Path) -> None:
    """14,405 of 17,313 were; the shifts of the real agents are not known."""
    path = shared_data / "bank-calls-1999" / "calls.tsv"
    result = run(SimulationOptions(seed=1, days=14, operators=24, arrivals=path), FORMATS.values())
    assert result.offered == 17313
    assert result.violations == 0
    assert result.answered == pytest.approx(14405, rel=0.05)
