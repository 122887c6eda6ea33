"""Carry out decided removals on their networks, once each, and put back what is restored.

Between the intention and the result lies one request. A worker that finds an earlier try looks at the network first;
setting a state that holds already is harmless.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from detente.contracts.network import (
    Auth,
    Connector,
    Denied,
    Gone,
    Invalid,
    Item,
    Limited,
    Moderates,
    Moderation,
    NetworkError,
)
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions.claim import Claim, next_due
from detente.desk.actions.execute_removal import (
    ATTEMPT_CAP,
    WAITING,
    Order,
    claim_removal,
    intend_removal,
    removal_done,
    removal_failed,
)
from detente.desk.models import Channel
from detente.workers.loop import Work
from detente.workers.publish import no_session
from detente.workers.trouble import DEFECTS, as_told

LEASE: Final = timedelta(seconds=90)
_FIRST_PAUSE: Final = timedelta(seconds=5)
_LONGEST_PAUSE: Final = timedelta(minutes=15)

_GONE: Final = Words(
    fr="Ce message n’existe plus sur le réseau\u202f: il ne peut pas revenir.",
    en="This message is no longer on the network: it cannot come back.",
)
_NOT_OFFERED: Final = Words(
    fr="Ce réseau ne permet pas d’exécuter cette décision.",
    en="This network does not let this decision be carried out.",
)
_RIGHTS: Final = Words(
    fr="Le réseau ne reconnaît plus nos droits. Reliez le canal, puis réessayez.",
    en="The network no longer knows our rights. Connect the channel again, then retry.",
)
_NOT_TAKEN: Final = Words(
    fr="Le réseau n’a pas accepté cette demande. Regardez le message sur place.",
    en="The network did not accept this request. Look at the message there.",
)
_LATER: Final = Words(
    fr="Le réseau n’a pas répondu. Nouvel essai bientôt\u202f; nous regarderons d’abord.",
    en="The network did not answer. Trying again soon; we look first.",
)


class Dial(Protocol):
    """A connector for a channel; nothing is sent yet. Raises `Refused` when its secret cannot be opened."""

    def __call__(self, channel: Channel, /) -> Connector:
        """Dial."""
        ...


@dataclass(frozen=True, slots=True)
class Moderator:
    """How this worker reaches networks and time. `lease`: after it, a silent worker counts as dead."""

    dial: Dial
    clock: Callable[[], datetime]
    lease: timedelta = LEASE
    renew: Callable[[Channel], bool] = no_session

    def step(self, now: datetime) -> int:
        """Take one due removal and see it through; how many were handled."""
        claim = claim_removal(lease=self.lease, now=now)
        if claim is None:
            return 0
        self.handle(claim)
        return 1

    def handle(self, claim: Claim) -> None:
        """Write the intention, ask the network once, write what became of it."""
        order = intend_removal(claim, now=self.clock())
        if order is None:
            return
        try:
            self._carry_out(order)
        except Gone:
            self._gone(order)
        except (NetworkError, *DEFECTS) as error:
            trouble, retry_at = _verdict(as_told(error), order, self.clock())
            if isinstance(error, Auth) and error.kind == "expired" and self._renewed(order):
                trouble, retry_at = _LATER, self.clock() + _FIRST_PAUSE
            removal_failed(order, trouble, retry_at=retry_at, now=self.clock())
        except Refused as refused:
            removal_failed(order, refused.sentence, retry_at=None, now=self.clock())

    def _carry_out(self, order: Order) -> None:
        connector = self.dial(Channel.objects.get(id=order.channel_id))
        if not isinstance(connector, Moderates):
            removal_failed(order, _NOT_OFFERED, retry_at=None, now=self.clock())
            return
        if not (order.look_first and _is_so(connector.fetch(order.external_id, now=self.clock()), order)):
            connector.moderate(_moderation(order), now=self.clock())
        removal_done(order, now=self.clock())

    def _renewed(self, order: Order) -> bool:
        try:
            return self.renew(Channel.objects.get(id=order.channel_id))
        except (NetworkError, Refused):
            return False

    def _gone(self, order: Order) -> None:
        if order.verb == "restore":
            removal_failed(order, _GONE, retry_at=None, now=self.clock())
            return
        removal_done(order, now=self.clock(), gone=True)


def moderate_work(moderator: Moderator) -> Work:
    """The moderating worker."""
    return Work("moderate", moderator.step, lambda: next_due("desk_removal", WAITING, cap=ATTEMPT_CAP))


def _is_so(item: Item, order: Order) -> bool:
    """Whether the network shows what was ordered already; a deleted item raises `Gone` while it is fetched."""
    return item.hidden if order.verb == "hide" else order.verb == "restore" and not item.hidden


def _moderation(order: Order) -> Moderation:
    return Moderation(order.verb, order.external_id, order.notice, order.clause_title, order.contest_until)


def _verdict(error: NetworkError, order: Order, now: datetime) -> tuple[Words, datetime | None]:
    """What to say and when to try again; None when trying again cannot help."""
    match error:
        case Denied(reason=reason):
            return reason, None
        case Invalid():
            return _NOT_TAKEN, None
        case Auth():
            return _RIGHTS, None
        case Limited(until=datetime() as until):
            return _LATER, max(until, now)
    return _LATER, now + min(_FIRST_PAUSE * 2 ** min(order.attempt, 10), _LONGEST_PAUSE)
