"""The connector of each network. Only workers import this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from detente.channels.bluesky.connector import Bluesky
from detente.channels.publicpage.connector import PublicPage
from detente.channels.wordpress.connector import WordPress
from detente.contracts.network import Connection, Connector
from detente.net import AllowedOrigins, WayOut

CONNECTORS: dict[str, Callable[[Connection, WayOut], Connector]] = {
    "publicpage": PublicPage,
    "bluesky": Bluesky,
    "wordpress": WordPress,
}


def dial(network: str, connection: Connection, allowed_origins: Iterable[str] = ()) -> Connector:
    """A connector for one connected account; nothing is sent yet. Ask `Publishes` and `Moderates` with `isinstance`.

    `allowed_origins`: exact origins that may be reached though private or plain http. Raises `KeyError` for a network
    without a connector, `ValueError` for an origin that is not exact.
    """
    return CONNECTORS[network](connection, _way_out(tuple(allowed_origins)))


@lru_cache(maxsize=8)
def _way_out(origins: tuple[str, ...]) -> WayOut:
    """One way out a process: making its TLS context anew for every poll costs more than the poll."""
    return WayOut(AllowedOrigins(origins))
