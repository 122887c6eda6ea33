"""Promises near their due time: the people on duty hear of it at three quarters, and a quarter of an hour before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from detente.contracts.actors import SYSTEM
from detente.desk.actions.queue_mail import queue_mails
from detente.desk.duty import people_on_duty
from detente.desk.letters import promise_near
from detente.desk.models import Promise
from detente.desk.turns import take_turn
from detente.journal.models import Event
from detente.journal.record import Entry, record_many
from detente.rules.promise import PromiseState
from detente.rules.promise_alarms import PromiseAlarm, alarms_rung


@dataclass(frozen=True, slots=True)
class _Due:
    """A promise with the alarms that rang and were not said yet."""

    promise: Promise
    fresh: tuple[PromiseAlarm, ...]


@transaction.atomic
def alarm_promises(now: datetime) -> int:
    """Mail about open promises that near their time, once per alarm; returns how many promises.

    Of alarms that come due together only the last is mailed.
    """
    if not take_turn("promise_alarms"):
        return 0
    due = _due(now)
    record_many([_entry(one.promise, alarm) for one in due for alarm in one.fresh], at=now)
    duty = people_on_duty({one.promise.case.brand_id for one in due})
    queue_mails(
        [(promise_near(one.promise, one.fresh[-1]), duty.get(one.promise.case.brand_id, ())) for one in due], now=now
    )
    return len(due)


def _due(now: datetime) -> list[_Due]:
    rows = Promise.objects.filter(state=PromiseState.OPEN, due_at__gt=now).select_related("case__brand")
    rung = {one: alarms_rung(one.made_at, one.due_at, now) for one in rows.order_by("due_at", "id")}
    ringing = [one for one, alarms in rung.items() if alarms]
    said = _said(ringing)
    found = [_Due(one, tuple(a for a in rung[one] if a.value not in said.get(one.id, ()))) for one in ringing]
    return [one for one in found if one.fresh]


def _said(promises: Sequence[Promise]) -> Mapping[int, set[str]]:
    said: dict[int, set[str]] = {}
    events = Event.objects.filter(
        subject_kind="promise", subject_id__in=[one.id for one in promises], name="promise.alarmed"
    ).values_list("subject_id", "facts__alarm")
    for promise_id, alarm in events:
        said.setdefault(promise_id or 0, set()).add(alarm)
    return said


def _entry(promise: Promise, alarm: PromiseAlarm) -> Entry:
    facts = {"alarm": alarm.value, "due_at": promise.due_at.isoformat()}
    case = promise.case
    return Entry("promise.alarmed", SYSTEM, "promise", promise.id, case.brand_id, case.id, facts)
