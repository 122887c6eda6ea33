"""A time-stamp authority for the tests of this room, one a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.helpers.stamping import LocalAuthority, local_authority


@pytest.fixture(scope="session")
def stamping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAuthority]:
    """It answers on loopback until the tests end."""
    with local_authority(tmp_path_factory.mktemp("authority")) as authority:
        yield authority
