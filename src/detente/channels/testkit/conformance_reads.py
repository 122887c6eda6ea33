"""Nothing is missed, and everything is read as it was written. Source: platforms, conformance kit, 11–19."""

from __future__ import annotations

import json

from detente.channels.testkit.faults import Canned, Fault
from detente.channels.testkit.site import Site, asks, drain, item_of, kept, raised, texts_of
from detente.contracts.network import ChangeKind, Coverage, Gone, Json

STRANGE_TEXT = '\u202eعكس\u202c \u200bGuillemets « et " » 👩\u200d👩\u200d👧 e\u0301 שלום\u2066x\u2069 <b>&amp;</b>'


class ReadsEverything:
    """Nothing is missed, whatever the size of a page and whatever moves meanwhile."""

    @asks("pages")
    def test_small_pages_tell_the_same_as_one_large_page(self, site: Site) -> None:
        connector = site.connector()
        ours = [site.comment(f"Message {number}") for number in range(5)]
        large, _ = drain(site, connector)
        small, _ = drain(site, connector, limit=site.small_page)
        assert texts_of(small) == texts_of(large)
        assert set(ours) <= set(texts_of(small))

    def test_a_crash_before_the_cursor_is_saved_loses_nothing(self, site: Site) -> None:
        connector = site.connector()
        first = site.comment("Un")
        told, cursor = drain(site, connector)
        again, _ = drain(site, connector)
        assert texts_of(told) == texts_of(again)
        assert first in texts_of(told)
        second = site.comment("Deux")
        later, _ = drain(site, connector, cursor)
        repeated, _ = drain(site, connector, cursor)
        assert texts_of(later) == texts_of(repeated)
        assert texts_of(later)[second] == "Deux"

    def test_a_crash_between_two_pages_loses_nothing(self, site: Site) -> None:
        connector = site.connector()
        ours = {site.comment(f"Message {number}") for number in range(5)}
        first = connector.poll(None, now=site.now, limit=site.small_page)
        rest, _ = drain(site, site.connector(), kept(first), limit=site.small_page)
        assert ours <= set(texts_of([*first.changes, *rest]))

    @asks("pages")
    def test_what_arrives_while_pages_are_turned_is_told(self, site: Site) -> None:
        connector = site.connector()
        ours = [site.comment(f"Message {number}") for number in range(3)]
        told, cursor = drain(
            site, connector, limit=site.small_page, between=lambda: ours.append(site.comment("Pendant la lecture"))
        )
        after, _ = drain(site, connector, cursor, limit=site.small_page)
        assert set(ours) <= set(texts_of([*told, *after]))

    def test_a_cursor_outlives_the_messages_it_was_made_of(self, site: Site) -> None:
        connector = site.connector()
        gone = [site.comment(f"Message {number}") for number in range(3)]
        _, cursor = drain(site, connector)
        for external_id in gone:
            site.withdraw(external_id)
        new = site.comment("Après")
        told, _ = drain(site, connector, cursor)
        assert texts_of(told).get(new) == "Après"

    @asks("ties")
    def test_messages_of_one_instant_are_all_told(self, site: Site) -> None:
        connector = site.connector()
        _, cursor = drain(site, connector)
        tied = site.comments_at_once([f"Ensemble {number}" for number in range(7)])
        told, after = drain(site, connector, cursor, limit=site.small_page)
        assert set(tied) <= set(texts_of(told))
        more = site.comments_at_once(["Ensemble encore"])
        assert set(more) <= set(texts_of(drain(site, connector, after, limit=site.small_page)[0]))

    @asks("edits")
    def test_of_a_storm_of_edits_the_last_is_never_lost(self, site: Site) -> None:
        connector = site.connector()
        comment = site.comment("Version 0")
        _, cursor = drain(site, connector)
        for number in range(1, 8):
            site.edit(comment, f"Version {number}")
        told, after = drain(site, connector, cursor)
        assert texts_of(told).get(comment) == "Version 7"
        assert texts_of(drain(site, connector, after)[0]).get(comment, "Version 7") == "Version 7"

    @asks("deletions")
    def test_a_deletion_is_told_by_the_poll(self, site: Site) -> None:
        connector = site.connector()
        comment = site.comment("Je retire")
        _, cursor = drain(site, connector)
        site.withdraw(comment)
        told, _ = drain(site, connector, cursor)
        assert ChangeKind.DELETED in [change.kind for change in told if change.external_id == comment]

    def test_what_vanished_is_gone_when_it_is_asked_for(self, site: Site) -> None:
        comment = site.comment("Je retire")
        site.withdraw(comment)
        connector = site.connector()
        assert raised(Gone, lambda: connector.fetch(comment, now=site.now)).external_id == comment

    @asks("gaps")
    def test_what_the_listing_no_longer_shows_is_told_as_a_hole(self, site: Site) -> None:
        connector = site.connector()
        site.comment("Avant")
        _, cursor = drain(site, connector)
        site.flood()
        batches = [connector.poll(cursor, now=site.now)]
        while batches[-1].more:
            batches.append(connector.poll(kept(batches[-1]), now=site.now))
        holed = [batch for batch in batches if batch.coverage is Coverage.GAP]
        assert holed, "nothing says that something may be missing"
        assert all(batch.hole is None or batch.hole.since < batch.hole.until for batch in holed)
        assert connector.poll(kept(batches[-1]), now=site.now).coverage is Coverage.COMPLETE


