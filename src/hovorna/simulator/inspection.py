"""Judges the simulated log while it is written, by a second reading of its facts that shares nothing with the fold."""

from datetime import datetime

from hovorna.domain.facts import Fact
from hovorna.domain.laws.department_rules import Watch
from hovorna.domain.laws.second_reading import Reading, read
from hovorna.domain.laws.session_laws import judge
from hovorna.domain.laws.violation import Law, Violation
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.turn import Turn


class Inspection:
    """Holds the facts of open sessions only, so that its memory does not grow with the days."""

    def __init__(self, department_id: int) -> None:
        self._watch = Watch(department_id)
        self._open: dict[int, list[Fact]] = {}
        self.violations: list[Violation] = []

    def follow(self, turn: Turn) -> None:
        for fact in turn.facts:
            self.violations += self._watch.see_version(fact.version)
            self.violations += self._watch.see(fact)
            if fact.session_id:
                self._open.setdefault(fact.session_id, []).append(fact)
        for session in turn.touched.values():
            if session.status.is_final:
                self._judge(session, self._open.pop(session.id), turn.now)

    def _judge(self, session: Session, facts: list[Fact], now: datetime) -> None:
        reading = read(facts)
        self.violations += judge(facts, reading, now)
        if _told_by_fold(session) != _told_by(reading):
            sentence = "The fold and the second reading tell other visits."
            self.violations.append(Violation(Law.READINGS_AGREE, sentence, None, session.id))


def _told_by_fold(session: Session) -> list[tuple[str, datetime, int]]:
    return [(visit.state, visit.since.at, visit.since.version) for visit in session.visits]


def _told_by(reading: Reading) -> list[tuple[str, datetime, int]]:
    return [(one.state, one.begin.at, one.begin.version) for one in reading.intervals]
