"""The first pass: a department's log in its order, with every view that follows the department as a whole."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from hovorna.application import personal
from hovorna.application.checking.boards import differing
from hovorna.application.checking.contacts_seen import ContactsSeen
from hovorna.application.checking.report import Findings
from hovorna.application.checking.tag_names import TagNames
from hovorna.application.checking.tally import Tally
from hovorna.application.ports import StoredViews
from hovorna.application.switchroom import SNAPSHOT_FORMAT, restore
from hovorna.application.unit import Snapshot
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.laws.department_rules import Watch
from hovorna.domain.laws.people import People
from hovorna.domain.laws.violation import Law
from hovorna.domain.switchboard.effects import Effects, OperatorChange
from hovorna.domain.switchboard.evolve import apply, evict_final
from hovorna.domain.switchboard.state import Switchboard

#: Sessions that are final are forgotten by and by; a turn's facts are never torn apart by it.
_WINDOW = 2000


class LogSummary(msgspec.Struct, frozen=True):
    """What the second pass needs of the first."""

    people: People
    tags: TagNames
    #: Keys of the timers that are pending in the store: what will really fire.
    timers: frozenset[str]
    #: Highest number of each kind that the log has used.
    highest: Counter[str]
    #: Slots of the notes on presences.
    notes: frozenset[str]


class LogPass:
    def __init__(self, stored: StoredViews, department_id: int, findings: Findings) -> None:
        self._stored = stored
        self._department_id = department_id
        self._findings = findings
        self._watch = Watch(department_id)
        self._tags = TagNames()
        self._contacts = ContactsSeen()
        self._board = Switchboard(department_id=department_id)
        self._is_broken = False
        self._changes = Tally()
        self._snapshots = findings.readable(Law.SNAPSHOTS, stored.snapshot_rows(department_id))
        self._snapshot = next(self._snapshots, None)
        self._highest: Counter[str] = Counter()
        self._notes: set[str] = set()

    def run(self) -> LogSummary:
        for version, fact in self._stored.raw_facts(self._department_id):
            self._findings.counts["facts"] += 1
            self._findings.violations += self._watch.see_version(version)
            if isinstance(fact, bytes):
                self._findings.add(Law.FACTS_READABLE, "The fact can't be read.", None, [version])
                continue
            self._findings.violations += self._watch.see(fact)
            self._note_numbers(fact)
            self._replay(fact)
        timers = self._compare_timers()
        self._compare_changes()
        self._contacts.compare(self._stored.contact_rows(self._department_id), self._findings)
        while self._snapshot is not None:
            self._pass_snapshot(self._snapshot, "is of a version that the log does not have")
        return LogSummary(self._watch.people, self._tags, timers, self._highest, frozenset(self._notes))

    def _note_numbers(self, fact: Fact) -> None:
        body = fact.body
        self._raise("session", fact.session_id)
        if isinstance(body, f.TagDefined):
            self._tags.define(fact.version, body)
            self._raise("tag", body.tag_id)
        elif isinstance(body, f.GroupConfigured):
            self._raise("group", body.group.id)
        elif isinstance(body, f.RuleSetConfigured):
            self._raise("rule_set", body.rule_set.id)
        elif isinstance(body, f.OperatorConfigured):
            self._raise("user", body.operator.user_id)
        elif isinstance(body, f.PresenceSet) and body.has_note:
            self._notes.add(personal.presence_note(fact.version))
        elif contact_id := self._contacts.see(fact):
            self._raise("contact", contact_id)

    def _raise(self, kind: str, number: int) -> None:
        self._highest[kind] = max(self._highest[kind], number)

    def _replay(self, fact: Fact) -> None:
        if self._is_broken:
            return
        effects = Effects()
        try:
            apply(self._board, fact, effects)
        except Exception as error:  # noqa: BLE001 - a damaged log may break the replay in any way
            self._is_broken = True
            sentence = f"The log can't be replayed beyond {fact.type}: {type(error).__name__} {error}."
            self._findings.add(Law.REPLAY, sentence, fact.session_id or None, [fact.version])
            return
        for change in effects.operator_changes:
            self._changes.add(msgspec.structs.astuple(change))
        if fact.version % _WINDOW == 0:
            evict_final(self._board, fact.version - _WINDOW)
        while self._snapshot is not None and self._snapshot.version <= fact.version:
            self._compare_snapshot(self._snapshot)

    def _compare_snapshot(self, snapshot: Snapshot) -> None:
        if snapshot.version != self._board.version:
            self._pass_snapshot(snapshot, "is of a version that the log does not have")
            return
        if snapshot.format != SNAPSHOT_FORMAT:
            self._pass_snapshot(snapshot)
            return
        try:
            board = restore(snapshot, self._department_id)
        except (msgspec.MsgspecError, ValueError) as error:
            self._pass_snapshot(snapshot, f"can't be read: {error}")
            return
        parts = differing(board, self._board)
        self._pass_snapshot(snapshot, f"differs from the replay in {', '.join(parts)}" if parts else None)

    def _pass_snapshot(self, snapshot: Snapshot, fault: str | None = None) -> None:
        self._findings.counts["snapshots"] += 1
        if fault is not None:
            sentence = f"The snapshot of version {snapshot.version} {fault}."
            self._findings.add(Law.SNAPSHOTS, sentence, None, [snapshot.version])
        self._snapshot = next(self._snapshots, None)

    def _compare_timers(self) -> frozenset[str]:
        stored = self._findings.readable(Law.TIMERS, self._stored.timer_rows(self._department_id))
        rows = {row.key: row.due for row in stored}
        self._findings.counts["timers"] += len(rows)
        expected = self._board.timers
        for key in sorted(rows.keys() | expected.keys()) if not self._is_broken else ():
            if rows.get(key) == expected.get(key):
                continue
            if key not in rows:
                sentence = f"The timer {key}, due {expected[key]}, is missing."
            elif key not in expected:
                sentence = f"The timer {key}, due {rows[key]}, follows from no fact."
            else:
                sentence = f"The timer {key} is due {rows[key]}, by the log {expected[key]}."
            self._findings.add(Law.TIMERS, sentence)
        return frozenset(rows)

    def _compare_changes(self) -> None:
        for change in self._stored_changes():
            self._findings.counts["operator_changes"] += 1
            self._changes.remove(msgspec.structs.astuple(change))
        if self._changes.is_even or self._is_broken:
            return
        rows = Counter(self._stored_changes())
        for change in self._replayed_changes():
            if rows[change]:
                rows[change] -= 1
                continue
            sentence = f"The change of operator {change.operator_id} to {change.kind} at {change.at} is missing."
            self._findings.add(Law.OPERATOR_CHANGES, sentence, None, [change.version])
        for change in rows.elements():
            sentence = f"The change of operator {change.operator_id} to {change.kind} at {change.at} never happened."
            self._findings.add(Law.OPERATOR_CHANGES, sentence, None, [change.version])

    def _stored_changes(self) -> Iterator[OperatorChange]:
        rows = self._stored.operator_change_rows(self._department_id)
        return self._findings.readable(Law.OPERATOR_CHANGES, rows)

    def _replayed_changes(self) -> Iterator[OperatorChange]:
        """Once more from the start, now that it is known that something differs."""
        board = Switchboard(department_id=self._department_id)
        for _, fact in self._stored.raw_facts(self._department_id):
            if isinstance(fact, bytes):
                continue
            effects = Effects()
            apply(board, fact, effects)
            if fact.version % _WINDOW == 0:
                evict_final(board, fact.version - _WINDOW)
            yield from effects.operator_changes
