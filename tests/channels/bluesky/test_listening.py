"""Nothing is missed: what the notifications lose, the threads bring. On the real network."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from detente.channels.bluesky.connector import Bluesky
from detente.contracts.network import Batch, Coverage, Cursor, Gone, Item
from tests.channels.bluesky.site import BlueskySite
from tests.helpers.bluesky.people import People
from tests.helpers.wait import wait_until

pytestmark = pytest.mark.bluesky


def drain(connector: Bluesky, cursor: Cursor | None, site: BlueskySite, limit: int = 100) -> tuple[list[Item], Batch]:
    """Everything after a cursor, and the last batch."""
    items: list[Item] = []
    for _ in range(40):
        batch = connector.poll(cursor, now=site.now, limit=limit)
        assert len(batch.changes) <= limit
        items += [change.item for change in batch.changes if change.item]
        cursor = json.loads(json.dumps(batch.next_cursor))
        if not batch.more:
            return items, batch
    raise AssertionError("a poll that never ends")


def test_an_answer_a_mention_and_a_quote_arrive_once_each(site):
    connector = site.connector()
    _, before = drain(connector, None, site)
    answer = site.comment("Elle fuit de partout")
    naming = {"features": [{"$type": "app.bsky.richtext.facet#mention", "did": site.brand.did}]}
    mention = site.stranger.post("@brand, rien", facets=[{"index": {"byteStart": 0, "byteEnd": 6}, **naming}])
    quote = site.stranger.post("Regardez ça", embed={"$type": "app.bsky.embed.record", "record": site.root.ref})
    site.people.wait_told(site.brand, mention.uri, quote.uri)
    items, after = drain(connector, before.next_cursor, site)
    assert sorted(item.external_id for item in items) == sorted([answer, mention.uri, quote.uri])
    told = {item.external_id: item for item in items}
    assert told[answer].conversation_title == "Notre nouvelle bouilloire est là."
    assert (told[answer].parent_external_id, told[mention.uri].parent_external_id) == (site.root.uri, None)
    assert told[answer].author is not None and told[answer].author.handle == site.stranger.handle
    assert drain(connector, after.next_cursor, site)[0] == []


def test_a_backdated_answer_arrives_though_it_sorts_below_everything_known(site):
    connector = site.connector()
    site.comments(*(f"Message {number}" for number in range(5)))
    _, before = drain(connector, None, site)
    late = site.comments("Antidaté", at=site.now - timedelta(days=40))
    items, _ = drain(connector, before.next_cursor, site)
    assert [item.external_id for item in items] == late


def test_a_backdated_answer_below_the_page_is_found_in_its_thread(site, monkeypatch):
    from detente.channels.bluesky import reads

    monkeypatch.setattr(reads, "PAGE", 5)
    connector = site.connector()
    site.comments(*(f"Message {number}" for number in range(8)))
    _, before = drain(connector, None, site)
    late = site.comments("Antidaté", at=site.now - timedelta(days=40))
    items, _ = drain(connector, before.next_cursor, site)
    assert late[0] in {item.external_id for item in items}


def test_seven_answers_of_one_instant_all_arrive_even_over_a_page_edge(site, monkeypatch):
    from detente.channels.bluesky import reads

    connector = site.connector()
    _, before = drain(connector, None, site)
    monkeypatch.setattr(reads, "PAGE", 3)
    tied = site.comments_at_once([f"Ensemble {number}" for number in range(7)])
    items, _ = drain(connector, before.next_cursor, site)
    assert sorted(item.external_id for item in items) == sorted(tied)


def test_answers_within_a_moment_of_the_root_arrive_whether_they_were_notified_or_not(site):
    connector = site.connector()
    _, before = drain(connector, None, site)
    roots = [site.brand.post(f"Annonce {number}") for number in range(6)]
    quick = [site.stranger.post("Déjà là", root.reply).uri for root in roots]
    site.people.wait_shown(*quick)
    found: set[str] = set()
    cursor = before.next_cursor

    def all_found() -> bool:
        nonlocal cursor
        items, batch = drain(connector, cursor, site)
        cursor = batch.next_cursor
        found.update(item.external_id for item in items)
        return set(quick) <= found

    wait_until(all_found, seconds=20, what="every quick answer")
    assert found == set(quick)


def test_small_pages_lose_nothing_and_tell_nothing_twice(site):
    connector = site.connector()
    _, before = drain(connector, None, site)
    written = site.comments(*(f"Message {number}" for number in range(9)))
    items, _ = drain(connector, before.next_cursor, site, limit=2)
    assert sorted(item.external_id for item in items) == sorted(written)


def test_the_place_is_kept_when_everything_it_remembers_was_deleted(site):
    connector = site.connector()
    known = site.comments("Un", "Deux")
    _, before = drain(connector, None, site)
    for uri in known:
        site.withdraw(uri)
    fresh = site.comment("Trois")
    items, batch = drain(connector, before.next_cursor, site)
    assert [item.external_id for item in items] == [fresh]
    assert batch.coverage is Coverage.COMPLETE


def test_answers_to_answers_of_others_in_our_thread_arrive(site, people: People):
    connector = site.connector()
    first = site.comment("Elle fuit")
    _, before = drain(connector, None, site)
    other = people.account("remi")
    below = other.post("Chez moi aussi", site.posts[first].reply)
    people.wait_shown(below.uri)
    people.wait_told(site.brand, below.uri)
    items, _ = drain(connector, before.next_cursor, site)
    assert [item.external_id for item in items] == [below.uri]
    assert (items[0].parent_external_id, items[0].conversation_external_id) == (first, site.root.uri)


def test_a_colleague_who_answers_in_the_app_is_told_as_ours(site):
    connector = site.connector()
    comment = site.comment("Elle fuit")
    _, before = drain(connector, None, site)
    own = site.colleague(comment, "Nous regardons cela.")
    items, after = drain(connector, before.next_cursor, site)
    assert [(item.external_id, item.ours) for item in items] == [(own, True)]
    assert drain(connector, after.next_cursor, site)[0] == []


def test_more_than_can_be_walked_back_is_told_as_a_hole(site, monkeypatch):
    from detente.channels.bluesky import listening, reads

    monkeypatch.setattr(reads, "PAGE", 2)
    monkeypatch.setattr(listening, "DEEPEST", 2)
    connector = site.connector()
    site.comment("Avant")
    _, before = drain(connector, None, site)
    other = site.people.settled_root(site.stranger, "Chez moi")
    naming = {"features": [{"$type": "app.bsky.richtext.facet#mention", "did": site.brand.did}]}
    facets = [{"index": {"byteStart": 0, "byteEnd": 6}, **naming}]
    posts = [site.stranger.post(f"@brand {number}", other.reply, facets=facets).uri for number in range(12)]
    site.people.wait_told(site.brand, *posts)
    cursor, batches = before.next_cursor, []
    for _ in range(10):
        batches.append(connector.poll(cursor, now=site.now))
        cursor = batches[-1].next_cursor
        if not batches[-1].more:
            break
    (gap,) = [batch for batch in batches if batch.coverage is Coverage.GAP]
    assert gap.hole is not None and gap.hole.since < gap.hole.until


def test_a_cursor_that_the_server_no_longer_takes_begins_the_walk_anew(site, monkeypatch):
    from detente.channels.bluesky import reads

    connector = site.connector()
    site.comment("Avant")
    _, before = drain(connector, None, site)
    monkeypatch.setattr(reads, "PAGE", 2)
    written = site.comments(*(f"Message {number}" for number in range(5)))
    half = connector.poll(before.next_cursor, now=site.now)
    assert half.more
    cursor = json.loads(json.dumps(half.next_cursor))
    cursor["walk"][0] = "garbage"
    items, last = drain(connector, cursor, site)
    told = {change.external_id for change in half.changes} | {item.external_id for item in items}
    assert told == set(written)
    assert last.coverage is Coverage.COMPLETE


@pytest.mark.parametrize("cursor", [{"x": 1}, {"known": 7, "top": "", "own": {}}, {"known": [], "top": "", "own": []}])
def test_a_place_that_cannot_be_read_is_told_as_a_hole_and_listening_goes_on(site, cursor):
    site.comment("Toujours là")
    batch = site.connector().poll(cursor, now=site.now)
    assert batch.coverage is Coverage.GAP
    assert len(batch.changes) == 1


def test_each_post_is_read_again_by_its_address_and_a_deleted_one_is_surely_gone(site):
    kept, gone = site.comments("Reste", "Part")
    site.withdraw(gone)
    found = site.connector().fetch_many([kept, gone, "not an address"], now=site.now)
    assert found[kept] is not None and found[kept].text == "Reste"
    assert (found[gone], found["not an address"]) == (None, None)
    with pytest.raises(Gone):
        site.connector().fetch(gone, now=site.now)
    with pytest.raises(Gone):
        site.connector().fetch("not an address", now=site.now)


def test_the_past_is_told_newest_first_and_not_beyond_what_was_asked(site):
    old = site.comments("Ancien", at=site.now - timedelta(days=400))
    recent = site.comments(*(f"Récent {number}" for number in range(5)))
    told, cursor = [], None
    for _ in range(20):
        batch = site.connector().backfill(cursor, since=site.now - timedelta(days=30), now=site.now, limit=2)
        told += [change.external_id for change in batch.changes]
        cursor = json.loads(json.dumps(batch.next_cursor))
        if not batch.more:
            break
    assert set(told) == set(recent)
    assert not set(told) & set(old)
