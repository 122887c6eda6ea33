"""With which browser, behind which guard and under which name the pictures of this desk are taken."""

from __future__ import annotations

import os
import threading
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
_ONE: Final = threading.Lock()


def photographer() -> Photographer:
    """Whoever takes the pictures of this process, the same for all its threads. Raises `host.keys.KeyMissing`."""
    with _ONE:
        return _photographer()


def close_eyes() -> None:
    """End the browser of this process, if one was started; visits on their way come back at once."""
    with _ONE:
        if _capturer.cache_info().currsize:
            _capturer().close()


@lru_cache(maxsize=1)
def _photographer() -> Photographer:
    return Photographer(_capturer(), the_vault(), the_around(), clock, the_authorities())


@lru_cache(maxsize=1)
def _capturer() -> Capturer:
    """With the browser that was found; it is started by the first visit."""
    found = machine.find_browser(settings.DETENTE_BROWSER) if settings.DETENTE_PICTURES else None
    if found is None:
        return NoBrowser(clock)
    guard = Guard(AllowedOrigins(settings.DETENTE_ALLOWED_ORIGINS), clock)
    return BrowserCapturer(Launch(found, account=_account()), clock, guard)


def _account() -> Account | None:
    """Not the database's own account: a page that broke out of the browser would reach its files."""
    return account.browser_account(settings.DETENTE_RUN_AS or None)
