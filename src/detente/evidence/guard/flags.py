"""What a browser must be told so that nothing of a page goes round the guard, and where a visit may begin.

Measured (evidence note, section 6): without `BYPASS` Chromium dials loopback and 169.254/16 itself, without the WebRTC
policy it sends UDP itself, and an address with the scheme `file` is opened by no proxy at all.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import httpx

from detente.net.addresses import AddressRefused, AllowedOrigins, check_written, origin_of

BYPASS: Final = "<-loopback>"
"""The list of hosts that need no proxy: none, not even this machine."""

_NOWHERE: Final = "http://127.0.0.1:9"

FLAGS: Final = (
    f"--proxy-server={_NOWHERE}",  # what belongs to no visit goes nowhere; each context is given its gate
    f"--proxy-bypass-list={BYPASS}",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # the browser itself looks up no name
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # the older name, without effect in Chromium 156
    "--disable-quic",
)


def proxy_server(port: int) -> str:
    """The value of `proxyServer` of a browser context whose traffic goes through the gate at this port."""
    return f"http://127.0.0.1:{port}"


def check_start(url: str, hosts: Collection[str], allowed: AllowedOrigins) -> None:
    """Refuse an address at which no visit may begin: a scheme that no guard sees, a foreign host, an odd port.

    Raises `AddressRefused`.
    """
    try:
        target = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise AddressRefused("the address cannot be read") from error
    check_written(target, allowed)
    origin = origin_of(target)
    if origin.host not in hosts:
        raise AddressRefused("the page does not stand on a host of its network")
    if origin.port != 443 and origin not in allowed:
        raise AddressRefused("the port is neither 443 nor listed in DETENTE_ALLOWED_ORIGINS")
