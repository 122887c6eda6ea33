"""Excuses, empty apologies, admissions, belittling, selling and stock phrases as frames with open slots.

`…_FRAMES` can hardly be read otherwise. `…_HEARD` is often innocent: the writer is asked to look, and nothing more.
"""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues

_RUNS_FR: Final = (
    r"(?:gère\w*|décide\w*|fixe\w*|fabrique\w*|s'occupe\w*|livre\w*|impose\w*|fournit|fournissent|assure\w*"
    r"|organise\w*|choisi\w*|facture\w*|pilote\w*|a (?:tardé|refusé|oublié|changé|coupé|perdu|décidé|mal)|n'a pas|"
    r"traîne\w*|bloque\w*)"
)
_RUNS_EN: Final = (
    r"(?:runs?|handles?|manages?|decides?|sets?|owns?|controls?|supplies|made|makes|delivers?|operates?|looks? after"
    r"|picks?|prints?|schedules?|took|lost|changed|broke|keeps?|kept|holds?|charges?|dictates?|calls? the shots)"
)
_EMPTY_EN: Final = r"(?:regret\w*|sorry|apolog\w+|unfortunate)"

EXCUSE_FRAMES: Final = cues(
    fr=(
        rf"(?:c'est|ce sont) (?!notre |nous|moi|mon |ma |la personne |l'équipe )(?:le |la |l'|les |un |une "
        rf")(?:[\w-]+ ?){{1,4}}qui (?:en |l'|les |y |nous )?{_RUNS_FR}",
        r"traîn\w+ (?:des pieds|en longueur|la patte)|en (?:souffr|pâti)\w+ (?:les premiers|aussi|nous-mêmes|autant)"
        r"|(?:sommes|suis|est) (?:aussi |autant |tout aussi |les premiers? )(?:\w+ )?(?:pénalisés?|embêtés?|déçus?|"
        r"touchés?|victimes?|ennuyés?|impactés?|frustrés?)|les premiers (?:embêtés|pénalisés|à en|surpris|touchés)",
        r"il n'y a (?:\w+ )?rien à faire"
        r"|(?:rien|pas grand-chose|peu de choses?) (?:\w+ )?(?:qu'on puisse|que l'on puisse|que nous "
        r"puissions)|(?:à|de) notre (?:petit )?niveau,? (?:on|nous|rien|il|impossible)|pas de notre ressort|ne "
        r"relève pas de",
    ),
    en=(
        rf"(?:it's|it is|it was|that's|that was) (?!our |us |me |my |the (?:\w+ )?team|the (?:same|first|only|"
        rf"least))(?:the |an? )(?:[\w'-]+ ){{1,5}}?(?:who|that|which) {_RUNS_EN}",
        r"(?:little|nothing|not much|only so much|not a lot)(?: more)?(?: that)? (?:anybody|anyone|any of us|we|i|"
        r"one|the \w+) (?:here )?(?:can|could)|(?:from|at) (?:this|our) end(?=\s*[.,])|drag\w* (?:its|their|his|"
        r"her) (?:feet|heels)",
        r"(?:just |every bit |equally )?as (?:frustrat|annoy|disappoint|surpris|sick|fed up|upset|let down)\w* "
        r"(?:\w+ )?(?:as you|for us|to us|about it)|(?:frustrat|annoy)\w+ for us(?: too)?|(?:we|i) (?:suffer|feel it"
        r"|lose|hurt) (?:too|as much|as well|first)|hits? us (?:too|hard|as)",
    ),
)
"""Somebody who runs it, nothing to be done, and we suffer too."""

