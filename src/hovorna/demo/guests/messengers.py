"""Guests who write from a messenger; each is routed at once and may take their time."""

from hovorna.application import personal
from hovorna.demo.company import plan
from hovorna.demo.guests.newcomer import Invent, Kind, Newcomer, about, creation
from hovorna.domain.switchboard.commands import CreateSession
from hovorna.domain.vocabulary import Channel, Source


def _from(source: Source) -> Invent:
    def invent(guest: Newcomer) -> CreateSession:
        tracked = {personal.TRACKED_ID: f"{source.value.lower()}-{guest.rng.getrandbits(40):010x}"}
        return creation(guest, about(guest, Channel.CHAT, source), tracked)

    return invent


FACEBOOK = Kind("Facebook", Source.FACEBOOK, _from(Source.FACEBOOK), homes=(plan.CARE.name,))
WHATSAPP = Kind("WhatsApp", Source.WHATSAPP, _from(Source.WHATSAPP))
VK = Kind("VK", Source.VK, _from(Source.VK), weight=2, homes=(plan.CARE.name,))
APPLE = Kind("Apple", Source.APPLE, _from(Source.APPLE), weight=3, homes=(plan.CARE.name,))
GENERIC_CHANNEL = Kind("generic channel", Source.GENERIC_CHANNEL, _from(Source.GENERIC_CHANNEL), weight=2)
