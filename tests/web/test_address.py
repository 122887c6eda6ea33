"""Whose tries are counted."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from detente.publicpage import visitor
from detente.web.address import address_of


@pytest.mark.parametrize("address_of", [address_of, visitor.address_of], ids=["desk", "page"])
@pytest.mark.parametrize(
    ("url", "peer", "told", "found"),
    [
        ("", "45.0.0.9", "", "45.0.0.9"),
        ("", "127.0.0.1", "198.51.100.4", "127.0.0.1"),
        ("https://desk.example", "127.0.0.1", "198.51.100.4", "198.51.100.4"),
        ("https://desk.example", "10.0.0.2", "1.1.1.1, 198.51.100.4", "198.51.100.4"),
        ("https://desk.example", "45.0.0.9", "198.51.100.4", "45.0.0.9"),
        ("https://desk.example", "127.0.0.1", "not an address", "127.0.0.1"),
        ("https://desk.example", "127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_only_our_own_proxy_is_believed(settings, address_of, url: str, peer: str, told: str, found: str):
    settings.DETENTE_PUBLIC_URL = url
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=told)) == found
