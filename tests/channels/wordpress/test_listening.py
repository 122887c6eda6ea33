"""Nothing that happens on a site is missed: what is new, held, released, edited, binned, brought back, deleted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from detente.channels.testkit.treatment import Canned, Fault
from detente.channels.wordpress import reading
from detente.channels.wordpress.connector import WordPress
from detente.contracts.network import (
    Auth,
    Batch,
    Change,
    ChangeKind,
    Contract,
    Coverage,
    Cursor,
    Item,
    Json,
    Unknown,
)
from detente.net import AllowedOrigins, Limits, WayOut
from tests.channels.wordpress.conftest import Site

pytestmark = pytest.mark.wordpress


def everything(site: Site, cursor: Cursor | None = None, limit: int = 100) -> tuple[list[Change], Cursor]:
    """All changes after the cursor and the cursor behind them, which goes through JSON as in the desk."""
    told: list[Change] = []
    while True:
        batch = site.connector().poll(cursor, now=site.now, limit=limit)
        assert len(batch.changes) <= limit
        told += batch.changes
        cursor = stored(batch)
        if not batch.more:
            return told, cursor


def stored(batch: Batch) -> Cursor:
    plain: Json = json.loads(json.dumps(batch.next_cursor))
    assert isinstance(plain, dict)
    return plain


def kinds(changes: list[Change]) -> list[tuple[str, str]]:
    return [(change.external_id, change.kind.value) for change in changes]


def item(change: Change) -> Item:
    assert change.item is not None
    return change.item


def after(site: Site, cursor: Cursor) -> tuple[list[tuple[str, str]], Cursor]:
    changes, cursor = everything(site, cursor)
    return kinds(changes), cursor


def test_a_comment_arrives_with_its_post_its_author_and_its_words(site: Site) -> None:
    first = site.wp.visit(
        "The lamp is <b>still</b> out & nobody answers :)", name="Odile &amp; co", email="o@home.example"
    )
    site.wp.visit("Same here", parent=first)
    (one, two), _ = everything(site)
    told = item(one)
    assert (one.kind, one.external_id, told.text) == (
        ChangeKind.CREATED,
        str(first),
        "The lamp is still out & nobody answers :)",
    )
    assert (told.conversation_external_id, told.conversation_title) == (
        str(site.wp.post),
        f"Our new kettle {site.wp._posts}",
    )
    assert told.conversation_url is not None
    assert told.permalink is not None
    assert told.permalink.endswith(f"#comment-{first}")
    assert told.author is not None
    assert (told.author.display_name, told.hidden, told.ours, told.parent_external_id) == (
        "Odile & co",
        False,
        False,
        None,
    )
    assert told.posted_at is not None
    assert abs(told.posted_at - site.now) < timedelta(minutes=1)
    assert json.loads(told.raw)["id"] == first
    assert "author_ip" not in json.loads(told.raw)
    assert item(two).parent_external_id == str(first)


def test_a_quiet_site_tells_nothing_again(site: Site) -> None:
    site.wp.visit("One")
    _, cursor = everything(site)
    before = len(site.proxy.seen)
    assert everything(site, cursor) == ([], cursor)
    assert len(site.proxy.seen) - before == 1


@pytest.mark.parametrize(
    ("then", "told"),
    [
        (["hold"], "moderated_elsewhere"),
        (["spam"], "moderated_elsewhere"),
        (["trash"], "moderated_elsewhere"),
        (["gone"], "deleted"),
    ],
)
def test_what_a_colleague_does_in_the_site_is_told(site: Site, then: list[str], told: str) -> None:
    comment, _other = site.wp.visit("One"), site.wp.visit("Two")
    _, cursor = everything(site)
    for state in then:
        site.wp.set_state(comment, state)
    changes, cursor = everything(site, cursor)
    assert kinds(changes) == [(str(comment), told)]
    assert changes[0].item is None or changes[0].item.hidden
    assert everything(site, cursor)[0] == []


@pytest.mark.parametrize("state", ["hold", "spam", "trash"])
def test_what_was_taken_away_and_comes_back_is_told(site: Site, state: str) -> None:
    comment = site.wp.visit("One")
    _, cursor = everything(site)
    site.wp.set_state(comment, state)
    _, cursor = everything(site, cursor)
    site.wp.set_state(comment, "approve")
    changes, _ = everything(site, cursor)
    assert kinds(changes) == [(str(comment), "restored")]
    assert not item(changes[0]).hidden


def test_an_edit_is_told_with_its_new_words_even_together_with_a_release(site: Site) -> None:
    plain, held = site.wp.visit("One"), site.wp.insert("Two", approved=0)
    _, cursor = everything(site)
    site.wp.edit(plain, "One, corrected")
    site.wp.edit(held, "Two, corrected")
    site.wp.set_state(held, "approve")
    changes, cursor = everything(site, cursor)
    assert kinds(changes) == [(str(plain), "edited"), (str(held), "edited"), (str(held), "restored")]
    assert [item(change).text for change in changes] == ["One, corrected", "Two, corrected", "Two, corrected"]
    assert everything(site, cursor)[0] == []


def test_spam_is_not_told_until_somebody_says_that_it_is_none(site: Site) -> None:
    site.wp.visit("First")
    spam = site.wp.insert("Cheap pills", approved="spam")
    site.wp.visit("Last")
    told, cursor = everything(site)
    assert str(spam) not in {change.external_id for change in told}
    site.wp.set_state(spam, "approve")
    assert after(site, cursor)[0] == [(str(spam), "created")]


def test_spam_that_is_the_oldest_of_a_small_site_is_told_as_well(site: Site) -> None:
    spam = site.wp.insert("Was it spam?", approved="spam")
    site.wp.visit("A remark")
    told, cursor = everything(site)
    assert len(told) == 1
    site.wp.set_state(spam, "approve")
    told_now, cursor = after(site, cursor)
    assert told_now == [(str(spam), "created")]
    assert everything(site, cursor)[0] == []


def test_a_flood_of_spam_pushes_nothing_out_of_sight(site: Site) -> None:
    first = site.wp.visit("A remark")
    post = site.wp.make_post("Attacked")
    site.wp.tell("many", count=130, post=post, **{"from": 1_790_000_000})
    _, cursor = everything(site)
    for comment in range(first + 1, first + 126):
        site.wp.set_state(comment, "spam")
    changes, cursor = everything(site, cursor)
    assert [kind for _, kind in kinds(changes)].count("moderated_elsewhere") == 95
    assert everything(site, cursor)[0] == []
    site.wp.edit(first, "A remark, corrected")
    changes, _ = everything(site, cursor)
    assert (str(first), "edited") in kinds(changes)


def test_a_held_comment_released_long_after_is_told_though_a_thousand_came_since(site: Site) -> None:
    """The low-water mark: what is held stays under watch however far down the listing it has gone."""
    held = [site.wp.insert(f"Held {number}", approved=0) for number in range(4)]
    _, cursor = everything(site)
    site.wp.tell("many", count=1_000, post=site.wp.make_post("Busy"), **{"from": 1_790_000_000})
    told, cursor = everything(site, cursor)
    assert len(told) == 1_000
    site.wp.set_state(held[0], "approve")
    site.wp.edit(held[1], "Held, but changed")
    site.wp.set_state(held[2], "trash")
    site.wp.set_state(held[3], "gone")
    changes, cursor = everything(site, cursor)
    assert kinds(changes) == [
        (str(held[0]), "restored"),
        (str(held[1]), "edited"),
        (str(held[2]), "moderated_elsewhere"),
        (str(held[3]), "deleted"),
    ]
    assert everything(site, cursor)[0] == []
    site.wp.set_state(held[1], "approve")
    assert after(site, cursor)[0] == [(str(held[1]), "restored")]


def test_a_comment_that_comes_back_from_spam_deep_down_is_found_by_a_sweep(site: Site) -> None:
    spam = site.wp.insert("Was it spam?", approved="spam")
    site.wp.tell("many", count=350, post=site.wp.make_post("Busy"), **{"from": 1_790_000_000})
    _, cursor = everything(site)
    site.wp.set_state(spam, "approve")
    changes, cursor = everything(site, cursor)
    found = [item(change) for change in changes if change.external_id == str(spam)]
    assert [(each.text, each.hidden) for each in found] == [("Was it spam?", False)]
    assert everything(site, cursor)[0] == []


@pytest.mark.parametrize("limit", [20, 100])
def test_a_flood_is_told_once_each_in_order_whatever_the_page(site: Site, limit: int) -> None:
    site.wp.visit("Before")
    _, cursor = everything(site)
    site.wp.tell("many", count=230, post=site.wp.make_post("Busy"), **{"from": 1_790_000_000})
    changes, cursor = everything(site, cursor, limit)
    ids = [int(change.external_id) for change in changes]
    assert (len(ids), ids) == (230, sorted(set(ids)))
    assert everything(site, cursor, limit)[0] == []


def test_comments_that_come_and_go_between_two_pages_cost_none_of_the_others(site: Site) -> None:
    post = site.wp.make_post("Busy")
    site.wp.tell("many", count=450, post=post, **{"from": 1_790_000_000})
    seen: set[str] = set()
    gone: set[str] = set()
    cursor: Cursor | None = None
    newest: list[int] = []
    while True:
        batch = site.connector().poll(cursor, now=site.now)
        seen |= {change.external_id for change in batch.changes if change.kind is ChangeKind.CREATED}
        cursor = stored(batch)
        if not batch.more:
            break
        newest += [site.wp.insert(f"Meanwhile {len(newest)}.{number}", post=post) for number in range(3)]
        victims = sorted(map(int, seen))[:2]
        for victim in victims:
            site.wp.set_state(victim, "gone")
            gone.add(str(victim))
            seen.discard(str(victim))
    assert len(seen | gone) == 450 + len(newest)
    assert {str(each) for each in newest} <= seen


def test_a_large_site_is_listed_from_its_newest_thousand_and_what_is_still_held(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FIRST", 150)
    held = site.wp.insert("Still waiting", approved=0)
    site.wp.tell("many", count=400, post=site.wp.make_post("Busy"), **{"from": 1_790_000_000})
    changes, cursor = everything(site)
    ids = sorted(int(change.external_id) for change in changes)
    assert (len(ids), ids[0]) == (151, held)
    assert len(set(ids)) == 151
    assert item(next(change for change in changes if change.external_id == str(held))).hidden
    site.wp.set_state(held, "approve")
    assert after(site, cursor)[0] == [(str(held), "restored")]


def test_a_site_that_went_back_to_a_copy_is_told_as_a_gap(site: Site) -> None:
    for number in range(3):
        site.wp.visit(f"Lost {number}")
    _, cursor = everything(site)
    later = json.loads(json.dumps(cursor))
    later["high"] = 10**9
    later["seen"] = {str(10**9): "aaaaaaaaaaa"}
    batch = site.connector().poll(later, now=site.now + timedelta(hours=1))
    assert (batch.coverage, len(batch.changes)) == (Coverage.GAP, 3)
    assert batch.hole is not None
    assert (batch.hole.since, batch.hole.until) == (site.now, site.now + timedelta(hours=1))
    assert everything(site, stored(batch))[0] == []


def test_the_site_s_own_count_of_what_others_wrote_comes_along_when_it_moved(site: Site) -> None:
    comment = site.comment("One")
    site.wp.insert("Two", approved=0)
    site.colleague(comment, "Ours")
    first = site.connector().poll(None, now=site.now)
    assert first.tally is not None
    assert (first.tally.count, first.tally.since) == (2, None)
    assert site.connector().poll(stored(first), now=site.now).tally is None


def test_our_own_replies_and_those_of_colleagues_who_publish_here_are_ours(site: Site) -> None:
    author = site.wp.person(f"rosa{site.wp._posts}", "author")
    customer = site.wp.person(f"noor{site.wp._posts}", "subscriber")
    moderator = site.wp.person(f"ines{site.wp._posts}", "editor")
    site.wp.make_post("By Rosa", author=author.id)
    said = site.wp.visit("Hello?")
    for person in (site.wp.editor, author, customer, moderator):
        site.wp.insert(f"{person.login} answers", parent=said, person=person.id, name=person.login)
    batch = site.connector(colleagues=f"{moderator.id}, x").poll(None, now=site.now)
    assert [item(change).ours for change in batch.changes] == [False, True, True, False, True]
    told = item(batch.changes[3]).author
    assert told is not None
    assert told.external_id == f"account:{customer.id}"
    assert batch.tally is not None
    assert batch.tally.count == 2  # the remark and the customer: the desk holds no others


def test_an_author_is_one_by_what_was_typed_twice_and_nobody_without_an_address(site: Site) -> None:
    typed = [
        ("Ana", "ana@home.example"),
        ("ana", "ANA@home.example"),
        ("Ana", "x@home.example"),
        ("Ana", ""),
        ("Ana", ""),
    ]
    for number, (name, email) in enumerate(typed):
        site.wp.insert(f"Remark {number}", name=name, email=email)
    changes, _ = everything(site)
    ids = [author.external_id for change in changes if (author := item(change).author)]
    assert (ids[0] == ids[1], len(set(ids))) == (True, 4)
    assert not any("home.example" in each for each in ids)


def test_comments_on_pages_and_bins_and_pingbacks_do_not_disturb(site: Site) -> None:
    page = site.wp.make_post("About us", type="page")
    site.wp.insert("On a page", post=page)
    site.wp.insert("http://other.example links here", type="pingback")
    changes, _ = everything(site)
    assert [(item(change).text, item(change).conversation_title) for change in changes] == [("On a page", "About us")]


@pytest.mark.parametrize("folder", ["", "/blog"])
@pytest.mark.parametrize("structure", ["/%postname%/", ""])
def test_any_permalinks_and_any_folder_will_do(site: Site, folder: str, structure: str) -> None:
    site.folder = folder
    site.wp.permalinks(structure)
    try:
        parent = site.comment("One")
        (change,), _ = everything(site)
        assert item(change).conversation_title.startswith("Our new kettle")
        connector = site.connector()
        reply = connector.send(connector.prepare(site.intent(parent, "k1")), now=site.now)
        assert connector.fetch(reply.external_id, now=site.now).ours
    finally:
        site.wp.permalinks("/%postname%/")


@pytest.mark.parametrize("secret", ["wrong", "abcd efgh ijkl mnop qrst uvwx", "x"])
def test_a_wrong_password_is_told_at_once_though_the_site_answers_strangers(site: Site, secret: str) -> None:
    comment = site.comment("Public, for everybody")
    connector = site.connector(secret=secret)
    for call in (
        lambda: connector.poll(None, now=site.now),
        lambda: connector.fetch(comment, now=site.now),
        lambda: connector.fetch_many([comment], now=site.now),
        lambda: connector.replies(comment, now=site.now),
        lambda: connector.probe(now=site.now),
        lambda: connector.visibility(comment, now=site.now),
    ):
        with pytest.raises(Auth) as told:
            call()
        assert told.value.kind == "revoked"


def test_an_account_that_lost_its_role_is_told_so(site: Site) -> None:
    weak = site.wp.person(f"weak{site.wp._posts}", "subscriber")
    connector = site.connector(secret=weak.password, user_name=weak.login)
    with pytest.raises(Auth) as told:
        connector.poll(None, now=site.now)
    assert told.value.kind == "role"


@pytest.mark.parametrize("spoiled", ['{"id": 3}', "7", '{"id":"x","content":{"raw":"a"},"status":"approved"}', "null"])
def test_one_comment_that_cannot_be_read_is_put_aside_once_and_the_rest_goes_on(site: Site, spoiled: str) -> None:
    site.wp.visit("One")
    site.wp.visit("Two")

    def spoil(answer: Canned) -> Canned:
        if b'"content"' not in answer.body:
            return answer
        return Canned(answer.status, b"[" + spoiled.encode() + b"," + answer.body.lstrip()[1:], answer.headers)

    site.proxy.fail(Fault.ALTERED, on="reads", path="comments", change=spoil)
    batch = site.connector().poll(None, now=site.now)
    assert [item(change).text for change in batch.changes] == ["One", "Two"]
    assert [aside.raw.decode() for aside in batch.aside] == [spoiled]
    assert site.connector().poll(stored(batch), now=site.now).aside == ()


@pytest.mark.parametrize(
    ("body", "headers", "raised"),
    [
        (b"<html>maintenance</html>", {"X-WP-Total": "3"}, Contract),
        (b"{}", {"X-WP-Total": "3"}, Contract),
        (b"[]", {}, Contract),
        (b"[", {"X-WP-Total": "3"}, Contract),
    ],
)
def test_an_answer_that_is_no_listing_breaks_the_contract(
    site: Site, body: bytes, headers: Mapping[str, str], raised: type[Exception]
) -> None:
    site.proxy.fail(Fault.ALTERED, on="reads", change=lambda _: Canned(200, body, headers))
    with pytest.raises(raised):
        site.connector().poll(None, now=site.now)


def test_a_page_too_long_to_be_taken_in_is_read_by_halves(site: Site) -> None:
    for number in range(6):
        site.wp.insert(f"{number}" + "é" * 30_000, email=f"{number}@home.example")
    way = WayOut(AllowedOrigins([site.proxy.origin]), Limits(body=900_000))
    batch = WordPress(site.connection(), way).poll(None, now=site.now)
    told = [*batch.changes]
    while batch.more:
        batch = WordPress(site.connection(), way).poll(stored(batch), now=site.now)
        told += batch.changes
    assert [item(change).text[:1] for change in told] == list("012345")


def test_a_listing_that_moves_faster_than_it_is_read_is_read_again_later(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_TRIES", 2)
    first = site.wp.insert("Before")
    _, cursor = everything(site)
    site.wp.tell("many", count=400, post=site.wp.make_post("Busy"), **{"from": 1_790_000_000})
    assert cursor["high"] == first
    with pytest.raises(Unknown):
        site.connector().poll(cursor, now=site.now)


@pytest.mark.parametrize(
    "cursor", [{"v": 9}, {"high": "x"}, {"high": 1, "seen": 3, "held": {}, "total": 1, "tallied": 1}]
)
def test_a_cursor_of_somebody_else_is_refused(site: Site, cursor: Cursor) -> None:
    with pytest.raises(Contract):
        site.connector().poll(cursor, now=site.now)
