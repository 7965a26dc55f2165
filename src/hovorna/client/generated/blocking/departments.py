"""Departments. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request
from hovorna.contract.departments import (
    DepartmentCreateModel,
    DepartmentModel,
    DepartmentUpdateModel,
    GroupAvailabilityModel,
)
from hovorna.contract.settings import DepartmentSettingsModel, DepartmentSettingsUpdate


class DepartmentsCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self) -> builtins.list[DepartmentModel]:
        """List departments."""
        return self._sender.answer(Request(method="GET", path="/api/v1/Departments"), builtins.list[DepartmentModel])

    def create(self, body: DepartmentCreateModel, *, key: str | None = None) -> int:
        """Create a department, with a group and a rule set that leads to it."""
        return self._sender.answer(Request(method="POST", path="/api/v1/Departments", body=body, key=key), int)

    def update(self, department_id: int, body: DepartmentUpdateModel, *, key: str | None = None) -> None:
        """Rename a department."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Departments/{department_id}", body=body, key=key))

    def group_availability(self, department_id: int) -> GroupAvailabilityModel:
        """Queue and free queue slots per group and channel."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/Departments/{department_id}/groupAvailability"), GroupAvailabilityModel
        )

    def settings(self, department_id: int) -> DepartmentSettingsModel:
        """Settings."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/Departments/{department_id}/settings"), DepartmentSettingsModel
        )

    def set_settings(self, department_id: int, body: DepartmentSettingsUpdate, *, key: str | None = None) -> None:
        """Change settings (given keys only)."""
        self._sender.run(
            Request(method="PUT", path=f"/api/v1/Departments/{department_id}/settings", body=body, key=key)
        )
