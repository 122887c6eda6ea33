"""Every piece of personal data of a text, the surest kind first where two claim the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.rules.personal_data.banking import banking
from detente.rules.personal_data.contact import emails, phones, spelled_emails
from detente.rules.personal_data.kinds import PersonalData
from detente.rules.personal_data.plain import plain
from detente.rules.personal_data.references import letters_only, references
from detente.rules.personal_data.streets import streets

SCANNED: Final = 8_000
"""How many characters of a text are looked at."""

_DIGIT: Final = re.compile(r"\d")
_LEAST_PHONE: Final = 6
_LEAST_BANKING: Final = 13
"""Digits that a text must hold before numbers of that kind are looked for."""
_CAPITALS: Final = re.compile(r"[A-Z]{6}")


def find_personal_data(text: str) -> tuple[PersonalData, ...]:
    """Every piece of recognised personal data in order of place; pieces do not overlap, the most certain kind wins.

    Only the first `SCANNED` characters are looked at.
    """
    kept: list[PersonalData] = []
    taken = bytearray()
    for found in _all_pieces(text[:SCANNED]):
        taken = taken or bytearray(min(len(text), SCANNED))
        if taken.find(1, found.start, found.end) < 0:
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            kept.append(found)
    return tuple(sorted(kept, key=lambda found: found.start))


def _all_pieces(text: str) -> Iterator[PersonalData]:
    """A text without a digit and without an address sign is let through at once."""
    digit = _DIGIT.search(text)
    if "@" in text or "\uff20" in text:
        yield from emails(plain(text))
    if _may_be_spelled(text):
        yield from spelled_emails(plain(text))
    if digit:
        yield from _numbers(plain(text))
    if _CAPITALS.search(text):
        yield from letters_only(plain(text))


def _may_be_spelled(text: str) -> bool:
    low = text.lower()
    return "arob" in low or "(a" in low or "[a" in low or "{a" in low or " dot " in low or " point " in low


def _numbers(text: str) -> Iterator[PersonalData]:
    digits = len(_DIGIT.findall(text))
    if digits >= _LEAST_BANKING:
        yield from banking(text)
    if digits >= _LEAST_PHONE:
        yield from phones(text)
    yield from references(text)
    yield from streets(text)
