"""What is kept of one department."""

from collections.abc import Sequence

from hovorna.application.personal import is_lasting
from hovorna.application.ports import StoreUnavailable, VersionTaken
from hovorna.application.unit import ActivityRow, SessionRow, Snapshot, Unit
from hovorna.domain.facts import Fact
from hovorna.domain.switchboard.contact_rows import ContactWrite
from hovorna.domain.switchboard.effects import OperatorChange


class DepartmentData:
    def __init__(self) -> None:
        #: Version n stands at place n - 1.
        self.facts: list[Fact] = []
        self.facts_of_session: dict[int, list[Fact]] = {}
        self.personal: dict[int, dict[str, str]] = {}
        self.activities: dict[int, dict[int, ActivityRow]] = {}
        self.sessions: dict[int, SessionRow] = {}
        self.changes: list[OperatorChange] = []
        self.origins: dict[tuple[str, str], int] = {}
        self.snapshots: dict[int, Snapshot] = {}
        self.contacts: dict[int, ContactWrite] = {}
        #: Session -> whose it is.
        self.links: dict[int, int] = {}

    def refuse_gaps(self, units: Sequence[Unit]) -> None:
        """Raises VersionTaken unless the units' facts continue the log, one after the other."""
        following = len(self.facts) + 1
        for unit in units:
            for fact in unit.facts:
                if fact.version != following:
                    raise VersionTaken(f"Version {fact.version} can't stand where {following} comes next.")
                following += 1

    def refuse_known_origins(self, units: Sequence[Unit]) -> None:
        """Raises StoreUnavailable where a session would be imported twice."""
        seen = set(self.origins)
        for unit in units:
            for origin, key, _ in unit.origins:
                if (origin, key) in seen:
                    raise StoreUnavailable(f"The session {key} of {origin} is there already.")
                seen.add((origin, key))

    def apply(self, unit: Unit) -> None:
        for fact in unit.facts:
            self.facts.append(fact)
            self.facts_of_session.setdefault(fact.session_id, []).append(fact)
        for session_id in unit.erased:
            self._erase(session_id)
        self._apply_contacts(unit)
        for value in unit.personal:
            slots = self.personal.setdefault(value.session_id, {})
            if value.value is None:
                slots.pop(value.slot, None)
            else:
                slots[value.slot] = value.value
        for activity in unit.activities:
            self.activities.setdefault(activity.session_id, {})[activity.id] = activity
        for session in unit.sessions:
            self.sessions[session.id] = session
        self.changes.extend(unit.operator_changes)
        for origin, key, session_id in unit.origins:
            self.origins[origin, key] = session_id

    def _apply_contacts(self, unit: Unit) -> None:
        for session_id in unit.erased:
            self.links.pop(session_id, None)
        for write in unit.contacts:
            self.contacts.pop(write.contact_id, None)
            if write.document is not None:
                self.contacts[write.contact_id] = write
            else:
                self.links = {one: linked for one, linked in self.links.items() if linked != write.contact_id}
        for link in unit.links:
            self.links.pop(link.session_id, None)
            if link.contact_id is not None:
                self.links[link.session_id] = link.contact_id

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """The last two are kept."""
        self.snapshots[snapshot.version] = snapshot
        for version in sorted(self.snapshots)[:-2]:
            del self.snapshots[version]

    def _erase(self, session_id: int) -> None:
        self.activities.pop(session_id, None)
        kept = self.personal.pop(session_id, {})
        self.personal[session_id] = {slot: value for slot, value in kept.items() if is_lasting(slot)}
