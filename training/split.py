"""Which sectors of the corpus are set aside: about a fifth of their names, by a rule fixed before anything was trained.

Both languages of a sector go together, because some English messages mirror French ones. Nothing is tuned on them.
"""

from __future__ import annotations

import hashlib
from typing import Final

PARTS: Final = 5


def part_of(sector: str) -> int:
    """The part of a sector, 0 to 4, from its name alone; part 0 is set aside."""
    return int(hashlib.sha256(sector.encode()).hexdigest(), 16) % PARTS


def set_aside(sector: str) -> bool:
    """Whether a sector is kept for measuring only."""
    return part_of(sector) == 0
