"""Groups. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.groups import CreateGroupModel, GroupMembers, GroupModel, GroupName, UpdateGroupModel
from hovorna.contract.settings import GroupSettingsModel, GroupSettingsUpdate


class GroupsCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self, *, department_id: int | None = None) -> builtins.list[GroupModel]:
        """List operator groups."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/Groups", query={"departmentId": department_id}),
            builtins.list[GroupModel],
        )

    async def create(self, body: CreateGroupModel, *, key: str | None = None) -> int:
        """Create a group."""
        return await self._sender.answer(Request(method="POST", path="/api/v1/Groups", body=body, key=key), int)

    async def update(self, group_id: int, body: UpdateGroupModel, *, key: str | None = None) -> None:
        """Set the members of a group."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Groups/{group_id}", body=body, key=key))

    async def set_name(self, group_id: int, body: GroupName, *, key: str | None = None) -> None:
        """Rename a group."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Groups/{group_id}/name", body=body, key=key))

    async def delete(self, group_id: int, *, key: str | None = None) -> None:
        """Delete a group: who waits there goes on by the rules."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/Groups/{group_id}", key=key))

    async def members(self, group_id: int) -> GroupMembers:
        """The members of a group and their priorities."""
        return await self._sender.answer(Request(method="GET", path=f"/api/v1/Groups/{group_id}/members"), GroupMembers)

    async def set_members(self, group_id: int, body: GroupMembers, *, key: str | None = None) -> None:
        """Set the members and their priorities."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Groups/{group_id}/members", body=body, key=key))

    async def settings(self, group_id: int) -> GroupSettingsModel:
        """Settings."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Groups/{group_id}/settings"), GroupSettingsModel
        )

    async def set_settings(self, group_id: int, body: GroupSettingsUpdate, *, key: str | None = None) -> None:
        """Change settings (given keys only)."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Groups/{group_id}/settings", body=body, key=key))
