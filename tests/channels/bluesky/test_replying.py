"""Replies, sessions, rights and removals on the real network."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from detente.channels.bluesky.connector import Bluesky
from detente.channels.testkit.faults import Canned, Fault
from detente.contracts.network import (
    AffordanceState,
    Auth,
    Conflict,
    Connection,
    Denied,
    Found,
    Limited,
    Moderation,
    Visibility,
)
from detente.net import AllowedOrigins, WayOut
from tests.channels.bluesky.site import BlueskySite
from tests.helpers.bluesky.people import records
from tests.helpers.wait import wait_until

pytestmark = pytest.mark.bluesky


def signing(site: BlueskySite, secret: str, session: str = "", identifier: str = "") -> Bluesky:
    told = {"identifier": identifier or site.brand.handle}
    connection = Connection(site.proxy.origin, secret, "", told, session)
    return Bluesky(connection, WayOut(AllowedOrigins([site.proxy.origin])))


def test_the_record_on_the_server_is_the_one_that_was_frozen(site):
    connector = site.connector()
    text = f"Bonjour @{site.stranger.handle}, voyez https://example.org/aide."
    parent = site.comment("Elle fuit")
    item = connector.fetch(parent, now=site.now)
    intent = replace(site.intent(parent, "seven", text), reference=item.reference)
    frozen = connector.prepare(intent)
    accepted = connector.send(frozen, now=site.now)
    assert accepted.external_id == connector.foretell(frozen)
    record = next(each["value"] for each in records(site.brand) if each["uri"] == accepted.external_id)
    assert record == json.loads(frozen.body)["record"]
    assert record["langs"] == ["fr"]
    kinds = [each["features"][0]["$type"].rpartition("#")[2] for each in record["facets"]]
    assert kinds == ["mention", "link"]
    assert record["reply"]["parent"]["uri"] == parent


def test_the_same_key_with_another_text_is_never_written_over(site):
    connector = site.connector()
    parent = site.comment("Elle fuit")
    first = connector.prepare(site.intent(parent, "key", "Le premier texte."))
    other = connector.prepare(site.intent(parent, "key", "Un autre texte."))
    connector.send(first, now=site.now)
    with pytest.raises(Conflict) as refused:
        connector.send(other, now=site.now)
    assert refused.value.kind == "swap"
    with pytest.raises(Conflict):
        connector.find(other, since=site.now, now=site.now)
    assert isinstance(connector.find(first, since=site.now, now=site.now), Found)
    assert site.replies_to(parent) == ["Le premier texte."]


def test_a_reply_is_visible_when_the_app_shows_it_and_gone_once_it_is_deleted(site):
    connector = site.connector()
    accepted = connector.send(connector.prepare(site.intent(site.comment("Elle fuit"), "seen")), now=site.now)
    assert connector.visibility(accepted.external_id, now=site.now) is Visibility.VISIBLE
    site.brand.delete(accepted.external_id)
    site.people.wait_shown(accepted.external_id, gone=True)
    assert connector.visibility(accepted.external_id, now=site.now) is Visibility.GONE


def test_a_thread_that_its_author_closed_is_denied_with_a_remedy(site):
    connector = site.connector()
    root = site.people.settled_root(site.stranger, "Mon avis sur la bouilloire")
    gate = {"$type": "app.bsky.feed.threadgate", "post": root.uri, "allow": [], "createdAt": "2026-11-21T00:00:00.000Z"}
    site.stranger.put("app.bsky.feed.threadgate", root.uri.rsplit("/", 1)[1], gate)

    def closed() -> bool:
        offered = connector.affordances(connector.fetch(root.uri, now=site.now))
        return offered["reply"].state is AffordanceState.DENIED and offered["reply"].remedy is not None

    wait_until(closed, seconds=20, what="the closed thread to be known")


def test_hiding_is_denied_in_the_thread_of_somebody_else(site):
    connector = site.connector()
    root = site.people.settled_root(site.stranger, "Mon avis")
    below = site.stranger.post("Et encore", root.reply)
    site.people.wait_shown(below.uri)
    offered = connector.affordances(connector.fetch(below.uri, now=site.now))
    assert (offered["hide"].state, offered["reply"].state) == (AffordanceState.DENIED, AffordanceState.ALLOWED)
    with pytest.raises(Denied) as refused:
        connector.moderate(Moderation("hide", below.uri, "Avis"), now=site.now)
    assert refused.value.remedy.fr


def test_hiding_keeps_what_else_stands_in_the_gate(site):
    key = site.root.uri.rsplit("/", 1)[1]
    rules = [{"$type": "app.bsky.feed.threadgate#mentionRule"}, {"$type": "app.bsky.feed.threadgate#followerRule"}]
    first, second = site.comments("Un", "Deux")
    gate = {"$type": "app.bsky.feed.threadgate", "post": site.root.uri, "createdAt": "2026-11-21T00:00:00.000Z"}
    site.brand.put("app.bsky.feed.threadgate", key, {**gate, "allow": rules, "hiddenReplies": [first]})
    connector = site.connector()
    connector.moderate(Moderation("hide", second, "Avis"), now=site.now)
    (held,) = records(site.brand, "app.bsky.feed.threadgate")
    assert (held["value"]["allow"], held["value"]["hiddenReplies"]) == (rules, [first, second])
    connector.moderate(Moderation("restore", first), now=site.now)
    (held,) = records(site.brand, "app.bsky.feed.threadgate")
    assert held["value"]["hiddenReplies"] == [second]


def test_a_full_list_of_hidden_replies_is_denied_before_anything_is_written(site):
    comment = site.comment("Propos injurieux")
    key = site.root.uri.rsplit("/", 1)[1]
    full = [f"at://did:plc:x/app.bsky.feed.post/{number}" for number in range(300)]
    gate = {"$type": "app.bsky.feed.threadgate", "post": site.root.uri, "createdAt": "2026-11-21T00:00:00.000Z"}
    site.brand.put("app.bsky.feed.threadgate", key, {**gate, "hiddenReplies": full})
    connector = site.connector()
    before = len(site.proxy.writes)
    with pytest.raises(Denied):
        connector.moderate(Moderation("hide", comment, "Avis"), now=site.now)
    assert len(site.proxy.writes) == before


def test_a_gate_changed_between_reading_and_writing_is_not_written_over(site):
    comment = site.comment("Propos injurieux")
    connector = site.connector()
    connector.moderate(Moderation("hide", comment, "Avis"), now=site.now)
    connector.moderate(Moderation("restore", comment), now=site.now)
    stale = Canned(400, b'{"error": "InvalidSwap", "message": "Record was at bafy"}', {})
    site.proxy.fail(Fault.LIMITED, times=1, answer=stale)
    with pytest.raises(Conflict) as refused:
        connector.moderate(Moderation("hide", comment, "Avis"), now=site.now)
    assert refused.value.kind == "swap"


def test_an_app_password_passes_the_check_and_the_accounts_own_password_does_not(site):
    session = signing(site, site.brand.app_password).sign_in(now=site.now)
    probe = signing(site, "", session.secret).probe(now=site.now)
    assert (probe.account_id, probe.account_name, probe.problems) == (site.brand.did, site.brand.handle, ())
    assert probe.scopes == {"com.atproto.appPass"}
    own = signing(site, "of-the-account").sign_in(now=site.now)
    assert len(signing(site, "", own.secret).probe(now=site.now).problems) == 1


def test_a_session_is_refreshed_and_the_old_one_gives_way(site):
    session = signing(site, site.brand.app_password, identifier=f"@{site.brand.handle}").sign_in(now=site.now)
    younger = signing(site, "", session.secret).refresh(now=site.now)
    assert younger.until is not None and younger.until > site.now + timedelta(days=30)
    assert signing(site, "", younger.secret).probe(now=site.now).account_id == site.brand.did


def test_a_wrong_password_and_a_lost_session_are_told_apart(site):
    with pytest.raises(Auth) as refused:
        signing(site, "wrong").sign_in(now=site.now)
    assert refused.value.kind == "revoked"
    told = json.loads(site.session) | {"access": "x", "refresh": "x"}
    for call in ("probe", "refresh"):
        with pytest.raises(Auth) as over:
            getattr(signing(site, "", json.dumps(told)), call)(now=site.now)
        assert over.value.kind == "expired"


def test_too_many_sign_ins_are_waited_for_until_the_instant_that_the_server_names(site):
    until = (site.now + timedelta(minutes=4)).replace(microsecond=0)
    headers = {"RateLimit-Limit": "30", "RateLimit-Remaining": "0", "RateLimit-Reset": str(int(until.timestamp()))}
    site.proxy.fail(Fault.LIMITED, answer=Canned(429, b'{"error": "RateLimitExceeded"}', headers))
    with pytest.raises(Limited) as wait:
        signing(site, site.brand.app_password).sign_in(now=site.now)
    assert wait.value.until == until


def test_what_the_server_says_is_left_comes_with_the_batch(site):
    headers = {"RateLimit-Limit": "3000", "RateLimit-Remaining": "2990", "RateLimit-Reset": "4102444800"}

    def with_headers(answer: Canned) -> Canned:
        return Canned(answer.status, answer.body, {**answer.headers, **headers})

    site.proxy.fail(Fault.ALTERED, on="reads", change=with_headers)
    budget = site.connector().poll(None, now=site.now).budget
    assert budget is not None
    assert (budget.limit, budget.remaining) == (3000, 2990)
