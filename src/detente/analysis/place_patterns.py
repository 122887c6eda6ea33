"""How people name places, French and English: a capitalised word after a word of place, or the name of a house."""

from __future__ import annotations

import re
from typing import Final

_NOT_TOWNS: Final = """
    amazon american android anglais août april august avril black bluetooth bonjour bref british chinese christmas
    covid december dieu dimanche discord décembre easter english excel face facebook fait february français french
    friday février god google hd i i'm i've indian instagram internet iphone irish italian january janvier jeudi
    juillet juin july june l' la le les linkedin lundi madame mai maman mamie march mardi mars may merci mercredi
    messenger mille mme monday monsieur mr mrs november novembre noël october octobre papa papy paypal pdf plus
    polish pâques père samedi saturday september septembre sunday telegram thursday tiktok total trustpilot
    tuesday turkish twitter vendredi wednesday whatsapp wifi windows youtube
"""
_PROPER: Final = r"(?:L[aeE]s? |L'|Saint-|St |Sainte-)?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿœ][\w'-]*"
_TOWN_FR: Final = (
    rf"{_PROPER}(?:[ -](?:(?:sur|sous|en|le|la|les|de|du|des|l[èe]s|aux)[ -])?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿœ][\w'-]*){{0,3}}"
)
_HOUSE_FR: Final = (
    r"(?:magasin|boutique|agence|gare|a[ée]roport|station|restaurant|centre|point relais|relais"
    r"|d[ée]p[ôo]t|entrep[ôo]t|usine|site|salle|piscine|cin[ée]ma|caserne"
    r"|guichet|bureau de poste|rue|avenue|boulevard|place|quartier|quai|pont|rond-point|port|mairie"
    r"|pharmacie|clinique|h[ôo]pital|h[ôo]tel|camping|salon|garage|lyc[ée]e|coll[èe]ge|[ée]cole|cr[èe]che"
    r"|parking|supermarch[ée]|drive)"
)
_HOUSE_EN: Final = (
    r"(?:branch|store|shop|station|airport|depot|office|restaurant|site|clinic|salon|centre|center|hotel"
    r"|terminal|warehouse|hospital|school|nursery|garage|gym|pub"
    r"|caf[ée]|library|museum|surgery|outlet|supermarket|campus|stop)"
)
_TOWN_EN: Final = r"[A-Z][a-z][\w'-]*(?:(?: (?:upon|on|under|le|by) | |-)[A-Z][a-z][\w'-]*){0,2}"
PLACES: Final = re.compile(
    rf"(?<![\w'-])(?:(?P<house>(?i:{_HOUSE_FR})(?: (?:SNCF|TGV))? (?:de la |de |du |des |d'){_TOWN_FR})"
    rf"|(?:[àÀ]|[Aa]ux?|[Ss]ur|[Vv]ers|[Ee]n|[Pp]r[èe]s d[eu]|[Dd]epuis|[Ee]ntre) (?P<town>{_TOWN_FR})"
    rf"|(?:[Yy]our|[Tt]he|[Oo]ur|[Aa]t|[Ff]rom|[Tt]o|[Nn]ear|[Ii]n) (?P<branch>{_TOWN_EN} {_HOUSE_EN})(?!\w)"
    rf"|(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round) (?P<city>{_TOWN_EN}))"
)
BEFORE_PLACES: Final = (
    *("à ", "au ", "aux ", "sur ", "vers ", "en ", "de ", "du ", "des ", "la ", "depuis ", "entre ", "d'"),
    *("your ", "the ", "our ", "at ", "from ", "to ", "near ", "in ", "outside ", "around "),
)
"""What stands before the capital that `PLACES` needs, in lower case."""
NO_PLACES: Final = frozenset(_NOT_TOWNS.split())
"""Capitalised words that no place is called after a preposition."""
TOLD: Final = re.compile(
    r"(?:dit|demand\w+|donn\w+|[ée]cri\w+|merci|parl\w+|r[ée]pond\w*|offert|offr\w+|rappel\w+|bravo|coucou"
    r"|bonjour|t[ée]l[ée]phon\w+|explique?\w*|sms|bisous?|adress\w+|pens\w+|grâce"
    r"|gr[âa]ce|confiance|appris|f[ée]licitations) $",
    re.IGNORECASE,
)
"""Words before "à" after which a name is that of a person."""
