"""Numbers under which a firm knows somebody: order, file, customer, ticket, tracking, invoice, booking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from detente.rules.personal_data.kinds import MOST, DataKind, PersonalData
from detente.rules.personal_data.words import LIGHT, MARKS, NOT_A_PERSON, SHORT, STRONG, WEAK

_CODE: Final = re.compile(
    r"(?<![\w@€$£/.,+-])(?:[A-Z]{2,4} (?=\d{4}))?#?(?=[A-Za-z/_-]{0,8}\d)"
    r"[A-Za-z0-9]{1,26}(?:[-/_][A-Za-z0-9]{1,24}){0,5}(?: \d{3,6}(?![\w,.-]?\d)){0,3}(?: [A-Z]{1,2}(?=[ ,.;:!?)\n]"
    r"|$))?(?![\w@%]|[.,]\d)"
)
_BEFORE: Final = 48
"""How many characters before a number may hold the word that says what it is."""
_WORD: Final = re.compile(r"n ?°|[#:;!?\n.,()]|[^\W\d_]+(?:[-'][^\W\d_]+)*|\S")
_STOPS: Final = frozenset(";!?\n")
_UNIT: Final = re.compile(
    r" ?(?:€|\$|£|%|°|euros?\b|eur\b|balles\b|francs?\b|chf\b|dollars?\b|pounds?\b|quid\b|km\b|kms\b|kg\b"
    r"|kwh\b|m[²2³3]?\b|k\b|ans?\b|years?\b"
    r"|personnes?\b|people\b|clients?\b|customers\b|fois\b|times\b|points?\b|pts\b|jours?\b|days?\b"
    r"|heures?\b|hours?\b|h\b|h\d|pages?\b|mots?\b|views?\b"
    r"|vues?\b|abonnés\b|followers\b|miles?\b|steps\b|pas\b|litres?\b|ml\b|g\b|photos?\b|images?\b|avis\b"
    r"|reviews\b|places?\b|pièces\b|exemplaires\b"
    r"|habitants\b|salariés\b|emplois\b|jobs\b|euro\b|fcfa\b|cfa\b|dh\b|da\b)",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:[-/](?:(?:19|20)?\d\d))?")
_DATE: Final = re.compile(
    r"\d{1,2}[-/]\d{1,2}(?:[-/](?:19|20)?\d\d)?|(?:19|20)\d\d[-/]\d{1,2}(?:[-/]\d{1,2})?"
    r"|\d{1,2}[hH](?:\d{0,2}|/\d{1,2}[jJ]?)|(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d"
)
_ALONE: Final = re.compile(
    r"[A-Z]{1,5}[-/_]\d{2,}(?:[-/_]\d+)*(?:[-/_]?[A-Z]{1,3})?|[A-Z]{1,4}\d{6,}(?:[A-Z]{2})?"
    r"|\d{2,}(?:[-/_]\d+){1,4}[-/_][A-Z]{1,4}|\d{5,}[-/_][A-Z]{1,4}"
    r"|(?=(?:[A-Z]{0,3}\d){8})[A-Z0-9]{10,24}"
)
_STANDARD: Final = re.compile(
    r"(?:ISO|EN|NF|IEC|RFC|CVE|COVID|UTC|GMT|DIN|RAL|CE|RGPD|RTX|GTX|USB|HP|WH|EC|UE|EU)[-/ ]?\d|[AB]?[37]\d\d-\d{3}$"
)
_HASHTAG: Final = re.compile(r"[A-Za-z]+\d{0,4}(?![\d-])|\d+[A-Za-z]{2}")
_BOOKING: Final = re.compile(r"[A-Z](?=[A-Z0-9]{5}$)(?=[A-Z]*\d)[A-Z0-9]{5}|(?=[A-Z0-9]{6}$)\d[A-Z0-9]*[A-Z][A-Z0-9]*")
_LETTERS_ONLY: Final = re.compile(
    r"(?:[Bb]ooking|[Rr][ée]servation|[Rr][ée]sa|[Rr][ée]f[ée]rence|[Rr][ée]f\.?|[Dd]ossier|PNR|pnr"
    r"|[Cc]onfirmation)(?: (?:n ?°|no\.?|num[ée]ro|number|ref|is))?"
    r"\s?:?\s?(?P<code>[B-DF-HJ-NP-TV-XZ]{6}"
    r"|(?=[A-Z]?[B-DF-HJ-NP-TV-XZ]*[AEIOUY]?[B-DF-HJ-NP-TV-XZ]*(?![A-Z]))[A-Z]{6})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words before a number say of it. `strength` of the cue: 0 none, 1 weak, 2 strong, -1 a thing's."""

    strength: int
    close: bool
    marked: bool


