"""What happened in a case, as sentences with a time and a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.accounts.models import Person
from detente.contracts.composure import Fault
from detente.contracts.dimensions import DIMENSION_WORDS, LINE_WORDS, value_words
from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.desk.models import Department
from detente.desk.queries.event_words import DETAILS, EVENT_WORDS
from detente.journal.models import Event
from detente.rules.case import CloseReason

_BY: Final = {
    "system": Words(fr="Détente", en="Détente"),
    "connector": Words(fr="Le réseau", en="The network"),
    "outside": Words(fr="Une personne extérieure", en="Somebody outside"),
    "command": Words(fr="Commande", en="Command"),
}
_SOMEBODY = Words(fr="Une personne partie", en="Somebody who left")
_A_DEPARTMENT = Words(fr="un service", en="a department")
_MISSING = Words(fr=", il manque un autre accord", en=", another agreement is missing")
_UNNAMED = Words(fr="Fait inscrit", en="Fact recorded")


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One event. `detail`: folded away until asked for. `person_id`: who acted, when it was a person."""

    id: int
    at: datetime
    name: str
    sentence: Words
    who: Words
    person_id: int | None
    subject_kind: str
    subject_id: int | None
    detail: bool


def case_timeline(case_id: int, *, limit: int = 200) -> tuple[TimelineRow, ...]:
    """The events of a case, the latest first. The caller passed the case's gate."""
    return _rows(Event.objects.filter(case_id=case_id).order_by("-id")[:limit])


def brand_timeline(brand_id: int, *, limit: int = 100) -> tuple[TimelineRow, ...]:
    """The latest events of a brand, those of cases included. The caller passed a gate."""
    return _rows(Event.objects.filter(brand_id=brand_id).order_by("-id")[:limit])


def event_sentence(name: str, facts: Mapping[str, object], departments: Mapping[int, str]) -> Words:
    """The sentence of one event; its name decides, its facts only fill it in."""
    words = EVENT_WORDS.get(name, _UNNAMED)
    return words.with_(
        department=_department(facts, departments),
        severity=_first(facts, "severity", "to"),
        kind=_labelled(Kind, facts.get("kind")),
        said=_said(facts),
        fault=_labelled(Fault, facts.get("fault")),
        reason=_labelled(CloseReason, facts.get("reason")),
        missing=_MISSING if facts.get("missing") else "",
    )


def _rows(events: Iterable[Event]) -> tuple[TimelineRow, ...]:
    found = list(events)
    names = _names(found)
    departments = _departments(found)
    return tuple(_row(event, names, departments) for event in found)


def _row(event: Event, names: Mapping[int, str], departments: Mapping[int, str]) -> TimelineRow:
    person_id = event.actor_id if event.actor_kind == "person" else None
    return TimelineRow(
        id=event.id,
        at=event.at,
        name=event.name,
        sentence=event_sentence(event.name, event.facts, departments),
        who=_who(event, names),
        person_id=person_id,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        detail=event.name in DETAILS,
    )


def _who(event: Event, names: Mapping[int, str]) -> Words:
    if event.actor_kind != "person":
        return _BY[event.actor_kind]
    name = names.get(event.actor_id or 0)
    return Words(fr=name, en=name) if name else _SOMEBODY


def _names(events: Sequence[Event]) -> Mapping[int, str]:
    people = {event.actor_id for event in events if event.actor_kind == "person" and event.actor_id is not None}
    return dict(Person.objects.filter(id__in=people).values_list("id", "name"))


def _departments(events: Sequence[Event]) -> Mapping[int, str]:
    wanted = {event.facts["department"] for event in events if isinstance(event.facts.get("department"), int)}
    return dict(Department.objects.filter(id__in=wanted).values_list("id", "name"))


def _department(facts: Mapping[str, object], departments: Mapping[int, str]) -> str | Words:
    number = facts.get("department")
    return departments.get(number, _A_DEPARTMENT) if isinstance(number, int) else _A_DEPARTMENT


def _first(facts: Mapping[str, object], *names: str) -> object:
    return next((facts[name] for name in names if facts.get(name) is not None), "–")


def _said(facts: Mapping[str, object]) -> Words:
    """What a correction said: each dimension with its value; a confirmation says kind and severity."""
    named, values, lines = (facts.get(name) for name in ("dimensions", "after", "lines"))
    if facts.get("confirmed") or not isinstance(named, list) or not isinstance(values, list):
        named, values, lines = ["kind", "severity"], [facts.get("kind", "–"), facts.get("severity", "–")], []
    parts = [_dimension(str(name), str(value)) for name, value in zip(named, values, strict=False)]
    parts += [LINE_WORDS[line] for line in lines or [] if line in LINE_WORDS] if isinstance(lines, list) else []
    return Words(fr=", ".join(one.fr for one in parts), en=", ".join(one.en for one in parts))


def _dimension(name: str, value: str) -> Words:
    known, said = DIMENSION_WORDS.get(name), value_words(name, value)
    label = known.label if known else Words(fr=name, en=name)
    return Words(fr=f"{label.fr.lower()} {said.fr}", en=f"{label.en.lower()} {said.en}")


def _labelled(labels: type[Kind] | type[CloseReason] | type[Fault], value: object) -> Words:
    known = {str(label): label.label for label in labels}
    return known.get(str(value), Words(fr="–", en="–"))
