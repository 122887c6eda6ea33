"""What a channel's network lets the desk do, from the register of networks: no connector behind it."""

from __future__ import annotations

from detente.channels.registry import NETWORKS
from detente.contracts.capabilities import Power


def network_power(network: str, verb: str) -> Power | None:
    """The moderation power of this verb there; None when the network, or anything in its place, does not offer it."""
    known = NETWORKS.get(network)
    if known is None or known.capabilities is None:
        return None
    return next((power for power in known.capabilities.powers if power.verb == verb), None)
