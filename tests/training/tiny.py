"""A tiny made-up set: two heads, ten sectors, both languages. Nothing of the corpus, nothing of anybody."""

from __future__ import annotations

from training.fit import Settings
from training.heads import Plan, label
from training.seen import Rows, rows_of
from training.sources import Example

_BAD = {"fr": "Ma lampe est cassée depuis {} jours", "en": "My lamp has been broken for {} days"}
_GOOD = {"fr": "Merci pour les {} belles lampes", "en": "Thanks for the {} lovely lamps"}
_ASKED = {"fr": "Avez-vous {} lampes en stock ?", "en": "Do you have {} lamps in stock?"}
_LABELS = (("yes", "bad", _BAD), ("no", "good", _GOOD), ("no", "asked", _ASKED))

QUICK = Settings(cost=3.0, steps=6)
COMPLAINT = Plan("complaint", label("complaint"), settings=QUICK)
MATTER = Plan("matter", label("matter"), settings=QUICK)


def examples() -> list[Example]:
    """Sixty messages: three matters in both languages in each of ten sectors."""
    return [
        Example(texts[language].format(place + 2), language, {"complaint": said, "matter": matter}, f"sector{place}")
        for place in range(10)
        for language in ("fr", "en")
        for said, matter, texts in _LABELS
    ]


def rows() -> Rows:
    """The same as the engine sees them."""
    return rows_of(examples())
