"""A real desk on a network of paper: what only a desk can show of a connector."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from tests.workers.desk_of_site import DeskOfSite, desk_of
from tests.workers.kill.networks import PAPER_LINE

from detente.channels.registry import NETWORKS
from detente.channels.testkit import conformance_desk
from detente.channels.testkit.paper.site import paper_site


@pytest.fixture
def desk(fresh_desk: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskOfSite]:
    monkeypatch.setitem(NETWORKS, "paper", PAPER_LINE)
    with paper_site(datetime.now(UTC)) as site:
        site.book.begin(datetime.now(UTC))
        yield desk_of(site, "paper")


class TestStoresOnce(conformance_desk.StoresOnce):
    """On a listable network."""


class TestTellsTheTruth(conformance_desk.TellsTheTruth):
    """On a listable network."""


class TestSendsWhatStillHolds(conformance_desk.SendsWhatStillHolds):
    """On a listable network."""
