"""Forms. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request
from hovorna.contract.forms import ChangedForm, FormModel, FormWithFields, NewForm


class FormsCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self) -> builtins.list[FormModel]:
        """List forms, predefined ones first."""
        return self._sender.answer(Request(method="GET", path="/api/v1/Forms"), builtins.list[FormModel])

    def create(self, body: NewForm, *, key: str | None = None) -> int:
        """Create a form."""
        return self._sender.answer(Request(method="POST", path="/api/v1/Forms", body=body, key=key), int)

    def get(self, form_id: int) -> FormWithFields:
        """One form with its fields."""
        return self._sender.answer(Request(method="GET", path=f"/api/v1/Forms/{form_id}"), FormWithFields)

    def update(self, form_id: int, body: ChangedForm, *, key: str | None = None) -> None:
        """Change a form's name and fields."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Forms/{form_id}", body=body, key=key))

    def delete(self, form_id: int, *, key: str | None = None) -> None:
        """Delete a form that no widget uses."""
        self._sender.run(Request(method="DELETE", path=f"/api/v1/Forms/{form_id}", key=key))
