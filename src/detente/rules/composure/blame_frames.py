"""Blame and mockery as frames: how people do it at all, with open slots, in both languages.

`…_FRAMES` can hardly be read otherwise. `…_HEARD` is often innocent: the writer is asked to look, and nothing more.
"""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues

_PEOPLE_FR: Final = (
    r"(?:clients?|clientes?|usagers?|parents?|voyageurs?|passagers?|locataires?|propriétaires?|utilisateurs?|"
    r"joueurs?|patients?|riverains?|automobilistes?|conducteurs?|acheteurs?|abonnés?|adhérents?|visiteurs?|lecteurs?"
    r"|élèves?|salariés?|collègues?|employés?|agents?|personnes?|gens|adultes?|mamans?|papas?|cyclistes?|skieurs?|"
    r"vacanciers?|campeurs?|spectateurs?|convives?|consommateurs?|internautes?|habitants?|titulaires?)"
)
PEOPLE_EN: Final = (
    r"(?:customers?|clients?|guests?|parents?|owners?|riders?|passengers?|patients?|players?|tenants?|residents?|"
    r"travellers?|travelers?|drivers?|users?|members?|visitors?|person|man|woman|people|folks?|employees?|workers?|"
    r"colleagues?|students?|buyers?|holders?|shoppers?|diners?|fellas?|lads?|guys?|campers?|cyclists?|swimmers?|"
    r"adults?|mums?|dads?|households?|neighbours?|admins?)"
)
_WISE_FR: Final = (
    r"(?:loya(?:l|ux|le|les)|prudente?s?|avertie?s?|avisée?s?|responsables?|attenti(?:f|ve)s?|consciencieu(?:x|ses?)"
    r"|organisée?s?|sérieu(?:x|ses?)|raisonnables?|prévoyante?s?|honnêtes?|normalement constituée?s?|bien élevée?s?|"
    r"habituée?s?|expérimentée?s?|soigneu(?:x|ses?))"
)
_WISE_EN: Final = (
    r"(?:loyal|careful|sensible|responsible|experienced|reasonable|attentive|organised|organized|prudent|honest|"
    r"thoughtful|diligent|conscientious|seasoned|savvy|smart|decent)"
)
_TALK_FR: Final = (
    r"(?:salir|dénigrer|étaler|déballer|publier|écrire|vous répandre|te répandre|se répandre|exposer|attaquer|s'en "
    r"prendre|vous en prendre|afficher|alerter|ameuter|s'épancher|vous épancher|tout mettre|jeter|chercher)"
)
_TALK_EN: Final = (
    r"(?:airing|taking (?:it )?to|running to|going (?:public|online|straight)|naming|smearing|slating|attacking|"
    r"venting|tweeting|broadcasting|telling the (?:world|internet)|making a (?:scene|fuss|song)|stirring)"
)

