"""The real network, once a run; fresh accounts for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.channels.bluesky.site import BlueskySite, bluesky_site
from tests.helpers.bluesky.network import Network
from tests.helpers.bluesky.people import People


@pytest.fixture
def people(bluesky: Network) -> People:
    """Makes accounts."""
    return People(bluesky)


@pytest.fixture
def site(people: People) -> Iterator[BlueskySite]:
    """See `detente.channels.testkit.site`."""
    with bluesky_site(people) as made:
        yield made
