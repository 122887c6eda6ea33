"""Tell networks what may appear after all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from detente.contracts.network import Auth, Denied, Gone, Limited, Moderates, Moderation, NetworkError
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.claim import next_due
from detente.desk.actions.release_message import (
    ATTEMPT_CAP,
    WAITING,
    Order,
    claim_release,
    release_done,
    release_failed,
)
from detente.desk.models import Channel
from detente.workers.loop import Work
from detente.workers.moderate import Moderator
from detente.workers.trouble import DEFECTS, as_told

_FIRST_PAUSE: Final = timedelta(seconds=5)
_LONGEST_PAUSE: Final = timedelta(minutes=15)
_GONE: Final = Words(fr="Ce message n’existe plus sur le réseau.", en="This message is no longer on the network.")
_NOT_OFFERED: Final = Words(fr="Ce réseau ne le permet pas au bureau.", en="This network does not let the desk do it.")
_RIGHTS: Final = Words(
    fr="Le réseau ne reconnaît plus nos droits. Reliez le canal, puis réessayez.",
    en="The network no longer knows our rights. Connect the channel again, then retry.",
)
_LATER: Final = Words(
    fr="Le réseau n’a pas répondu. Nouvel essai bientôt.", en="The network did not answer. Trying again soon."
)


def release_work(moderator: Moderator) -> Work:
    """The worker that lets appear what a person released, with the means of a moderator."""

    def step(now: datetime) -> int:
        taken = claim_release(lease=moderator.lease, now=now)
        if taken is None:
            return 0
        _carry_out(moderator, taken[1])
        return 1

    return Work("release", step, lambda: next_due("desk_release", WAITING, cap=ATTEMPT_CAP))


def _carry_out(moderator: Moderator, order: Order) -> None:
    try:
        connector = moderator.dial(Channel.objects.get(id=order.channel_id))
        if not isinstance(connector, Moderates):
            release_failed(order, _NOT_OFFERED, retry_at=None, now=moderator.clock())
            return
        connector.moderate(Moderation("restore", order.external_id), now=moderator.clock())
    except (NetworkError, *DEFECTS) as error:
        trouble, retry_at = _verdict(as_told(error), order, moderator.clock())
        release_failed(order, trouble, retry_at=retry_at, now=moderator.clock())
    except Refused as refused:
        release_failed(order, refused.sentence, retry_at=None, now=moderator.clock())
    else:
        release_done(order, now=moderator.clock())


def _verdict(error: NetworkError, order: Order, now: datetime) -> tuple[Words, datetime | None]:
    """What to say and when to try again; None when trying again cannot help."""
    match error:
        case Gone():
            return _GONE, None
        case Denied(reason=reason):
            return reason, None
        case Auth():
            return _RIGHTS, None
        case Limited(until=datetime() as until):
            return _LATER, max(until, now)
    return _LATER, now + min(_FIRST_PAUSE * 2 ** min(order.attempt, 10), _LONGEST_PAUSE)
