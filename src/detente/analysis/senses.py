"""What kind of thing a word names: our own thesaurus of everyday words, found through their usual endings.

`lexicons/<language>/senses.list` holds sections `[class]` with words below them. The classes are the same in both
languages, so that what a head learns of "colis" holds for "parcel" as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from detente.contracts.words import Language

Senses = tuple[str, ...]

_SHORTEST: Final = 3
"""Letters that must remain before an ending is taken off."""

# Endings, longest first, with what may stand in their place in the thesaurus.
_ENDINGS: Final[dict[Language, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "fr": (
        ("issaient", ("ir",)), ("issait", ("ir",)), ("issent", ("ir",)), ("issez", ("ir",)), ("eraient", ("er",)),
        ("erait", ("er",)), ("erons", ("er",)), ("eront", ("er",)), ("erez", ("er",)), ("erai", ("er",)),
        ("aient", ("er", "re", "ir")), ("antes", ("er", "ant")), ("euses", ("eur", "eux")), ("trices", ("teur",)),
        ("trice", ("teur",)), ("euse", ("eur", "eux")), ("ives", ("if",)), ("elles", ("el",)), ("elle", ("el",)),
        ("ement", ("", "e")), ("ante", ("er", "ant")), ("ants", ("er", "ant")), ("ions", ("er", "re")),
        ("era", ("er",)), ("ait", ("er", "re", "ir")), ("ais", ("er", "re", "ir")), ("ant", ("er", "re")),
        ("ees", ("er",)), ("ive", ("if",)), ("ons", ("er", "re")), ("ent", ("er", "re", "e")), ("aux", ("al", "au")),
        ("ies", ("ir", "i")), ("ues", ("re", "u")), ("ez", ("er", "re")), ("ee", ("er",)), ("es", ("", "er", "e")),
        ("ie", ("ir", "i")), ("is", ("ir", "i")), ("it", ("ir",)), ("ue", ("re", "u")), ("us", ("re", "u")),
        ("as", ("er", "a")), ("e", ("", "er")), ("s", ("",)), ("x", ("",)), ("a", ("er",)), ("i", ("ir",)),
        ("u", ("re",)),
    ),
    "en": (
        ("iest", ("y",)), ("ying", ("ie", "y")), ("ness", ("",)), ("less", ("",)), ("ings", ("", "e", "ing")),
        ("ment", ("",)), ("ing", ("", "e")), ("ied", ("y",)), ("ies", ("y",)), ("ier", ("y",)), ("est", ("", "e")),
        ("ily", ("y",)), ("ers", ("", "e", "er")), ("ed", ("", "e")), ("er", ("", "e")), ("ly", ("", "e")),
        ("es", ("", "e")), ("ys", ("y",)), ("s", ("",)), ("d", ("",)),
    ),
}  # fmt: skip


def senses_of(word: str, language: Language) -> Senses:
    """The classes of a folded word, () when the thesaurus does not know it under any of its usual endings."""
    known = _thesaurus(language)
    found = known.get(word)
    if found is not None:
        return found
    return next((known[base] for base in _bases(word, language) if base in known), ())


def _bases(word: str, language: Language) -> Iterator[str]:
    for ending, instead in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            stem = word[: -len(ending)]
            yield from (stem + other for other in instead)
            if len(stem) > _SHORTEST and stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def _thesaurus(language: Language) -> dict[str, Senses]:
    place = files("detente.analysis") / "lexicons" / language / "senses.list"
    if not place.is_file():
        return {}
    found: dict[str, list[str]] = {}
    current = ""
    for line in place.read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            current = line.strip("[]")
        else:
            for word in line.split():
                found.setdefault(word, []).append(current)
    return {word: tuple(classes) for word, classes in found.items()}
