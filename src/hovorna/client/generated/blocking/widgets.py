"""Widgets. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.blocking_sender import Sender
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
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self, *, department_id: int | None = None) -> builtins.list[WidgetPresetModel]:
        """List widget presets."""
        return self._sender.answer(
            Request(method="GET", path="/api/v1/Widgets", query={"departmentId": department_id}),
            builtins.list[WidgetPresetModel],
        )

    def create(self, body: NewWidgetPreset, *, key: str | None = None) -> int:
        """Create a preset."""
        return self._sender.answer(Request(method="POST", path="/api/v1/Widgets", body=body, key=key), int)

    def delete(self, widget_id: int, *, key: str | None = None) -> None:
        """Delete a preset."""
        self._sender.run(Request(method="DELETE", path=f"/api/v1/Widgets/{widget_id}", key=key))

    def config(self, widget_id: int) -> builtins.list[WidgetConfigModel]:
        """Configuration of a preset."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/Widgets/{widget_id}/config"), builtins.list[WidgetConfigModel]
        )

    def set_config(self, widget_id: int, body: WidgetConfigRecordsModel, *, key: str | None = None) -> None:
        """Change many configuration records at once."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Widgets/{widget_id}/config", body=body, key=key))

    def set_button(self, widget_id: int, body: UpdateChatButtonModel, *, key: str | None = None) -> None:
        """Show or hide the button."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Widgets/{widget_id}/button", body=body, key=key))

    def set_forms(self, widget_id: int, body: WidgetFormsModel, *, key: str | None = None) -> None:
        """Set the forms of a preset."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Widgets/{widget_id}/forms", body=body, key=key))
