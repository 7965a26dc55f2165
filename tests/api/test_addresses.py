"""Absolute addresses in answers, and whose request it is; a proxy's word counts only if it is ours."""

import ipaddress
from typing import Any

import pytest

from hovorna.api.addresses import caller_address, public_base
from hovorna.api.parts import ApiSettings

PROXIES = ApiSettings(trusted_proxies=(ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("fd00::/8")))


def scope(peer: str, **headers: str) -> Any:  # Any: as little of an ASGI scope as is looked at
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"scheme": "http", "headers": named, "client": (peer, 5000), "server": ("192.0.2.1", 8080)}


@pytest.mark.parametrize(
    ("host", "base"),
    [
        ("desk.example", b"http://desk.example"),
        ("desk.example:8080", b"http://desk.example:8080"),
        ("[2001:db8::1]:80", b"http://[2001:db8::1]:80"),
    ],
)
def test_it_is_the_requests_own_address(host: str, base: bytes) -> None:
    assert public_base(scope("203.0.113.5", host=host), ApiSettings()) == base


@pytest.mark.parametrize("host", ['x"},{"a":"', "a b", "evil/path", "", "user@evil", "a" * 300, "x:y"])
def test_a_host_that_is_none_gets_into_no_answer(host: str) -> None:
    assert public_base(scope("203.0.113.5", host=host), ApiSettings()) == b"http://192.0.2.1:8080"


def test_the_setting_wins() -> None:
    settings = ApiSettings(public_url="https://desk.example/centre/")
    assert public_base(scope("203.0.113.5", host="other"), settings) == b"https://desk.example/centre"


def test_a_strangers_forwarded_headers_mean_nothing() -> None:
    told = {"host": "a", "x_forwarded_proto": "https", "x_forwarded_host": "evil", "x_forwarded_for": "198.51.100.1"}
    for settings in (ApiSettings(), PROXIES):
        assert public_base(scope("203.0.113.5", **told), settings) == b"http://a"
        assert caller_address(scope("203.0.113.5", **told), settings) == "203.0.113.5"


def test_our_proxys_forwarded_headers_are_believed() -> None:
    told = {"host": "a", "x_forwarded_proto": "HTTPS", "x_forwarded_host": "desk.example, inner"}
    assert public_base(scope("10.1.2.3", **told), PROXIES) == b"https://desk.example"
    assert public_base(scope("10.1.2.3", host="a", x_forwarded_proto="gopher"), PROXIES) == b"http://a"


@pytest.mark.parametrize(
    ("chain", "address"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("198.51.100.1, 10.9.9.9", "198.51.100.1"),
        ("192.0.2.66, 198.51.100.1", "198.51.100.1"),
        ("2001:db8::5", "2001:db8::5"),
        ("198.51.100.1, nonsense", "10.1.2.3"),
        ("", "10.1.2.3"),
    ],
)
def test_the_caller_is_the_nearest_hop_that_is_no_proxy_of_ours(chain: str, address: str) -> None:
    assert caller_address(scope("10.1.2.3", x_forwarded_for=chain), PROXIES) == address
