"""Operators as the rules see them: may they be asked, and have they room."""

import msgspec

from hovorna.domain import facts as f
from hovorna.domain.settings import OperatorSettings
from hovorna.domain.vocabulary import MESSAGING_SOURCES, Cause, Channel, Presence, Source


class Load(msgspec.Struct, frozen=True):
    """What one session takes of an operator (session-semantics, section 8, slots)."""

    is_message: bool
    fills_all: bool


def load_of(channel: Channel, source: Source) -> Load:
    """One AV or phone session fills all live slots; messengers' sessions have slots of their own."""
    if source in MESSAGING_SOURCES:
        return Load(is_message=True, fills_all=False)
    return Load(is_message=False, fills_all=channel is not Channel.CHAT)


class Person(msgspec.Struct):
    settings: OperatorSettings
    presence: Presence = Presence.OFFLINE
    is_connected: bool = True
    #: Session -> what it takes.
    slots: dict[int, Load] = msgspec.field(default_factory=dict)

    @property
    def why_unavailable(self) -> str | None:
        if not self.settings.is_enabled:
            return "disabled"
        if self.presence is not Presence.ONLINE:
            return self.presence.value.lower()
        return None if self.is_connected else "disconnected"

    @property
    def is_at_work(self) -> bool:
        """Somebody who could end what they are in."""
        return self.is_connected and self.presence is not Presence.OFFLINE

    def has_room_for(self, load: Load) -> bool:
        if load.is_message:
            return sum(one.is_message for one in self.slots.values()) < self.settings.message_slots
        live = [one for one in self.slots.values() if not one.is_message]
        if load.fills_all:
            return not live and self.settings.live_slots > 0
        return len(live) < self.settings.live_slots and not any(one.fills_all for one in live)


def _is_own_word(body: f.PresenceSet) -> bool:
    return body.cause is Cause.BY_HAND and body.by in (None, body.operator_id)


class People:
    """A department's operators, followed through the facts about the department itself."""

    def __init__(self) -> None:
        self._by_id: dict[int, Person] = {}

    def get(self, operator_id: int) -> Person | None:
        return self._by_id.get(operator_id)

    def follow(self, body: f.Body) -> None:
        if isinstance(body, f.OperatorConfigured):
            self._configure(body.operator)
        elif isinstance(body, f.PresenceSet | f.OperatorDisconnected | f.OperatorReturned):
            person = self._by_id.get(body.operator_id)
            if person is None:
                return
            if isinstance(body, f.PresenceSet):
                person.presence = body.presence
            # Who says what they are doing is there to say it; what others set for them proves nothing.
            if not isinstance(body, f.PresenceSet) or _is_own_word(body):
                person.is_connected = not isinstance(body, f.OperatorDisconnected)

    def _configure(self, settings: OperatorSettings) -> None:
        known = self._by_id.get(settings.user_id)
        if known is None:
            self._by_id[settings.user_id] = Person(settings)
        else:
            known.settings = settings
