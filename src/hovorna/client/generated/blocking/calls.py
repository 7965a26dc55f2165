"""Calls. Written by `make generate` from the table of operations."""

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request
from hovorna.contract.operations_operator import DialReport, NewDial


class CallsCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def dial(self, session_id: int, body: NewDial, *, key: str | None = None) -> None:
        """The system dials: a predictive campaign."""
        self._sender.run(Request(method="POST", path=f"/api/v1/calls/{session_id}/dial", body=body, key=key))

    def dial_result(self, session_id: int, body: DialReport, *, key: str | None = None) -> None:
        """How far the dial of the guest's number is."""
        self._sender.run(Request(method="POST", path=f"/api/v1/calls/{session_id}/dial-result", body=body, key=key))

    def forward_result(self, session_id: int, body: DialReport, *, key: str | None = None) -> None:
        """How far the dial of a forward to a number is."""
        self._sender.run(Request(method="POST", path=f"/api/v1/calls/{session_id}/forward-result", body=body, key=key))
