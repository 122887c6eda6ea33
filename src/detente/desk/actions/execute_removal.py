"""The worker's side of a removal: claim, prove and write the intention, then what became of it.

Between the intention and the result lies one request to the network, made by the worker. Each step is a transaction of
its own, so that a worker killed anywhere leaves the truth: an intention without a result is looked at, not repeated.
Intention and result stand in an event and in a ledger line. Source: evidence note, gate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from detente.contracts.actors import SYSTEM
from detente.contracts.capabilities import Verb
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions._removal_ledger import DONE, FAILED, INTENDED, ledger_removal
from detente.desk.actions._removal_proof import Broken, Proof, prove_removal, received_alone
from detente.desk.actions.claim import Claim, claim
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.actions.removal_steps import tell_removal, want
from detente.desk.duty import leads
from detente.desk.letters import stuck, unproven
from detente.desk.models import Message, Removal
from detente.desk.networks import network_power
from detente.desk.turns import take_turn
from detente.rules.notice import contest_until
from detente.rules.proof import Wait
from detente.rules.removal import RemovalFact, RemovalState, move

WAITING = "wanted <> ''"
ATTEMPT_CAP = 8
_EXECUTABLE = {
    "hide": (RemovalState.APPROVED, RemovalState.PROVISIONAL, RemovalState.DONE, RemovalState.CONTESTED),
    "delete": (RemovalState.APPROVED,),
    "restore": (RemovalState.RESTORED,),
}
_UNDECIDED = Words(
    fr="La décision ne tient plus\u202f: rien n’a été fait.", en="The decision no longer holds: nothing was done."
)
_GIVEN_UP = Words(
    fr="Trop d’essais interrompus\u202f: regardez le réseau.", en="Too many broken tries: look at the network."
)
_UNPROVEN = Words(
    fr="Pas d’image de ce message\u202f: rien n’est parti. Une personne doit voir.",
    en="There is no picture of this message: nothing has left. A person has to look.",
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
    """Hash the evidence again, ask the rule and write the intention; None when nothing may be done yet.

    The row then says why: it waits for a picture, without having used up a try, or for a person.
    """
    removal = _mine(claimed.id, claimed.attempt)
    if removal is None:
        return None
    if RemovalState(removal.state) not in _EXECUTABLE[removal.wanted]:
        _give_up(removal, _UNDECIDED, now)
        return None
    proof = received_alone(removal) if removal.wanted == "restore" else _proven(removal, now)
    return None if proof is None else _intend(removal, proof, now)


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
    ledger_removal(DONE, removal, order.attempt, order.verb, facts={"gone": int(gone)}, now=now)
    return True


@transaction.atomic
def removal_failed(order: Order, trouble: Words, *, retry_at: datetime | None, now: datetime) -> None:
    """The network did not do it, or did not say. Tried again at `retry_at`; None: the lead is told."""
    removal = _mine(order.removal_id, order.attempt)
    if removal is None:
        return
    final = retry_at is None or removal.attempts >= ATTEMPT_CAP
    if final:
        _give_up(removal, trouble, now)
    else:
        _leave(removal, trouble, retry_at)
        tell_removal("removal.failed", SYSTEM, removal, {"verb": order.verb, "final": False}, now=now)
    ledger_removal(FAILED, removal, order.attempt, order.verb, facts={"final": int(final)}, now=now)


@transaction.atomic
def give_up_removals(now: datetime) -> int:
    """Removals whose workers died too often: said to the lead, waiting for a person. Returns how many."""
    if not take_turn("removals"):
        return 0
    rows = _rows().filter(due_at__lte=now, attempts__gte=ATTEMPT_CAP).exclude(wanted="")
    found = list(rows)
    for removal in found:
        _give_up(removal, _GIVEN_UP, now)
        if removal.intended_at is not None:
            ledger_removal(FAILED, removal, removal.attempts, removal.wanted, facts={"final": 1}, now=now)
    return len(found)


def _rows() -> QuerySet[Removal]:
    return Removal.objects.select_for_update(of=("self",)).select_related(
        "case__brand", "clause", "message", "evidence", "channel"
    )


def _mine(removal_id: int, attempt: int) -> Removal | None:
    return _rows().filter(id=removal_id, attempts=attempt, lease_until__isnull=False).first()


def _proven(removal: Removal, now: datetime) -> Proof | None:
    """The proof to leave on; None when the row was given back or waits for a person."""
    try:
        found = prove_removal(removal, now=now)
    except Broken as broken:
        _give_up(removal, broken.sentence, now)
        return None
    except Refused as refused:
        _ask_a_person(removal, refused.sentence, now)
        return None
    if isinstance(found, Proof):
        return found
    if isinstance(found, Wait):
        _give_back(removal, found.until)
    else:
        _ask_a_person(removal, found.sentence, now)
    return None


def _intend(removal: Removal, proof: Proof, now: datetime) -> Order:
    order = _order(removal)
    if removal.wanted != "restore":
        removal.intended_at, removal.lesser_reason = now, removal.lesser_reason or proof.lesser_reason
        removal.contest_until = removal.contest_until or _last_moment(removal, now)
        removal.save(update_fields=["intended_at", "lesser_reason", "contest_until"])
        order = replace(order, contest_until=removal.contest_until)
    level = {"level": proof.level, "lesser_reason": proof.lesser_reason}
    facts = {"verb": removal.wanted, "attempt": removal.attempts, "evidence": removal.evidence_id}
    tell_removal("removal.intended", SYSTEM, removal, facts | level, now=now)
    ledger_removal(INTENDED, removal, removal.attempts, removal.wanted, on=proof.items, facts={**level}, now=now)
    return order


def _give_back(removal: Removal, until: datetime) -> None:
    """It waits for a picture, and a wait is no try. Nothing was asked of the network under this number."""
    removal.attempts -= 1
    removal.lease_until, removal.due_at = None, until
    removal.save(update_fields=["attempts", "lease_until", "due_at"])


def _ask_a_person(removal: Removal, sentence: Words, now: datetime) -> None:
    _leave(removal, _UNPROVEN, None)
    tell_removal("removal.unproven", SYSTEM, removal, {"verb": removal.wanted}, now=now)
    queue_mail(unproven(removal, sentence), leads([removal.brand_id]).get(removal.brand_id, ()), now=now)


def _leave(removal: Removal, trouble: Words, due_at: datetime | None) -> None:
    removal.lease_until, removal.due_at = None, due_at
    removal.trouble = trouble.in_(removal.case.brand.language)[:200]
    removal.save(update_fields=["lease_until", "due_at", "trouble"])


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
        look_first=removal.attempts > 1 or removal.intended_at is not None,
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
    _leave(removal, trouble, None)
    tell_removal("removal.failed", SYSTEM, removal, {"verb": removal.wanted, "final": True}, now=now)
    queue_mail(stuck(removal, trouble), leads([removal.brand_id]).get(removal.brand_id, ()), now=now)


def _tell_done(removal: Removal, order: Order, gone: bool, now: datetime) -> None:
    if order.verb == "restore":
        tell_removal("removal.put_back", SYSTEM, removal, {}, now=now)
        return
    tell_removal("removal.done", SYSTEM, removal, {"verb": order.verb, "gone": gone}, now=now)
    if _notice_shown(removal, gone):
        tell_removal("removal.notified", SYSTEM, removal, {"message": removal.message_id}, now=now)
