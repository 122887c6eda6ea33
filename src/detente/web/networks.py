"""The mark that a network has on screens: our own drawings, no logos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ICONS: Final[Mapping[str, str]] = {
    "publicpage": "book",
    "files": "tray",
    "mastodon": "tusk",
    "bluesky": "cloud",
    "discourse": "forum",
    "reddit": "forum",
    "wordpress": "note",
    "webhook": "link",
    "by_hand": "pen",
    "import": "tray",
}


def network_icon(network: str) -> str:
    """The name of the icon of a network in the sprite."""
    return _ICONS.get(network, "bubble")
