"""Groups. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request
from hovorna.contract.groups import CreateGroupModel, GroupMembers, GroupModel, GroupName, UpdateGroupModel
from hovorna.contract.settings import GroupSettingsModel, GroupSettingsUpdate


class GroupsCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self, *, department_id: int | None = None) -> builtins.list[GroupModel]:
        """List operator groups."""
        return self._sender.answer(
            Request(method="GET", path="/api/v1/Groups", query={"departmentId": department_id}),
            builtins.list[GroupModel],
        )

    def create(self, body: CreateGroupModel, *, key: str | None = None) -> int:
        """Create a group."""
        return self._sender.answer(Request(method="POST", path="/api/v1/Groups", body=body, key=key), int)

    def update(self, group_id: int, body: UpdateGroupModel, *, key: str | None = None) -> None:
        """Set the members of a group."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Groups/{group_id}", body=body, key=key))

    def set_name(self, group_id: int, body: GroupName, *, key: str | None = None) -> None:
        """Rename a group."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Groups/{group_id}/name", body=body, key=key))

    def delete(self, group_id: int, *, key: str | None = None) -> None:
        """Delete a group: who waits there goes on by the rules."""
        self._sender.run(Request(method="DELETE", path=f"/api/v1/Groups/{group_id}", key=key))

    def members(self, group_id: int) -> GroupMembers:
        """The members of a group and their priorities."""
        return self._sender.answer(Request(method="GET", path=f"/api/v1/Groups/{group_id}/members"), GroupMembers)

    def set_members(self, group_id: int, body: GroupMembers, *, key: str | None = None) -> None:
        """Set the members and their priorities."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Groups/{group_id}/members", body=body, key=key))

    def settings(self, group_id: int) -> GroupSettingsModel:
        """Settings."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/Groups/{group_id}/settings"), GroupSettingsModel
        )

    def set_settings(self, group_id: int, body: GroupSettingsUpdate, *, key: str | None = None) -> None:
        """Change settings (given keys only)."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Groups/{group_id}/settings", body=body, key=key))
