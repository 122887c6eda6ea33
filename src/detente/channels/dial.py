"""The connector of each network. Only workers import this."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from detente.channels.publicpage.connector import PublicPage
from detente.contracts.network import Connection, Connector
from detente.net import AllowedOrigins, WayOut

CONNECTORS: dict[str, Callable[[Connection, WayOut], Connector]] = {
    "publicpage": PublicPage,
}


def dial(network: str, connection: Connection, allowed_origins: Iterable[str] = ()) -> Connector:
    """A connector for one connected account; nothing is sent yet. Ask `Publishes` and `Moderates` with `isinstance`.

    `allowed_origins`: exact origins that may be reached though private or plain http. Raises `KeyError` for a network
    without a connector, `ValueError` for an origin that is not exact.
    """
    return CONNECTORS[network](connection, WayOut(AllowedOrigins(allowed_origins)))
