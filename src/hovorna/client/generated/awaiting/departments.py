"""Departments. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.departments import (
    DepartmentCreateModel,
    DepartmentModel,
    DepartmentUpdateModel,
    GroupAvailabilityModel,
)
from hovorna.contract.settings import DepartmentSettingsModel, DepartmentSettingsUpdate


class DepartmentsCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self) -> builtins.list[DepartmentModel]:
        """List departments."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/Departments"), builtins.list[DepartmentModel]
        )

    async def create(self, body: DepartmentCreateModel, *, key: str | None = None) -> int:
        """Create a department, with a group and a rule set that leads to it."""
        return await self._sender.answer(Request(method="POST", path="/api/v1/Departments", body=body, key=key), int)

    async def update(self, department_id: int, body: DepartmentUpdateModel, *, key: str | None = None) -> None:
        """Rename a department."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Departments/{department_id}", body=body, key=key))

    async def group_availability(self, department_id: int) -> GroupAvailabilityModel:
        """Queue and free queue slots per group and channel."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Departments/{department_id}/groupAvailability"), GroupAvailabilityModel
        )

    async def settings(self, department_id: int) -> DepartmentSettingsModel:
        """Settings."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Departments/{department_id}/settings"), DepartmentSettingsModel
        )

    async def set_settings(self, department_id: int, body: DepartmentSettingsUpdate, *, key: str | None = None) -> None:
        """Change settings (given keys only)."""
        await self._sender.run(
            Request(method="PUT", path=f"/api/v1/Departments/{department_id}/settings", body=body, key=key)
        )
