"""Where a request comes from, also behind a proxy."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from detente.rules.visitor_address import visitor_address


def address_of(request: HttpRequest) -> str:
    """The network address of the visitor, for limits. With `DETENTE_URL` set, a proxy of ours stands in front."""
    peer, forwarded = (str(request.META.get(name, "")) for name in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR"))
    return visitor_address(peer, forwarded, behind_proxy=bool(settings.DETENTE_PUBLIC_URL))
