"""WordPress’s connector passes what every connector must pass, against a real site."""

from __future__ import annotations

import pytest

from detente.channels.testkit import conformance
from detente.channels.testkit.faults import Fault
from detente.contracts.network import Unknown
from tests.channels.wordpress.conftest import Site

pytestmark = pytest.mark.wordpress


class TestWritesOnce(conformance.WritesOnce):
    """Against a real WordPress."""


class TestCountsLikeTheServer(conformance.CountsLikeTheServer):
    """Against a real WordPress."""


class TestReadsEverything(conformance.ReadsEverything):
    """Against a real WordPress."""


class TestReadsExactly(conformance.ReadsExactly):
    """Against a real WordPress."""


class TestKeepsSecrets(conformance.KeepsSecrets):
    """Against a real WordPress."""


class TestMeetsTheEndOfItsRights(conformance.MeetsTheEndOfItsRights):
    """Against a real WordPress."""


class TestWaitsWhenTold(conformance.WaitsWhenTold):
    """Against a real WordPress."""


class TestTakesAnything(conformance.TakesAnything):
    """Against a real WordPress."""

    def test_an_answer_without_end_is_let_go(self, site: Site) -> None:
        """A listing that is too long once is read by halves; one that is always too long is let go."""
        comment, connector = site.comment("Panneau éteint"), site.connector()
        for fault in (Fault.OVERSIZED, Fault.CUT, Fault.SLOW_DRIP):
            site.proxy.fail(fault, on="reads")
            for call in (connector.fetch, connector.replies):
                conformance.raised(Unknown, lambda call=call: call(comment, now=site.now))  # type: ignore[misc]
            conformance.raised(Unknown, lambda: connector.poll(None, now=site.now))


class TestUndoesWhatItHides(conformance.UndoesWhatItHides):
    """Against a real WordPress."""


class TestListens(conformance.Listens):
    """Against a real WordPress."""


class TestLooksBack(conformance.LooksBack):
    """Against a real WordPress."""


class TestLooksAgain(conformance.LooksAgain):
    """Against a real WordPress."""


class TestKeepsSessions(conformance.KeepsSessions):
    """Against a real WordPress."""


class TestSaysWhatItCan(conformance.SaysWhatItCan):
    """Against a real WordPress."""
