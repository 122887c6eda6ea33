"""Attack and denial as frames: how people do it at all, with open slots, in both languages.

`…_FRAMES` can hardly be read otherwise. `…_HEARD` is often innocent: the writer is asked to look, and nothing more.
"""

from __future__ import annotations

from typing import Final

from detente.rules.composure.blame_frames import PEOPLE_EN
from detente.rules.composure.cues import cues

_DOUBTED: Final = r"(?:story|version|account|tale|picture)"

ATTACK_FRAMES: Final = cues(
    fr=(
        r"bobards?|balivernes?|foutaises?|fariboles?|calembredaines?|ragots?|commérages?|billevesées|racontars?|"
        r"inepties",
        r"(?:se |vous vous |tu te |te |qui se )?(?:cache|cachez|caches|cachent|planque\w*|abrite\w*) derrière (?:un "
        r"|une |votre |ton |son |leur |cet |l')(?:\w+ )?(?:pseudo\w*|écran|clavier|anonymat|masque|loup|compte|"
        r"surnom|alias|avatar|nom)",
        r"(?:ferait mieux|feraient mieux|serait bien inspirée?|seriez bien inspirée?s?) de (?:se|vous|venir|retirer|"
        r"garder|tourner|y|réfléchir)|(?:la personne|celui|celle|l'auteur|votre \w+|quelqu'un) (?:\w+ ){0,4}ferait "
        r"(?:mieux|bien)",
        r"(?:vous êtes|tu es|t'es|vous voilà|te voilà) prévenue?s?(?=\s*[.,!;]|$)|à bon entendeur|gare à (?:vous|toi"
        r"|vos|tes)|tenez-vous-le pour dit",
        r"(?:votre|ton|le vôtre|le tien)[^.!?\n]{0,30}plus (?:propre|honnête|courageu\w+|sérieu\w+) que|(?:plus|"
        r"moins) (?:propre|honnête|courageu\w+|net|nette|malin|fiable) que (?:le vôtre|la vôtre|vous|toi|le tien|la "
        r"tienne)",
        r"à force (?:d'en|de trop en|de tant|d'exagérer|de crier|de mentir)[^.!?\n]{0,40}|(?:finit|fini\w*) par ne "
        r"plus (?:y|vous|te) croire|(?:vous devriez|tu devrais) (?:vous |te )?(?:relire|taire|calmer|renseigner|"
        r"abstenir)",
        r"(?:la politesse|le respect|la courtoisie)(?: \w+)? (?:va (?:dans|des)|vont dans|se mérite|est réciproque|"
        r"ne coûte)|balay\w+ devant (?:votre|ta)|l'hôpital qui se|c'est celui qui (?:le )?dit|regarde(?:z)?-(?:vous|"
        r"toi) dans",
        r"restez? (?:factuel\w*|à votre place|correcte?s?|polie?s?|courtois\w*)|soyez (?:factuel\w*|correct\w*|"
        r"honnêtes?)|mesurez vos (?:propos|paroles|mots)|pesez vos mots",
    ),
    en=(
        r"(?:tales?|stor(?:y|ies)|rumours?|rumors?|claims?|things|posts?)(?: like (?:this|that|these|yours))? (?:get"
        r"|gets|is|are|was|were|being) (?:\w+ )?(?:made up|invented|dreamt up|dreamed up|put about|spread by)",
        r"bitter (?:people|ex-?\w*|former|staff|employees?|colleagues?|leavers?|folk)|disgruntled|axe to grind|"
        r"(?:with|bear\w*|holding) a grudge|sour grapes|shown the door",
        r"(?:fibs?|porkies|fairy ?tales|tall tales?|cock and bull|baloney|hogwash|claptrap|poppycock|tosh)",
        r"hid(?:e|es|ing) behind (?:a|your|that|an|some) (?:\w+ )?(?:screen|keyboard|nickname|pseudonym|username|"
        r"mask|alias|avatar|name|account)",
        r"(?:would|will|may|might) do well to|(?:you have|you've|consider yourself|you are hereby) been? ?warned|"
        r"consider this (?:a|your) warning|be (?:very )?careful what|mind what you|watch (?:yourself|what you (?:say"
        r"|write|post))|tread carefully|think (?:very )?carefully (?:before|about)",
        r"pot(?:,| and|,? meet) kettle|pot calling|takes one to know|look in the mirror|glass houses|pot,? kettle",
        r"(?:people|fellas|folks?|those|customers|guys|guy|anyone|someone|lads|men|parents|guests) (?:who|that) "
        r"(?:turn up with|shout|have nothing|know nothing|chuck|make up|moan)|(?:loudest|biggest|big|foul) mouth|no "
        r"(?:day )?job(?= |[.,!])",
        rf"two sides to every {_DOUBTED}|wonder (?:if|whether) (?:this|that|it) is (?:really )?(?:the )?(?:whole|"
        rf"full|all)",
        r"(?:good manners|politeness|respect|courtesy|civility)(?: \w+)? (?:goes|works|go|is|runs|cuts|costs) "
        r"(?:both|a two|two|nothing|no)|call(?:ing)? (?:us|people|my \w+) names",
    ),
)
"""Motives, threats of tone, insults returned."""

