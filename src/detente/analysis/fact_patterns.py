"""How people write dates, sums, repetitions and places, French and English. Patterns read a `plain` text, any case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.contracts.analysis import FactKind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _one_of(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_MONTH_FR: Final = (
    r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
    r"|janv\.?|f[ée]vr?\.|sept\.?|oct\.|nov\.|d[ée]c\.)"
)
_MONTH_EN: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar"
    r"|apr|aug|sept?|oct|nov|dec)"
)
_DAY_FR: Final = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_DAY_EN: Final = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_MANY_FR: Final = (
    r"(?:\d{1,4}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante"
    r"|soixante|cent|quelques|plusieurs)"
)
_MANY_EN: Final = (
    r"(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|twenty|thirty|forty|fifty|sixty"
    r"|several|a few|a couple of|many)"
)
_UNIT_FR: Final = (
    r"(?:secondes?|minutes?|min|mn|heures?|h|jours?|journ[ée]es?|nuits?|soir[ée]es?|semaines?|sem"
    r"|quinzaine|mois|trimestres?|ann[ée]es?|ans?|week-?ends?)"
)
_UNIT_EN: Final = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|weekends?|months?|years?|yrs?)"
)
_ABOUT_FR: Final = (
    r"(?:(?:plus|moins|pr[èe]s) d[e'] ?|presque |environ |d[ée]j[àa] |bient[ôo]t |quasi(?:ment)? |les |au moins )?"
)
_ABOUT_EN: Final = (
    r"(?:(?:more|less) than |over |nearly |almost |about |at least |around |the (?:last|past) |past |last )?"
)
_TURN_FR: Final = (
    r"(?:derni[eè]re?s?|prochaine?s?|pass[ée]e?s?|pr[ée]c[ée]dente?s?|suivante?s?|matins?|soirs?|midis?"
    r"|apr[eè]s-midis?)"
)
_TURN_EN: Final = r"(?:morning|afternoon|evening|night|lunchtime|last|next)s?"
_YEARS: Final = r"(?:ann[ée]es?|ans?|years?|yrs?)"

# Each pattern with the words or signs one of which it cannot do without.
_UNITS_FR: Final = _words(
    "seconde secondes minute minutes min mn heure heures h jour jours journée journées nuit nuits soirée"
    " soirées semaine semaines sem"
    " quinzaine mois trimestre trimestres année années annee annees an ans week weekend weekends"
)
_UNITS_EN: Final = _words(
    "second seconds minute minutes min mins hour hours hr hrs day days night nights week weeks fortnight"
    " fortnights weekend"
    " weekends month months year years yr yrs ages"
)
_MONTHS_FR: Final = _words(
    "janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre"
    " decembre janv fév fev févr"
    " fevr sept oct nov déc dec"
)
_MONTHS_EN: Final = _words(
    "january february march april may june july august september october november december jan feb mar"
    " apr aug sep sept oct nov dec"
)
_DAYS_FR: Final = _words(
    "lundi mardi mercredi jeudi vendredi samedi dimanche lundis mardis mercredis jeudis vendredis samedis dimanches"
)
_DAYS_EN: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays"
    " fridays saturdays sundays"
)
_NEAR_FR: Final = _words(
    "hier aujourd demain matin soir midi semaine nuit année annee an mois week été ete hiver automne"
)
_NEAR_EN: Final = _words(
    "yesterday today tomorrow tonight morning afternoon evening night week month year weekend summer"
    " winter spring autumn fall"
    " christmas easter"
)
_MONEY: Final = _words(
    "euro euros eur balles boules franc francs chf dollar dollars piastres pound pounds quid bucks pence"
    " centime centimes cents fcfa cfa € £ $"
)
_TIMES_FR: Final = _words(
    "fois colis commande commandes appel appels mail mails email emails courriel courriels message"
    " messages texto textos sms courrier courriers"
    " lettre lettres demande demandes relance relances panne pannes retard retards livraison livraisons"
    " incident incidents erreur erreurs"
    " tentative tentatives rendez rdv réclamation réclamations reclamation reclamations ticket tickets"
    " passage passages technicien techniciens"
    " réparation réparations annulation annulations paire paires appareil appareils facture factures"
    " rejet rejets coupure coupures essai essais"
    " oubli oublis prélèvement prélèvements visite visites échange échanges rappel rappels panier paniers"
    " report reports reprises"
)
_TIMES_EN: Final = _words(
    "time times parcel parcels order orders call calls email emails mail message messages text texts"
    " letter letters request requests chaser chasers"
    " breakdown breakdowns delay delays delivery deliveries mistake mistakes error errors attempt"
    " attempts appointment appointments complaint"
    " complaints ticket tickets visit visits engineer engineers technician technicians repair repairs"
    " cancellation cancellations replacement"
    " replacements invoice invoices outage outages bill bills chat chats reminder reminders tries failure failures"
)
_SINCE_FR: Final = (
    r"(?:depuis|il y a|[çc]a fait|cela fait|voil[àa]|pendant|apr[èe]s|dans|d'ici|sous|au bout de|en|pour)"
)
_WHEN_FR: Final = r"(?:depuis|avant|apr[èe]s|d[èe]s|jusqu'au|jusqu'[àa]|pour|d'ici)"
_WHEN_EN: Final = r"(?:on|since|by|from|until|before|after|of|for)"
_SUM: Final = r"(?:\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d{1,7}(?:[.,]\d{1,2})?)"
_NTH_FR: Final = (
    r"(?:premi[èe]re?|deuxi[èe]me|seconde?|troisi[èe]me|quatri[èe]me|cinqui[èe]me|sixi[èe]me|septi[èe]me"
    r"|huiti[èe]me|neuvi[èe]me|dixi[èe]me"
    r"|douzi[èe]me|quinzi[èe]me|vingti[èe]me|centi[èe]me|[èe]ni[èe]me|\d{1,3} ?(?:e|[èe]me|i[èe]me|nde?))"
)
_NTH_EN: Final = (
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|umpteenth|nth|\d{1,3}(?:st|nd|rd|th))"
)

_DIGITS: Final = True
"""Said of a pattern that needs a number in digits."""
_DATE_PATTERNS: Final = (
    # "depuis trois semaines", "il y a plus de 3 mois", "45 minutes", "depuis des mois"
    (
        rf"(?:{_SINCE_FR} )?{_ABOUT_FR}(?:{_MANY_FR} ?(?:{_MANY_FR} )?|une? (?=mois|an\b|ann|sem|jour|heure"
        rf"|quinz)|(?<=depuis )des )"
        rf"(?:longue?s |bonne?s )?{_UNIT_FR}(?![\w/])(?: et demie?| ouvr[ée]s| de retard| d'attente)?",
        _UNITS_FR,
    ),
    # "for 3 weeks", "over two hours", "six weeks ago", "for months"
    (
        rf"(?:(?:for|since|after|in|within|over) )?{_ABOUT_EN}"
        rf"(?:{_MANY_EN} |an? (?=\w+ (?:ago|late|now)\b)|(?<=for )(?:an? )?|(?<=in )an? |half an )"
        rf"(?:business |working |whole |full |long |solid )?(?:{_UNIT_EN}|(?<=for )ages)(?!\w)(?: ago"
        rf"| late(?:r)?| now| running| in a row)?",
        _UNITS_EN,
    ),
    # "le 3 mars", "depuis le lundi 3 mars 2025"
    (
        rf"(?:{_WHEN_FR} )?(?:(?:le|du|au|ce|les) )?(?:{_DAY_FR} )?\d{{1,2}}(?:er)? {_MONTH_FR}(?!\w)(?: \d{{4}})?",
        _MONTHS_FR,
        _DIGITS,
    ),
    # "since Monday 3 March", "on the 12th of June", "June 12th, 2025"
    (
        rf"(?:{_WHEN_EN} )?(?:the )?(?:{_DAY_EN},? )?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH_EN}"
        rf"|{_MONTH_EN} \d{{1,2}}(?:st|nd|rd|th)?(?!\d))(?!\w)(?:,? \d{{4}})?",
        _MONTHS_EN,
        _DIGITS,
    ),
    # "mardi", "depuis samedi dernier", "tous les vendredis soirs"
    (
        rf"(?:{_WHEN_FR} )?(?:(?:le|ce|du|au|tous les|chaque) )?{_DAY_FR}s?(?!\w)(?: {_TURN_FR}(?!\w)){{0,2}}",
        _DAYS_FR,
    ),
    (rf"(?:{_WHEN_EN} )?(?:(?:last|next|this|every|the) )?{_DAY_EN}s?(?!\w)(?: {_TURN_EN}(?!\w)){{0,2}}", _DAYS_EN),
    # "en mars", "fin juin 2024", "in March", "since last June"
    (
        rf"(?:{_WHEN_FR} |courant |au mois de )?(?:en |fin |d[ée]but |mi-|mois de |(?<=depuis )|(?<=courant )"
        rf"|(?<=avant ))"
        rf"{_MONTH_FR}(?!\w)(?: \d{{4}}| dernier| prochain)?",
        _MONTHS_FR,
    ),
    (
        rf"(?:in |since |last |by |until |back in |early |late |mid-? ?|end of |this |next |from "
        rf"|before )(?:early |late |last )?"
        rf"{_MONTH_EN}(?!\w)(?: \d{{4}}| last year)?",
        _MONTHS_EN,
    ),
    # "à 18 h", "vers 9h30", "at 6 pm", "14:05", "avant midi"
    (
        r"(?:(?:[àa]|vers|avant|apr[èe]s|d[èe]s|depuis|jusqu'[àa]) )\d{1,2} ?h(?:eures?)?(?: ?\d{2})?(?![\w/])",
        _words("h heures heure"),
        _DIGITS,
    ),
    (r"\d{1,2} ?h ?\d{2}(?![\w/])", _words("h"), _DIGITS),
    (
        r"(?:(?:at|by|before|after|from|until|since|around|about) )?\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m\."
        r"|p\.m\.|o'clock)(?!\w)",
        _words("am pm m clock"),
        _DIGITS,
    ),
    (
        r"(?:(?:at|by|before|after|until|since|around|[àa]|vers|depuis"
        r"|d[èe]s) )?(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])",
        _words(":"),
        _DIGITS,
    ),
    (
        r"(?:[àa]|avant|apr[èe]s|vers|at|before|after|by|until) (?:midi|minuit|noon|midnight)(?!\w)",
        _words("midi minuit noon midnight"),
    ),
    # "hier soir", "cette semaine", "yesterday morning", "last week"
    (
        r"(?:depuis |d[èe]s )?(?:(?:avant-hier|hier|aujourd'hui|demain)(?!\w)(?: (?:matin|soir|midi|apr[èe]s-midi))?"
        r"|ce (?:matin|soir|midi|week-?end|mois)(?!\w)|cet (?:apr[èe]s-midi|[ée]t[ée]|hiver|automne)"
        r"|cette (?:semaine|nuit|ann[ée]e)"
        r"|(?:la semaine|le mois|l'ann[ée]e|l'an|le week-?end|l'[ée]t[ée]|l'hiver|l'automne) (?:derni[eè]re?"
        r"|prochaine?|pass[ée]e?))(?!\w)",
        _NEAR_FR,
    ),
    (
        r"(?:since |by |until |from )?(?:(?:yesterday|today|tomorrow|tonight)(?!\w)(?: (?:morning|afternoon"
        r"|evening|night))?"
        r"|(?:this|last|next) (?:morning|afternoon|evening|night|week|month|year|weekend|summer|winter|spring"
        r"|autumn|fall|christmas|easter))(?!\w)",
        _NEAR_EN,
    ),
    # "depuis 2019", "le 12/03", "on the 14th", "2025-03-12", "signalé le 3,"
    (r"(?:depuis|en|since|in) (?:19|20)\d\d(?![\w-])", _words("depuis en since in"), _DIGITS),
    (
        r"(?:(?:depuis |avant )?(?:le|du|au) |on |since |of )\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])",
        _words("/"),
        _DIGITS,
    ),
    (r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d(?!\w)|(?:19|20)\d\d-\d\d-\d\d(?!\w)", _words("/ . -"), _DIGITS),
    (r"(?:on|since|of|by|from|until) the \d{1,2}(?:st|nd|rd|th)(?!\w)", _words("st nd rd th"), _DIGITS),
    (
        r"(?:depuis |avant |d[èe]s )?(?:le|du) \d{1,2}(?:er)?(?= ?(?:[,.;:!?)]|$)| et | [àa] | au | toujours | pas )",
        _words("le du"),
        _DIGITS,
    ),
)
_AMOUNT_PATTERNS: Final = (
    (
        rf"{_SUM} ?(?:[€£$]|(?:euros?|eur|balles|boules|francs?|chf|dollars?|piastres|pounds?|quid|bucks|pence"
        rf"|centimes|cents|f ?cfa|cfa)(?!\w))",
        _MONEY,
        _DIGITS,
    ),
    (r"\d{1,6} ?€ ?\d{2}(?!\d)", _MONEY, _DIGITS),
    (rf"(?:us|ca)?[€£$] ?{_SUM}k?(?!\w)|(?:chf|eur) ?{_SUM}(?!\w)", _MONEY, _DIGITS),
    (
        rf"(?:{_MANY_FR}|mille|cents) (?:(?:mille|cents?|et un) )?(?:euros?|balles|francs|dollars|centimes)(?!\w)",
        _MONEY,
    ),
    (
        rf"(?:{_MANY_EN}|a hundred|a thousand) (?:hundred |thousand |and fifty )?(?:quid|pounds|dollars|bucks"
        rf"|euros)(?!\w)",
        _MONEY,
    ),
)
_NO_MULTIPLE: Final = r"(?! (?:plus|moins|trop|mieux|le prix|la|the|as|more|better|worse|bigger|les|faster)\b)"
_COUNT_PATTERNS: Final = (
    (rf"(?:pour la |c'est la )?{_NTH_FR} (?:e-mail|rendez-vous|{_one_of(_TIMES_FR)})(?![\w-])", _TIMES_FR),
    (
        rf"(?:d[ée]j[àa] |au moins )?{_MANY_FR} (?:e-mails|rendez-vous|{_one_of(_TIMES_FR)})(?![\w-]){_NO_MULTIPLE}",
        _TIMES_FR,
    ),
    (rf"(?:[àa] )?(?:{_MANY_FR}|maintes) reprises(?!\w)", _words("reprises")),
    (rf"(?:for the )?{_NTH_EN} (?:e-mail|{_one_of(_TIMES_EN)})(?![\w-])(?: (?:running|in a row))?", _TIMES_EN),
    (rf"{_MANY_EN} (?:e-mails|{_one_of(_TIMES_EN)})(?![\w-])(?: (?:running|in a row|now))?{_NO_MULTIPLE}", _TIMES_EN),
    (rf"(?:twice|thrice)(?!\w)(?: (?:now|already))?{_NO_MULTIPLE}", _words("twice thrice")),
)


@dataclass(frozen=True, slots=True, eq=False)
class FactPattern:
    """One way of writing a fact, in lower case; it can only match a text that holds one of `words`."""

    kind: FactKind
    pattern: re.Pattern[str]
    words: frozenset[str]
    counted: bool
    """Whether a number, in digits or words, is needed as well."""
    digits: bool
    """Whether that number is in digits."""


_Patterns = tuple[tuple[str, frozenset[str]] | tuple[str, frozenset[str], bool], ...]


def _compiled(kind: FactKind, patterns: _Patterns) -> list[FactPattern]:
    free = _DAYS_FR | _DAYS_EN | _NEAR_FR | _NEAR_EN | _words("midi noon twice") | _MONTHS_FR | _MONTHS_EN
    return [
        FactPattern(kind, re.compile(rf"(?<![\w@#&/-])(?:{pattern})"), words, free.isdisjoint(words), bool(digits))
        for pattern, words, *digits in patterns
    ]


PATTERNS: Final = (
    *_compiled(FactKind.DATE, _DATE_PATTERNS),
    *_compiled(FactKind.AMOUNT, _AMOUNT_PATTERNS),
    *_compiled(FactKind.COUNT, _COUNT_PATTERNS),
)
TELLING: Final[dict[str, tuple[FactPattern, ...]]] = {
    word: tuple(fact for fact in PATTERNS if word in fact.words)
    for word in {word for fact in PATTERNS for word in fact.words}
}
"""What may match a text that holds a word or sign."""
TELLERS: Final = frozenset(TELLING)
SIGNS: Final = tuple(sorted(word for word in TELLING if not word.isalnum()))
NUMBERS: Final = _words(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente"
    " quarante cinquante soixante cent mille"
    " quelques plusieurs un une des maintes premier première premiere deuxième deuxieme second seconde"
    " troisième troisieme quatrième cinquième"
    " quatrieme cinquieme sixième sixieme septième septieme huitième huitieme neuvième neuvieme dixième"
    " dixieme douzième quinzième vingtième"
    " centième ènième énième two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen twenty thirty forty fifty sixty"
    " several few couple many for half an a hundred thousand third fourth fifth sixth seventh eighth"
    " ninth tenth twelfth umpteenth nth"
)
"""Words one of which a duration or a repetition cannot do without, where there is no digit."""
AGE: Final = re.compile(rf"(?:{_MANY_FR}|{_MANY_EN}|un|one) {_YEARS}(?: et demie?)?")
"""A number of years with nothing around it is somebody's age."""
