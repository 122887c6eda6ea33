"""The widest net: turns that are innocent more often than not. One hint to look for each check, never a warning."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues, whole_words

BLAME_NET: Final = cues(
    fr=(
        r"(?:vos|tes) (?:voisins?|voisines?|amis|collègues|compagnons)(?:,? eux,?)? (?:ont|n'ont|sont|y|l'ont)|(?:un"
        r"|une) \w+,? (?:ça )?se (?:surveille|vérifie|ferme|prépare|range|réserve|lit|entretient|anticipe|demande|"
        r"respecte)",
        r"(?:d'autres|la plupart des|bien des|beaucoup de) (?:familles|clients|parents|gens|voyageurs|locataires|"
        r"usagers|joueurs|patients|personnes) (?!ont été|sont|étaient|attend)(?:\w+)",
        r"(?:un|une|deux|trois|quelques) (?:simple |petit |petite |seul |seule )?(?:coup d'œil|clic|regard|lecture|"
        r"appels?|minutes?|secondes?|question)(?: (?!de notre|de nous)[\w']+){0,6} (?:aurait|auraient) \w+",
        r"quand on \w+ (?:avec|sans|pour|en|dans) [^.!?,\n]{3,40}, on \w+",
    ),
    en=(
        r"your (?:neighbours?|neighbors?|friends|fellow \w+|colleagues) (?:had|have|got|did|managed|found|were)|"
        r"needs? (?:watching|checking|supervising|minding|looking after|careful|care)|is (?:usually|normally|"
        r"generally) (?:all it takes|enough)",
        r"(?:most|other|many) (?:families|people|customers|guests|parents|travellers|tenants|users|players|patients|"
        r"residents|owners|drivers) (?!were|have|had|are|who|and|in|at|on|to|too|like|of|waited|here)\w+",
        r"just saying|(?:sign|notice|page|label|leaflet|board|email|letter|ticket)(?: \w+){0,4} (?:does|did) \w+|"
        r"you(?:'d| would) have (?:seen|known|heard|noticed|found) (?!out from us)\w+",
    ),
)
MOCKERY_NET: Final = cues(
    fr=(
        r"tapis rouge|(?:quelle|quel) (?:chance|honneur|bonheur|privilège|plaisir) d[eu'] ?\w+",
        r"(?:médailles?|trophées?|(?:le|un) prix d(?:u|e la|e l')|diplômes? d[eu']|palme) ?\w+|imagination|"
        r"imaginati(?:f|ve)s?|(?:quel|beau|joli|vrai) (?:roman|récit|poème|talent)|décern\w+",
    ),
    en=(
        r"red carpet|the nation's|on your watch|with you on (?:watch|guard|duty)|what (?:luck|an honour|a privilege|"
        r"a treat|a joy)",
        r"(?:a|the|this man a|a gold) (?:medal|trophy|prize|knighthood|statue)|your (?:novel|memoirs|imagination)|"
        r"write a (?:novel|book|poem|song)|(?:we'd|we would) all (?:queue|pay|love) (?:for|to)|imaginative",
    ),
)
ATTACK_NET: Final = cues(
    fr=(
        r"(?:vous n'êtes|tu n'es|vous êtes|tu es) (?:visiblement|manifestement|décidément|clairement|apparemment) "
        r"(?!bless|déç|en colère)\w+",
        r"votre (?:récit|version|mémoire|interprétation|logique|but|intention|motivation) (?:\w+ )?(?:est|a|n'est|"
        r"n'a|semble|laisse|manque|comporte|varie|évolue)|(?:vous cherchez|vous espérez|vous comptez) (?:à "
        r")?(?:obtenir|gagner|nuire)",
    ),
    en=(
        r"(?:is|are|was) (?:clearly |plainly |obviously |evidently )?not your (?:strong|forte|thing|best)\w*|"
        r"you(?:'re| are) (?:clearly|plainly|obviously|evidently) (?!upset|hurt|cross|right|angry)\w+",
        r"your (?:memory|recollection|version|account|reading|maths|logic|motives?|agenda)(?: \w+){0,4} (?:is|was|"
        r"seems|looks|sounds|appears|changes|differs)|(?:hoping|trying|looking|hope) to (?:gain|achieve|prove) "
        r"(?!back)\w*|one (?:has to|must|does) (?:ask|wonder)",
    ),
)
DENIAL_NET: Final = cues(
    fr=(
        r"n'(?:a|ont) (?:\w+ )?(?:relevé|constaté|noté|enregistré|trouvé|détecté|remarqué) aucune?",
        r"(?:nos|notre|les|le|la) (?:équipes?|agents?|chauffeurs?|collègues?|conducteurs?|serveuses?|soignants?|"
        r"personnel|conseillers?) (?:a|ont) (?:\w+ )?(?:respecté|suivi|appliqué|agi|observé|fait preuve)",
        r"aucune? \w+ n'(?:a|est|était|avait) (?:été )?(?:enregistrée?|constatée?|signalée?|relevée?|remontée?|"
        r"détectée?)",
    ),
    en=(
        r"(?:balanced|tallied|checked out|added up|matched) (?:to|with|exactly|perfectly|correctly)",
        r"(?:our|the) (?:crew|team|staff|drivers?|colleagues?|nurses?|agents?|officers?|engineers?|stewards?) "
        r"(?:\w+ )?(?:followed|respected|acted|complied|observed|applied|behaved|adhered)",
        r"(?:checked|looked|asked)(?: \w+){0,3} and there (?:was|were|is) no \w+",
    ),
)
EXCUSE_NET: Final = cues(
    fr=(
        r"(?:le|notre|la|un) (?:fournisseur|transporteur|prestataire|livreur|facteur|fabricant|sous-traitant|loueur|"
        r"traiteur|éditeur)\w* (?:nous )?(?:a|avait) \w+|pas pu faire autrement|n'avions pas le choix",
        r"(?:le|la|les) (?!équipe|responsable|direction)(?:\w+ ){1,3}(?:décide|fixe|impose|dicte)(?:nt)? "
        r"(?:seule?s? )?(?:des?|du|les?|la|ses) \w+|(?:et )?pas nous(?=\s*[.,!])",
    ),
    en=(
        r"(?:hands|arms) (?:were|have been|had been) tied|(?:the|our) (?:supplier|courier|carrier|vendor|contractor|"
        r"caterer|printer|wholesaler|manufacturer)s? (?:\w+ )?(?:delivered|sent|arrived|turned up|cancelled|came|got"
        r"|was late|were late)|(?:had|have) no (?:choice|other option|alternative)",
        r"the (?!team|manager)(?:\w+ ){1,3}(?:decides?|dictates?|controls?) (?:that|those|these|the|it|which|when|"
        r"where|all) \w+|,? not (?:us|ours|our \w+)(?=\s*[.,!])",
    ),
)
SELLING_NET: Final = cues(
    fr=(
        r"(?:sachez|notez|apprenez) que (?:notre|nos) \w+|(?:bonne nouvelle|au passage)\s?[,:]",
        r"notre (?:formule|offre|option|pack|abonnement|contrat|forfait) \w+|aur(?:ait|iez) (?:été )?couverte?s?",
    ),
    en=(
        r"(?:pleased|happy|delighted|excited|thrilled|interested) to (?:hear|know|announce|learn) (?:that )?our",
        r"our (?:[\w-]+ )?(?:plan|package|membership|bundle|subscription|premium|plus)(?= |[.,])|would (?:be|have "
        r"been) covered",
    ),
)
SMALL_NET: Final = cues(
    fr=(
        r"n'a jamais (?:empêché|gêné|dérangé)",
        r"(?:ça|cela) se (?:recoud|répare|nettoie|remplace|rince|lave|rattrape)|n'a jamais (?:tué|fait de mal)",
    ),
    en=(
        r"hardly (?:a|an|the) \w+",
        r"never (?:hurt|killed|harmed|did) (?:anyone|anybody|any harm)|(?:it|that) (?:washes|wipes|comes|rinses) "
        r"(?:off|out)",
    ),
)
FEELING_NET: Final = cues(
    fr=(
        r"(?:peinée?s?|attristée?s?|chagrinée?s?|surprise?s?|étonnée?s?) (?:que|de (?:lire|voir|apprendre|"
        r"constater)) \w+",
    ),
    en=(r"(?:saddens?|pains?|troubles?|surprises?|grieves) (?:us|me) (?:that|to (?:hear|read|learn|see)) \w+",),
)
CAUSE_NET: Final = cues(
    fr=(r"parce qu(?:e |')\w+|d'où (?:la|le|l')",), en=(r"because (?:nobody|no one|they|it|there|somebody) \w+",)
)
AGREES: Final = whole_words(
    r"nobody|no one|we (?:missed|failed|never|didn't|did not|were late|lost|forgot)|you(?:'re| are| were) right",
    r"you (?:called|rang|wrote|paid|returned|asked|told|did|phoned)|vous (?:avez|aviez) (?:bien )?(?:appelé|écrit|"
    r"payé|rendu|raison|prévenu|demandé)|nous (?:n'avons|avons (?:manqué|oublié|raté))",
)
"""What follows a record when it agrees with the author."""
