"""Postal addresses: a number and a street, as readers of French and English write them on both sides of the sea."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from detente.rules.personal_data.kinds import MOST, DataKind, PersonalData

_SURE_FR: Final = (
    r"rue|avenue|boulevard|boul\.|bld|blvd|bd|chemin|impasse|all[ée]es?|ruelle|venelle|faubourg|fbg"
    r"|chauss[ée]e|dr[èe]ve|sentier|lotissement"
    r"|mont[ée]e|traverse|esplanade|promenade|rond-point|hameau|parvis|sente|square"
)
_OTHER_FR: Final = (
    r"av\.?|ave\.?|place|pl\.|ch\.|imp\.|r\.|quai|route|rte\.?|cours|lot\.|passage|villa|cit[ée]"
    r"|r[ée]sidence|r[ée]s\.|voie|domaine|mail|clos|rang"
    r"|c[ôo]te|port|pont|lieu-dit|lieudit|galerie|jardins?|cour|porte|faubourg|cale|rampe|escaliers?"
    r"|terrasse|carrefour|enclos|parc|r[ée]sidences"
)
_SMALL: Final = (
    r"(?:(?:de la|de l'|du|des|de|d'|la|le|les|l'|aux|au|à la|à l'|à|en|sous|sur|saint|sainte)(?<=')"
    r"|(?:de la|du|des|de|la|le|les|aux|au|à la|à|en|sous|sur) )"
)
_MONTH: Final = (
    r"(?:\d{1,2}(?:er)? (?i:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre"
    r"|novembre|d[ée]cembre)(?: \d{4})?)"
)
_CAPITAL: Final = rf"(?:[A-ZÀ-ÖØ-ÞŒ](?![A-Z]{{0,3}}\d)[\w'-]{{0,30}}|{_MONTH})"
_NAME_FR: Final = rf"(?:{_SMALL}){{0,2}}{_CAPITAL}(?:[ -](?:{_SMALL}){{0,2}}{_CAPITAL}){{0,4}}"
_LOWER_FR: Final = (
    rf"(?:{_SMALL}){{0,2}}[^\W\d_][\w'-]{{1,30}}(?:[ -](?:{_SMALL}){{1,2}}[^\W\d_][\w'-]{{1,30}}|[ -]{_CAPITAL}){{0,3}}"
)
_TOWN: Final = (
    r"(?:(?:[ ,]|, ?| - | ?[A-Z]-)(?:[FBL]-|CH-"
    r"|LU?-)?\d{4,5},? [A-ZÀ-ÖØ-ÞŒ][\w'-]{1,40}(?: [A-ZÀ-ÖØ-ÞŒ][\w'-]{1,30}){0,2})"
)
_NUMBER: Final = (
    r"\d(?<![\w.,/:+-]\d)(?<!\d \d)\d{0,4}(?: ?(?:bis|ter|quater)\b"
    r"| ?[A-Da-d](?![\w'.]))?(?:[-/]\d{1,4}[A-Za-z]?)?,? (?:, ?)?"
)

_NUMBER_FIRST_FR: Final = re.compile(
    rf"{_NUMBER}(?:(?i:{_SURE_FR})\.? (?:{_NAME_FR}|(?i:{_LOWER_FR}))|(?i:{_OTHER_FR}) {_NAME_FR}){_TOWN}?"
)
_FIRST: Final = (
    *(
        "rue",
        "avenue",
        "boulevard",
        "chemin",
        "chauss",
        "place",
        "quai",
        "route",
        "allée",
        "impasse",
        "square",
        "cours",
        "sentier",
        "clos",
        "lieu",
    ),
    *(
        "faubourg",
        "promenade",
        "esplanade",
        "résidence",
        "lotissement",
        "ruelle",
        "drève",
        "hameau",
        "bd ",
        "av. ",
        "residence",
        "allee",
    ),
)
_LEADING: Final = (
    "|".join(f"{re.escape(word.strip())}" for word in _FIRST)
    .replace("chauss", "chauss[ée]e")
    .replace("lieu", "lieu-dit")
)
_STREET_FIRST: Final = re.compile(
    rf"(?<![\w'-])(?i:{_LEADING}) {_NAME_FR}(?:(?:, ?| )(?P<number>\d{{1,4}}(?: ?(?:bis|ter)"
    rf"| ?[A-Da-d](?!\w))?(?:/\d{{1,3}})?(?!\d)))?(?P<town>{_TOWN})?"
)
_GERMANIC: Final = re.compile(
    r"(?<!\w)[A-ZÄÖÜ][\w-]{2,30}(?:strasse|straße|str\.|gasse|weg|laan|straat|steenweg|plein) \d{1,4}[a-z]?(?!\w)"
)
_ENDS: Final = re.compile(
    r" ?(?:$|[.;:!?)\n]|, ?(?:$|\n|bo[iî]te|bte|[A-ZÀ-ÖØ-ÞŒ]|\d{4,5} [A-Z]|appart|appt|[ée]tage))"
)
_LIVES: Final = re.compile(
    r"\b(?:habit\w+|adresse\w*|domicile|chez (?:moi|nous)|livr\w+|r[ée]sid\w+|demeur\w+|log\w+"
    r"|vi[st])\b[^.!?\n]{0,30}$",
    re.IGNORECASE,
)

_STREET_EN: Final = (
    r"Street|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Close|Court|Ct|Terrace|Crescent|Square|Gardens"
    r"|Grove|Way|Place|Pl|Walk|Row|Mews|Yard|Hill|Park"
    r"|Rise|Green|View|Boulevard|Blvd|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Trail|Alley|Passage|Steps|Ginnel"
    r"|Wharf|Quay|Gate|End|Vale|Parade|Broadway"
    r"|Circus|Causeway|Wynd|Brae|Croft|Fold|Meadows?|Fields?|Cottages?|Buildings|Heights|Mount|Bank|Bridge"
    r"|Embankment|Esplanade|Turnpike|Plaza|Yield"
    r"|Chase|Copse|Dene|Drove|Garth|Glade|Glen|Heath|Hollow|Lea|Mead|Orchard|Path|Pike|Ridge|Slip|Strand"
    r"|Villas|Wood|Loop|Snicket"
)
_NUMBER_EN: Final = (
    r"\d(?<![\w.,/:£$€+-]\d)(?<!\d \d)(?!(?<=[12])[90]\d\d )(?!\d? ?[AP]\.?M\b)\d{0,4}[A-Za-z]?(?:[-/]\d{1,4})?,? "
)
_WORD_EN: Final = r"(?:[A-Z][\w'-]{0,24}\.?|\d{1,3}(?:st|nd|rd|th))"
_TOWN_EN: Final = (
    r"(?:, [A-Z][\w'-]{1,24}(?: [A-Z][\w'-]{1,24}){0,2}(?:,? [A-Z]{2} \d{5})?)?"
    r"(?:,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w))?"
)
_NUMBER_FIRST_EN: Final = re.compile(
    rf"{_NUMBER_EN}(?:{_WORD_EN} ){{1,3}}(?i:{_STREET_EN})(?![\w'])(?:(?<= (?:St|Rd|Dr|Ln|Ct|Pl|Av))\.)?{_TOWN_EN}"
    rf"|{_NUMBER_EN}(?:The )?(?:{_WORD_EN} ){{0,2}}Broadway(?!\w)"
)
_SMALL_EN: Final = re.compile(
    r"\d(?<= \d)(?<!\d \d)\d{0,3}[a-z]? (?!(?:minute|min|mile|different|other|more|of|mph|main|busy|way)s?\b)"
    r"[a-z'-]{3,20}(?: [a-z'-]{3,20})? (?:street|road|lane|avenue|drive|crescent|terrace|close|gardens"
    r"|grove|mews|rd|ave)(?!\w)",
    re.IGNORECASE,
)
_FLAT: Final = re.compile(
    rf"(?<!\w)(?:Flat|Apt\.?|Apartment|Unit|Suite|flat|apt\.?"
    rf"|apartment) #?\w{{1,4}},? (?:\d{{1,5}}[A-Za-z]?,? )?(?:{_WORD_EN} ){{1,3}}(?i:{_STREET_EN}|House"
    rf"|Tower)(?!\w){_TOWN_EN}"
)
_UNKNOWN_EN: Final = re.compile(
    r"\d(?<= \d)(?<!\d \d)\d{0,3}[A-Za-z]?,? [A-Z][\w'-]{1,24}(?: [A-Z][\w'-]{1,24}){1,2}"
    r", [A-Z][\w'-]{2,24}(?: [A-Z][\w'-]{2,24})?"
)
_WHERE: Final = re.compile(r"\b(?:at|to|address is|address:|is|it's|house,?|home,?) $", re.IGNORECASE)
_SHOP: Final = re.compile(
    r"(?:\bagence|\bmagasin|\bboutique|\bstation|\brestaurant|\bguichet|\bsupermarch[ée]|\bpharmacie"
    r"|\bcin[ée]ma|\bsalon|\bcentre|\bsi[èe]ge|\bvos (?:bureaux|locaux)"
    r"|\bbranch|\bstore|\bshop|\bsalon|\bpub|\bcaf[ée]|\boffice|\boutlet|\bclinic|\bdepot|\bhotel"
    r"|\bh[ôo]tel|\bgym|\bgarage|\barr[êe]t|\bstop|\bgare)"
    r"(?:(?! (?:chez|to|à) )[^.!?\n\d;]){0,24}$",
    re.IGNORECASE,
)
_PLATFORM: Final = re.compile(
    r"\b(?:voie|ligne|bus|tram|m[ée]tro|train|quai|salle|table|[ée]tage|vol|page|article|lot|line|platform"
    r"|gate|route) $",
    re.IGNORECASE,
)
_SHOP_AFTER: Final = re.compile(r"[ ,]{1,2}(?:branch|store|shop|office|outlet|location)\b", re.IGNORECASE)


_RARE: Final = (
    (("flat", "apt", "apartment", "unit", "suite"), _FLAT),
    (("stra", "str.", "weg ", "gasse", "laan", "plein "), _GERMANIC),
)
"""Patterns that are tried only in a text with one of their words."""


def streets(text: str) -> Iterator[PersonalData]:
    """Street addresses of a plain text, those of a shop or an office aside."""
    for start, end in islice(_found(text), MOST):
        before = text[max(0, start - 40) : start]
        if not _SHOP.search(before) and not _PLATFORM.search(before) and not _SHOP_AFTER.match(text, end):
            yield PersonalData(DataKind.ADDRESS, start, end)


def _found(text: str) -> Iterator[tuple[int, int]]:
    low = text.lower()
    for pattern in (_NUMBER_FIRST_FR, _NUMBER_FIRST_EN):
        yield from (match.span() for match in pattern.finditer(text))
    for words, pattern in _RARE:
        if any(word in low for word in words):
            yield from (match.span() for match in pattern.finditer(text))
    if any(word in low for word in _FIRST):
        yield from (match.span() for match in islice(_STREET_FIRST.finditer(text), MOST) if _is_whole(text, match))
    for pattern in (_SMALL_EN, _UNKNOWN_EN):
        yield from (
            match.span()
            for match in pattern.finditer(text)
            if _WHERE.search(text[max(0, match.start() - 12) : match.start()])
        )


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """A street before its number is an address with a town, at the end of its clause, or where somebody lives."""
    if match["town"]:
        return True
    if not match["number"]:
        return False
    lives = _LIVES.search(text[max(0, match.start() - 50) : match.start()]) is not None
    return _ENDS.match(text, match.end()) is not None and (lives or "," not in match.group())
