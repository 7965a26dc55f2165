"""Where a browser may be sent after a login: addresses that somebody registered, and no others."""

from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

#: The page shows the code and the person copies it (an old convention of native programs).
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"

LONGEST = 1000
_LOOPBACK = ("127.0.0.1", "::1")


def why_unfit(address: str) -> str | None:
    """The sentence for whoever wants to register it; None if it may be."""
    if address == OUT_OF_BAND:
        return None
    parts = _split(address)
    if parts is None or not parts.scheme or len(address) > LONGEST or not address.isprintable() or " " in address:
        return "Must be an absolute address."
    if "#" in address:
        return "Must not have a fragment."
    if parts.scheme == "https":
        return None if parts.hostname else "Must name a host."
    if parts.scheme == "http":
        # RFC 8252, section 7.3: a native program listens on its own machine.
        return None if parts.hostname in (*_LOOPBACK, "localhost") else "Must be https, but on the caller's machine."
    # RFC 8252, section 7.1: the scheme of a native program is a domain name turned around.
    return None if "." in parts.scheme else "Must be https, http on 127.0.0.1, or a scheme with a dot in it."


def is_registered(address: str, registered: Iterable[str]) -> bool:
    """The same text; on the loopback any port, because the system gives one out when the program starts."""
    if address in (known := tuple(registered)):
        return True
    without_port = _loopback_without_port(address)
    return without_port is not None and without_port in map(_loopback_without_port, known)


def _loopback_without_port(address: str) -> str | None:
    parts = _split(address)
    if parts is None or parts.scheme != "http" or parts.hostname not in _LOOPBACK or "@" in parts.netloc:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    rest = address.removeprefix(f"http://{parts.netloc}")
    return None if rest == address else f"http://{host}{rest}"


def origin_of(address: str) -> str:
    """What a content security policy calls it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else f"{parts.scheme}:"


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        # Read here because a port that is none is noticed only then.
        _ = parts.port
    except ValueError:
        return None
    return parts
