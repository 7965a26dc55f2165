"""WhatsApp numbers that are connected. Nothing connects one yet, so the book is empty."""

import msgspec

from hovorna.application.register import Book, Register


class WhatsAppSubscription(msgspec.Struct, frozen=True):
    #: A GUID.
    id: str
    company_id: int
    department_id: int
    name: str
    phone_number: str


def subscriptions_of(register: Register) -> Book[WhatsAppSubscription]:
    return Book(register, "whatsapp_subscription", WhatsAppSubscription, lambda one: one.id)
