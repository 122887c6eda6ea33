"""What should not have happened and is still looked into, as a case shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from detente.desk.access import Colleague
from detente.desk.models import Incident, Message
from detente.rules.roles import Action


@dataclass(frozen=True, slots=True)
class IncidentView:
    """A reply of ours that is out twice. `ours` and `other`: where the copies stand, where an address is known.

    `ended_by` said in `note` what was done; both empty while it is open.
    """

    id: int
    found_at: datetime
    ours: str
    other: str
    may_end: bool
    ended_by: str
    ended_at: datetime | None
    note: str


def case_incidents(case_id: int, colleague: Colleague) -> tuple[IncidentView, ...]:
    """The incidents of a case, the open ones first. No gate here: callers have one."""
    rows = Incident.objects.filter(case_id=case_id).select_related("publication", "ended_by")
    return tuple(_view(one, colleague) for one in sorted(rows, key=lambda one: (one.ended_at is not None, one.id)))


def _view(one: Incident, colleague: Colleague) -> IncidentView:
    publication = one.publication
    where = {"channel_id": publication.channel_id, "external_id": one.remote_id} if publication else {"id": 0}
    other = Message.objects.filter(**where).values_list("permalink", flat=True).first()
    return IncidentView(
        id=one.id,
        found_at=one.found_at,
        ours=publication.permalink if publication else "",
        other=other or "",
        may_end=one.ended_at is None and colleague.may(Action.END_INCIDENT),
        ended_by=one.ended_by.name if one.ended_by else "",
        ended_at=one.ended_at,
        note=one.note,
    )
