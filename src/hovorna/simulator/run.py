"""Runs days of a contact centre on a virtual clock: the rules that run live, decided as fast as they can be."""

import random
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path

import msgspec

from hovorna.application.source_records import RefusedLine, SourceFormat
from hovorna.simulator.agenda import Agenda
from hovorna.simulator.arrivals_file import read_contacts
from hovorna.simulator.callers import Callers
from hovorna.simulator.department import commands_for
from hovorna.simulator.figures import Figures, OperatorFigures
from hovorna.simulator.floor import DEPARTMENT, Floor
from hovorna.simulator.guests import Contact, guests_of, poisson_contacts
from hovorna.simulator.inspection import Inspection
from hovorna.simulator.log_digest import LogDigest
from hovorna.simulator.staff import Staff

#: A Monday; days that are drawn are days of UTC.
FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)

#: With the pattern of shifts about a dozen are there at the busiest hour, where the bank had as many.
OPERATORS = 30


class SimulationOptions(msgspec.Struct, frozen=True):
    seed: int
    days: int
    operators: int = OPERATORS
    #: A file of arrivals; None draws them.
    arrivals: Path | None = None


class SimulationResult(msgspec.Struct, frozen=True):
    """Member names are the keys of the command's JSON; they are pinned.

    All but the last two are the same for the same seed and input.
    """

    #: Contacts that came; all of them were closed when the simulation ended.
    sessions: int
    #: Answered and abandoned together.
    offered: int
    #: Sessions that some operator accepted, each counted once.
    answered: int
    #: Sessions whose guest gave up before any operator accepted: in the IVR, in the queue or while it rang.
    abandoned: int
    facts: int
    #: Broken laws of session-semantics; 0, or the engine has a fault.
    violations: int
    #: SHA-256 over all facts in their order, each as its canonical line of JSON.
    log_sha256: str
    #: Seconds that all sessions together spent in each state.
    by_state: dict[str, float]
    by_operator: dict[int, OperatorFigures]
    #: Lines of the file of arrivals that could not be read; the others were simulated.
    refused: tuple[RefusedLine, ...]
    wall_seconds: float
    facts_per_second: float


def run(options: SimulationOptions, formats: Iterable[SourceFormat] = ()) -> SimulationResult:
    """`formats` are the kinds of recorded calls whose arrivals can be taken. Raises BadArrivals or OSError."""
    if options.arrivals is None:
        return simulate(options.seed, options.days, options.operators)
    items = list(read_contacts(options.arrivals, formats))
    contacts = sorted((one for one in items if isinstance(one, Contact)), key=attrgetter("at"))
    refused = tuple(one for one in items if isinstance(one, RefusedLine))
    result = simulate(options.seed, options.days, options.operators, contacts)
    return msgspec.structs.replace(result, refused=refused)


def simulate(seed: int, days: int, operators: int, contacts: Sequence[Contact] | None = None) -> SimulationResult:
    """Until every session is closed. Without contacts they are drawn; with them, those of the first `days` days."""
    begun = time.perf_counter()
    # Guests and staff draw apart, so that other staffing meets the same guests.
    guests_draw = random.Random(seed)
    staff_draw = random.Random(guests_draw.getrandbits(64))
    first_day = _midnight(contacts[0].at) if contacts else FIRST_DAY
    digest, figures, inspection = LogDigest(), Figures(), Inspection(DEPARTMENT)
    floor = Floor(Agenda(first_day), (digest, figures, inspection))
    for command in commands_for(operators, sorted({one.group for one in contacts or () if one.group})):
        floor.do(command)
    coming = poisson_contacts(guests_draw, first_day, days) if contacts is None else contacts
    until = first_day + timedelta(days=days)
    callers = Callers(floor, guests_of((one for one in coming if one.at < until), guests_draw))
    Staff(floor, staff_draw, operators).start(first_day)
    callers.expect_next()
    while (not callers.are_all_in or floor.board.sessions) and floor.agenda.step():
        pass
    figures.close(floor.now)
    wall = time.perf_counter() - begun
    return SimulationResult(
        sessions=figures.sessions,
        offered=figures.offered,
        answered=figures.answered,
        abandoned=figures.abandoned,
        facts=digest.facts,
        violations=len(inspection.violations),
        log_sha256=digest.hexdigest(),
        by_state=figures.by_state(),
        by_operator=figures.by_operator(),
        refused=(),
        wall_seconds=round(wall, 3),
        facts_per_second=round(digest.facts / wall),
    )


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
