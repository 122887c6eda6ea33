"""Which addresses may be dialled."""

from __future__ import annotations

import ipaddress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.contracts.network import NotSent
from detente.net.addresses import AddressRefused, AllowedOrigins, is_public, origin_of, vet

PRIVATE = [
    "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1",
    "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "2002:a00:1::1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2001:0:7f00:1::f5ff:fffe", "2001:db8::1",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_a_stranger_could_not_have_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_never_makes_it_public(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    nat64 = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) + (int(address) << 80))
    if not is_public(address):
        assert not any(is_public(each) for each in (mapped, nat64, sixtofour))


def test_every_answer_of_the_resolver_must_be_public() -> None:
    with pytest.raises(AddressRefused):
        vet(origin_of(httpx.URL("https://mixed.example/")), AllowedOrigins(), lambda _h, _p: ["8.8.8.8", "127.0.0.1"])


def test_a_resolver_that_answers_nonsense_is_refused() -> None:
    with pytest.raises(AddressRefused):
        vet(origin_of(httpx.URL("https://odd.example/")), AllowedOrigins(), lambda _h, _p: ["not an address"])


def test_a_name_without_an_address_was_not_sent() -> None:
    with pytest.raises(NotSent, match="has no address"):
        vet(origin_of(httpx.URL("https://nowhere.example/")), AllowedOrigins(), lambda _h, _p: [])


def test_the_name_of_an_address_is_resolved_once() -> None:
    asked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["8.8.8.8"]

    assert vet(origin_of(httpx.URL("https://one.example/")), AllowedOrigins(), resolver) == ("8.8.8.8",)
    assert asked == ["one.example"]


def test_plain_http_is_refused_even_to_a_public_address() -> None:
    with pytest.raises(AddressRefused, match="plain http"):
        vet(origin_of(httpx.URL("http://plain.example/")), AllowedOrigins(), lambda _h, _p: ["8.8.8.8"])


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8001/", "https://127.0.0.1:8000/", "http://localhost:8000/", "http://2130706433:8000/",
     "http://127.1:8000/", "http://[::ffff:127.0.0.1]:8000/"],
)  # fmt: skip
def test_a_neighbour_of_an_allowed_origin_stays_refused(url: str) -> None:
    allowed = AllowedOrigins(["http://127.0.0.1:8000"])
    with pytest.raises(AddressRefused):
        vet(origin_of(httpx.URL(url)), allowed, lambda _h, _p: ["127.0.0.1"])


def test_an_allowed_origin_may_be_private_and_plain() -> None:
    allowed = AllowedOrigins(["http://127.0.0.1:8000/"])
    assert vet(origin_of(httpx.URL("http://127.0.0.1:8000/p/x")), allowed, lambda _h, _p: ["127.0.0.1"])
    assert allowed.listed() == ("http://127.0.0.1:8000",)


@pytest.mark.parametrize(
    "text",
    ["*", "http://*", "http://*.example.org", "127.0.0.1:8000", "http://127.0.0.1:8000/p/", "http://a:b@example.org",
     "ftp://example.org", "http://", "https://example.org?x=1", "http://127.0.0.1:*"],
)  # fmt: skip
def test_an_allow_list_takes_exact_origins_only(text: str) -> None:
    with pytest.raises(ValueError, match="origin such as"):
        AllowedOrigins([text])


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "//example.org/", "https://a:b@example.org/"]
)
def test_an_address_that_is_not_a_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        origin_of(httpx.URL(url))
