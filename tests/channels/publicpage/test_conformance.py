"""The public page's connector passes what every connector must pass, against the real page."""

from __future__ import annotations

from detente.channels.testkit import conformance


class TestWritesOnce(conformance.WritesOnce):
    """Against the real page."""


class TestCountsLikeTheServer(conformance.CountsLikeTheServer):
    """Against the real page."""


class TestReadsEverything(conformance.ReadsEverything):
    """Against the real page."""


class TestReadsExactly(conformance.ReadsExactly):
    """Against the real page."""


class TestKeepsSecrets(conformance.KeepsSecrets):
    """Against the real page."""


class TestMeetsTheEndOfItsRights(conformance.MeetsTheEndOfItsRights):
    """Against the real page."""


class TestWaitsWhenTold(conformance.WaitsWhenTold):
    """Against the real page."""


class TestTakesAnything(conformance.TakesAnything):
    """Against the real page."""


class TestUndoesWhatItHides(conformance.UndoesWhatItHides):
    """Against the real page."""


class TestListens(conformance.Listens):
    """Against the real page."""


class TestLooksBack(conformance.LooksBack):
    """Against the real page."""


class TestLooksAgain(conformance.LooksAgain):
    """Against the real page."""


class TestKeepsSessions(conformance.KeepsSessions):
    """Against the real page."""


class TestSaysWhatItCan(conformance.SaysWhatItCan):
    """Against the real page."""
