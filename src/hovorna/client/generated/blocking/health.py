"""Health. Written by `make generate` from the table of operations."""

from typing import Any

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request


class HealthCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def get(self) -> dict[str, Any]:
        """How far those who follow the logs are behind."""
        return self._sender.answer(Request(method="GET", path="/health"), dict[str, Any])

    def live(self) -> dict[str, str]:
        """Whether the process answers."""
        return self._sender.answer(Request(method="GET", path="/health/live"), dict[str, str])

    def ready(self) -> dict[str, str]:
        """Whether the writer runs and its last commit went well."""
        return self._sender.answer(Request(method="GET", path="/health/ready"), dict[str, str])
