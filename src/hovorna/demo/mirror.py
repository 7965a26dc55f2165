"""The open sessions of a department as the demo sees them: a fold of its own, fed with what was committed.

The switchboard itself belongs to the writer's thread; whoever lives in the event loop looks here.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from hovorna.application.jobs import Room
from hovorna.demo.parts import Executes
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session import fold
from hovorna.domain.session.state import Session
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.vocabulary import Cause, ClientType, Presence

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(dict[int, Session])


class Look(msgspec.Struct):
    """The board as it stood in one turn of the writer."""

    version: int = 0
    #: Encoded, because the writer goes on changing the sessions themselves.
    sessions: bytes = b""
    groups: dict[int, GroupSettings] = {}
    tags: dict[int, str] = {}
    presence: dict[int, Presence] = {}

    def take(self, room: Room) -> Iterable[Command]:
        board = room.switchroom.board
        self.version = board.version
        self.sessions = _encoder.encode({one.id: one for one in board.sessions.values() if not one.status.is_final})
        self.groups = {group.id: group for group in board.groups.values() if not group.is_deleted}
        self.tags = {tag.tag_id: tag.name for tag in board.tags.values() if not tag.is_deleted}
        self.presence = {one.id: one.presence for one in board.operators.values()}
        return ()


class Mirror:
    """Used in one event loop only."""

    def __init__(self) -> None:
        self.sessions: dict[int, Session] = {}
        self.groups: dict[int, GroupSettings] = {}
        self.tags: dict[int, str] = {}
        self.presence: dict[int, Presence] = {}
        #: Operators whom the system set Away because they left offers unanswered.
        self.sent_away: set[int] = set()
        #: How many messages the guest of a session has written.
        self.guest_lines: Counter[int] = Counter()
        #: Told of every session that changed, also when it has become final.
        self.on_change: Callable[[Session], None] = _ignore
        self._version = 0
        #: Facts that came before the look that they follow.
        self._early: list[Fact] | None = []
        self._changes: dict[int, asyncio.Future[None]] = {}
        self._awaited: list[tuple[int, asyncio.Future[None]]] = []

    async def start(self, engine: Executes, department_id: int) -> None:
        """Facts may be received before; nothing is missed and nothing folded twice."""
        look = Look()
        await engine.execute(department_id, look.take)
        self._version, early = look.version, self._early or []
        self.sessions = _decoder.decode(look.sessions)
        self.groups, self.tags, self.presence = look.groups, look.tags, look.presence
        self._early = None
        self.receive(early)

    def receive(self, facts: Iterable[Fact]) -> None:
        """In the order of the log."""
        if self._early is not None:
            self._early += facts
            return
        touched: dict[int, Session] = {}
        for fact in facts:
            if fact.version > self._version:
                self._version = fact.version
                self._fold(fact, touched)
        for session in touched.values():
            if session.status.is_final:
                self.sessions.pop(session.id, None)
                del self.guest_lines[session.id]
            change = self._changes.pop(session.id, None)
            if change is not None:
                change.set_result(None)
        self._wake()
        for session in touched.values():
            self.on_change(session)

    def _fold(self, fact: Fact, touched: dict[int, Session]) -> None:
        body = fact.body
        if fact.session_id == 0:
            self._follow_department(body)
            return
        if not fact.is_decided:
            return
        if isinstance(body, f.SessionCreated):
            session = self.sessions[fact.session_id] = fold.open_session(fact)
        elif fact.session_id in self.sessions:
            session = self.sessions[fact.session_id]
            fold.apply(session, fact)
        else:
            return
        if isinstance(body, f.MessagePosted) and body.client is ClientType.GUEST:
            self.guest_lines[session.id] += 1
        touched[session.id] = session

    def _follow_department(self, body: f.Body) -> None:
        if isinstance(body, f.PresenceSet):
            self.presence[body.operator_id] = body.presence
            self.sent_away.discard(body.operator_id)
            if body.presence is Presence.AWAY and body.cause is not Cause.BY_HAND:
                self.sent_away.add(body.operator_id)
        elif isinstance(body, f.GroupConfigured):
            self.groups[body.group.id] = body.group

    def change_of(self, session: Session) -> asyncio.Future[None]:
        """Done when the session changes next."""
        change = self._changes.get(session.id)
        if change is None:
            change = self._changes[session.id] = asyncio.get_running_loop().create_future()
        return change

    async def reached(self, version: int) -> None:
        """Until the fact of this version has been seen here."""
        if self._version >= version:
            return
        reached = asyncio.get_running_loop().create_future()
        self._awaited.append((version, reached))
        await reached

    def _wake(self) -> None:
        waiting, self._awaited = self._awaited, []
        for version, reached in waiting:
            if version > self._version:
                self._awaited.append((version, reached))
            elif not reached.done():
                reached.set_result(None)


def _ignore(session: Session) -> None:
    """Nobody looks yet."""
