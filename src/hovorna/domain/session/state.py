"""What is known of one session: a fold of its own facts, enough to decide about it and to tell its times."""

from datetime import datetime, timedelta

import msgspec

from hovorna.domain.facts import RoutingRequested, SessionCreated
from hovorna.domain.vocabulary import (
    MESSAGING_SOURCES,
    CampaignKind,
    Channel,
    DialState,
    FeedbackScale,
    GuestLeftSession,
    RecordingType,
    RequestKind,
    RoutingActivity,
    SessionStatus,
    SlotClass,
    Source,
    TerminationReason,
)


class Mark(msgspec.Struct, frozen=True):
    """An instant together with the fact that set it: what a duration opens to."""

    at: datetime
    version: int
    fact: str


class Claim(msgspec.Struct, frozen=True):
    """What a session takes of an operator, from offer to concluded; an exclusive one fills all live slots."""

    slot_class: SlotClass
    is_exclusive: bool


_CHAT, _CALL, _MESSAGES = Claim(SlotClass.LIVE, False), Claim(SlotClass.LIVE, True), Claim(SlotClass.MESSAGES, False)


def claim_of(about: SessionCreated) -> Claim:
    """One AV or phone session fills all live slots (session-semantics, section 8)."""
    if about.source in MESSAGING_SOURCES:
        return _MESSAGES
    return _CHAT if about.channel is Channel.CHAT else _CALL


class Visit(msgspec.Struct):
    """One stay in one state; `until` is None while it lasts, and for good in a final state."""

    state: SessionStatus
    since: Mark
    until: Mark | None = None


class RoutingRow(msgspec.Struct, frozen=True):
    """One line of the routing history."""

    request_id: int
    activity: RoutingActivity
    mark: Mark
    group_id: int | None = None
    operator_id: int | None = None
    forwarded_by: int | None = None
    invited_by: int | None = None
    offer_id: int | None = None


class Joining(msgspec.Struct):
    """One operator's stay; each joining is a row of its own, also of the same person again."""

    operator_id: int
    joined: Mark
    left: Mark | None = None
    concluded: Mark | None = None
    offer_id: int | None = None
    #: The group whose request brought the operator here; None for a direct joining.
    group_id: int | None = None
    is_auto: bool = False


class Offer(msgspec.Struct):
    """A live offer; an expired one is still live, but a further operator is sought beside it."""

    id: int
    request_id: int
    operator_id: int
    group_id: int | None
    uses_slot: bool
    is_expired: bool = False
    is_ringing: bool = False


class Request(msgspec.Struct):
    """An open routing request."""

    id: int
    asked: RoutingRequested
    rules: tuple[int, ...]
    #: Where it waits now; None while it waits for one operator, or between groups.
    group_id: int | None = None
    rule_position: int = -1
    #: (group, operator) pairs that must not be offered this request again.
    refused_by: set[tuple[int, int]] = msgspec.field(default_factory=set)
    #: Operators who let an offer of this request expire; they are asked again only when nobody else is left.
    unanswered_by: set[int] = msgspec.field(default_factory=set)


class ChatbotStay(msgspec.Struct):
    chatbot_id: int
    joined: Mark
    left: Mark | None = None
    #: By which the session is routed after the hand-off.
    rule_set_id: int | None = None


class Recording(msgspec.Struct):
    id: int
    type: RecordingType
    started: Mark
    operator_id: int | None = None
    duration: timedelta | None = None
    blob: str | None = None
    sha256: str | None = None
    size: int | None = None
    media_type: str | None = None
    is_failed: bool = False
    is_deleted: bool = False


class SharedFile(msgspec.Struct):
    id: int
    blob: str
    sha256: str
    size: int
    media_type: str
    operator_id: int | None
    activity_id: int
    is_deleted: bool = False


class Feedback(msgspec.Struct, frozen=True):
    stars: int | None
    scale: FeedbackScale | None


class Session(msgspec.Struct):
    """The state of one session. Lists grow with routing, never with messages."""

    id: int
    about: SessionCreated
    created: Mark
    status: SessionStatus
    visits: list[Visit]
    last_at: datetime
    last_version: int
    guest_is_connected: bool = False
    guest_dropped: datetime | None = None
    guest_joined: Mark | None = None
    started: Mark | None = None
    dialed: Mark | None = None
    over: Mark | None = None
    banned: Mark | None = None
    anonymised: Mark | None = None
    dial_state: DialState | None = None
    termination: TerminationReason | None = None
    guest_left: GuestLeftSession = GuestLeftSession.STILL_CONNECTED
    #: A forward has closed one request and the next is not open yet.
    is_handing_over: bool = False
    #: Who is dialling a number to hand the session over to; 0 is the API, None nobody.
    phone_forward_by: int | None = None
    is_auto_accepted: bool = False
    is_on_hold: bool = False
    had_concurrent_operators: bool = False
    last_request_id: int | None = None
    last_group_id: int | None = None
    #: The last request that was no invite, and the rules that held for it: a return or a forward starts from them.
    last_asked: RoutingRequested | None = None
    last_rules: tuple[int, ...] = ()
    first_guest_message: int | None = None
    present: int = 0
    unconcluded: int = 0
    history: list[RoutingRow] = msgspec.field(default_factory=list)
    joinings: list[Joining] = msgspec.field(default_factory=list)
    requests: dict[int, Request] = msgspec.field(default_factory=dict)
    offers: dict[int, Offer] = msgspec.field(default_factory=dict)
    chatbots: list[ChatbotStay] = msgspec.field(default_factory=list)
    tags: dict[int, int | None] = msgspec.field(default_factory=dict)
    recordings: dict[int, Recording] = msgspec.field(default_factory=dict)
    files: dict[int, SharedFile] = msgspec.field(default_factory=dict)
    feedback: Feedback | None = None
    #: Operators who wrote a note; 0 is the API.
    notes: list[int] = msgspec.field(default_factory=list)

    @property
    def channel(self) -> Channel:
        return self.about.channel

    @property
    def source(self) -> Source:
        return self.about.source

    @property
    def campaign_kind(self) -> CampaignKind | None:
        return self.about.campaign_kind

    @property
    def claim(self) -> Claim:
        return claim_of(self.about)

    @property
    def is_dialling(self) -> bool:
        return self.dial_state in (DialState.DIALING, DialState.RINGING)

    @property
    def has_chatbot(self) -> bool:
        return any(stay.left is None for stay in self.chatbots)

    @property
    def status_since(self) -> datetime:
        return self.visits[-1].since.at

    @property
    def is_over(self) -> bool:
        return self.over is not None or self.banned is not None

    @property
    def ended(self) -> Mark | None:
        """Null until the session is over; then the latest `left`, or the instant when it was over."""
        over = self.over or self.banned
        if over is None or self.present:
            return None
        lefts = [joining.left for joining in self.joinings if joining.left is not None]
        return max(lefts, key=lambda mark: mark.at) if lefts else over

    @property
    def main_request(self) -> Request | None:
        """The open request that is no invite: the guest's own place in the lines."""
        for request in self.requests.values():
            if request.asked.kind is not RequestKind.INVITE:
                return request
        return None

    def joining_of(self, operator_id: int) -> Joining | None:
        """The operator's joining that is not concluded yet."""
        for joining in reversed(self.joinings):
            if joining.operator_id == operator_id and joining.concluded is None:
                return joining
        return None

    def offers_of(self, request_id: int) -> list[Offer]:
        return [offer for offer in self.offers.values() if offer.request_id == request_id]
