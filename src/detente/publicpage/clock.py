"""The time at the doors of the public page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string


def now() -> datetime:
    """This instant (aware, UTC), from the callable that `DETENTE_CLOCK` names. Only views call it."""
    return cast(Callable[[], datetime], import_string(settings.DETENTE_CLOCK))()
