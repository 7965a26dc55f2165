"""Forms. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.forms import ChangedForm, FormModel, FormWithFields, NewForm


class FormsCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self) -> builtins.list[FormModel]:
        """List forms, predefined ones first."""
        return await self._sender.answer(Request(method="GET", path="/api/v1/Forms"), builtins.list[FormModel])

    async def create(self, body: NewForm, *, key: str | None = None) -> int:
        """Create a form."""
        return await self._sender.answer(Request(method="POST", path="/api/v1/Forms", body=body, key=key), int)

    async def get(self, form_id: int) -> FormWithFields:
        """One form with its fields."""
        return await self._sender.answer(Request(method="GET", path=f"/api/v1/Forms/{form_id}"), FormWithFields)

    async def update(self, form_id: int, body: ChangedForm, *, key: str | None = None) -> None:
        """Change a form's name and fields."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Forms/{form_id}", body=body, key=key))

    async def delete(self, form_id: int, *, key: str | None = None) -> None:
        """Delete a form that no widget uses."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/Forms/{form_id}", key=key))