ATTACK_HEARD: Final = cues(
    fr=(
        r"prenez garde|prends garde|(?:derrière|sous couvert d[eu']) ?(?:un |votre |ton |l')(?:pseudo\w*|écran|"
        r"clavier|anonymat|masque)",
        r"(?:curieusement|étrangement|bizarrement|étonnamment|comme c'est|drôle de (?:hasard|coïncidence|façon)|"
        r"(?:il est|c'est|on s'étonne|nous nous étonnons|je m'étonne) (?:\w+ )?(?:étonnant|étonnée?s?|surprenant|"
        r"curieux|troublant|amusant|intéressant)? ?(?:que|qu'|de (?:voir|lire)))(?! (?:ce soit|nous n'ayons))",
        r"(?:difficile|dur|peine|mal) à (?:y |vous |te |le )?croire|(?:nous nous demandons|on se demande|je me "
        r"demande) (?:si|bien|quand|comment|pourquoi) (?:vous|tu|votre|ton|tout|ce|cela|les? )|loyauté|loyal\w*|"
        r"salir|dénigr\w+|linge sale",
        r"(?:votre|ton|tant de|autant de|cette) (?:colère|véhémence|virulence|emportement|acharnement|hargne|"
        r"animosité) (?:\w+ )?(?:est|n'est|ne|n'|vous|nous (?:étonne|surprend))|(?:les|des|de tels|ces|vos) (?:mots|"
        r"propos|termes) (?:\w+ )?(?:ont|sont|peuvent|déjà|pareils|excessifs|blessants|déplacés)|il serait "
        r"(?:élégant|courtois|correct|honnête|bon ton)",
    ),
    en=(
        r"(?:strangely|oddly|curiously|funnily|surprisingly|interestingly|mysteriously|remarkably)(?: enough)?|"
        r"(?:it's|it is|that is|that's|how|rather|seems) (?:\w+ )?(?:odd|strange|curious|funny|surprising|"
        r"interesting|remarkable|convenient)(?: one)?(?: that| how| though| to (?:read|see|hear)|,)",
        r"(?:hard|difficult|struggle|tough) to (?:believe|credit|square|reconcile)(?! (?:we|i|our|how (?:we|badly)))"
        r"|(?:we|i|do|one|you) (?:do )?(?:wonder|question) (?:if|whether|why|how) (?:you|this|that|it|your|the|any)|"
        r"dirty (?:linen|laundry)|smear\w*|bad-?mouth\w*|(?:our|the|his|her) (?:good )?name (?:through|dragged)|"
        r"loyal(?:ty)? (?:staff|employees?|means)",
        r"(?:that|which|who) (?:all )?turn out to be|(?:have|has) a (?:funny )?habit of|conveniently|stick to "
        r"(?:the )?facts"
        rf"|(?:whole|full|other half) (?:of )?(?:the|this) {_DOUBTED}|(?:the|her|his|our) side of the {_DOUBTED}|"
        rf"every {_DOUBTED}",
        rf"(?:better (?:served|suited|off)|happier) (?:at|elsewhere|somewhere|down at)|(?:people|{PEOPLE_EN}) who "
        rf"(?:can't|cannot"
        r"|think|won't|refuse)(?! (?:use|walk|hear|see|reach|come|get|stand|climb|eat|read|afford|attend|leave|"
        r"manage|be))|(?:have|had|lack\w*|find|without) the (?:courage|guts|decency|nerve) to",
        r"as for (?:the )?[\"']?\w+[\"']?,? (?:it's|it is|that's|we|i|you|well|look|coming)|(?:that sort|this kind|"
        r"that kind) of (?:language|talk|comment|post|word)s?|(?:throw|chuck|fling|sling)\w* (?:\w+ )?(?:names|mud|"
        r"accusations|words|insults)",
    ),
)
"""Surprise, doubt and remarks on their words, where a person may mean no harm."""