EXCUSE_HEARD: Final = cues(
    fr=(
        r"(?:c'est|telle est|ainsi (?:va|veut)) (?:\w+ )?(?:la (?:procédure|règle|politique|loi|norme)|le "
        r"(?:règlement|système|protocole|fonctionnement))|(?:la procédure|le règlement|la règle|notre politique|le "
        r"protocole|le système) (?:veut|impose|prévoit|exige|interdit|ne permet|l'exige|est ainsi)",
        r"(?:comme partout|comme ailleurs|comme tout le monde|(?:toute la|l'ensemble de la) (?:profession|filière|"
        r"région)|tous les (?:opérateurs|commerces|hôpitaux|restaurants|magasins|transporteurs))|(?:vient|viennent|"
        r"venait) de loin",
        r"(?:nouvelle|nouveau|jeune|remplaçante?|débutante?)(?: \w+)?,? (?:dans l'équipe|au comptoir|en formation|"
        r"arrivée?|qui (?:débute|apprend|remplaçait))|(?:était|est) (?:nouveau|nouvelle|en formation|débordée?|"
        r"seule?)(?= |[.,])",
    ),
    en=(
        r"(?:it's|it is|that's|that is|as per|under) (?:\w+ )?(?:policy|procedure|protocol|the rules?|the law|the "
        r"system)(?= |[.,])|(?:policy|procedure|protocol|the rules?|the system|regulations?) (?:doesn't|does not|"
        r"don't|do not|won't|requires?|states?|dictates?|says?|means?|forbids?|stops?|only)",
        r"(?:like|as (?:with|in|for)) (?:any|every|most|all) (?:other )?(?:\w+ )?(?:companies|company|shops?|hotels?"
        r"|restaurants?|airlines?|hospitals?|business\w*|stores?|banks?)|(?:industry|sector|nation|country|"
        r"worldwide)[- ]?wide|across the (?:board|industry|sector|country)",
        r"(?:new|temp|junior|trainee|weekend|seasonal|agency|relief|young)(?: to the| in the| on the)? (?:team|job|"
        r"starter|staff|member|lad|girl|person|cook|driver|server)(?= |[.,])|(?:was|is) (?:new|still learning|in "
        r"training|on (?:her|his|their) (?:first|own)|rushed|stretched)",
    ),
)
"""Rules, the trade, the newcomer: an explanation or an excuse."""

EMPTY_FRAMES: Final = cues(
    fr=(
        r"(?:excuses?|pardon|désolée?s?|navrée?s?|regrets?)(?: \w+)? (?:à|pour|envers) (?:qui(?:conque)?|ceux|celles"
        r"|toute personne|toutes celles|tous ceux|celui|celle)(?! qui (?:attend|étai))",
        r"(?:si|au cas où) (?:quelqu'un|d'aucuns|certaine?s?|une personne|quiconque|des personnes|l'un"
        r"|l'une)[^.!?\n]{3,90}(?:regrett|désol|navr|excus|pardon|déplor)\w*",
        r"(?:désolée?s?|navrée?s?|regrett\w+|déplor\w+)(?: \w+)? que (?:vous|tu) (?:gard|ay|aies|repart|conserv|"
        r"rest)\w+[^.!?\n]{0,25}(?:impression|sentiment|souvenir|image|ressenti)s?",
        r"(?:il est|c'est) (?:fort |bien |vraiment |très )?(?:regrettable|fâcheux) que (?:vous|tu|certain|d'aucuns|"
        r"cela vous|ce \w+ vous|votre)",
    ),
    en=(
        rf"(?:if|should|in case|where) (?:any|some)(?:one|body| \w+)? (?:was|were|felt|got|found|came|did|didn't"
        rf"|experienced|suffered|has|have|is|are|took|may|might|feel|be)[^.!?\n]{{0,90}}?{_EMPTY_EN}",
        rf"{_EMPTY_EN} (?:\w+ )?(?:to|for) (?:whoever|whomever|anyone|anybody|any(?: \w+)? who|those who (?:may|"
        rf"might|felt))",
        rf"{_EMPTY_EN}[^.!?\n]{{0,20}}you (?:were |are |have |had |have been |feel )?(?:left|came away|come away|"
        rf"walked away|remain\w*) with (?:a|an|the|that|such|this) "
        r"(?:[\w-]+ ){0,5}(?:impression|taste|view|picture|image|memory|perception)",
        rf"{_EMPTY_EN}[^.!?\n]{{0,60}}less[- ]than[- ](?:perfect|ideal|satisfactory|stellar|optimal|positive|"
        rf"pleasant|smooth|happy)",
        r"regrettable (?:that you|if)|regret(?:s)? (?:if|any|that you (?:feel|felt|think|were unable|did not))",
    ),
)
"""Sorry for nothing that happened: for an impression, to nobody, on condition."""

