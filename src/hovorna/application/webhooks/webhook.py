"""A company's wish to be told of events."""

from datetime import datetime

import msgspec

from hovorna.application.register import Book, Register
from hovorna.contract.public_events.event_type import WebhookEventType


class Secret(msgspec.Struct, frozen=True):
    """Signs deliveries (Standard Webhooks); `key` is whsec_ and base64."""

    key: str
    #: None is the present one; an older one signs along until then.
    valid_until: datetime | None = None

    def __repr__(self) -> str:
        """Without the key: this may end in a log."""
        return f"Secret(valid_until={self.valid_until})"


class Webhook(msgspec.Struct, frozen=True):
    id: int
    company_id: int
    #: In the order in which they were asked for.
    event_types: tuple[WebhookEventType, ...]
    #: Byte for byte as it was given, user and password included: it must never be logged.
    callback_url: str
    created: datetime
    secrets: tuple[Secret, ...]
    #: Department -> the log's version when the webhook was made: what came before is told on request only.
    begins_after: dict[int, int] = {}
    #: When it was switched off because nothing came through, and why; None while it is on.
    disabled: datetime | None = None
    disabled_reason: str | None = None

    def __repr__(self) -> str:
        """Without the address, for the same reason."""
        return f"Webhook({self.id}, company_id={self.company_id})"


def webhook_key(company_id: int, callback_url: str) -> str:
    return f"{company_id}:{callback_url}"


def webhooks_of(register: Register) -> Book[Webhook]:
    return Book(register, "webhook", Webhook, lambda one: webhook_key(one.company_id, one.callback_url))
