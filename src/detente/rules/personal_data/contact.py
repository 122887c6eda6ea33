"""E-mail addresses, written or spelled out, and telephone numbers of the countries that our readers live in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from detente.rules.personal_data.kinds import MOST, DataKind, PersonalData
from detente.rules.personal_data.words import GENERIC

_DOMAIN: Final = re.compile(r"(?:[^\W_][\w-]{0,62}\.){1,4}[^\W\d_]{2,24}(?![\w@])")
_USUAL: Final = re.compile(
    r" ?[\w-]{1,40}\.(?:com|fr|net|org|be|ch|ca|lu|de|eu|uk|co\.uk|ie|es|it|io|example|sn|ci|ma)(?!\w)", re.IGNORECASE
)
_DOT: Final = r"(?:\s?(?:\(dot\)|\[dot\]|\(point\)|\[point\]|\bdot\b|\bpoint\b|\bpt\b)\s?|\.)"
_AT: Final = re.compile(
    r"\s?(?:\barobas[e]?\b|[(\[{](?:at|a|@|arobase)\s?[)\]}])\s?"
    r"|\sat\s(?=[\w-]{1,30} dot (?:com|org|net|co|uk|ie|ca|example)\b)|\schez\s(?=[\w-]{1,30} point (?:com"
    r"|fr|net|org|be|ch|ca|example)\b)",
    re.IGNORECASE,
)
_SPELLED_LOCAL: Final = re.compile(
    rf"(?<![\w.])[^\W_][\w+-]{{0,39}}(?:(?:{_DOT}|\s?(?:\btiret\b|\bunderscore\b|\bdash\b)\s?)[\w+-]{{1,40}}){{0,3}}\Z",
    re.IGNORECASE,
)
_SPELLED_DOMAIN: Final = re.compile(
    rf"[\w-]{{1,40}}(?:{_DOT}[\w-]{{1,40}}){{0,2}}{_DOT}[a-z]{{2,10}}(?!\w)", re.IGNORECASE
)
_MOST_MARKS: Final = 20
"""How many spelled-out signs of one text are looked at."""


def emails(text: str) -> Iterator[PersonalData]:
    """Addresses with their sign; handles, and mailboxes that no single person owns, are left alone."""
    at = text.find("@")
    while at >= 0:
        found = _around(text, at)
        if found:
            yield found
        at = text.find("@", at + 1)


def _around(text: str, at: int) -> PersonalData | None:
    domain = _DOMAIN.match(text, at + 1) or _USUAL.match(text, at + 1)
    if domain is None:
        return None
    start = at
    while start > 0 and at - start < 64 and (text[start - 1].isalnum() or text[start - 1] in "._%+-"):
        start -= 1
    while start < at and text[start] in ".-":
        start += 1
    if start == at or text[start - 1 : start] == "@" or _is_generic(text[start:at]):
        return None
    return PersonalData(DataKind.EMAIL, start, domain.end())


def _is_generic(local: str) -> bool:
    parts = re.split(r"[._+-]", local.lower())
    return any(part in GENERIC for part in parts) and all(
        part in GENERIC or part.isdigit() or len(part) == 2 for part in parts
    )


def spelled_emails(text: str) -> Iterator[PersonalData]:
    """Addresses written so that a machine does not see them ("lea point dupre arobase mail point example")."""
    for number, mark in enumerate(_AT.finditer(text)):
        if number >= _MOST_MARKS:
            return
        begin = max(0, mark.start() - 70)
        local = _SPELLED_LOCAL.search(text[begin : mark.start()])
        domain = _SPELLED_DOMAIN.match(text, mark.end())
        if local and domain and not _is_generic(local.group()):
            yield PersonalData(DataKind.EMAIL, begin + local.start(), domain.end())


_PLANS: Final[dict[tuple[int, ...], str]] = {
    (6,): "376 508 687",
    (6, 7, 8, 9): "352",
    (6, 8): "689",
    (7,): "269",
    (7, 8): "230 241",
    (7, 8, 9): "46 353",
    (7, 8, 9, 10, 11): "43 49",
    (8,): "45 47 216 222 223 226 227 228 235 236 253 257 377",
    (8, 9): "32 36 64 213 224 237",
    (8, 9, 10, 11): "39",
    (8, 10): "225 229",
    (9,): "27 31 33 34 40 41 48 61 212 221 240 242 243 250 261 262 351 420 590 594 596",
    (9, 10): "20 44",
    (10,): "1 7 30 90 91",
}
"""Country codes by how many digits may follow. Source: the national numbering plans (ITU E.164)."""
_NATIONAL: Final = {code: sizes for sizes, codes in _PLANS.items() for code in codes.split()}

_KEEP_ZERO: Final = frozenset({"39", "225", "229"})
"""Countries whose numbers keep their first zero behind the country code."""
_ABROAD: Final = re.compile(r"(?<![\w+])(?:\+ ?|00 ?)(?P<rest>[1-9](?:[ ./()-]{0,3}\d){6,15})(?!\w)")
_AT_HOME: Final = re.compile(r"(?<![\w+/])(?<!\d[ .,-])\(?0[1-9](?:[ ./-]{0,2}\d|\) ?\d){7,11}(?!\w)")
_PAIRS: Final = re.compile(r"0[1-9](?:[ ./-]{1,3}\d\d){4}(?!\d)|0[1-9]\d{8}(?!\d)")
_DATE: Final = re.compile(r"\d\d?[./-]\d\d?[./-](?:19|20)\d\d(?!\d)")
_AMERICAN: Final = re.compile(
    r"(?<![\w+-])(?<!\d[ .,])(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{4}(?![\w-])(?! ?[€$£%])"
)
_BARE: Final = re.compile(r"(?<![\w+#/-])(?<!\d[ .,])[1-9]\d{0,3}(?:[ .-]?\d){5,9}(?![\w-])(?![.,]\d)(?! ?[€$£%])")
_CALL: Final = re.compile(
    r"(?:\bt[ée]l\b\.?|t[ée]l[ée]phone|\bphone|\bportable|\bmobile|\bcell|\bgsm|\bnatel|whats?app|\bfixe\b"
    r"|\bnum[ée]ro|\bnum\b"
    r"|joindre|joignable|\bappel|rappel|\bcall|\bring\b|\breach|\btext(?:o|ez| me)|\bsms|\bsignal\b"
    r"|contact|\bjuste au\b|\bsuis au\b)"
    r"[^.!?\n\d]{0,25}$",
    re.IGNORECASE,
)
_OUR_LINE: Final = re.compile(
    r"(?:service[s -]{1,2}(?:clients?|conso|apr[èe]s)|\bsav\b|hot-?line|helpline|standard|accueil"
    r"|num[ée]ro vert|num[ée]ro surtax"
    r"|num[ée]ro (?:du|de la) (?:service|magasin|boutique|sav)|customer (?:service|care)|support line"
    r"|switchboard|care line|free-?phone|toll[- ]free"
    r"|(?:votre|vos|your) (?:agence|magasin|boutique|ligne|centre|plateforme|store|branch|shop|office|line"
    r"|number|call cent)"
    r"|(?:j'ai|on a|nous avons) (?:appel[ée]|t[ée]l[ée]phon[ée]|compos[ée])|j'appelle|i(?:'ve)? (?:called"
    r"|rang|phoned|dialled)|urgences?|\bsamu\b|ligne d'[ée]coute)"
    r"(?:(?!\b(?:moi|mon|ma|me|my|mine)\b)[^.!?\n\d]){0,30}$",
    re.IGNORECASE,
)
_SERVICES: Final = {
    9: re.compile(r"080|07[08]|090"),
    10: re.compile(r"08(?:0[0-9]|1[0-9]|2[0-9]|36|84|9[0-9]|4[0-8])|1800|090[0-6]"),
    11: re.compile(r"08[047]|03[0347]|09"),
}
"""First digits of numbers of services, by how many digits there are (Belgium; France, Switzerland; Britain)."""
_BY_TOWN: Final = re.compile(r"08[1-9][ /-]\d{3}[ -]?\d{4}$|08[1-9][ /-]\d{7}$")
"""Ireland's mobiles and Munich write their first three digits apart."""
_TOLL_FREE: Final = re.compile(r"1?(?:800|888|877|866|855|844|833|822|900)")
_ORDER_BEFORE: Final = re.compile(
    r"(?:commande|order|dossier|facture|invoice|r[ée]servation|booking|ticket|suivi|tracking|r[ée]f[.]?"
    r"|r[ée]f[ée]rence|client|contrat|colis)"
    r"\W{0,3}(?:n ?°|no\b\.?|num[ée]ro|number|#)?\W{0,3}$",
    re.IGNORECASE,
)


