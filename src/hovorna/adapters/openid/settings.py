"""What has to be known of an OpenID provider, and what it may be."""

from urllib.parse import urlsplit

import msgspec

#: Keeps its keys and tokens on hosts of another domain than its issuer.
_KNOWN_HOSTS = {"accounts.google.com": ("oauth2.googleapis.com", "www.googleapis.com")}
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class ProviderSettings(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    #: On the button, and what `openIDProvider` of a user says.
    name: str
    issuer: str
    client_id: str
    client_secret: str
    #: Hosts that belong to it beside the issuer's own.
    hosts: tuple[str, ...] = ()
    #: Its e-mail addresses are believed also where it does not say that it has verified them.
    trusts_email: bool = False

    @property
    def is_plain(self) -> bool:
        """Without TLS, which is for providers on this very machine only."""
        return self.issuer.startswith("http://")

    @property
    def known_hosts(self) -> frozenset[str]:
        own = urlsplit(self.issuer).hostname or ""
        return frozenset({own, *self.hosts, *_KNOWN_HOSTS.get(own, ())})


def read_providers(text: str) -> tuple[ProviderSettings, ...]:
    """From a JSON list. Raises ValueError with a sentence that quotes nothing: secrets stand in it."""
    try:
        providers = msgspec.json.decode(text or "[]", type=tuple[ProviderSettings, ...])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(f"must be a JSON list of providers: {error}") from None
    if len({one.name for one in providers}) < len(providers):
        raise ValueError("two providers have the same name")
    for one in providers:
        _require_usable(one)
    return providers


def _require_usable(provider: ProviderSettings) -> None:
    if not all((provider.name, provider.client_id, provider.client_secret)):
        raise ValueError("name, clientId and clientSecret must not be empty")
    parts = urlsplit(provider.issuer)
    is_here = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not parts.hostname or (parts.scheme != "https" and not is_here):
        raise ValueError("an issuer must be an https address, or http on this machine")
