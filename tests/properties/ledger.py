"""A second, plain reading of a department's facts, with no line of the engine's own folds: what the invariants trust.

Everything is recounted from scratch where it is asked for; nothing is kept in step.
"""

from dataclasses import dataclass, field
from datetime import datetime

from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.settings import GroupSettings, OperatorSettings
from hovorna.domain.vocabulary import Cause, Channel, DialState, OperatorStateKind, Presence, RequestKind, Source
from hovorna.domain.vocabulary import SessionStatus as S

MESSENGERS = {Source.FACEBOOK, Source.WHATSAPP, Source.VK, Source.APPLE, Source.GENERIC_CHANNEL}


@dataclass
class Stay:
    operator: int
    joined: datetime
    group: int | None
    left: datetime | None = None
    concluded: datetime | None = None


@dataclass
class LiveOffer:
    id: int
    operator: int
    request: int
    uses_slot: bool
    expired: bool = False


@dataclass
class OpenRequest:
    id: int
    asked: f.RoutingRequested
    group: int | None = None
    refused: set[tuple[int, int]] = field(default_factory=set)

    @property
    def order(self) -> tuple[int, datetime, datetime, int]:
        return (self.asked.priority, self.asked.arrival - self.asked.head_start, self.asked.arrival, self.id)


@dataclass
class Contact:
    id: int
    channel: Channel
    source: Source
    created: datetime
    guest_in: bool = False
    over: bool = False
    banned: bool = False
    forwarding: bool = False
    dialling: bool = False
    stays: list[Stay] = field(default_factory=list)
    offers: dict[int, LiveOffer] = field(default_factory=dict)
    requests: dict[int, OpenRequest] = field(default_factory=dict)
    accepted: list[int] = field(default_factory=list)
    chatbots: list[int] = field(default_factory=list)
    status: S = S.CREATED
    passed: list[S] = field(default_factory=lambda: [S.CREATED])

    @property
    def is_message(self) -> bool:
        return self.source in MESSENGERS

    @property
    def fills_all(self) -> bool:
        return self.channel is not Channel.CHAT and not self.is_message

    def in_now(self) -> list[Stay]:
        return [stay for stay in self.stays if stay.left is None]

    def unconcluded(self) -> list[Stay]:
        return [stay for stay in self.stays if stay.concluded is None]

    def status_now(self) -> S:
        """The table of session-semantics, section 3, from its first line to its last."""
        if self.banned:
            return S.BLACKLISTED
        if self.over:
            return S.ACW if self.unconcluded() else S.CLOSED
        if self.in_now():
            return S.ACTIVE if self.guest_in else S.BCW
        if self.offers:
            return S.WAITING
        if self.requests or self.forwarding:
            return S.IN_QUEUE
        return S.CREATED


@dataclass
class Person:
    settings: OperatorSettings
    presence: Presence = Presence.OFFLINE
    connected: bool = True
    kind: OperatorStateKind = OperatorStateKind.OFFLINE


