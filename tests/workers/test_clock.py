"""What time alone brings is done once, by whichever worker comes first, and never decides about a comment."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, a_case
from tests.desk.promise_rows import a_promise

from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.actions.execute_removal import claim_removal, intend_removal, removal_done
from detente.desk.actions.make_department import make_department
from detente.desk.models import Case, Mail, Message, Removal
from detente.desk.turns import take_turn
from detente.journal.models import Event
from detente.workers.clock import SWEEPS, tick

DAY = timedelta(hours=24)


def _busy_world() -> World:
    """One thing of every sort that time will bring."""
    world = a_world()
    case = a_case(world.channel, severity=3)
    department = make_department(world.id_of("lead"), world.brand.id, "Logistique", now=NOON)
    ask_hand_off(world.id_of("agent"), case.id, department, "Où ?", now=NOON)
    other = a_case(world.channel, external_id="m5", author="paul")
    a_promise(other, world.id_of("agent"), due_at=NOON + timedelta(hours=2))
    Case.objects.filter(id=other.id).update(first_reply_at=NOON, first_reply_kind="holding")
    world.hide(world.abuse("m6", "rita"))
    return world


@pytest.mark.django_db
def test_a_quiet_desk_does_nothing() -> None:
    a_world()
    assert tick(NOON) == 0


@pytest.mark.django_db
def test_everything_that_time_brings_is_done_once() -> None:
    _busy_world()
    first = tick(NOON + DAY)
    mails = Mail.objects.count()
    assert first >= 5
    assert tick(NOON + DAY) == 0
    assert tick(NOON + DAY + timedelta(seconds=5)) == 0
    assert Mail.objects.count() == mails
    names = set(Event.objects.values_list("name", flat=True))
    assert {
        "case.serious", "case.short_of_time", "hand_off.overdue", "promise.broken", "removal.unconfirmed",
    } <= names  # fmt: skip


@pytest.mark.django_db
def test_an_unconfirmed_hide_alarms_the_lead_once_and_stays_hidden() -> None:
    world = a_world()
    message = world.abuse()
    removal = Removal.objects.get(id=world.hide(message))
    claim = claim_removal(lease=timedelta(seconds=60), now=NOON)
    order = intend_removal(claim, now=NOON) if claim else None
    assert order is not None
    removal_done(order, now=NOON)
    tick(NOON + DAY - timedelta(seconds=1))
    assert Mail.objects.filter(about=f"removal:{removal.id}:unconfirmed").count() == 0
    for days in (1, 2, 300):
        tick(NOON + DAY * days)
    removal.refresh_from_db()
    assert (removal.state, removal.alarmed_at, removal.wanted) == ("provisional", NOON + DAY, "")
    assert Message.objects.get(id=message.id).state == "hidden"
    told = Mail.objects.filter(about=f"removal:{removal.id}:unconfirmed").values_list("to", flat=True)
    assert set(told) == {world.people["lead"].email, world.people["second_lead"].email}


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda sweep: sweep.__name__)
def test_a_sweep_leaves_the_turn_to_another_worker(fresh_desk: str, sweep: object) -> None:
    _busy_world()
    held, done = threading.Event(), threading.Event()
    names = ["serious", "short_of_time", "hand_offs", "promises", "promise_alarms", "unconfirmed", "removals", "mails"]

    def hold() -> None:
        with transaction.atomic():
            assert all(take_turn(name) for name in names)
            held.set()
            done.wait(30)
        connections.close_all()

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(30)
    try:
        assert sweep(NOON + DAY) == 0  # type: ignore[operator]
    finally:
        done.set()
        other.join(30)
    assert connection.is_usable()


def test_two_workers_at_once_say_everything_once(fresh_desk: str) -> None:
    _busy_world()
    barrier = threading.Barrier(2)
    counts: list[int] = []

    def run() -> None:
        barrier.wait(30)
        counts.append(tick(NOON + DAY))
        connections.close_all()

    workers = [threading.Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    tick(NOON + DAY)
    said = (
        Event.objects.filter(at__gt=NOON).exclude(name="mail.queued").values_list("name", "subject_kind", "subject_id")
    )
    assert len(said) == len(set(said))
    assert {"case.serious", "hand_off.overdue", "promise.broken", "removal.unconfirmed"} <= {name for name, *_ in said}
    assert len(counts) == 2
