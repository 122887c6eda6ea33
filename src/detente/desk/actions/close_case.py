"""Close a case, with its reason. Publishing never does it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_case
from detente.desk.actions._replies import check_text, tell_case
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Case, Message, Note, Promise, Publication, Removal
from detente.desk.queries.threads import answerable, last_message
from detente.rules.case import CaseFact, CaseState, CloseReason, move
from detente.rules.closing import Closing, check_close
from detente.rules.promise import PromiseState
from detente.rules.publication import PublicationState
from detente.rules.removal import RemovalState
from detente.rules.roles import Action

_OUT = (PublicationState.CONFIRMED, PublicationState.VISIBLE)
_GONE = (RemovalState.DONE, RemovalState.CONTESTED, RemovalState.UPHELD)

_NO_REASON = Words(fr="Dites pourquoi ce cas se clôt.", en="Say why this case is closed.")
_NOT_REMOVED = Words(
    fr="Rien n’a été retiré dans ce cas\u202f: choisissez une autre raison.",
    en="Nothing was removed in this case: choose another reason.",
)


@transaction.atomic
def close_case(person_id: int, case_id: int, reason: str, why: str = "", *, now: datetime) -> None:
    """Close for a `CloseReason`; `why` is kept as a note for colleagues.

    Raises `Refused`: `access.…`, `input.reason`, `state.case`, `proc.promise_open`, `proc.equal_treatment`,
    `proc.removal`.
    """
    case, colleague = access_case(person_id, case_id, Action.CLOSE_CASE, lock=True)
    chosen = _reason(reason)
    check_text(why)
    after = move(CaseState(case.state), CaseFact.CLOSED)
    _check_removed(case, chosen)
    check_close(_closing(case, colleague, chosen, why))
    _keep_why(case, colleague, why, now)
    case.state, case.close_reason, case.closed_at = after, chosen, now
    case.save(update_fields=["state", "close_reason", "closed_at"])
    tell_case("case.closed", colleague.actor, case, {"reason": chosen.value}, now=now)
    tell_screens(case.brand_id)


def _closing(case: Case, colleague: Colleague, reason: CloseReason, why: str) -> Closing:
    others = Case.objects.filter(brand_id=case.brand_id, author_id=case.author_id).exclude(id=case.id)
    return Closing(
        reason,
        replied=_replied(case),
        kind=Kind(case.kind),
        open_promises=Promise.objects.filter(case=case, state=PromiseState.OPEN).count(),
        other_case=others.exists(),
        is_lead=Role.LEAD in colleague.roles,
        why=why,
    )


def _reason(word: str) -> CloseReason:
    try:
        return CloseReason(word)
    except ValueError:
        raise Refused("input.reason", _NO_REASON) from None


def _replied(case: Case) -> bool:
    """Whether a final reply of ours stands under the author's last message, from here or by another way.

    Thanks for a reply leave the case answered: whoever writes anything else takes `answered_at` away.
    """
    if case.answered_at is not None:
        return True
    last = answerable(case) or last_message(case)
    if last is None:
        return False
    published = Publication.objects.filter(case=case, recipient=last, kind="reply", state__in=_OUT).exists()
    return published or _answered_elsewhere(case, last.id)


def _answered_elsewhere(case: Case, last_id: int) -> bool:
    from_here = Publication.objects.filter(case=case, message__isnull=False).values("message_id")
    return Message.objects.filter(ours=True, parent_id=last_id).exclude(id__in=from_here).exists()


def _check_removed(case: Case, reason: CloseReason) -> None:
    if reason is CloseReason.REMOVED and not Removal.objects.filter(case=case, state__in=_GONE).exists():
        raise Refused("proc.removal", _NOT_REMOVED)


def _keep_why(case: Case, colleague: Colleague, why: str, now: datetime) -> None:
    if why.strip():
        Note.objects.create(case=case, person_id=colleague.id, text=why.strip(), at=now)
