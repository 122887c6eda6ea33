"""Cues of an act in the first person: verbs of doing, never of feeling, reading or trying."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues

_DONE_FR: Final = (
    "demandé|ouvert|relancé|signalé|transmis|vérifié|appelé|rappelé|contacté|envoyé|renvoyé|remboursé|annulé|corrigé|lancé"
    "|fait|réservé|mis|bloqué|repris|retrouvé|prévenu|remonté|posé|commandé|expédié|réexpédié|créé|programmé|rétabli|supprimé"
    "|retiré|remplacé|arrêté|ajouté|activé|réactivé|désactivé|régularisé|crédité|recrédité|changé|modifié|confié|passé|alerté"
    "|averti|suspendu|rouvert|recontacté|localisé|identifié|rangé|réparé|échangé|prolongé|validé|enregistré|inscrit|écrit"
    "|partagé|retourné|regardé|cherché|interrogé|obtenu|organisé|préparé|donné|nettoyé|réglé|affiché|mené|relu|refait|saisi"
)
_DOING_FR: Final = (
    "renvoie|vérifie|reviens|retrouve|demande|appelle|rappelle|transmets|signale|ouvre|relance|envoie|rembourse|annule|corrige"
    "|lance|fais|regarde|cherche|prépare|réserve|remplace|contacte|recontacte|préviens|remonte|rétablis|dis|redis|tiens"
    "|repasse|réponds|indique|publie|mets|prends en charge|passe|expédie|crédite|régularise|échange|débloque"
    "|confie|suis"
    "|partage|écris|donne|confirme|propose|explique|précise|porte|pose|rouvre|retire|arrête|bloque|ajoute|change|répare|lis"
    "|interroge|reprends|relis|livre|dépose|récupère|localise|alerte|joins|poste|raconte|emmène|apporte|accompagne"
)
_WE_FR: Final = (
    r"rembours(?:ons|erons)|renvoyons|renverrons|envoyons|enverrons|remplaçons|remplacerons|corrigeons|corrigerons|annulons"
    r"|annulerons|rappelons|rappellerons|réparons|réparerons|créditons|créditerons|vérifions|expédions|expédierons|livrons"
    r"|livrerons|relançons|contactons|recontactons|recontacterons|ouvrons|bloquons|suspendons|retirons|retirerons|changeons"
    r"|changerons|modifions|modifierons|ajoutons|ajouterons|adaptons|formons|recrutons|cherchons|recherchons|reprenons"
    r"|échangeons|échangerons|publions|publierons|reprendrons|arrêtons|revenons|reviendrons|répondons|répondrons"
)
_DONE_EN: Final = (
    "asked|opened|reopened|passed|raised|sent|resent|refunded|cancelled|canceled|corrected|fixed|checked|called|rung|contacted"
    "|reported|flagged|logged|booked|ordered|shipped|posted|removed|replaced|stopped|added|changed|credited|moved|put|found"
    "|spoken|escalated|forwarded|told|alerted|warned|started|arranged|set|reset|updated|restored|blocked|paused|pulled|traced"
    "|located|written|chased|handed|shared|filed|cleared|confirmed|unlocked|reserved|scheduled|taken|brought|got|closed|made"
    "|extended|issued|reviewed|reopened|switched|turned"
)
_DOING_EN: Final = (
    "ask|open|reopen|pass|raise|send|resend|refund|cancel|correct|fix|check|call|ring|contact|report|flag|log|book|order|ship"
    "|post|remove|replace|stop|add|change|credit|move|put|find|speak|escalate|forward|tell|alert|warn|start|arrange|set|reset"
    "|update|restore|block|pause|pull|trace|locate|write|chase|hand|share|file|clear|confirm|unlock|reserve|schedule|take"
    "|bring|come back|be back|get back|reply|answer|explain|let you know|follow|make|message|show|give|go"
    "|keep you|review"
)
_DOING_ING_EN: Final = (
    "asking|opening|passing|raising|sending|refunding|cancelling|canceling|correcting|fixing|checking|calling|contacting"
    "|reporting|logging|booking|ordering|shipping|posting|removing|replacing|stopping|adding|changing|crediting|moving|putting"
    "|speaking|escalating|forwarding|arranging|resetting|updating|restoring|blocking|pausing|pulling|tracing|writing|chasing"
    "|handing|sharing|filing|clearing|confirming|taking|bringing|replying|following|reviewing|messaging|working on"
)
_LINK_FR: Final = r"(?:vous |te |la |le |les |lui |leur |l'|m'en |y |en |nous |donc |aussi |moi-même |également )*"
_ADVERB_FR: Final = (
    r"(?:déjà |bien |aussi |tout de suite |immédiatement |moi-même |également |donc |personnellement |vite )*"
)
_ADVERB_EN: Final = r"(?:already |just |also |now |personally |since |immediately |both )*"

ACT: Final = cues(
    fr=(
        rf"j'(?:ai|y ai|en ai) {_ADVERB_FR}(?:{_DONE_FR})e?s?",
        rf"je (?:l'|les |vous |lui |leur |vous l'|la )*ai {_ADVERB_FR}(?:{_DONE_FR})e?s?",
        rf"(?:nous (?:l'|les |vous )?avons|on a) {_ADVERB_FR}(?:{_DONE_FR})e?s?",
        rf"je {_LINK_FR}(?:{_DOING_FR})",
        r"je m'(?:en )?(?:occupe|charge|assure)",
        rf"je {_LINK_FR}(?:vais|viens de) (?:vous |te |le |la |les |l'|lui |leur )*\w+(?:er|ir|re)",
        r"je (?:vous |te |la |le |les |lui |leur )*(?!serai|aurai|pourrai|saurai|manquerai|voudrai)\w{3,}rai",
        rf"(?:nous|on) {_LINK_FR}(?:{_WE_FR})",
        r"nous (?:venons de|sommes en train de) \w+",
    ),
    en=(
        rf"(?:i've|i have|we've|we have) {_ADVERB_EN}(?:{_DONE_EN})",
        rf"(?:i|we) {_ADVERB_EN}(?:{_DONE_EN})",
        rf"(?:i'll|i will|we'll|we will|i'm going to|we're going to) (?:also |personally |now |then "
        rf"|just )*(?:{_DOING_EN})",
        rf"(?:i'm|i am|we're|we are) {_ADVERB_EN}(?:{_DOING_ING_EN})",
    ),
)

DONE: Final = cues(
    fr=(
        r"(?:a|ont) (?:bien |déjà |aussi )?été (?:rembours|renvoy|remplac|corrig|annul|rétabl|répar|crédit|livr"
        r"|expédi|retir)\w*",
        r"(?:est|sont) (?:bien |déjà )?(?:partie?s?|reparti(?:e|s|es)?|en route|corrigée?s?|rétablie?s?|remboursée?s?)",
        r"c'est (?:fait|corrigé|réglé|réparé|rétabli|remboursé|parti)",
    ),
    en=(
        r"(?:has|have) (?:now |already |just )?(?:been (?:refunded|replaced|fixed|corrected|cancelled|restored"
        r"|repaired|sent"
        r"|credited|removed|changed)|gone (?:out|back))",
        r"(?:went|goes|is going|are going|is on its way|are on their way) (?:back|out)",
        r"it's (?:done|fixed|refunded|on its way|sorted)",
    ),
)
"""An act that is done, said without a first person."""

EXPLAINS: Final = cues(
    fr=(
        r"voici|vous trouverez|le détail (?:est|figure)|la source|nos chiffres|le rapport|publiée?s? (?:en|le|sur|ici)",
        r"https?",
    ),
    en=(
        r"here (?:is|are)|you(?:'ll| will| can) (?:find|read|see)|the (?:source|figures|report|detail)|published",
        r"https?",
    ),
)
"""For somebody who is misinformed, showing the facts and where they stand is the act."""

COMING_BACK: Final = cues(
    fr=(
        r"(?:je|nous|on|notre \w+) (?:vous |te |y )*(?:reviens|revenons|revient|reviendrai|reviendrons"
        r"|recontacte\w*|rappelle\w*"
        r"|tiens|tenons|tiendra\w*|réponds|répondrai|répondrons|répondra|repasse)",
        r"(?:vais|va|allons) (?:vous )?(?:revenir|recontacter|rappeler|répondre)|vous serez \w+|vous (?:aurez"
        r"|recevrez)",
    ),
    en=(
        r"(?:i|we|they|our \w+)(?:'ll| will| shall) (?:\w+ )?(?:be back|come back|get back|update|reply|answer"
        r"|let you know|call"
        r"|contact|be in touch|follow|look into)",
        r"you(?:'ll| will) (?:be|get|receive|have|hear)|look into (?:it|this)",
    ),
)
"""Signs that something is still to be done after this reply."""
