"""The lead looked into what should not have happened, and says what was done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_incident
from detente.desk.actions._fence import locked
from detente.desk.actions._replies import check_words
from detente.desk.actions.notify import tell_screens
from detente.desk.models import Incident
from detente.journal.record import Entry, record
from detente.rules.roles import Action

_ENDED = Words(
    fr="Cet incident est déjà clos. Rechargez la page\u202f: elle dit par qui.",
    en="This incident has ended already. Reload the page: it says by whom.",
)


@transaction.atomic
def end_incident(person_id: int, incident_id: int, note: str, *, now: datetime) -> None:
    """End it with a note; nothing on the network is touched.

    Raises `Refused`: `access.…`, `input.text`, `state.incident`.
    """
    incident, colleague = access_incident(person_id, incident_id, Action.END_INCIDENT)
    check_words(note)
    publication = locked(incident.publication_id) if incident.publication_id else None
    incident = Incident.objects.select_for_update().get(id=incident.id)
    if incident.ended_at is not None:
        raise Refused("state.incident", _ENDED)
    incident.note, incident.ended_by_id, incident.ended_at = note.strip(), colleague.id, now
    incident.save(update_fields=["note", "ended_by", "ended_at"])
    others = Incident.objects.filter(publication=publication, ended_at__isnull=True)
    if publication is not None and publication.trouble == "doubled" and not others.exists():
        publication.trouble = ""
        publication.save(update_fields=["trouble"])
    facts = {"kind": incident.kind, "publication": incident.publication_id}
    told = Entry("incident.ended", colleague.actor, "incident", incident.id, incident.brand_id, incident.case_id, facts)
    record(told, at=now)
    tell_screens(incident.brand_id)
