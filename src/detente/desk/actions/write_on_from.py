"""Go back to the words of an earlier version, in a new one: nothing is taken away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_draft
from detente.desk.actions._replies import Seen, current_revision, seen_of
from detente.desk.actions.save_draft import check_seen, next_version
from detente.desk.models import DraftRevision
from detente.rules.draft_origin import Origin, Source
from detente.rules.roles import Action

_NO_VERSION = Words(
    fr="Cette version n’existe pas. Rechargez la page.", en="There is no such version. Reload the page."
)


@transaction.atomic
def write_on_from(person_id: int, draft_id: int, number: int, seen: Seen, *, now: datetime) -> Seen:
    """Begin a new version with the words of version `number`, and return what the writer now sees.

    The present version stays as it is; words that stand there already change nothing. A text in review goes back to
    *editing*, as for any change. Raises `Refused`: `access.…`, `input.version`, `state.draft_moved`, `state.draft`.
    """
    draft, colleague = access_draft(person_id, draft_id, Action.WRITE_DRAFT, lock=True)
    present = current_revision(draft)
    check_seen(present, seen)
    chosen = DraftRevision.objects.filter(draft=draft, number=number).first()
    if chosen is None:
        raise Refused("input.version", _NO_VERSION)
    if chosen.text == present.text:
        return seen_of(present)
    source = Source(Origin(chosen.origin), chosen.origin_name)
    return seen_of(next_version(draft, colleague, present, chosen.text, source=source, anew=True, now=now))