EMPTY_HEARD: Final = cues(
    fr=(
        r"(?:comment|la façon dont|la manière dont) (?:vous (?:l')?avez|tu (?:l')?as) (?:pris|vécu|ressenti|perçu|"
        r"reçu)\w*|votre (?:ressenti|perception|impression)|(?:désolée?s?|navrée?s?) (?:de ce|du|pour le|pour la|"
        r"pour les|pour ce) (?:petit|léger|désagrément|dérangement|contretemps|incident|couac|malentendu)\w*|quoi "
        r"qu'il en soit|à toutes fins utiles",
    ),
    en=(
        r"how you (?:took|felt|perceived|received|experienced|saw|read) (?:it|this|that|about)|your (?:perception|"
        r"impression|feelings)|sorry (?:about|for) (?:the|any|this|that) (?:\w+ )?(?:inconvenience|confusion|upset|"
        r"hiccup|mix-?up|bother|misunderstanding)|regret(?:table|tably|fully|ted)|unfortunate(?! (?:event|accident))",
    ),
)

LIABLE_FRAMES: Final = cues(
    fr=(
        r"(?:juridiquement|légalement|pénalement|entièrement|pleinement|seule?s?|civilement|contractuellement) "
        r"(?:responsables?|redevables?|comptables?|tenue?s? de|en faute|en tort)",
        r"(?:avons|ai|a|ont) (?:\w+ )?(?:enfreint|violé|transgressé|méconnu|manqué à|contrevenu)(?: \w+)? (?:la loi|"
        r"le code|le rgpd|les normes|la norme|la règle\w*|le règlement|nos obligations|notre (?:devoir|obligation)|"
        r"l'obligation)",
        r"(?:c'est|voilà) (?:bien )?(?:ce|cela|ça) (?:qui|ce qui) (?:a|vous a|l'a|les a) (?:causé|provoqué|exposé|"
        r"blessé|brûlé|rendu|entraîné|déclenché|permis|fait tomber)",
    ),
    en=(
        r"(?:legally|fully|entirely|wholly|solely|jointly|personally|strictly) (?:answerable|accountable|responsible"
        r"|liable|to blame|at fault)|(?:is|are|am) (?:answerable|liable|culpable) (?:for|to)",
        r"(?:we|i|company|hotel|school|shop|\w+ of ours|our \w+)(?:'ve| have| has)? (?:\w+ )?(?:broke|broken|"
        r"breached|violated|infringed|contravened|fell foul of|in breach of) (?:[\w-]+ ){0,4}?(?:law|laws|act|rules?"
        r"|regulations?|code|gdpr|duty|duties|contract|licen[cs]e|standards?|privacy)",
        r"(?:that|this|it|which)(?:'s| is| was) (?:precisely |exactly )?what (?:exposed|caused|made|led|hurt|burnt|"
        r"burned|broke|triggered|poisoned|injured|scalded|tripped|sparked)",
    ),
)
"""Law and cause, stated before anybody has looked."""

CAUSE_HEARD: Final = cues(
    fr=(
        r"(?:vient|venait|provient|provenait|résulte|découle|s'explique|est due?|sont due?s?|était due?|a été "
        r"causée?) (?:de|du|des|d'|à|au|aux|par|la) ?\w+|(?:à l'origine|la cause) (?:de|du|est|en est|était)",
        r"(?:nous avons|on a|j'ai|nos \w+ ont|notre \w+ a|un de nos \w+ a|une de nos \w+ a|le \w+ a) (?:\w+ "
        r")?(?:oublié|omis|négligé|laissé|inversé|confondu|mélangé|mal \w+|monté|serré|dosé|cassé|perdu|tardé|"
        r"ignoré)|(?:n'avons|n'a|n'ont|n'avait|n'était) pas (?:été )?(?:vérifié|contrôlé|testé|entretenu|révisé|"
        r"nettoyé|formé|remplacé|réparé|signalé|respecté|fermé|serré)\w*|aur(?:ions|ait|aient) dû",
    ),
    en=(
        r"(?:came|comes|stemmed|stems|resulted|results|arose|arises) (?:in |about )?(?:from|with|because|through|as "
        r"a result)(?! (?:you|your|our inbox))|(?:caused|triggered|exposed|due|owing|down|traced|traceable) (?:by|"
        r"to) (?!you|light)\w+|the (?:root )?cause (?:was|is|of)|because (?:we|our|an?|the|of (?:our|a|an))",
        r"(?:we|i|our \w+|an? \w+ of ours|one of our \w+|the \w+) (?:\w+ )?(?:forgot|omitted|neglected|overlooked|"
        r"left(?! you)|swapped|mixed up|misread|skipped|failed|mislabell?ed|miscalculated|missed|let)|(?:didn't|did "
        r"not|wasn't|was not|weren't|were not|hadn't|had not|never) (?:been )?(?:check|inspect|test|train|maintain|"
        r"servic|replac|repair|report|fasten|tighten|lock|clean|record)\w*|should (?:never )?have (?:been "
        r")?(?:checked|inspected|tested|closed|shut|replaced|caught|stopped|repaired|locked|warned)",
    ),
)
"""A cause, in the first person or the passive: where the matter is serious, a person looks."""

