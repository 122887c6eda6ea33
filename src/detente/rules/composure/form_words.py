"""Cues of form: taken into account, which department, and fields left unfilled in every syntax that people use."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.composure.cues import cues

TAKEN: Final = cues(
    fr=(
        r"(?:bien |tout bien )?(?:reçu|lu|noté|vu|prise?s? en compte|pris connaissance|enregistré|transmis|relayé"
        r"|signalé)e?s?",
        r"(?:j'ai|je l'ai|nous avons|nous l'avons|on a) (?:bien |tout de suite |aussitôt |immédiatement )?(?:lu"
        r"|noté|transmis|vu"
        r"|pris|signalé|confié|demandé|relancé|passé|reçu|alerté|prévenu|saisi|partagé|interrogé|contacté|ouvert"
        r"|remonté)",
        r"je (?:le |la |l'|vous )?(?:transmets|confie|prends en charge|prends note|signale|relaie|passe|demande)",
    ),
    en=(
        r"has (?:all |both |the |your )?(?:of )?(?:this|that|it|these|questions?|export|report|case|details?)"
        r"|(?:saw|see|seen) to (?:it|this|that)|(?:informed|alerted|notified|recalled|locked (?:up|away))|(?:are"
        r"|is|'re|'s) on (?:it|this)",
        r"(?:i've|i have|we've|we have)(?: \w+)? (?:read|written|made a note|noted|passed|seen|logged|received"
        r"|got|asked|raised"
        r"|forwarded|shared|flagged"
        r"|taken|handed|sent|contacted|spoken|alerted|told|escalated|reported|opened)",
        r"(?:has been|have been|is|are|'s been|was)(?: now| already| all)? (?:read|noted|received|recorded|opened"
        r"|logged|passed"
        r"|registered|taken|with)|got your message|message received",
        r"(?:has|have) (?:the|your|this|it|that) ?(?:report|case|message|details|complaint|photos?|comment)?(?= )",
        r"(?:i'm|i am|we're|we are) (?:passing|handing|asking|sending|raising|taking|forwarding)|i read your"
        r"|we read your",
    ),
)
DEPARTMENT: Final = cues(
    fr=(
        r"services?(?! client)|équipes?(?! fait| font| fera)|comptabilité|logistique|facturation|atelier"
        r"|techniciens?|technique|entrepôt"
        r"|boutique|magasin|agence|dépôt|responsable|collègues?|département|qualité|sav|juridique|direction"
        r"|sécurité|livraison"
        r"|transport|informatique|cuisine|rédaction|caisse|guichet|gare|laboratoire|usine|chef|gérante?|directeur"
        r"|directrice"
        r"|ingénieure?s?|conseiller|conseillère|médecin|pharmacienne?|commercial|ressources humaines|abonnements"
        r"|réservations|centre",
        r"(?:confié|transmis|remis|passé|signalé|demandé|relayé)e?s? (?:à|au|aux|chez) \w+",
    ),
    en=(
        r"desk|office|unit|cell|board|committee|director|pharmacist|nurse|superintendent|lead|chef|inspector",
        r"teams?|billing|accounts|accounting|logistics|warehouse|workshop|engineers?|technicians?|technical|store"
        r"|shop|branch|depot"
        r"|manager|colleagues?|department|quality|legal|management|safety|delivery|transport|kitchen|editors?"
        r"|support desk|station|centre"
        r"|factory|lab|supervisor|director|bookings|refunds|finance|payments|security|dispatch|head office"
        r"|courier desk|crew",
        r"(?:passed|handed|given|sent|forwarded|raised)(?: \w+){0,4} (?:to|with) (?:our|the|my) \w+|asked (?:our"
        r"|the|my) \w+",
    ),
)

_FIELD_NAMES: Final = (
    r"(?:pre)?nom(?: et prenom)?(?: (?:du|de la|de l') ?(?:client|cliente|personne|auteur|service|produit))?"
    r"|(?:first|last|full)[ _-]?name|firstname"
    r"|lastname|(?:customer|client|guest|user|author|agent|brand|product|order)(?:'s)?[ _-]?(?:name|number|id"
    r"|date)|signature|date|heure|hour|time|jour|day|ville"
    r"|city|montant|amount|numero|number|produit|product|service|department|lien|link|url|tel|telephone|magasin"
    r"|store|adresse|marque|xx+"
)
PLACEHOLDER: Final = re.compile(
    r"\[(?!\s*(?:sic|…|\.\.\.|\d+|x|edit|maj|photos?|video)\s*\])[^\[\]\n]{2,40}\](?!\()|\{\{?[^{}\n]{0,40}\}\}?"
    r"|\{%[^%\n]{0,40}%\}|\$\{?[a-z_]{2,30}\}?"
    r"|<<?\s*[a-z_ -]{2,30}\s*>?>|(?<!\w)%%?[a-z_]{2,30}%%?(?!\w)|(?<![\w/])@@[a-z_]{2,30}@@"
    r"|(?<!\w)##?[a-z_]{2,30}##?(?=[\s,.;:!?]|$)(?<=#)"
    r"|\*\|[a-z_:]{2,30}\|\*|(?<!\w)x{3,}(?!\w)|(?<!\w)x{2}[:/]x{2}(?:/x{2,4})?(?!\w)|_{3,}|\.{6,}|…{2,}"
    r"|(?<!\w)(?:lorem ipsum|a completer|a remplir|a preciser|tbc|tbd|tba|todo|fixme|jj/mm(?:/aaaa)?"
    r"|dd/mm(?:/yyyy)?|mm/dd(?:/yyyy)?|hh[:h]mm"
    r"|insert (?:name|date|time|your|the|link|number)\w*|inserer (?:le|la|nom|date|heure|un)\w*|your name here"
    r"|votre nom ici)(?!\w)"
    rf"|\((?:{_FIELD_NAMES}|(?:a |to be )?(?:completer|preciser|inserer|remplir|filled in|confirmed|completed)"
    rf"|insert \w+)\)"
    rf"|(?<!\w)(?:bonjour|bonsoir|hello|hi|dear|cher|chere|salut|hey|madame"
    rf"|monsieur)\s+(?:{_FIELD_NAMES})(?=\s*[,.!:])"
)
"""On folded text: brackets, braces, dollars, percents, mail-merge signs, bare field names, rows of x, dots or"
" lines."""
