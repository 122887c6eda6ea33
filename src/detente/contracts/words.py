"""A sentence or a name in every language of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def as_language(code: str) -> Language:
    """The desk's language for a BCP 47 code; English for anything that is not French."""
    return "fr" if code.lower().startswith("fr") else "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One meaning, said natively in French and in English.

    `{name}` fields are filled by `with_(name=…)`; a missing field raises `KeyError`.
    """

    fr: str
    en: str

    def in_(self, lang: str) -> str:
        """The sentence for a reader of `lang` (any BCP 47 code)."""
        return self.fr if as_language(lang) == "fr" else self.en

    def with_(self, **fields: object) -> Words:
        """The same words with their `{fields}` filled; a field that is itself `Words` speaks each language."""
        return Words(fr=self._filled("fr", fields), en=self._filled("en", fields))

    def _filled(self, lang: Language, fields: Mapping[str, object]) -> str:
        said = {name: value.in_(lang) if isinstance(value, Words) else value for name, value in fields.items()}
        return self.in_(lang).format(**said)
