"""Users. Written by `make generate` from the table of operations."""

import builtins
from collections.abc import Sequence
from datetime import datetime

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.settings import UserSettingsModel, UserSettingsUpdate
from hovorna.contract.users import (
    CreateUserModel,
    DepartmentRolesModel,
    SetDepartmentMembershipModel,
    SetEnabledModel,
    SetGlobalRolesModel,
    UpdateUserModel,
    UserChanges,
    UserModel,
)
from hovorna.contract.users_invitations import CreateInvitationModel, InvitationModel, ResponseInvitationModel
from hovorna.contract.users_states import (
    OperatorStateModel,
    OperatorStatesModel,
    SetAvailabilityStatusModel,
    SetOperatorStateModel,
    UserStatusInfoModel,
)


class UsersCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def settings(self, user_id: int, *, department_id: int | None = None) -> UserSettingsModel:
        """Settings."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Users/{user_id}/settings", query={"departmentId": department_id}),
            UserSettingsModel,
        )

    async def set_settings(
        self, user_id: int, body: UserSettingsUpdate, *, department_id: int | None = None, key: str | None = None
    ) -> None:
        """Change settings (given keys only)."""
        await self._sender.run(
            Request(
                method="PUT",
                path=f"/api/v1/Users/{user_id}/settings",
                query={"departmentId": department_id},
                body=body,
                key=key,
            )
        )

    async def list(
        self, *, company_id: int | None = None, limit: int | None = None, offset: int | None = None
    ) -> builtins.list[UserModel]:
        """List users; without a limit all of them."""
        return await self._sender.answer(
            Request(
                method="GET", path="/api/v1/Users", query={"companyId": company_id, "limit": limit, "offset": offset}
            ),
            builtins.list[UserModel],
        )

    async def create(self, body: CreateUserModel, *, company_id: int | None = None, key: str | None = None) -> int:
        """Create a user."""
        return await self._sender.answer(
            Request(method="POST", path="/api/v1/Users", query={"companyId": company_id}, body=body, key=key), int
        )

    async def update_many(self, body: Sequence[UserChanges], *, key: str | None = None) -> None:
        """Update several users; a member that is null or absent stays as it is."""
        await self._sender.run(Request(method="PUT", path="/api/v1/Users", body=body, key=key))

    async def get(self, user_id: int) -> UserModel:
        """One user."""
        return await self._sender.answer(Request(method="GET", path=f"/api/v1/Users/{user_id}"), UserModel)

    async def update(self, user_id: int, body: UpdateUserModel, *, key: str | None = None) -> None:
        """Update a user."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Users/{user_id}", body=body, key=key))

    async def set_departments(
        self, user_id: int, body: SetDepartmentMembershipModel, *, key: str | None = None
    ) -> None:
        """Set department membership."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Users/{user_id}/departments", body=body, key=key))

    async def set_roles(
        self, user_id: int, department_id: int, body: DepartmentRolesModel, *, key: str | None = None
    ) -> None:
        """Set roles in a department."""
        await self._sender.run(
            Request(method="PUT", path=f"/api/v1/Users/{user_id}/departments/{department_id}/roles", body=body, key=key)
        )

    async def set_global_roles(self, user_id: int, body: SetGlobalRolesModel, *, key: str | None = None) -> None:
        """Set global roles."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Users/{user_id}/globalRoles", body=body, key=key))

    async def set_enabled(self, user_id: int, body: SetEnabledModel, *, key: str | None = None) -> None:
        """Enable or disable."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Users/{user_id}/enabled", body=body, key=key))

    async def operator_states(self) -> builtins.list[OperatorStateModel]:
        """Current state of every operator."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/Users/operatorStates"), builtins.list[OperatorStateModel]
        )

    async def operator_states_of(
        self,
        user_id: int,
        *,
        limit: int | None = None,
        page: int | None = None,
        last_modified: datetime | None = None,
        date_limit: datetime | None = None,
    ) -> OperatorStatesModel:
        """State history of an operator, the oldest change first; page starts at 1."""
        return await self._sender.answer(
            Request(
                method="GET",
                path=f"/api/v1/Users/{user_id}/operatorStates",
                query={"limit": limit, "page": page, "lastModified": last_modified, "dateLimit": date_limit},
            ),
            OperatorStatesModel,
        )

    async def set_operator_state(self, user_id: int, body: SetOperatorStateModel, *, key: str | None = None) -> None:
        """Set an operator state."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Users/{user_id}/operatorState", body=body, key=key))

    async def status(self, user_id: int) -> UserStatusInfoModel:
        """Simplified and availability status."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Users/{user_id}/status"), UserStatusInfoModel
        )

    async def set_status(self, user_id: int, body: SetAvailabilityStatusModel, *, key: str | None = None) -> None:
        """Set the availability status."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Users/{user_id}/status", body=body, key=key))

    async def invitations(self) -> builtins.list[InvitationModel]:
        """Invitations of the operators for whom the caller may act."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/Users/invitations"), builtins.list[InvitationModel]
        )

    async def invite(self, body: CreateInvitationModel, *, key: str | None = None) -> ResponseInvitationModel:
        """Generate an invitation."""
        return await self._sender.answer(
            Request(method="POST", path="/api/v1/Users/invitations", body=body, key=key), ResponseInvitationModel
        )

    async def delete_invitation(self, invitation_id: int, *, key: str | None = None) -> None:
        """Invalidate an invitation."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/Users/invitations/{invitation_id}", key=key))
