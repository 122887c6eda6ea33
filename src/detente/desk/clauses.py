"""A stored clause as the rules see it."""

from __future__ import annotations

from detente.contracts.people import MandateKind
from detente.contracts.words import Words
from detente.desk.models import Clause as Row
from detente.rules.charter import Clause
from detente.rules.charter_default import DEFAULT_CHARTER

_KNOWN = {clause.key: clause for clause in DEFAULT_CHARTER}


def clause_rule(row: Row) -> Clause:
    """The rule's clause. What the table does not hold (examples, how long kept) comes from the default of its key."""
    known = _KNOWN.get(row.key)
    return Clause(
        number=row.number,
        key=row.key,
        title=Words(fr=row.title_fr, en=row.title_en),
        text=Words(fr=row.text_fr, en=row.text_en),
        ground=row.ground,
        examples_in=known.examples_in if known else Words(fr="", en=""),
        examples_out=known.examples_out if known else Words(fr="", en=""),
        any_kind=row.any_kind,
        may_hide=row.may_hide,
        may_delete=row.may_delete,
        provisional=row.provisional,
        approver=MandateKind(row.approver) if row.approver else None,
        evidence_level=row.evidence_level,
        notice_required=known.notice_required if known else True,
        kept_months=known.kept_months if known else 7,
    )
