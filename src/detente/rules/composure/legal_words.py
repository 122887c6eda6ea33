"""Cues of law: threats open and polite, asking to change or reward a review, and the source of a correction."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.composure.cues import cues
from detente.rules.composure.folded import fold

THREAT: Final = cues(
    fr=(
        r"devant (?:le juge|un juge|les juges)|ce que (?:coûte|peut coûter|risque|risquent)|notre conseil (?:suit"
        r"|lit|regarde|surveille)|gain de cause",
        r"constats? d'huissier|(?:il y a|il existe) des lois|la loi (?:existe|est claire|protège)|(?:notre"
        r"|nos) conseils? (?:\w+ ){0,4}(?:copie|suite|décid|prendr|saisi)\w*|(?:publication|commentaire|propos"
        r"|avis|post) (?:[\w']+ ){0,7}(?:à la police|gendarmerie|procureur|parquet)|(?:finir|termin\w+|régler"
        r"|retrouv\w+) (?:\w+ ){0,2}(?:au tribunal|devant (?:le juge|un juge|les juges))|(?:vous êtes|t'es"
        r"|tu es) prévenue?s?(?=\s*[.!])|décidera de la suite|(?:la )?suite à (?:lui|leur|y) donner",
        r"(?:nos|mes|notre|mon|un|des|l') ?(?:avocats?|conseils? juridiques?|juristes?)"
        r"|notre service juridique (?:vous|va|prendra)",
        r"poursuites?(?: judiciaires?| pénales?)?(?! d)|(?:vous |te )(?:poursuivre|poursuivrons|poursuivrai"
        r"|attaquer|attaquerons|assigner)",
        r"(?:porter|portons|porterons|porte|porterai|dépos\w+)(?: une)? plainte|plainte sera (?:déposée|portée)",
        r"diffam\w+|calomni\w+|dénigrement|injure publique",
        r"(?:en|devant la|devant les|la) justice|tribuna(?:l|ux)|mise en demeure|mettre en demeure|huissier"
        r"|commissaire de justice",
        r"(?:suites|actions?|procédures?) (?:judiciaires?|pénales?|légales?|en justice)|réserv\w+ (?:le|notre|nos"
        r"|mon|tous) droits?|réserv\w+ la (?:possibilité|faculté) d|(?:publication|commentaire|propos|avis"
        r"|post) (?:\w+ ){0,7}(?:police|gendarmerie|procureur|parquet)|risqu\w+ (?:des poursuites|gros"
        r"|de le regretter|une amende pour (?:de tels|ces))|prenez garde à (?:ne pas franchir|vos|ce que)"
        r"|constat d'huissier|(?:il y a|il existe) des lois|la loi (?:existe|est claire|protège)",
        r"(?:vos|tes|de tels|ces|vos propres) (?:propos|mots|accusations|affirmations|écrits|paroles|déclarations"
        r"|insinuations|termes) (?:\w+ ){0,3}(?:engag|tomb|relèv|expos|vous coût|pourraient vous|peuvent vous"
        r"|sont passibles|ont été transmis|constitu|seront|ne resteront|sont conservés|pourraient avoir)\w*",
        r"(?:vous )?expos\w+ (?:\w+ ){0,3}à (?:des|une|d'éventuelles) (?:poursuites|suites|sanctions|action"
        r"|procédure|conséquences)|passibles? (?:de|d')|répondre de (?:vos|tes|ses|ces) (?:propos|actes|mots"
        r"|paroles|écrits|accusations)",
        r"(?:a|ont|aura|auront|peut avoir|peuvent avoir|pourrait avoir|n'est pas|ne sera pas|ne restera pas"
        r"|ne resteront pas) (?:\w+ )?(?:des |de )?(?:conséquences pour (?:celui|celle|la personne|son auteur"
        r"|ceux|vous|qui)|sans (?:conséquences?|suites?))",
        r"(?:mesur|pes|choisi)\w+ (?:mieux |bien )?(?:vos|tes) (?:mots|propos|paroles)|(?:attention|gare"
        r"|prenez garde|faites attention) à (?:vos|tes|ce que (?:vous|tu)) ?\w+|(?:notre|le) (?:service|pôle"
        r"|département) juridique (?:\w+ )?(?:lit|suit|regarde|surveille|apprécie|a été saisi|se tient|conserve"
        r"|saura|est informé|adore)",
        r"(?:sans quoi|faute de quoi|à défaut),? (?:\w+ ){0,5}(?:conseils?|avocats?|juridique|justice|suites?"
        r"|procédure|plainte|relais|mesures)|notre conseil (?:prendra|vous|se)|(?:vidéo|photo|publication"
        r"|enregistrement|propos|diffusion|commentaire) (?:\w+ ){0,2}(?:illégale?s?|illicites?)",
        r"(?:vous|te) (?:coûter|coûtera|coûterait|coûte) cher|n'hésit\w+ pas à (?:saisir|porter|engager"
        r"|poursuivre|agir|prendre des mesures|faire valoir|donner suite)|à (?:votre|ta) place,? (?:je"
        r"|nous) (?:\w+ )?(?:ferai[st]? attention|ferions attention|me tairais|réfléchirais|éviterais|mesurerais)",
        r"(?:la loi|le code pénal|l'article \d+\w*) (?:\w+ ){0,2}(?:puni|sanctionn|réprim"
        r"|prévoit (?:[\w\']+ ){0,3}(?:sanction|amende|peine|prison))\w*"
        r"|captures? (?:d'écran )?(?:\w+ ){0,3}(?:conservée?s?|gardée?s?|transmises?) (?:au|à nos"
        r"|à notre) (?:avocat|juriste|service juridique|conseil)\w*",
    ),
    en=(
        r"carry consequences|knock at (?:the|your) door",
        r"(?:terms|contract|agreement|waiver)(?: \w+){0,3} (?:cover|covers|forbid\w*|prohibit\w*) (?:disparag"
        r"|defam|negative)\w*|disparagement|legal (?:colleagues|people|folk) (?:\w+ )?(?:read|watch|follow|monitor)",
        r"(?:won|win) (?:in court|that case|a case)|before you go (?:putting|posting|writing|saying)",
        r"(?:country|state|there are|we have) (?:\w+ )?laws (?:for|against|about)|be hearing from (?:our (?:legal"
        r"|law|insur)\w*|(?:somebody|someone) about)|(?:posts?|words|claims|comments) like (?:this|these|that"
        r"|those) (?:\w+ ){0,4}(?:cost|costing|land|court|expensive|trouble)\w*|claims? (?:\w+ ){0,5}in court"
        r"|(?:off|away from) (?:public|social) (?:pages|media)(?=[^.!?]{0,80}(?:insur|legal|lawyer|cost))"
        r"|cost(?:ing)? the person who",
        r"legal (?:action|proceedings|consequences|steps|remedies|redress|team will|position)|(?:our|my|the"
        r"|a) (?:lawyers?|solicitors?(?!'s office| office)|attorneys?|barristers?|legal (?:team|department"
        r"|counsel|advis[eo]rs?|people))",
        r"(?:cost|costing) you (?:dear\w*|a lot)|(?:may|might|will) have to take (?:this|it|the matter) further"
        r"|take action against (?:you|anyone|people|those|the author)|not hesitate to (?:take|sue|act|pursue"
        r"|defend)|think twice before (?:you )?(?:\w+ )?(?:post|writ|say|accus|publish)\w*|lawyers"
        r"|solicitors(?!'s? office| office)|lawsuits?|litigation|(?:could|may|might|can) sue|(?:claim|accusation"
        r"|statement|comment|post)s? (?:is|are) against the law|(?:post|comment|review) (?:has|have"
        r"|was) (?:been )?reported to the police",
        r"su(?:e|ing) you|we(?:'ll| will) sue|sued|take you to court|see you in court|(?:go|going) to court"
        r"|in court|hear from (?:our|my) legal",
        r"defam\w+|libel\w*|slander\w*|cease and desist|prosecut\w+|reserve (?:the|our|all|my) rights?"
        r"|press(?:ing)? charges",
        r"consequences for (?:the (?:person|people|one|author)|those|anyone|whoever|you|people)|(?:has|have|carry"
        r"|carries|bring|brings|without) (?:\w+ )?consequences(?= (?:for|when|if)|\s*[.!])|(?:you )?(?:may "
        r"|might |could )?(?:have to|made to|must|will) answer for (?:what|such|every|your (?:words|claims"
        r"|accusations|posts?))|(?:you|people|anyone) (?:\w+ ){0,2}(?:answerable|accountable|liable) for (?:what"
        r"|your|their|such|every)",
        r"(?:choose|watch|mind|weigh|pick) (?:my|your|his|their) words|(?:be|very) (?:\w+ )?careful (?:what"
        r"|about what|with (?:what|your|such))(?: you)? ?(?:say|post|write|claim|allege|words|accusations)?",
        r"(?:held|hold you|hold people) (?:\w+ )?(?:responsible|liable|accountable) for (?:what|your|these|this"
        r"|such|any)",
        r"(?:something|things|a claim|claims|accusations?|allegations?|words"
        r"|statements?) (?:\w+ ){0,3}(?:defend (?:our|my)sel(?:ves|f) against|not go unanswered|may be actionable"
        r"|are actionable|is actionable|kept on file|be used|be passed to)|actionable",
        r"(?:against|break(?:s|ing)?|contrary to) the law to (?:say|post|write|claim|accuse|spread)"
        r"|false (?:statements|accusations|claims|allegations) (?:\w+ ){0,3}(?:offence|crime|unlawful|illegal"
        r"|consequences|taken|pursued|serious)",
    ),
)
FACTS: Final = re.compile(r"(?:tribuna(?:l|ux)|justice|court|huissier|poursuites?|prosecut\w+|plainte)$")
"""Words of the law that threaten only where they concern us and the author…"""
US_OR_THEM: Final = re.compile(r"(?<!\w)(?:nous|je|j'|on|vous|te|tu|t'|we|i|you|us)(?!\w)|j'|we'|i'")
"""… said by one of these."""

THEIR_RIGHT: Final = re.compile(
    fold(
        r"(?:vous pouvez|tu peux|pouvez-vous|votre droit|droit de|conseill\w+|invit\w+ a|n'hésitez pas|libre de"
        r"|vous avez (?:le droit|choisi)|si (?:vous|tu) (?:port|souhait|dépos|voul|veu|décid|préfér|saisi"
        r"|engag)\w*|libre à (?:vous|toi)|vous (?:parlez|évoquez|envisagez|souhaitez|voulez|avez (?:porté"
        r"|déposé))|tu (?:veux|souhaites|as)|you can|you may|your right|right to|free to|you mention"
        r"|if you (?:want|wish|choose|decide|prefer|report|press|do|go|take|would|ever|still)|you(?:'re"
        r"| are) (?:considering|thinking)|want to|wish to|you(?:'ve| have) (?:reported|filed)|votre plainte"
        r"|your complaint)"
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
        r"|will (?:write|call|look|read|check|review|be back)|come back|get back|looking|reading|checking"
        r"|reviewing|by \d|avant|d'ici|demain|tomorrow)"
    )
)
"""… when they are the ones who will answer."""

_REVIEW_FR: Final = (
    r"(?:(?:votre|ton|vos|tes|cet|cette|ces|l'|la|les|une?|le) ?)(?:\w+ ){0,2}(?:avis(?! (?:d'(?:imposition"
    r"|échéance|passage|absence)|de (?:passage|livraison|contravention)))|notes?(?! de (?:frais|service))"
    r"|étoiles?|évaluations?|notations?)"
)
_REVIEW_EN: Final = (
    r"(?:your|this|the|that|those|these|a|an) (?:[\w-]+ ){0,2}?(?:reviews?|ratings?|stars?|scores?|one-stars"
    r"|testimonial)"
)
_CHANGE_FR: Final = (
    r"supprim|retir|enlev|effac|modifi|chang|révis|rectifi|corrig|remont|repass|pass|réévalu|reconsidér|actualis"
    r"|adouc|repren|relev|nuanc|ôt|amélior|augment|rehauss|revoi|revoy"
)
GATING: Final = cues(
    fr=(
        r"(?:disparaîtr\w*|disparaiss\w*) (?:d'ici|de cette page|de la page)|(?:s'il|si elle|si cela) (?:venait à"
        r"|pouvait) disparaître",
        r"(?:suspend|mettre en pause|masqu)\w* (?:la publication de )?(?:cet|votre|ton) (?:avis|commentaire"
        r"|publication)",
        r"(?:vir|retir|enlev|supprim|effac|ôt|chang|gomm)\w* (?:\w+ ){0,3}(?:mots?|phrases?|passages?|partie"
        r"|lignes?) (?:[\w«»\"']+ ){0,6}(?:de|dans|à) (?:votre|ton|cet|ce) (?:avis|commentaire|post|message"
        r"|publication)|(?:tu|vous) (?:effac|supprim|retir|enlev)\w+ (?:celle-ci|celui-ci|ça|ceci|cela"
        r"|la (?:vidéo|photo)|tout ça)",
        r"étoiles? (?:\w+ ){0,3}(?:devien|se transform|chang|ne nous ressembl)\w*|(?:avis"
        r"|évaluation)(?=[^.!?]{0,80}(?:tirage|à gagner))|étoiles?[^.!?]{0,40} en mett\w+ (?:deux|trois|quatre"
        r"|cinq|\d)|(?:gré|merci) de (?:bien vouloir )?(?:retir|supprim|modifi|chang|remont|enlev"
        r"|effac)er (?:\w+ ){0,4}(?:avis|note|étoiles?|commentaire|post|message|publication)"
        r"|remettre (?:la pendule|les pendules) à l'heure|(?:coup de (?:pinceau|jeune|gomme)|petit ajout"
        r"|retouche) (?:\w+ ){0,2}(?:sur|à) (?:votre|ton) (?:commentaire|avis|note|message)|(?:vous|te|tu|votre"
        r"|ton) (?:[\w']+ ){0,6}d'une à (?:deux|trois|quatre|cinq) étoiles",
        rf"(?:{_CHANGE_FR})(?:ez|iez|es|e|s)(?:-la|-le|-les)? (?:\w+ )?{_REVIEW_FR}|(?:mettez|mets"
        rf"|mettre) à jour {_REVIEW_FR}",
        r"(?:pouvez|pourriez|pourrais|peux|voulez|voudriez|accepteriez|accepterais|auriez|aurais|seriez|serais"
        r"|merci|penser|pensez|songer|invit\w+|demand\w+|prie|prions|aimerions|aimerais|souhaiterions"
        r"|reconnaissante?s?|gentil\w*|faudrait|suffit|espér\w+|possible|vous|tu|si)(?:[ -](?!pas "
        rf"|jamais )[\w']+){{0,6}}? (?:de |d'|à )?(?:{_CHANGE_FR})(?:er|r|ir|re|dre|ger|iez|ez|ais|es"
        rf"|oir)?s? (?:\w+ )?{_REVIEW_FR}|(?:mettre|mettez) à jour {_REVIEW_FR}",
        r"si (?:vous|tu) (?:supprim|retir|enlev|effac|modifi|chang|remont|corrig)\w+ (?:\w+ )?(?:avis|note"
        r"|commentaire|étoiles?|évaluation|message|post|publication)",
        r"(?:contre|en échange d'|en échange de|moyennant|en contrepartie d'|en retour d')\s*(?:une? |votre "
        r"|ton )?(?:\w+ )?(?:avis|note|étoiles?|retrait|suppression|évaluation|commentaire)",
        r"en (?:échange|contrepartie)(?=[^.!?]{0,60}(?:avis|note|étoile|évaluation|commentaire))|(?:avis|note"
        r"|étoiles?|évaluation)(?:[ ,]\w+){0,6} en (?:échange|contrepartie|retour)",
        r"(?:(?:laiss|mett|attribu|donn|accord|repass|pass|remont)\w*[- ])(?:(?:nous|moi|votre|ton|une?|la|note|à"
        r"|avis|de|des|ses|les|le|aux)[- ])*(?:quatre |cinq |\d |4 |5 )?(?:ou cinq |ou 5 )?(?:5|cinq|quatre"
        r"|4) étoiles",
        r"(?:note|étoiles?|avis|évaluation)s?(?: \w+){0,4} (?:reflèt|reflét|mérit|corresponde?|évolu"
        r"|tienne compte|monte|remonte)\w*|(?:une bonne|meilleure|belle) note(?= )|avis (?:de |à )?(?:5|cinq|4"
        r"|quatre) étoiles|(?:revenir|revenez|reveniez) sur (?:votre|ton) (?:avis|note|évaluation)|(?:un|votre"
        r"|ton) avis (?:plus )?(?:positif|favorable|juste)",
        r"(?:commentaire|message|post|avis) (?:en|plus|de manière) (?:plus )?positi\w+|(?:une fois|dès que|quand"
        r"|lorsque) (?:l\'|votre |ton |cet |cette |la )(?:avis|note|commentaire|évaluation)|(?:modifi|chang|retir"
        r"|supprim|nuanc)er ce que (?:vous avez|tu as) (?:écrit|publié|posté)|avis (?:positif|favorable) (?:vous"
        r"|te|nous)|étoiles?[^.!?]{0,40} en mett\w+ (?:deux|trois|quatre|cinq|\d)|saur\w+ gré de (?:retir|supprim"
        r"|modifi|chang|remont)er|retrait de (?:votre|ton|cet) (?:avis|commentaire|note)|(?:avis|note"
        r"|commentaire) (?:\w+ ){0,2}(?:disparai|retiré|supprimé|modifié|effacé|mis à jour|revu)\w*(?= )",
    ),
    en=(
        r"flip\w* (?:that|your|the) (?:thumbs?-? ?down|rating|review)|(?:quietly )?(?:come|go|goes) offline"
        r"|(?:were it to|if it (?:were to|could|should)|should it|it (?:would|could|might)) (?:vanish|disappear)"
        r"|review sites?(?=[^.!?]{0,60}[.!?]? ?[^.!?]{0,60}(?:hat|draw|prize|raffle))",
        r"(?:swap|trade|exchange|turn|change) (?:that|your|those|the) (?:one |two |three |\w+ )?stars?(?= for"
        r"| into| to)|(?:sunnier|brighter) (?:review|rating|score|star)",
        r"(?:remov|delet|edit|tak|drop|chang)\w* (?:\w+ ){0,3}(?:words?|lines?|parts?|bits?|sentences?"
        r"|passages?) (?:\w+ ){0,4}(?:of|in|from|out of) (?:your|that|this|the) (?:review|comment|post|message)",
        r"stars? (?:\w+ ){0,4}(?:turn|becom|chang|grow|compan|find|friend)\w*|(?:review site|review"
        r"|rating)(?=[^.!?]{0,80}(?:draw|prize|raffle))|(?:could|can|would|will|please|might"
        r"|maybe)(?: you)?(?: \w+){0,2} (?:take|pull|bring) (?:this|it|that|these)(?: \w+)? (?:down|off)|(?:five"
        r"|5) stars and (?:the|we|your)|tak(?:e|ing) (?:it|this|that|those) down (?:would|could|for now|now"
        r"|please|and)|(?:scores?|ratings?|reviews?) (?:like (?:that|this|these|yours) )?(?:hurts?|damag\w+|costs?)",
        r"(?:remov|delet|edit|chang|updat|revis|amend|reconsider|rais|bump|improv|withdraw|retract|adjust|reword"
        rf"|revisit|upgrad|lift|drop|rethink|increas|review)(?:e|ing|es|ed|d)? (?:up )?{_REVIEW_EN}|tak(?:e"
        rf"|ing) (?:down )?{_REVIEW_EN}(?: down)?|pull(?:ing)? {_REVIEW_EN}",
        r"(?:in exchange|in return|swap) for (?:\w+ ){0,3}(?:review|rating|stars?|removal|feedback|five stars)"
        r"|(?:review|rating|stars?)(?:[ ,]\w+){0,5} in (?:exchange|return)",
        r"in (?:exchange|return)(?=[^.!?]{0,60}(?:review|rating|star))",
        r"(?:give|leave|rate|make|turn|award|drop|get|be|deserves?|worth|see|into"
        r"|to)(?: \w+){0,3} (?:us )?(?:five|5|four|4)[ -]?stars?(?: (?:review|rating))?",
        r"(?:reviews?|ratings?|stars?|scores?)(?: (?!page)\w+){0,4} (?:reflect|match|mirror|tell the whole"
        r"|changed?|went up|go up|move up|reconsidered|updated|come down|taken down|removed|disappear)\w*",
        r"(?:better|higher|kinder|fairer|nicer|positive|good|glowing) (?:review|rating|score)|(?:another"
        r"|second) (?:look|thought) (?:at|about) (?:your|that|those|the) (?:review|rating|stars?)",
        r"(?:once|when|as soon as) (?:the|your|that|this) (?:review|rating|post|comment) (?:is|has|comes|goes)"
        r"|how about (?:\w+ ){0,2}(?:five|5) stars|(?:edit|change|update|revise|remove|soften) what you (?:wrote"
        r"|posted|said)|(?:delete|take down) (?:this|that)(?: down)? and (?:we|i|you)|(?:discount|refund|gift"
        r"|voucher|something) (?:\w+ ){0,3}for (?:a |your |another )?(?:\w+ )?(?:review|rating)"
        r"|(?<!your\s)(?<!this\s)(?<!the\s)(?<!such\sa\s)(?:five|5|four|4)[ -]star (?:review|rating)|(?:five"
        r"|5) stars and (?:the|we|your)|stars? (?:back|up)(?= )|(?:the|those|your|these) (?:\w+ )?(?:review"
        r"|stars?|one-stars|rating) (?:down"
        r"|away|off)",
    ),
)
NO_THREAT: Final = re.compile(fold(r"(?<!\w)(?:ne|n'\w*|pas|jamais|aucune?|not|never|no|nor|\w+n't|cannot)(?!\w)"))
"""Just before a threat, in its clause: there is none. "Sans" and "without" speak of something else."""
OUR_DOING: Final = re.compile(
    fold(
        r"(?<!\w)(?:je|j'ai|nous avons|nous|on|i|we|i've|we've|i'll|we'll)(?:\s+(?:ne|n'|ai|avons|vais|allons"
        r"|will|have|never|can|don't|would|do|not|did))*\s+$"
    )
)
NOBODY_HAS_TO: Final = re.compile(
    fold(
        r"(?:pas besoin|rien ne (?:vous|t')\s*oblige|sans (?:avoir à )?|inutile|n'avez pas à|n'as pas à"
        r"|ne (?:vous |te )?demand|(?:don't|do not) (?:have|need) to|no need to|(?:never|won't|not|don't) ask"
        r"|without)[^.!?]{0,60}$"
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

STARS: Final = cues(
    fr=(r"(?:quatre|cinq|4|5|toutes (?:vos|tes|les)) (?:\w+ )?étoiles",),
    en=(r"(?:four|five|4|5|all (?:the|five|of the))[ -](?:\w+ )?stars?",),
)
"""A number of stars in our own mouth asks for them…"""
THANKED: Final = re.compile(
    fold(
        r"(?<!\w)(?:merci|plaisir|ravi\w*|touch\w*|heureu\w*|fier\w*|hôtel|classé\w*|thanks?|thank|delighted"
        r"|pleased|glad|made (?:our|my)|hotel|rated|proud)(?!\w)"
    )
)
"""… unless they were given already, or belong to a hotel."""

SOURCE: Final = cues(
    fr=(
        r"https?|www",
        r"rapports?|notice|publiée?s?|publions|voir|affichée?s?|afficher|figure(?:nt)?|registre|délibération"
        r"|compte[- ]rendu|procès-verbal|étude|arrêté|décret|article \w+|norme|certificat|attestation|fiche"
        r"|grille|tarif public|relevés?|mesures? officielles?|source|en ligne|consultables?|vérifiables?"
        r"|étiquette|page \w+|document|bilan|archives?|photos? (?:ci|du|jointe)|selon (?:l'|le|la|les)"
        r"|d'après (?:l'|le|la|les)|détaillée?s? (?:dans|sur)|indiquée?s? (?:dans|sur)|communiqué|contrat"
        r"|conditions|analyses?|journal officiel|en vitrine|panneau|tableau",
    ),
    en=(
        r"https?|www",
        r"reports?|published|see (?!you|that|why|how|what|the [a-z]+ (?:show|play))|posted|minutes of|register"
        r"|study|statement of|notice|certificate|filing|figures are|numbers (?:are )?at|source|on (?:our"
        r"|the) (?:site|website|page|wall|board|label|packaging)|listed (?:at|on|in)|according to|available (?:at"
        r"|on)|price list|published|audit(?:ed)?|inspection|log|dataset|appendix|page \d+|section \d+"
        r"|records? (?:show|are)|label|document|attached|pinned|leaflet|data sheet|in the window|annual accounts",
    ),
)
HOST: Final = re.compile(r"(?<![\w@.])(?:[a-z0-9-]+\.)+[a-z]{2,10}(?:/\S*)?(?!\w)")
NOT_US: Final = cues(
    fr=(
        r"(?:une |d')?autres? (?:enseigne|établissement|entreprise|société|commerce|magasin|adresse|restaurant"
        r"|boutique|marque|page|maison)|pas (?:chez nous|de chez nous|à nous|nous)|(?:vous|tu) (?:pensez|parlez"
        r"|pens|parl)\w* (?:peut-être )?(?:à|d') ?(?:un|une)? ?autre|confusion|homonyme|aucune (?:commande"
        r"|réservation|trace)|ne sommes pas (?:le|la|l')",
    ),
    en=(
        r"(?:another|different|other|wrong|similar) (?:\w+ )?(?:shop|place|company|business|restaurant|hotel"
        r"|store|firm|branch|brand|page|name|firm|team)|(?:isn't|not|wasn't|aren't) (?:us|ours)|mixed (?:us )?up"
        r"|mistaken (?:us|identity)|confus\w+ us|no (?:record|booking|order|trace) of|someone else's"
        r"|somebody else's|meant for",
    ),
)
"""They took us for another: there is nothing to prove."""
