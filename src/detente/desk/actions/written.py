"""What a person typed into a field: there, and of a bearable length."""

from __future__ import annotations

from detente.contracts.refusals import Refused
from detente.contracts.words import Words

AT_MOST = 4_000

_TOO_LONG = Words(
    fr="Ce texte est trop long\u202f: {count} signes, {most} au plus. Raccourcissez-le.",
    en="This text is too long: {count} characters, at most {most}. Shorten it.",
)


def written(text: str, if_empty: Words, *, at_most: int = AT_MOST) -> str:
    """The text without its outer blanks and NUL. Raises `Refused("input.text")` when empty or too long."""
    words = text.replace("\x00", "").strip()
    if not words:
        raise Refused("input.text", if_empty)
    if len(words) > at_most:
        raise Refused("input.text", _TOO_LONG.with_(count=len(words), most=at_most), count=len(words))
    return words
