"""A reader outside, by their link: opens one version, annotates it, and decides once where the link says so.

The token is all the authority there is: it opens one version of one text while that version is in review, and nothing
else. Whatever is wrong with it, the answer is the same.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from detente.accounts.actions.common import token_hash
from detente.contracts.actors import Actor
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.actions._annotations import Said, write_annotation
from detente.desk.actions._replies import current_revision, locked_draft, tell
from detente.desk.actions._send_back import send_back
from detente.desk.actions._ties import check_text_unchanged, check_thread_unmoved
from detente.desk.actions.approve_draft import approved, by_another
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Draft, DraftComment, DraftRevision, Review, ReviewLink
from detente.desk.queries.review_needs import need_of, signed_mandates, standing_reviews
from detente.desk.queries.threads import bound_thread
from detente.journal.models import Event
from detente.rules.approval import expires_at
from detente.rules.draft import DraftFact, DraftState
from detente.rules.process import check_face
from detente.rules.review_policy import ReviewMode, ReviewNeed, may_review, missing_mandates, outside_is_enough

WRITTEN_EVERY: Final = timedelta(minutes=10)
"""How often at most the openings of one link make an event; every one is counted."""
MOST_SAID: Final = 20
"""Annotations that one link may bring."""
_TOKEN_MOST: Final = 100
_NOBODY: Final = 0

_OVER = Words(
    fr="Ce lien n’est plus ouvert, ou ne l’a jamais été. Demandez-en un autre à la personne qui vous l’a envoyé.",
    en="This link is not open any more, or never was. Ask the person who sent it to you for another one.",
)
_ANNOTATES_ONLY = Words(
    fr="Ce lien permet d’annoter le texte\u202f; l’accord revient à l’équipe.",
    en="This link lets you annotate the text; agreeing is for the team.",
)
_ENOUGH_SAID = Words(
    fr="Vingt annotations sont déjà arrivées par ce lien. Demandez plutôt des changements, avec un mot.",
    en="Twenty annotations have come by this link already. Ask for changes with a word instead.",
)


@dataclass(frozen=True, slots=True)
class OutsideSigned:
    """What an outside agreement brought: the publication that was queued; None while the team has to sign as well."""

    publication_id: int | None


def live_link(token: str, *, now: datetime) -> ReviewLink:
    """The link that this token opens, with its draft. Raises `Refused("access.link")`, always with the same words."""
    wanted = token_hash(token[:_TOKEN_MOST])
    link = ReviewLink.objects.select_related("draft__case__brand", "made_by").filter(token_hash=wanted).first()
    same = hmac.compare_digest(bytes(link.token_hash) if link else bytes(len(wanted)), wanted)
    if link is None or not same or not _opens(link, link.draft, now):
        raise Refused("access.link", _OVER)
    return link


@transaction.atomic
def open_link(token: str, *, now: datetime) -> ReviewLink:
    """The same, counted, and written down once in ten minutes."""
    link = ReviewLink.objects.select_for_update(of=("self",)).get(id=live_link(token, now=now).id)
    link.opened, link.last_opened_at = link.opened + 1, now
    link.save(update_fields=["opened", "last_opened_at"])
    if not _written_lately(link, now):
        draft = Draft.objects.select_related("case").get(id=link.draft_id)
        tell("review.link_opened", _actor(link), draft, {"link": link.id}, now=now)
    return live_link(token, now=now)


@transaction.atomic
def annotate_outside(token: str, said: Said, *, now: datetime) -> int:
    """Say something of the text or of some words of it; the annotation's id.

    Raises `Refused`: `access.link`, `state.annotations`, `proc.unchanged`, `input.place`, `input.text`.
    """
    link, draft, revision = _locked(token, now)
    if DraftComment.objects.filter(link=link).count() >= MOST_SAID:
        raise Refused("state.annotations", _ENOUGH_SAID)
    return write_annotation(draft, revision, said, _actor(link), link_id=link.id, now=now)


@transaction.atomic
def approve_outside(
    token: str, *, text_hash: str, thread_state: str, face_to_face: bool, now: datetime
) -> OutsideSigned:
    """Agree with this exact text, once. It leaves, unless the case needs the signature of somebody of the team too.

    Raises `Refused`: `access.link` (also for a link that annotates only), `proc.unchanged`, `proc.face`.
    """
    link, draft, revision = _locked(token, now)
    _check_decides(link)
    need = need_of(draft, revision)
    may_review(revision.writer_id, _NOBODY, by_another(need), (), (), outside=True)
    check_text_unchanged(revision, text_hash)
    check_thread_unmoved(draft, thread_state)
    check_face(face_to_face)
    review = _review(draft, revision, link, now)
    _use(link, now)
    enough = outside_is_enough(need) and not _missing(draft, revision, need, now)
    facts = {"revision": revision.number, "hash": revision.text_hash, "mandates": [], "link": link.id}
    tell("draft.signed", _actor(link), draft, facts | {"missing": [] if enough else ["team"]}, now=now)
    publication_id = approved(draft, revision, review, _actor(link), now=now) if enough else None
    tell_screens(draft.case.brand_id)
    return OutsideSigned(publication_id)


@transaction.atomic
def ask_changes_outside(token: str, note: str, *, now: datetime) -> int:
    """Send the text back to its writer with a word, once; the review's id.

    Raises `Refused`: `access.link` (also for a link that annotates only), `input.text`.
    """
    link, draft, _ = _locked(token, now)
    _check_decides(link)
    review_id = send_back(draft, _actor(link), DraftFact.CHANGES_ASKED, note, link=link, now=now)
    _use(link, now)
    return review_id


def _opens(link: ReviewLink, draft: Draft, now: datetime) -> bool:
    alive = link.ended_at is None and link.used_at is None and link.expires_at > now
    return alive and draft.state == DraftState.IN_REVIEW and draft.revision_number == link.revision_number


def _locked(token: str, now: datetime) -> tuple[ReviewLink, Draft, DraftRevision]:
    """The link after its draft, both locked, and the version it opens. A colleague may have been faster."""
    found = live_link(token, now=now)
    draft = locked_draft(found.draft_id)
    link = ReviewLink.objects.select_for_update(of=("self",)).get(id=found.id)
    if not _opens(link, draft, now):
        raise Refused("access.link", _OVER)
    return link, draft, current_revision(draft)


def _check_decides(link: ReviewLink) -> None:
    if not link.may_approve:
        raise Refused("access.link", _ANNOTATES_ONLY)


def _missing(draft: Draft, revision: DraftRevision, need: ReviewNeed, now: datetime) -> bool:
    return bool(missing_mandates(need, signed_mandates(standing_reviews(draft, revision.number, now=now))))


def _use(link: ReviewLink, now: datetime) -> None:
    link.used_at = now
    link.save(update_fields=["used_at"])


def _actor(link: ReviewLink) -> Actor:
    return Actor("outside", link.id)


def _written_lately(link: ReviewLink, now: datetime) -> bool:
    rows = Event.objects.filter(
        subject_kind="draft", subject_id=link.draft_id, name="review.link_opened", facts__link=link.id
    )
    last = rows.order_by("-id").values_list("at", flat=True).first()
    return last is not None and now - last < WRITTEN_EVERY


def _review(draft: Draft, revision: DraftRevision, link: ReviewLink, now: datetime) -> Review:
    return Review.objects.create(
        draft=draft,
        revision_number=revision.number,
        text_hash=revision.text_hash,
        writer_id=revision.writer_id,
        link=link,
        decision="approved",
        mode=ReviewMode.OUTSIDE,
        recipient_id=draft.recipient_id,
        recipient_revision=draft.recipient.revision_number,
        channel_id=draft.channel_id,
        thread_state=bound_thread(draft.recipient).hash,
        face_to_face=True,
        at=now,
        expires_at=expires_at(now, draft.case.deadline),
    )
