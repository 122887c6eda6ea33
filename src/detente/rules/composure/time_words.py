"""The words for times in both languages, on folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from detente.contracts.words import Language

AtomKind: TypeAlias = Literal["deadline", "lead", "until", "past", "duration", "clock", "part", "day"]


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece of a time: what it is and its folded words."""

    kind: AtomKind
    text: str


def _numbered(*lists: str, first: int) -> dict[str, int]:
    return {name: number for names in lists for number, name in enumerate(names.split(), start=first)}


WEEKDAYS: Final = _numbered(
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "monday tuesday wednesday thursday friday saturday sunday",
    first=0,
)
MONTHS: Final = _numbered(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "january february march april may june july august september october november december",
    first=1,
)
NUMBERS: Final = {
    **_numbered("un deux trois quatre cinq six sept huit neuf dix", first=1),
    **_numbered("one two three four five six seven eight nine ten", first=1),
    "une": 1,
    "a": 1,
    "an": 1,
    "douze": 12,
    "quinze": 15,
    "vingt": 20,
    "trente": 30,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}
PARTS: Final = {
    "matin": 12,
    "matinee": 12,
    "debut de matinee": 10,
    "fin de matinee": 12,
    "debut d'apres-midi": 15,
    "apres-midi": 18,
    "fin d'apres-midi": 18,
    "fin de journee": 18,
    "fin de la journee": 18,
    "journee": 18,
    "soir": 20,
    "soiree": 20,
    "morning": 12,
    "afternoon": 18,
    "end of day": 18,
    "end of the day": 18,
    "close of business": 18,
    "evening": 20,
    "tonight": 20,
}

_NUMBER_FR: Final = r"\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|dix|douze|quinze|vingt|trente"
_NUMBER_EN: Final = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|thirty"
_MONTH_FR: Final = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_MONTH_EN: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
_WEEKDAY_FR: Final = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_WEEKDAY_EN: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"

_PATTERNS: Final[dict[Language, dict[AtomKind, str]]] = {
    "fr": {
        "past": r"ce matin|hier(?: matin| soir)?|tout a l'heure|la semaine derniere",
        "duration": (
            rf"(?:l'heure|la demi-heure|une demi-heure|un quart d'heure)"
            rf"|(?:{_NUMBER_FR})\s(?:prochaines |premieres )?(?:minutes?|min|mn|jours?|semaines?|mois)"
            r"(?:\s(?:ouvres?|ouvrables?))?"
            r"|\d{1,3} prochaines heures"
            r"|(?:une|deux|trois|quatre|cinq|six|huit|douze|vingt-quatre|quarante-huit) heures?"
        ),
        "clock": r"\d{1,2} ?(?:h|heures?) ?[0-5]\d|\d{1,3} ?(?:h|heures?)(?!\s?/)|\d{1,2}:[0-5]\d|midi|minuit",
        "part": (
            r"(?:debut|fin) de (?:la )?(?:matinee|journee)|debut d'apres-midi|fin d'apres-midi"
            r"|matinee|matin|apres-midi|soiree|soir|journee"
        ),
        "day": (
            r"aujourd'hui|apres-demain|demain"
            rf"|(?:1er|\d{{1,2}}) (?:{_MONTH_FR})(?: 20\d\d)?|\d{{1,2}}/\d{{1,2}}(?:/20\d\d)?(?![/\d])"
            rf"|(?:{_WEEKDAY_FR})(?: prochain)?(?: (?:1er|\d{{1,2}})(?! ?(?:h|heures?|:|/|{_MONTH_FR})))?"
            rf"|fin (?:{_MONTH_FR})|fin (?:de (?:la |cette )?semaine|du mois)|cette semaine|semaine prochaine"
            rf"|week-end"
        ),
        "until": r"jusqu'(?:a|au)",
        "lead": "pour",
        "deadline": r"avant|d'ici(?: a)?|au plus tard|sous|dans",
    },
    "en": {
        "past": "this morning|yesterday|earlier today|last night|last week",
        "duration": (
            r"half an hour|the hour"
            rf"|(?:{_NUMBER_EN}) (?:(?:working|business|more) )?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?)"
        ),
        "clock": (
            r"\d{1,2}(?:[:.][0-5]\d)? ?(?:a\.m\.?|p\.m\.?|am|pm)|\d{1,2}:[0-5]\d|\d{1,2} o'clock|noon|midday|midnight"
        ),
        "part": r"morning|afternoon|evening|tonight|end of (?:the )?day|close of business",
        "day": (
            r"today|the day after tomorrow|tomorrow"
            rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH_EN})(?: 20\d\d)?"
            rf"|(?:{_MONTH_EN}) \d{{1,2}}(?:st|nd|rd|th)?(?!\d)"
            rf"|(?:next |this )?(?:{_WEEKDAY_EN})"
            rf"|end of (?:{_MONTH_EN})|end of (?:the |this )?(?:week|month)|this week|next week|weekend"
        ),
        "until": "until|till",
        "lead": "in",
        "deadline": "by|within|before|no later than",
    },
}

ATOMS: Final[dict[Language, re.Pattern[str]]] = {
    language: re.compile(
        r"(?<![\w.,/])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in kinds.items()) + r")(?!\w)"
    )
    for language, kinds in _PATTERNS.items()
}

BARE_HOUR: Final = re.compile(
    r"(?<!\w)(?:at|by|before) (?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?(?=\s*(?:[.,;!?](?!\d)|$|(?:and|today|tomorrow"
    r"|tonight|with|as|sharp)\b))"
)
"""An English hour without "am" or "pm"."""

