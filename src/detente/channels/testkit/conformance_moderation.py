"""An act and its inverse bring back what was. Source: platforms, conformance kit, 32–34."""

from __future__ import annotations

from detente.channels.testkit.faults import Fault
from detente.channels.testkit.site import Site, asks, raised
from detente.contracts.network import AffordanceState, Denied, Gone, Moderation, NetworkError, Verb


class UndoesWhatItHides:
    """An act and its inverse bring back what was."""

    @asks("moderates", "hides")
    def test_a_hide_and_its_inverse_restore_the_state(self, site: Site) -> None:
        connector = site.connector()
        comment = site.comment("Propos injurieux")
        order = _hide(comment)
        before = connector.fetch(comment, now=site.now)
        for _ in range(2):
            connector.moderate(order, now=site.now)
            hidden = connector.fetch(comment, now=site.now)
            assert (hidden.hidden, connector.affordances(hidden)["reply"].state) == (True, AffordanceState.DENIED)
        inverse = connector.inverse(order)
        assert inverse is not None
        connector.moderate(inverse, now=site.now)
        after = connector.fetch(comment, now=site.now)
        assert (after.text, after.hidden, after.author) == (before.text, False, before.author)

    @asks("moderates", "hides")
    def test_what_vanished_can_no_longer_be_hidden(self, site: Site) -> None:
        comment = site.comment("Je retire")
        site.withdraw(comment)
        connector = site.connector()
        assert raised(Gone, lambda: connector.moderate(_hide(comment), now=site.now)).external_id == comment

    @asks("moderates", "hides")
    def test_one_order_is_one_request_in_every_fault_mode(self, site: Site) -> None:
        connector = site.connector()
        for fault in (Fault.BEFORE_503, Fault.AFTER_503, Fault.CLOSE_AFTER, Fault.TRUNCATED, Fault.HTML):
            comment = site.comment("Propos injurieux")
            before = len(site.proxy.writes)
            site.proxy.fail(fault)
            raised(NetworkError, lambda comment=comment: connector.moderate(_hide(comment), now=site.now))  # type: ignore[misc]
            assert len(site.proxy.writes) - before == 1, fault
            site.proxy.fail(Fault.OK)
            assert connector.fetch(comment, now=site.now).hidden == fault.commits, fault

    @asks("moderates")
    def test_what_cannot_be_undone_says_so(self, site: Site) -> None:
        connector = site.connector()
        for power in connector.capabilities.powers:
            inverse = connector.inverse(Moderation(power.verb, "any", "Avis"))
            assert (inverse.verb if inverse else None) == power.inverse, power.verb
            assert power.inverse is None or connector.capabilities.power(power.inverse) is not None

    @asks("moderates")
    def test_an_order_that_the_network_does_not_know_is_denied_before_anything_is_sent(self, site: Site) -> None:
        connector = site.connector()
        verbs: tuple[Verb, ...] = ("hide", "restore", "delete", "spam")
        before = len(site.proxy.writes)
        for verb in [verb for verb in verbs if connector.capabilities.power(verb) is None]:
            raised(Denied, lambda verb=verb: connector.moderate(Moderation(verb, "any"), now=site.now))  # type: ignore[misc]
            assert connector.inverse(Moderation(verb, "any")) is None
        assert len(site.proxy.writes) == before


def _hide(external_id: str) -> Moderation:
    return Moderation("hide", external_id, "Votre message vise une personne.", "Article 3 : injure")
