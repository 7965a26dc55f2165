"""The rows of all units of one commit, gathered so that each row is written once and each statement runs once."""

from collections import Counter
from collections.abc import Sequence

from hovorna.adapters.stores.microseconds import from_instant
from hovorna.adapters.stores.sqlite.rows import Row, fact_row
from hovorna.application.personal import is_lasting
from hovorna.application.ports import VersionTaken
from hovorna.application.unit import IdempotentAnswer, SessionRow, Unit
from hovorna.domain.switchboard.contact_rows import ContactWrite


class Batch:
    """Later units win over earlier ones. What a unit erases takes what earlier units brought with it."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Raises VersionTaken if the facts of a department don't follow each other without a gap."""
        #: Department -> version that has to be the next one in the store.
        self.first_versions: dict[int, int] = {}
        self.facts: list[Row] = []
        self.erased: dict[tuple[int, int], None] = {}
        #: (department, session, slot) -> value; None deletes it.
        self.personal: dict[tuple[int, int, str], str | None] = {}
        #: (department, session, id) -> the other columns.
        self.activities: dict[tuple[int, int, int], Row] = {}
        self.sessions: dict[int, SessionRow] = {}
        #: (department, key) -> due; None deletes it.
        self.timers: dict[tuple[int, str], int | None] = {}
        self.operator_changes: list[Row] = []
        self.origins: list[Row] = []
        self.kept_blobs: list[tuple[str]] = []
        self.dropped_blobs: list[tuple[str]] = []
        self.answers: list[IdempotentAnswer] = []
        #: (department, contact) -> how it is from now on.
        self.contacts: dict[tuple[int, int], ContactWrite] = {}
        #: (department, session) -> whose it is; None deletes it.
        self.links: dict[tuple[int, int], int | None] = {}
        self.is_erasing = False
        #: The latest instant that came with the units, 0 if none did.
        self.latest = 0
        self._next: dict[int, int] = {}
        for unit in units:
            self._add(unit)

    def _add(self, unit: Unit) -> None:
        department_id = unit.department_id
        if unit.facts:
            self._add_facts(unit)
        for session_id in unit.erased:
            self._erase(department_id, session_id)
        self._add_contacts(unit)
        for value in unit.personal:
            self.personal[department_id, value.session_id, value.slot] = value.value
        for activity in unit.activities:
            key = (department_id, activity.session_id, activity.id)
            self.activities[key] = (from_instant(activity.at), activity.text, activity.document)
        for session in unit.sessions:
            self.sessions[session.id] = session
        for timer, due in unit.timers.items():
            self.timers[department_id, timer] = None if due is None else from_instant(due)
        if unit.operator_changes:
            self._add_operator_changes(unit)
        self.origins.extend((department_id, *origin) for origin in unit.origins)
        self.kept_blobs.extend((blob,) for blob in unit.kept_blobs)
        self.dropped_blobs.extend((blob,) for blob in unit.dropped_blobs)
        if unit.idempotent is not None:
            self.answers.append(unit.idempotent)
            self.latest = max(self.latest, from_instant(unit.idempotent.at))

    def _add_contacts(self, unit: Unit) -> None:
        department_id = unit.department_id
        self.is_erasing |= unit.is_erasing
        for session_id in unit.erased:
            self.links[department_id, session_id] = None
        for write in unit.contacts:
            self.contacts[department_id, write.contact_id] = write
            if write.document is None:
                self._unlink(department_id, write.contact_id)
        for link in unit.links:
            self.links[department_id, link.session_id] = link.contact_id

    def _unlink(self, department_id: int, contact_id: int) -> None:
        for key in [key for key, linked in self.links.items() if (key[0], linked) == (department_id, contact_id)]:
            self.links[key] = None

    def _add_facts(self, unit: Unit) -> None:
        department_id, first = unit.department_id, unit.facts[0].version
        self.first_versions.setdefault(department_id, first)
        following = self._next.get(department_id, first)
        for fact in unit.facts:
            if fact.version != following:
                raise VersionTaken(f"Version {following} of department {department_id} comes before {fact.version}.")
            following += 1
            self.facts.append(fact_row(department_id, fact))
        self._next[department_id] = following
        self.latest = max(self.latest, from_instant(unit.facts[-1].at))

    def _erase(self, department_id: int, session_id: int) -> None:
        self.erased[department_id, session_id] = None
        whose = (department_id, session_id)
        for slot in [key for key in self.personal if key[:2] == whose and not is_lasting(key[2])]:
            del self.personal[slot]
        for activity in [key for key in self.activities if key[:2] == whose]:
            del self.activities[activity]

    def _add_operator_changes(self, unit: Unit) -> None:
        seen: Counter[int] = Counter()
        for change in unit.operator_changes:
            position = seen[change.version]
            seen[change.version] += 1
            at = from_instant(change.at)
            self.operator_changes.append(
                (
                    unit.department_id,
                    change.operator_id,
                    at,
                    change.version,
                    position,
                    change.kind,
                    change.break_id,
                    change.by,
                )
            )
