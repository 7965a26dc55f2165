"""What the environment decides, read once at the start."""

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from hovorna.adapters.openid.settings import ProviderSettings, read_providers
from hovorna.application.webhooks.addresses import networks_of

DEFAULT_DATA = Path("hovorna-data")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class BadSetting(Exception):
    """An environment variable or an option holds what can't be used."""


class Settings(msgspec.Struct, frozen=True):
    #: HOVORNA_PUBLIC_URL: what addresses in answers begin with; None is the request's own address.
    public_url: str | None = None
    #: HOVORNA_TRUSTED_PROXIES: networks whose forwarded headers are believed, separated by commas.
    trusted_proxies: tuple[Network, ...] = ()
    #: HOVORNA_GUESTS_PER_MINUTE: how many sessions one address may create.
    guests_per_minute: int = 60
    #: HOVORNA_OPENID_PROVIDERS: where people may log in instead, as a JSON list; see the page on logging in.
    openid_providers: tuple[ProviderSettings, ...] = ()
    #: HOVORNA_WEBHOOK_ALLOW: networks (CIDR) that webhooks may reach though they are not public, separated by commas.
    webhook_allow: tuple[Network, ...] = ()


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    url = environment.get("HOVORNA_PUBLIC_URL", "").rstrip("/") or None
    if url is not None and not url.startswith(("http://", "https://")):
        raise BadSetting("HOVORNA_PUBLIC_URL must begin with http:// or https://.")
    return Settings(
        url, _networks(environment), _rate(environment), _providers(environment), _webhook_allow(environment)
    )


def _networks(environment: Mapping[str, str]) -> tuple[Network, ...]:
    text = environment.get("HOVORNA_TRUSTED_PROXIES", "")
    try:
        return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise BadSetting(f"HOVORNA_TRUSTED_PROXIES: {error}.") from error


def _rate(environment: Mapping[str, str]) -> int:
    text = environment.get("HOVORNA_GUESTS_PER_MINUTE", "60")
    if not text.isdigit() or int(text) == 0:
        raise BadSetting("HOVORNA_GUESTS_PER_MINUTE must be a positive whole number.")
    return int(text)


def _providers(environment: Mapping[str, str]) -> tuple[ProviderSettings, ...]:
    try:
        return read_providers(environment.get("HOVORNA_OPENID_PROVIDERS", ""))
    except ValueError as error:
        raise BadSetting(f"HOVORNA_OPENID_PROVIDERS: {error}.") from None


def _webhook_allow(environment: Mapping[str, str]) -> tuple[Network, ...]:
    try:
        return networks_of(environment.get("HOVORNA_WEBHOOK_ALLOW", ""))
    except ValueError as error:
        raise BadSetting(f"HOVORNA_WEBHOOK_ALLOW: {error}") from None
