"""A network in trouble: no right, no patience, no sense. Source: platforms, conformance kit, 24–27."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from detente.channels.testkit.faults import Fault, Wait
from detente.channels.testkit.site import Site, asks, attempt, drain, kept, publishing, raised, texts_of
from detente.contracts.network import (
    Auth,
    Batch,
    Contract,
    Limited,
    NetworkError,
    Unknown,
)


class KeepsSecrets:
    """A secret leaves only in the header of a request."""

    @asks("publishes")
    def test_no_secret_stands_in_what_is_stored_or_logged(self, site: Site) -> None:
        connector = site.connector()
        frozen = connector.prepare(site.intent(site.comment("Panneau éteint"), "secret"))
        assert site.secret not in repr(frozen)
        assert site.secret.encode() not in frozen.body
        assert site.secret not in repr(connector) + repr(vars(connector))
        site.proxy.fail(Fault.AFTER_503, times=1, path=site.publishing)
        lost = raised(Unknown, lambda: connector.send(frozen, now=site.now))
        assert site.secret not in str(lost)
        assert not any(site.secret in seen.path for seen in site.proxy.seen)

    def test_no_secret_stands_in_what_was_read(self, site: Site) -> None:
        site.comment("Panneau éteint")
        connector = site.connector()
        batch = connector.poll(None, now=site.now)
        assert site.secret not in repr(batch)
        assert site.secret not in repr(connector.probe(now=site.now))

    @asks("revokes")
    def test_a_wrong_secret_is_a_matter_for_the_lead(self, site: Site) -> None:
        site.comment("Panneau éteint")
        stranger = site.connector(secret="wrong")  # noqa: S106  no secret of anything
        assert raised(Auth, lambda: stranger.poll(None, now=site.now)).kind in ("revoked", "expired")
        assert raised(Auth, lambda: stranger.probe(now=site.now)).kind in ("revoked", "expired")

    @asks("revokes", "publishes")
    def test_a_wrong_secret_publishes_nothing(self, site: Site) -> None:
        parent = site.comment("Panneau éteint")
        stranger = site.connector(secret="wrong")  # noqa: S106  no secret of anything
        assert attempt(site, stranger, stranger.prepare(site.intent(parent, "stranger"))) == Auth.__name__
        assert site.replies_to(parent) == []

    def test_a_right_secret_says_who_we_are(self, site: Site) -> None:
        probe = site.connector().probe(now=site.now)
        assert probe.account_id
        assert probe.problems == ()

    @asks("clock")
    def test_a_wrong_clock_is_told_before_the_channel_is_saved(self, site: Site) -> None:
        by = timedelta(minutes=7)
        site.proxy.fail(Fault.SKEWED, on="all", change=lambda answer: site.skew(answer, by))
        probe = site.connector().probe(now=site.now)
        assert probe.clock_skew is not None
        assert abs(probe.clock_skew - by) < timedelta(minutes=2)
        assert probe.problems


class MeetsTheEndOfItsRights:
    """Our right to act may end between two pages, or between two replies."""

    @asks("expiry", "pages")
    def test_rights_that_end_between_two_pages_lose_nothing(self, site: Site) -> None:
        connector = site.connector()
        ours = {site.comment(f"Message {number}") for number in range(5)}
        first = connector.poll(None, now=site.now, limit=site.small_page)
        site.proxy.fail(Fault.EXPIRED, on="reads", answer=site.expired())
        ended = raised(Auth, lambda: connector.poll(kept(first), now=site.now, limit=site.small_page))
        assert ended.kind in ("expired", "revoked")
        site.proxy.fail(Fault.OK)
        rest, _ = drain(site, site.connector(), kept(first), limit=site.small_page)
        assert ours <= set(texts_of([*first.changes, *rest]))

    @asks("expiry", "publishes")
    def test_a_write_refused_for_lack_of_rights_is_not_sent_again(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Panneau éteint")
        before = len(publishing(site))
        site.proxy.fail(Fault.EXPIRED, times=1, path=site.publishing, answer=site.expired())
        assert attempt(site, connector, connector.prepare(site.intent(parent, "expired"))) == Auth.__name__
        assert len(publishing(site)) - before == 1
        assert site.replies_to(parent) == []


class WaitsWhenTold:
    """A network that asks for patience gets it, in whatever dialect it asks."""

    @asks("limits")
    def test_a_read_waits_in_every_dialect(self, site: Site) -> None:
        comment = site.comment("Panneau éteint")
        connector = site.connector()
        for call in (lambda: connector.poll(None, now=site.now), lambda: connector.fetch(comment, now=site.now)):
            for wait in Wait:
                _check_wait(site, wait, "reads", call)

    @asks("limits", "publishes")
    def test_a_write_waits_in_every_dialect_and_leaves_once(self, site: Site) -> None:
        connector = site.connector()
        parent = site.comment("Panneau éteint")
        frozen = connector.prepare(site.intent(parent, "limited"))
        for wait in Wait:
            before = len(publishing(site))
            _check_wait(site, wait, "writes", lambda: connector.send(frozen, now=site.now))
            assert len(publishing(site)) - before == 1, wait
        assert site.replies_to(parent) == []


class TakesAnything:
    """What makes no sense is refused or kept aside; nothing is invented, and nothing stops the rest."""

    def test_a_page_of_html_is_a_broken_contract(self, site: Site) -> None:
        for call in _reads(site):
            site.proxy.fail(Fault.HTML, on="reads")
            raised(Contract, call)

    def test_half_an_answer_is_a_broken_contract(self, site: Site) -> None:
        for call in _reads(site):
            site.proxy.fail(Fault.TRUNCATED, on="reads")
            raised(Contract, call)

    def test_an_answer_without_end_is_let_go(self, site: Site) -> None:
        for call in _reads(site):
            for fault in (Fault.OVERSIZED, Fault.CUT, Fault.SLOW_DRIP):
                site.proxy.fail(fault, on="reads", times=1)
                raised(Unknown, call)

    def test_a_server_in_trouble_is_read_again_later(self, site: Site) -> None:
        for call in _reads(site):
            for fault in (Fault.BEFORE_503, Fault.CLOSE):
                site.proxy.fail(fault, on="reads", times=1)
                raised(Unknown, call)

    def test_one_read_asks_no_request_twice(self, site: Site) -> None:
        for call in _reads(site):
            before = len(site.proxy.seen)
            site.proxy.fail(Fault.BEFORE_503, on="reads")
            raised(NetworkError, call)
            asked = [(seen.method, seen.path) for seen in site.proxy.seen[before:]]
            assert len(asked) == len(set(asked)), asked

    def test_a_read_follows_no_redirect(self, site: Site) -> None:
        for call in _reads(site):
            site.proxy.fail(Fault.REDIRECT, on="reads")
            raised(NetworkError, call)
            assert not any(seen.path.startswith("/elsewhere") for seen in site.proxy.seen)

    @asks("spoiled_items")
    def test_one_malformed_item_is_kept_aside_and_the_others_arrive(self, site: Site) -> None:
        ours = {site.comment(f"Message {number}") for number in range(3)}
        connector = site.connector()
        site.proxy.fail(Fault.ALTERED, on="reads", change=site.spoil)
        batches = _all(site, connector.poll(None, now=site.now))
        aside = [one for batch in batches for one in batch.aside]
        told = texts_of([change for batch in batches for change in batch.changes])
        assert aside, "the malformed item left no trace"
        assert all(one.raw and one.reason.fr and one.reason.en for one in aside)
        assert len(ours & set(told)) == 2
        site.proxy.fail(Fault.OK)
        new = site.comment("Après")
        assert new in texts_of(drain(site, connector, kept(batches[-1]))[0])


def _check_wait(site: Site, wait: Wait, on: str, call: Callable[[], object]) -> None:
    until = (site.now + timedelta(seconds=90)).replace(microsecond=0)
    path = site.publishing if on == "writes" else ""
    answer = site.limited(wait, until)
    site.proxy.fail(Fault.LIMITED, times=1, on="writes" if on == "writes" else "reads", path=path, answer=answer)
    told = raised(Limited, call).until
    site.proxy.fail(Fault.OK)
    if wait is Wait.NONE:
        assert told is None, "a wait was invented"
    elif wait in site.dialects:
        assert told is not None, wait
        assert abs(told - until) <= timedelta(seconds=2), (wait, told, until)


def _reads(site: Site) -> list[Callable[[], object]]:
    comment = site.comment("Panneau éteint")
    connector = site.connector()
    return [
        lambda: connector.poll(None, now=site.now),
        lambda: connector.fetch(comment, now=site.now),
        lambda: connector.replies(comment, now=site.now),
    ]


def _all(site: Site, batch: Batch) -> list[Batch]:
    batches = [batch]
    while batches[-1].more:
        batches.append(site.connector().poll(kept(batches[-1]), now=site.now))
    return batches