class Ledger:
    def __init__(self) -> None:
        self.groups: dict[int, GroupSettings] = {}
        self.people: dict[int, Person] = {}
        self.contacts: dict[int, Contact] = {}

    def read(self, fact: Fact) -> None:
        body = fact.body
        if fact.session_id == 0:
            self._read_department(body)
            return
        if isinstance(body, f.SessionCreated):
            self.contacts[fact.session_id] = Contact(fact.session_id, body.channel, body.source, fact.at)
            return
        contact = self.contacts[fact.session_id]
        self._read_guest(contact, body)
        self._read_routing(contact, fact)
        self._read_people(contact, fact)
        status = contact.status_now()
        if status is not contact.status:
            contact.status = status
            contact.passed.append(status)

    def _read_department(self, body: f.Body) -> None:
        if isinstance(body, f.GroupConfigured):
            self.groups[body.group.id] = body.group
        elif isinstance(body, f.OperatorConfigured):
            known = self.people.get(body.operator.user_id)
            if known is None:
                self.people[body.operator.user_id] = Person(body.operator)
            else:
                known.settings = body.operator
        elif isinstance(body, f.PresenceSet):
            person = self.people[body.operator_id]
            person.presence = body.presence
            if body.cause is Cause.BY_HAND and body.by in (None, body.operator_id):
                person.connected = True
        elif isinstance(body, f.OperatorDisconnected):
            self.people[body.operator_id].connected = False
        elif isinstance(body, f.OperatorReturned):
            self.people[body.operator_id].connected = True

    def _read_guest(self, contact: Contact, body: f.Body) -> None:
        if isinstance(body, f.GuestJoined):
            contact.guest_in = True
        elif isinstance(body, f.SessionEnded):
            contact.over = True
        elif isinstance(body, f.GuestBanned):
            contact.banned, contact.guest_in = True, False
        elif isinstance(body, f.ChatbotJoined):
            contact.chatbots.append(body.chatbot_id)
        elif isinstance(body, f.ChatbotLeft):
            contact.chatbots.remove(body.chatbot_id)
        elif isinstance(body, f.DialStarted):
            contact.dialling = True
        elif isinstance(body, f.DialProgressed):
            contact.dialling = body.state in (DialState.DIALING, DialState.RINGING)

    def _read_routing(self, contact: Contact, fact: Fact) -> None:
        body = fact.body
        if isinstance(body, f.ForwardedToGroup | f.ForwardedToUser):
            contact.forwarding = True
        elif isinstance(body, f.RoutingRequested):
            contact.forwarding = False
            request = contact.requests[fact.version] = OpenRequest(fact.version, body)
            if body.kind is RequestKind.FORWARD and body.group_id is not None and body.by_operator_id is not None:
                request.refused.add((body.group_id, body.by_operator_id))  # Who hands over does not get it back.
        elif isinstance(body, f.RoutingEnded):
            del contact.requests[body.request_id]
        elif isinstance(body, f.GroupQueueEntered):
            contact.requests[body.request_id].group = body.group_id
        elif isinstance(body, f.GroupQueueLeft):
            contact.requests[body.request_id].group = None
        else:
            self._read_offers(contact, fact)

    def _read_offers(self, contact: Contact, fact: Fact) -> None:
        body = fact.body
        if isinstance(body, f.OperatorOffered):
            offer = LiveOffer(fact.version, body.operator_id, body.request_id, body.uses_slot)
            contact.offers[fact.version] = offer
        elif isinstance(body, f.OfferTimedOut):
            contact.offers[body.offer_id].expired = True
        elif isinstance(body, f.OfferWithdrawn):
            del contact.offers[body.offer_id]
        elif isinstance(body, f.OfferRejected):
            gone = contact.offers.pop(body.offer_id)
            request = contact.requests[gone.request]
            request.refused.add((request.group or 0, gone.operator))

    def _read_people(self, contact: Contact, fact: Fact) -> None:
        body, at = fact.body, fact.since or fact.at
        if isinstance(body, f.OfferAccepted):
            offer = contact.offers.pop(body.offer_id)
            contact.accepted.append(offer.request)
            contact.stays.append(Stay(offer.operator, at, contact.requests[offer.request].group))
        elif isinstance(body, f.OperatorJoined):
            contact.stays.append(Stay(body.operator_id, at, None))
        elif isinstance(body, f.OperatorLeft):
            self._stay(contact, body.operator_id).left = at
        elif isinstance(body, f.OperatorConcluded):
            self._stay(contact, body.operator_id).concluded = at

    def _stay(self, contact: Contact, operator: int) -> Stay:
        (stay,) = [one for one in contact.unconcluded() if one.operator == operator]
        return stay

    # --- what is recounted ----------------------------------------------------------------------------------------

    def open_contacts(self) -> list[Contact]:
        return [contact for contact in self.contacts.values() if not contact.status.is_final]

    def in_hand(self, operator: int) -> list[Contact]:
        """Sessions that take a slot of the operator because they are in it or have not concluded it."""
        return [
            contact
            for contact in self.open_contacts()
            for stay in contact.unconcluded()
            if stay.operator == operator and not self._has_freed(contact, stay)
        ]

    def _has_freed(self, contact: Contact, stay: Stay) -> bool:
        if stay.left is None or contact.channel is Channel.PHONE or stay.group is None:
            return False
        return self.groups[stay.group].frees_slot_at_left

    def offered(self, operator: int) -> list[Contact]:
        """Sessions that take a slot because they are offered to the operator."""
        return [
            contact
            for contact in self.open_contacts()
            for offer in contact.offers.values()
            if offer.operator == operator and offer.uses_slot
        ]

    def has_room(self, operator: int, wanted: Contact) -> bool:
        settings = self.people[operator].settings
        used = [one for one in self.in_hand(operator) + self.offered(operator) if one.is_message == wanted.is_message]
        if wanted.is_message:
            return len(used) < settings.message_slots
        if wanted.fills_all:
            return not used and settings.live_slots > 0
        return len(used) < settings.live_slots and not any(one.fills_all for one in used)

    def asks_everybody(self, request: OpenRequest) -> bool:
        return request.group is not None and self.groups[request.group].strategy.value == "whole_group"

    def seeking(self) -> list[tuple[Contact, OpenRequest]]:
        """Open requests that nobody holds an unexpired offer of, and all that ask a whole group; in line order."""
        found = []
        for contact in self.open_contacts():
            for request in contact.requests.values():
                live = [one for one in contact.offers.values() if one.request == request.id and not one.expired]
                if self.asks_everybody(request) or not live:
                    found.append((contact, request))
        return sorted(found, key=lambda pair: pair[1].order)

    def may_have(self, operator: int, contact: Contact, request: OpenRequest) -> bool:
        person = self.people[operator]
        is_at_work = person.settings.is_enabled and person.connected and person.presence is Presence.ONLINE
        if not is_at_work or contact.channel not in person.settings.channels:
            return False
        if not self._is_addressed(operator, request) or (request.group or 0, operator) in request.refused:
            return False
        is_in = any(stay.operator == operator for stay in contact.unconcluded())
        if is_in or any(offer.operator == operator for offer in contact.offers.values()):
            return False
        return self.asks_everybody(request) or self.has_room(operator, contact)

    def _is_addressed(self, operator: int, request: OpenRequest) -> bool:
        if request.group is None:
            return request.asked.operator_id == operator
        return any(one.group_id == request.group for one in self.people[operator].settings.memberships)

    def kind_of(self, operator: int) -> OperatorStateKind:
        person = self.people[operator]
        if not person.connected and person.presence is not Presence.OFFLINE:
            return OperatorStateKind.DISCONNECTED
        work = set()
        for contact in self.open_contacts():
            for stay in contact.unconcluded():
                if stay.operator != operator:
                    continue
                if stay.left is not None:
                    work.add(OperatorStateKind.AFTER_CALL)
                elif contact.guest_in:
                    work.add(OperatorStateKind.ON_CALL)
                else:
                    work.add(OperatorStateKind.BEFORE_CALL)
        for kind in (OperatorStateKind.ON_CALL, OperatorStateKind.BEFORE_CALL, OperatorStateKind.AFTER_CALL):
            if kind in work:
                return kind
        return OperatorStateKind(person.presence.value)
