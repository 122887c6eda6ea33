"""Where a request comes from, also behind a proxy."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The network address of the visitor, for limits.

    With `DETENTE_URL` set a proxy of ours stands in front: when the connection comes from a private address, the last
    word of `X-Forwarded-For` is the visitor, for our own proxy wrote it. Anything before it may be invented.
    """
    near = str(request.META.get("REMOTE_ADDR", ""))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    peer, visitor = _read(near), _read(told)
    if settings.DETENTE_PUBLIC_URL and peer and visitor and (peer.is_loopback or peer.is_private):
        return str(visitor)
    return near


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
