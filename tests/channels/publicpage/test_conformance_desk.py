"""A real desk on the real page: what only a desk can show of the connector."""

from __future__ import annotations

import pytest

from detente.channels.testkit import conformance_desk
from tests.channels.publicpage.conftest import PageSite
from tests.workers.desk_of_site import DeskOfSite, desk_of


@pytest.fixture
def desk(site: PageSite) -> DeskOfSite:
    return desk_of(site, "publicpage")


class TestStoresOnce(conformance_desk.StoresOnce):
    """Against the real page."""


class TestTellsTheTruth(conformance_desk.TellsTheTruth):
    """Against the real page."""


class TestSendsWhatStillHolds(conformance_desk.SendsWhatStillHolds):
    """Against the real page."""
