"""Learn from the corrections of a brand when somebody asked, or the night did."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from detente.analysis.engine import EmbeddedEngine
from detente.analysis.layer import LayerLearner
from detente.contracts.learning import Learner
from detente.contracts.refusals import Refused
from detente.desk.actions.learn import learn_from_corrections
from detente.desk.actions.learning_tasks import Learning, claim_learning, learning_done, next_learning
from detente.workers.loop import Work

log = logging.getLogger(__name__)

LEASE: Final = timedelta(minutes=15)
NO_LEARNER: Final = "no_learner"


def the_learner() -> Learner | None:
    """What this desk learns with; None while its reading engine cannot learn."""
    return LayerLearner(EmbeddedEngine())


def learn_work(learner: Learner | None) -> Work:
    """The worker that learns with `learner`."""

    def step(now: datetime) -> int:
        learning = claim_learning(lease=LEASE, now=now)
        if learning is None:
            return 0
        learning_done(learning, _outcome(learner, learning, now), now=now)
        return 1

    return Work("learn", step, next_learning)


def _outcome(learner: Learner | None, learning: Learning, now: datetime) -> str:
    """What the page says of it. Whatever a learner does, the brand is read as before and the task is over."""
    if learner is None:
        return NO_LEARNER
    try:
        return learn_from_corrections(learner, learning.brand_id, by=learning.by, now=now).state
    except Refused:
        return "refused"
    except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, MemoryError) as error:
        log.error("brand %s: learning failed (%s)", learning.brand_id, type(error).__name__)
        return "failed"
