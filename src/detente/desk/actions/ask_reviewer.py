"""Ask one colleague to re-read, time passing on to the next, and note who opened the text."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_draft
from detente.desk.actions._annotations import check_in_review
from detente.desk.actions._asks import ask_next, ask_person
from detente.desk.actions._replies import current_revision, locked_draft, tell
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Draft, DraftRevision, ReviewAsk
from detente.desk.queries.review_chain import OPEN, asks_of, signers
from detente.rules.draft import DraftState
from detente.rules.roles import Action

_AT_ONCE = 200
_NOT_ABLE = Words(
    fr="Cette personne ne peut pas signer ce texte maintenant\u202f: choisissez quelqu’un de la liste.",
    en="This person cannot sign this text now: choose somebody from the list.",
)
_ALREADY = Words(fr="Cette personne est déjà sollicitée.", en="This person was asked already.")


@transaction.atomic
def ask_reviewer(person_id: int, draft_id: int, reviewer_id: int, *, now: datetime) -> None:
    """Ask this colleague as well, now. Raises `Refused`: `access.…`, `state.draft`, `input.reviewer`."""
    draft, colleague = access_draft(person_id, draft_id, Action.ASK_REVIEWER, lock=True)
    check_in_review(draft)
    revision = current_revision(draft)
    check_able(draft, revision, reviewer_id, now=now)
    if any(one.person_id == reviewer_id for one in asks_of(draft, revision.number)):
        raise Refused("input.reviewer", _ALREADY)
    ask_person(draft, revision, reviewer_id, actor=colleague.actor, now=now)
    tell_screens(draft.case.brand_id)


def check_able(draft: Draft, revision: DraftRevision, reviewer_id: int, *, now: datetime) -> None:
    """Raise `Refused("input.reviewer")` unless this person is on duty and may sign this version."""
    if reviewer_id not in {one.id for one in signers(draft, revision, now=now)}:
        raise Refused("input.reviewer", _NOT_ABLE)


def pass_on_asks(now: datetime) -> int:
    """Where somebody has not answered in time, ask the next of the chain as well; how many texts moved on."""
    due = ReviewAsk.objects.filter(state="asked", due_at__lte=now).order_by("due_at", "id")
    return sum(_pass_on(ask_id, now) for ask_id in list(due.values_list("id", flat=True)[:_AT_ONCE]))


@transaction.atomic
def _pass_on(ask_id: int, now: datetime) -> bool:
    draft = locked_draft(ReviewAsk.objects.values_list("draft_id", flat=True).get(id=ask_id))
    ask = ReviewAsk.objects.select_for_update().filter(id=ask_id, state="asked", due_at__lte=now).first()
    if ask is None:
        return False
    revision = current_revision(draft)
    over = draft.state != DraftState.IN_REVIEW or revision.number != ask.revision_number
    ask.state, ask.due_at = ("dropped" if over else "passed_on"), None
    ask.save(update_fields=["state", "due_at"])
    if not over:
        ask_next(draft, revision, now=now)
        tell_screens(draft.case.brand_id)
    return True


@transaction.atomic
def note_opened(person_id: int, draft_id: int, *, now: datetime) -> None:
    """Somebody who was asked has the text before their eyes. Once; nothing for whoever was not asked."""
    rows = ReviewAsk.objects.filter(draft_id=draft_id, person_id=person_id, state__in=OPEN, opened_at__isnull=True)
    if not rows.update(opened_at=now):
        return
    draft, colleague = access_draft(person_id, draft_id, Action.VIEW_CASE)
    tell("review.opened", colleague.actor, draft, {"revision": draft.revision_number}, now=now)
