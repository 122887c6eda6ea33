"""Numbers that carry a check of their own: IBAN (ISO 13616), payment card (Luhn), French NIR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from detente.rules.personal_data.kinds import MOST, DataKind, PersonalData

_COUNTRIES: Final = {
    15: "NO",
    16: "BE",
    18: "DK FI NL",
    19: "SI",
    20: "AT EE LT LU",
    21: "CH HR LI LV",
    22: "BG DE GB IE",
    23: "AE",
    24: "AD CZ ES RO SE SK TN",
    25: "CV PT",
    26: "DZ IS TR",
    27: "BI CF CG CM DJ FR GA GR IT KM MC MG MR SM TD",
    28: "BF BJ CI CY HU MA ML NE PL SN TG",
    29: "EG",
    30: "MU",
    31: "MT",
}
"""Countries by how many signs their IBAN has. Source: the IBAN registry; usual lengths in French-speaking Africa."""
_IBAN_LENGTHS: Final = {country: length for length, countries in _COUNTRIES.items() for country in countries.split()}

_IBAN: Final = re.compile(r"(?<!\w)[A-Za-z]{2}[ -]?\d{2}(?:[ .-]{0,2}[A-Za-z0-9]){11,30}(?!\w)")
_BY_THE_WORD: Final = re.compile(r"(?:\biban|\brib|compte|account|virement|refund)[^.!\n]{0,30}$", re.IGNORECASE)
_CARD: Final = re.compile(r"(?<![\w+])(?<!\d[ .,-])[2-6]\d{3}(?:[ .-]?\d){9,15}(?![\w])")
_CARD_WORD: Final = re.compile(r"(?:\bcarte|\bcards?|\bcb|\bvisa|mastercard|amex)\b[^.!?\d\n]{0,25}$", re.IGNORECASE)
_NIR: Final = re.compile(
    r"(?<![\w+])(?<!\d[ .,-])[12378](?P<sep>[ .-]?)\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}"
    r"|2[ABab])[ .-]?\d{3}"
    r"[ .-]?\d{3}(?P<key>[ .-]{0,3}\d{2})?(?!\w)(?![ .-]\d)"
)
_NIR_WORD: Final = re.compile(
    r"(?:s[ée]curit[ée]\s+sociale|\bs[ée]cu\b|\bnir\b|\binsee\b|\bvitale\b|\bss\b|\bassur[ée]e?\b)[^!?\n]{0,40}$",
    re.IGNORECASE,
)


def banking(text: str) -> Iterator[PersonalData]:
    """NIR, IBAN and card numbers of a plain text, the surest kind first."""
    for match in islice(_NIR.finditer(text), MOST):
        if _is_nir(text, match):
            yield PersonalData(DataKind.NIR, *match.span())
    for match in islice(_IBAN.finditer(text), MOST):
        end = _iban_end(text, match)
        if end:
            yield PersonalData(DataKind.IBAN, match.start(), end)
    for match in islice(_CARD.finditer(text), MOST):
        if _is_card(text, match):
            yield PersonalData(DataKind.CARD, *match.span())


def _is_nir(text: str, match: re.Match[str]) -> bool:
    """With a key the key decides, or the words before; without, its usual spaces or the words do."""
    named = _NIR_WORD.search(text[max(0, match.start() - 60) : match.start()]) is not None
    if match["key"] and nir_key(match.group()):
        return True
    return named or (match["sep"] != "" and match.group().count(match["sep"]) >= 5)


def nir_key(number: str) -> bool:
    """Whether the two last digits of a NIR of 15 signs are its key. Corsica (2A, 2B) counts as 19 and 18."""
    signs = "".join(filter(str.isalnum, number)).upper().replace("2A", "19").replace("2B", "18")
    return len(signs) == 15 and signs.isdigit() and 97 - int(signs[:13]) % 97 == int(signs[13:])


def _iban_end(text: str, match: re.Match[str]) -> int | None:
    """Where the IBAN ends: its country gives the length; the check decides, or the words before it. None: no IBAN."""
    length = _IBAN_LENGTHS.get(match.group()[:2].upper())
    places = [match.start() + place for place, sign in enumerate(match.group()) if sign.isalnum()]
    if length is None or len(places) < length:
        return None
    end = places[length - 1] + 1
    signs = "".join(text[place] for place in places[:length])
    if end < len(text) and text[end].isalnum():
        return None
    named = _BY_THE_WORD.search(text[max(0, match.start() - 45) : match.start()]) is not None
    return end if mod_97(signs) or (named and signs[4:].isdigit()) else None


def mod_97(signs: str) -> bool:
    """Whether an IBAN without spaces passes its check (ISO 7064, modulo 97)."""
    turned = signs[4:] + signs[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _is_card(text: str, match: re.Match[str]) -> bool:
    digits = "".join(filter(str.isdigit, match.group()))
    if len(set(digits)) == 1:
        return False
    return luhn(digits) or (
        len(digits) == 16 and _CARD_WORD.search(text[max(0, match.start() - 45) : match.start()]) is not None
    )


def luhn(digits: str) -> bool:
    """Whether the last digit of a card number is its check digit."""
    doubled = (
        int(digit) if place % 2 == 0 else sum(divmod(int(digit) * 2, 10))
        for place, digit in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0
