"""The way of these doors to the one clock, which a drill may replace by a setting."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string


def now() -> datetime:
    """This instant, aware, in UTC."""
    return cast(datetime, import_string(settings.DETENTE_CLOCK)())
