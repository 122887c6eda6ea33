"""The pure parts: keys, lengths, facets, sessions, frames of the stream."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from detente.channels.bluesky import stream
from detente.channels.bluesky.connector import Bluesky
from detente.channels.bluesky.facets import facets
from detente.channels.bluesky.lengths import measure
from detente.channels.bluesky.place import Own, Place, Walk
from detente.channels.bluesky.session import Tokens, kept, tokens_of
from detente.channels.bluesky.tid import tid
from detente.contracts.network import Auth, Connection, Contract, Hint, Intent, Invalid
from detente.net import WayOut

NOW = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
US = "did:plc:us"
OUR_ROOT = f"at://{US}/app.bsky.feed.post/3root"
THEIRS = "at://did:plc:other/app.bsky.feed.post/3abc"


def test_the_key_of_a_record_is_a_tid_and_always_the_same():
    made = tid(NOW, "publication-7")
    assert made == tid(NOW, "publication-7")
    assert re.fullmatch("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}", made)


def test_keys_of_one_instant_differ_and_later_ones_sort_behind():
    keys = {tid(NOW, str(number)) for number in range(2000)}
    assert len(keys) > 1990
    assert max(keys) < min(tid(NOW + timedelta(milliseconds=1), str(number)) for number in range(2000))
    assert len(tid(datetime(1970, 1, 1, tzinfo=UTC), "x")) == 13


@pytest.mark.parametrize(
    ("text", "count", "unit", "over"),
    [
        ("a" * 300, 300, "graphemes", 0),
        ("a" * 301, 301, "graphemes", 1),
        ("👩\u200d👩\u200d👧" * 166, 166, "graphemes", 0),
        ("👩\u200d👩\u200d👧" * 167, 3006, "bytes", 6),
        ("🇫🇷é\u0301", 2, "graphemes", 0),
    ],
)
def test_the_rule_that_binds_is_the_one_shown(text, count, unit, over):
    length = measure(text)
    assert (length.count, length.unit, length.over) == (count, unit, over)


def test_facets_count_bytes_and_leave_punctuation_out():
    text = "Élodie, voyez https://example.org/à_b(c). Merci #réparation @odile.test et @inconnue.test"
    found = facets(text, {"odile.test": "did:plc:odile"})
    raw = text.encode()
    cut = [raw[each["index"]["byteStart"] : each["index"]["byteEnd"]].decode() for each in found]
    assert cut == ["https://example.org/à_b(c)", "#réparation", "@odile.test"]
    assert found[2]["features"] == [{"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:odile"}]


@pytest.mark.parametrize("text", ["#1", "a#b", "x@odile.test", "(https://a.example)", "voir https://a.example/x…"])
def test_facets_take_nothing_that_only_looks_like_one(text):
    found = facets(text, {"odile.test": "did:plc:odile"})
    cut = [text.encode()[each["index"]["byteStart"] : each["index"]["byteEnd"]].decode() for each in found]
    assert cut in ([], ["https://a.example"], ["https://a.example/x"])


def token(**claims: object) -> str:
    middle = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"head.{middle}.sign"


def test_a_session_tells_when_it_must_be_renewed_and_when_it_ends():
    soon, late = NOW + timedelta(hours=2), NOW + timedelta(days=90)
    access, refresh = token(exp=int(soon.timestamp())), token(exp=int(late.timestamp()))
    session = Tokens(US, "brand.test", "", access, refresh).session(NOW)
    assert (session.renew_at, session.until) == (soon - timedelta(minutes=15), late)
    assert access not in repr(session)


@pytest.mark.parametrize("odd", ["", "x", "a.b.c", token(exp="soon"), token(exp=-1), "a.é.c"])
def test_a_token_that_says_nothing_is_renewed_within_its_usual_time(odd):
    assert Tokens(US, "b", "", odd, odd).session(NOW).renew_at == NOW + timedelta(hours=1, minutes=45)


@pytest.mark.parametrize("stored", ["", "{", "[]", '{"did": 7}'])
def test_without_a_readable_session_one_has_to_sign_in(stored):
    with pytest.raises(Auth) as refused:
        kept(Connection("https://pds.example", "s", US, {}, stored))
    assert refused.value.kind == "expired"


def answer(**more: object) -> bytes:
    return json.dumps({"did": US, "handle": "b.test", "accessJwt": "a", "refreshJwt": "r", **more}).encode()


def test_the_accounts_own_server_is_believed_only_over_https():
    def document(where: str) -> dict[str, object]:
        return {"service": [7, {"id": "#atproto_pds", "serviceEndpoint": where}]}

    assert tokens_of(answer(didDoc=document("https://pds.example"))).pds == "https://pds.example"
    assert tokens_of(answer(didDoc=document("http://10.0.0.1"))).pds == ""
    assert tokens_of(answer(didDoc={"service": "x"})).pds == ""
    with pytest.raises(Contract):
        tokens_of(b'{"did": "did:plc:us"}')


def test_a_place_survives_its_way_through_the_database():
    place = Place(("a", "b"), "2026-11-21T16:00:00Z", ("c",), {"3root": Own(3, 17, 2**47)}, Walk("at", ("m",), "t", 2))
    assert Place.of(json.loads(json.dumps(place.as_cursor()))) == place


def frame(did: str, operation: str, record: object = None, collection: str = "app.bsky.feed.post") -> bytes:
    commit = {"operation": operation, "collection": collection, "rkey": "3abc", "record": record}
    return json.dumps({"did": did, "kind": "commit", "commit": commit}, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "record",
    [
        {"reply": {"root": {"uri": OUR_ROOT}, "parent": {"uri": "at://did:plc:x/app.bsky.feed.post/1"}}},
        {"reply": {"root": {"uri": "at://did:plc:x/app.bsky.feed.post/1"}, "parent": {"uri": OUR_ROOT}}},
        {"embed": {"record": {"uri": OUR_ROOT}}},
        {"embed": {"record": {"record": {"uri": OUR_ROOT}}}},
        {"facets": [7, {"features": [{"did": US}]}]},
    ],
)
def test_a_frame_that_answers_quotes_or_names_us_is_a_hint(record):
    assert stream.hint(frame("did:plc:other", "create", record), US) == Hint(THEIRS)
    assert stream.hint(frame("did:plc:other", "update", record), US) == Hint(THEIRS)
    assert stream.hint(frame("did:plc:other", "create", record), "did:plc:them") is None


def test_any_deletion_of_a_post_is_a_hint_and_our_own_posts_only_as_answers():
    assert stream.hint(frame("did:plc:other", "delete"), US) == Hint(THEIRS, gone=True)
    assert stream.hint(frame("did:plc:other", "delete", collection="app.bsky.feed.like"), US) is None
    assert stream.hint(frame(US, "create", {"text": "x"}), US) is None
    assert stream.hint(frame(US, "create", {"reply": {}}), US) == Hint(f"at://{US}/app.bsky.feed.post/3abc")


def test_a_frame_that_only_says_our_name_is_nothing():
    assert stream.hint(frame("did:plc:other", "create", {"text": f"{US} is a name"}), US) is None


def test_listening_begins_where_it_is_told():
    assert stream.address("", NOW) == ""
    assert stream.address("wss://j.example/", None) == "wss://j.example/subscribe?wantedCollections=app.bsky.feed.post"
    assert stream.address("wss://j.example", NOW).endswith(f"&cursor={int(NOW.timestamp()) * 1_000_000}")


def test_a_reply_without_its_references_is_not_prepared():
    connector = Bluesky(Connection("https://pds.example", "s", US), WayOut())
    with pytest.raises(Invalid) as refused:
        connector.prepare(Intent("k", OUR_ROOT, OUR_ROOT, "Merci.", "Inès"))
    assert refused.value.field == "reference"


def test_half_a_character_is_not_prepared():
    reference = {"root": {"uri": OUR_ROOT, "cid": "c"}, "parent": {"uri": OUR_ROOT, "cid": "c"}}
    connector = Bluesky(Connection("https://pds.example", "s", US), WayOut())
    with pytest.raises(Invalid) as refused:
        connector.prepare(Intent("k", OUR_ROOT, OUR_ROOT, "Merci \ud83d.", "Inès", reference))
    assert refused.value.field == "text"
