"""The public page's connector passes what every connector must pass, against the real page."""

from __future__ import annotations

from detente.channels.testkit import conformance


class TestWritesOnce(conformance.WritesOnce):
    """Against the real page."""


class TestCountsLikeTheServer(conformance.CountsLikeTheServer):
    """Against the real page."""


class TestReadsEverything(conformance.ReadsEverything):
    """Against the real page."""


class TestKeepsSecrets(conformance.KeepsSecrets):
    """Against the real page."""


class TestUndoesWhatItHides(conformance.UndoesWhatItHides):
    """Against the real page."""
