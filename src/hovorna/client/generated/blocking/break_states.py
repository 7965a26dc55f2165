"""Break states. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request
from hovorna.contract.users_states import BreakStateModel, NewBreakState


class BreakStatesCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(self) -> builtins.list[BreakStateModel]:
        """The company's reasons for breaks."""
        return self._sender.answer(Request(method="GET", path="/api/v1/BreakStates"), builtins.list[BreakStateModel])

    def create(self, body: NewBreakState, *, key: str | None = None) -> int:
        """Add a reason."""
        return self._sender.answer(Request(method="POST", path="/api/v1/BreakStates", body=body, key=key), int)

    def update(self, break_state_id: int, body: NewBreakState, *, key: str | None = None) -> None:
        """Change a reason."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/BreakStates/{break_state_id}", body=body, key=key))

    def delete(self, break_state_id: int, *, key: str | None = None) -> None:
        """Offer a reason no longer; histories go on naming it."""
        self._sender.run(Request(method="DELETE", path=f"/api/v1/BreakStates/{break_state_id}", key=key))
