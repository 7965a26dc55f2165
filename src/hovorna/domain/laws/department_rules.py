"""Watches a department's log go by and judges the rules that hold between sessions and operators.

Only decided facts are judged: what an import tells was decided elsewhere, by other rules. Memory grows with open
sessions and operators, not with the log.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.laws.people import Load, People, load_of
from hovorna.domain.laws.violation import Law, Violation
from hovorna.domain.vocabulary import Channel


class _Held(msgspec.Struct, frozen=True):
    """A live offer."""

    request_id: int
    operator_id: int
    group_id: int | None


class _Contact(msgspec.Struct):
    """An open session, as far as the rules between sessions and operators ask."""

    channel: Channel
    load: Load
    offers: dict[int, _Held] = msgspec.field(default_factory=dict)
    #: Request -> the version of its acceptance.
    accepted: dict[int, int] = msgspec.field(default_factory=dict)
    open_requests: set[int] = msgspec.field(default_factory=set)
    #: Who has not concluded, and the group that brought them.
    inside: dict[int, int | None] = msgspec.field(default_factory=dict)
    is_over: bool = False

    def follow(self, fact: Fact) -> None:
        body = fact.body
        if isinstance(body, f.RoutingRequested):
            self.open_requests.add(fact.version)
        elif isinstance(body, f.RoutingEnded):
            self.open_requests.discard(body.request_id)
        elif isinstance(body, f.SessionEnded | f.GuestBanned):
            self.is_over = True

    @property
    def is_done(self) -> bool:
        return self.is_over and not (self.offers or self.open_requests or self.inside)


class Watch:
    """Shown every fact of one department in the order of its log."""

    def __init__(self, department_id: int) -> None:
        self.people = People()
        self._department_id = department_id
        self._last_version = 0
        self._contacts: dict[int, _Contact] = {}
        #: Groups that free a slot when their operator leaves.
        self._freeing: set[int] = set()
        self._found: list[Violation] = []

    def see_version(self, version: int) -> list[Violation]:
        """Versions are 1, 2, 3 … without gaps; also of a fact that can't be read."""
        expected, self._last_version = self._last_version + 1, version
        if version == expected:
            return []
        missing = f"Version {expected} is" if version == expected + 1 else f"Versions {expected} to {version - 1} are"
        return [Violation(Law.VERSIONS, f"{missing} missing.", self._department_id, None, (version,))]

    def see(self, fact: Fact) -> list[Violation]:
        if not fact.is_decided:
            return []
        if fact.session_id == 0:
            self._follow_department(fact.body)
            return []
        body = fact.body
        if isinstance(body, f.SessionCreated):
            self._contacts[fact.session_id] = _Contact(body.channel, load_of(body.channel, body.source))
            return []
        contact = self._contacts.get(fact.session_id)
        if contact is None:
            return []
        self._found = []
        contact.follow(fact)
        handler = _HANDLERS.get(type(body))
        if handler is not None:
            handler(self, fact, body, contact)
        if contact.is_done:
            del self._contacts[fact.session_id]
        return self._found

    def _follow_department(self, body: f.Body) -> None:
        self.people.follow(body)
        if isinstance(body, f.GroupConfigured):
            change = self._freeing.add if body.group.frees_slot_at_left else self._freeing.discard
            change(body.group.id)

    def _report(self, law: Law, fact: Fact, sentence: str, *earlier: int) -> None:
        self._found.append(Violation(law, sentence, self._department_id, fact.session_id, (*earlier, fact.version)))

    def offered(self, fact: Fact, body: f.OperatorOffered, contact: _Contact) -> None:
        contact.offers[fact.version] = _Held(body.request_id, body.operator_id, body.group_id)
        self._require_available(fact, body.operator_id, "was offered the session")
        if body.uses_slot:
            self._take_slot(fact, body.operator_id, contact)

    def offer_gone(self, fact: Fact, body: f.OfferRejected | f.OfferWithdrawn, contact: _Contact) -> None:
        held = self._live(fact, body.offer_id, contact)
        if held is not None and held.operator_id not in contact.inside:
            self._free_slot(fact, held.operator_id)

    def accepted(self, fact: Fact, body: f.OfferAccepted, contact: _Contact) -> None:
        held = self._live(fact, body.offer_id, contact)
        if held is None:
            return
        before = contact.accepted.setdefault(held.request_id, fact.version)
        if before != fact.version:
            sentence = f"Operator {held.operator_id} accepted request {held.request_id}, which was accepted before."
            self._report(Law.ONE_ACCEPTANCE, fact, sentence, before)
        self._require_available(fact, held.operator_id, "accepted the session")
        contact.inside[held.operator_id] = held.group_id
        self._take_slot(fact, held.operator_id, contact)

    def joined(self, fact: Fact, body: f.OperatorJoined, contact: _Contact) -> None:
        contact.inside[body.operator_id] = None
        self._take_slot(fact, body.operator_id, contact)

    def left(self, fact: Fact, body: f.OperatorLeft, contact: _Contact) -> None:
        """A group may free the slot when its operator leaves, except for phone."""
        if contact.inside.get(body.operator_id) in self._freeing and contact.channel is not Channel.PHONE:
            self._free_slot(fact, body.operator_id)

    def concluded(self, fact: Fact, body: f.OperatorConcluded, contact: _Contact) -> None:
        contact.inside.pop(body.operator_id, None)
        self._free_slot(fact, body.operator_id)

    def _live(self, fact: Fact, offer_id: int, contact: _Contact) -> _Held | None:
        """The offer, which ends now; one that is gone can't be accepted, rejected or withdrawn any more."""
        held = contact.offers.pop(offer_id, None)
        if held is None:
            self._report(Law.LEGAL_MOVES, fact, f"{fact.type} names offer {offer_id}, which is not live.")
        return held

    def _require_available(self, fact: Fact, operator_id: int, deed: str) -> None:
        person = self.people.get(operator_id)
        why = "unknown" if person is None else person.why_unavailable
        if why is not None:
            self._report(Law.OFFERED_WHILE_AVAILABLE, fact, f"Operator {operator_id} {deed} while {why}.")

    def _take_slot(self, fact: Fact, operator_id: int, contact: _Contact) -> None:
        person = self.people.get(operator_id)
        if person is None or fact.session_id in person.slots:
            return
        if not person.has_room_for(contact.load):
            others = ", ".join(f"session {session_id}" for session_id in person.slots) or "nothing"
            sentence = f"Operator {operator_id} had no room for this session beside {others}."
            self._report(Law.CAPACITY, fact, sentence)
        person.slots[fact.session_id] = contact.load

    def _free_slot(self, fact: Fact, operator_id: int) -> None:
        person = self.people.get(operator_id)
        if person is not None:
            person.slots.pop(fact.session_id, None)


# Any: each handler knows the body that it is listed under.
_HANDLERS: dict[type[f.Body], Callable[[Watch, Fact, Any, _Contact], None]] = {
    f.OperatorOffered: Watch.offered,
    f.OfferRejected: Watch.offer_gone,
    f.OfferWithdrawn: Watch.offer_gone,
    f.OfferAccepted: Watch.accepted,
    f.OperatorJoined: Watch.joined,
    f.OperatorLeft: Watch.left,
    f.OperatorConcluded: Watch.concluded,
}
