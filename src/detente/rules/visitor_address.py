"""Whose address counts for limits when a proxy of ours may stand in front: one rule for the desk and its page."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address


def visitor_address(peer: str, forwarded: str, *, behind_proxy: bool) -> str:
    """The network address of the visitor.

    `peer` is the other end of the connection, `forwarded` the value of `X-Forwarded-For` (empty without one). When a
    proxy of ours stands in front and the connection comes from a private address, the last word of `forwarded` is the
    visitor, for our own proxy wrote it. Anything before it may be invented.
    """
    near, told = _read(peer), _read(forwarded.rpartition(",")[2].strip())
    if behind_proxy and near and told and (near.is_loopback or near.is_private):
        return str(told)
    return peer


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
