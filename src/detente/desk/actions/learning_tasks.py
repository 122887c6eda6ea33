"""Have a brand's corrections learnt from: somebody asks, or the night does; a worker takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from detente.accounts.models import Brand
from detente.contracts.actors import SYSTEM, Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.actions.claim import Claim, claim, next_due
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.models import LearningTask, ReadingLayer
from detente.desk.queries.corrections import corrections_of, corrections_since
from detente.journal.record import Entry, record
from detente.rules.learning import missing
from detente.rules.roles import Action

WAITING: Final = "state = 'waiting'"
_NIGHT: Final = 3
_A_DAY: Final = timedelta(hours=20)
_ASKED: Final = Words(
    fr="C’est déjà demandé\u202f: le résultat s’affichera ici.",
    en="It is asked for already: the result will show here.",
)
_FEW: Final = Words(
    fr="Il manque encore {n} corrections pour apprendre et mesurer. Corrigez la lecture de quelques cas d’abord.",
    en="{n} more corrections are needed to learn and to measure. Correct the reading of some cases first.",
)


@dataclass(frozen=True, slots=True)
class Learning:
    """One task in a worker's hands."""

    claim: Claim
    brand_id: int
    by: Actor


@transaction.atomic
def ask_learning(person_id: int, brand_id: int, *, now: datetime) -> int:
    """Ask a worker to learn from the corrections now; the task's id.

    Raises `Refused`: `access.…`, `state.corrections` when there are too few, `state.learning` when it is asked already.
    """
    who = access_brand(person_id, brand_id, Action.TEACH_READING)
    lacking = missing(len(corrections_of(brand_id)))
    if lacking:
        raise Refused("state.corrections", _FEW.with_(n=lacking), missing=lacking)
    try:
        with transaction.atomic():
            task = LearningTask.objects.create(brand_id=brand_id, by_id=person_id, asked_at=now, due_at=now)
    except IntegrityError:
        raise Refused("state.learning", _ASKED) from None
    record(Entry("learning.asked", who.actor, "learning", task.id, brand_id), at=now)
    wake_workers("learn")
    return task.id


@transaction.atomic
def plan_nightly_learning(now: datetime) -> int:
    """Have each brand whose night it is learn from what was corrected since; how many tasks were made."""
    made = 0
    for brand in Brand.objects.select_for_update(no_key=True).order_by("id"):
        if now.astimezone(ZoneInfo(brand.time_zone)).hour == _NIGHT and _has_news(brand.id, now):
            task = LearningTask.objects.create(brand=brand, asked_at=now, due_at=now)
            record(Entry("learning.asked", SYSTEM, "learning", task.id, brand.id), at=now)
            made += 1
    return made


def _has_news(brand_id: int, now: datetime) -> bool:
    tasks = LearningTask.objects.filter(brand_id=brand_id)
    if tasks.filter(state="waiting").exists() or tasks.filter(by=None, asked_at__gt=now - _A_DAY).exists():
        return False
    known = ReadingLayer.objects.filter(brand_id=brand_id).order_by("-version").values_list("last_reading", flat=True)
    return corrections_since(brand_id, known.first() or 0) > 0 and not missing(len(corrections_of(brand_id)))


@transaction.atomic
def claim_learning(*, lease: timedelta, now: datetime) -> Learning | None:
    """Take one task; None when nothing is due."""
    taken = claim("desk_learningtask", WAITING, limit=1, lease=lease, now=now)
    if not taken:
        return None
    task = LearningTask.objects.get(id=taken[0].id)
    return Learning(taken[0], task.brand_id, Actor.person(task.by_id) if task.by_id else SYSTEM)


@transaction.atomic
def learning_done(learning: Learning, outcome: str, *, now: datetime) -> None:
    """Say what came of it, unless another worker has the task by now."""
    rows = LearningTask.objects.filter(id=learning.claim.id, attempts=learning.claim.attempt, state="waiting")
    rows.update(state="done", outcome=outcome[:20], done_at=now, due_at=None, lease_until=None)
    tell_screens(learning.brand_id)


def next_learning() -> datetime | None:
    """When the next task is due."""
    return next_due("desk_learningtask", WAITING)
