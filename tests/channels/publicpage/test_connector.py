"""What the page's answers mean, and what a client without a key would do."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from detente.channels.publicpage import payloads
from detente.channels.publicpage.connector import PublicPage
from detente.channels.publicpage.shape import CAPABILITIES
from detente.channels.testkit.conformance import intent_for
from detente.channels.testkit.faults import Fault
from detente.contracts.network import (
    AffordanceState,
    Auth,
    ChangeKind,
    Conflict,
    Connection,
    Connector,
    Contract,
    Coverage,
    Denied,
    Gone,
    Idempotency,
    Invalid,
    Limited,
    Moderates,
    Moderation,
    NetworkError,
    Publishes,
    Unknown,
    Visibility,
)
from detente.net import AllowedOrigins, Answer, WayOut
from detente.publicpage.actions import contest_notice, delete_comment, edit_comment
from detente.publicpage.models import Comment
from tests.channels.publicpage.conftest import PageSite

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


class Answering(WayOut):
    """A way out that always gives the same answer."""

    def __init__(self, status: int, body: bytes = b"", **headers: str) -> None:
        super().__init__(AllowedOrigins())
        object.__setattr__(self, "answer", Answer(status, headers, body))

    def request(self, method: str, url: str, headers: object = (), body: bytes = b"") -> Answer:
        return self.answer  # type: ignore[attr-defined, no-any-return]


def page(status: int, body: bytes = b"", **headers: str) -> PublicPage:
    connection = Connection("https://desk.example/p/ferrolane/", "s", "ferrolane")
    return PublicPage(connection, Answering(status, body, **{name.replace("_", "-"): v for name, v in headers.items()}))


def error(code: str, **more: str) -> bytes:
    return json.dumps({"error": {"code": code, "message": "no", **more}}).encode()


def write(connector: PublicPage) -> None:
    connector.send(connector.prepare(intent_for("c1", "k1")), now=NOW)


def read(connector: PublicPage) -> None:
    connector.fetch("c1", now=NOW)


def test_the_connector_offers_everything_the_desk_may_ask() -> None:
    connector = page(200)
    assert isinstance(connector, Connector | Publishes)
    assert isinstance(connector, Publishes)
    assert isinstance(connector, Moderates)
    assert (CAPABILITIES.idempotency, CAPABILITIES.key_lifetime) == (Idempotency.KEYED, None)
    assert CAPABILITIES.power("delete") is None
    power = CAPABILITIES.power("hide")
    assert power is not None
    assert power.reversible


@pytest.mark.parametrize(
    ("status", "body", "call", "raised"),
    [
        (401, error("unauthorized"), write, Auth),
        (401, b"", read, Auth),
        (404, error("not_found"), write, Gone),
        (410, error("gone"), read, Gone),
        (404, b"<html>", write, Unknown),
        (404, b"<html>", read, Contract),
        (403, error("forbidden"), write, Denied),
        (403, b"", write, Unknown),
        (409, error("conflict"), write, Conflict),
        (422, error("invalid", field="text"), write, Invalid),
        (413, error("too_large"), write, Invalid),
        (400, b"<html>", write, Unknown),
        (429, b"", write, Limited),
        (429, b"", read, Limited),
        (500, b"", write, Unknown),
        (503, b"", read, Unknown),
        (302, b"", write, Unknown),
        (302, b"", read, Contract),
        (200, b"<html>a portal</html>", write, Contract),
        (200, b"[]", write, Contract),
        (200, b"{}", read, Contract),
        (200, b"\xff\xfe", read, Contract),
        (200, b"[" * 100_000, read, Contract),
    ],
)
def test_each_answer_means_one_thing(
    status: int, body: bytes, call: Callable[[PublicPage], None], raised: type[NetworkError]
) -> None:
    with pytest.raises(raised):
        call(page(status, body))


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("120", NOW + timedelta(seconds=120)),
        ("99999999", NOW + timedelta(days=1)),
        ("Fri, 20 Nov 2026 14:05:00 GMT", NOW + timedelta(minutes=5)),
        ("soon", None),
        ("", None),
    ],
)
def test_a_wait_is_understood_in_every_dialect(said: str, until: datetime | None) -> None:
    with pytest.raises(Limited) as told:
        read(page(429, retry_after=said))
    assert told.value.until == until


def test_the_field_at_fault_goes_back_to_the_editor() -> None:
    with pytest.raises(Invalid) as told:
        write(page(422, error("invalid", field="text")))
    assert told.value.field == "text"


def test_a_clock_that_disagrees_is_told_before_the_channel_is_saved() -> None:
    body = json.dumps({"page": "p", "brand": "B", "scopes": ["read"], "now": "2026-11-20T14:02:00+00:00"}).encode()
    probe = page(200, body).probe(now=NOW)
    assert (probe.clock_skew, probe.scopes) == (timedelta(minutes=2), {"read"})
    assert "120 s" in probe.problems[0].en
    with pytest.raises(Contract):
        page(200, b'{"now": 3}').probe(now=NOW)


def test_half_a_character_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(Invalid):
        page(200).prepare(intent_for("c1", "k1", "a\ud800b"))


@pytest.mark.parametrize("key", ["", "..", "a/b", "é", "a b", "k\n", "x" * 201])
def test_a_key_that_an_address_cannot_carry_is_refused_before_anything_is_sent(key: str) -> None:
    with pytest.raises(Invalid) as told:
        page(200).prepare(intent_for("c1", key))
    assert told.value.field == "key"


def test_an_unsigned_reply_is_refused_before_anything_is_sent() -> None:
    intent = intent_for("c1", "k1")
    unsigned = type(intent)(intent.key, intent.parent_external_id, intent.conversation_external_id, intent.text, " ")
    with pytest.raises(Invalid) as told:
        page(200).prepare(unsigned)
    assert told.value.field == "signed_as"


def test_a_feed_with_a_missing_number_is_told_as_a_gap() -> None:
    whole = payloads.batch_of(b'{"changes": [], "next": 4, "more": false}', 4, now=NOW)
    assert (whole.coverage, whole.next_cursor, whole.more) == (Coverage.COMPLETE, {"after": 4}, False)
    line = {
        "seq": 6, "kind": "deleted", "at": "2026-11-20T13:00:00+00:00", "note": "",
        "item": {
            "id": "c1", "parent": None, "conversation": "c1", "conversation_title": "t", "conversation_url": None,
            "url": None, "author": None, "ours": False, "text": "", "language": None, "revision": 1,
            "state": "deleted_by_author", "posted_at": "2026-11-20T13:00:00+00:00", "something_new": 1,
        },
    }  # fmt: skip
    holed = payloads.batch_of(json.dumps({"changes": [line], "next": 6, "more": False}).encode(), 4, now=NOW)
    assert (holed.coverage, holed.changes[0].kind) == (Coverage.GAP, ChangeKind.DELETED)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "exploded"},
        {"at": "yesterday"},
        {"at": "2026-11-20T13:00:00"},
        {"item": 3},
    ],
)
def test_a_line_of_the_feed_that_cannot_be_read_is_kept_aside(change: dict[str, object]) -> None:
    line = {"seq": 6, "kind": "deleted", "at": "2026-11-20T13:00:00+00:00", "note": "", "item": {}} | change
    batch = payloads.batch_of(json.dumps({"changes": [line], "next": 6, "more": False}).encode(), 5, now=NOW)
    (aside,) = batch.aside
    assert (batch.changes, batch.next_cursor, batch.coverage) == ((), {"after": 6}, Coverage.COMPLETE)
    assert json.loads(aside.raw) == line
    assert aside.reason.fr != aside.reason.en


@pytest.mark.parametrize("seq", ["6", True, None])
def test_a_line_without_its_number_is_kept_aside_and_told_as_a_gap(seq: object) -> None:
    line = {"seq": seq, "kind": "deleted", "at": "2026-11-20T13:00:00+00:00", "note": "", "item": {}}
    batch = payloads.batch_of(json.dumps({"changes": [line], "next": 6, "more": False}).encode(), 5, now=NOW)
    assert (len(batch.aside), batch.coverage) == (1, Coverage.GAP)


def test_everything_that_happens_to_a_message_is_told_in_order(site: PageSite) -> None:
    comment = site.comment("Quai désert")
    visitor = Comment.objects.get().visitor
    assert visitor is not None
    edit_comment(comment, visitor, "Quai désert et sale", now=site.now)
    connector = site.connector()
    order = Moderation("hide", comment, "Avis", "Article 3", site.now + timedelta(days=15))
    connector.moderate(order, now=site.now)
    contest_notice(comment, visitor, "C’est une critique", now=site.now)
    connector.moderate(Moderation("restore", comment), now=site.now)
    connector.send(connector.prepare(intent_for(comment, "k1")), now=site.now)
    delete_comment(comment, visitor, now=site.now)
    batch = connector.poll(None, now=site.now)
    assert [(change.kind.value, change.note) for change in batch.changes] == [
        ("created", ""),
        ("edited", ""),
        ("moderated_elsewhere", ""),
        ("contested", "C’est une critique"),
        ("restored", ""),
        ("created", ""),
        ("deleted", ""),
    ]
    assert [change.item.ours for change in batch.changes if change.item].count(True) == 1
    assert (batch.coverage, batch.next_cursor, batch.more) == (Coverage.COMPLETE, {"after": 7}, False)
    assert all(change.item and change.item.text == "" for change in batch.changes if change.external_id == comment)


def test_an_author_is_the_same_on_one_page_and_never_named_by_what_was_typed(site: PageSite) -> None:
    site.comment("Un")
    site.comment("Deux")
    one, two = (change.item for change in site.connector().poll(None, now=site.now).changes)
    assert one is not None
    assert two is not None
    assert one.author is not None
    assert one.author != two.author
    visitor = Comment.objects.order_by("id")[0].visitor
    assert visitor is not None
    assert visitor.public_id not in one.raw.decode()


def test_the_same_key_with_another_text_is_a_swap(site: PageSite) -> None:
    connector, parent = site.connector(), site.comment("Un")
    connector.send(connector.prepare(intent_for(parent, "k1", "Merci")), now=site.now)
    with pytest.raises(Conflict) as told:
        connector.send(connector.prepare(intent_for(parent, "k1", "Autre")), now=site.now)
    assert told.value.kind == "swap"
    assert site.replies_to(parent) == ["Merci"]


@pytest.mark.parametrize("key", ["publication:12", "a.b-c_d", "x" * 200])
def test_any_plain_key_can_be_found_again(site: PageSite, key: str) -> None:
    connector = site.connector()
    frozen = connector.prepare(intent_for(site.comment("Un"), key))
    accepted = connector.send(frozen, now=site.now)
    found = connector.find(frozen, since=site.now, now=site.now)
    assert getattr(found, "external_id", None) == accepted.external_id


def test_a_blind_client_that_sends_again_does_double(site: PageSite) -> None:
    """The harness can see a double: without a key, a lost answer and a second try make two replies."""
    parent = site.comment("Panneau éteint")
    body = json.dumps({"parent": parent, "text": "Merci", "signed_as": "Inès"}).encode()
    headers = [("content-type", "application/json"), ("authorization", f"Bearer {site.secret}")]
    way = WayOut(AllowedOrigins([site.proxy.origin]))
    site.proxy.fail(Fault.AFTER_503, times=1)
    while way.request("POST", f"{site.proxy.origin}/p/ferrolane/api/v1/comments", headers, body).status == 503:
        pass
    assert site.replies_to(parent) == ["Merci", "Merci"]


def test_our_reply_may_be_seen_as_removed_and_a_lost_one_as_gone(site: PageSite) -> None:
    connector = site.connector()
    accepted = connector.send(connector.prepare(intent_for(site.comment("Un"), "k1")), now=site.now)
    connector.moderate(Moderation("hide", accepted.external_id, "Avis", "Doublon"), now=site.now)
    assert connector.visibility(accepted.external_id, now=site.now) is Visibility.REJECTED
    withdrawn = site.comment("Deux")
    site.withdraw(withdrawn)
    assert connector.visibility(withdrawn, now=site.now) is Visibility.GONE


def test_what_is_hidden_is_restored_before_it_is_answered(site: PageSite) -> None:
    connector, parent = site.connector(), site.comment("Un")
    frozen = connector.prepare(intent_for(parent, "k1"))
    connector.moderate(Moderation("hide", parent, "Avis", "Article 3"), now=site.now)
    with pytest.raises(Denied) as told:
        connector.send(frozen, now=site.now)
    assert "Restore it" in told.value.remedy.en


def test_nothing_of_ours_can_be_deleted_by_an_order(site: PageSite) -> None:
    connector = site.connector()
    with pytest.raises(Denied):
        connector.moderate(Moderation("delete", site.comment("Un")), now=site.now)
    assert connector.inverse(Moderation("delete", "x")) is None
    assert site.proxy.writes == ()


def test_our_own_message_is_neither_answered_nor_hidden(site: PageSite) -> None:
    connector = site.connector()
    accepted = connector.send(connector.prepare(intent_for(site.comment("Un"), "k1")), now=site.now)
    offered = connector.affordances(connector.fetch(accepted.external_id, now=site.now))
    assert {each.state for each in offered.values()} == {AffordanceState.DENIED}