BLAME_FRAMES: Final = cues(
    fr=(
        rf"(?:au lieu (?:de |d')|plutôt que (?:de |d')?)(?:\w+ ){{0,2}}?{_TALK_FR}",
        r"la prochaine fois,? (?:vous |tu |il |on )?(?:pensez|pense|prévoyez|prévois|lisez|lis|vérifiez|vérifie|"
        r"évitez|évite|n'oubliez|n'oublie|essayez|essaie|prenez le temps|prends le temps|veillez|réservez|réserve|"
        r"soyez|sois|songez|songe|faudra(?! que nous| qu'on)|vaudra|saurez|sauras|lirez|liras|vérifierez|penserez)",
        r"(?:à vous|à toi|c'est à vous|c'est à toi) (?:de |d')(?:mieux|vérifier|lire|faire attention|anticiper|"
        r"prévoir|surveiller|veiller|respecter|ne pas|apprendre|gérer|protéger|fermer|ranger)",
        rf"(?:un|une|tout|toute) {_PEOPLE_FR} {_WISE_FR}",
        r"(?:petite?|amical) (?:rappel|leçon)(?=\s*[:,.!]| (?:au passage|pour|aux?|utile|amical))|conseil d'ami|à "
        r"bon entendeur|(?:ne saurions|ne saurais) trop (?:vous|te) (?:conseiller|recommander|inviter|rappeler)",
        r"on (?:finit par |ne )?(?:récolter?|sème|cueille) (?:que )?ce qu'on|ce qu'on sème|qui sème",
        r"chantage (?:affectif|aux? \w+|à la \w+)|(?:votre|ton|ce|de) chantage|jou\w+ les victimes|crier au loup|"
        r"(?:vous|te) faites? passer pour",
        r"\w+ez [^.!?\n]{3,60}? et (?:il n'y aurait|vous n'auriez|tu n'aurais|nous n'aurions)",
        r"(?:le (?:problème|souci|hic|malheur)|l'ennui),? (?:c'est|est|vient) (?:plutôt |surtout )?(?:de |des |"
        r"d')?(?:les |certains "
        rf"|trop de )?(?:vous|toi|{_PEOPLE_FR}) qui",
        r"à quoi (?:vous attendiez|t'attendais|s'attend|vous attendez)|c'est le jeu(?=\s*[.,;!])|on en a pour son "
        r"argent|(?:à|pour) ce (?:prix|tarif)(?:-là)?,? (?:il ne faut|on ne|vous ne|ne vous|c'est déjà|difficile)",
        r"(?:vous feriez|tu ferais) (?:mieux|bien) de|(?:vous gagneriez|tu gagnerais) à",
    ),
    en=(
        rf"(?:the )?(?:trouble|problem|snag|thing|issue) is,? (?:that )?(?:you (?:didn't|did not|never|keep|left|"
        rf"forgot|don't|chose|haven't)|(?:some |too many |most )?{PEOPLE_EN} (?:like|who|keep|don't|never|not|just|"
        rf"\w+ing))(?! (?:get|got|have|hear))",
        rf"(?:because|since|as|when) (?:cars|some {PEOPLE_EN}|{PEOPLE_EN}) (?:keep|kept|insist on|persist in"
        r"|can't stop|won't stop|refuse to) (?!asking|telling|calling|waiting)\w+",
        r"(?:pro|hot) tip|(?:friendly|gentle) (?:tip|hint|reminder)(?: to| for| that|\s*[,:;.!]| from| —)|word to "
        r"the wise|(?:bit|piece|word) of (?:friendly )?advice(?=\s*[,:;])",
        r"next time,? (?:perhaps |maybe |just |simply |please |do |why not |you (?:could|might|may want to|should|"
        r"can) )+(?!see|come|visit|you|ask)\w+",
        r"(?:perhaps|maybe|please|kindly|do|just|so)(?: please)? (?:pack|grow|get|try) (?:a |some )?(?:thicker|"
        r"reading|patience|being)",
        rf"(?:a|any|every|most|all|some) {_WISE_EN} {PEOPLE_EN}|(?:a|any) {PEOPLE_EN} (?:who|that) (?:plans?|"
        rf"checks?"
        r"|pays? attention|takes? care|follows?|bothers?|prepares?) \w+",
        r"(?:seconds?|minutes?|moments?|look|glance|read|click|peek|search|visit) (?:on|at|in|through|of|to|"
        r"around)(?: (?!from|by|we|i |us)\w+){0,4}? (?:would|could|might)(?:'ve| have) (?:\w+ )?(?:spared|saved|"
        r"shown|told|answered) (?:you|us all)",
        r"(?:park|read|book|check|arrive|follow|use|keep|plug|close|lock|charge|pay|ask|bring|wear|stick|order|leave"
        r"|pick|press|look) (?:[\w']+ ){1,8}?and (?:there'd|there would|you'd|you would|it wouldn't|we'd)(?: \w+)? "
        r"(?:be no|have no|be fine|not|never|avoid|happen|have had|be spared)",
        r"emotional blackmail|guilt[- ]?trip\w*|cry(?:ing)? wolf|play(?:ing)? the victim",
        r"(?:rather than|instead of) (?:just |simply |always )?" + _TALK_EN,
        r"you reap what|reap(?:s|ing)? what|what goes around|what (?:did|do|were|else did|else do) you (?:expect|"
        r"honestly expect|really expect)|you get what you pay for|(?:at|for) (?:that|this) (?:price|money|rate),? "
        r"(?:you can't|you cannot|one can't|one cannot|what|don't expect|do not expect)",
        r"(?:it|that|this) (?:does |really |also |still |simply |ultimately )*(?:falls?|is down|is left|rests?|"
        r"remains?) (?:to"
        rf"|with|on|upon) (?:the |each |every |all )?(?:\w+ )?{PEOPLE_EN}(?: \w+)? to|(?:you'd|you would|you will"
        r"|you'll) do well to|you(?:'d| had) better (?!service|news|luck|treatment|from|than|things|help)\w+",
        r"a look (?:through|in|at|under|behind) your own|(?:came|crawled|arrived|travell?ed|got) (?:in|here|along|"
        r"home) (?:with|in|on) your (?:own|luggage|bags?|suitcases?|clothes|shoes|belongings|clothing|coats?)",
    ),
)
"""Who does it right, what it would have taken, what to do next time: the fault is put on them."""

