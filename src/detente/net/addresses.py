"""Which addresses the desk may dial.

Public addresses over https; anything else only when its exact origin stands in the operator's list.
Source: evidence, measured table of forged requests (every answer of the resolver is vetted, embedded IPv4 unwrapped).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import httpx

from detente.contracts.network import NotSent

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

_DEFAULT_PORTS = {"https": 443, "http": 80}
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_SITE_LOCAL = ipaddress.IPv6Network("fec0::/10")
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")


class AddressRefused(NotSent):
    """The address is not one that the desk may dial. No byte left; sending again will not help: show it to the lead."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port of an address, exactly."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def origin_of(url: httpx.URL) -> Origin:
    """The origin of an address. Raises `AddressRefused` for a scheme that is not http(s), no host, or a name in it."""
    if url.scheme not in _DEFAULT_PORTS:
        raise AddressRefused(f"scheme {url.scheme or 'missing'} is not http or https")
    if url.userinfo:
        raise AddressRefused("an address may not carry a user name or a password")
    if not url.host:
        raise AddressRefused("the address names no host")
    return Origin(url.scheme, url.host.lower(), url.port or _DEFAULT_PORTS[url.scheme])


class AllowedOrigins:
    """The operator's exact origins (`http://127.0.0.1:8000`). A neighbouring port, scheme or name stays refused."""

    def __init__(self, origins: Iterable[str] = ()) -> None:
        """Raises `ValueError` for a wildcard or for anything longer or shorter than an origin."""
        self._origins = frozenset(_exact(origin) for origin in origins)

    def __contains__(self, origin: Origin) -> bool:
        return origin in self._origins

    def listed(self) -> tuple[str, ...]:
        """The list as text, sorted, for `doctor`."""
        return tuple(sorted(str(origin) for origin in self._origins))


def _exact(text: str) -> Origin:
    try:
        url = httpx.URL(text.strip())
        origin = origin_of(url)
    except (httpx.InvalidURL, AddressRefused) as error:
        raise ValueError(f"{text!r} is not an origin such as https://example.org:8443") from error
    if "*" in text or url.path not in ("", "/") or url.query or url.fragment:
        raise ValueError(f"{text!r} is not one exact origin such as https://example.org:8443")
    return origin


def resolve(host: str, port: int) -> list[str]:
    """What the system's resolver answers, in its order. Raises `NotSent` when there is no answer."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent(f"{host} has no address") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: IPAddress) -> bool:
    """Whether a stranger on the internet could have this address, once embedded IPv4 addresses are unwrapped."""
    inner = [address, *_embedded(address)]
    return all(_global_unicast(each) for each in inner)


def _global_unicast(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None or any(address in network for network in _NAT64):
            return True  # judged by the IPv4 address that it carries
        if address in _SITE_LOCAL or address in _IPV4_COMPATIBLE:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _embedded(address: IPAddress) -> list[IPAddress]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[IPAddress] = [each for each in (address.ipv4_mapped, address.sixtofour) if each is not None]
    if address.teredo is not None:
        found += address.teredo
    if any(address in network for network in _NAT64):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def vet(origin: Origin, allowed: AllowedOrigins, resolver: Resolver = resolve) -> tuple[str, ...]:
    """The addresses that may be dialled for this origin, resolved once. Raises `AddressRefused` or `NotSent`."""
    exempt = origin in allowed
    if origin.scheme != "https" and not exempt:
        raise AddressRefused(f"{origin}: plain http only to an origin listed in DETENTE_ALLOWED_ORIGINS")
    answers = tuple(resolver(origin.host, origin.port))
    if not answers:
        raise NotSent(f"{origin.host} has no address")
    if not exempt and not all(_acceptable(answer) for answer in answers):
        raise AddressRefused(f"{origin}: not a public address, and not listed in DETENTE_ALLOWED_ORIGINS")
    return answers


def check_written(url: httpx.URL, allowed: AllowedOrigins) -> None:
    """Refuse what can be refused without a resolver; `vet` decides when it is dialled. Raises `AddressRefused`."""
    origin = origin_of(url)
    if origin in allowed:
        return
    if origin.scheme != "https":
        raise AddressRefused(f"{origin}: plain http only to an origin listed in DETENTE_ALLOWED_ORIGINS")
    if _is_literal(origin.host) and not _acceptable(origin.host):
        raise AddressRefused(f"{origin}: not a public address, and not listed in DETENTE_ALLOWED_ORIGINS")


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _acceptable(answer: str) -> bool:
    try:
        return is_public(ipaddress.ip_address(answer))
    except ValueError:
        return False