class ReadsExactly:
    """A message is read as it was written, and what a newer network adds does no harm."""

    def test_the_bytes_of_an_item_are_the_ones_that_came(self, site: Site) -> None:
        comment = site.comment('Guillemets « et " » 👩\u200d👩\u200d👧')
        item = item_of(next(c.item for c in drain(site, site.connector())[0] if c.external_id == comment))
        assert item.raw.startswith(b"{")
        assert isinstance(json.loads(item.raw), dict)
        assert _short(comment).encode() in item.raw

    @asks("exact_text")
    def test_text_of_any_direction_and_width_is_kept_exactly(self, site: Site) -> None:
        comment = site.comment(STRANGE_TEXT)
        connector = site.connector()
        assert texts_of(drain(site, connector)[0])[comment] == STRANGE_TEXT
        assert connector.fetch(comment, now=site.now).text == STRANGE_TEXT

    def test_a_poll_and_a_look_tell_the_same_message(self, site: Site) -> None:
        comment = site.comment("Panneau éteint")
        connector = site.connector()
        polled = item_of(next(c.item for c in drain(site, connector)[0] if c.external_id == comment))
        fetched = connector.fetch(comment, now=site.now)
        for item in (polled, fetched):
            assert (item.external_id, item.text, item.ours, item.hidden) == (comment, "Panneau éteint", False, False)
        assert polled.conversation_external_id == fetched.conversation_external_id
        assert polled.posted_at == fetched.posted_at
        assert polled.posted_at is None or polled.posted_at.tzinfo is not None

    def test_fields_that_nobody_knows_are_kept_and_do_no_harm(self, site: Site) -> None:
        comment = site.comment("Panneau éteint")
        connector = site.connector()
        site.proxy.fail(Fault.ALTERED, on="reads", change=_with_more)
        told, _ = drain(site, connector)
        item = item_of(next(c.item for c in told if c.external_id == comment))
        assert item.text == "Panneau éteint"
        assert b"x_of_tomorrow" in item.raw
        assert connector.fetch(comment, now=site.now).text == "Panneau éteint"

    @asks("strange_values")
    def test_a_word_that_this_version_does_not_know_stops_nothing(self, site: Site) -> None:
        comments = {site.comment("Un"), site.comment("Deux")}
        connector = site.connector()
        site.proxy.fail(Fault.ALTERED, on="reads", change=site.estrange)
        told, aside = [], 0
        batch = connector.poll(None, now=site.now)
        told, aside = [*batch.changes], len(batch.aside)
        while batch.more:
            batch = connector.poll(kept(batch), now=site.now)
            told, aside = [*told, *batch.changes], aside + len(batch.aside)
        assert len(comments & set(texts_of(told))) + aside >= len(comments)
        assert comments & set(texts_of(told))


def _short(external_id: str) -> str:
    """The end of an id that is an address; all of it otherwise."""
    return external_id.rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _with_more(answer: Canned) -> Canned:
    """The same JSON with a new field in every object."""
    try:
        value: Json = json.loads(answer.body)
    except ValueError:
        return answer
    return Canned(answer.status, json.dumps(_more(value), ensure_ascii=False).encode(), answer.headers)


def _more(value: Json) -> Json:
    if isinstance(value, dict):
        return {**{name: _more(each) for name, each in value.items()}, "x_of_tomorrow": {"deep": [1, None]}}
    if isinstance(value, list):
        return [_more(each) for each in value]
    return value
