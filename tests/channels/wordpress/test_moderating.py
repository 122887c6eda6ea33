"""Hold, publish, spam, bin and back: each sets a state, each can be undone, none destroys what the site knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from detente.channels.testkit.faults import Canned, Fault
from detente.channels.wordpress.connector import WordPress
from detente.contracts.network import (
    AffordanceState,
    Contract,
    Denied,
    Gone,
    Moderation,
    Unknown,
    Verb,
)
from detente.net import AllowedOrigins, WayOut
from tests.channels.wordpress.conftest import Site

pytestmark = pytest.mark.wordpress

STORED = {"hide": "0", "restore": "1", "spam": "spam", "delete": "trash"}


def state(site: Site, comment: str) -> object:
    return site.wp.row(int(comment))["comment_approved"]


@pytest.mark.parametrize("verb", ["hide", "spam", "delete"])
def test_each_act_holds_when_it_is_given_twice_and_its_inverse_brings_back_what_was(site: Site, verb: Verb) -> None:
    connector, comment = site.connector(), site.comment("One")
    before = connector.fetch(comment, now=site.now)
    order = Moderation(verb, comment)
    for _ in range(2):
        connector.moderate(order, now=site.now)
        assert state(site, comment) == STORED[verb]
        assert connector.fetch(comment, now=site.now).hidden
    assert len(site.proxy.writes) == 1
    inverse = connector.inverse(order)
    assert inverse is not None
    connector.moderate(inverse, now=site.now)
    assert connector.fetch(comment, now=site.now) == before


@pytest.mark.parametrize("first", ["hide", "spam", "delete"])
@pytest.mark.parametrize("second", ["hide", "spam", "delete"])
def test_any_state_follows_any_other(site: Site, first: Verb, second: Verb) -> None:
    connector, comment = site.connector(), site.comment("One")
    for verb in (first, second, "restore"):
        connector.moderate(Moderation(verb, comment), now=site.now)  # type: ignore[arg-type]
        assert state(site, comment) == STORED[verb]


@pytest.mark.parametrize("verb", ["hide", "spam", "delete"])
def test_the_address_and_browser_of_the_author_survive_every_act(site: Site, verb: Verb) -> None:
    """WordPress writes those of whoever changes a state over them: they are evidence, and the site's only copy."""
    comment = str(site.wp.insert("One", ip="198.51.100.9", agent="Their browser"))
    connector = site.connector()
    for order in (Moderation(verb, comment), Moderation("restore", comment)):
        connector.moderate(order, now=site.now)
        row = site.wp.row(int(comment))
        assert (row["comment_author_IP"], row["comment_agent"]) == ("198.51.100.9", "Their browser")


def test_a_comment_that_somebody_else_put_into_the_bin_meanwhile_is_done(site: Site) -> None:
    comment = site.comment("One")

    def bin_it(answer: Canned) -> Canned:
        site.wp.set_state(int(comment), "trash")
        return answer

    site.proxy.fail(Fault.ALTERED, on="reads", times=1, change=bin_it)
    done = site.connector().moderate(Moderation("delete", comment), now=site.now)
    assert b"rest_already_trashed" in done.raw


def test_what_is_gone_cannot_be_moderated(site: Site) -> None:
    comment = site.comment("One")
    site.withdraw(comment)
    for verb in ("hide", "restore", "spam", "delete"):
        for external_id in (comment, "x", "-1"):
            with pytest.raises(Gone):
                site.connector().moderate(Moderation(verb, external_id), now=site.now)


def test_an_unknown_order_has_no_inverse_and_is_denied(site: Site) -> None:
    order = Moderation("reply", site.comment("One"))
    assert site.connector().inverse(order) is None
    with pytest.raises(Denied):
        site.connector().moderate(order, now=site.now)


