"""A person asks for what is theirs to be erased: their words in a case, and all that is sealed of them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_case
from detente.desk.actions._erase_bundles import OPEN
from detente.desk.actions.erase_messages import Erased, erase_messages
from detente.desk.actions.holds import standing_hold
from detente.desk.models import Message, Note, Removal
from detente.journal.record import Entry, record
from detente.rules.retention import check_reason
from detente.rules.roles import Action
from detente.rules.spoken_time import spoken_date

_HELD: Final = Words(
    fr="Les preuves de ce cas sont gardées pour une réclamation, jusqu’au réexamen du {day} au moins\u202f: rien n’est "
    "effacé avant que la conservation soit levée.",
    en="The evidence of this case is held for a claim, until its review on {day} at least: nothing is erased before "
    "the hold is lifted.",
)
_UNSETTLED: Final = Words(
    fr="Un retrait n’est pas tranché dans ce cas\u202f: ses preuves protègent aussi l’auteur. Tranchez d’abord.",
    en="A removal is not settled in this case: its evidence protects the author too. Settle it first.",
)


@transaction.atomic
def erase_evidence(person_id: int, case_id: int, reason: str, *, now: datetime) -> Erased:
    """Erase the author's messages of a case: words, quotes, pictures, folders, bytes received. The reason is a note.

    Decisions, hashes and our own replies stay, and the ledger still verifies.
    Raises `Refused`: `access.…`, `input.reason`, `proc.hold` (until when), `proc.removal` (one is not settled).
    """
    case, who = access_case(person_id, case_id, Action.ERASE_EVIDENCE, lock=True)
    said = check_reason(reason)
    hold = standing_hold(case.id)
    if hold is not None:
        raise Refused("proc.hold", _HELD.with_(day=spoken_date(hold.review_on)), hold=hold.id)
    if Removal.objects.filter(case=case, state__in=OPEN).exists():
        raise Refused("proc.removal", _UNSETTLED)
    Note.objects.create(case=case, person_id=who.id, text=said, at=now)
    ids = list(Message.objects.filter(case=case, ours=False).order_by("id").values_list("id", flat=True))
    erased = erase_messages(case.channel_id, ids, "rights_request", by=who.actor, now=now)
    facts: dict[str, object] = {"items": erased.items, "bundles": erased.bundles, "kept": erased.kept}
    record(Entry("evidence.erased", who.actor, "case", case.id, case.brand_id, case.id, facts), at=now)
    return erased