BLAME_HEARD: Final = cues(
    fr=(
        r"(?:il fallait|il aurait fallu) (?:bien |mieux |juste |simplement |quand même )*(?:nous (?:appeler|prévenir"
        r"|le dire|demander|écrire)|(?:le |la |les )?(?:lire|vérifier|regarder|demander|signaler)|y penser|faire "
        r"attention|se renseigner|vous y prendre|t'y prendre|se réveiller|arriver)|c'est le principe(?=\s*[.,;!])",
        rf"{_PEOPLE_FR} (?:comme|tels? que|telles? que) (?:vous|toi)|(?:petite?|simple|léger) (?:conseil|astuce|"
        rf"précision)",
        rf"(?:un|une|tout|toute|aucun|aucune|certains|certaines|d'autres|beaucoup de|bien des|trop de|les autres) "
        rf"(?:\w+ )?{_PEOPLE_FR} (?:\w+ )?(?:qui|doit|doivent|oublie\w*|savent|sait|prenn\w+|préfèr\w+|pens\w+"
        r"|prév\w+|s'\w+|se \w+|ne \w+|n'\w+|accept\w+)",
        rf"(?:les|nos|des) {_PEOPLE_FR} (?:d'\w+ \w+ |de \w+ |du \w+ )?(?:s'en|se|savent|prennent|prévoient|évitent"
        r"|s'\w+|gardent|lisent|vérifient|oublient|pensent|doivent|croient|confondent|ont tendance|ont l'habitude)",
        r"(?:d'ordinaire|en général|d'habitude|généralement|en principe|normalement|en temps normal),? (?:les |un |"
        r"une |on (?!vous|te |t'|répond|livre|fait)|chacun|tout le monde|nos (?:clients|usagers|parents))",
        r"(?:votre|vos|ta|ton|tes) (?:\w+ )?(?:\w+ )?(?:de \w+ )?(?:n'a|n'ont|n'était|n'étaient|n'est|ne sont)(?: "
        r"(?:sans doute|visiblement|apparemment))? pas (?:été )?(?:attachée?s?|fermée?s?|verrouillée?s?|branchée?s?|"
        r"chargée?s?|éteinte?s?|allumée?s?|remplie?s?|signée?s?|cochée?s?|validée?s?|à jour|saisie?s?|faite?s?|"
        r"renseignée?s?|complète?s?|complets?|lisibles?|conformes?|compatibles?|activée?s?|enclenchée?s?)",
        r"à (?:vous|toi) (?:de |d')(?!voir|choisir|décider|me dire|dire|nous dire|jouer|juger|le dire)\w+",
        r"(?:regarde|regardez|relis|relisez|revoyez|revois) (?:donc |bien |mieux |un peu |plutôt )+(?:ta|votre|ton|"
        r"vos|le|la)",
        r"la prochaine fois",
        r"à force (?:de |d')(?!attend|appel|relanc|patien|tourn|cherch|chang|répét)[^.!?\n]{3,60}?,? on \w+",
        r"sur (?:quel|ce|un tel) ton|(?:le|du|votre) ton (?:que vous|employé|de votre|est|n'|ne )|bouscul(?:er|ant|"
        r"ez) une?",
        r"(?:nous|je) (?:vous )?(?:suggérons|suggère|invitons|invite|conseillons|conseille|recommandons|recommande|"
        r"engageons) (?:vivement |fortement |plutôt |donc |simplement )*(?:à|de|d') ?(?:(?:re)?lire|vérifier|"
        r"regarder|respecter|être|ne pas|bien|mieux|faire attention|prendre connaissance|consulter|anticiper|"
        r"prévoir)",
        r"(?:c'est|voilà) (?:bien |d'ailleurs |justement |précisément )?(?:pour(?:quoi| ça que| cela que)|la raison "
        r"pour laquelle) (?:nous|on) (?:vous )?(?:demand|recommand|conseill|rappel|indiqu|précis|insist|affich"
        r"|prév)\w+",
        r"(?:aurait|auraient) (?:\w+ )?(?:suffi|évité|épargné|permis de|montré|révélé|prévenu)(?![^.!?\n]{0,40}(?:de "
        r"notre part|par nous))|elles sont là pour (?:ça|cela)|ils sont là pour (?:ça|cela)|est là pour (?:ça|cela)",
        r"(?:vos propres|votre propre|tes propres) (?!mots|yeux|rythme|données)\w+",
        r"une? (?:\w+ )?(?:bien |correctement |mal |soigneusement )?(?:attachée?|fermée?|verrouillée?|branchée?|"
        r"entretenue?|chargée?|rangée?|lue?)[^.!?\n]{0,15},? (?:et|c'est|ne|n'|on|évite|suffit)",
        r"(?:même|y compris) (?:un |une |les )?(?:enfants?|débutants?|mamies?)|ce n'est pas faute (?:de|d')|quand "
        r"(?:on|vous) (?:signe|signez|achète|achetez|réserve|réservez|choisit|choisissez|loue|louez|souscri\w+|"
        r"accept\w+|coche\w*)",
    ),
    en=(
        rf"(?:a|any|every|most|some|many|other|all|where|few|our|these|that) (?:[\w']+ )?{PEOPLE_EN} (?:\w+ "
        rf")?(?:who|would|do|does|tends?|usually|normally|generally|often|sometimes|follow|prefer|forget|know|going|"
        rf"in (?:his|her|your|their) (?:position|place|situation|shoes|condition))(?! (?:be (?:cross|angry|upset|"
        rf"worried|furious|annoyed"
        r"|shaken|hurt|frustrated)|feel|hate|want|like|see|enjoy|expect|find))",
        r"(?:people|folks?|customers|guests|parents|users|drivers|owners|everyone|everybody) (?:do|does|tend|tends|"
        r"usually|normally|generally|often|sometimes|simply|always|will|forget|wander)(?: |,)(?!feel|hate|want|like|"
        r"read the|see)",
        r"your (?:[\w']+ )?(?:[\w']+ )?(?:wasn't|was not|weren't|were not|isn't|is not|hadn't been|had not been) "
        r"(?:\w+ly )?(?:locked|plugged|switched|charged|closed|fastened|buckled|filled|completed|signed|ticked|up "
        r"to date|set|latched|secured|compatible|activated|turned|registered|attached|fitted|worn)",
        r"(?:may|might|can|could) (?:we|i|one) (?:\w+ )?(?:suggest|remind|point out|ask)(?: that)? (?:you to |you "
        r"(?!when|if|for|how|to (?:send|tell|message))|a look|checking|looking|reading|your)|we(?:'d| would) (?:\w+ "
        r")?(?:suggest|recommend|encourage|urge|invite)(?: that)? (?:you|checking|reading|all)",
        r"(?:would|could|might)(?:'ve| have) (?:\w+ )?(?:spared|avoided|prevented|shown|revealed|flagged|caught|"
        r"warned)(?= (?:you|this|that|it|the|all|us))",
        r"your own (?:bags?|luggage|devices?|belongings|suitcases?|clothes|appliances?|equipment|side|connection|"
        r"wi-?fi|browser|settings|driveway|choice|decision|doing|expectations|habits)|(?:quick|handy|little|small|"
        r"top|free) (?:tip|hint|piece of advice|word of advice|reminder|advice)",
        rf"{PEOPLE_EN} (?:like|such as) (?:you|yourself|yourselves)|(?:on|before|with) (?:the |your )?next (?:trip|"
        rf"visit|stay"
        r"|order|booking|outing|ride|flight),? (?:please |perhaps |maybe |do |why not |just )*(?:pack|bring|read|"
        r"check|plan|arrive|leave|think|keep|be |wear|choose|use|follow|allow|remember|consider)",
        r"(?:which is|that's|that is|this is) (?:exactly |precisely )?why (?:we|our \w+|the \w+) (?:\w+ )?(?:ask|"
        r"asks|advise|recommend|tell|say|says|print|remind|urge|require|suggest|insist|warn|state)",
        r"one (?:should|would|must|has to|can't|cannot|does|expects|ought|might expect|would expect|does not|"
        r"doesn't) \w+",
        r"(?:the|your) next time,? you|(?:for|before|on|by) (?:the |your )?next (?:time|trip|visit)(?=\s*[.,!])",
        r"(?:where|when|the way|how|what) (?:you're|you are|one is|they're|they are|you were) (?:meant|supposed|"
        r"asked|told|advised|required) to",
        r"(?:it|this) (?:has been|is|was) (?:often |widely |frequently )?(?:observed|noted|noticed|understood|known|"
        r"assumed|expected|accepted) that",
        r"(?:wants?|want|would want|needs?|have|has) to (?:know|learn|remember) (?:how|when|where|that|to)",
        r"the tone (?:of|in|you)|your tone|(?:sure|quite|rather) a (?:fair|tricky|steep|tough|delicate)|we do wonder",
        r"(?:used|worn|handled|stored|fitted|charged|kept|treated|read|followed) (?:as (?:directed|intended|"
        r"instructed|designed|it should)|correctly|properly)",
    ),
)
"""Generic people, duties, counsel: said of everybody and heard by one."""

