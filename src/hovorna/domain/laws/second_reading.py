"""Reads a session's times out of the list of its facts in another way than the fold does.

The fold walks the facts and keeps counters. Here each condition of session-semantics, section 3, becomes the stretches
of the log in which it holds, and the states follow from those. A mistake in one shows up against the other.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.laws.cover import Cover, Stretch
from hovorna.domain.vocabulary import Channel, SessionStatus


class Moment(msgspec.Struct, frozen=True):
    at: datetime
    version: int


class Interval(msgspec.Struct, frozen=True):
    """A stay in one state; the last one has no end."""

    state: SessionStatus
    begin: Moment
    end: Moment | None


class Stay(msgspec.Struct, frozen=True):
    """One operator's joining. `offer_id` is None for who came in without an offer."""

    operator_id: int
    joined: Moment
    left: Moment | None
    concluded: Moment | None
    offer_id: int | None


class Reading(msgspec.Struct, frozen=True):
    session_id: int
    channel: Channel
    created: Moment
    #: The states in the order of the log, each from the fact that brought it about.
    moves: tuple[Interval, ...]
    #: The states in time: as the moves, but for what is told late.
    intervals: tuple[Interval, ...]
    stays: tuple[Stay, ...]
    requests: tuple[Moment, ...]
    open_requests: tuple[int, ...]
    first_assigned: Moment | None
    first_accepted: Moment | None
    guest_joined: Moment | None
    dialed: Moment | None
    #: The end or the ban, whichever came first.
    over: Moment | None
    is_banned: bool
    guest_is_in: bool
    chatbot_is_in: bool

    @property
    def state(self) -> SessionStatus:
        return self.intervals[-1].state

    @property
    def started(self) -> Moment | None:
        return self.stays[0].joined if self.stays else None

    @property
    def ended(self) -> datetime | None:
        if self.over is None or any(stay.left is None for stay in self.stays):
            return None
        return max((stay.left.at for stay in self.stays if stay.left is not None), default=self.over.at)

    @property
    def length(self) -> timedelta | None:
        if self.started is None or self.guest_joined is None or self.ended is None:
            return None
        if all(one.state is not SessionStatus.ACTIVE for one in self.intervals):
            return None
        return self.ended - max(self.started.at, self.guest_joined.at)

    @property
    def waited(self) -> timedelta | None:
        """Out of the queue is either an operator's coming or the end, whichever the log has first."""
        if not self.requests:
            return None
        outs = [moment for moment in (self.started, self.over) if moment is not None]
        out = min(outs, key=lambda moment: moment.version, default=None)
        if out is None or out.version < self.requests[0].version:
            return None
        return out.at - self.requests[0].at


def read(facts: Sequence[Fact]) -> Reading:
    """`facts` are those of one session, oldest version first; the first is its SessionCreated."""
    first, log = facts[0], _Log(facts)
    assert isinstance(first.body, f.SessionCreated)
    requests = log.moments(f.RoutingRequested)
    ended = log.closings(f.RoutingEnded, "request_id")
    over = min(log.moments(f.SessionEnded) + log.moments(f.GuestBanned), key=_version, default=None)
    stays = tuple(_stays(log))
    guest = Cover(_until_next(log, (f.GuestJoined,), (f.GuestLeft, f.SessionEnded, f.GuestBanned)))
    moves = tuple(_moves(log, stays, guest))
    chatbots = len(log.of(f.ChatbotJoined)) - len(log.of(f.ChatbotLeft))
    return Reading(
        session_id=first.session_id,
        channel=first.body.channel,
        created=Moment(first.at, first.version),
        moves=moves,
        intervals=_in_time(moves, stays),
        stays=stays,
        requests=tuple(requests),
        open_requests=tuple(one.version for one in requests if one.version not in ended),
        first_assigned=log.first(f.OperatorOffered),
        first_accepted=log.first(f.OfferAccepted),
        guest_joined=log.first(f.GuestJoined),
        dialed=log.first(f.DialStarted),
        over=over,
        is_banned=bool(log.of(f.GuestBanned)),
        guest_is_in=guest.holds_at(facts[-1].version),
        chatbot_is_in=chatbots > 0,
    )


