"""Begin a reply to a case, or find the one that is already being written."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import Colleague, access_case
from detente.desk.actions._replies import hash_of, tell
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Case, Department, Draft, DraftRevision, Message
from detente.desk.models.replies import REPLY_KINDS
from detente.desk.queries.threads import answerable, last_message
from detente.rules.draft import DraftState

_NO_KIND = Words(
    fr="Une réponse est soit une réponse, soit une réponse d’attente. Rechargez la page.",
    en="A reply is either a reply or a holding reply. Reload the page.",
)
_NOBODY = Words(
    fr="Aucun message de cet auteur n’est encore visible\u202f: il n’y a plus rien à quoi répondre en public.",
    en="No message of this author is visible any more: there is nothing left to answer in public.",
)
PRIVATE = Words(
    fr="Ce message nous est adressé en privé\u202f: on n’y répond pas en public. Répondez en privé sur le réseau, puis "
    "notez-le ici.",
    en="This message was sent to us in private: it gets no public reply. Answer in private on the network, then note "
    "it here.",
)
_NO_DEPARTMENT = Words(
    fr="Ce service n’existe pas, ou n’est plus ouvert. Choisissez-en un autre.",
    en="This department does not exist, or is closed. Choose another one.",
)


@transaction.atomic
def start_draft(person_id: int, case_id: int, kind: str, *, department_id: int | None = None, now: datetime) -> int:
    """The id of the case's unfinished draft of this kind (`reply` or `holding`), begun now if there is none.

    It answers the author's last message that is visible; a draft nobody submitted yet follows the author to it.
    `department_id`: the department that a holding reply names. Raises `Refused`: `access.…`, `input.kind`,
    `input.department`, `state.recipient`, `state.private`.
    """
    case, colleague = access_case(person_id, case_id, "write_draft", lock=True)
    if kind not in REPLY_KINDS:
        raise Refused("input.kind", _NO_KIND)
    department = _department(case, department_id)
    draft = Draft.objects.select_for_update().filter(case=case, kind=kind, finished_at__isnull=True).first()
    if draft is None:
        draft = _begin(case, colleague, kind, now)
    draft.case = case
    _follow_author(draft)
    draft.department = department or draft.department
    draft.save(update_fields=["recipient", "department"])
    return draft.id


def recipient_of(case: Case) -> Message:
    """The message a reply answers: the author's last one that is public and visible.

    Raises `Refused`: `state.private` when the author only wrote to us alone, `state.recipient` when nothing is left.
    """
    message = answerable(case)
    if message is None:
        raise Refused("state.private", PRIVATE) if last_message(case) else Refused("state.recipient", _NOBODY)
    return message


def check_public(message: Message) -> None:
    """Raise `Refused("state.private")` when the message was addressed to us alone: nothing public ever answers it."""
    if message.private:
        raise Refused("state.private", PRIVATE)


def _follow_author(draft: Draft) -> None:
    if draft.state == DraftState.EDITING:
        draft.recipient = recipient_of(draft.case)


def _begin(case: Case, colleague: Colleague, kind: str, now: datetime) -> Draft:
    recipient = recipient_of(case)
    draft = Draft.objects.create(
        case=case, kind=kind, recipient=recipient, channel_id=case.channel_id, writer_id=colleague.id, made_at=now
    )
    DraftRevision.objects.create(draft=draft, number=1, writer_id=colleague.id, text_hash=hash_of(""), at=now)
    tell("draft.started", colleague.actor, draft, {"kind": kind, "recipient": recipient.id}, now=now)
    tell_screens(case.brand_id)
    return draft


def _department(case: Case, department_id: int | None) -> Department | None:
    if department_id is None:
        return None
    department = Department.objects.filter(id=department_id, brand_id=case.brand_id, closed=False).first()
    if department is None:
        raise Refused("input.department", _NO_DEPARTMENT)
    return department
