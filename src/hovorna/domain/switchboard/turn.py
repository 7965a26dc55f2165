"""One command's turn at the switchboard: every fact it emits is folded at once, so that the next rule sees it."""

from datetime import datetime

from hovorna.domain.errors import MoveRefused, OperatorUnknown, SessionUnknown
from hovorna.domain.facts import Body, Fact
from hovorna.domain.operators.state import Operator
from hovorna.domain.session.state import Session
from hovorna.domain.session.transitions import TABLE
from hovorna.domain.switchboard import evolve
from hovorna.domain.switchboard.contact_rows import ContactLink, ContactWrite
from hovorna.domain.switchboard.effects import Effects
from hovorna.domain.switchboard.state import Switchboard
from hovorna.domain.vocabulary import SessionStatus


class PersonalWrite:
    """A value for the personal table; None deletes the row."""

    __slots__ = ("session_id", "slot", "value")

    def __init__(self, session_id: int, slot: str, value: str | None) -> None:
        self.session_id, self.slot, self.value = session_id, slot, value


class Turn:
    """Refusals come before the first fact: a turn that raises a DomainError has changed nothing."""

    def __init__(self, board: Switchboard, now: datetime) -> None:
        self.board = board
        #: The instant asked for, moved so that the department's clock never runs backwards.
        self.now = max(now, board.decided_until)
        self.claimed = now
        self.effects = Effects()
        self.facts: list[Fact] = []
        self.personal: list[PersonalWrite] = []
        #: Sessions that the turn's facts are about, as they stand at its end.
        self.touched: dict[int, Session] = {}
        #: Sessions whose personal rows and blobs must go.
        self.erased: list[int] = []
        #: Blobs that nothing points at any more.
        self.dropped_blobs: list[str] = []
        self.contacts: list[ContactWrite] = []
        self.links: list[ContactLink] = []

    @property
    def is_erasing(self) -> bool:
        """Whether words must become unreadable in the store's files as well."""
        return bool(self.erased) or any(write.is_erased for write in self.contacts)

    def emit(self, session_id: int, body: Body, since: datetime | None = None) -> Fact:
        """Adds a decided fact; raises MoveRefused where the table has no row for it."""
        board, at, status = self.board, self.now, None
        session = board.sessions.get(session_id) if session_id else None
        if session is not None:
            status = session.status
            if type(body) not in TABLE[status]:
                self._refuse(session_id, status, body)
            at = max(at, session.last_at)
            if since is not None:
                since = _no_earlier(session, since)
        claimed = None if at == self.claimed else self.claimed
        fact = Fact(board.version + 1, at, session_id, body, True, since, claimed)
        evolve.apply(board, fact, self.effects)
        self.facts.append(fact)
        if session is not None and status is not None and session.status not in TABLE[status][type(body)]:
            raise AssertionError(f"{type(body).__name__} led session {session_id} from {status} to {session.status}")
        return fact

    def _refuse(self, session_id: int, status: SessionStatus, body: Body) -> None:
        if self.facts:
            raise AssertionError(f"{type(body).__name__} is impossible in {status}, but the turn has begun already")
        raise MoveRefused(session_id, status, type(body).__name__)

    def record(self, session_id: int, body: Body, at: datetime) -> Fact:
        """Adds a fact that happened elsewhere; its instant is moved only where the session's time would run back."""
        session = self.board.sessions.get(session_id) if session_id else None
        claimed = None
        if session is not None and session.last_at > at:
            at, claimed = session.last_at, at
        fact = Fact(self.board.version + 1, at, session_id, body, False, None, claimed)
        evolve.apply(self.board, fact, self.effects)
        self.facts.append(fact)
        return fact

    def require(self, session_id: int, body: type[Body], deed: str) -> Session:
        """The session, if the table allows this fact now."""
        session = self.session(session_id)
        if body not in TABLE[session.status]:
            raise MoveRefused(session_id, session.status, deed)
        return session

    def session(self, session_id: int) -> Session:
        session = self.board.sessions.get(session_id)
        if session is None:
            raise SessionUnknown(session_id)
        return session

    def operator(self, operator_id: int) -> Operator:
        operator = self.board.operators.get(operator_id)
        if operator is None:
            raise OperatorUnknown(operator_id)
        return operator

    def write(self, session_id: int, slot: str, value: str | None) -> None:
        self.personal.append(PersonalWrite(session_id, slot, value))


def _no_earlier(session: Session, since: datetime) -> datetime:
    """Never before the last change of state, nor before an operator joined or left (session-semantics, section 8)."""
    floor = session.status_since
    for joining in session.joinings:
        floor = max(floor, (joining.left or joining.joined).at)
    return max(since, floor)