def phones(text: str) -> Iterator[PersonalData]:
    """Telephone numbers of private people: shapes of each country, or any number that words say one can call."""
    for start, end in _numbers(text):
        if not _OUR_LINE.search(text[max(0, start - 60) : start]):
            yield PersonalData(DataKind.PHONE, start, end)


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for match in islice(_ABROAD.finditer(text), MOST):
        end = _abroad_end(match)
        if end:
            yield match.start(), end
    for match in islice(_AT_HOME.finditer(text), MOST):
        end = _home_end(text, match)
        if end:
            yield match.start(), end
    for match in _AMERICAN.finditer(text):
        if not _TOLL_FREE.match(_digits(match.group())):
            yield match.span()
    for match in islice(_BARE.finditer(text), MOST):
        if _is_bare_phone(text, match):
            yield match.span()


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _abroad_end(match: re.Match[str]) -> int | None:
    """Where a number with its country code ends: the longest that the country's plan allows. None: no number."""
    rest = match["rest"].replace("(0)", "   ")
    digits = _digits(rest)
    code = next((digits[:size] for size in (1, 2, 3) if digits[:size] in _NATIONAL), None)
    if code is None or _TOLL_FREE.match(digits) or digits[len(code) :].startswith(("800", "808")):
        return None
    for end in _group_ends(rest):
        national = _digits(rest[:end])[len(code) :]
        if len(national if code in _KEEP_ZERO else national.lstrip("0")) in _NATIONAL[code]:
            return match.start("rest") + end
    return None


