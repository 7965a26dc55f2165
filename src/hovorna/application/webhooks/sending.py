"""One attempt to deliver: what is sent, what may come back."""

from typing import Protocol

import msgspec

from hovorna.application.webhooks.addresses import Network


class Parcel(msgspec.Struct, frozen=True):
    """A POST request. The URL may hold user and password, which become Basic authentication."""

    url: str
    body: bytes
    headers: dict[str, str]
    #: Networks that are not public and may be reached all the same.
    allowed: tuple[Network, ...] = ()


class Receipt(msgspec.Struct, frozen=True):
    """What came back: a status, or the reason why there is none."""

    status: int | None = None
    #: As it came.
    retry_after: str | None = None
    #: A sentence without the address; only where there is no status.
    fault: str | None = None


class Sender(Protocol):
    async def send(self, parcel: Parcel) -> Receipt:
        """Raises nothing: whatever goes wrong is told by the receipt."""
        ...

    async def close(self) -> None: ...
