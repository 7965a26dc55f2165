"""An OpenID provider elsewhere, as logging in needs it."""

from typing import Protocol

import msgspec


class ProviderFailed(Exception):
    """The provider can't be reached, or what it says can't be believed. The sentence holds nothing secret."""


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider vouches for."""

    provider: str
    subject: str
    #: Only where the provider says that it has verified it, or the configuration trusts it in this.
    email: str | None = None


class Trip(msgspec.Struct, frozen=True, kw_only=True):
    """One way to a provider and back."""

    #: Where it sends the person back to.
    redirect: str
    nonce: str
    #: Of RFC 7636: whoever brings the code back must be the one who set out.
    verifier: str


class OpenIdProvider(Protocol):
    #: Also what `openIDProvider` of a user says.
    @property
    def name(self) -> str: ...

    async def address(self, trip: Trip, state: str) -> str:
        """Where to send the person. Raises ProviderFailed."""
        ...

    async def identify(self, trip: Trip, code: str) -> Identity:
        """Raises ProviderFailed."""
        ...