def _group_ends(number: str) -> Iterator[int]:
    """The places where a number may stop: its end, then the end of each earlier group, from the right."""
    yield len(number)
    for place in range(len(number) - 1, 0, -1):
        if number[place - 1].isdigit() and not number[place].isdigit():
            yield place


def _home_end(text: str, match: re.Match[str]) -> int | None:
    number = match.group()
    digits = _digits(number)
    if _DATE.match(number) or _ordered(text, match) or _is_service(number, digits):
        return None
    pairs = _PAIRS.match(number)
    if pairs:
        return match.start() + pairs.end()
    for end in _group_ends(number):
        size = len(_digits(number[:end]))
        if 9 <= size <= 11 or (size == 12 and number.startswith("01")):
            return match.start() + end
    return None


def _ordered(text: str, match: re.Match[str]) -> bool:
    """A number in one block after the word for an order is that order's."""
    return (
        match.group().isdigit() and _ORDER_BEFORE.search(text[max(0, match.start() - 30) : match.start()]) is not None
    )


def _is_service(number: str, digits: str) -> bool:
    shape = _SERVICES.get(len(digits))
    return shape is not None and shape.match(digits) is not None and not _BY_TOWN.match(number)


def _is_bare_phone(text: str, match: re.Match[str]) -> bool:
    """Luxembourg, Spain, Italy and Africa write no leading zero: the words before must speak of calling."""
    digits = _digits(match.group())
    if not 6 <= len(digits) <= 10 or _TOLL_FREE.match(digits) or digits.startswith("90"):
        return False
    before = text[max(0, match.start() - 50) : match.start()]
    return _CALL.search(before) is not None and not _ORDER_BEFORE.search(before)
