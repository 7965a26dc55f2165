"""The Webhooks resource: the published models, and what is ours beside them."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from hovorna.contract.bad_input import BadInput
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.contract.wire_types import Numbered

LONGEST_URL = 2000

_FIELD = "callbackUrl"


class WebhookAddEditRequest(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Every published type may be asked for, also those that can't occur yet. An empty list asks for nothing."""

    event_types: tuple[Annotated[WebhookEventType, Numbered], ...]
    #: Kept and given back byte for byte.
    callback_url: Annotated[str, Meta(max_length=LONGEST_URL)]

    def __repr__(self) -> str:
        """Without the address: it holds a password, and this may end in a log."""
        return f"WebhookAddEditRequest({len(self.event_types)} event types)"


class WebhookModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    event_types: tuple[WebhookEventType, ...]
    callback_url: str
    id: int
    #: Ours: false once it was switched off because nothing came through; a PUT switches it on again.
    is_enabled: bool
    disabled: datetime | None
    disabled_reason: str | None


class WebhookSecret(msgspec.Struct, frozen=True, rename="camel"):
    """Ours: what deliveries are signed with."""

    secret: str


def require_callback_url(url: str) -> None:
    """Raises BadInput with a sentence that does not repeat the address."""
    if any(char <= " " or char == "\x7f" for char in url):
        raise BadInput({_FIELD: "Must not contain blanks or control characters."})
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadInput({_FIELD: "Must be an address such as https://example.com/hook."}) from None
    if parts.scheme not in ("http", "https"):
        raise BadInput({_FIELD: "Must begin with https:// or http://."})
    if not host:
        raise BadInput({_FIELD: "Must name a host."})
    if port == 0:
        raise BadInput({_FIELD: "Must not name port 0."})