MOCKERY_FRAMES: Final = cues(
    fr=(
        r"(?:arrêtez les rotatives|appelez la presse|prévenez la presse|flash info|alerte info|(?:quel|un) scoop|à "
        r"la une(?= |[.,!])|breaking news|sortez le champagne)",
        r"personne (?:ici |chez nous |dans l'équipe |au bureau )ne (?:passe (?:ses|son|sa)|se lève|reste (?:éveillé|"
        r"la nuit)|s'amuse à|guette|collectionne|rêve de|s'endort|se relève)",
        r"(?:un homme|une femme|une personne|quelqu'un|un esprit|un connaisseur) de (?:votre|ton) (?:rang|qualité|"
        r"goût|expérience|trempe|talent|niveau|envergure)",
        r"(?:nous|on|j'?|je) (?:en |n')?(?:a |avons |ai |en )*(?:bien |beaucoup |encore |déjà )*(?:ri|rit|rions|"
        r"rigol\w+)(?= |[.,!])(?! (?:nerveus|jaune))",
        r"(?:on dirait|digne) (?:un |d'un |une |d'une )(?:film|roman|feuilleton|épisode|thriller|tragédie)|"
        r"(?:spielberg|hitchcock|molière|goncourt|palme d'or|sherlock|colombo|prix nobel|oscar du)",
        r"drames? (?:de|du|des) (?:poche|siècle|salon|l'année|quartier)|la fin du monde|la troisième guerre|"
        r"tragédie grecque",
        r"encore (?:faut|faudrait|fallait)-il (?:lever|ouvrir|savoir|lire|regarder|être|avoir|comprendre|tendre|"
        r"chercher)",
        r"(?:il|elle|ils) (?:te|vous) (?:salue|saluent)(?: bien)?|(?:te|vous) saluent? bien",
        r"la peau plus dure|âmes? sensibles?|votre (?:petit )?ego",
    ),
    en=(
        r"hold the front page|stop the press\w*|alert the (?:media|press)|call the (?:papers|press|cops)|news ?flash"
        r"|breaking news|front[- ]page news",
        r"(?:nobody|no one|none of us)(?: here| in (?:the|our) \w+| at \w+) (?:sits|spends|stays up|lies awake|gets "
        r"up|wakes|dreams of|collects|has a (?:shrine|secret))",
        r"(?:man|woman|lady|gentleman|person|someone|fan|customer|guest) of your (?:experience|calibre|caliber|taste"
        r"|refinement|stature|standing|talents?|intellect|breeding)",
        r"thick(?:er|en)? (?:a |your )?skin|toughen up|man up|grow a (?:pair|spine|backbone)|delicate (?:flower|soul"
        r"|ears|palate)|sensitive soul",
        r"(?:we|all of us|the team|the lads|the girls|staff) (?:all )?(?:had|got|enjoyed|are having|are still "
        r"having) (?:quite |such )?(?:a |the )?(?:good |great |right |little |big )?(?:laugh|giggle|chuckle|smile)|"
        r"tickled (?:us|me)",
        r"spielberg|hitchcock|oscar[- ](?:worthy|winning)|agatha christie|shakespearean|pulitzer|nobel prize|the "
        r"next (?:sherlock|poirot|einstein)|soap opera|greek tragedy",
        r"end of the world|world war (?:three|iii|3)|crime of the century|federal case|drama of the (?:year|week|"
        r"century)",
        r"on the (?:bright|plus) side|every cloud|silver lining",
        r"not sure what (?:else )?(?:we're|we are|you're|you|anyone|one)(?: \w+)? (?:supposed|meant|expect\w*"
        r"|want\w*|would like)|what (?:else )?(?:are|were) we (?:supposed|meant) to|what would you have us",
    ),
)
"""Irony that everyone hears."""

