"""What a reply does to promises: it keeps the open ones of its case, and makes those that its words announce."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.actors import Actor
from detente.contracts.words import as_language
from detente.desk.actions._replies import tell_case
from detente.desk.models import DraftRevision, Promise, Publication
from detente.rules.composure.times import times_promised
from detente.rules.promise import PromiseState, keep


def keep_promises(publication: Publication, actor: Actor, *, now: datetime) -> int:
    """We came back: settle every open promise of the case that was made before. Returns how many.

    Coming back after the due time is recorded as such: the promise stays broken. Call it under the case's lock.
    """
    at = publication.accepted_at or now
    rows = Promise.objects.select_for_update().filter(case_id=publication.case_id, kept_by__isnull=True)
    owed = list(rows.exclude(state=PromiseState.KEPT).filter(made_at__lt=at).exclude(publication=publication))
    for promise in owed:
        kept = keep(PromiseState(promise.state), promise.due_at, at)
        promise.state, promise.kept_by = kept.state, publication
        promise.settled_at = promise.settled_at or at
        promise.save(update_fields=["state", "kept_by", "settled_at"])
        facts = {"promise": promise.id, "late": kept.kept_late, "publication": publication.id}
        tell_case("promise.kept", actor, publication.case, facts, now=now)
    return len(owed)


def make_promises(publication: Publication, actor: Actor, *, now: datetime) -> int:
    """Record each "I will come back at…" of the text that left, with its due time. Returns how many."""
    revision = DraftRevision.objects.get(draft_id=publication.draft_id, number=publication.revision_number)
    brand, at = publication.case.brand, publication.accepted_at or now
    made = 0
    for told in times_promised(revision.text, at, brand.time_zone, as_language(publication.case.language)):
        _, fresh = Promise.objects.get_or_create(
            publication=publication,
            due_at=told.due_at,
            defaults={"case_id": publication.case_id, "quote": told.quote[:200], "made_at": at},
        )
        made += fresh
    if made:
        facts = {"publication": publication.id, "promises": made}
        tell_case("promise.made", actor, publication.case, facts, now=now)
    return made
