"""A browser is sent to registered addresses only."""

import pytest

from hovorna.application.logins.redirects import OUT_OF_BAND, is_registered, origin_of, why_unfit

REGISTERED = ("https://desk.example/in", "http://127.0.0.1/in", "http://[::1]:80/in", "com.example.app:/in")


@pytest.mark.parametrize(
    "address",
    [
        *REGISTERED,
        "http://127.0.0.1:49152/in",
        "http://127.0.0.1:1/in",
        "http://[::1]:49152/in",
    ],
)
def test_what_is_registered_and_any_port_of_the_loopback_is_good(address: str) -> None:
    assert is_registered(address, REGISTERED)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://desk.example/in/",
        "https://desk.example/IN",
        "https://desk.example/in?x=1",
        "https://desk.example:443/in",
        "https://desk.example.evil.example/in",
        "https://evil.example@desk.example/in",
        "http://desk.example/in",
        "http://127.0.0.1:49152/other",
        "http://127.0.0.1:49152/in?x=1",
        "http://127.0.0.1.evil.example/in",
        "http://127.0.0.1:80@evil.example/in",
        "http://x@127.0.0.1/in",
        "https://127.0.0.1/in",
        "http://127.0.0.1:99999/in",
        "http://localhost/in",
        "HTTP://127.0.0.1/in",
        "//127.0.0.1/in",
        "http://[::1/in",
        OUT_OF_BAND,
    ],
)
def test_what_only_looks_like_it_is_not(address: str) -> None:
    assert not is_registered(address, REGISTERED)


@pytest.mark.parametrize("address", [*REGISTERED, OUT_OF_BAND, "http://localhost:3000/in", "https://desk.example"])
def test_these_can_be_registered(address: str) -> None:
    assert why_unfit(address) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "absolute"),
        ("/in", "absolute"),
        ("https://desk.example/a b", "absolute"),
        ("https://desk.example/\n", "absolute"),
        ("https://desk.example/" + "x" * 1000, "absolute"),
        ("http://[::1/in", "absolute"),
        ("https://desk.example/#in", "fragment"),
        ("https:///in", "host"),
        ("http://desk.example/in", "https"),
        ("javascript:alert(1)", "scheme"),
        ("app:/in", "scheme"),
    ],
)
def test_these_can_not(address: str, why: str) -> None:
    assert why in str(why_unfit(address))


def test_the_origin_is_what_a_policy_calls_it() -> None:
    assert origin_of("http://127.0.0.1:49152/in?x=1") == "http://127.0.0.1:49152"
    assert origin_of("com.example.app:/in") == "com.example.app:"
