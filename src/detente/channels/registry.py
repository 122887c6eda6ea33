"""The register of networks: one line each, no HTTP behind any of them."""

from __future__ import annotations

from detente.channels.bluesky import shape as bluesky
from detente.channels.by_hand import shape as by_hand
from detente.channels.publicpage import shape as publicpage
from detente.channels.webhook import shape as webhook
from detente.channels.wordpress import shape as wordpress
from detente.contracts.network import Length, Registered
from detente.contracts.words import Words

NETWORKS: dict[str, Registered] = {
    each.network: each
    for each in (
        publicpage.REGISTERED,
        bluesky.REGISTERED,
        wordpress.REGISTERED,
        Registered("import", Words(fr="Fichier importé", en="Imported file"), None, None, has_connector=False),
        webhook.REGISTERED,
        by_hand.REGISTERED,
    )
}


def registered(network: str) -> Registered:
    """The register's line of a network. Raises `KeyError` for a network that this desk does not know."""
    return NETWORKS[network]


def measure(network: str, text: str) -> Length | None:
    """The text's length as the network counts; None where the network sets no limit."""
    rule = registered(network).measure
    return rule(text) if rule else None
