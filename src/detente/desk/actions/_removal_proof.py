"""The gate of evidence on its way: what a removal relies on is opened and hashed again, and the rule decides.

Where a picture may still come it is asked for, once; where less may do, our rendering is made. Source: rules/proof.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.actors import SYSTEM
from detente.contracts.capture import Level
from detente.contracts.words import Words
from detente.desk.actions.plan_captures import want_capture
from detente.desk.actions.rebuild import rebuild
from detente.desk.actions.removal_steps import tell_removal
from detente.desk.models import EvidenceItem, Removal
from detente.desk.proofs import have_of, picture_level, proof_items, tried_of
from detente.desk.sealed import SEAL_BROKEN, is_whole
from detente.rules.proof import Act, Ask, Go, Tried, Wait, act_of, prove

EDITED: Final = Words(
    fr="L’auteur a modifié le message après la décision\u202f: rien n’a été retiré. Relisez-le.",
    en="The author edited the message after the decision: nothing was removed. Read it again.",
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a removal leaves on: the received bytes first, then the picture or the rendering relied on, all whole."""

    level: str
    items: tuple[EvidenceItem, ...]
    lesser_reason: str


class Broken(Exception):
    """What is sealed cannot be relied on: nothing is done until a person has looked."""

    def __init__(self, sentence: Words) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


def received_alone(removal: Removal) -> Proof:
    """What putting back rests on: nothing has to be proven for a message to be seen again."""
    return Proof(Level.D.value, (removal.evidence,), "")


def prove_removal(removal: Removal, *, now: datetime) -> Proof | Wait | Ask:
    """Decide by the rule. The row is locked, in the caller's transaction.

    Raises `Broken` (edited since, or a seal that does not hold), `Refused("proc.evidence")` when its clause asks for a
    picture that cannot be had.
    """
    if removal.evidence.revision_number != removal.message.revision_number:
        raise Broken(EDITED)
    _check_whole(removal.evidence)
    tried = tried_of(removal)
    answer = prove(_act(removal), Level(removal.clause.evidence_level), have_of(removal), tried, now=now)
    if isinstance(answer, Wait):
        _ask_for_picture(removal, tried, answer, now)
    return _proof(removal, answer, now) if isinstance(answer, Go) else answer


def want_picture(removal: Removal, *, asked_by: int, now: datetime) -> None:
    """Have a picture taken at once where there is none yet: a decision then finds it there, or knows why not."""
    if picture_level(removal.message) is not Level.A:
        want_capture(removal.message, asked_by=asked_by, now=now)


def _act(removal: Removal) -> Act:
    return act_of(removal.verb, removal.provisional)


def _proof(removal: Removal, go: Go, now: datetime) -> Proof:
    reason = go.lesser_reason.value if go.lesser_reason else ""
    if go.level is Level.D:
        return Proof(go.level.value, (removal.evidence,), reason)
    item = proof_items(removal).filter(level=go.level.value).select_related("bundle").first()
    if item is None:
        return Proof(go.level.value, (removal.evidence, rebuild(removal.evidence, now=now)), reason)
    _check_whole(item)
    return Proof(go.level.value, (removal.evidence, item), reason)


def _check_whole(item: EvidenceItem) -> None:
    if not is_whole(item):
        raise Broken(SEAL_BROKEN)


def _ask_for_picture(removal: Removal, tried: Tried, wait: Wait, now: datetime) -> None:
    if tried.since is None and want_capture(removal.message, now=now):
        facts = {"message": removal.message_id, "until": wait.until.isoformat()}
        tell_removal("removal.picture_awaited", SYSTEM, removal, facts, now=now)
