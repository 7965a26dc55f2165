"""Login. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request
from hovorna.contract.logins import LoginView, Me, NewPassword, NewSecondFactor, OneCode, OwnPassword, SecondFactor


class LoginCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def me(self) -> Me:
        """Who one is, and what one may do where."""
        return self._sender.answer(Request(method="GET", path="/api/v1/me"), Me)

    def change_my_password(self, body: OwnPassword, *, key: str | None = None) -> None:
        """Change one's password; all other logins end."""
        self._sender.run(Request(method="PUT", path="/api/v1/me/password", body=body, key=key))

    def begin_my_second_factor(self, body: NewSecondFactor, *, key: str | None = None) -> SecondFactor:
        """Get a secret for a second factor; with the code of that secret, use it from now on."""
        return self._sender.answer(Request(method="POST", path="/api/v1/me/totp", body=body, key=key), SecondFactor)

    def remove_my_second_factor(self, body: OneCode, *, key: str | None = None) -> None:
        """Go without a second factor."""
        self._sender.run(Request(method="DELETE", path="/api/v1/me/totp", body=body, key=key))

    def set_password(self, user_id: int, body: NewPassword, *, key: str | None = None) -> None:
        """Set somebody's password; all their logins end."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/Users/{user_id}/password", body=body, key=key))

    def remove_second_factor(self, user_id: int, *, key: str | None = None) -> None:
        """Let somebody log in without the second factor that they have lost."""
        self._sender.run(Request(method="DELETE", path=f"/api/v1/Users/{user_id}/totp", key=key))

    def list(self, *, user_id: int | None = None) -> builtins.list[LoginView]:
        """One's logins that go on; with `userId` somebody else's."""
        return self._sender.answer(
            Request(method="GET", path="/api/v1/logins", query={"userId": user_id}), builtins.list[LoginView]
        )

    def end(self, login_id: int, *, key: str | None = None) -> None:
        """End a login: its tokens are refused from now on."""
        self._sender.run(Request(method="DELETE", path=f"/api/v1/logins/{login_id}", key=key))
