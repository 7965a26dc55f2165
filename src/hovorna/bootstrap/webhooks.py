"""Delivers to webhooks from an embedded store, with real requests."""

import msgspec

from hovorna.adapters.webhooks.sender import TIME_OUT, HttpSender
from hovorna.application.webhooks.delivering import Delivering, Options
from hovorna.application.webhooks.desk import DeskParts
from hovorna.bootstrap.embedded import Embedded
from hovorna.bootstrap.settings import Settings


class WebhookOptions(msgspec.Struct, frozen=True):
    """What only tests and measurements change."""

    delivering: Options = Options()
    #: Seconds.
    time_out: float = TIME_OUT


def delivering_from(
    embedded: Embedded, settings: Settings, address: str, options: WebhookOptions | None = None
) -> Delivering:
    """Not yet started. Within the event loop that will send. `address`: the server's own, where no other is set."""
    options = options or WebhookOptions()
    parts = DeskParts(
        reader=embedded.reader,
        accounts=embedded.accounts,
        deliveries=embedded.deliveries,
        clock=embedded.clock,
        public_base=settings.public_url or address,
        allowed=settings.webhook_allow,
    )
    delivering = Delivering(parts, HttpSender(options.time_out), options.delivering)
    embedded.writing.listeners.append(delivering.note)
    return delivering
