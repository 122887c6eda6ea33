"""One approved reply goes out once, whatever the network does. Source: platforms, conformance kit, 1–10."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from functools import partial

from detente.channels.testkit.faults import Fault
from detente.channels.testkit.site import LOSING, Site, asks, attempt, publishing, raised
from detente.contracts.network import (
    AffordanceState,
    Cannot,
    Conflict,
    Denied,
    Found,
    Frozen,
    Gone,
    Invalid,
    Length,
    Lookup,
    NotFound,
    NotSent,
    Publishes,
    Visibility,
)

IN_DOUBT = ("Unknown", "Contract")
UNITS = (
    "a", "é", "e\u0301", "漢", "😀", "👩\u200d👩\u200d👧", "🇫🇷", "ש", "\u202eabc\u202c",
    "https://example.org/ ", "@odile ",
)  # fmt: skip


class WritesOnce:
    """One approved reply goes out once, whatever the network does."""

    @asks("publishes")
    def test_one_logical_send_is_one_request_in_every_fault_mode(self, site: Site) -> None:
        connector = site.connector()
        for number, fault in enumerate(LOSING):
            parent = site.comment(f"Panneau éteint, fois {number}")
            before = len(publishing(site))
            site.proxy.fail(fault, times=1, path=site.publishing)
            assert attempt(site, connector, connector.prepare(site.intent(parent, f"once-{number}"))) in IN_DOUBT, fault
            assert len(publishing(site)) - before == 1, fault
            assert len(site.replies_to(parent)) == int(fault.commits), fault

    @asks("publishes")
    def test_nothing_listening_means_that_nothing_was_sent(self, site: Site) -> None:
        connector = site.connector()
        frozen = connector.prepare(site.intent(site.comment("Panneau éteint"), "silent"))
        site.proxy.stop()
        assert attempt(site, connector, frozen) == NotSent.__name__

    @asks("publishes")
    def test_the_same_intent_always_freezes_to_the_same_bytes(self, site: Site) -> None:
        intent = site.intent(site.comment("Panneau éteint"), "frozen", "Merci\u202f! 👩\u200d👩\u200d👧 \u202eabc")
        first, second = site.connector().prepare(intent), site.connector().prepare(intent)
        assert (first, first.intact()) == (second, True)
        assert not dataclasses.replace(first, body=first.body + b" ").intact()

    @asks("publishes")
    def test_preparing_sends_nothing(self, site: Site) -> None:
        connector, parent = site.connector(), site.comment("Panneau éteint")
        before = len(site.proxy.seen)
        connector.prepare(site.intent(parent, "pure"))
        assert len(site.proxy.seen) == before

    @asks("publishes")
    def test_every_attempt_sends_identical_bytes(self, site: Site) -> None:
        frozen = site.connector().prepare(site.intent(site.comment("Panneau éteint"), "bytes"))
        start = len(site.proxy.writes)
        site.proxy.fail(Fault.BEFORE_503, times=1, path=site.publishing)
        attempt(site, site.connector(), frozen)
        middle = len(site.proxy.writes)
        attempt(site, site.connector(), frozen)
        first, second = site.proxy.writes[start:middle], site.proxy.writes[middle:]
        assert [(each.path, each.body) for each in first] == [(each.path, each.body) for each in second]
        assert frozen.body in [each.body for each in first]

    @asks("publishes", "finds")
    def test_a_lost_answer_is_found_and_an_unborn_reply_is_not(self, site: Site) -> None:
        connector = site.connector()
        for number, fault in enumerate(LOSING):
            parent = site.comment(f"Panneau éteint, fois {number}")
            intent = site.intent(parent, f"lost-{number}")
            frozen = connector.prepare(intent)
            site.proxy.fail(fault, times=1, path=site.publishing)
            attempt(site, connector, frozen)
            looked = _look(site, connector, frozen)
            if fault.commits:
                assert isinstance(looked, Found), fault
                assert looked.text == intent.text
            else:
                assert isinstance(looked, NotFound), fault
                assert looked.covered_from <= site.now - timedelta(minutes=1)

    @asks("publishes")
    def test_looking_for_a_reply_never_writes(self, site: Site) -> None:
        connector = site.connector()
        frozen = connector.prepare(site.intent(site.comment("Panneau éteint"), "look"))
        before = len(site.proxy.writes)
        _look(site, connector, frozen)
        assert len(site.proxy.writes) == before

    @asks("publishes", "keys")
    def test_where_keys_hold_sending_again_never_doubles(self, site: Site) -> None:
        connector = site.connector()
        for number, fault in enumerate(LOSING):
            parent = site.comment(f"Panneau éteint, fois {number}")
            frozen = connector.prepare(site.intent(parent, f"again-{number}"))
            site.proxy.fail(fault, times=1, path=site.publishing)
            attempt(site, connector, frozen)
            remote = attempt(site, connector, frozen)
            assert attempt(site, connector, frozen) == remote
            assert len(site.replies_to(parent)) == 1, fault

    @asks("publishes", "duplicates")
    def test_a_refused_duplicate_leads_to_the_reply_that_is_there(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Panneau éteint")
        frozen = connector.prepare(site.intent(parent, "double"))
        site.proxy.fail(Fault.CLOSE_AFTER, times=1, path=site.publishing)
        attempt(site, connector, frozen)
        assert raised(Conflict, lambda: connector.send(frozen, now=site.now)).kind == "duplicate"
        assert isinstance(_look(site, connector, frozen), Found)
        assert len(site.replies_to(parent)) == 1

    @asks("publishes", "unasked")
    def test_a_network_that_cannot_be_asked_says_so(self, site: Site) -> None:
        connector = site.connector()
        frozen = connector.prepare(site.intent(site.comment("Panneau éteint"), "blind"))
        site.proxy.fail(Fault.CLOSE_AFTER, times=1, path=site.publishing)
        attempt(site, connector, frozen)
        assert isinstance(_look(site, connector, frozen), Cannot)

    @asks("publishes", "exact_text", "finds")
    def test_what_was_accepted_is_seen_with_the_text_that_was_approved(self, site: Site) -> None:
        connector = site.connector()
        intent = site.intent(site.comment("Panneau éteint"), "seen", "  Deux lignes\n\nexactement.  ")
        accepted = connector.send(connector.prepare(intent), now=site.now)
        assert connector.visibility(accepted.external_id, now=site.now) is Visibility.VISIBLE
        item = connector.fetch(accepted.external_id, now=site.now)
        assert (item.text, item.ours, item.parent_external_id) == (intent.text, True, intent.parent_external_id)

    @asks("publishes", "finds")
    def test_our_reply_stands_under_its_message_and_is_known_as_ours(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Panneau éteint")
        accepted = connector.send(connector.prepare(site.intent(parent, "under")), now=site.now)
        under = connector.replies(parent, now=site.now)
        assert [(each.external_id, each.ours, each.parent_external_id) for each in under] == [
            (accepted.external_id, True, parent)
        ]

    @asks("publishes", "colleagues")
    def test_a_colleagues_reply_is_seen_before_ours_leaves(self, site: Site) -> None:
        parent = site.comment("Panneau éteint")
        theirs = site.colleague(parent, "Nous regardons.")
        under = site.connector().replies(parent, now=site.now)
        assert [(each.external_id, each.ours, each.text) for each in under] == [(theirs, True, "Nous regardons.")]

    @asks("publishes", "vanished_parents")
    def test_a_parent_that_vanished_is_gone(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Je retire")
        frozen = connector.prepare(site.intent(parent, "gone"))
        site.withdraw(parent)
        assert attempt(site, connector, frozen) == Gone.__name__
        assert site.replies_to(parent) == []

    @asks("publishes", "locks")
    def test_a_closed_conversation_is_known_before_and_denied_with_a_remedy(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Panneau éteint")
        frozen = connector.prepare(site.intent(parent, "locked"))
        site.lock(parent)
        offered = connector.affordances(connector.fetch(parent, now=site.now))["reply"]
        assert offered.state is AffordanceState.DENIED
        assert offered.reason is not None
        denied = raised(Denied, lambda: connector.send(frozen, now=site.now))
        assert denied.remedy.fr
        assert denied.remedy.en
        assert site.replies_to(parent) == []

    @asks("publishes", "edits")
    def test_a_message_changed_after_the_review_is_read_as_it_is_now(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Panneau éteint")
        before = connector.fetch(parent, now=site.now)
        site.edit(parent, "Panneau réparé, merci")
        after = connector.fetch(parent, now=site.now)
        assert (before.text, after.text) == ("Panneau éteint", "Panneau réparé, merci")

    @asks("publishes")
    def test_a_text_that_cannot_go_is_refused_before_anything_is_sent(self, site: Site) -> None:
        connector, parent = site.connector(), site.comment("Panneau éteint")
        before = len(site.proxy.seen)
        for text in ("", " \n", "a" * (connector.capabilities.length.maximum + 1)):
            refusal = raised(Invalid, partial(connector.prepare, site.intent(parent, "empty", text)))
            assert refusal.field == "text"
        assert len(site.proxy.seen) == before


class CountsLikeTheServer:
    """The length shown while writing is the length that the server counts."""

    @asks("publishes")
    def test_the_length_rule_agrees_with_the_server_at_its_edge(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Panneau éteint")
        for unit in UNITS:
            for text in _around(connector, unit):
                assert site.takes(parent, text) == (connector.measure(text).over == 0), (unit, connector.measure(text))


def _look(site: Site, connector: Publishes, frozen: Frozen) -> Lookup:
    return connector.find(frozen, since=site.now - timedelta(minutes=1), now=site.now)


def _around(connector: Publishes, unit: str) -> list[str]:
    """Texts of this unit just under, at and just over the limit, as near as letters of one count can bring them."""
    limit = connector.capabilities.length.maximum
    text = unit * (limit // max(1, _count(connector.measure(unit))))
    while connector.measure(text).over:
        text = text[: -len(unit)]
    text += "a" * (limit - _count(connector.measure(text)))
    return [text[:-1], text, text + "a"]


def _count(length: Length) -> int:
    return length.count
