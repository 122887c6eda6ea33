"""Bluesky's connector passes what every connector must pass, against the real network."""

from __future__ import annotations

import pytest

from detente.channels.testkit import conformance

pytestmark = pytest.mark.bluesky


class TestWritesOnce(conformance.WritesOnce):
    """Against the real network."""


class TestCountsLikeTheServer(conformance.CountsLikeTheServer):
    """Against the real network."""


class TestReadsEverything(conformance.ReadsEverything):
    """Against the real network."""


class TestReadsExactly(conformance.ReadsExactly):
    """Against the real network."""


class TestKeepsSecrets(conformance.KeepsSecrets):
    """Against the real network."""


class TestMeetsTheEndOfItsRights(conformance.MeetsTheEndOfItsRights):
    """Against the real network."""


class TestWaitsWhenTold(conformance.WaitsWhenTold):
    """Against the real network."""


class TestTakesAnything(conformance.TakesAnything):
    """Against the real network."""


class TestUndoesWhatItHides(conformance.UndoesWhatItHides):
    """Against the real network."""


class TestListens(conformance.Listens):
    """Against the real network."""


class TestLooksBack(conformance.LooksBack):
    """Against the real network."""


class TestLooksAgain(conformance.LooksAgain):
    """Against the real network."""


class TestKeepsSessions(conformance.KeepsSessions):
    """Against the real network."""


class TestSaysWhatItCan(conformance.SaysWhatItCan):
    """Against the real network."""
