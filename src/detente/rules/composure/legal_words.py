"""Cues of law: threats open and polite, asking to change or reward a review, and the source of a correction."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.composure.cues import cues
from detente.rules.composure.folded import fold

THREAT: Final = cues(
    fr=(
        r"(?:nos|mes|notre|mon|un|des|l') ?(?:avocats?|conseils? juridiques?|juristes?)"
        r"|notre service juridique (?:vous|va|prendra)",
        r"poursuites?(?: judiciaires?| pénales?)?(?! d)|(?:vous |te )(?:poursuivre|poursuivrons|poursuivrai"
        r"|attaquer|attaquerons|assigner)",
        r"(?:porter|portons|porterons|porte|porterai|dépos\w+)(?: une)? plainte|plainte sera (?:déposée|portée)",
        r"diffam\w+|calomni\w+|dénigrement|injure publique",
        r"(?:en|devant la|devant les|la) justice|tribuna(?:l|ux)|mise en demeure|mettre en demeure|huissier"
        r"|commissaire de justice",
        r"(?:suites|actions?|procédures?) (?:judiciaires?|pénales?|légales?|en justice)|réserv\w+ (?:le|notre|nos"
        r"|mon|tous) droits?",
        r"(?:vos|tes|de tels|ces|vos propres) (?:propos|mots|accusations|affirmations|écrits|paroles|déclarations"
        r"|insinuations|termes)"
        r" (?:\w+ ){0,3}(?:engag|tomb|relèv|expos|vous coût|pourraient vous|peuvent vous|sont passibles"
        r"|ont été transmis|constitu|seront"
        r"|ne resteront|sont conservés|pourraient avoir)\w*",
        r"(?:vous )?expos\w+ (?:\w+ ){0,3}à (?:des|une|d'éventuelles) (?:poursuites|suites|sanctions|action"
        r"|procédure|conséquences)"
        r"|passibles? (?:de|d')|répondre de (?:vos|tes|ses|ces) (?:propos|actes|mots|paroles|écrits|accusations)",
        r"(?:a|ont|aura|auront|peut avoir|peuvent avoir|pourrait avoir|n'est pas|ne sera pas|ne restera pas"
        r"|ne resteront pas) (?:\w+ )?"
        r"(?:des |de )?(?:conséquences pour (?:celui|celle|la personne|son auteur|ceux|vous|qui)"
        r"|sans (?:conséquences?|suites?))",
        r"(?:mesur|pes|choisi)\w+ (?:mieux |bien )?(?:vos|tes) (?:mots|propos|paroles)|(?:attention|gare"
        r"|prenez garde|faites attention) à (?:vos|tes|ce que"
        r" (?:vous|tu)) ?\w+|(?:notre|le) (?:service|pôle|département) juridique (?:\w+ )?(?:lit|suit|regarde"
        r"|surveille|apprécie|a été saisi"
        r"|se tient|conserve|saura|est informé|adore)",
        r"(?:sans quoi|faute de quoi|à défaut),? (?:\w+ ){0,5}(?:conseils?|avocats?|juridique|justice|suites?"
        r"|procédure|plainte|relais|mesures)"
        r"|notre conseil (?:prendra|vous|se)|(?:vidéo|photo|publication|enregistrement|propos|diffusion"
        r"|commentaire) (?:\w+ ){0,2}"
        r"(?:illégale?s?|illicites?)",
        r"(?:la loi|le code pénal|l'article \d+\w*) (?:\w+ ){0,2}(?:puni|sanctionn|réprim|prévoit)\w*"
        r"|captures? (?:d'écran )?(?:\w+ ){0,3}(?:conservée?s?"
        r"|gardée?s?|transmises?) (?:au|à nos|à notre) (?:avocat|juriste|service juridique|conseil)\w*",
    ),
    en=(
        r"legal (?:action|proceedings|consequences|steps|remedies|redress|team will|position)|(?:our|my|the"
        r"|a) (?:lawyers?|solicitors?"
        r"|attorneys?|barristers?|legal (?:team|department|counsel|advis[eo]rs?|people))",
        r"su(?:e|ing) you|we(?:'ll| will) sue|sued|take you to court|see you in court|(?:go|going) to court"
        r"|in court|hear from (?:our|my) legal",
        r"defam\w+|libel\w*|slander\w*|cease and desist|prosecut\w+|reserve (?:the|our|all|my) rights?"
        r"|press(?:ing)? charges",
        r"consequences for (?:the (?:person|people|one|author)|those|anyone|whoever|you|people)|(?:has|have|carry"
        r"|carries|bring|brings|without)"
        r" (?:\w+ )?consequences(?= (?:for|when|if)|\s*[.!])|(?:you )?(?:may |might |could )?(?:have to|made to"
        r"|must|will) answer for (?:what"
        r"|such|every|your (?:words|claims|accusations|posts?))|(?:you|people|anyone) (?:\w+ ){0,2}(?:answerable"
        r"|accountable|liable) for (?:what|your|their|such|every)",
        r"(?:choose|watch|mind|weigh|pick) (?:my|your|his|their) words|(?:be|very) (?:\w+ )?careful (?:what"
        r"|about what|with (?:what|your|such))"
        r"(?: you)? ?(?:say|post|write|claim|allege|words|accusations)?",
        r"(?:held|hold you|hold people) (?:\w+ )?(?:responsible|liable|accountable) for (?:what|your|these|this"
        r"|such|any)",
        r"(?:something|things|a claim|claims|accusations?|allegations?|words"
        r"|statements?) (?:\w+ ){0,3}(?:defend (?:our|my)sel(?:ves|f) against"
        r"|not go unanswered|may be actionable|are actionable|is actionable|kept on file|be used|be passed to)"
        r"|actionable",
        r"(?:against|break(?:s|ing)?|contrary to) the law to (?:say|post|write|claim|accuse|spread)"
        r"|false (?:statements|accusations|claims|allegations)"
        r" (?:\w+ ){0,3}(?:offence|crime|unlawful|illegal|consequences|taken|pursued|serious)",
    ),
)
THEIR_RIGHT: Final = re.compile(
    fold(
        r"(?:vous pouvez|tu peux|pouvez-vous|votre droit|droit de|conseill\w+|invit\w+ a|n'hésitez pas|libre de"
        r"|vous avez (?:le droit|choisi)|si (?:vous|tu) (?:port|souhait|dépos|voul|veu|décid|préfér|saisi"
        r"|engag)\w*|libre à (?:vous|toi)"
        r"|vous (?:parlez|évoquez|envisagez|souhaitez|voulez|avez (?:porté|déposé))|tu (?:veux|souhaites|as)"
        r"|you can|you may|your right|right to"
        r"|free to|you mention|if you (?:want|wish|choose|decide|prefer|report|press|do|go|take|would|ever|still)"
        r"|you(?:'re| are) (?:considering|thinking)|want to|wish to|you(?:'ve| have) (?:reported|filed)"
        r"|votre plainte|your complaint)"
    )
)
HANDS_ON: Final = re.compile(
    fold(
        r"(?:transmis|confié|remis|demandé|transmets|confie|passed|handed|asked|told|given|with|raised|sent"
        r"|forwarded)[^.!?]{0,60}$"
    )
)
"""Before "our legal team": handing the matter to them is not a threat…"""
ANSWERS_THEM: Final = re.compile(
    fold(
        r"^[^.!?]{0,80}(?:répond|reviend|revien|écri|appell|examin|étudi|regard|vérifi|traite|repl|answer"
        r"|will (?:write|call|look|read|check|review"
        r"|be back)|come back|get back|looking|reading|checking|reviewing|by \d|avant|d'ici|demain|tomorrow)"
    )
)
"""… when they are the ones who will answer."""

_REVIEW_FR: Final = (
    r"(?:(?:votre|ton|vos|tes|cet|cette|ces|l'|la|les|une?|le) ?)(?:\w+ ){0,2}(?:avis(?! (?:d'(?:imposition"
    r"|échéance|passage|absence)|de (?:passage|livraison|contravention))|"
    r" que)|notes?(?! de (?:frais|service))|étoiles?|évaluations?|notations?)"
)
_REVIEW_EN: Final = (
    r"(?:your|this|the|that|those|these|a|an) (?:[\w-]+ ){0,2}?(?:reviews?|ratings?|stars?|scores?|one-stars"
    r"|testimonial)"
)
_CHANGE_FR: Final = (
    r"supprim|retir|enlev|effac|modifi|chang|révis|rectifi|corrig|remont|repass|réévalu|reconsidér|actualis|adouc"
    r"|repren|relev|nuanc|ôt|amélior"
    r"|augment|rehauss|revoi|revoy"
)
GATING: Final = cues(
    fr=(
        rf"(?:{_CHANGE_FR})(?:ez|iez|es|e|s)(?:-la|-le|-les)? (?:\w+ )?{_REVIEW_FR}|(?:mettez|mets"
        rf"|mettre) à jour {_REVIEW_FR}",
        r"(?:pouvez|pourriez|pourrais|peux|voulez|voudriez|accepteriez|accepterais|auriez|aurais|seriez|serais"
        r"|merci|penser|pensez|songer|invit\w+|demand\w+"
        r"|prie|prions|aimerions|aimerais|souhaiterions|reconnaissante?s?|gentil\w*|faudrait|suffit|espér\w+"
        r"|possible|vous|tu|si)(?:[ -](?!pas |jamais )\w+){0,6}?"
        rf" (?:de |d'|à )?(?:{_CHANGE_FR})(?:er|r|ir|re|dre|ger|iez|ez|ais|es|oir)?s? (?:\w+ )?{_REVIEW_FR}"
        rf"|(?:mettre|mettez) à jour {_REVIEW_FR}",
        r"si (?:vous|tu) (?:supprim|retir|enlev|effac|modifi|chang|remont|corrig)\w+ (?:\w+ )?(?:avis|note"
        r"|commentaire|étoiles?|évaluation|message|post|publication)",
        r"(?:contre|en échange d'|en échange de|moyennant|en contrepartie d'|en retour d')\s*(?:une? |votre "
        r"|ton )?(?:\w+ )?(?:avis|note|étoiles?|retrait|suppression"
        r"|évaluation|commentaire)",
        r"en (?:échange|contrepartie)(?=[^.!?]{0,60}(?:avis|note|étoile|évaluation|commentaire))|(?:avis|note"
        r"|étoiles?|évaluation)(?:[ ,]\w+){0,6} en (?:échange|contrepartie|retour)",
        r"(?:(?:laiss|mett|attribu|donn|accord|repass|pass|remont)\w*[- ])(?:(?:nous|moi|votre|ton|une?|la|note|à"
        r"|avis|de|des|ses|les|le|aux)[- ])*(?:quatre |cinq |\d |4 |5 )?(?:ou cinq |ou 5 )?"
        r"(?:5|cinq|quatre|4) étoiles",
        r"(?:note|étoiles?|avis|évaluation)s?(?: \w+){0,4} (?:reflèt|reflét|mérit|corresponde?|évolu"
        r"|tienne compte|monte|remonte)\w*"
        r"|(?:une bonne|meilleure|belle) note(?= )|avis (?:de |à )?(?:5|cinq|4|quatre) étoiles|(?:revenir|revenez"
        r"|reveniez) sur (?:votre|ton) (?:avis|note|évaluation)|(?:un|votre|ton) avis (?:plus )?(?:positif"
        r"|favorable|juste)",
        r"retrait de (?:votre|ton|cet) (?:avis|commentaire|note)|(?:avis|note"
        r"|commentaire) (?:\w+ ){0,2}(?:disparai|retiré|supprimé|modifié|effacé|mis à jour|revu)\w*(?= )",
    ),
    en=(
        r"(?:remov|delet|edit|chang|updat|revis|amend|reconsider|rais|bump|improv|withdraw|retract|adjust|reword"
        r"|revisit|upgrad|lift|drop|rethink|increas|review)"
        rf"(?:e|ing|es)? (?:up )?{_REVIEW_EN}|tak(?:e|ing) (?:down )?{_REVIEW_EN}(?: down)?"
        rf"|pull(?:ing)? {_REVIEW_EN}",
        r"(?:in exchange|in return|swap) for (?:\w+ ){0,3}(?:review|rating|stars?|removal|feedback|five stars)"
        r"|(?:review|rating|stars?)(?:[ ,]\w+){0,5} in (?:exchange|return)",
        r"in (?:exchange|return)(?=[^.!?]{0,60}(?:review|rating|star))",
        r"(?:give|leave|rate|make|turn|award|drop|get|be|deserves?|worth|see|into"
        r"|to)(?: \w+){0,3} (?:us )?(?:five|5|four|4)[ -]?stars?(?: (?:review|rating))?",
        r"(?:reviews?|ratings?|stars?|scores?)(?: (?!page)\w+){0,4} (?:reflect|match|mirror|tell the whole"
        r"|changed?|went up|go up|move up|reconsidered|updated|come down|taken down|removed"
        r"|disappear)\w*",
        r"(?:better|higher|kinder|fairer|nicer|positive|good|glowing) (?:review|rating|score)|(?:another"
        r"|second) (?:look|thought) (?:at|about) (?:your|that|those|the) (?:review|rating|stars?)",
        r"(?:five|5|four|4)-star (?:review|rating)|stars? (?:back|up)(?= )|(?:the|those|your"
        r"|these) (?:\w+ )?(?:review|stars?|one-stars|rating) (?:down|away|off)",
    ),
)
NO_THREAT: Final = re.compile(fold(r"(?<!\w)(?:ne|n'\w*|pas|jamais|aucune?|not|never|no|nor|\w+n't|cannot)(?!\w)"))
"""Just before a threat, in its clause: there is none. "Sans" and "without" speak of something else."""
OUR_DOING: Final = re.compile(
    fold(
        r"(?<!\w)(?:je|j'ai|nous avons|nous|on|i|we|i've|we've|i'll|we'll)"
        r"(?:\s+(?:ne|n'|ai|avons|vais|allons|will|have|never|can|don't|would|do|not|did))*\s+$"
    )
)
NOBODY_HAS_TO: Final = re.compile(
    fold(
        r"(?:pas besoin|rien ne (?:vous|t')\s*oblige|sans (?:avoir à )?|inutile|n'avez pas à|n'as pas à"
        r"|ne (?:vous |te )?demand"
        r"|(?:don't|do not) (?:have|need) to|no need to|(?:never|won't|not|don't) ask|without)[^.!?]{0,60}$"
    )
)
"""We do it, or nobody has to: no request."""
ABOUT_DATA: Final = re.compile(
    fold(
        r"numéro|adresse|coordonnées|données|téléphone|mail|nom |number|address|details|phone|e-?mail|personal"
        r"|your name"
    )
)
COMMENT: Final = cues(
    fr=(
        r"(?:supprim|retir|enlev|effac|modifi)\w+ (?:votre|ton|vos|ce|ces) (?:message|commentaire|post"
        r"|publication|témoignage)s?",
    ),
    en=(
        r"(?:remov|delet|edit|tak|chang|withdraw)\w+ (?:down )?(?:your|this|that|the) (?:message|comment|post"
        r"|feedback)s?(?: down)?",
    ),
)

SOURCE: Final = cues(
    fr=(
        r"https?|www",
        r"rapports?|notice|publiée?s?|publions|voir|affichée?s?|afficher|figure(?:nt)?|registre|délibération"
        r"|compte[- ]rendu|procès-verbal|étude|arrêté"
        r"|décret|article \w+|norme|certificat|attestation|fiche|grille|tarif public|relevés?"
        r"|mesures? officielles?|source|en ligne|consultables?"
        r"|vérifiables?|étiquette|page \w+|document|bilan|archives?|photos? (?:ci|du|jointe)|selon (?:l'|le|la"
        r"|les)|d'après (?:l'|le|la|les)|détaillée?s? (?:dans|sur)"
        r"|indiquée?s? (?:dans|sur)|communiqué|contrat|conditions|analyses?|journal officiel|en vitrine|panneau"
        r"|tableau",
    ),
    en=(
        r"https?|www",
        r"reports?|published|see (?!you|that|why|how|what|the [a-z]+ (?:show|play))|posted|minutes of|register"
        r"|study|statement of|notice|certificate|filing|figures are|numbers (?:are )?at|source"
        r"|on (?:our|the) (?:site|website|page|wall|board|label|packaging)|listed (?:at|on|in)|according to"
        r"|available (?:at|on)|price list|published"
        r"|audit(?:ed)?|inspection|log|dataset|appendix|page \d+|section \d+|records? (?:show|are)|label|document"
        r"|attached|pinned|leaflet|data sheet|in the window|annual accounts",
    ),
)
HOST: Final = re.compile(r"(?<![\w@.])(?:[a-z0-9-]+\.)+[a-z]{2,10}(?:/\S*)?(?!\w)")
NOT_US: Final = cues(
    fr=(
        r"(?:une |d')?autres? (?:enseigne|établissement|entreprise|société|commerce|magasin|adresse|restaurant"
        r"|boutique|marque|page|maison)|pas (?:chez nous|de chez nous|à nous|nous)"
        r"|(?:vous|tu) (?:pensez|parlez|pens|parl)\w* (?:peut-être )?(?:à|d') ?(?:un|une)? ?autre|confusion"
        r"|homonyme|aucune (?:commande|réservation|trace)|ne sommes pas (?:le|la|l')",
    ),
    en=(
        r"(?:another|different|other|wrong|similar) (?:\w+ )?(?:shop|place|company|business|restaurant|hotel"
        r"|store|firm|branch|brand|page|name|firm|team)|(?:isn't|not|wasn't|aren't) (?:us|ours)"
        r"|mixed (?:us )?up|mistaken (?:us|identity)|confus\w+ us|no (?:record|booking|order|trace) of"
        r"|someone else's|somebody else's|meant for",
    ),
)
"""They took us for another: there is nothing to prove."""
