"""Whoever has no secret learns nothing: not which addresses exist, not what was wrong with a signature."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detente.accounts.models import Brand
from detente.api import pushes, reading
from detente.channels.webhook.signature import Check
from detente.desk.actions.remove_channel import remove_channel
from detente.desk.models import Channel, KeptAside, Message
from tests.api.doors import TIME, Answer, Door
from tests.channels.webhook.pushes import NOON, a_body, an_event, signed

pytestmark = pytest.mark.django_db

BODY = a_body(an_event(1))
NOWHERE = "/hooks/" + "0" * 32
OTHER = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXM="


def _same(one: Answer, other: Answer) -> bool:
    return (one.status, one.raw, dict(one.headers)) == (other.status, other.raw, dict(other.headers))


@pytest.mark.parametrize("late", [0, 9_999])
def test_an_unknown_address_answers_exactly_like_a_bad_signature(door: Door, late: float) -> None:
    known = door.send(BODY, secret=OTHER, late=late)
    unknown = door.send(BODY, secret=OTHER, late=late, path=NOWHERE)
    assert known.status == 401 and _same(known, unknown)
    assert _same(known, door.send(BODY, headers={}, path=NOWHERE))


def test_an_endless_body_answers_the_same_at_both(door: Door) -> None:
    body = b"x" * 33_000_000
    assert _same(door.send(body, headers={}), door.send(body, headers={}, path=NOWHERE))


def test_a_removed_channel_answers_like_one_that_never_was(door: Door) -> None:
    removed = door.path
    remove_channel(door.lead, door.channel_id, now=NOON)
    assert _same(door.send(BODY, path=removed), door.send(BODY, path=NOWHERE))


def test_the_address_of_a_channel_of_another_kind_is_no_door(door: Door) -> None:
    brand = Brand.objects.get()
    Channel.objects.create(brand=brand, network="import", name="x", account_id="guess", secret=b"s", created_at=NOON)
    assert door.send(BODY, path="/hooks/guess").status == 401


def test_an_unknown_address_costs_the_same_checks(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    settle, feed = Check.settle, Check.feed
    monkeypatch.setattr(Check, "feed", lambda self, part: (done.append("feed"), feed(self, part))[1])
    monkeypatch.setattr(Check, "settle", lambda self, *, now: (done.append("settle"), settle(self, now=now))[1])
    door.send(BODY, secret=OTHER)
    known = done.copy()
    done.clear()
    door.send(BODY, secret=OTHER, path=NOWHERE)
    assert known == done == ["feed", "settle"]


def test_the_decoy_of_an_unknown_address_is_a_secret_that_nobody_knows(door: Door) -> None:
    for secret in ("", "whsec_", "whsec_AAAA"):
        assert door.send(BODY, headers=signed(BODY, secret=secret), path=NOWHERE).status == 401
    assert KeptAside.objects.count() == Message.objects.count() == 0


@pytest.mark.parametrize("path", ["/hooks/", "/hooks/%00", "/hooks/é", "/hooks/" + "x" * 3_000])
def test_a_strange_address_is_no_door(door: Door, path: str) -> None:
    assert door.send(BODY, path=path).status in (401, 404)


def test_whoever_guesses_grows_tired_and_the_true_sender_does_not(door: Door) -> None:
    for _ in range(pushes.STRANGERS.size):
        door.send(BODY, secret=OTHER, path=NOWHERE)
    tired = door.send(BODY, secret=OTHER, path=NOWHERE)
    assert (tired.status, tired.headers["Retry-After"]) == (429, "1")
    assert door.push(an_event(1)).status == 200
    TIME["now"] = NOON + timedelta(seconds=1)
    assert door.send(BODY, secret=OTHER, path=NOWHERE).status == 401


def test_a_sender_in_a_loop_is_asked_to_wait(door: Door) -> None:
    statuses = [door.push(push_id="same").status for _ in range(pushes.SENDERS.size + 1)]
    assert (set(statuses[:-1]), statuses[-1]) == ({200}, 429)


def test_no_form_token_and_no_session_is_asked_or_given(door: Door) -> None:
    door.client.handler.enforce_csrf_checks = True
    answer = door.push(an_event(1))
    assert answer.status == 200 and "Set-Cookie" not in answer.headers


def test_the_body_is_read_in_parts_of_a_fixed_size() -> None:
    assert reading.PART == 64 * 1024
