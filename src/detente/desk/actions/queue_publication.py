"""An approved text takes its place in the queue, in the transaction of its approval."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import uuid4

from detente.channels.registry import NETWORKS
from detente.contracts.actors import Actor
from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.give_by_hand import give_by_hand
from detente.desk.actions.notify import wake_workers
from detente.desk.actions.start_draft import check_public
from detente.desk.models import Draft, DraftRevision, Publication, Review
from detente.rules.airlock import leaves_at
from detente.rules.by_hand import goes_by_hand
from detente.rules.process import check_human

LONGEST_SIGNATURE: Final = 80
"""What the shortest network takes as the name under a reply."""

_SIGNED = Words(fr="{name}, pour {brand}", en="{name}, for {brand}")


def queue_publication(draft: Draft, revision: DraftRevision, review: Review, actor: Actor, *, now: datetime) -> int:
    """Queue the one publication of this version and wake a worker at commit; or give it to a person. Returns its id.

    It leaves when the moment is over in which it can be called back, which the brand chose.
    Raises `Refused`: `state.private` for a message that was addressed to us alone, `proc.human` where no person stands
    behind the text.
    """
    check_public(draft.recipient)
    check_human(actor, origin=revision.origin, confirmed=draft.face_to_face, kind=Kind(draft.case.kind))
    by_hand = goes_by_hand(publishes=has_connector(draft.channel.network), denied=draft.recipient.denied)
    leaves = None if by_hand else _leaves_at(draft, now)
    publication = Publication.objects.create(
        case=draft.case,
        draft=draft,
        revision_number=revision.number,
        text_hash=revision.text_hash,
        review=review,
        channel_id=draft.channel_id,
        recipient_id=draft.recipient_id,
        kind=draft.kind,
        key=uuid4(),
        signed_as=signature(revision, draft),
        queued_at=now,
        leaves_at=leaves,
        due_at=leaves or now,
    )
    facts = {
        "draft": draft.id,
        "by_hand": by_hand,
        "revision": revision.number,
        "hash": revision.text_hash,
        "review": review.id,
        "leaves_at": leaves.isoformat() if leaves else None,
    }
    tell_publication("publication.queued", actor, publication, facts, now=now)
    if by_hand:
        give_by_hand(publication, actor, now=now)
    wake_workers("publish")
    return publication.id


def _leaves_at(draft: Draft, now: datetime) -> datetime:
    case = draft.case
    return leaves_at(now, seconds=case.brand.airlock_seconds, severity=case.severity, deadline=case.deadline)


def has_connector(network: str) -> bool:
    """Whether a worker can publish there; elsewhere a person copies the approved text and says when it is out."""
    line = NETWORKS.get(network)
    return line is not None and line.has_connector and line.capabilities is not None


def signature(revision: DraftRevision, draft: Draft) -> str:
    """« Inès, pour Ferrolane » in the brand's language: the writer's first name, for the brand."""
    brand = draft.case.brand
    first = revision.writer.name.split()[0] if revision.writer.name.split() else revision.writer.name
    words = _SIGNED.with_(name=first, brand=brand.name).in_(brand.language)
    return words if len(words) <= LONGEST_SIGNATURE else first[:LONGEST_SIGNATURE]
