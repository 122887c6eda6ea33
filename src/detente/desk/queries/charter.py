"""The charter in force, for the public page, for programs and for the desk's own screens."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from detente.accounts.models import Brand
from detente.contracts.words import LANGUAGES, Words
from detente.desk.models import Charter, Clause
from detente.rules.spoken_time import spoken_date

FORMAT: Final = "detente.charter/1"

_HEAD = Words(
    fr="Charte éditoriale de {brand}, version {version}, {day}", en="House rules of {brand}, version {version}, {day}"
)
_ARTICLE = Words(fr="Article {number}. {title}", en="Section {number}. {title}")


@dataclass(frozen=True, slots=True)
class PublicClause:
    """One article. `ground`: it may justify a removal, by the `verbs` named (`hide`, `delete`).

    `evidence_level`: what it asks to be sealed first, beyond what the verb needs anyway.
    """

    id: int
    number: int
    key: str
    title: Words
    text: Words
    ground: bool
    verbs: tuple[str, ...]
    provisional: bool
    evidence_level: str


@dataclass(frozen=True, slots=True)
class PublicCharter:
    """One version of a brand's charter, as anybody may read it."""

    brand: str
    slug: str
    language: str
    version: int
    published_at: datetime
    clauses: tuple[PublicClause, ...]

    def as_json(self) -> str:
        """The whole version for programs, in every language; UTC time."""
        told = {
            "format": FORMAT,
            "brand": self.brand,
            "version": self.version,
            "published_at": self.published_at.astimezone(UTC).isoformat(),
            "clauses": [_as_dict(clause) for clause in self.clauses],
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    def as_text(self, lang: str) -> str:
        """The whole version for people, in one language, as plain text."""
        day = spoken_date(self.published_at.astimezone(UTC).date())
        head = _HEAD.with_(brand=self.brand, version=self.version, day=day).in_(lang)
        parts = [head] + [_as_lines(clause, lang) for clause in self.clauses]
        return "\n\n".join(parts) + "\n"


def public_charter(slug: str, *, version: int | None = None) -> PublicCharter | None:
    """The charter in force of the brand with this address part, or one earlier version; None when there is none."""
    brand = Brand.objects.filter(slug=slug).first()
    rows = Charter.objects.filter(brand=brand).order_by("-version") if brand else Charter.objects.none()
    charter = rows.filter(version=version).first() if version is not None else rows.first()
    if brand is None or charter is None:
        return None
    clauses = tuple(_public(row) for row in Clause.objects.filter(charter=charter).order_by("number"))
    return PublicCharter(brand.name, brand.slug, brand.language, charter.version, charter.published_at, clauses)


def clauses_in_force(brand_id: int) -> tuple[Clause, ...]:
    """The rows of the charter in force, by number; none when the brand has no charter."""
    charter = Charter.objects.filter(brand_id=brand_id).order_by("-version").first()
    return tuple(Clause.objects.filter(charter=charter).order_by("number")) if charter else ()


def _public(row: Clause) -> PublicClause:
    verbs = [verb for verb, may in (("hide", row.may_hide), ("delete", row.may_delete)) if may and row.ground]
    return PublicClause(
        id=row.id,
        number=row.number,
        key=row.key,
        title=Words(fr=row.title_fr, en=row.title_en),
        text=Words(fr=row.text_fr, en=row.text_en),
        ground=row.ground,
        verbs=tuple(verbs),
        provisional=row.provisional,
        evidence_level=row.evidence_level,
    )


def _as_dict(clause: PublicClause) -> dict[str, object]:
    return {
        "number": clause.number,
        "key": clause.key,
        "title": {lang: clause.title.in_(lang) for lang in LANGUAGES},
        "text": {lang: clause.text.in_(lang) for lang in LANGUAGES},
        "ground": clause.ground,
        "verbs": list(clause.verbs),
        "provisional": clause.provisional,
        "evidence_level": clause.evidence_level,
    }


def _as_lines(clause: PublicClause, lang: str) -> str:
    title = _ARTICLE.with_(number=clause.number, title=clause.title).in_(lang)
    return f"{title}\n{clause.text.in_(lang)}"
