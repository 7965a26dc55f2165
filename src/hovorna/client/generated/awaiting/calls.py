"""Calls. Written by `make generate` from the table of operations."""

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request
from hovorna.contract.operations_operator import DialReport, NewDial


class CallsCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def dial(self, session_id: int, body: NewDial, *, key: str | None = None) -> None:
        """The system dials: a predictive campaign."""
        await self._sender.run(Request(method="POST", path=f"/api/v1/calls/{session_id}/dial", body=body, key=key))

    async def dial_result(self, session_id: int, body: DialReport, *, key: str | None = None) -> None:
        """How far the dial of the guest's number is."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/calls/{session_id}/dial-result", body=body, key=key)
        )

    async def forward_result(self, session_id: int, body: DialReport, *, key: str | None = None) -> None:
        """How far the dial of a forward to a number is."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/calls/{session_id}/forward-result", body=body, key=key)
        )
