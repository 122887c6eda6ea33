"""Who saw, shared or took along what is sealed, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from detente.accounts.models import Person
from detente.contracts.words import Words
from detente.desk.models import EvidenceItem, EvidenceShare, Message
from detente.journal.models import Event

_MOST: Final = 500
_SAYS: Final[Mapping[str, Words]] = {
    "evidence.viewed": Words(fr="{who} a vu une image scellée.", en="{who} saw a sealed picture."),
    "evidence.exported": Words(fr="{who} a emporté un dossier scellé.", en="{who} took a sealed folder away."),
    "evidence.shared": Words(
        fr="{who} a partagé la preuve par un lien{whom}.", en="{who} shared the evidence by a link{whom}."
    ),
    "evidence.share_ended": Words(fr="{who} a fermé un lien de partage.", en="{who} ended a shared link."),
    "evidence.share_opened": Words(
        fr="La preuve a été vue par le lien de {maker}{whom}.",
        en="The evidence was seen through the link of {maker}{whom}.",
    ),
    "case.file_read": Words(fr="{who} a lu le dossier du cas.", en="{who} read the file of the case."),
    "case.exported": Words(fr="{who} a exporté le dossier du cas.", en="{who} exported the file of the case."),
}
_SOMEBODY: Final = Words(fr="Une personne partie", en="Somebody who left")
_DESK: Final = Words(fr="Détente", en="Détente")
_WHOM: Final = Words(fr=" (pour\u202f: {note})", en=" (for: {note})")


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """One deed. `name`: of its event; `ledger_seq`: its line, None for a deed that has none."""

    at: datetime
    name: str
    sentence: Words
    ledger_seq: int | None


def case_custody(case_id: int) -> tuple[CustodyRow, ...]:
    """Of everything sealed in a case, the latest first. No gate here: callers have one."""
    return _rows(Event.objects.filter(case_id=case_id, name__in=_SAYS))


def message_custody(message: Message) -> tuple[CustodyRow, ...]:
    """Of what is sealed of one message, and of the whole file of its case. No gate here: callers have one."""
    items = list(EvidenceItem.objects.filter(message=message).values_list("id", "bundle_id"))
    about = (
        Q(subject_kind="message", subject_id=message.id)
        | Q(subject_kind="evidence", subject_id__in=[item for item, _ in items])
        | Q(subject_kind="bundle", subject_id__in={bundle for _, bundle in items} - {None})
    )
    if message.case_id is not None:
        about |= Q(subject_kind="case", subject_id=message.case_id)
    return _rows(Event.objects.filter(about, name__in=_SAYS))


def _rows(events: QuerySet[Event]) -> tuple[CustodyRow, ...]:
    found = list(events.order_by("-id")[:_MOST])
    shares = {one.id: one for one in _shares(found)}
    names = dict(Person.objects.filter(id__in={one.actor_id for one in found}).values_list("id", "name"))
    return tuple(_row(event, names, shares) for event in found)


def _shares(events: Iterable[Event]) -> QuerySet[EvidenceShare]:
    ids = {event.facts["share"] for event in events if isinstance(event.facts.get("share"), int)}
    return EvidenceShare.objects.filter(id__in=ids).select_related("made_by")


def _row(event: Event, names: Mapping[int, str], shares: Mapping[int, EvidenceShare]) -> CustodyRow:
    number, line = event.facts.get("share"), event.facts.get("ledger")
    share = shares.get(number) if isinstance(number, int) else None
    who: str | Words = names.get(event.actor_id or 0, "") if event.actor_kind == "person" else _DESK
    sentence = _SAYS[event.name].with_(
        who=who or _SOMEBODY,
        maker=share.made_by.name if share else _SOMEBODY,
        whom=_WHOM.with_(note=share.note) if share and share.note else "",
    )
    return CustodyRow(event.at, event.name, sentence, line if isinstance(line, int) else None)
