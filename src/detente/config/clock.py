"""The one clock of the desk. Only doors (web, workers, cli, api) read it; below them *now* is an argument."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)
