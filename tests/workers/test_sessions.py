"""One session a channel: renewed before its time by one process only, stored before it is used, given up in words."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from tests.desk.makers import NOON, a_brand, a_channel, a_person
from tests.workers.networks import Signing

from detente.contracts.network import Auth, Limited, Unknown
from detente.contracts.people import Role
from detente.desk.actions.channels import connection_of, lock_secret
from detente.desk.models import Channel, Mail
from detente.journal.models import Event
from detente.workers.listen import listen_work
from detente.workers.loop import Loop
from detente.workers.sessions import Sessions

HOUR = timedelta(hours=1)


class _Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


def _a_channel() -> Channel:
    brand = a_brand()
    a_person(brand, Role.LEAD)
    locked = lock_secret("app-password", brand.id)
    return a_channel(brand, "bluesky", base_url="https://pds.example", secret=locked, due_at=NOON)


@pytest.fixture
def channel(db: None) -> Channel:
    return _a_channel()


def _fresh(channel: Channel) -> Channel:
    return Channel.objects.select_related("brand").get(id=channel.id)


def test_the_first_use_signs_in_and_the_next_ones_do_not(channel: Channel, clock: _Clock) -> None:
    network = Signing()
    sessions = Sessions(lambda _: network, clock)
    for _ in range(3):
        sessions.connect(_fresh(channel))
    assert network.signed == ["sign_in"]
    assert connection_of(_fresh(channel)).session == "token-1"
    assert b"token-1" not in bytes(_fresh(channel).session or b"")


def test_a_session_is_refreshed_when_its_time_comes(channel: Channel, clock: _Clock) -> None:
    network = Signing()
    sessions = Sessions(lambda _: network, clock)
    sessions.connect(_fresh(channel))
    clock.at += HOUR
    sessions.connect(_fresh(channel))
    assert network.signed == ["sign_in", "refresh"]


def test_a_session_that_is_over_is_not_refreshed_but_made_anew(channel: Channel, clock: _Clock) -> None:
    network = Signing()
    sessions = Sessions(lambda _: network, clock)
    sessions.connect(_fresh(channel))
    clock.at += 11 * HOUR
    sessions.connect(_fresh(channel))
    assert network.signed == ["sign_in", "sign_in"]


@pytest.mark.parametrize("kind", ["expired", "revoked"])
def test_a_refresh_that_is_refused_leads_to_one_sign_in(channel: Channel, clock: _Clock, kind: str) -> None:
    network = Signing(on_refresh=[Auth("no", kind=kind)])  # type: ignore[arg-type]
    sessions = Sessions(lambda _: network, clock)
    sessions.connect(_fresh(channel))
    clock.at += HOUR
    sessions.connect(_fresh(channel))
    assert network.signed == ["sign_in", "refresh", "sign_in"]


def test_a_network_that_cannot_refresh_now_leaves_the_living_session_in_use(channel: Channel, clock: _Clock) -> None:
    network = Signing(on_refresh=[Unknown("reset")])
    sessions = Sessions(lambda _: network, clock)
    sessions.connect(_fresh(channel))
    clock.at += HOUR
    assert sessions.connect(_fresh(channel)) is network
    assert connection_of(_fresh(channel)).session == "token-1"


def test_a_limit_on_sign_ins_is_kept_by_everybody(channel: Channel, clock: _Clock) -> None:
    until = NOON + timedelta(minutes=5)
    network = Signing(on_sign_in=[Limited("30 in 5 minutes", until=until)])
    sessions = Sessions(lambda _: network, clock)
    for _ in range(4):
        with pytest.raises(Limited):
            sessions.connect(_fresh(channel))
    assert network.signed == ["sign_in"]
    clock.at = until
    sessions.connect(_fresh(channel))
    assert network.signed == ["sign_in", "sign_in"]


def test_a_session_that_the_network_calls_expired_is_renewed_once_during_a_poll(
    channel: Channel, clock: _Clock
) -> None:
    network = Signing()
    sessions = Sessions(lambda _: network, clock)
    sessions.connect(_fresh(channel))
    network.errors = [Auth("too old", kind="expired")]
    Loop("t", [listen_work(sessions.connect, sessions.renew, clock)], now=clock).drain()
    assert network.signed == ["sign_in", "refresh"]
    assert (_fresh(channel).state, len(network.asked)) == ("active", 2)


def test_a_session_that_stays_expired_stops_the_channel_instead_of_going_round(channel: Channel, clock: _Clock) -> None:
    network = Signing()
    sessions = Sessions(lambda _: network, clock)
    sessions.connect(_fresh(channel))
    network.errors = [Auth("too old", kind="expired"), Auth("too old", kind="expired")]
    Loop("t", [listen_work(sessions.connect, sessions.renew, clock)], now=clock).drain()
    assert (_fresh(channel).state, _fresh(channel).trouble) == ("trouble", "auth.expired")
    assert len(network.signed) == 2


def test_rights_that_are_gone_alert_the_leads_at_once_and_only_once(channel: Channel, clock: _Clock) -> None:
    network = Signing(on_sign_in=[Auth("revoked", kind="revoked") for _ in range(9)])
    sessions = Sessions(lambda _: network, clock)
    works = [listen_work(sessions.connect, sessions.renew, clock)]
    for _ in range(3):
        Loop("t", works, now=clock).drain()
        clock.at += timedelta(minutes=2)
    assert (_fresh(channel).state, _fresh(channel).trouble) == ("trouble", "auth.revoked")
    assert Mail.objects.count() == 1
    assert "app-password" not in Mail.objects.get().body
    assert Event.objects.filter(name="channel.trouble").count() == 1


def test_two_processes_never_sign_in_at_once(fresh_desk: str, clock: _Clock) -> None:
    channel = _a_channel()
    inside, go = threading.Event(), threading.Event()

    def meanwhile() -> None:
        inside.set()
        assert go.wait(20)

    network = Signing(meanwhile=meanwhile)
    sessions = Sessions(lambda _: network, clock)

    def first() -> None:
        try:
            sessions.connect(_fresh(channel))
        finally:
            connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(20)
    with pytest.raises(Limited):
        sessions.connect(_fresh(channel))
    go.set()
    thread.join(20)
    sessions.connect(_fresh(channel))
    assert network.signed == ["sign_in"]


def test_a_process_that_died_while_signing_in_holds_nobody_up_for_long(channel: Channel, clock: _Clock) -> None:
    Channel.objects.update(refresh_lease_until=NOON + timedelta(seconds=90))
    sessions = Sessions(lambda _: Signing(), clock)
    with pytest.raises(Limited):
        sessions.connect(_fresh(channel))
    clock.at += timedelta(seconds=90)
    sessions.connect(_fresh(channel))
    assert _fresh(channel).session is not None
