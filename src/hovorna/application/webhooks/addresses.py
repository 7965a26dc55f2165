"""Which network addresses webhooks may reach: public ones, and those that an allow-list names.

What a webhook's host means is asked when a connection is made, and the rule is applied to the address that is
connected to: a name may mean something else each time it is asked for.
"""

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: What no list but an allow-list may open: the registries of special addresses (RFC 6890 and its updates).
_CLOSED_V4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
#: The only part of IPv6 that is given to hosts of the internet, and what in it is not.
_OPEN_V6 = ipaddress.IPv6Network("2000::/3")
_CLOSED_V6 = tuple(
    ipaddress.IPv6Network(text)
    # Protocols (Teredo among them), and examples.
    for text in ("2001::/23", "2001:db8::/32", "3fff::/20")
)
#: A gateway makes IPv4 of these: the well-known prefix (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LAST_32_BITS = 0xFFFF_FFFF


def may_be_reached(address: str, allowed: Iterable[Network] = ()) -> bool:
    """Whether a connection may go there. What is no address may not be reached.

    An allow-list may name the address as it is, or the IPv4 address inside it.
    """
    try:
        forms = _forms(ipaddress.ip_address(address))
    except ValueError:
        return False
    if any(form in network for form in forms for network in allowed):
        return True
    return _is_public(forms[-1])


def _forms(address: Address) -> list[Address]:
    """The address, and where another is wrapped in it that one as the last."""
    forms: list[Address] = [address]
    while (inner := _inside(forms[-1])) is not None:
        forms.append(inner)
    return forms


def _inside(address: Address) -> Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & _LAST_32_BITS)
    # ::ffff:1.2.3.4, and 2002:0102:0304:: of a gateway.
    return address.ipv4_mapped or address.sixtofour


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


def networks_of(text: str) -> tuple[Network, ...]:
    """A list separated by commas or blanks. Raises ValueError with a sentence."""
    found: list[Network] = []
    for part in text.replace(",", " ").split():
        try:
            found.append(ipaddress.ip_network(part, strict=False))
        except ValueError:
            raise ValueError(f"{part} is no network in CIDR form, such as 10.1.0.0/16.") from None
    return tuple(found)
