"""The widest net: turns that are innocent more often than not. One hint to look for each check, never a warning."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues, whole_words

BLAME_NET: Final = cues(
    fr=(
        r"(?:d'autres|la plupart des|bien des|beaucoup de) (?:familles|clients|parents|gens|voyageurs|locataires|"
        r"usagers|joueurs|patients|personnes) (?!ont été|sont|étaient|attend)(?:\w+)",
        r"(?:un|une|deux|trois|quelques) (?:simple |petit |petite |seul |seule )?(?:coup d'œil|clic|regard|lecture|"
        r"appels?|minutes?|secondes?|question)(?: (?!de notre|de nous)[\w']+){0,6} (?:aurait|auraient) \w+",
        r"quand on \w+ (?:avec|sans|pour|en|dans) [^.!?,\n]{3,40}, on \w+",
    ),
    en=(
        r"(?:most|other|many) (?:families|people|customers|guests|parents|travellers|tenants|users|players|patients|"
        r"residents|owners|drivers) (?!were|have|had|are|who|and|in|at|on|to|too|like|of|waited|here)\w+",
        r"just saying|(?:sign|notice|page|label|leaflet|board|email|letter|ticket)(?: \w+){0,4} (?:does|did) \w+|"
        r"you(?:'d| would) have (?:seen|known|heard|noticed|found) (?!out from us)\w+",
    ),
)
MOCKERY_NET: Final = cues(
    fr=(
        r"(?:médailles?|trophées?|(?:le|un) prix d(?:u|e la|e l')|diplômes? d[eu']|palme) ?\w+|imagination|"
        r"imaginati(?:f|ve)s?|(?:quel|beau|joli|vrai) (?:roman|récit|poème|talent)|décern\w+",
    ),
    en=(
        r"(?:a|the|this man a|a gold) (?:medal|trophy|prize|knighthood|statue)|your (?:novel|memoirs|imagination)|"
        r"write a (?:novel|book|poem|song)|(?:we'd|we would) all (?:queue|pay|love) (?:for|to)|imaginative",
    ),
)
ATTACK_NET: Final = cues(
    fr=(
        r"votre (?:récit|version|mémoire|interprétation|logique|but|intention|motivation) (?:\w+ )?(?:est|a|n'est|"
        r"n'a|semble|laisse|manque|comporte|varie|évolue)|(?:vous cherchez|vous espérez|vous comptez) (?:à "
        r")?(?:obtenir|gagner|nuire)",
    ),
    en=(
        r"your (?:memory|recollection|version|account|reading|maths|logic|motives?|agenda)(?: \w+){0,4} (?:is|was|"
        r"seems|looks|sounds|appears|changes|differs)|(?:hoping|trying|looking|hope) to (?:gain|achieve|prove) "
        r"(?!back)\w*|one (?:has to|must|does) (?:ask|wonder)",
    ),
)
DENIAL_NET: Final = cues(
    fr=(
        r"(?:nos|notre|les|le|la) (?:équipes?|agents?|chauffeurs?|collègues?|conducteurs?|serveuses?|soignants?|"
        r"personnel|conseillers?) (?:a|ont) (?:\w+ )?(?:respecté|suivi|appliqué|agi|observé|fait preuve)",
        r"aucune? \w+ n'(?:a|est|était|avait) (?:été )?(?:enregistrée?|constatée?|signalée?|relevée?|remontée?|"
        r"détectée?)",
    ),
    en=(
        r"(?:our|the) (?:crew|team|staff|drivers?|colleagues?|nurses?|agents?|officers?|engineers?|stewards?) "
        r"(?:\w+ )?(?:followed|respected|acted|complied|observed|applied|behaved|adhered)",
        r"(?:checked|looked|asked)(?: \w+){0,3} and there (?:was|were|is) no \w+",
    ),
)
EXCUSE_NET: Final = cues(
    fr=(
        r"(?:le|la|les) (?!équipe|responsable|direction)(?:\w+ ){1,3}(?:décide|fixe|impose|dicte)(?:nt)? "
        r"(?:seule?s? )?(?:des?|du|les?|la|ses) \w+|(?:et )?pas nous(?=\s*[.,!])",
    ),
    en=(
        r"the (?!team|manager)(?:\w+ ){1,3}(?:decides?|dictates?|controls?) (?:that|those|these|the|it|which|when|"
        r"where|all) \w+|,? not (?:us|ours|our \w+)(?=\s*[.,!])",
    ),
)
SELLING_NET: Final = cues(
    fr=(r"notre (?:formule|offre|option|pack|abonnement|contrat|forfait) \w+|aur(?:ait|iez) (?:été )?couverte?s?",),
    en=(
        r"our (?:[\w-]+ )?(?:plan|package|membership|bundle|subscription|premium|plus)(?= |[.,])|would (?:be|have "
        r"been) covered",
    ),
)
SMALL_NET: Final = cues(
    fr=(r"(?:ça|cela) se (?:recoud|répare|nettoie|remplace|rince|lave|rattrape)|n'a jamais (?:tué|fait de mal)",),
    en=(
        r"never (?:hurt|killed|harmed|did) (?:anyone|anybody|any harm)|(?:it|that) (?:washes|wipes|comes|rinses) "
        r"(?:off|out)",
    ),
)
AGREES: Final = whole_words(
    r"nobody|no one|we (?:missed|failed|never|didn't|did not|were late|lost|forgot)|you(?:'re| are| were) right",
    r"you (?:called|rang|wrote|paid|returned|asked|told|did|phoned)|vous (?:avez|aviez) (?:bien )?(?:appelé|écrit|"
    r"payé|rendu|raison|prévenu|demandé)|nous (?:n'avons|avons (?:manqué|oublié|raté))",
)
"""What follows a record when it agrees with the author."""
