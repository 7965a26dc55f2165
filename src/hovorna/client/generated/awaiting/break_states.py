"""Break states. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.users_states import BreakStateModel, NewBreakState


class BreakStatesCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self) -> builtins.list[BreakStateModel]:
        """The company's reasons for breaks."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/BreakStates"), builtins.list[BreakStateModel]
        )

    async def create(self, body: NewBreakState, *, key: str | None = None) -> int:
        """Add a reason."""
        return await self._sender.answer(Request(method="POST", path="/api/v1/BreakStates", body=body, key=key), int)

    async def update(self, break_state_id: int, body: NewBreakState, *, key: str | None = None) -> None:
        """Change a reason."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/BreakStates/{break_state_id}", body=body, key=key))

    async def delete(self, break_state_id: int, *, key: str | None = None) -> None:
        """Offer a reason no longer; histories go on naming it."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/BreakStates/{break_state_id}", key=key))
