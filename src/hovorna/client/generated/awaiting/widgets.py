"""Widgets. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.widgets import (
    NewWidgetPreset,
    UpdateChatButtonModel,
    WidgetConfigModel,
    WidgetConfigRecordsModel,
    WidgetFormsModel,
    WidgetPresetModel,
)


class WidgetsCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self, *, department_id: int | None = None) -> builtins.list[WidgetPresetModel]:
        """List widget presets."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/Widgets", query={"departmentId": department_id}),
            builtins.list[WidgetPresetModel],
        )

    async def create(self, body: NewWidgetPreset, *, key: str | None = None) -> int:
        """Create a preset."""
        return await self._sender.answer(Request(method="POST", path="/api/v1/Widgets", body=body, key=key), int)

    async def delete(self, widget_id: int, *, key: str | None = None) -> None:
        """Delete a preset."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/Widgets/{widget_id}", key=key))

    async def config(self, widget_id: int) -> builtins.list[WidgetConfigModel]:
        """Configuration of a preset."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Widgets/{widget_id}/config"), builtins.list[WidgetConfigModel]
        )

    async def set_config(self, widget_id: int, body: WidgetConfigRecordsModel, *, key: str | None = None) -> None:
        """Change many configuration records at once."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Widgets/{widget_id}/config", body=body, key=key))

    async def set_button(self, widget_id: int, body: UpdateChatButtonModel, *, key: str | None = None) -> None:
        """Show or hide the button."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Widgets/{widget_id}/button", body=body, key=key))

    async def set_forms(self, widget_id: int, body: WidgetFormsModel, *, key: str | None = None) -> None:
        """Set the forms of a preset."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Widgets/{widget_id}/forms", body=body, key=key))
