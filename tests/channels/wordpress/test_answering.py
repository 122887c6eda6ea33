"""A reply stands on the site once, letter by letter as it was approved, and only where it can be seen."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import httpx
import pytest

from detente.channels.testkit.faults import Fault
from detente.channels.wordpress.prose import as_html, as_text, same_words, sendable
from detente.contracts.network import (
    AffordanceState,
    Conflict,
    Denied,
    Found,
    Gone,
    Invalid,
    NotFound,
    NotSent,
    Visibility,
)
from tests.channels.wordpress.conftest import Site

BEAUTIFIED = [
    "a < b & c > d, \"quotes\" and 'these', it's -- dash --- and - one ... or ....",
    "9x9 12x14x3 (tm) ``x'' 3' 6\" 'tain't xn--a 1/2 1st",
    ":) ;-) :mrgreen: 8-O 8) :D at the end :(",
    'Wordpress (Wordpress "Wordpress',
    "&lt; &amp;lt; &#8230; &nbsp; &notit; <script>alert(1)</script> <b>bold</b> <!-- x -->",
    'see "https://a.example/x?a=1&b=2" and <https://a.example> (https://a.example/x), https://a.example/é-ü?x=1#y.',
    "www.a.example ftp.a.example https://a.example/x... https://a.example/it's ana@a.example https://a.example/?a&",
    "C:\\new \\\\server \\' \\\" [gallery] {{x}} %s $1",
    "- one\n- two\n\nthree\r\nfour\ttab",
    "  Two lines\n\nexactly.  ",
    "Merci\u202f! « oui » 👩\u200d👩\u200d👧 \u202eabc\u202c שלום e\u0301 \u200b",
]


def readers_see(html: str) -> str:
    """The words on the page."""
    return unescape(re.sub(r"<[^>]+>", "", html))


@pytest.mark.wordpress
@pytest.mark.parametrize("role", ["editor", "author"])
@pytest.mark.parametrize("text", BEAUTIFIED)
def test_readers_see_exactly_what_was_approved_and_a_second_copy_is_refused(site: Site, text: str, role: str) -> None:
    """An author's HTML is cleaned by WordPress, an editor's is not: what leaves is safe and the same with both."""
    account = site.wp.editor if role == "editor" else site.wp.person(f"{role}{site.wp._posts}", role)
    parent = site.wp.insert("Remark")
    body = {"post": site.wp.post, "parent": parent, "content": as_html(text)}
    address = f"{site.wp.origin}/?rest_route=/wp/v2/comments"
    first = httpx.post(address, json=body, auth=(account.login, account.password))
    assert first.status_code == 201, first.text
    stored = site.wp.row(int(first.json()["id"]))["comment_content"]
    assert (stored, as_text(str(stored))) == (as_html(text), text)
    assert readers_see(site.wp.shown(int(first.json()["id"]))).split() == text.split()
    again = httpx.post(address, json=body, auth=(account.login, account.password))
    assert (again.status_code, again.json()["code"]) == (409, "comment_duplicate")


@pytest.mark.wordpress
def test_the_same_words_again_are_a_conflict_that_leads_to_the_reply(site: Site) -> None:
    connector, parent = site.connector(), site.comment("One")
    frozen = connector.prepare(site.intent(parent, "k1", "C’est réparé."))
    accepted = connector.send(frozen, now=site.now)
    with pytest.raises(Conflict) as told:
        connector.send(frozen, now=site.now)
    assert told.value.kind == "duplicate"
    found = connector.find(frozen, since=site.now, now=site.now)
    assert isinstance(found, Found)
    assert (found.external_id, found.text) == (accepted.external_id, "C’est réparé.")
    assert found.posted_at is not None


@pytest.mark.wordpress
def test_a_reply_is_looked_for_under_its_own_comment_and_among_our_own(site: Site) -> None:
    connector, parent, other = site.connector(), site.comment("One"), site.comment("Two")
    frozen = connector.prepare(site.intent(parent, "k1", "Done."))
    connector.send(connector.prepare(site.intent(other, "k2", "Done.")), now=site.now)
    site.wp.insert("Done.", parent=int(parent), name="Somebody")
    looked = connector.find(frozen, since=site.now, now=site.now)
    assert isinstance(looked, NotFound)
    assert (looked.covered_from, looked.covered_to) == (site.now, site.now)


@pytest.mark.wordpress
@pytest.mark.parametrize("state", ["hold", "spam", "trash"])
def test_nothing_is_answered_that_nobody_sees(site: Site, state: str) -> None:
    connector, parent = site.connector(), site.comment("One")
    frozen = connector.prepare(site.intent(parent, "k1"))
    site.wp.set_state(int(parent), state)
    offered = connector.affordances(connector.fetch(parent, now=site.now))
    assert offered["reply"].state is AffordanceState.DENIED
    assert offered["restore"].state is AffordanceState.ALLOWED
    with pytest.raises(Denied) as told:
        connector.send(frozen, now=site.now)
    assert "Publish it first" in told.value.remedy.en
    assert (site.replies_to(parent), site.proxy.writes) == ([], ())


@pytest.mark.wordpress
def test_a_comment_that_is_gone_gets_no_orphan_though_wordpress_would_take_one(site: Site) -> None:
    connector, parent = site.connector(), site.comment("One")
    frozen = connector.prepare(site.intent(parent, "k1"))
    site.withdraw(parent)
    with pytest.raises(Gone):
        connector.send(frozen, now=site.now)
    assert site.takes(parent, "WordPress itself takes it")


@pytest.mark.wordpress
def test_a_look_that_fails_before_the_reply_means_that_nothing_was_sent(site: Site) -> None:
    connector, parent = site.connector(), site.comment("One")
    site.proxy.fail(Fault.BEFORE_503, on="reads")
    with pytest.raises(NotSent):
        connector.send(connector.prepare(site.intent(parent, "k1")), now=site.now)
    assert site.proxy.writes == ()


@pytest.mark.wordpress
def test_a_post_in_the_bin_takes_no_reply_and_says_so(site: Site) -> None:
    post = site.wp.make_post("Withdrawn")
    parent = str(site.wp.insert("One", post=post))
    connector = site.connector()
    intent = replace(site.intent(parent, "k1"), conversation_external_id=str(post), reference={})
    frozen = connector.prepare(intent)
    site.wp.tell("bin_post", post=post)
    offered = connector.affordances(connector.fetch(parent, now=site.now))
    assert offered["reply"].state is AffordanceState.DENIED
    with pytest.raises(Denied):
        connector.send(frozen, now=site.now)


@pytest.mark.wordpress
def test_what_became_of_our_reply_is_seen(site: Site) -> None:
    connector, parent = site.connector(), site.comment("One")
    reply = connector.send(connector.prepare(site.intent(parent, "k1")), now=site.now).external_id
    told = []
    for state in ("approve", "hold", "spam", "trash", "gone"):
        if state != "approve":
            site.wp.set_state(int(reply), state)
        told.append(connector.visibility(reply, now=site.now))
    assert told == [Visibility.VISIBLE, Visibility.PENDING, Visibility.REJECTED, Visibility.GONE, Visibility.GONE]


@pytest.mark.wordpress
def test_a_reply_read_back_from_the_bin_is_found_and_not_written_again(site: Site) -> None:
    connector, parent = site.connector(), site.comment("One")
    frozen = connector.prepare(site.intent(parent, "k1"))
    reply = connector.send(frozen, now=site.now).external_id
    site.wp.set_state(int(reply), "trash")
    assert isinstance(connector.find(frozen, since=site.now, now=site.now), Found)
    assert connector.replies(parent, now=site.now) == ()


@pytest.mark.wordpress
def test_the_length_is_counted_in_bytes_of_what_leaves(site: Site) -> None:
    connector, parent = site.connector(), site.comment("One")
    for text in ("a" * 65_525, "é" * 32_762 + "a", "<" * 16_381 + "a", "'" * 10_920 + "aaaaa"):
        assert connector.measure(text).count == 65_525
        assert site.takes(parent, text)
        assert not site.takes(parent, text + "a")


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "half \ud800", "\x1b[31m"])
def test_a_text_that_wordpress_would_change_or_refuse_is_given_back(text: str) -> None:
    assert not sendable(text)


@pytest.mark.wordpress
def test_a_reply_without_its_numbers_is_given_back(site: Site) -> None:
    intent = replace(site.intent("12", "k1"), conversation_external_id="x", reference={})
    with pytest.raises(Invalid) as told:
        site.connector().prepare(intent)
    assert told.value.field == "parent"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("one<br />\ntwo<br>three", "one\ntwo\nthree"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ('see <a href="https://a.example/x">this</a>', "see this (https://a.example/x)"),
        ('<a href="https://a.example/" rel="nofollow">https://a.example</a>', "https://a.example"),
        ("<script>alert(1)</script><style>x{}</style>ok<!-- c -->", "ok"),
        ('<img src="x" alt=":mrgreen:" onerror="x">', ":mrgreen:"),
        ("I <3 this & that &amp; &lt;b&gt;", "I <3 this & that & <b>"),
        ("a &#8217; &#x1f600; &hellip;", "a ’ 😀 …"),
        ("<<<>>>", "<<<>>>"),
        ("", ""),
    ],
)
def test_comment_html_is_read_like_a_reader_reads_it(content: str, text: str) -> None:
    told = as_text(content)
    assert told.strip() == text


def test_white_space_alone_makes_no_other_words() -> None:
    assert same_words("a  b\n c", "a b c")
    assert not same_words("a b", "a c")
