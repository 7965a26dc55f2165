"""Contacts. Written by `make generate` from the table of operations."""

import builtins
from collections.abc import Mapping, Sequence
from typing import Any

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request
from hovorna.contract.contacts import ContactModel, MergeModel


class ContactsCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def of_department(
        self,
        department_id: int,
        *,
        filter_field: str | None = None,
        filter_value: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> builtins.list[dict[str, Any]]:
        """List a department's contacts by id, as flat maps."""
        return self._sender.answer(
            Request(
                method="GET",
                path=f"/api/v1/Contacts/departments/{department_id}",
                query={"filterField": filter_field, "filterValue": filter_value, "limit": limit, "offset": offset},
            ),
            builtins.list[dict[str, Any]],
        )

    def create_in_department(
        self,
        department_id: int,
        body: Sequence[Mapping[str, str | Sequence[str | None] | int | Mapping[str, Any] | None]],
        *,
        key: str | None = None,
    ) -> builtins.list[int]:
        """Create contacts; the answer is their ids."""
        return self._sender.answer(
            Request(method="POST", path=f"/api/v1/Contacts/departments/{department_id}", body=body, key=key),
            builtins.list[int],
        )

    def get(self, contact_id: int, department_id: int) -> builtins.list[dict[str, Any]]:
        """One contact, as a list of one."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/Contacts/{contact_id}/departments/{department_id}"),
            builtins.list[dict[str, Any]],
        )

    def update_in_department(
        self,
        contact_id: int,
        department_id: int,
        body: Mapping[str, str | Sequence[str | None] | int | Mapping[str, Any] | None],
        *,
        key: str | None = None,
    ) -> None:
        """Change a contact (given keys only)."""
        self._sender.run(
            Request(method="PUT", path=f"/api/v1/Contacts/{contact_id}/departments/{department_id}", body=body, key=key)
        )

    def delete(self, contact_id: int, department_id: int, *, key: str | None = None) -> None:
        """Delete a contact; its sessions stay."""
        self._sender.run(
            Request(method="DELETE", path=f"/api/v1/Contacts/{contact_id}/departments/{department_id}", key=key)
        )

    def merge(self, department_id: int, body: MergeModel, *, key: str | None = None) -> int:
        """Merge contacts into the first that is named."""
        return self._sender.answer(
            Request(method="POST", path=f"/api/v1/Contacts/merge/departments/{department_id}", body=body, key=key), int
        )

    def anonymise(self, contact_id: int, department_id: int, *, key: str | None = None) -> None:
        """Remove a contact's words, also from all its sessions."""
        self._sender.run(
            Request(method="POST", path=f"/api/v1/Contacts/{contact_id}/departments/{department_id}/anonymize", key=key)
        )

    def list(
        self,
        *,
        department_id: int | None = None,
        filter_field: str | None = None,
        filter_value: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> builtins.list[ContactModel]:
        """List contacts by id, as {id, data}."""
        return self._sender.answer(
            Request(
                method="GET",
                path="/api/v1/Contacts",
                query={
                    "departmentId": department_id,
                    "filterField": filter_field,
                    "filterValue": filter_value,
                    "limit": limit,
                    "offset": offset,
                },
            ),
            builtins.list[ContactModel],
        )

    def create(
        self,
        body: Sequence[Mapping[str, str | Sequence[str | None] | int | Mapping[str, Any] | None]],
        *,
        department_id: int | None = None,
        key: str | None = None,
    ) -> builtins.list[int]:
        """Create contacts; the answer is their ids."""
        return self._sender.answer(
            Request(method="POST", path="/api/v1/Contacts", query={"departmentId": department_id}, body=body, key=key),
            builtins.list[int],
        )

    def update(
        self,
        contact_id: int,
        body: Mapping[str, str | Sequence[str | None] | int | Mapping[str, Any] | None],
        *,
        key: str | None = None,
    ) -> None:
        """Change a contact (given keys only)."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Contacts/{contact_id}", body=body, key=key))

    def sessions(self, contact_id: int) -> builtins.list[int]:
        """Ids of the sessions that are the contact's."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/Contacts/{contact_id}/sessions"), builtins.list[int]
        )
