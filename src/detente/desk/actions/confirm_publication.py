"""The network has the reply: the case is answered, the clock stops at its acceptance, promises are kept and made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from django.db import transaction

from detente.contracts.actors import SYSTEM, Actor
from detente.desk.actions._fence import close_attempts, locked
from detente.desk.actions._incident import note_doubled
from detente.desk.actions._replies import tell_case, tell_publication
from detente.desk.actions._storable import web_link
from detente.desk.actions.keep_promises import keep_promises, make_promises
from detente.desk.actions.notify import tell_screens, wake_workers
from detente.desk.actions.open_cases import start_clock
from detente.desk.models import Case, Message, Publication
from detente.desk.queries.threads import last_message
from detente.rules import case as case_machine
from detente.rules.case import CaseFact, CaseState
from detente.rules.publication import PublicationFact, PublicationState, move

How = Literal["accepted", "found", "person", "by_hand"]


@dataclass(frozen=True, slots=True)
class Proof:
    """How we know that the reply is out, under which id, since when. `tie`: of its approval, broken by then."""

    how: How
    remote_id: str
    permalink: str
    accepted_at: datetime
    tie: str = ""


_FACT: Final = {
    PublicationState.SENDING: PublicationFact.ACCEPTED,
    PublicationState.UNKNOWN: PublicationFact.FOUND,
    PublicationState.QUEUED: PublicationFact.FOUND,
    PublicationState.NOT_PUBLISHED: PublicationFact.FOUND,
    PublicationState.HUMAN: PublicationFact.FOUND,
    PublicationState.BY_HAND: PublicationFact.FOUND,
}
_CASE_FACT: Final = {"reply": CaseFact.REPLY_PUBLISHED, "holding": CaseFact.HOLDING_PUBLISHED}


@transaction.atomic
def confirm_publication(publication_id: int, proof: Proof, *, now: datetime) -> bool:
    """Store that the network has the reply; whether that was news.

    Not fenced by the claim: what is true of the network counts whoever brings it. A second reply of ours under another
    id opens an incident, once; nothing is removed by itself.
    """
    publication = locked(publication_id)
    state = PublicationState(publication.state)
    if state not in _FACT:
        return _known_already(publication, proof, now)
    confirm_locked(publication, proof, _FACT[state], SYSTEM, now=now)
    return True


def confirm_locked(
    publication: Publication, proof: Proof, fact: PublicationFact, actor: Actor, *, now: datetime
) -> None:
    """Everything that follows from a confirmed reply. The publication, its draft and its case are locked."""
    publication.state = move(PublicationState(publication.state), fact)
    close_attempts(publication, proof.how, now=now)
    publication.remote_id, publication.permalink = proof.remote_id, web_link(proof.permalink)
    publication.accepted_at, publication.lease_until, publication.trouble = proof.accepted_at, None, ""
    publication.due_at = now if proof.remote_id or publication.stated_at else None
    publication.message = publication.message or _ours(publication)
    publication.save()
    publication.draft.finished_at = now
    publication.draft.save(update_fields=["finished_at"])
    facts = {"how": proof.how, "accepted_at": proof.accepted_at.isoformat(), "hash": publication.text_hash}
    facts |= {"tie": proof.tie} if proof.tie else {}
    name = "publication.stated" if proof.how == "by_hand" else "publication.confirmed"
    tell_publication(name, actor, publication, facts, now=now)
    _answer_case(publication, actor, now)
    keep_promises(publication, actor, now=now)
    make_promises(publication, actor, now=now)
    wake_workers("publish")
    tell_screens(publication.case.brand_id)


def _known_already(publication: Publication, proof: Proof, now: datetime) -> bool:
    if proof.remote_id and publication.remote_id and proof.remote_id != publication.remote_id:
        note_doubled(publication, proof.remote_id, proof.how, now=now)
    return False


def _ours(publication: Publication) -> Message | None:
    """Our reply as a message, when it came back through listening already."""
    if not publication.remote_id:
        return None
    rows = Message.objects.filter(channel_id=publication.channel_id, external_id=publication.remote_id, ours=True)
    return rows.first()


def _answer_case(publication: Publication, actor: Actor, now: datetime) -> None:
    case, at = publication.case, publication.accepted_at or now
    case.state = case_machine.move(CaseState(case.state), _CASE_FACT[publication.kind])
    if case.first_reply_at is None:
        case.first_reply_at, case.first_reply_kind = at, "by_hand" if publication.stated_at else publication.kind
    if publication.kind == "reply":
        case.answered_at = at
    name = "case.answered" if publication.kind == "reply" else "case.held"
    facts = {"publication": publication.id, "at": at.isoformat()}
    tell_case(name, actor, case, facts, now=now)
    _author_was_faster(publication, case, actor, now)
    case.save(update_fields=_CASE_COLUMNS)


def _author_was_faster(publication: Publication, case: Case, actor: Actor, now: datetime) -> None:
    """The author wrote again before we knew that the reply was out: that message waits for an answer of its own."""
    last = last_message(case)
    if publication.kind != "reply" or last is None or last.id == publication.recipient_id:
        return
    if not _wrote_after(last, publication, now):
        return
    case.state = case_machine.move(CaseState(case.state), CaseFact.AUTHOR_WROTE)
    case.times_opened += 1
    case.first_reply_at, case.first_reply_kind, case.answered_at = None, "", None
    if not case.historical:
        start_clock(case, min(last.posted_at, now))
    tell_case("case.reopened", actor, case, {"message": last.id, "from": CaseState.ANSWERED.value}, now=now)


def _wrote_after(last: Message, publication: Publication, now: datetime) -> bool:
    """Whether the words came after our reply; a reply that a person stated answers only what its reviewers had seen."""
    if publication.stated_at is not None:
        return last.first_seen_at > publication.review.at
    return last.posted_at > (publication.accepted_at or now)


_CASE_COLUMNS: Final = [
    "state", "first_reply_at", "first_reply_kind", "answered_at", "times_opened", "clock_started_at", "deadline",
]  # fmt: skip
