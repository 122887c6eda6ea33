"""A root over a batch of commitments, so that one ledger line seals many items.

Leaves and nodes are hashed under different prefixes (as RFC 6962 does), so that a node can never pass for a leaf.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def merkle_root(commitments: Sequence[bytes]) -> bytes:
    """The 32-byte root over `commitments` (32 bytes each, order matters). Raises `ValueError` when empty."""
    if not commitments:
        raise ValueError("nothing to seal")
    level = [sha256(b"\x00" + leaf).digest() for leaf in commitments]
    while len(level) > 1:
        level = [_join(level[i : i + 2]) for i in range(0, len(level), 2)]
    return level[0]


def _join(pair: Sequence[bytes]) -> bytes:
    return sha256(b"\x01" + pair[0] + pair[1]).digest() if len(pair) == 2 else pair[0]
