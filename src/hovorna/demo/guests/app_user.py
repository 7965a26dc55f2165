"""A user of the company's own application, which opens the chat through the API."""

from hovorna.demo.company import plan
from hovorna.demo.guests.newcomer import Kind, Newcomer, about, creation
from hovorna.domain.switchboard.commands import CreateSession
from hovorna.domain.vocabulary import Channel, Source


def from_app(guest: Newcomer) -> CreateSession:
    return creation(guest, about(guest, Channel.CHAT, Source.API, os=guest.person.os))


API = Kind("API", Source.API, from_app, weight=3, homes=(plan.CARE.name,))
