"""With which browser, behind which guard and under which name the pictures of this desk are taken."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Final

from django.conf import settings

from detente.config.clock import now as clock
from detente.contracts.capture import Capturer
from detente.desk.surroundings import the_around, the_authorities
from detente.desk.vault import the_vault
from detente.evidence.browser.capturer import BrowserCapturer, NoBrowser
from detente.evidence.browser.process import Account, Launch
from detente.evidence.guard import Guard
from detente.host import account, machine
from detente.net import AllowedOrigins
from detente.workers.capture import Photographer

TOGETHER: Final = max(1, min(2, os.cpu_count() or 1))
"""Visits at once: more than cores only make each slower."""


@lru_cache(maxsize=1)
def the_capturer() -> Capturer:
    """The browser of this process, started by its first visit."""
    found = machine.find_browser(settings.DETENTE_BROWSER) if settings.DETENTE_PICTURES else None
    if found is None:
        return NoBrowser(clock)
    guard = Guard(AllowedOrigins(settings.DETENTE_ALLOWED_ORIGINS), clock)
    return BrowserCapturer(Launch(found, account=_account()), clock, guard)


def close_eyes() -> None:
    """End the browser of this process, if one was started; visits on their way come back at once."""
    if the_capturer.cache_info().currsize:
        the_capturer().close()


@lru_cache(maxsize=1)
def photographer() -> Photographer:
    """Whoever takes the pictures of this desk. Raises `host.keys.KeyMissing`."""
    return Photographer(the_capturer(), the_vault(), the_around(), clock, the_authorities())


def _account() -> Account | None:
    return account.unprivileged(settings.DETENTE_RUN_AS or None)
