"""Health. Written by `make generate` from the table of operations."""

from typing import Any

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request


class HealthCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def get(self) -> dict[str, Any]:
        """How far those who follow the logs are behind."""
        return await self._sender.answer(Request(method="GET", path="/health"), dict[str, Any])

    async def live(self) -> dict[str, str]:
        """Whether the process answers."""
        return await self._sender.answer(Request(method="GET", path="/health/live"), dict[str, str])

    async def ready(self) -> dict[str, str]:
        """Whether the writer runs and its last commit went well."""
        return await self._sender.answer(Request(method="GET", path="/health/ready"), dict[str, str])
