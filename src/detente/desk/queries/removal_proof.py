"""The proof of a removal as its screens show it: what stands, what is needed, and whose word is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detente.contracts.capture import Level
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague
from detente.desk.models import Message, Removal
from detente.desk.proofs import have_of, may_be_seen, picture_level, tried_of
from detente.rules.proof import act_of, check_word, done_sentence, level_needed, proof_before, proof_sentence
from detente.rules.removal import RemovalState
from detente.rules.roles import Action


@dataclass(frozen=True, slots=True)
class ProofView:
    """`stands` and `needed`: levels as letters ("" when nothing stands). `may_vouch`: this person's word is asked for.

    `vouched_by` and `vouched`: who gave theirs for a deletion without a picture, and why.
    """

    sentence: Words
    stands: str
    needed: str
    may_vouch: bool
    vouched_by: str
    vouched: str


def removal_proof(one: Removal, colleague: Colleague, *, now: datetime) -> ProofView:
    """What this person sees of the proof of one removal."""
    act, asks = act_of(one.verb, one.provisional), Level(one.clause.evidence_level)
    have, tried = have_of(one), tried_of(one)
    if one.done_at is None and one.state not in (RemovalState.REFUSED, RemovalState.RESTORED):
        sentence = proof_sentence(act, asks, have, tried, decided=bool(one.wanted), now=now)
    else:
        sentence = done_sentence(act, have.levels, one.lesser_reason if one.done_at else "")
    return ProofView(
        sentence=sentence,
        stands=have.best.value if have.best else "",
        needed=level_needed(act, asks).value,
        may_vouch=_may_vouch(one, colleague, now),
        vouched_by=one.override_by.name if one.override_by else "",
        vouched=one.override_reason,
    )


def proof_to_come(message: Message) -> Words:
    """What stands beside the received bytes before anybody asked for a removal."""
    return proof_before(picture_level(message), seen=may_be_seen(message))


def _may_vouch(one: Removal, colleague: Colleague, now: datetime) -> bool:
    waits = one.state == RemovalState.APPROVED and one.wanted == one.verb == "delete" and one.override_by_id is None
    if not (waits and colleague.may(Action.OVERRIDE_EVIDENCE)):
        return False
    try:
        check_word(one.asked_by_id, colleague.id, one.clause.evidence_level, have_of(one), tried_of(one), now)
    except Refused:
        return False
    return True
