"""How each brand wants to be read: its phrases and the layer learnt from its corrections."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from detente.contracts.learning import BrandPhrase, BrandReading
from detente.contracts.word_lists import WORD_LISTS, Strength, WordList
from detente.contracts.words import as_language
from detente.desk.access import access_brand
from detente.desk.models import BrandWord, ReadingLayer
from detente.rules.roles import Action

_VERSIONS: Final = """
SELECT b.id, coalesce(l.version, 0), w.latest, w.standing
FROM unnest(%s::bigint[]) AS b (id)
LEFT JOIN LATERAL (SELECT version FROM desk_readinglayer
    WHERE brand_id = b.id AND state = 'active' ORDER BY version DESC LIMIT 1) l ON true
CROSS JOIN LATERAL (SELECT coalesce(max(id), 0) AS latest, count(*) FILTER (WHERE removed_at IS NULL) AS standing
    FROM desk_brandword WHERE brand_id = b.id) w
"""

_KNOWN: Final[dict[int, BrandReading]] = {}
"""What this process read last, by brand; used only while its version is the one in the database."""


def brand_readings(brand_ids: Collection[int]) -> dict[int, BrandReading]:
    """By brand, those that have words or a layer of their own. One small query says whether anything changed.

    Words are only added and removed, so the latest row and how many stand are a version of them.
    """
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS, [sorted(set(brand_ids))])
        versions = cursor.fetchall()
    for brand_id, layer, latest, standing in versions:
        if layer or standing:
            found[brand_id] = _reading(brand_id, layer, f"{layer}.{latest}.{standing}")
    return found


def _reading(brand_id: int, layer: int, version: str) -> BrandReading:
    known = _KNOWN.get(brand_id)
    if known is None or known.version != version:
        known = _KNOWN[brand_id] = BrandReading(version, _weights(brand_id, layer), _phrases(brand_id))
    return known


def _weights(brand_id: int, layer: int) -> bytes:
    rows = ReadingLayer.objects.filter(brand_id=brand_id, version=layer)
    return bytes(rows.values_list("weights", flat=True).first() or b"")


def _phrases(brand_id: int) -> tuple[BrandPhrase, ...]:
    rows = BrandWord.objects.filter(brand_id=brand_id, removed_at__isnull=True).order_by("id")
    return tuple(
        BrandPhrase(row.list_name, as_language(row.language), row.phrase, Strength(row.strength).weight) for row in rows
    )


@dataclass(frozen=True, slots=True)
class WordRow:
    """One phrase of the brand on its page."""

    id: int
    list: WordList
    language: str
    phrase: str
    strength: Strength
    by: str
    at: datetime


def brand_words(person_id: int, brand_id: int) -> tuple[WordRow, ...]:
    """The phrases that hold, list by list, in their order. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.EDIT_WORDS)
    rows = BrandWord.objects.filter(brand_id=brand_id, removed_at__isnull=True).select_related("added_by")
    places = {name: place for place, name in enumerate(WORD_LISTS)}
    found = [
        WordRow(
            id=row.id,
            list=WORD_LISTS[row.list_name],
            language=row.language,
            phrase=row.phrase,
            strength=Strength(row.strength),
            by=row.added_by.name,
            at=row.added_at,
        )
        for row in rows
        if row.list_name in places
    ]
    return tuple(sorted(found, key=lambda one: (places[one.list.name], one.language, one.phrase.casefold())))
