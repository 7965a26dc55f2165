"""Addresses of the server, and of nobody else: the token goes with every request."""

from typing import Any

import httpx

from hovorna import __version__
from hovorna.client.errors import ClientError
from hovorna.client.options import Options


class ForeignAddress(ClientError):
    """The address is not one of this server's, so that it must not see our token."""


def http_settings(base_url: str, options: Options[Any]) -> dict[str, Any]:  # Any: httpx's own arguments
    return {
        "base_url": base_url,
        "timeout": options.timeout,
        "headers": {"User-Agent": f"hovorna-client/{__version__}"},
    }


def path_inside(base: httpx.URL, url: str) -> str:
    """What of an absolute address comes after the server's own. Raises ForeignAddress."""
    found = httpx.URL(url)
    if (found.scheme, found.host, found.port) != (base.scheme, base.host, base.port):
        raise ForeignAddress(f"{url} is not at {base}.")
    path = found.raw_path.decode("ascii")
    return path.removeprefix(base.raw_path.decode("ascii").rstrip("/"))
