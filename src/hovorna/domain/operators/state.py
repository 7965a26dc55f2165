"""What is known of one operator: what they say of themselves, apart from what the system knows of their work."""

from datetime import datetime

import msgspec

from hovorna.domain.routing.line import Entry
from hovorna.domain.session.state import Claim
from hovorna.domain.settings import OperatorSettings
from hovorna.domain.vocabulary import OperatorStateKind, Presence, SlotClass


class Operator(msgspec.Struct):
    settings: OperatorSettings
    presence: Presence = Presence.OFFLINE
    break_id: int | None = None
    #: Away because of a call that goes on elsewhere.
    is_on_call: bool = False
    #: Version of the fact that set the presence, where it has a note.
    noted: int = 0
    is_connected: bool = True
    #: Since when the operator is disconnected or offline with sessions still in hand.
    gone_since: datetime | None = None
    #: Slots in use, by session: from offer to concluded.
    claims: dict[int, Claim] = msgspec.field(default_factory=dict)
    #: Live offers: offer -> session.
    offers: dict[int, int] = msgspec.field(default_factory=dict)
    #: Sessions the operator has not concluded, and what they mean for the operator's state.
    work: dict[int, OperatorStateKind] = msgspec.field(default_factory=dict)
    #: Requests that ask for this operator alone.
    line: list[Entry] = msgspec.field(default_factory=list)
    used_live: int = 0
    used_messages: int = 0
    exclusive: int = 0
    #: Offers in a row that were left unanswered.
    unanswered: int = 0
    idle_since: datetime | None = None
    #: Version of the last offer: the round's place.
    last_offered: int = 0
    kind: OperatorStateKind = OperatorStateKind.OFFLINE

    @property
    def id(self) -> int:
        return self.settings.user_id

    @property
    def is_available(self) -> bool:
        return self.presence is Presence.ONLINE and self.is_connected and self.settings.is_enabled

    def has_room_for(self, claim: Claim) -> bool:
        if claim.slot_class is SlotClass.MESSAGES:
            return self.used_messages < self.settings.message_slots
        if claim.is_exclusive:
            return self.used_live == 0 and self.settings.live_slots > 0
        return self.exclusive == 0 and self.used_live < self.settings.live_slots

    def has_room_beside_offers(self, claim: Claim) -> bool:
        """Whether sessions in hand leave room: an offer gives way to what the operator takes on instead of it."""
        held = [one for session_id, one in self.claims.items() if session_id in self.work]
        same = [one for one in held if one.slot_class is claim.slot_class]
        if claim.slot_class is SlotClass.MESSAGES:
            return len(same) < self.settings.message_slots
        if claim.is_exclusive:
            return not same and self.settings.live_slots > 0
        return not any(one.is_exclusive for one in same) and len(same) < self.settings.live_slots

    def is_over(self, slot_class: SlotClass) -> bool:
        if slot_class is SlotClass.MESSAGES:
            return self.used_messages > self.settings.message_slots
        return self.used_live > self.settings.live_slots

    def claim(self, session_id: int, claim: Claim) -> None:
        if session_id in self.claims:
            return
        self.claims[session_id] = claim
        self._count(claim, 1)

    def release(self, session_id: int) -> bool:
        """Whether a slot became free."""
        claim = self.claims.pop(session_id, None)
        if claim is None:
            return False
        self._count(claim, -1)
        return True

    def _count(self, claim: Claim, change: int) -> None:
        if claim.slot_class is SlotClass.MESSAGES:
            self.used_messages += change
            return
        self.used_live += change
        if claim.is_exclusive:
            self.exclusive += change

    def kind_now(self) -> OperatorStateKind:
        """Work before presence: a person who is talking is on a call, whatever they said of themselves."""
        if not self.is_connected and self.presence is not Presence.OFFLINE:
            return OperatorStateKind.DISCONNECTED
        kinds = self.work.values()
        for kind in (OperatorStateKind.ON_CALL, OperatorStateKind.BEFORE_CALL, OperatorStateKind.AFTER_CALL):
            if kind in kinds:
                return kind
        return OperatorStateKind(self.presence.value)
