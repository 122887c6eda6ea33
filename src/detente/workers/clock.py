"""What time alone brings: late departments, promises, alarms, hides that nobody confirmed, texts that nobody re-read.
First of all, replies that stand on a network already stop the clocks that they stop.

Nothing here decides about a comment: time alarms, people act.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from detente.desk.actions.alarm_promises import alarm_promises
from detente.desk.actions.alarm_unconfirmed import alarm_unconfirmed
from detente.desk.actions.alert_duty import alert_serious, alert_short_of_time
from detente.desk.actions.ask_reviewer import pass_on_asks
from detente.desk.actions.break_promises import break_promises
from detente.desk.actions.execute_removal import give_up_removals
from detente.desk.actions.judge_own_posts import judge_own_posts, settle_seen
from detente.desk.actions.mark_overdue import mark_overdue
from detente.desk.actions.send_mail import give_up_mails

SWEEPS: Final[tuple[Callable[[datetime], int], ...]] = (
    settle_seen,
    judge_own_posts,
    alert_serious,
    alert_short_of_time,
    mark_overdue,
    break_promises,
    alarm_promises,
    alarm_unconfirmed,
    pass_on_asks,
    give_up_removals,
    give_up_mails,
)


def tick(now: datetime) -> int:
    """Run every sweep once, each in a transaction of its own; how many things were done. Again does nothing."""
    return sum(sweep(now) for sweep in SWEEPS)
