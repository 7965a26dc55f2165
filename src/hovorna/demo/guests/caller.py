"""Calls: one comes in, one is asked back on the web, one an operator dials."""

import msgspec

from hovorna.application import personal
from hovorna.demo.company import plan
from hovorna.demo.guests.newcomer import Kind, Newcomer, about, creation
from hovorna.demo.guests.web_visitor import browser, page
from hovorna.domain.switchboard.commands import CreateSession
from hovorna.domain.vocabulary import Channel, Source


def incoming(guest: Newcomer) -> CreateSession:
    """The call is up at the exchange, which plays its menu first."""
    number = {personal.PHONE_CALLBACK_NUMBER: guest.person.phone}
    command = creation(guest, about(guest, Channel.PHONE, Source.INCOMING_CALL), number)
    return msgspec.structs.replace(command, is_routed=False)


def callback(guest: Newcomer) -> CreateSession:
    """A number left on the web; whoever accepts it dials."""
    kept = {**page(guest), personal.PHONE_CALLBACK_NUMBER: guest.person.phone}
    command = creation(guest, browser(guest, Channel.PHONE, Source.CALLBACK), kept)
    return msgspec.structs.replace(command, guest_is_connected=False)


def outgoing(guest: Newcomer) -> CreateSession:
    """Some are two-way calls: the exchange rings the operator first."""
    created = about(guest, Channel.PHONE, Source.OUTGOING_CALL, created_by=guest.operator_id)
    number = {personal.PHONE_CALLBACK_NUMBER: guest.person.phone}
    return msgspec.structs.replace(
        creation(guest, created, number),
        guest_is_connected=False,
        is_routed=False,
        operator_id=guest.operator_id,
        operator_joins_later=guest.rng.random() < 0.4,
    )


INCOMING_CALL = Kind("incoming call", Source.INCOMING_CALL, incoming, weight=22)
CALLBACK = Kind("callback", Source.CALLBACK, callback, weight=7)
OUTGOING_CALL = Kind(
    "outgoing call", Source.OUTGOING_CALL, outgoing, homes=(plan.TRADE.name,), needs_operator=Channel.PHONE
)
