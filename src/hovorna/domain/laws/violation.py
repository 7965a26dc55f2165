"""What a check says when a law or a stored view does not hold."""

from enum import StrEnum

import msgspec


class Law(StrEnum):
    """What can be broken: the three laws of durations, what must never happen, and each stored view."""

    VISITS_JOIN = "visits_join"
    VISITS_SUM = "visits_sum"
    FORMULAS_EQUAL_VISITS = "formulas_equal_visits"
    READINGS_AGREE = "readings_agree"
    TIME_RUNS_FORWARD = "time_runs_forward"
    CLOSED_STAYS_CLOSED = "closed_stays_closed"
    LEGAL_MOVES = "legal_moves"
    CAPACITY = "capacity"
    ONE_ACCEPTANCE = "one_acceptance"
    OFFERED_WHILE_AVAILABLE = "offered_while_available"
    NEVER_STUCK = "never_stuck"
    VERSIONS = "versions"
    FACTS_READABLE = "facts_readable"
    REPLAY = "replay"
    SESSIONS = "sessions"
    ACTIVITIES = "activities"
    PERSONAL = "personal"
    CONTACTS = "contacts"
    TIMERS = "timers"
    OPERATOR_CHANGES = "operator_changes"
    ORIGINS = "origins"
    SNAPSHOTS = "snapshots"
    SEQUENCES = "sequences"
    BLOBS = "blobs"


class Violation(msgspec.Struct, frozen=True):
    law: Law
    sentence: str
    department_id: int | None = None
    session_id: int | None = None
    #: The log versions that show it.
    versions: tuple[int, ...] = ()

    @property
    def line(self) -> str:
        places = [
            f"department {self.department_id}" if self.department_id is not None else "",
            f"session {self.session_id}" if self.session_id else "",
            f"version {', '.join(str(version) for version in self.versions)}" if self.versions else "",
        ]
        place = ", ".join(part for part in places if part)
        return f"{self.law.value}: {self.sentence}" + (f" ({place})" if place else "")
