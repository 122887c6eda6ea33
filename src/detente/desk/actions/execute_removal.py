"""The worker's side of a removal: claim, hash again and write the intention, then what became of it.

Between the intention and the result lies one request to the network, made by the worker. Each step is a transaction of
its own, so that a worker killed anywhere leaves the truth: an intention without a result is looked at, not repeated.
Source: evidence note, gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from detente.contracts.actors import SYSTEM
from detente.contracts.capabilities import Verb
from detente.contracts.words import Words
from detente.desk.actions.claim import Claim, claim
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.actions.removal_steps import tell_removal, want
from detente.desk.duty import leads
from detente.desk.letters import stuck
from detente.desk.models import Message, Removal
from detente.desk.networks import network_power
from detente.desk.sealed import SEAL_BROKEN, is_whole
from detente.desk.turns import take_turn
from detente.rules.notice import contest_until
from detente.rules.removal import RemovalFact, RemovalState, move

WAITING = "wanted <> ''"
ATTEMPT_CAP = 8
_EXECUTABLE = {
    "hide": (RemovalState.APPROVED, RemovalState.PROVISIONAL, RemovalState.DONE, RemovalState.CONTESTED),
    "delete": (RemovalState.APPROVED,),
    "restore": (RemovalState.RESTORED,),
}
_EDITED = Words(
    fr="L’auteur a modifié le message après la décision\u202f: rien n’a été retiré. Relisez-le.",
    en="The author edited the message after the decision: nothing was removed. Read it again.",
)
_UNDECIDED = Words(
    fr="La décision ne tient plus\u202f: rien n’a été fait.", en="The decision no longer holds: nothing was done."
)
_GIVEN_UP = Words(
    fr="Trop d’essais interrompus\u202f: regardez le réseau.", en="Too many broken tries: look at the network."
)
_STATE_AFTER = {"hide": "hidden", "delete": "removed", "restore": "visible"}


@dataclass(frozen=True, slots=True)
class Order:
    """What to ask of the network, once. `look_first`: an earlier try may have done it already."""

    removal_id: int
    attempt: int
    channel_id: int
    verb: Verb
    external_id: str
    notice: str
    clause_title: str
    contest_until: datetime | None
    look_first: bool


@transaction.atomic
def claim_removal(*, lease: timedelta, now: datetime) -> Claim | None:
    """Take one removal that waits to be carried out, put back included."""
    taken = claim("desk_removal", WAITING, limit=1, lease=lease, now=now, cap=ATTEMPT_CAP)
    return taken[0] if taken else None


@transaction.atomic
def intend_removal(claimed: Claim, *, now: datetime) -> Order | None:
    """Hash the evidence again and write the intention; None when nothing may be done (the row then says why)."""
    removal = _mine(claimed.id, claimed.attempt)
    if removal is None:
        return None
    trouble = _obstacle(removal)
    if trouble is not None:
        _give_up(removal, trouble, now)
        return None
    removing = removal.wanted != "restore"
    if removing:
        removal.intended_at = now
        removal.contest_until = removal.contest_until or _last_moment(removal, now)
        removal.save(update_fields=["intended_at", "contest_until"])
    facts = {"verb": removal.wanted, "attempt": removal.attempts, "evidence": removal.evidence_id}
    tell_removal("removal.intended", SYSTEM, removal, facts, now=now)
    return _order(removal)


@transaction.atomic
def removal_done(order: Order, *, now: datetime, gone: bool = False) -> bool:
    """The network did it, or it was so already. `gone`: the author had deleted the message; no notice reached them.

    False when this attempt is no longer the row's: another worker has it.
    """
    removal = _mine(order.removal_id, order.attempt)
    if removal is None:
        return False
    removal.lease_until, removal.trouble = None, ""
    fields = _restored(removal, now) if order.verb == "restore" else _removed(removal, gone, now)
    _release(removal, order, now)
    removal.save(update_fields=[*fields, "wanted", "due_at", "lease_until", "attempts", "trouble"])
    after = "deleted" if gone else _STATE_AFTER[order.verb]
    Message.objects.filter(id=removal.message_id).exclude(state="deleted").update(state=after)
    _tell_done(removal, order, gone, now)
    return True


@transaction.atomic
def removal_failed(order: Order, trouble: Words, *, retry_at: datetime | None, now: datetime) -> None:
    """The network did not do it, or did not say. Tried again at `retry_at`; None: the lead is told."""
    removal = _mine(order.removal_id, order.attempt)
    if removal is None:
        return
    if retry_at is None or removal.attempts >= ATTEMPT_CAP:
        _give_up(removal, trouble, now)
        return
    removal.lease_until, removal.due_at = None, retry_at
    removal.trouble = trouble.in_(removal.case.brand.language)[:200]
    removal.save(update_fields=["lease_until", "due_at", "trouble"])
    tell_removal("removal.failed", SYSTEM, removal, {"verb": order.verb, "final": False}, now=now)


@transaction.atomic
def give_up_removals(now: datetime) -> int:
    """Removals whose workers died too often: said to the lead, waiting for a person. Returns how many."""
    if not take_turn("removals"):
        return 0
    rows = _rows().filter(due_at__lte=now, attempts__gte=ATTEMPT_CAP).exclude(wanted="")
    found = list(rows)
    for removal in found:
        _give_up(removal, _GIVEN_UP, now)
    return len(found)


def _rows() -> QuerySet[Removal]:
    return Removal.objects.select_for_update(of=("self",)).select_related(
        "case__brand", "clause", "message", "evidence", "channel"
    )


def _mine(removal_id: int, attempt: int) -> Removal | None:
    return _rows().filter(id=removal_id, attempts=attempt, lease_until__isnull=False).first()


def _obstacle(removal: Removal) -> Words | None:
    if RemovalState(removal.state) not in _EXECUTABLE[removal.wanted]:
        return _UNDECIDED
    if removal.wanted == "restore":
        return None
    if removal.evidence.revision_number != removal.message.revision_number:
        return _EDITED
    return None if is_whole(removal.evidence) else SEAL_BROKEN


def _order(removal: Removal) -> Order:
    language = removal.case.language
    return Order(
        removal_id=removal.id,
        attempt=removal.attempts,
        channel_id=removal.channel_id,
        verb=cast(Verb, removal.wanted),
        external_id=removal.message.external_id,
        notice=removal.notice,
        clause_title=removal.clause.title_fr if language.startswith("fr") else removal.clause.title_en,
        contest_until=removal.contest_until,
        look_first=removal.attempts > 1,
    )


def _last_moment(removal: Removal, now: datetime) -> datetime:
    """The end of the last day for a contest, where the brand is."""
    zone = ZoneInfo(removal.case.brand.time_zone)
    return datetime.combine(contest_until(now.astimezone(zone).date()), time.max, tzinfo=zone)


def _removed(removal: Removal, gone: bool, now: datetime) -> list[str]:
    if removal.state == RemovalState.APPROVED:
        removal.state = move(RemovalState.APPROVED, RemovalFact.EXECUTED)
    removal.done_at = now
    removal.notice_sent_at = now if _notice_shown(removal, gone) else None
    return ["state", "done_at", "notice_sent_at"]


def _notice_shown(removal: Removal, gone: bool) -> bool:
    """Whether the author reads why: not every network shows a notice, and one who deleted the message sees none."""
    power = network_power(removal.channel.network, removal.verb)
    return not gone and power is not None and power.shows_notice


def _restored(removal: Removal, now: datetime) -> list[str]:
    removal.restored_at = now
    return ["restored_at"]


def _release(removal: Removal, order: Order, now: datetime) -> None:
    """Nothing waits any more, unless a person decided otherwise while the order was on its way."""
    if removal.wanted == order.verb:
        removal.wanted, removal.due_at = "", None
        return
    want(removal, removal.wanted, now=now)


def _give_up(removal: Removal, trouble: Words, now: datetime) -> None:
    removal.lease_until, removal.due_at = None, None
    removal.trouble = trouble.in_(removal.case.brand.language)[:200]
    removal.save(update_fields=["lease_until", "due_at", "trouble"])
    tell_removal("removal.failed", SYSTEM, removal, {"verb": removal.wanted, "final": True}, now=now)
    queue_mail(stuck(removal, trouble), leads([removal.brand_id]).get(removal.brand_id, ()), now=now)


def _tell_done(removal: Removal, order: Order, gone: bool, now: datetime) -> None:
    if order.verb == "restore":
        tell_removal("removal.put_back", SYSTEM, removal, {}, now=now)
        return
    tell_removal("removal.done", SYSTEM, removal, {"verb": order.verb, "gone": gone}, now=now)
    if _notice_shown(removal, gone):
        tell_removal("removal.notified", SYSTEM, removal, {"message": removal.message_id}, now=now)
