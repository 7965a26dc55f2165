"""Where a request came from and under which address it found us; a proxy's word counts only if it is ours."""

import ipaddress
import re

from litestar.types import Scope

from hovorna.api.parts import ApiSettings

#: It goes into answers as it is, so nothing but a host and a port may come through.
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
_UNKNOWN = "0.0.0.0"  # noqa: S104 - nothing listens there


def header(scope: Scope, name: bytes) -> str | None:
    for key, value in scope["headers"]:
        if key == name:
            return value.decode("latin-1")
    return None


def public_base(scope: Scope, settings: ApiSettings) -> bytes:
    """What absolute addresses in the answer begin with, without a slash at its end."""
    if settings.public_url is not None:
        return settings.public_url.rstrip("/").encode()
    scheme, host = scope["scheme"], header(scope, b"host")
    if settings.trusted_proxies and _is_trusted(_peer(scope), settings):
        forwarded = _first(header(scope, b"x-forwarded-proto"))
        scheme = forwarded.lower() if forwarded and forwarded.lower() in ("http", "https") else scheme
        host = _first(header(scope, b"x-forwarded-host")) or host
    if host is None or not _HOST.fullmatch(host):
        host = _own_host(scope)
    return f"{scheme}://{host}".encode()


def caller_address(scope: Scope, settings: ApiSettings) -> str:
    """The nearest address that is no proxy of ours."""
    peer = _peer(scope)
    if not settings.trusted_proxies or not _is_trusted(peer, settings):
        return peer
    chain = header(scope, b"x-forwarded-for") or ""
    for hop in reversed([part.strip() for part in chain.split(",") if part.strip()]):
        if not _is_address(hop):
            return peer
        peer = hop
        if not _is_trusted(hop, settings):
            break
    return peer


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else _UNKNOWN


def _own_host(scope: Scope) -> str:
    server = scope.get("server")
    return f"{server[0]}:{server[1]}" if server else "localhost"


def _first(value: str | None) -> str | None:
    return value.split(",")[0].strip() or None if value else None


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_trusted(address: str, settings: ApiSettings) -> bool:
    if not _is_address(address):
        return False
    parsed = ipaddress.ip_address(address)
    return any(parsed in network for network in settings.trusted_proxies)
