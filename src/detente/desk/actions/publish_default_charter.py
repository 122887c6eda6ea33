"""The charter that every brand starts with becomes its version 1."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.accounts.models import Brand
from detente.contracts.actors import Actor
from detente.desk.models import Charter, Clause
from detente.journal.record import Entry, record
from detente.rules import charter as rules
from detente.rules.charter_default import DEFAULT_CHARTER


@transaction.atomic
def publish_default_charter(brand_id: int, actor: Actor, *, now: datetime) -> int:
    """Write version 1 in both languages and return its id; a brand that has a charter keeps it.

    The caller is the set-up or has passed a gate.
    """
    Brand.objects.select_for_update().get(id=brand_id)
    known = Charter.objects.filter(brand_id=brand_id).order_by("-version").first()
    if known is not None:
        return known.id
    by = actor.id if actor.kind == "person" else None
    charter = Charter.objects.create(brand_id=brand_id, version=1, published_at=now, published_by_id=by)
    Clause.objects.bulk_create([_row(charter, clause) for clause in DEFAULT_CHARTER])
    facts = {"version": 1, "clauses": len(DEFAULT_CHARTER)}
    record(Entry("charter.published", actor, "charter", charter.id, brand_id, None, facts), at=now)
    return charter.id


def _row(charter: Charter, clause: rules.Clause) -> Clause:
    return Clause(
        charter=charter,
        number=clause.number,
        key=clause.key,
        title_fr=clause.title.fr,
        title_en=clause.title.en,
        text_fr=clause.text.fr,
        text_en=clause.text.en,
        ground=clause.ground,
        any_kind=clause.any_kind,
        may_hide=clause.may_hide,
        may_delete=clause.may_delete,
        provisional=clause.provisional,
        approver=clause.approver.value if clause.approver else "",
        evidence_level=clause.evidence_level,
    )
