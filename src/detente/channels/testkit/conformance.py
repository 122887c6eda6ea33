"""What every connector must pass. Inherit the classes and give a fixture `site` that answers `Site`.

No test runner is imported: the methods are plain and named as sentences.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from detente.channels.testkit.faults import Fault, FaultProxy
from detente.contracts.network import (
    AffordanceState,
    Auth,
    Change,
    Cursor,
    Found,
    Frozen,
    Gone,
    Idempotency,
    Intent,
    Invalid,
    Item,
    Length,
    Moderates,
    Moderation,
    NetworkError,
    NotFound,
    NotSent,
    Polls,
    Probes,
    Publishes,
    Unknown,
    Visibility,
)

LOSING = (Fault.BEFORE_503, Fault.AFTER_503, Fault.CLOSE, Fault.CLOSE_AFTER, Fault.TIMEOUT_AFTER)
UNITS = ("a", "é", "e\u0301", "漢", "😀", "👩\u200d👩\u200d👧", "🇫🇷", "ש", "https://example.org/ ", "@odile ")


class Whole(Probes, Polls, Publishes, Moderates, Protocol):
    """A connector with everything."""


class Site(Protocol):
    """A real server of the network with a `FaultProxy` before it, and a way to look behind the connector's back."""

    proxy: FaultProxy
    now: datetime
    secret: str

    def connector(self, *, secret: str | None = None) -> Whole:
        """A connector that reaches the server through the proxy, giving up after well under a second."""
        ...

    def comment(self, text: str) -> str:
        """Somebody writes; the external id."""
        ...

    def withdraw(self, external_id: str) -> None:
        """That author deletes it."""
        ...

    def replies_to(self, external_id: str) -> Sequence[str]:
        """The texts of our replies that the server really holds under a comment."""
        ...

    def takes(self, external_id: str, text: str) -> bool:
        """Whether the server itself, asked without the connector, takes this text as a reply."""
        ...


def intent_for(
    parent: str, key: str, text: str = "Merci de nous l’avoir dit. Le panneau sera réparé demain."
) -> Intent:
    """A reply to a root comment."""
    return Intent(key, parent, parent, text, "Inès")


def attempt(site: Site, connector: Publishes, frozen: Frozen) -> str:
    """Send once; the remote id, or the name of what went wrong."""
    try:
        return connector.send(frozen, now=site.now).external_id
    except NetworkError as error:
        return type(error).__name__


E = TypeVar("E", bound=NetworkError)


def raised(kind: type[E], call: Callable[[], object]) -> E:
    """The error of this kind that a call must raise."""
    try:
        call()
    except kind as error:
        return error
    raise AssertionError(f"{kind.__name__} was expected")


