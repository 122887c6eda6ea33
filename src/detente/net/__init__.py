"""The vetted way out: resolve, vet, pin, cap, one request."""

from detente.net.addresses import AddressRefused, AllowedOrigins, Resolver, resolve
from detente.net.socket import Line, LineLimits, LineOut
from detente.net.way import Answer, Limits, WayOut

__all__ = [
    "AddressRefused",
    "AllowedOrigins",
    "Answer",
    "Limits",
    "Line",
    "LineLimits",
    "LineOut",
    "Resolver",
    "WayOut",
    "resolve",
]
