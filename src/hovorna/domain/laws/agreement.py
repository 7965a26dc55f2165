"""Holds the fold's times of a session against the second reading's: whoever is wrong, they differ."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hovorna.domain.laws.formulas import formulas, visited
from hovorna.domain.laws.second_reading import Moment, Reading
from hovorna.domain.laws.violation import Law, Violation
from hovorna.domain.session.durations import length, times_of, waited
from hovorna.domain.session.state import Mark, Session
from hovorna.domain.vocabulary import SessionStatus

_Told = datetime | timedelta | str | int | tuple["_Told", ...] | None


def disagreements(session: Session, reading: Reading, as_of: datetime) -> Iterator[Violation]:
    for name, folded, read in _pairs(session, reading, as_of):
        if folded != read:
            sentence = f"The fold tells {name} {folded}, the second reading {read}."
            yield Violation(Law.READINGS_AGREE, sentence, None, session.id, (session.last_version,))


def _pairs(session: Session, reading: Reading, as_of: datetime) -> Iterator[tuple[str, _Told, _Told]]:
    yield "state", session.status.value, reading.state.value
    yield "visits", _visits(session), _intervals(reading)
    yield "guestJoined", _at(session.guest_joined), _at(reading.guest_joined)
    yield "started", _at(session.started), _at(reading.started)
    yield "dialled", _at(session.dialed), _at(reading.dialed)
    yield "ended", _at(session.ended), reading.ended
    yield "waited", waited(session), reading.waited
    yield "length", length(session), reading.length
    yield (
        "operators",
        tuple((one.operator_id, _at(one.joined), _at(one.left), _at(one.concluded)) for one in session.joinings),
        tuple((one.operator_id, _at(one.joined), _at(one.left), _at(one.concluded)) for one in reading.stays),
    )
    lengths, spent = formulas(reading), visited(reading, as_of)
    for named in times_of(session, as_of).durations:
        yield f"the duration {named.name}", named.duration, lengths[named.name.value]
        if named.visited is not None:
            yield f"the time in {named.name}", named.visited, spent[SessionStatus(named.name.value)]


def _visits(session: Session) -> tuple[_Told, ...]:
    return tuple((visit.state.value, visit.since.at, visit.since.version) for visit in session.visits)


def _intervals(reading: Reading) -> tuple[_Told, ...]:
    return tuple((one.state.value, one.begin.at, one.begin.version) for one in reading.intervals)


def _at(mark: Mark | Moment | None) -> datetime | None:
    return None if mark is None else mark.at
