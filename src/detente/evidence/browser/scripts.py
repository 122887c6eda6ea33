"""Which scripts a text is written in, and one grapheme of each to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "latin": ("A", "é", "à", "ç", "œ", "ÿ", "ñ"),
    "greek": ("λ", "Ω"),
    "cyrillic": ("ж", "Я"),
    "arabic": ("س", "م", "ع"),
    "hebrew": ("ש", "ל"),
    "emoji": ("😀", "🤬", "👎"),
    "cjk": ("漢", "の", "한"),
    "devanagari": ("ह", "क"),
    "thai": ("ก", "ท"),
}
"""A script counts as missing when any of its graphemes is drawn as nothing, or as the box for what no font knows."""

_RANGES: Final[tuple[tuple[int, int, str], ...]] = (
    (0x0041, 0x024F, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x077F, "arabic"),
    (0x08A0, 0x08FF, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0E00, 0x0E7F, "thai"),
    (0x1100, 0x11FF, "cjk"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x2E80, 0x30FF, "cjk"),
    (0x3130, 0x9FFF, "cjk"),
    (0xAC00, 0xD7AF, "cjk"),
    (0xF900, 0xFAFF, "cjk"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0xFF66, 0xFF9D, "cjk"),
    (0x1F1E6, 0x1F1FF, "emoji"),
    (0x1F300, 0x1FAFF, "emoji"),
    (0x20000, 0x3FFFF, "cjk"),
)


def scripts_of(text: str) -> frozenset[str]:
    """The scripts of the text that we know how to try. Digits, signs and scripts unknown to us count for nothing."""
    return frozenset(filter(None, map(_script_of, {ord(letter) for letter in text})))


def _script_of(point: int) -> str:
    return next((name for low, high, name in _RANGES if low <= point <= high), "")