JOINTS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"[\s,]*(?:(?:a|au|le|la|les|l'|de|du|d'|en|ce|cet|cette|vers)\s?)*\s*"),
    "en": re.compile(r"[\s,]*(?:(?:at|on|the|of|this|in the|next|around)\s?)*\s*"),
}
"""What may stand between two pieces of one time."""

OURS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"(?<!\w)(?:je|j'|nous|on|vous (?:serez|aurez|recevrez))(?!\w)|j'"),
    "en": re.compile(r"(?<!\w)(?:i|we|you)(?:'ll| will| shall)|(?<!\w)(?:i'm|we're|i am|we are)(?!\w)"),
}
"""Signs that a sentence speaks of what we will do."""

THEIRS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"(?<!\w)(?:promise?s?|annoncee?s?|prevue?s?|attendue?s?|ouverte?s?|ouvrons|ouvre|fermons|ferme|fermee?s?"
        r"|horaires"
        r"|ai ecrit|avais ecrit|avions ecrit|ai dit|avais dit)(?:\s(?:de|du|le|la|les|au|a|toute?s?))*\s*$"
    ),
    "en": re.compile(
        r"(?<!\w)(?:promised|announced|due|expected|said|open|opens|closed|closes|told)(?:\s(?:for|from|you))*\s*$"
    ),
}
"""Words just before a time that make it somebody's earlier announcement, or opening hours."""

EARLIER: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"(?:(?<!\w)(?:du|de|des|depuis|le message de)|(?<!sera\s)(?<!serez\s)(?<!seront\s)\b(?!(?:priv|côt|cl"
        r"|sant|qualit|ét|journ|soir|matin|arriv|degr|march|caf|chauss|entr|soci|ann|id|sécurit"
        r"|comptabilit)ée?s?\b)\w+ée?s?"
        r"|(?<!\w)(?:reçu|venu|vendu|rendu"
        r"|perdu|parti)e?s?)(?:\s(?:le|à))?\s*$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?<!\w)(?:of|from|since|dated|\w+ed|bought|sent|came|left|sold|lost|broke|met|paid)(?:\s(?:on|at))?\s*$",
        re.IGNORECASE,
    ),
}
"""Words just before a bare day, as they were typed, that make it a day gone by ("livrée mardi", "since Monday")."""

NEWS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"(?<!\w)(?:notre|nos|l'equipe|le service|un|une|premier|prochain|vous|te|t')\s?(?:\w+ )?(?:point|reponse"
        r"|retour|nouvelles?|suite|bilan"
        r"|resultat|rappel\w*|reponds|repond\w*|revien\w*|ecri\w*|contact\w*|examin\w*|verifi\w*|regard\w*"
        r"|trait\w*)(?!\w)"
        r"|(?<!\w)(?:point|reponse|nouvelles|suite) (?:ici|demain|ce soir|lundi|mardi|mercredi|jeudi|vendredi)(?!\w)"
    ),
    "en": re.compile(
        r"(?<!\w)(?:they|she|he|it|\w+)(?:'ll| will| shall)(?!\w)|(?<!\w)(?:update|answer|news|reply|next word"
        r"|back here|back to you)(?!\w)"
    ),
}
"""Signs that a sentence says when there will be news, whoever brings it."""

THIS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"(?<!\w)(?:ce|cet|cette|des le|dans la|dans l'|en|debut d'|fin d'|d'ici a|avant la fin de la)\s*(?:meme )?$"
    ),
    "en": re.compile(r"(?<!\w)(?:this|in the|by|later this|same)\s*$"),
}
"""Just before a bare part of a day: the one of today."""

NEED: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"(?<!\w)(?:devoir|devez|dois|doit|avant de|oblige\w*|angoisse|peur)(?!\w)"),
    "en": re.compile(r"(?<!\w)(?:having to|need to|have to|need it|must)(?!\w)"),
}
"""Before a time: what somebody has to do then, which is no word of ours."""

UNDER_IF: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"(?<!\w)(?:si|s'il|s'ils|s'elle|quand|lorsque)(?!\w)"),
    "en": re.compile(r"(?<!\w)(?:if|when|unless)(?!\w)"),
}

WHETHER: Final = re.compile(
    r"(?<!\w)(?:verifi\w+|regard\w+|control\w+|demand\w+|savoir|dis|dire|dirai|voi[rs]|cherch\w+|check\w*|ask\w*|see"
    r"|know|find out|tell you|look)(?:\s+[\w']+){0,3}?\s+(?:si|s'ils?|s'elle|if)(?!\w)"
)
"""Looking whether something is so: no condition."""

PAST: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"(?<!\w)(?:j'ai|j'avais|avons|avions|avez|aviez|avait|avaient|etait|etaient|a ete|ont ete"
        r"|(?:est|sont) (?:parti|partie|partis|arrive|arrivee|arrives|revenu|revenue))(?!\w)"
    ),
    "en": re.compile(r"(?<!\w)(?:was|were|had|went|left|has been|have been|'ve|did)(?!\w)"),
}
"""Signs that a clause tells what already happened."""

IMMEDIATE: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"(?<!\w)(?:tout de suite|a l'instant|maintenant|en ce moment(?: meme)?|des maintenant)(?!\w)"),
    "en": re.compile(r"(?<!\w)(?:right now|now|straight away|right away|immediately|at this moment)(?!\w)"),
}
"""An act that happens while we write needs no other time."""