class WritesOnce:
    """One approved reply goes out once, whatever the network does."""

    def test_one_logical_send_is_one_request_in_every_fault_mode(self, site: Site) -> None:
        connector = site.connector()
        for number, fault in enumerate(LOSING):
            parent = site.comment(f"Panneau éteint, fois {number}")
            before = len(site.proxy.writes)
            site.proxy.fail(fault, times=1)
            assert attempt(site, connector, connector.prepare(intent_for(parent, f"once-{number}"))) == "Unknown", fault
            assert len(site.proxy.writes) - before == 1, fault
            assert len(site.replies_to(parent)) == int(fault.commits), fault

    def test_nothing_listening_means_that_nothing_was_sent(self, site: Site) -> None:
        connector = site.connector()
        frozen = connector.prepare(intent_for(site.comment("Panneau éteint"), "silent"))
        site.proxy.stop()
        assert attempt(site, connector, frozen) == NotSent.__name__

    def test_the_same_intent_always_freezes_to_the_same_bytes(self, site: Site) -> None:
        intent = intent_for(site.comment("Panneau éteint"), "frozen", "Merci\u202f! 👩\u200d👩\u200d👧 \u202eabc")
        first, second = site.connector().prepare(intent), site.connector().prepare(intent)
        assert (first, first.intact()) == (second, True)
        assert not dataclasses.replace(first, body=first.body + b" ").intact()

    def test_every_attempt_sends_identical_bytes(self, site: Site) -> None:
        frozen = site.connector().prepare(intent_for(site.comment("Panneau éteint"), "bytes"))
        site.proxy.fail(Fault.BEFORE_503, times=1)
        attempt(site, site.connector(), frozen)
        attempt(site, site.connector(), frozen)
        first, second = site.proxy.writes[-2:]
        assert (first.path, first.body) == (second.path, second.body)
        assert first.body == frozen.body

    def test_a_lost_answer_is_found_and_an_unborn_reply_is_not(self, site: Site) -> None:
        connector = site.connector()
        for number, fault in enumerate(LOSING):
            parent = site.comment(f"Panneau éteint, fois {number}")
            intent = intent_for(parent, f"lost-{number}")
            frozen = connector.prepare(intent)
            site.proxy.fail(fault, times=1)
            attempt(site, connector, frozen)
            looked = connector.find(frozen, since=site.now - timedelta(minutes=1), now=site.now)
            if fault.commits:
                assert isinstance(looked, Found), fault
                assert looked.text == intent.text
            else:
                assert isinstance(looked, NotFound), fault
                assert looked.covered_from <= site.now - timedelta(minutes=1)

    def test_where_keys_hold_sending_again_never_doubles(self, site: Site) -> None:
        connector = site.connector()
        if connector.capabilities.idempotency is not Idempotency.KEYED:
            return
        for number, fault in enumerate(LOSING):
            parent = site.comment(f"Panneau éteint, fois {number}")
            frozen = connector.prepare(intent_for(parent, f"again-{number}"))
            site.proxy.fail(fault, times=1)
            attempt(site, connector, frozen)
            remote = attempt(site, connector, frozen)
            assert attempt(site, connector, frozen) == remote
            assert len(site.replies_to(parent)) == 1, fault

    def test_what_was_accepted_is_seen_with_the_text_that_was_approved(self, site: Site) -> None:
        connector = site.connector()
        intent = intent_for(site.comment("Panneau éteint"), "seen", "  Deux lignes\n\nexactement.  ")
        accepted = connector.send(connector.prepare(intent), now=site.now)
        assert connector.visibility(accepted.external_id, now=site.now) is Visibility.VISIBLE
        item = connector.fetch(accepted.external_id, now=site.now)
        assert (item.text, item.ours, item.parent_external_id) == (intent.text, True, intent.parent_external_id)
        assert [each.external_id for each in connector.replies(intent.parent_external_id, now=site.now)] == [
            accepted.external_id
        ]

    def test_a_parent_that_vanished_is_gone(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Je retire")
        frozen = connector.prepare(intent_for(parent, "gone"))
        site.withdraw(parent)
        assert attempt(site, connector, frozen) == Gone.__name__
        assert site.replies_to(parent) == []

    def test_a_text_that_cannot_go_is_refused_before_anything_is_sent(self, site: Site) -> None:
        connector = site.connector()
        before = len(site.proxy.seen)
        for text in ("", " \n", "a" * (connector.capabilities.length.maximum + 1)):
            refusal = raised(Invalid, partial(connector.prepare, intent_for("any", "empty", text)))
            assert refusal.field == "text"
        assert len(site.proxy.seen) == before


class CountsLikeTheServer:
    """The length shown while writing is the length that the server counts."""

    def test_the_length_rule_agrees_with_the_server_at_its_edge(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Panneau éteint")
        for unit in UNITS:
            for text in _around(connector, unit):
                assert site.takes(parent, text) == (connector.measure(text).over == 0), (unit, connector.measure(text))


class ReadsEverything:
    """Nothing is missed, whatever the size of a page."""

    def test_small_pages_tell_the_same_as_one_large_page(self, site: Site) -> None:
        connector = site.connector()
        for number in range(5):
            site.comment(f"Message {number}")
        whole = connector.poll(None, now=site.now, limit=100)
        cursor: Cursor | None = None
        told: list[Change] = []
        while True:
            batch = connector.poll(cursor, now=site.now, limit=2)
            told += batch.changes
            cursor = batch.next_cursor
            if not batch.more:
                break
        assert tuple(told) == whole.changes
        assert cursor == whole.next_cursor

    def test_a_crash_before_the_cursor_is_saved_loses_nothing(self, site: Site) -> None:
        connector = site.connector()
        site.comment("Un")
        first = connector.poll(None, now=site.now)
        assert connector.poll(None, now=site.now) == first
        site.comment("Deux")
        assert [_item(change.item).text for change in connector.poll(first.next_cursor, now=site.now).changes] == [
            "Deux"
        ]

    def test_the_bytes_of_an_item_are_the_ones_that_came(self, site: Site) -> None:
        site.comment('Guillemets « et " » 👩\u200d👩\u200d👧')
        (change,) = site.connector().poll(None, now=site.now).changes
        assert _item(change.item).raw.startswith(b"{")
        assert _item(change.item).external_id.encode() in _item(change.item).raw


class KeepsSecrets:
    """A secret leaves only in the header of a request."""

    def test_no_secret_stands_in_what_is_stored_or_logged(self, site: Site) -> None:
        connector = site.connector()
        frozen = connector.prepare(intent_for(site.comment("Panneau éteint"), "secret"))
        assert site.secret not in repr(frozen)
        assert site.secret.encode() not in frozen.body
        assert site.secret not in repr(connector) + repr(vars(connector))
        site.proxy.fail(Fault.AFTER_503, times=1)
        lost = raised(Unknown, lambda: connector.send(frozen, now=site.now))
        assert site.secret not in str(lost)
        assert any(site.secret in value for _, value in site.proxy.writes[-1].headers)

    def test_a_wrong_secret_is_a_matter_for_the_lead(self, site: Site) -> None:
        stranger = site.connector(secret="wrong")  # noqa: S106  no secret of anything
        frozen = stranger.prepare(intent_for(site.comment("Panneau éteint"), "stranger"))
        assert attempt(site, stranger, frozen) == Auth.__name__
        assert raised(Auth, lambda: stranger.poll(None, now=site.now)).kind == "revoked"

    def test_a_right_secret_says_who_we_are(self, site: Site) -> None:
        probe = site.connector().probe(now=site.now)
        assert probe.account_id
        assert probe.problems == ()


class UndoesWhatItHides:
    """An act and its inverse bring back what was."""

    def test_a_hide_and_its_inverse_restore_the_state(self, site: Site) -> None:
        connector = site.connector()
        comment = site.comment("Propos injurieux")
        order = Moderation("hide", comment, "Votre message vise une personne.", "Article 3 : injure")
        before = connector.fetch(comment, now=site.now)
        for _ in range(2):
            connector.moderate(order, now=site.now)
            hidden = connector.fetch(comment, now=site.now)
            assert (hidden.hidden, connector.affordances(hidden)["reply"].state) == (True, AffordanceState.DENIED)
        inverse = connector.inverse(order)
        assert inverse is not None
        connector.moderate(inverse, now=site.now)
        assert connector.fetch(comment, now=site.now) == before

    def test_what_vanished_can_no_longer_be_hidden(self, site: Site) -> None:
        comment = site.comment("Je retire")
        site.withdraw(comment)
        order = Moderation("hide", comment, "Avis", "Article 3")
        gone = raised(Gone, lambda: site.connector().moderate(order, now=site.now))
        assert gone.external_id == comment


def _item(item: Item | None) -> Item:
    assert item is not None
    return item


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
