"""What every connector must pass. Inherit the classes and give a fixture `site` that answers `Site` (`SiteBase`).

No test runner is imported: the methods are plain and named as sentences. A connector's tests inherit every class of
`CLASSES`; what does not apply to a network is said by its site with the reason (`site.py`), and printed by the listing.
"""

from __future__ import annotations

from typing import Final

from detente.channels.testkit.conformance_doors import KeepsSessions, Listens, LooksAgain, LooksBack, SaysWhatItCan
from detente.channels.testkit.conformance_moderation import UndoesWhatItHides
from detente.channels.testkit.conformance_reads import ReadsEverything, ReadsExactly
from detente.channels.testkit.conformance_trouble import (
    KeepsSecrets,
    MeetsTheEndOfItsRights,
    TakesAnything,
    WaitsWhenTold,
)
from detente.channels.testkit.conformance_writes import UNITS, CountsLikeTheServer, WritesOnce
from detente.channels.testkit.site import (
    ABILITIES,
    LOSING,
    Asks,
    Site,
    SiteBase,
    Whole,
    attempt,
    intent_for,
    lacking,
    raised,
)

CLASSES: Final[tuple[type, ...]] = (
    WritesOnce,
    CountsLikeTheServer,
    ReadsEverything,
    ReadsExactly,
    KeepsSecrets,
    MeetsTheEndOfItsRights,
    WaitsWhenTold,
    TakesAnything,
    UndoesWhatItHides,
    Listens,
    LooksBack,
    LooksAgain,
    KeepsSessions,
    SaysWhatItCan,
)
"""Every class that a connector's tests inherit."""


def checks() -> list[str]:
    """The name of every check."""
    return sorted(name for each in CLASSES for name in vars(each) if name.startswith("test_"))


__all__ = [
    "ABILITIES", "CLASSES", "LOSING", "UNITS", "Asks", "CountsLikeTheServer", "KeepsSecrets", "KeepsSessions",
    "Listens", "LooksAgain", "LooksBack", "MeetsTheEndOfItsRights", "ReadsEverything", "ReadsExactly", "SaysWhatItCan",
    "Site", "SiteBase", "TakesAnything", "UndoesWhatItHides", "WaitsWhenTold", "Whole", "WritesOnce", "attempt",
    "checks", "intent_for", "lacking", "raised",
]  # fmt: skip
