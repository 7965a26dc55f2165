"""Where a company says what it wants to be told, and where."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from hovorna.application.register import Register
from hovorna.application.webhooks import signing
from hovorna.application.webhooks.webhook import Secret, Webhook, webhooks_of
from hovorna.contract.public_events.event_type import WebhookEventType


class Wish(msgspec.Struct, frozen=True):
    event_types: tuple[WebhookEventType, ...]
    callback_url: str

    def __repr__(self) -> str:
        """Without the address: it holds a password, and this may end in a log."""
        return f"Wish({len(self.event_types)} event types)"


def wish_of(event_types: Sequence[WebhookEventType], callback_url: str) -> Wish:
    """Every type once, in the order in which they were named."""
    return Wish(tuple(dict.fromkeys(event_types)), callback_url)


class WebhookOffice:
    """The webhooks of one company; another company's are as good as none."""

    def __init__(self, register: Register, company_id: int) -> None:
        self._book = webhooks_of(register)
        self._company_id = company_id

    def all(self) -> list[Webhook]:
        return self._book.all(self._company_id)

    def get(self, webhook_id: int) -> Webhook | None:
        webhook = self._book.get(webhook_id)
        return webhook if webhook is not None and webhook.company_id == self._company_id else None

    def register(self, wish: Wish, now: datetime, versions: Mapping[int, int]) -> Webhook:
        """`versions`: of each department's log as it is. Raises KeyTaken with the number of whose address it is."""

        def make(number: int) -> Webhook:
            return Webhook(
                id=number,
                company_id=self._company_id,
                event_types=wish.event_types,
                callback_url=wish.callback_url,
                created=now,
                secrets=(signing.new_secret(),),
                begins_after=dict(versions),
            )

        return self._book.add(self._company_id, make)

    def change(self, webhook_id: int, wish: Wish) -> Webhook | None:
        """Also switches it on again. The same wish again writes nothing. None if there is none; raises KeyTaken."""

        def deed(webhook: Webhook) -> Webhook:
            return msgspec.structs.replace(
                webhook,
                event_types=wish.event_types,
                callback_url=wish.callback_url,
                disabled=None,
                disabled_reason=None,
            )

        known = self.get(webhook_id)
        if known is None or deed(known) == known:
            return known
        return self._book.change(webhook_id, deed)

    def remove(self, webhook_id: int) -> bool:
        return self.get(webhook_id) is not None and self._book.remove(webhook_id)

    def remove_all(self) -> None:
        for webhook in self.all():
            self._book.remove(webhook.id)

    def secret(self, webhook_id: int) -> Secret | None:
        webhook = self.get(webhook_id)
        return None if webhook is None else signing.present(webhook.secrets)

    def rotate(self, webhook_id: int, now: datetime) -> Secret | None:
        """The old key signs along for a day."""
        if self.get(webhook_id) is None:
            return None

        def deed(webhook: Webhook) -> Webhook:
            return msgspec.structs.replace(webhook, secrets=signing.rotated(webhook.secrets, now))

        changed = self._book.change(webhook_id, deed)
        return None if changed is None else signing.present(changed.secrets)
