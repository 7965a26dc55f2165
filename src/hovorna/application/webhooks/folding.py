"""Sessions as their facts have made them, kept between one fact and the next, and the facts that were just read."""

from collections import OrderedDict

import msgspec

from hovorna.application.ports import LogReader
from hovorna.contract.public_events.told import Told
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session import fold
from hovorna.domain.session.state import Session

#: How many sessions are remembered, of all departments together; others are read again when they are needed.
_SESSIONS = 2000
#: How many facts that cause events.
_FACTS = 4000


class KnownFact(msgspec.Struct, frozen=True):
    fact: Fact
    told: tuple[Told, ...]


class Folds:
    """One thread's. A session in here is complete as far as its department's log was read, or further.

    What events tell of a session is the same whether it was folded up to their fact or further.
    """

    def __init__(self, reader: LogReader) -> None:
        self._reader = reader
        self._sessions: OrderedDict[tuple[int, int], Session] = OrderedDict()
        self._facts: OrderedDict[tuple[int, int], KnownFact] = OrderedDict()
        #: Department -> the version up to which its facts went through here without a gap.
        self._read: dict[int, int] = {}

    def begin(self, department_id: int, after: int) -> None:
        """Facts after this version follow, one by one."""
        read = self._read.get(department_id)
        if read is None or after > read:
            for key in [key for key in self._sessions if key[0] == department_id]:
                del self._sessions[key]
            self._read[department_id] = after

    def follow(self, department_id: int, fact: Fact, *, is_wanted: bool) -> Session | None:
        """The session after its fact; None where it is of none, or where nobody wants it and it is not in here."""
        is_new = fact.version > self._read[department_id]
        if is_new:
            self._read[department_id] = fact.version
        if not fact.session_id:
            return None
        key = (department_id, fact.session_id)
        session = self._sessions.get(key)
        if session is None:
            if not is_wanted:
                return None
            if is_new and isinstance(fact.body, f.SessionCreated):
                return self._keep(key, fold.open_session(fact))
            return self.session(*key)
        if fact.version > session.last_version:
            fold.apply(session, fact)
        self._sessions.move_to_end(key)
        return session

    def session(self, department_id: int, session_id: int) -> Session | None:
        """As far as it is known, and at least as far as the department's log was read."""
        key = (department_id, session_id)
        session = self._sessions.get(key)
        if session is not None or not session_id:
            return session
        facts = self._reader.session_facts(department_id, session_id)
        return self._keep(key, fold.fold(facts)) if facts else None

    def _keep(self, key: tuple[int, int], session: Session) -> Session:
        self._sessions[key] = session
        if len(self._sessions) > _SESSIONS:
            self._sessions.popitem(last=False)
        return session

    def remember(self, department_id: int, fact: Fact, told: tuple[Told, ...]) -> None:
        self._facts[department_id, fact.version] = KnownFact(fact, told)
        if len(self._facts) > _FACTS:
            self._facts.popitem(last=False)

    def recall(self, department_id: int, version: int) -> KnownFact | None:
        return self._facts.get((department_id, version))
