"""Where a person at risk finds somebody to talk to, by country. Source: practice §4.5 for FR, GB, US and EU.

The other countries: public helplines as they present themselves. Numbers change: a lead looks at them once a year.
"""

from __future__ import annotations

from typing import Final

HELPLINES: Final[dict[str, tuple[str, ...]]] = {
    "FR": ("3114", "09 72 39 40 50", "0 800 235 236", "119"),
    "MC": ("3114",),
    "BE": ("0800 32 123", "1813", "107", "106", "103"),
    "CH": ("143", "147"),
    "LU": ("45 45 45",),
    "CA": ("988", "1 866 277 3553", "1 800 668 6868", "686868", "535353", "811"),
    "GB": ("116 123", "85258", "0800 068 4141", "0800 58 58 58", "111"),
    "IE": ("116 123", "1800 247 247", "50808"),
    "US": ("988", "741741", "1 866 488 7386"),
    "AU": ("13 11 14", "1300 22 4636", "1300 659 467", "1800 55 1800"),
    "NZ": ("1737", "0800 543 354", "0508 828 865"),
    "DE": ("116 123", "0800 111 0 111", "0800 111 0 222", "0800 111 0 333"),
    "AT": ("142", "147"),
    "NL": ("113", "0800 0113"),
    "ES": ("024", "717 003 717"),
    "IT": ("02 2327 2327",),
    "PT": ("1411", "213 544 545"),
    "IN": ("14416", "1800 89 14416"),
    "ZA": ("0800 567 567",),
}
"""Lines where somebody listens, as people write them; spaces and hyphens may stand anywhere."""

EMERGENCIES: Final[dict[str, tuple[str, ...]]] = {
    "FR": ("15", "112", "114", "18"),
    "MC": ("112", "18"),
    "BE": ("112",),
    "CH": ("144", "112", "117"),
    "LU": ("112",),
    "CA": ("911",),
    "GB": ("999", "112"),
    "IE": ("999", "112"),
    "US": ("911",),
    "AU": ("000", "112"),
    "NZ": ("111",),
    "IN": ("112",),
    "ZA": ("112", "10177"),
}
"""When it is for now. Any country that is not listed: 112."""

EVERYWHERE: Final = ("112",)

SPEAKING: Final[dict[str, tuple[str, ...]]] = {
    "fr": ("FR", "BE", "CH", "CA", "LU", "MC"),
    "en": ("GB", "IE", "US", "CA", "AU", "NZ", "IN", "ZA"),
}
"""Whose lines count while nobody said the country: those where the language is spoken, the usual one first."""

SITES: Final = (
    "3114.fr",
    "sos-amitie",
    "preventionsuicide.be",
    "tele-accueil",
    "143.ch",
    "suicide.ca",
    "samaritans.org",
    "988lifeline.org",
    "talksuicide.ca",
    "lifeline.org.au",
    "findahelpline.com",
    "befrienders.org",
    "telefonseelsorge.de",
    "giveusashout.org",
    "crisistextline.org",
    "pieta.ie",
    "beyondblue.org.au",
    "1737.org.nz",
)
"""Sites of helplines, folded."""
