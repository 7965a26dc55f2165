"""Where webhooks may go."""

import pytest

from hovorna.application.webhooks.addresses import may_be_reached, networks_of


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.216.34",
        "172.15.255.255",
        "172.32.0.1",
        "2606:4700:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
    ],
)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert may_be_reached(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "100::1",
        "2001:db8::1",
        "3fff::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "::ffff:0:0",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::8.8.8.8",
        "64:ff9b:1:fffe::10.0.0.1",
        "2002:7f00:1::",
        "2002:a00:1::1",
    ],
)
def test_whatever_is_not_globally_routable_is_refused_also_wrapped_in_ipv6(address: str) -> None:
    assert not may_be_reached(address)


@pytest.mark.parametrize("text", ["", "localhost", "2130706433", "0x7f000001", "127.1", "10.0.0.1/8"])
def test_what_is_no_address_is_refused(text: str) -> None:
    assert not may_be_reached(text)


def test_an_allow_list_opens_what_it_names_and_nothing_else() -> None:
    allowed = networks_of("10.1.0.0/16, fd00::/8")
    assert may_be_reached("10.1.2.3", allowed)
    assert may_be_reached("fd00::7", allowed)
    assert may_be_reached("8.8.8.8", allowed)
    assert not may_be_reached("10.2.0.1", allowed)
    assert not may_be_reached("127.0.0.1", allowed)


def test_an_allow_list_of_ipv4_also_names_its_forms_in_ipv6() -> None:
    allowed = networks_of("10.0.0.0/8")
    assert may_be_reached("::ffff:10.0.0.1", allowed)
    assert may_be_reached("64:ff9b::10.0.0.1", allowed)
    assert may_be_reached("64:ff9b:1::1", networks_of("64:ff9b:1::/48"))


def test_a_list_of_networks_is_read_or_refused_with_a_sentence() -> None:
    assert networks_of("") == ()
    read = networks_of("10.0.0.7/8,::1 192.168.0.1")
    assert [str(one) for one in read] == ["10.0.0.0/8", "::1/128", "192.168.0.1/32"]
    with pytest.raises(ValueError, match=r"hello is no network"):
        networks_of("10.0.0.0/8, hello")
