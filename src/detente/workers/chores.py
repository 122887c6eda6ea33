"""Periodic work: the sweep of the clock, and clearing what has served its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from detente.desk.actions.chores import chore_done, next_chore, plan_chore, take_chore
from detente.desk.actions.claim_page import give_up_captures
from detente.desk.actions.import_upload import forget_uploads
from detente.desk.actions.keep_or_erase import keep_or_erase
from detente.desk.actions.learning_tasks import plan_nightly_learning
from detente.desk.actions.rate_sample import draw_samples
from detente.desk.actions.send_delivery import forget_deliveries
from detente.desk.actions.take_push import forget_pushes
from detente.workers.clock import tick
from detente.workers.loop import Work

LEASE: Final = timedelta(seconds=60)

CHORES: Final[Mapping[str, tuple[timedelta, Callable[[datetime], int]]]] = {
    "captures": (timedelta(minutes=5), give_up_captures),
    "clock": (timedelta(seconds=5), tick),
    "deliveries": (timedelta(hours=1), forget_deliveries),
    "imports": (timedelta(hours=1), lambda now: forget_uploads(now=now)),
    "learning": (timedelta(minutes=30), plan_nightly_learning),
    "pushes": (timedelta(hours=1), forget_pushes),
    "retention": (timedelta(hours=1), keep_or_erase),
    "samples": (timedelta(hours=1), draw_samples),
}


def plan_chores(now: datetime) -> None:
    """Make sure that every chore has its row."""
    for name, (every, _) in CHORES.items():
        plan_chore(name, every=every, now=now)


def _step(now: datetime) -> int:
    taken = take_chore(lease=LEASE, now=now)
    if taken is None:
        return 0
    name, claim = taken
    if name in CHORES:
        CHORES[name][1](now)
    chore_done(claim, now=now)
    return 1


def chore_work() -> Work:
    """The worker of all chores."""
    return Work("chores", _step, next_chore)