def references(text: str) -> Iterator[PersonalData]:
    """Order, file and customer numbers of a plain text."""
    for match in islice(_CODE.finditer(text), MOST):
        found = _reference(text, match.start(), match.end())
        if found:
            yield found


def letters_only(text: str) -> Iterator[PersonalData]:
    """Booking codes of six capitals and no digit, right after the word that says so."""
    for match in _LETTERS_ONLY.finditer(text):
        yield PersonalData(DataKind.ORDER, *match.span("code"))


def _reference(text: str, start: int, end: int) -> PersonalData | None:
    code = text[start:end]
    if sum(map(str.isdigit, code)) < 3 and not _BOOKING.fullmatch(code):
        return None
    if code.startswith("#"):
        start, code = start + 1, code[1:]
        if _HASHTAG.match(code):
            return None
    said = _said_before(text, start)
    for size in _lengths(code):
        if _counts(code[:size], said, text[start + size : start + size + 14]):
            return PersonalData(DataKind.ORDER, start, start + size)
    return None


def _lengths(code: str) -> Iterator[int]:
    """The whole code, then without each last group after a space."""
    yield len(code)
    for place in range(len(code) - 1, 0, -1):
        if code[place] == " ":
            yield place


def _said_before(text: str, start: int) -> _Said:
    before = text[max(0, start - _BEFORE) : start].lower()
    words = _WORD.findall(before)
    if start > _BEFORE and words and before[0].isalpha() and text[start - _BEFORE - 1].isalpha():
        words = words[1:]
    marked, others = False, 0
    for place in range(len(words) - 1, -1, -1):
        word = words[place].replace(" ", "")
        strength = _strength(word)
        if word in MARKS:
            marked = marked or others == 0
        elif strength:
            return _Said(strength, others == 0, marked)
        elif word in _STOPS or (word == "." and not _shortened(words, place)) or word.isdigit():
            break
        elif word not in LIGHT and word not in ":,.()":
            others += 1
        if others > 3:
            break
    return _Said(0, False, marked)


def _strength(word: str) -> int:
    bare = word.split("'")[-1]
    if bare in NOT_A_PERSON:
        return -1
    return 2 if bare in STRONG else 1 if bare in WEAK else 0


def _shortened(words: list[str], place: int) -> bool:
    return place > 0 and words[place - 1] in SHORT


def _counts(code: str, said: _Said, after: str) -> bool:
    digits = sum(map(str.isdigit, code))
    mixed = not code.replace(" ", "").isdigit()
    if said.strength < 0 or (digits < 3 and not _is_booking(code, said)) or _is_a_time(code, said):
        return False
    if _STANDARD.match(code) and not (said.strength == 2 and said.close):
        return False
    if not mixed and (_UNIT.match(after) or (" " in code and not said.close)):
        return False
    return _enough(code, digits, mixed, said)


def _is_booking(code: str, said: _Said) -> bool:
    return said.strength == 2 and said.close and _BOOKING.fullmatch(code) is not None


def _is_a_time(code: str, said: _Said) -> bool:
    if _YEAR.fullmatch(code):
        return not (said.strength == 2 and said.marked and len(code) == 4)
    return _DATE.fullmatch(code) is not None and not (said.strength == 2 and said.close and code.isdigit())


def _enough(code: str, digits: int, mixed: bool, said: _Said) -> bool:
    """How many digits it takes, by what the words before say."""
    if said.strength == 2 and said.close:
        return _is_booking(code, said) or digits >= (3 if mixed or said.marked else 4)
    if said.strength == 1 and said.close:
        return digits >= (3 if mixed and _upper(code) else 4 if said.marked else 5)
    if said.strength > 0:
        return digits >= (4 if mixed and _upper(code) and not code.isalnum() else 5) and (mixed or " " not in code)
    if said.marked:
        return digits >= 5 or (mixed and digits >= 4)
    return _alone(code, digits)


def _upper(code: str) -> bool:
    return not any(map(str.islower, code))


def _alone(code: str, digits: int) -> bool:
    """No word says what it is: only shapes that nothing else has."""
    if digits < 5:
        return False
    if code.isdigit():
        return 8 <= digits <= 22 and not code.endswith("000000")
    return _ALONE.fullmatch(code) is not None
