"""Pushes on real connections with real commits: the same one several times at once, and one that fails in mid work."""

from __future__ import annotations

import threading
from datetime import timedelta

from django.db import connection, transaction

from detente.channels.receivers import RECEIVERS
from detente.desk.actions.take_push import Taken, take_push
from detente.desk.models import EvidenceItem, Message, PushSeen
from tests.api.doors import a_door
from tests.channels.webhook.pushes import NOON, a_body, an_event, signed


def test_the_same_push_at_the_same_instant_is_taken_once(fresh_desk: str) -> None:
    door = a_door()
    body = a_body(*(an_event(number) for number in range(20)))
    pushed = RECEIVERS["webhook"].read(signed(body), body, now=NOON)
    gate, taken = threading.Barrier(4), list[Taken]()

    def run() -> None:
        gate.wait(10)
        taken.append(take_push(door.channel_id, pushed, skew=timedelta(), now=NOON))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(one.known for one in taken) == [False, True, True, True]
    assert Message.objects.count() == EvidenceItem.objects.count() == 20


def test_a_push_that_fails_in_mid_work_leaves_nothing_and_may_come_again(fresh_desk: str) -> None:
    door = a_door()
    body = a_body(an_event(1))
    pushed = RECEIVERS["webhook"].read(signed(body), body, now=NOON)
    with transaction.atomic():
        take_push(door.channel_id, pushed, skew=timedelta(), now=NOON)
        transaction.set_rollback(True)
    assert Message.objects.count() == PushSeen.objects.count() == 0
    assert not take_push(door.channel_id, pushed, skew=timedelta(), now=NOON).known
