"""Login. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.logins import LoginView, Me, NewPassword, NewSecondFactor, OneCode, OwnPassword, SecondFactor


class LoginCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def me(self) -> Me:
        """Who one is, and what one may do where."""
        return await self._sender.answer(Request(method="GET", path="/api/v1/me"), Me)

    async def change_my_password(self, body: OwnPassword, *, key: str | None = None) -> None:
        """Change one's password; all other logins end."""
        await self._sender.run(Request(method="PUT", path="/api/v1/me/password", body=body, key=key))

    async def begin_my_second_factor(self, body: NewSecondFactor, *, key: str | None = None) -> SecondFactor:
        """Get a secret for a second factor; with the code of that secret, use it from now on."""
        return await self._sender.answer(
            Request(method="POST", path="/api/v1/me/totp", body=body, key=key), SecondFactor
        )

    async def remove_my_second_factor(self, body: OneCode, *, key: str | None = None) -> None:
        """Go without a second factor."""
        await self._sender.run(Request(method="DELETE", path="/api/v1/me/totp", body=body, key=key))

    async def set_password(self, user_id: int, body: NewPassword, *, key: str | None = None) -> None:
        """Set somebody's password; all their logins end."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Users/{user_id}/password", body=body, key=key))

    async def remove_second_factor(self, user_id: int, *, key: str | None = None) -> None:
        """Let somebody log in without the second factor that they have lost."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/Users/{user_id}/totp", key=key))

    async def list(self, *, user_id: int | None = None) -> builtins.list[LoginView]:
        """One's logins that go on; with `userId` somebody else's."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/logins", query={"userId": user_id}), builtins.list[LoginView]
        )

    async def end(self, login_id: int, *, key: str | None = None) -> None:
        """End a login: its tokens are refused from now on."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/logins/{login_id}", key=key))
