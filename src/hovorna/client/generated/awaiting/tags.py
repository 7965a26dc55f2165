"""Tags. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.tags import CreateTagModel, TagModel, UpdateTagModel


class TagsCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self) -> builtins.list[TagModel]:
        """List tags."""
        return await self._sender.answer(Request(method="GET", path="/api/v1/Tags"), builtins.list[TagModel])

    async def create(self, department_id: int, body: CreateTagModel, *, key: str | None = None) -> int:
        """Create a tag; its name never changes."""
        return await self._sender.answer(
            Request(method="POST", path=f"/api/v1/Tags/departments/{department_id}", body=body, key=key), int
        )

    async def update(self, tag_id: int, body: UpdateTagModel, *, key: str | None = None) -> None:
        """Change how a tag looks."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Tags/{tag_id}", body=body, key=key))

    async def delete(self, tag_id: int, *, key: str | None = None) -> None:
        """Delete a tag; sessions keep the name."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/Tags/{tag_id}", key=key))
