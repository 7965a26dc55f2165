"""Webhooks. Written by `make generate` from the table of operations."""

import builtins
from typing import Literal

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.webhook_deliveries import DeliveryModel, ReplayRequest
from hovorna.contract.webhooks import WebhookAddEditRequest, WebhookModel, WebhookSecret


class WebhooksCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self) -> builtins.list[WebhookModel]:
        """List webhooks."""
        return await self._sender.answer(Request(method="GET", path="/api/v1/Webhooks"), builtins.list[WebhookModel])

    async def create(self, body: WebhookAddEditRequest, *, key: str | None = None) -> int:
        """Register a webhook; an address that is registered already answers 409 with its id."""
        return await self._sender.answer(Request(method="POST", path="/api/v1/Webhooks", body=body, key=key), int)

    async def delete_all(self, *, key: str | None = None) -> None:
        """Delete all webhooks of the company."""
        await self._sender.run(Request(method="DELETE", path="/api/v1/Webhooks", key=key))

    async def get(self, webhook_id: int) -> WebhookModel:
        """One webhook."""
        return await self._sender.answer(Request(method="GET", path=f"/api/v1/Webhooks/{webhook_id}"), WebhookModel)

    async def update(self, webhook_id: int, body: WebhookAddEditRequest, *, key: str | None = None) -> None:
        """Change a webhook, and switch it on again if it was off."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Webhooks/{webhook_id}", body=body, key=key))

    async def delete(self, webhook_id: int, *, key: str | None = None) -> None:
        """Delete a webhook, and what it has not been told yet."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/Webhooks/{webhook_id}", key=key))

    async def secret(self, webhook_id: int) -> WebhookSecret:
        """The key that deliveries are signed with."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Webhooks/{webhook_id}/secret"), WebhookSecret
        )

    async def rotate_secret(self, webhook_id: int, *, key: str | None = None) -> WebhookSecret:
        """Make a new key; the old one signs along for 24 h."""
        return await self._sender.answer(
            Request(method="POST", path=f"/api/v1/Webhooks/{webhook_id}/secret", key=key), WebhookSecret
        )

    async def deliveries(
        self,
        webhook_id: int,
        *,
        limit: int | None = None,
        offset: int | None = None,
        status: Literal["PENDING", "DELIVERED", "DEAD"] | None = None,
    ) -> builtins.list[DeliveryModel]:
        """Recent deliveries with attempts, status, latency; the last planned first, 100 unless `limit` says
        otherwise."""
        return await self._sender.answer(
            Request(
                method="GET",
                path=f"/api/v1/Webhooks/{webhook_id}/deliveries",
                query={"limit": limit, "offset": offset, "status": status},
            ),
            builtins.list[DeliveryModel],
        )

    async def replay(self, webhook_id: int, body: ReplayRequest, *, key: str | None = None) -> None:
        """Deliver again from an instant or log version."""
        await self._sender.run(Request(method="POST", path=f"/api/v1/Webhooks/{webhook_id}/replay", body=body, key=key))
