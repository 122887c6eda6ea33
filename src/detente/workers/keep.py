"""What keeps watch over the sealed: checkpoints, the nightly check, dates, holds, the sweep of the vault.

In a thread of its own: opening a tenth of everything takes as long as it takes, and no clock waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from detente.desk.actions.check_ledger import CHECK, check_when_due
from detente.desk.actions.checkpoint import mail_head, make_checkpoint
from detente.desk.actions.chores import chore_done, next_chore, plan_chore, take_chore
from detente.desk.actions.erase_past import erase_past
from detente.desk.actions.holds import tell_reviews
from detente.desk.actions.sweep_vault import sweep_vault
from detente.evidence.stamp.authorities import Authority
from detente.workers.loop import Work

LEASE: Final = timedelta(hours=3)
"""Longer than a check of everything; who takes over after a death waits for it."""
_HOUR: Final = timedelta(hours=1)
EVERY: Final[Mapping[str, timedelta]] = {
    "keep.checkpoint": timedelta(minutes=5),
    CHECK: timedelta(minutes=15),
    "keep.head": _HOUR,
    "keep.past": _HOUR,
    "keep.reviews": _HOUR,
    "keep.sweep": _HOUR,
}


def plan_keeping(now: datetime) -> None:
    """Make sure that every chore has its row."""
    for name, every in EVERY.items():
        plan_chore(name, every=every, now=now)


def keep_work(authorities: Sequence[Authority], outside: Sequence[str], clock: Callable[[], datetime]) -> Work:
    """The worker of these chores. `outside`: addresses that get the head of the ledger once a day."""
    chores: Mapping[str, Callable[[datetime], object]] = {
        "keep.checkpoint": lambda now: make_checkpoint(now, authorities),
        CHECK: lambda now: check_when_due(now, clock=clock),
        "keep.head": lambda now: mail_head(now, outside),
        "keep.past": erase_past,
        "keep.reviews": tell_reviews,
        "keep.sweep": sweep_vault,
    }

    def step(now: datetime) -> int:
        taken = take_chore(lease=LEASE, now=now, keeping=True)
        if taken is None:
            return 0
        name, claim = taken
        if name in chores:
            chores[name](now)
        chore_done(claim, now=clock())
        return 1

    return Work("keep", step, lambda: next_chore(keeping=True))