DENIAL_FRAMES: Final = cues(
    fr=(
        r"(?:tout |purement |simplement |bonnement |parfaitement |rigoureusement |strictement )+(?:faux|inexact\w*|"
        r"mensong\w+|infondé\w*|impossible)",
        r"(?:rien|aucune?)(?: \w+){0,5} n'est (?:exacte?|vraie?|fondée?|avérée?|juste)(?! (?:arriv|encore|de trop))",
        r"(?:ce que|tout ce que) (?:vous|tu) (?:avance[sz]?|dite?s|décri\w+|affirme[sz]?|prétend\w*|raconte[sz]?|"
        r"écri\w+)(?: \w+){0,3}?,? (?:n'existe|n'a (?:jamais|pas)|ne (?:correspond|se|tient)|nos \w+|relève|sort)|"
        r"ce que (?:vous|tu) (?:avance|affirme|prétend)\w* est",
        r"n'a jamais (?:existé|eu lieu|été (?:le cas|constaté|signalé|question|pratiqué))|n'(?:existe|ont jamais "
        r"existé)(?: pas)? chez nous",
        r"(?:matériellement|physiquement|techniquement|rigoureusement|strictement|humainement) (?:pas|impossible|"
        r"exclu)|ne (?:peut|peuvent|pouvait|saurait|sauraient) (?:matériellement|physiquement|techniquement|en "
        r"aucun cas|tout simplement|absolument|donc) ?(?:pas|être|s'y)?",
        r"(?:le|la|les|vous|te) contredi(?:t|sent)|(?:fait|font|faisant) foi|parlent? d'(?:elles?|eux|lui)-mêmes?|"
        r"les faits sont (?:têtus|là|clairs)|rétabli(?:r|ssons) (?:la vérité|les faits)",
        r"(?:^|(?<=[.!?]\s))(?:faux|absolument pas|certainement pas|nullement)(?= ?[.,!:])",
    ),
    en=(
        r"(?:none|nothing) of (?:this|that|it|what you \w+) (?:is|was|are) (?:\w+ )?(?:true|accurate|right|correct|"
        r"so)",
        r"(?:is|are|was|were) not(?: [\w-]+){1,5} and never (?:has|have|had|was|were|will)(?: been)?|never (?:has|"
        r"have) been(?=\s*[.,;])",
        r"(?:cannot|can't|could not|couldn't|can not|won't) (?:possibly|physically|technically|conceivably)|"
        r"(?:physically|technically|materially) (?:impossible|cannot|can't)",
        r"(?:rather |pretty much |clearly |surely )?(?:settles (?:where|what|when|who)|proves otherwise|contradicts "
        r"(?:your|what you))|speaks? for (?:itself|themselves)|(?:as|which) [^.!?,\n]{3,40} makes? (?:it )?(?:plain|"
        r"clear|abundantly clear)|set the record straight",
        r"so (?:a|an|the|that|this|it)(?: [\w-]+){0,3} (?:is|was) (?:exactly )?(?:what you (?:were|got|had|booked|"
        r"ordered|paid)|not ours|yours|a proper|done)|what you were given",
        r"(?:wasn't|was not|isn't|is not|was no|is no|hasn't been|has been no|were no) (?:a |any |actual |real "
        r")?(?:failure|fault|error|mistake|breach|defect|wrongdoing|malfunction)(?! (?:of|on) yours)(?: \w+){0,3}(?= "
        r"here| as such| at all| on our| at our| in our|\s*[.,;])|(?:simply|just|merely|only) (?:\w+ ){0,3}doing "
        r"(?:its|their|his|her) job|work(?:s|ing|ed) (?:as (?:intended|designed|expected|it should)|exactly as)",
        r"(?:was|were|is) (?:in fact |still |all )?(?:a |an )?(?:proper|correct|valid|successful|compliant|"
        r"perfectly (?:\w+)) (?:delivery|procedure|process|charge|decision|reading|cleaning|service|one)|(?:by the "
        r"book|to the letter)",
        r"(?:^|(?<=[.!?]\s))(?:nope|wrong|false|not true|not so|quite the (?:opposite|contrary)|rubbish"
        r"|nonsense)(?=\s*[.,!:;—])",
        r"whatever (?:a|the|your|that|some|you|anyone)(?: [\w-]+){1,8} (?:made|look|say|says|show|shows|claim|claims"
        r"|think|suggest)",
    ),
)
"""The fact is set against theirs."""