MOCKERY_HEARD: Final = cues(
    fr=(
        r"(?:nous a|m'a|a) (?:bien |beaucoup |tous )?(?:fait (?:rire|sourire)|amusée?s?)",
        r"(?:au moins|du moins),? (?:vous|tu|on|nous|il|elle|votre|ton|le |la |ça|cela)|(?:aurez|auras|confirm\w+|"
        r"prouv\w+|est|avez|as) (?:\w+ )?au moins (?!\d|un|une|deux|trois|quatre|dix)\w+",
        r"(?:drame|tragédie|saga|épopée|feuilleton|roman|opéra|poème|symphonie) (?:de|du|des|d'|en) ?\w+(?! \w+ "
        r"(?:que|dont))",
        r"(?:n'est-ce pas|non|hein|pas vrai|si|avouez-le|avoue)\s*\?|(?:^|(?<=[.!?]\s))(?:mazette|fichtre|bigre|"
        r"tiens donc|diantre|sapristi|tiens tiens|ah bon|oh oh|ouh là|allons bon|voyons|sacré\w*)(?= |[.,!])",
        r"à (?:votre|ton) image|(?:vous serez|vous êtes|tu seras|tu es) (?:\w+ )?(?:le premier|la première|notre "
        r"premi\w+) (?:à|de)|aux dernières nouvelles,|(?:un|quel) (?:beau|bel|joli|grand) (?:morceau|numéro|moment|"
        r"effort|roman|discours|élan|style)|chapeau(?= |[.,!])|rassurez-vous,? (?:personne|il|nous|on|aucun)|"
        r"accents? lyriques?|votre plume|rater (?:ça|cela)|(?:le|la) (?:fameux|fameuse|sacro-saint\w*|grand|"
        r"illustre) \w+",
    ),
    en=(
        r"at least (?:you|it|we|there|the|your|nobody|no one|she|he|they)(?! (?:can|could|know|get) (?:do|give|one))",
        r"(?:gave|made) (?:us|me|the \w+)(?: all)? (?:a (?:good )?)?(?:laugh|chuckle|giggle|smile)|the "
        r"sequel(?=\s*[.,!])|last (?:time )?(?:i|we|anyone) (?:checked|looked|heard)(?=\s*[,.])",
        r"\w+[,;] (?:no|right|eh|yes|innit|is it|isn't it|wasn't it|aren't we|don't you think|shall we)\?",
        r"(?:^|(?<=[.!?]\s))(?:goodness|dear me|oh dear|my my|well well|heavens|blimey|crikey|gosh|good grief|oh my|"
        r"wow|ooh|ah yes|ah|sure|surely|well)(?=,? (?:\w+,|i can|you|your|that|it was|it's|what a|we can))(?! "
        r"(?:\w+,? )?(?:i'm|i am|we're|i) sorry)",
        r"(?:a |an )(?:\w+ )?(?:masterclass|study|lesson|symphony|tale|drama|comedy|tragedy|ode) (?:in|of|to) \w+",
        r"(?:does|do|did) (?:tend|seem) to (?:come|happen|get|be|go)|you(?:'ll| will) be the first|so do send|(?:do|"
        r"please) send (?:us )?(?:a photo|pictures|a postcard)|(?:surely|by now|no doubt) (?:seen|heard|had|know|"
        r"noticed)|(?:has|have) surely|(?:can|could) (?:scarcely|hardly|barely) (?:contain|wait)|(?:i|we) can "
        r"assure you(?: that)? (?:nobody|no one|we|none|our)|admiring|starring|the (?:famous|infamous|great|mighty|"
        r"legendary|dreaded) \w+",
    ),
)
"""Play on words, tags and consolations: warm under a compliment, cold under a complaint."""
