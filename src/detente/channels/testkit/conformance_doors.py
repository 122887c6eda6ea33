"""The doors that only some networks have: streams, back-fill, re-checks, sessions; and what a network declares."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Final

from detente.channels.testkit.site import ABILITIES, Site, Whole, asks, drain, item_of, kept, lacking, raised, texts_of
from detente.contracts.network import (
    Auth,
    Backfills,
    Batch,
    Cursor,
    Idempotency,
    Moderates,
    Rechecks,
    Signs,
    Streams,
)

TURNS: Final = 400


class Listens:
    """A stream only lowers the delay: it hints, and never breaks."""

    @asks("streams")
    def test_a_frame_about_us_names_the_message(self, site: Site) -> None:
        connector = _streams(site)
        comment = site.comment("Panneau éteint")
        hints = [connector.hint(frame) for frame in site.frames(comment)]
        assert comment in [hint.external_id for hint in hints if hint is not None]

    @asks("streams")
    def test_no_frame_whatever_it_holds_raises(self, site: Site) -> None:
        connector = _streams(site)
        frames = [*site.frames(site.comment("Panneau éteint")), b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 20_000]
        dice = random.Random(7)  # noqa: S311  the same frames every time
        for _ in range(TURNS):
            hint = connector.hint(_spoiled(dice, dice.choice(frames)))
            assert hint is None or isinstance(hint.external_id, str)

    @asks("streams")
    def test_where_to_listen_is_an_address_without_a_secret(self, site: Site) -> None:
        connector = _streams(site)
        for since in (None, site.now - timedelta(minutes=5)):
            address = connector.stream_address(since=since)
            assert address.startswith(("ws://", "wss://"))
            assert site.secret not in address


class LooksBack:
    """What was there before the channel is told once, bounded, newest first."""

    @asks("backfills")
    def test_what_was_there_is_told_and_then_it_ends(self, site: Site) -> None:
        ours = {site.comment(f"Message {number}") for number in range(5)}
        told = _past(site, site.now - timedelta(days=30))
        assert ours <= {change.external_id for batch in told for change in batch.changes}

    @asks("backfills")
    def test_nothing_older_than_asked_is_told(self, site: Site) -> None:
        for number in range(3):
            site.comment(f"Message {number}")
        since = site.now + timedelta(hours=1)
        told = [change.item for batch in _past(site, since) for change in batch.changes]
        assert [item for item in told if item and item.posted_at and item.posted_at < since] == []

    @asks("backfills")
    def test_looking_back_never_moves_the_poll(self, site: Site) -> None:
        connector = site.connector()
        _, cursor = drain(site, connector)
        comment = site.comment("Panneau éteint")
        _past(site, site.now - timedelta(days=30))
        assert comment in texts_of(drain(site, connector, cursor)[0])


class LooksAgain:
    """Many messages by id, with a certain answer for each or none."""

    @asks("rechecks")
    def test_what_is_there_comes_and_what_vanished_is_known_to_be_gone(self, site: Site) -> None:
        connector = _rechecks(site)
        stays, goes = site.comment("Je reste"), site.comment("Je retire")
        site.withdraw(goes)
        seen = connector.fetch_many([stays, goes], now=site.now)
        item = item_of(seen.get(stays))
        assert (item.external_id, item.text) == (stays, "Je reste")
        assert goes in seen, "nothing is certain about what vanished"
        assert seen[goes] is None

    @asks("rechecks")
    def test_a_full_batch_of_ids_is_answered(self, site: Site) -> None:
        connector = _rechecks(site)
        asked = [site.comment(f"Message {number}") for number in range(3)]
        many = (asked * (site.connector().capabilities.recheck_batch // 3 + 1))[: _batch(site)]
        assert {key for key, item in connector.fetch_many(many, now=site.now).items() if item} == set(many)
        assert connector.fetch_many([], now=site.now) == {}


class KeepsSessions:
    """One sign-in, kept and refreshed; its secret never shows."""

    @asks("signs")
    def test_a_sign_in_gives_a_session_that_can_be_refreshed(self, site: Site) -> None:
        session = _signs(site.connector()).sign_in(now=site.now)
        assert session.secret
        assert session.secret not in repr(session)
        younger = _signs(site.connector()).refresh(now=site.now)
        assert younger.secret

    @asks("signs", "revokes")
    def test_a_wrong_secret_signs_nobody_in(self, site: Site) -> None:
        stranger = site.connector(secret="wrong")  # noqa: S106  no secret of anything
        raised(Auth, lambda: _signs(stranger).sign_in(now=site.now))


class SaysWhatItCan:
    """What a connector declares is what it offers."""

    @asks("publishes")
    def test_what_is_declared_agrees_with_the_doors(self, site: Site) -> None:
        connector: Whole = site.connector()
        offers: object = connector
        said = connector.capabilities
        assert (said.backfill is not None) == isinstance(offers, Backfills), "backfill"
        assert said.recheck_every is None or isinstance(offers, Rechecks), "recheck_every"
        assert bool(said.powers) <= isinstance(offers, Moderates), "powers"
        assert said.key_lifetime is None or said.idempotency in (Idempotency.KEYED, Idempotency.TWO_PHASE)
        assert (said.settle >= timedelta(), said.poll_every > timedelta()) == (True, True)
        assert connector.measure("a").unit == said.length.unit
        assert connector.measure("a").maximum == said.length.maximum

    @asks("publishes")
    def test_every_offered_verb_is_explained_on_an_item(self, site: Site) -> None:
        connector = site.connector()
        offered = connector.affordances(connector.fetch(site.comment("Panneau éteint"), now=site.now))
        assert {"reply", *(power.verb for power in connector.capabilities.powers)} <= set(offered)
        for verb, each in offered.items():
            assert each.state.value == "allowed" or (each.reason is not None and each.remedy is not None), verb

    def test_whatever_does_not_apply_here_has_its_reason(self, site: Site) -> None:
        missing = lacking(site, tuple(ABILITIES))
        for name, reason in missing.items():
            print(f"cannot {ABILITIES.get(name, name)}: {reason}")
        assert set(site.lacks) <= set(ABILITIES), set(site.lacks) - set(ABILITIES)
        assert all(len(reason) > 15 for reason in missing.values()), missing


def _streams(site: Site) -> Streams:
    connector: object = site.connector()
    assert isinstance(connector, Streams)
    return connector


def _rechecks(site: Site) -> Rechecks:
    connector: object = site.connector()
    assert isinstance(connector, Rechecks)
    return connector


def _backfills(site: Site) -> Backfills:
    connector: object = site.connector()
    assert isinstance(connector, Backfills)
    return connector


def _signs(connector: object) -> Signs:
    assert isinstance(connector, Signs)
    return connector


def _batch(site: Site) -> int:
    return site.connector().capabilities.recheck_batch


def _past(site: Site, since: datetime) -> list[Batch]:
    connector = _backfills(site)
    cursor: Cursor | None = None
    batches: list[Batch] = []
    for _ in range(200):
        batches.append(connector.backfill(cursor, since=since, now=site.now, limit=site.small_page))
        if not batches[-1].more:
            return batches
        cursor = kept(batches[-1])
    raise AssertionError("looking back never comes to its end")


def _spoiled(dice: random.Random, frame: bytes) -> bytes:
    """The frame with some bytes changed, cut or put twice."""
    data = bytearray(frame)
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(3):
            case 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del data[at:]
            case _:
                data[at:at] = data[: dice.randrange(min(len(data), 50) + 1)]
    return bytes(data)
