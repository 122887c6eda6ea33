"""What a webhook channel is: names and limits, no HTTP."""

from __future__ import annotations

from typing import Final

from detente.contracts.network import Registered
from detente.contracts.words import Words

NAME: Final = Words(fr="Webhook (signé)", en="Webhook (signed)")
RIGHTS: Final = Words(
    fr="Aucun compte n’est à relier\u202f: ce bureau fait une adresse et un secret, avec lequel votre script signe ce "
    "qu’il envoie. Les réponses se postent à la main.",
    en="No account has to be connected: this desk makes an address and a secret, with which your script signs what "
    "it sends. Replies are posted by hand.",
)
REGISTERED: Final = Registered(
    "webhook", NAME, None, None, has_connector=False, by_hand=True, receives=True, connectable=True, rights=RIGHTS
)

MOST_BYTES: Final = 1_000_000
"""The longest push that is taken in, in bytes."""
MOST_EVENTS: Final = 1_000
LONGEST_ID: Final = 300
LONGEST_EVENT_ID: Final = 180
LONGEST_ADDRESS: Final = 1_000
LONGEST_NAME: Final = 300
LONGEST_LANGUAGE: Final = 35
