"""What some groups of tests need from the machine, and the command that brings it."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from detente.host import machine


def required() -> frozenset[str]:
    """The groups whose absence is a failure: `DETENTE_TEST_REQUIRE`, separated by commas."""
    return frozenset(word.strip() for word in os.environ.get("DETENTE_TEST_REQUIRE", "").split(",") if word.strip())


@lru_cache(maxsize=1)
def lacking() -> dict[str, str]:
    """Each group that cannot run here, with what is missing and the command that brings it."""
    named = os.environ.get("DETENTE_BROWSER")
    if machine.find_browser(Path(named) if named else None):
        return {}
    return {"browser": "no Chromium was found: apt-get install -y chromium (or name one in DETENTE_BROWSER)"}
