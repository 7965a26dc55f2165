"""Guest and operator who have met before: the guest types the operator's number, or the operator speaks first."""

import msgspec

from hovorna.application import personal
from hovorna.demo.company import plan
from hovorna.demo.guests.newcomer import Kind, Newcomer, creation
from hovorna.demo.guests.web_visitor import browser, page
from hovorna.domain.switchboard.commands import CreateSession
from hovorna.domain.vocabulary import Channel, Source


def by_number(guest: Newcomer) -> CreateSession:
    number = {personal.DIRECT_CALL_NUMBER: f"{100 + guest.operator_id}"}
    created = browser(guest, Channel.CHAT, Source.INVITATION)
    command = creation(guest, created, {**page(guest), **number})
    return msgspec.structs.replace(command, operator_id=guest.operator_id)


def spoken_to(guest: Newcomer) -> CreateSession:
    """The visitor only reads the page until they open what the operator wrote."""
    created = browser(guest, Channel.CHAT, Source.CHAT_INVITATION)
    created = msgspec.structs.replace(created, created_by=guest.operator_id)
    return msgspec.structs.replace(
        creation(guest, created, page(guest)),
        guest_is_connected=False,
        is_routed=False,
        operator_id=guest.operator_id,
    )


INVITATION = Kind("invitation", Source.INVITATION, by_number, weight=3, needs_operator=Channel.CHAT)
CHAT_INVITATION = Kind(
    "chat invitation",
    Source.CHAT_INVITATION,
    spoken_to,
    weight=3,
    homes=(plan.TRADE.name,),
    needs_operator=Channel.CHAT,
)
