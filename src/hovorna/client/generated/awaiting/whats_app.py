"""WhatsApp. Written by `make generate` from the table of operations."""

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.whatsapp import WhatsAppSubscriptionModel


class WhatsappCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def subscriptions(self) -> list[WhatsAppSubscriptionModel]:
        """List WhatsApp numbers."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/WhatsApp/subscriptions"), list[WhatsAppSubscriptionModel]
        )
