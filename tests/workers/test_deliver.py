"""What happened here reaches others: signed, at least once, later each time, never by a way that was not vetted."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from tests.desk.hooks import Ears, some_ears
from tests.desk.makers import NOON
from tests.net.raw_server import RawServer, answering

from detente.channels.webhook.signature import Check
from detente.desk.actions.hooks import send_again, set_hook_state, try_hook, turn_hook_secret
from detente.desk.actions.send_delivery import claim_delivery, delivered, forget_deliveries
from detente.desk.models import Delivery, Hook, Mail
from detente.desk.ring import open_ring
from detente.journal.models import Event
from detente.net import AllowedOrigins, Limits, WayOut
from detente.rules.delivery import GIVE_UP_AFTER, PAUSES, TROUBLE_AFTER, next_try
from detente.workers.deliver import LEASE, Teller
from detente.workers.loop import Loop, Work

pytestmark = pytest.mark.django_db

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


def _status(code: int, *headers: str) -> bytes:
    more = "".join(f"{one}\r\n" for one in headers)
    return f"HTTP/1.1 {code} Said\r\nContent-Length: 0\r\n{more}\r\n".encode()


@contextmanager
def _listening(answer: bytes = OK) -> Iterator[tuple[Ears, RawServer]]:
    with RawServer(answering(answer)) as server:
        ears = some_ears("https://ears.example/hook")
        Hook.objects.update(url=f"{server.origin}/hook?x=1")
        yield ears, server


def _teller(server: RawServer | None, now: datetime) -> Teller:
    origins = [server.origin] if server else []
    return Teller(WayOut(AllowedOrigins(origins), Limits(connect=2, read=2, total=4)), lambda: now)


def _drain(server: RawServer | None, now: datetime = NOON) -> int:
    teller = _teller(server, now)
    return Loop("t", [Work("deliver", teller.step, teller.next_due)], now=lambda: now).drain()


def _headers(request: bytes) -> tuple[dict[str, str], bytes]:
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line.decode().split(": ", 1) for line in head.split(b"\r\n")[1:]]
    return {name.lower(): value for name, value in lines}, body


def test_what_happened_arrives_once_signed_and_as_it_was_written() -> None:
    with _listening() as (ears, server):
        ears.case()
        assert _drain(server) == 2
        assert _drain(server, NOON + timedelta(days=1)) == 0
    (request,) = server.seen
    headers, body = _headers(request)
    (one,) = ears.deliveries
    assert request.startswith(b"POST /hook?x=1 HTTP/1.1\r\n")
    assert (body.decode(), headers["webhook-id"], headers["content-type"]) == (
        one.body,
        str(one.key),
        "application/json",
    )
    check = Check(headers, ears.secret)
    check.feed(body)
    check.settle(now=NOON)
    assert (one.state, one.status, one.delivered_at) == ("delivered", 204, NOON)
    assert ears.hook.last_success_at == NOON
    assert ears.secret.removeprefix("whsec_").encode() not in request


def test_during_the_day_of_overlap_both_secrets_sign() -> None:
    with _listening() as (ears, server):
        mark = open_ring(ears.hook.secret, ears.brand.id).mark
        newest = turn_hook_secret(ears.lead, ears.hook_id, mark, now=NOON)
        try_hook(ears.lead, ears.hook_id, now=NOON)
        _drain(server)
    headers, body = _headers(server.seen[0])
    assert len(headers["webhook-signature"].split(" ")) == 2
    for secret in (newest, ears.secret):
        check = Check(headers, secret)
        check.feed(body)
        check.settle(now=NOON)


def test_every_try_has_the_same_id_and_body_and_a_time_of_its_own() -> None:
    with _listening(_status(503)) as (ears, server):
        try_hook(ears.lead, ears.hook_id, now=NOON)
        _drain(server)
        _drain(server, NOON + PAUSES[0])
    first, second = (_headers(one) for one in server.seen)
    assert first[0]["webhook-id"] == second[0]["webhook-id"] and first[1] == second[1]
    assert first[0]["webhook-timestamp"] != second[0]["webhook-timestamp"]


REFUSALS = {
    "an error": (_status(500), "status.500"),
    "a redirect": (_status(302, "Location: https://elsewhere.example/"), "redirect"),
    "a not found": (_status(404), "status.404"),
    "nothing": (b"", "no_answer"),
    "no HTTP": (b"220 mail.example ESMTP\r\n", "no_answer"),
    "a page without end": (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 9_000_000, "no_answer"),
}


@pytest.mark.parametrize(("answer", "trouble"), REFUSALS.values(), ids=REFUSALS)
def test_whatever_is_no_yes_is_tried_again_later(answer: bytes, trouble: str) -> None:
    with _listening(answer) as (ears, server):
        try_hook(ears.lead, ears.hook_id, now=NOON)
        _drain(server)
    (one,) = ears.deliveries
    assert (one.state, one.trouble, one.due_at) == ("queued", trouble, NOON + PAUSES[0])
    assert len(server.seen) == 1, "a redirect is not followed, and nothing is sent twice"


@pytest.mark.parametrize("url", ["https://127.0.0.1:1/x", "https://localhost/x", "http://127.0.0.1:1/x"])
def test_an_address_inside_is_not_dialled_although_it_was_written(url: str) -> None:
    ears = some_ears()
    Hook.objects.update(url=url)
    try_hook(ears.lead, ears.hook_id, now=NOON)
    _drain(None)
    assert [one.trouble for one in ears.deliveries] == ["not_allowed"]


def test_the_receiver_may_ask_for_a_longer_pause() -> None:
    with _listening(_status(429, "Retry-After: 900")) as (ears, server):
        try_hook(ears.lead, ears.hook_id, now=NOON)
        _drain(server)
    assert ears.deliveries[0].due_at == NOON + timedelta(seconds=900)


def test_gone_for_good_pauses_the_hook() -> None:
    with _listening(_status(410)) as (ears, server):
        try_hook(ears.lead, ears.hook_id, now=NOON)
        _drain(server)
    assert (ears.hook.state, ears.deliveries[0].state) == ("paused", "failed")
    assert Event.objects.filter(name="hook.paused").count() == 1


def test_a_receiver_that_is_away_is_asked_once_a_pause_whatever_waits() -> None:
    with _listening(_status(500)) as (ears, server):
        for number in range(5):
            ears.case(number)
        _drain(server)
        assert len(server.seen) == 1
        ears.case(9)
        _drain(server, NOON + timedelta(seconds=1))
        assert len(server.seen) == 1
        server.behave = answering(OK)
        _drain(server, NOON + PAUSES[0])
        assert len(server.seen) == 7
    assert {one.state for one in ears.deliveries} == {"delivered"}


def test_one_receiver_that_is_away_does_not_hold_up_another() -> None:
    with _listening(_status(500)) as (ears, away), RawServer(answering(OK)) as here:
        other = some_ears_beside(ears, f"{here.origin}/x")
        for number in range(3):
            ears.case(number)
        teller = Teller(WayOut(AllowedOrigins([away.origin, here.origin])), lambda: NOON)
        Loop("t", [Work("deliver", teller.step)], now=lambda: NOON).drain()
    assert len(away.seen) == 1 and len(here.seen) == 3
    assert Delivery.objects.filter(hook_id=other, state="delivered").count() == 3


def some_ears_beside(ears: Ears, url: str) -> int:
    """A second hook of the same brand."""
    hook = Hook.objects.get(id=ears.hook_id)
    hook.id, hook.name, hook.url = None, "Second", url
    hook.save(force_insert=True)
    return int(hook.id or 0)


def test_after_half_an_hour_of_failures_the_lead_is_told_once_and_recovery_is_seen() -> None:
    with _listening(_status(500)) as (ears, server):
        try_hook(ears.lead, ears.hook_id, now=NOON)
        at = NOON
        for _ in range(TROUBLE_AFTER + 2):
            _drain(server, at)
            at = ears.deliveries[0].due_at or at
        assert (ears.hook.state, ears.hook.trouble) == ("trouble", "status.500")
        assert Event.objects.filter(name="hook.trouble").count() == Mail.objects.count() == 1
        assert (
            "Entrepôt" in Mail.objects.get().subject
            and f"/settings/connections/{ears.hook_id}" in Mail.objects.get().body
        )
        server.behave = answering(OK)
        _drain(server, at)
    assert (ears.hook.state, ears.hook.trouble) == ("active", "")
    assert Event.objects.filter(name="hook.recovered").count() == 1


def test_after_three_days_it_is_failed_and_a_person_may_send_it_again() -> None:
    with _listening(_status(500)) as (ears, server):
        delivery = try_hook(ears.lead, ears.hook_id, now=NOON)
        at, tries = NOON, 0
        while ears.deliveries[0].state == "queued":
            _drain(server, at)
            at, tries = ears.deliveries[0].due_at or at, tries + 1
        assert at - NOON == GIVE_UP_AFTER and 10 < tries < 25
        server.behave = answering(OK)
        send_again(ears.lead, delivery, now=at)
        _drain(server, at)
    assert ears.deliveries[0].state == "delivered"


def test_a_pause_holds_deliveries_back_and_a_resume_lets_them_go() -> None:
    with _listening() as (ears, server):
        try_hook(ears.lead, ears.hook_id, now=NOON)
        set_hook_state(ears.lead, ears.hook_id, "paused", now=NOON)
        assert _drain(server) == 0
        set_hook_state(ears.lead, ears.hook_id, "active", now=NOON)
        assert _drain(server) == 1
    assert len(server.seen) == 1


def test_a_worker_that_dies_after_sending_leaves_the_delivery_to_another_with_the_same_id() -> None:
    with _listening() as (ears, server):
        try_hook(ears.lead, ears.hook_id, now=NOON)
        lost = claim_delivery(lease=LEASE, now=NOON)
        assert lost is not None and _drain(server, NOON + LEASE / 2) == 0
        assert _drain(server, NOON + LEASE) == 1
        assert not delivered(lost.claim, 200, now=NOON + LEASE)
    assert ears.deliveries[0].status == 204


def test_a_secret_that_does_not_open_is_a_trouble_and_no_unsigned_delivery() -> None:
    with _listening() as (ears, server):
        try_hook(ears.lead, ears.hook_id, now=NOON)
        Hook.objects.update(secret=b"x" * 60)
        _drain(server)
    assert server.seen == [] and ears.deliveries[0].trouble == "secret"


def test_the_log_names_a_delivery_and_no_address_body_or_secret(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), _listening(_status(500)) as (ears, server):
        ears.case(text="Colis 4417 perdu")
        _drain(server)
    said = caplog.text
    assert f"delivery {ears.deliveries[0].id}: status.500" in said
    assert not any(word in said for word in ("4417", "whsec", ears.secret.removeprefix("whsec_"), "v1,"))


def test_deliveries_are_forgotten_after_a_month_unless_they_wait() -> None:
    with _listening() as (ears, server):
        ears.case(1)
        _drain(server)
        ears.case(2)
        teller = _teller(server, NOON)
        assert Delivery.objects.count() == 1 and teller.horizon.settled() > 0
        try_hook(ears.lead, ears.hook_id, now=NOON)
    assert forget_deliveries(NOON + timedelta(days=31)) == 1
    assert [one.state for one in ears.deliveries] == ["queued"]


def test_the_pauses_grow_to_half_a_day_and_end_after_three_days() -> None:
    assert list(PAUSES) == sorted(PAUSES) and PAUSES[-1] == timedelta(hours=12)
    late = NOON + GIVE_UP_AFTER - timedelta(seconds=1)
    assert next_try(30, NOON, late) == NOON + GIVE_UP_AFTER
    assert next_try(30, NOON, NOON + GIVE_UP_AFTER) is None
    assert next_try(1, NOON, NOON, NOON + timedelta(days=300)) == NOON + timedelta(hours=12)
