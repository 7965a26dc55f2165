"""WhatsApp. Written by `make generate` from the table of operations."""

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request
from hovorna.contract.whatsapp import WhatsAppSubscriptionModel


class WhatsappCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def subscriptions(self) -> list[WhatsAppSubscriptionModel]:
        """List WhatsApp numbers."""
        return self._sender.answer(
            Request(method="GET", path="/api/v1/WhatsApp/subscriptions"), list[WhatsAppSubscriptionModel]
        )
