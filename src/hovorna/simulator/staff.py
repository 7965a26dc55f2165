"""Simulated operators: they come and go by their shifts, take breaks, answer, sometimes miss or reject, and wrap up."""

import random
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial

from hovorna.domain.facts import Fact, OperatorConcluded, OperatorLeft, OperatorOffered, PresenceSet
from hovorna.domain.switchboard.commands import AcceptOffer, Conclude, RejectOffer, SetPresence
from hovorna.domain.vocabulary import Cause, Presence
from hovorna.simulator.floor import Floor
from hovorna.simulator.shifts import PAUSES, Pause, Shift, shift_of

#: Of all offers. Who misses one does not notice that the telephone rings.
MISSED_SHARE = 0.02
REJECTED_SHARE = 0.005

#: Operators who forget that they are still in after-call work; its limit ends it.
FORGOTTEN_SHARE = 0.01

ACW_MEAN = timedelta(seconds=30)
_QUICKEST_ANSWER = timedelta(seconds=1)
_HESITATION_MEAN = timedelta(seconds=3)
#: How long it takes to notice that the system has set one Away.
_NOTICE = timedelta(minutes=5)
#: People do not start and pause by the second.
_JITTER = timedelta(minutes=5)

_DAY = timedelta(days=1)


class Plan(Enum):
    """What the person means to do, whatever they still have in hand."""

    OFF = auto()
    WORKING = auto()
    PAUSED = auto()
    LEAVING = auto()


class Person:
    def __init__(self, operator_id: int, shift: Shift) -> None:
        self.id = operator_id
        self.shift = shift
        self.plan = Plan.OFF
        #: Still to be taken, once the work in hand is done.
        self.owed: timedelta | None = None


class Staff:
    def __init__(self, floor: Floor, draw: random.Random, count: int) -> None:
        self._floor = floor
        self._draw = draw
        self._people = {place + 1: Person(place + 1, shift_of(place)) for place in range(count)}
        floor.on(OperatorOffered, self._offered)
        floor.on(OperatorLeft, self._left)
        floor.on(OperatorConcluded, self._concluded)
        floor.on(PresenceSet, self._presence_set)

    def start(self, midnight: datetime) -> None:
        """Shifts that began on the day before are under way."""
        for person in self._people.values():
            under_way = person.shift.end > _DAY
            self._expect(person, midnight - _DAY if under_way else midnight)

    def _expect(self, person: Person, midnight: datetime) -> None:
        begin = midnight + person.shift.begin + self._some(_JITTER)
        self._floor.agenda.at(begin, partial(self._come, person, midnight))

    def _some(self, most: timedelta) -> timedelta:
        return most * self._draw.random()

    def _around(self, mean: timedelta) -> timedelta:
        return mean * self._draw.expovariate(1.0)

    # --- shifts and breaks

    def _come(self, person: Person, midnight: datetime) -> None:
        person.plan, person.owed = Plan.WORKING, None
        self._floor.do(SetPresence(person.id, Presence.ONLINE))
        begin = midnight + person.shift.begin
        for pause in PAUSES:
            due = begin + pause.after + self._some(_JITTER)
            if due > self._floor.now:
                self._floor.agenda.at(due, partial(self._pause, person, pause))
        self._floor.agenda.at(midnight + person.shift.end + self._some(_JITTER), partial(self._leave, person))
        self._expect(person, midnight + _DAY)

    def _pause(self, person: Person, pause: Pause) -> None:
        """No further call from now on; the pause itself begins when the work in hand is done."""
        if person.plan is not Plan.WORKING:
            return
        person.plan, person.owed = Plan.PAUSED, pause.length
        presence = Presence.AWAY if pause.break_id is None else Presence.BREAK
        self._floor.do(SetPresence(person.id, presence, pause.break_id))
        self._go_on(person)

    def _leave(self, person: Person) -> None:
        person.plan = Plan.LEAVING
        if self._has_work(person):
            self._floor.do(SetPresence(person.id, Presence.AWAY))
        self._go_on(person)

    def _has_work(self, person: Person) -> bool:
        return bool(self._floor.board.operators[person.id].work)

    def _go_on(self, person: Person) -> None:
        """With nothing in hand: the pause begins, or the person goes home."""
        if self._has_work(person):
            return
        if person.plan is Plan.LEAVING:
            person.plan = Plan.OFF
            self._floor.do(SetPresence(person.id, Presence.OFFLINE))
        elif person.plan is Plan.PAUSED and person.owed is not None:
            self._floor.agenda.after(person.owed, partial(self._come_back, person))
            person.owed = None

    def _come_back(self, person: Person) -> None:
        if person.plan is Plan.PAUSED:
            person.plan = Plan.WORKING
            self._floor.do(SetPresence(person.id, Presence.ONLINE))

    def _presence_set(self, _fact: Fact, body: PresenceSet) -> None:
        if body.cause is not Cause.ACCEPT_TIMEOUT:
            return
        person = self._people[body.operator_id]
        if person.plan is Plan.WORKING:
            person.plan = Plan.PAUSED
            self._floor.agenda.after(_NOTICE, partial(self._come_back, person))

    # --- sessions

    def _offered(self, fact: Fact, body: OperatorOffered) -> None:
        wait, chance = _QUICKEST_ANSWER + self._around(_HESITATION_MEAN), self._draw.random()
        if chance < MISSED_SHARE:
            return
        answer = self._reject if chance < MISSED_SHARE + REJECTED_SHARE else self._accept
        self._floor.agenda.after(wait, partial(answer, body.operator_id, fact.version))

    def _accept(self, operator_id: int, offer_id: int) -> None:
        if offer_id in self._floor.board.operators[operator_id].offers:
            self._floor.do(AcceptOffer(operator_id, offer_id))

    def _reject(self, operator_id: int, offer_id: int) -> None:
        if offer_id in self._floor.board.operators[operator_id].offers:
            self._floor.do(RejectOffer(operator_id, offer_id))

    def _left(self, fact: Fact, body: OperatorLeft) -> None:
        wrap_up, forgets = self._around(ACW_MEAN), self._draw.random() < FORGOTTEN_SHARE
        if not forgets:
            self._floor.agenda.after(wrap_up, partial(self._conclude, fact.session_id, body.operator_id))

    def _conclude(self, session_id: int, operator_id: int) -> None:
        """Unless the limit of after-call work was faster."""
        session = self._floor.board.sessions.get(session_id)
        if session is not None and session.joining_of(operator_id) is not None:
            self._floor.do(Conclude(session_id, operator_id))

    def _concluded(self, _fact: Fact, body: OperatorConcluded) -> None:
        person = self._people[body.operator_id]
        if person.plan is not Plan.WORKING:
            self._floor.agenda.after(timedelta(), partial(self._go_on, person))
