"""The clock of these tests, and limits that start anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from tests.api.doors import Door, a_door, forget_limits


@pytest.fixture(autouse=True)
def _limits_and_clock(settings: LazySettings) -> Iterator[None]:
    settings.DETENTE_CLOCK = "tests.api.doors.the_time"
    forget_limits()
    yield
    forget_limits()


@pytest.fixture
def door(db: None) -> Door:
    """A desk with one channel that is pushed to."""
    return a_door()
