"""What a worker needs to send one approved text: values only, no rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from detente.contracts.network import Frozen, Intent
from detente.contracts.words import Language, as_language
from detente.desk.actions.claim import Claim
from detente.desk.actions.freeze_publication import thaw
from detente.desk.models import Attempt, Channel, DraftRevision, Message, Publication, Revision


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One claimed publication.

    `parent_text` is the recipient as it was when the text was approved for it; `known_replies` the remote ids of ours
    that stand under it as far as the desk knows; `tried_before`: an earlier attempt of this very text was made.
    `allowance`: how many requests the network said it still allows, and until when that holds.
    """

    claim: Claim
    channel: Channel
    language: Language
    intent: Intent
    frozen: Frozen | None
    parent_text: str
    known_replies: frozenset[str]
    tried_before: bool
    lease_until: datetime | None
    attempt_at: datetime | None
    allowance: tuple[int, datetime] | None = None


def outgoing(claim: Claim) -> Outgoing | None:
    """The claimed publication; `None` when the claim no longer counts."""
    rows = Publication.objects.select_related("channel", "recipient__conversation", "review", "case__brand")
    publication = rows.filter(id=claim.id, attempts=claim.attempt).first()
    if publication is None:
        return None
    attempts = Attempt.objects.filter(publication=publication)
    return Outgoing(
        claim=claim,
        channel=publication.channel,
        language=as_language(publication.case.brand.language),
        intent=_intent(publication),
        frozen=thaw(publication.frozen) if publication.frozen is not None else None,
        parent_text=_text_of_recipient(publication),
        known_replies=_known_replies(publication),
        tried_before=attempts.exists(),
        lease_until=publication.lease_until,
        attempt_at=attempts.filter(closed_at__isnull=True).values_list("opened_at", flat=True).first(),
        allowance=_allowance(publication.channel.budget),
    )


def remote_id_of(claim: Claim) -> str:
    """Under which id the network has the accepted reply; empty when the claim no longer counts."""
    rows = Publication.objects.filter(id=claim.id, attempts=claim.attempt)
    return rows.values_list("remote_id", flat=True).first() or ""


def _intent(publication: Publication) -> Intent:
    revision = DraftRevision.objects.get(draft_id=publication.draft_id, number=publication.revision_number)
    return Intent(
        key=str(publication.key),
        parent_external_id=publication.recipient.external_id,
        conversation_external_id=publication.recipient.conversation.external_id,
        text=revision.text,
        signed_as=publication.signed_as,
        reference=publication.recipient.reference,
        written_at=publication.queued_at,
        language=publication.case.language,
    )


def _text_of_recipient(publication: Publication) -> str:
    number = publication.review.recipient_revision
    return Revision.objects.get(message_id=publication.recipient_id, number=number).text


def _allowance(kept: Mapping[str, object]) -> tuple[int, datetime] | None:
    """What the last poll was told, when that can be counted with."""
    remaining, resets = kept.get("remaining"), kept.get("resets_at")
    if not isinstance(remaining, int) or not isinstance(resets, str):
        return None
    return remaining, datetime.fromisoformat(resets)


def _known_replies(publication: Publication) -> frozenset[str]:
    """Ours in the thread, and ours that the network accepted but listening has not brought yet; never this one."""
    where = {"channel_id": publication.channel_id}
    seen = Message.objects.filter(parent_id=publication.recipient_id, ours=True, **where)
    sent = Publication.objects.filter(recipient_id=publication.recipient_id, **where).exclude(id=publication.id)
    return frozenset(seen.values_list("external_id", flat=True)) | frozenset(sent.values_list("remote_id", flat=True))