DENIAL_HEARD: Final = cues(
    fr=(
        r"(?:^|(?<=[.!?]\s))(?:pas du tout|bien au contraire|au contraire)(?= ?[.,!:])",
        r"(?:chaque|tous nos|toutes nos|l'ensemble de nos|chacun de nos|chacune de nos) (?:[\w'-]+ ){1,5}?(?:est|"
        r"sont|passe|passent|a été|ont été|fait|font|respecte\w*|répond\w*|subi\w*|bénéfici\w+)(?! (?:important|"
        r"précieu|relu))",
        r"(?:conforme(?:s|ment)?|dans les règles|selon (?:la|les) (?:procédure|règle|norme)s?|en bonne et due forme|"
        r"à la lettre|dans (?:le|les) (?:respect|normes|temps|délais))(?! (?:plus brefs|meilleurs))",
        r"(?:aucune?|pas d[e']|sans) ?(?:faute|erreur|manquement|anomalie|défaut|dysfonctionnement|incident|trace|"
        r"plainte|signalement)s? (?:n'|de notre|chez|constat|relev|dans|sur|à)\w*",
        r"(?:en réalité|la réalité|la vérité|en vérité|dans les faits|il n'en est rien|contrairement à)(?= |,)|"
        r"soyons clairs|pour être clair|(?:nos|notre|le|les) (?:registres?|relevés?|caméras?|historiques?|"
        r"enregistrements?|journal|capteurs?) (?:\w+ )?(?:indiqu|montr|prouv|attest|confirm|n'indiqu|ne montr|ne "
        r"port)\w+",
        r"(?:ligne|salle|filière|circuit) (?:dédiée?|séparée?|contrôlée?)|(?:contrôlée?s?|vérifiée?s?|inspectée?s?|"
        r"nettoyée?s?|passent au contrôle) (?:chaque|tous les|toutes les|deux fois|quotidien\w*)",
    ),
    en=(
        r"for the record(?=\s*[,:])|on the contrary|(?:that|which) (?:rather )?(?:settles|proves)",
        r"(?:every|each|all(?: of)?(?: our| the)?) (?:[\w'-]+ ){1,6}?(?:is|are|does|do|was|were|has been|have been|"
        r"gets?|goes|undergoes?) (?:\w+ )?(?:paid|checked|inspected|cleaned|tested|tracked|recorded|logged|trained|"
        r"certified|face|meet|met|read|weighed|sealed|fresh|safe|serviced|vetted|compliant)",
        r"(?:no (?:\w+ )?(?:record|trace|sign|evidence|entry|log|fault|complaint)s?(?: \w+){0,3} (?:exists?|of|was|"
        r"were|that|on|in|found|shows?))",
        r"(?:to be (?:perfectly |very |absolutely )?clear|let(?:'s| us) be clear|the (?:truth|reality|fact) is|in "
        r"(?:actual )?fact|as a matter of fact|in reality|actually,)(?= |,)",
        r"(?:our|the) (?:records?|logs?|cameras?|footage|system|data|figures|tracking|scanner|slot|meter|file) "
        r"(?:\w+ )?(?:shows?|says?|confirms?|logs?|proves?|indicates?|has|have|records?)(?! (?:that )?(?:we|you're "
        r"right|our|i |the same|we've|it too|been|your (?:three|two|four)))|(?:as|which) (?:our|the|any) [\w' "
        r"]{3,40}(?:shows?|confirms?|makes|proves?)",
        r"(?:are|is|was|were) [\w' -]{3,40} all right(?=\s*[,.])|(?:inspected|cleaned|checked|tested|serviced|"
        r"audited) (?:daily|weekly|monthly|hourly|every|twice|regularly|annually)|in line with|according to (?:our|"
        r"the) (?:records|policy|guide|procedure|rules)|under our (?:guide|policy|rules|terms)|within (?:our|the) "
        r"(?:policy|guidelines|limits|tolerance|rules)",
    ),
)
"""Assurances and records: true perhaps, and a contradiction to whoever reads them."""