@pytest.mark.parametrize(
    ("status", "code", "raised"),
    [
        (403, "rest_cannot_edit", Denied),
        (403, "rest_cannot_delete", Denied),
        (501, "rest_trash_not_supported", Denied),
        (500, "rest_comment_failed_edit", Unknown),
        (418, "", Unknown),
    ],
)
def test_each_refusal_means_one_thing(site: Site, status: int, code: str, raised: type[Exception]) -> None:
    comment = site.comment("One")
    answer = Canned(status, f'{{"code":"{code}"}}'.encode())
    site.proxy.fail(Fault.LIMITED, on="writes", answer=answer)
    with pytest.raises(raised):
        site.connector().moderate(Moderation("delete", comment), now=site.now)


def test_every_verb_is_offered_where_it_makes_sense(site: Site) -> None:
    connector = site.connector()
    comment = site.comment("One")

    def allowed() -> set[str]:
        offered = connector.affordances(connector.fetch(comment, now=site.now))
        return {verb for verb, each in offered.items() if each.state is AffordanceState.ALLOWED}

    told = [allowed()]
    for each in ("hold", "spam", "trash"):
        site.wp.set_state(int(comment), each)
        told.append(allowed())
    assert told == [
        {"reply", "hide", "spam", "delete"},
        {"restore", "spam", "delete"},
        {"restore", "delete"},
        {"restore"},
    ]
    ours = connector.fetch(site.colleague(comment, "Ours"), now=site.now)
    assert {each.state for each in connector.affordances(ours).values()} == {AffordanceState.DENIED}


def test_the_probe_says_who_we_are_which_software_and_which_rights(site: Site) -> None:
    probe = site.connector().probe(now=site.now)
    assert (probe.account_id, probe.account_name, probe.problems) == (str(site.wp.editor.id), "Amina", ())
    assert probe.software.startswith("WordPress ")
    assert "moderate_comments" in probe.scopes
    assert probe.clock_skew is not None
    assert abs(probe.clock_skew) < timedelta(seconds=10)


@pytest.mark.parametrize("role", ["author", "subscriber"])
def test_an_account_that_may_not_moderate_is_told_which_role_it_needs(site: Site, role: str) -> None:
    weak = site.wp.person(f"{role}p{site.wp._posts}", role)
    probe = site.connector(secret=weak.password, user_name=weak.login).probe(now=site.now)
    assert len(probe.problems) == 1
    assert "Editor" in probe.problems[0].en


def test_the_account_is_asked_for_where_the_channel_does_not_know_its_number(site: Site) -> None:
    comment = site.comment("One")
    nameless = replace(site.connection(), account_id="")
    connector = WordPress(nameless, WayOut(AllowedOrigins([site.proxy.origin])))
    assert connector.fetch(site.colleague(comment, "Ours"), now=site.now).ours


def test_a_site_without_a_rest_api_is_a_broken_contract(site: Site) -> None:
    site.proxy.fail(Fault.ALTERED, on="reads", change=lambda _: Canned(404, b"<html>not found</html>"))
    with pytest.raises(Contract):
        site.connector().probe(now=site.now)


def test_many_comments_are_looked_at_by_id_in_any_state(site: Site) -> None:
    shown, held, binned, gone = (site.comment(f"Remark {number}") for number in range(4))
    site.wp.set_state(int(held), "hold")
    site.wp.set_state(int(binned), "trash")
    site.withdraw(gone)
    found = site.connector().fetch_many([shown, held, binned, gone, "x"], now=site.now)
    assert {key: item and item.hidden for key, item in found.items()} == {
        shown: False,
        held: True,
        binned: True,
        gone: None,
    }


def test_what_is_older_is_told_newest_first_and_never_beyond_the_day_that_was_asked(site: Site) -> None:
    days = [site.now - timedelta(days=number) for number in range(30)]
    for day in days:
        site.wp.insert(f"On {day:%d}", at=day.strftime("%Y-%m-%d %H:%M:%S"), email=f"{day:%d}@home.example")
    told, cursor = [], None
    while True:
        batch = site.connector().backfill(cursor, since=days[20].replace(microsecond=0), now=site.now, limit=7)
        told += [change.item.posted_at for change in batch.changes if change.item]
        cursor = batch.next_cursor
        if not batch.more:
            break
    assert told == [day.replace(microsecond=0) for day in days[:21]]