SMALL_FRAMES: Final = cues(
    fr=(
        r"(?:rien de plus|sans plus|voilà tout|tout au plus|au pire|ni plus ni moins)(?=\s*[.,!;])|(?:il y a|y a) "
        r"(?:bien |toujours |des (?:gens|personnes) )?(?:pire|plus grave|plus malheureux|plus à plaindre)|plus à "
        r"plaindre|pas (?:la )?mort d'homme|on n'en meurt",
        r"ne dites pas (?:ça|cela|des|de telles)|ne dis pas (?:ça|cela|des)|demain (?:est un autre jour|ça ira|il "
        r"fera|le soleil)|ça (?:ira|va aller|va passer|passera)(?= |[.,!])|gardez le (?:sourire|moral)|le temps "
        r"(?:arrange|guérit|fait)|tout le monde (?:a|connaît|traverse|en passe|passe) (?:des|par|ses)",
        r"(?:simple|juste une|petite|qu'une|rien qu'une) (?:\w+ )?(?:maladresse|plaisanterie|blague|boutade|"
        r"broutille|bricole|peccadille|vétille|bagatelle|taquinerie|égratignure)",
    ),
    en=(
        r"nothing more(?=\s*[.,;!]| than a)|no more than (?:a|that)|(?:in|all in) the same boat|worse (?:off|things)"
        r"|could (?:have been|be) (?:much |a lot |far )?worse|look(?:s)? (?:brighter|better|different) in the|"
        r"(?:it'll|it will|things will|things'll|this will) (?:all )?(?:look brighter|look better|blow over"
        r"|pass(?=\s*[.,])|be (?:fine|alright|all right)|work out)",
        r"(?:chin up|cheer up|keep smiling|don't be (?:at that|silly|like that|so|daft)|don't (?:say|talk like) "
        r"(?:that|such)|this too shall|tomorrow is another|time (?:heals|will heal))",
        r"(?:one|a|an|only|just|some|that) (?:\w+ )?(?:wee|teeny|itty[- ]bitty|measly) (?!bit)\w+",
        r"(?:one|a|an|the|only|just|some|that) (?:\w+ )?(?:little|tiny) (?:[\w-]+ "
        r")?(?:insect|bug|spot|mark|scratch|joke|delay|hair|crumb|drop|smell|noise|bump|leak|slip|error|mistake|wait"
        r"|oversight|creature|fly|wobble|scrape|cut|graze|splash|stain|crack|typo|charge|fee|upset|tiff)s?",
        r"(?:clumsy|silly|harmless|innocent|light-hearted|friendly|tongue-in-cheek) (?:little )?(?:joke|remark|"
        r"banter|comment|slip|fun|tease)|bit of (?:fun|banter|a laugh|rain|noise|dust|mud|wind)|(?:storm|tempest) "
        r"in a tea|mountain out of|hardly (?:the end|life|a (?:disaster|tragedy|crisis|matter))",
    ),
)
"""Diminutives, comparison with worse, and the pat on the head."""

SMALL_HEARD: Final = cues(
    fr=(
        r"(?:c'est tout|un (?:tout )?petit (?:peu|bout|rien)|quelques (?:petite?s? )?(?:minutes|secondes|grammes|"
        r"centimes|euros|gouttes|jours)|(?:à peine|seulement|juste|que) (?:\d+|une?|deux|trois|quelques) \w+)(?= |"
        r"[.,!])|relativis\w+|au fond|dans l'ensemble|d'ailleurs,",
    ),
    en=(
        r"hang (?:in there|tight)|fingers crossed",
        r"(?:a couple of|a few|only|just|barely|under|a mere) (?:\w+ )?(?:minutes?|seconds?|pence|pennies|cents|"
        r"pounds?|dollars?|inches|grams?)(?= |[.,])|that's all(?=\s*[.,])|(?:in|within|by) (?:perspective|"
        r"comparison)|in the grand scheme|all in all|still,? (?:it|you|the) \w+|as these things go|by all accounts|"
        r"sure (?:it|everybody|half|what)",
    ),
)

