"""The chain of reviewers as rows: ask one, then the next, and end the asking. The draft is locked by the caller."""

from __future__ import annotations

from datetime import datetime

from detente.accounts.models import Person
from detente.contracts.actors import SYSTEM, Actor
from detente.contracts.kinds import Kind
from detente.desk.actions._replies import tell
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.duty import MailReader, leads
from detente.desk.hours import hours_of
from detente.desk.models import Draft, DraftRevision, ReviewAsk
from detente.desk.queries.review_chain import OPEN, asks_of, signers
from detente.desk.review_letters import asked_to_review, nobody_left
from detente.rules.review_chain import next_at


def ask_next(draft: Draft, revision: DraftRevision, *, actor: Actor = SYSTEM, now: datetime) -> int | None:
    """Ask the next of the chain; the person's id, or None when nobody is left and the lead was told."""
    known = {one.person_id for one in asks_of(draft, revision.number)}
    following = next((one.id for one in signers(draft, revision, now=now) if one.id not in known), None)
    if following is None:
        _tell_lead(draft, revision, now)
        return None
    ask_person(draft, revision, following, actor=actor, now=now)
    return following


def ask_person(draft: Draft, revision: DraftRevision, person_id: int, *, actor: Actor, now: datetime) -> None:
    """Ask this person. Whoever was asked before may still answer, and is waited for no longer."""
    case = draft.case
    earlier = ReviewAsk.objects.filter(draft=draft, revision_number=revision.number)
    earlier.filter(state="asked").update(state="passed_on", due_at=None, lease_until=None)
    ask = ReviewAsk.objects.create(
        draft=draft,
        revision_number=revision.number,
        person_id=person_id,
        place=earlier.count() + 1,
        asked_at=now,
        due_at=next_at(hours_of(case.brand), now, case.severity, Kind(case.kind)),
    )
    facts = {"revision": revision.number, "person": person_id, "place": ask.place}
    tell("review.asked", actor, draft, facts, now=now)
    person = Person.objects.get(id=person_id)
    queue_mail(asked_to_review(draft, ask), [MailReader(person.email, person.language)], now=now)


def end_asks(draft: Draft, *, answered_by: int | None = None, now: datetime) -> None:
    """The text waits for nobody any more: it was decided on, or it changed."""
    rows = ReviewAsk.objects.filter(draft=draft, state__in=OPEN)
    answered(draft, answered_by, now=now)
    rows.update(state="dropped", ended_at=now, due_at=None, lease_until=None)


def answered(draft: Draft, person_id: int | None, *, now: datetime) -> None:
    """This person gave an answer; others may still be waited for."""
    if person_id is None:
        return
    rows = ReviewAsk.objects.filter(draft=draft, state__in=OPEN, person_id=person_id)
    rows.update(state="answered", ended_at=now, due_at=None, lease_until=None)


def ask_for_the_rest(draft: Draft, revision: DraftRevision, *, now: datetime) -> None:
    """A mandate is still missing after one signature: ask somebody who holds it, unless one was asked already."""
    waiting = {one.person_id for one in asks_of(draft, revision.number) if one.state in OPEN}
    if not waiting & {one.id for one in signers(draft, revision, now=now)}:
        ask_next(draft, revision, now=now)


def _tell_lead(draft: Draft, revision: DraftRevision, now: datetime) -> None:
    tell("review.nobody_left", SYSTEM, draft, {"revision": revision.number}, now=now)
    readers = leads([draft.case.brand_id]).get(draft.case.brand_id, ())
    queue_mail(nobody_left(draft), readers, now=now)
