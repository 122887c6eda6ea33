"""A reply that is out twice: told once, to the leads, and never put right by itself."""

from __future__ import annotations

from datetime import datetime

from detente.contracts.actors import SYSTEM
from detente.desk.actions._replies import tell_publication
from detente.desk.actions.notify import tell_screens
from detente.desk.actions.queue_mail import queue_mail
from detente.desk.duty import leads
from detente.desk.letters import out_twice
from detente.desk.models import Incident, Publication


def note_doubled(publication: Publication, remote_id: str, how: str, *, now: datetime) -> bool:
    """Open an incident for the second copy; whether it was news. The publication is locked, its case and brand loaded.

    Taking one copy away is a moderation act of a person.
    """
    incident, fresh = Incident.objects.get_or_create(
        publication=publication,
        remote_id=remote_id,
        defaults={"brand": publication.case.brand, "case": publication.case, "kind": "doubled", "found_at": now},
    )
    if not fresh:
        return False
    publication.trouble = "doubled"
    publication.save(update_fields=["trouble"])
    facts = {"how": how, "incident": incident.id}
    tell_publication("publication.doubled", SYSTEM, publication, facts, now=now)
    queue_mail(out_twice(incident), leads({incident.brand_id}).get(incident.brand_id, ()), now=now)
    tell_screens(incident.brand_id)
    return True