SELLING_FRAMES: Final = cues(
    fr=(
        r"n'hésite[zs]? (?:donc |surtout )?pas à (?:\w+ )?(?:consulter|découvrir|visiter|profiter|essayer|goûter|"
        r"tester|réserver|commander|souscrire|télécharger|vous abonner|passer (?:à|voir)) (?:à |de |sur |chez "
        r")?(?:nos|notre)",
        r"(?:notre|nos) (?:[\w-]+ )?(?:contrat|formule|offre|gamme|option|pack|abonnement|carte|forfait|assurance|"
        r"extension|version|collection|appli\w*)(?: [\w+-]+){0,3},? (?:à \d+|à partir de|dès \d+|inclut|inclue\w*|"
        r"vous (?:garantit|offre|attend))",
    ),
    en=(
        r"our (?:[\w-]+ )?(?:contract|plan|offer|range|package|membership|bundle|subscription|premium|upgrade|add-on"
        r"|app|warranty|collection|cover|pass)(?: [\w+-]+){0,3},? (?:from|at|for) (?:just |only )?[$£€]\s?\d|(?:our|"
        r"the) (?:[\w-]+ )?(?:premium|plus|gold|pro|platinum|extra|elite|vip)(?: \w+)? (?:plan|package|cover|"
        r"membership|tier|service|account)s?",
        r"why not (?:try|join|upgrade|treat|add|switch|book|sign)|have you (?:tried|considered|thought of) (?:our|"
        r"the new|upgrading|adding|switching|joining)|don't (?:forget|miss) (?:our|the|out)|be sure to (?:try|check "
        r"out|visit)",
    ),
)
"""An offer with its price, or an invitation to look around."""

SELLING_HEARD: Final = cues(
    fr=(
        r"(?:parlons-en|venez (?:donc )?(?:découvrir|goûter|essayer|voir)|pourquoi ne pas|profitez|découvrez|"
        r"notre nouvelle (?:gamme|collection|carte|formule|offre|appli\w*)|primée?s?|numéro un|"
        r"n°\s?1|leader|savoir-faire|"
        r"bientôt (?:disponible|de retour))",
    ),
    en=(
        r"(?:let's talk|come (?:and|back and) (?:try|see|taste|enjoy)|award-winning|best-selling|best-loved|brand[- "
        r"]new|world-class|number one|leading|our new (?:menu|range|collection|app|season)|coming soon|(?:fan|customer|"
        r"crowd) favou?rites?|proud to (?:offer|serve|be))",
    ),
)

STOCK_FRAMES: Final = cues(
    fr=(
        r"(?:prenons|prends|prend|prennent|attachons|accordons|portons)(?: \w+){0,3} (?:à la |la |une |le )?(?:très "
        r"|extrêmement |plus |grande |plus grande |toute )*(?:au sérieux|à cœur|importance|attention)(?: \w+){0,3} "
        r"(?:la |les |vos |votre |ce type|ce genre|toutes?|tous|à la|à vos|à votre|à chaque|au)(?= ?\w)|(?:en temps "
        r"utile|en temps voulu|dans un délai raisonnable|dès que possible dans)",
    ),
    en=(
        r"(?:we|i|our \w+|\w+) (?:do |always |all )?takes? (?:[\w']+ ){0,3}?(?:privacy|security|safety|hygiene|"
        r"quality|feedback|complaints?|matters?|reports?|concerns?|allegations?|data protection|cleanliness|"
        r"accessibility|service|welfare|inclusion)(?: [\w']+){0,3}? (?:\w+ly )?seriously",
        r"rest (?:\d+ ?% |\w+ly |fully |well )?assured|in (?:due course|a timely (?:manner|fashion))|at (?:your|"
        r"our) earliest|(?:we|i) (?:truly |really |greatly |very much |always )*(?:value|appreciate|welcome) (?:your"
        r"|all|every|any) (?:\w+ )?(?:feedback|comments?|custom|business|input|loyalty|patronage|opinion)",
    ),
)
"""What every house says."""
