"""Who reads what each network pushes to us: one line per network, no HTTP behind any of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.channels.webhook.receiver import Webhook
from detente.contracts.network import Receives

RECEIVERS: Final[Mapping[str, Receives]] = {
    "webhook": Webhook(),
}