class _Log:
    """The facts of one session, found by type."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.first_version = facts[0].version
        self._by_type: dict[type[f.Body], list[Fact]] = {}
        self._instants: dict[int, datetime] = {}
        for fact in facts:
            self._by_type.setdefault(type(fact.body), []).append(fact)
            self._instants[fact.version] = fact.effective

    def of(self, *types: type[f.Body]) -> list[Fact]:
        found = [fact for one in types for fact in self._by_type.get(one, ())]
        return sorted(found, key=_version) if len(types) > 1 else found

    def moments(self, *types: type[f.Body]) -> list[Moment]:
        return [Moment(fact.effective, fact.version) for fact in self.of(*types)]

    def first(self, one: type[f.Body]) -> Moment | None:
        return next(iter(self.moments(one)), None)

    def moment(self, version: int) -> Moment:
        return Moment(self._instants[version], version)

    def closings(self, one: type[f.Body], field: str) -> dict[int, int]:
        """What a fact's field names -> the version of the first fact that does."""
        found: dict[int, int] = {}
        for fact in self.of(one):
            found.setdefault(getattr(fact.body, field), fact.version)
        return found

    def by_operator(self, one: type[f.Body]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for fact in self.of(one):
            body: Any = fact.body  # Any: one of the bodies that name an operator
            found.setdefault(body.operator_id, []).append(fact.version)
        return found


def _stays(log: _Log) -> Iterator[Stay]:
    """A joining lasts to the operator's next leaving, unless they joined anew before it; so with concluding."""
    offered = {fact.version: fact.body for fact in log.of(f.OperatorOffered)}
    joins: list[tuple[int, int, int | None]] = []
    for fact in log.of(f.OfferAccepted, f.OperatorJoined):
        body = fact.body
        if isinstance(body, f.OperatorJoined):
            joins.append((body.operator_id, fact.version, None))
        elif isinstance(body, f.OfferAccepted):
            offer = offered.get(body.offer_id)
            assert offer is None or isinstance(offer, f.OperatorOffered)
            joins.append((offer.operator_id if offer is not None else 0, fact.version, body.offer_id))
    lefts, concludings = log.by_operator(f.OperatorLeft), log.by_operator(f.OperatorConcluded)
    for place, (operator_id, version, offer_id) in enumerate(joins):
        later = next((again for other, again, _ in joins[place + 1 :] if other == operator_id), None)
        left = _next_between(lefts.get(operator_id, []), version, later)
        concluded = _next_between(concludings.get(operator_id, []), version, later)
        yield Stay(
            operator_id,
            log.moment(version),
            log.moment(left) if left is not None else None,
            log.moment(concluded) if concluded is not None else None,
            offer_id,
        )


def _next_between(versions: list[int], after: int, before: int | None) -> int | None:
    place = bisect_right(versions, after)
    if place == len(versions) or (before is not None and versions[place] > before):
        return None
    return versions[place]


def _until_next(log: _Log, begins: tuple[type[f.Body], ...], ends: tuple[type[f.Body], ...]) -> Iterator[Stretch]:
    stops = [fact.version for fact in log.of(*ends)]
    for fact in log.of(*begins):
        yield fact.version, _next_between(stops, fact.version, None)


def _moves(log: _Log, stays: Sequence[Stay], guest: Cover) -> Iterator[Interval]:
    gone: dict[int, int] = {}
    for closed in (f.OfferAccepted, f.OfferRejected, f.OfferWithdrawn):
        for offer_id, version in log.closings(closed, "offer_id").items():
            gone[offer_id] = min(version, gone.get(offer_id, version))
    ended = log.closings(f.RoutingEnded, "request_id")
    handing_over = _until_next(log, (f.ForwardedToGroup, f.ForwardedToUser), (f.RoutingRequested, f.SessionEnded))
    conditions = _Conditions(
        banned=Cover((fact.version, None) for fact in log.of(f.GuestBanned)),
        over=Cover((fact.version, None) for fact in log.of(f.SessionEnded)),
        unconcluded=Cover((stay.joined.version, _version_of(stay.concluded)) for stay in stays),
        present=Cover((stay.joined.version, _version_of(stay.left)) for stay in stays),
        guest=guest,
        offered=Cover((fact.version, gone.get(fact.version)) for fact in log.of(f.OperatorOffered)),
        asked=Cover(
            [*((fact.version, ended.get(fact.version)) for fact in log.of(f.RoutingRequested)), *handing_over],
        ),
    )
    begin, state = log.moment(log.first_version), SessionStatus.CREATED
    for version in conditions.edges():
        now = conditions.state_at(version)
        if now is not state:
            end = log.moment(version)
            yield Interval(state, begin, end)
            begin, state = end, now
    yield Interval(state, begin, None)


def _in_time(moves: tuple[Interval, ...], stays: Sequence[Stay]) -> tuple[Interval, ...]:
    """Closed since the latest conclusion: limits and ends are told late, and not always in the order of their instants.

    Where the end itself is told after a conclusion that came later than it, the time between was after-call work.
    """
    last = moves[-1]
    if last.state is not SessionStatus.CLOSED:
        return moves
    concluded = [stay.concluded for stay in stays if stay.concluded is not None]
    closed = max([last.begin, *concluded], key=lambda moment: moment.at)
    before = moves[:-1]
    if closed == last.begin:
        return moves
    if before[-1].state is SessionStatus.ACW:
        before = (*before[:-1], Interval(SessionStatus.ACW, before[-1].begin, closed))
    else:
        before = (*before, Interval(SessionStatus.ACW, last.begin, closed))
    return (*before, Interval(SessionStatus.CLOSED, closed, None))


class _Conditions(msgspec.Struct, frozen=True):
    banned: Cover
    over: Cover
    unconcluded: Cover
    present: Cover
    guest: Cover
    offered: Cover
    asked: Cover

    def edges(self) -> list[int]:
        covers = (self.banned, self.over, self.unconcluded, self.present, self.guest, self.offered, self.asked)
        return sorted({edge for cover in covers for edge in cover.edges()})

    def state_at(self, version: int) -> SessionStatus:
        """The first line that holds counts (session-semantics, section 3)."""
        if self.banned.holds_at(version):
            return SessionStatus.BLACKLISTED
        if self.over.holds_at(version):
            return SessionStatus.ACW if self.unconcluded.holds_at(version) else SessionStatus.CLOSED
        if self.present.holds_at(version):
            return SessionStatus.ACTIVE if self.guest.holds_at(version) else SessionStatus.BCW
        if self.offered.holds_at(version):
            return SessionStatus.WAITING
        return SessionStatus.IN_QUEUE if self.asked.holds_at(version) else SessionStatus.CREATED


def _version_of(moment: Moment | None) -> int | None:
    return None if moment is None else moment.version


def _version(one: Fact | Moment) -> int:
    return one.version
