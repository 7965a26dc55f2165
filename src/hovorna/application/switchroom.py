"""A department in memory: its switchboard and the personal values of open sessions, for one writer at a time."""

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from hovorna.application import names, personal
from hovorna.application.contacts.in_hand import ContactsInHand
from hovorna.application.names import OperatorName
from hovorna.application.ports import LogWriter
from hovorna.application.unit import Snapshot
from hovorna.domain.facts import Fact
from hovorna.domain.session import fold
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import Command, CreateSession
from hovorna.domain.switchboard.decide import decide
from hovorna.domain.switchboard.effects import Effects
from hovorna.domain.switchboard.evolve import apply, evict_final
from hovorna.domain.switchboard.recording import RecordSession
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.switchboard.turn import Turn

#: Raised whenever the shape of the switchboard's state changes; older snapshots are passed over.
SNAPSHOT_FORMAT = 2

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Switchboard)

#: While replaying, sessions that have been final for this many facts are forgotten.
_REPLAY_WINDOW = 2000


class Switchroom:
    """Holds what the department's decisions need; whatever goes wrong, it is thrown away and loaded again."""

    def __init__(
        self, board: Switchboard, company_id: int, store: LogWriter, operator_name: Callable[[int], OperatorName]
    ) -> None:
        self.board = board
        self.company_id = company_id
        self._store = store
        self.contacts = ContactsInHand(board.department_id, store)
        self._operator_name = operator_name
        self._values: dict[int, dict[str, str]] = {}
        #: Sessions touched by turns that are not committed yet; the store does not know their last facts.
        self._uncommitted: dict[int, Session] = {}
        #: Final sessions that are on the board only because somebody asked for them.
        self._brought_back: set[int] = set()

    @property
    def department_id(self) -> int:
        return self.board.department_id

    @classmethod
    def load(
        cls, department_id: int, company_id: int, store: LogWriter, operator_name: Callable[[int], OperatorName]
    ) -> "Switchroom":
        board = restore(store.latest_snapshot(department_id), department_id)
        replay(board, store.facts_after(department_id, board.version))
        return cls(board, company_id, store, operator_name)

    def decide(self, command: Command, now: datetime) -> Turn:
        session_id = getattr(command, "session_id", None)
        is_new = isinstance(command, CreateSession | RecordSession)
        if session_id is not None and not is_new:
            self._bring_back(session_id)
        turn = decide(self.board, command, now)
        if session_id is not None and is_new:
            self._values[session_id] = {}  # Nothing can be stored about it yet.
        self._uncommitted.update(turn.touched)
        self._remember(turn)
        self.contacts.note(turn)
        return turn

    def session(self, session_id: int) -> Session | None:
        """Also one that is final."""
        self._bring_back(session_id)
        return self.board.sessions.get(session_id)

    def _bring_back(self, session_id: int) -> None:
        """A session that is final lives in the store alone, until something is written about it."""
        if session_id in self.board.sessions:
            return
        session = self._uncommitted.get(session_id)
        if session is None:
            facts = self._store.session_facts(self.department_id, session_id)
            session = fold.fold(facts) if facts else None
        if session is not None:
            self.board.sessions[session_id] = session
            self._brought_back.add(session_id)

    def values(self, session_id: int) -> dict[str, str]:
        """The session's personal values, those of this batch included; messages' texts only where they are recent."""
        values = self._values.get(session_id)
        if values is None:
            values = self._values[session_id] = self._store.personal_of(self.department_id, session_id)
        return values

    def _remember(self, turn: Turn) -> None:
        for session_id in turn.erased:
            values = self.values(session_id)
            self._values[session_id] = {slot: value for slot, value in values.items() if personal.is_lasting(slot)}
        for write in turn.personal:
            if not write.session_id:
                continue  # Notes on presences are read from the store.
            values = self.values(write.session_id)
            if write.value is None:
                values.pop(write.slot, None)
            else:
                values[write.slot] = write.value
        for fact in turn.facts:
            self._name_people(turn, fact)

    def _name_people(self, turn: Turn, fact: Fact) -> None:
        """Views show people's names as they were when they took part."""
        operator_id, group_id = names.people_of(fact)
        if operator_id is None and group_id is None:
            return
        values = self.values(fact.session_id)
        if operator_id is not None and (slot := personal.operator_name(operator_id)) not in values:
            values[slot] = names.encode_operator(self._operator_name(operator_id))
            turn.write(fact.session_id, slot, values[slot])
        group = self.board.groups.get(group_id) if group_id is not None else None
        if group is not None and (slot := personal.group_name(group.id)) not in values:
            values[slot] = group.name
            turn.write(fact.session_id, slot, group.name)

    def committed(self) -> None:
        """The batch is durable: forget what only bridged the time until then."""
        self.contacts.committed()
        for session_id in self._brought_back:
            session = self.board.sessions.get(session_id)
            if session is not None and session.status.is_final:
                del self.board.sessions[session_id]
                self._values.pop(session_id, None)
        self._brought_back.clear()
        for session_id in self._uncommitted:
            if session_id not in self.board.sessions:
                self._values.pop(session_id, None)
            else:
                self._forget_texts(session_id)
        self._uncommitted.clear()

    def _forget_texts(self, session_id: int) -> None:
        """Texts of a long chat do not pile up in memory; the first one stays, because a filter column shows it."""
        values, first = self._values.get(session_id), self.board.sessions[session_id].first_guest_message
        if values is None:
            return
        keep = personal.text(first) if first is not None else None
        for slot in [slot for slot in values if slot.startswith("text:") and slot != keep]:
            del values[slot]

    def snapshot(self) -> Snapshot:
        return Snapshot(self.department_id, self.board.version, SNAPSHOT_FORMAT, _encoder.encode(self.board))


def restore(snapshot: Snapshot | None, department_id: int) -> Switchboard:
    """The board of a snapshot; an empty one where there is none, or one of an older shape."""
    if snapshot is None or snapshot.format != SNAPSHOT_FORMAT:
        return Switchboard(department_id=department_id)
    return _decoder.decode(snapshot.state)


def replay(board: Switchboard, facts: Iterable[Fact]) -> None:
    effects = Effects()
    for count, fact in enumerate(facts):
        apply(board, fact, effects)
        if count % _REPLAY_WINDOW == _REPLAY_WINDOW - 1:
            evict_final(board, board.version - _REPLAY_WINDOW)
            effects = Effects()
    evict_final(board)
