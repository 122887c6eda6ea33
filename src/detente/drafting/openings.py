"""Opening lines of a reply that speaks to a member of the community: thanks for a lead, or a careful correction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from detente.contracts.words import Language, Words

_LINES: Final[Mapping[str, tuple[Words, Words]]] = {
    "thank": (
        Words(fr="Merci {name} d’avoir partagé cette piste.", en="Thank you {name} for sharing this."),
        Words(
            fr="Merci à la personne qui a partagé cette piste.",
            en="Thank you to whoever shared this suggestion.",
        ),
    ),
    "correct": (
        Words(
            fr="Merci {name} de votre aide. Une précision sur ce point\u202f:",
            en="Thank you {name} for helping. One point to put right:",
        ),
        Words(
            fr="Merci de cette aide. Une précision sur ce point\u202f:",
            en="Thank you for helping. One point to put right:",
        ),
    ),
}
OPENINGS: Final = tuple(_LINES)
"""`thank`, `correct`."""


def opening_line(opening: str, name: str, language: Language) -> str:
    """The line in the language of the case; without a first name it names nobody. Raises `KeyError` for no opening."""
    with_name, without = _LINES[opening]
    return (with_name.with_(name=name) if name else without).in_(language)
