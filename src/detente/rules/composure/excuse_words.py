"""Words that put it on somebody or something else, and words that admit a cause or a liability."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues, whole_words

_OTHERS_FR: Final = (
    r"(?:transporteurs?|prestataires?|fournisseurs?|livreurs?|partenaires?|éditeurs?|sous-traitants?|hébergeurs?"
    r"|facteurs?|coursiers?|messager\w*|opérateurs?|constructeurs?|fabricants?|banques?|intermédiaires?|intérimaires?"
    r"|stagiaires?|logisticiens?|plateformes? de livraison|société de livraison|entreprise (?:extérieure|de \w+)"
    r"|logiciels?|syst[èe]mes?(?: informatiques?)?|informatique|serveurs?|algorithmes?|ordinateurs?|météo|assureurs?)"
)
_THE_FR: Final = r"(?:notre |nos |votre |le |la |les |l'|un |une |leur |ce |cette )?"
_OF_FR: Final = r"(?:de |du |des |d'|à |au |aux |chez )"

PASSED_ON: Final = cues(
    fr=(
        r"(?:indépendante?s?|indépendamment|en dehors|hors) de (?:notre|nos) (?:volonté|contrôle|ressort|portée"
        r"|pouvoir)s?|hors de (?:notre )?contrôle|échappent? (?:totalement |complètement |malheureusement )?à notre "
        r"(?:contrôle|volonté)|(?:nous|vous) échappent?(?= (?:totalement|complètement|en partie)|\s*[.,;])",
        r"(?:force majeure|impondérables?|aléas? (?:du|de la|des|de l')\s?\w+|aléas? climatiques?|imprévus? (?:du|de "
        r"la)\s?\w+)",
        r"(?:nous n'y|on n'y|je n'y|nous y|on y) (?:sommes|est|suis|pouvons|peut|peux) (?:pour )?(?:malheureusement "
        r"|hélas )?(?:rien|pas grand-chose)",
        r"(?:plus|pas|aucune?|peu de) (?:malheureusement |hélas )?(?:la main (?:dessus|sur|là-dessus)|prise(?:\s|,"
        r"|\.)|de prise|la maîtrise|de maîtrise|maîtrise|le contrôle|de contrôle|contrôle (?:sur|dessus))",
        r"(?:ne|n') ?(?:dépend|dépendent|relève|relèvent|vient|viennent|est|sont|incombe) (?:absolument "
        r"|malheureusement |hélas )?(?:pas|plus|en rien|aucunement) (?:de (?:nous|notre (?:fait|ressort|volonté"
        r"|service|responsabilité))|du tout de nous|à nous)|ce n'est pas (?:nous|notre (?:faute|problème"
        r"|responsabilité|rôle))|c'est pas (?:nous|notre faute)",
        rf"(?:la )?faute (?:en revient |incombe |revient )?{_OF_FR}{_THE_FR}{_OTHERS_FR}",
        rf"(?:vien(?:t|nent)|provien\w+|résulte\w*|imputables?|incombe\w*|dépend\w*|relève\w*) (?:\w+ )?(?:d'un "
        rf"|d'une |de notre |de nos |de la |de l'|du |des |de leur |au |aux |à notre |à la |à l')(?:\w+ "
        rf"|\w+'){{0,5}}?{_OTHERS_FR}",
        rf"(?:à cause|du fait|en raison) (?:de |du |des |d'){_THE_FR}(?:\w+ ){{0,2}}(?:{_OF_FR}{_THE_FR})?{_OTHERS_FR}",
        rf"(?:c'est|ce sont|c'était) (?:bien |uniquement |surtout |encore )?{_THE_FR}(?:\w+ )?{_OTHERS_FR}(?: "
        rf"\w+){{0,4}} qui",
        rf"{_THE_FR}{_OTHERS_FR}(?: \w+){{0,2}} (?:n'a|n'ont|a|ont)(?: \w+)? (?:pas (?:respecté|livré|suivi|tenu|fait)"
        r"|fait (?:défaut|faux bond)|manqué|failli|tardé|planté|laissé tomber|joué des tours|cafouillé|dysfonctionné)",
        r"(?:joue\w*|jouent|jouer|joué) des tours|n'(?:a|ont) rien arrangé|une fois (?:le |la |l')?\w+ (?:remis"
        r"|confié|parti|sorti)\w*(?=[^.!?\n]{0,50}(?:plus|rien|pas ) )",
        r"(?:on|nous) (?:en )?dépend(?:ons)? (?:d'eux|d'elle|de lui|d'un|d'une|des|du|entièrement)|(?:on est|nous "
        r"sommes) (?:pognés?|coincés?|tributaires?|dépendants?|pieds et poings)|rupture (?:chez|de stock chez)"
        r"|premi[eè]re?s victimes|(?:commune|mairie|préfecture|département|région|compagnie de \w+|usine)(?: "
        r"\w+){0,3} (?:a|nous|n'a|ont) (?:sectionn|coup|envoi|chang|refus|bloqu|impos|tard)\w+|engin de chantier|on "
        r"n'y (?:est|peut) (?:pour )?rien",
    ),
    en=(
        r"(?:beyond|outside|out of|not in|not within|not under) (?:of )?(?:our|my|the team's) (?:control|hands|power"
        r"|remit)|(?:not|wasn't|isn't|never) (?:really |actually |technically )?(?:our|my) (?:fault|doing|mistake"
        r"|problem)|(?:not|nothing) (?:to do with|down to) us",
        r"(?:nothing|little|not much|only so much|not a lot) (?:more )?(?:that )?(?:we|i|anyone|(?:a|the|our) \w+(?: "
        r"of \w+)?)(?: could| can|'re able| are able|'d)",
        r"(?:it's|it is|that's|this is|was|were|is|are|lies|sits|rests|down to|because of|due to|thanks to|on|blame"
        r"|with) (?:\w+ )?(?:the |our |a |their |your )(?:\w+ )?(?:couriers?|carriers?|suppliers?|third[- ]part(?:y"
        r"|ies)|vendors?|contractors?|subcontractors?|manufacturers?|delivery (?:company|partner|firm)|shipping "
        r"(?:company|partner)|host|provider|agency|post office|bank|partners?|franchisee|landlord|councils?|airline"
        r"|warehouse company)(?:'s?)?(?: \w+){0,2} ?(?:fault|error|mistake|responsibility|problem|failure|end|side"
        r"|doing|to blame|delays?|issue)",
        r"(?:couriers?|carriers?|suppliers?|third[- ]part(?:y|ies)|vendors?|contractors?|subcontractors?"
        r"|manufacturers?|delivery (?:company|partner|firm)|payment provider|agency) (?:\w+ )?(?:let (?:us|you) down"
        r"|let us all down|messed up|dropped the ball|failed (?:us|to)|is to blame|are to blame|was to blame|lost"
        r"|mislaid|is responsible|are responsible)",
        r"once (?:it|the \w+|your \w+|they|an? \w+) (?:has|have|is|are|leaves|leave)(?: \w+){0,3}(?:,| it'?s?| we| "
        r"there)(?=[^.!?\n]{0,40}(?:control|hands|can't|cannot|little|nothing|no longer|out of|not ours))",
        r"(?:over|on) (?:which|whom|whose \w+) (?:we|i) have (?:very )?(?:little|no|limited) (?:sway|say|control"
        r"|influence)|(?:everyone|everybody|every \w+) (?:else )?is in the same boat|act of god|force majeure|one of "
        r"those things|these things happen|supply[- ]chain (?:issues|problems|disruption)",
        r"hands are tied|(?:let|letting|lets) (?:all of |every one of |the lot of )?us(?: all)? down|(?:was|were|is"
        r"|are) (?:lent|supplied|provided|hired out|sent) (?:to us )?by|take it up with (?:them|him|her|the)|(?:moved"
        r"|moving|shifted) the goalposts|dance to (?:that|their|the) tune|passing on what|(?:firm|contractor|vendor"
        r"|supplier|officer|company|agency|builder|plumber)(?: in \w+)?,? (?:that|who|which) (?:\w+ )?(?:missed|cuts?"
        r"|moved|failed|lent|laid|sent|changed|forgot|let|built|installed|polices)|they're the ones (?:who|that)",
    ),
)
"""Somebody else did it, or nobody could help it."""

CIRCUMSTANCE: Final = cues(
    fr=(
        r"(?:forte|grosse|exceptionnelle|telle|grande) (?:affluence|demande|fréquentation|activité)|afflux"
        r"|affluence(?: exceptionnelle| inhabituelle| du \w+)?(?= |,|\.)|fréquentation (?:\w+ )?(?:est ce qu|record"
        r"|exceptionnelle)",
        r"(?:grand nombre|très grand nombre|nombre (?:important|élevé|exceptionnel)|volume (?:important|exceptionnel"
        r"|élevé|inhabituel)) (?:de|d')|surcroît|pic (?:d'activité|de demandes|d'appels|de commandes|saisonnier)"
        r"|période (?:chargée|de fêtes|des fêtes|de rentrée|d'affluence|compliquée|de pointe)|coup de feu",
        r"(?:sous-effectif|sous effectif|manque (?:de |d'|cruel de )(?:personnel|effectifs?|bras|moyens|monde)"
        r"|pénurie de (?:personnel|main|bras|chauffeurs?|médecins?|agents?)|(?:trop|si) peu nombreux|effectifs? "
        r"réduits?|(?:nous (?:sommes|étions)|on (?:est|était)|équipes?|services?|conseillers?|tous|toutes|ils sont"
        r"|elles sont)(?: \w+){0,2} (?:surchargée?s|débordée?s|submergée?s)|en flux tendu|petite?s? effectifs?|nos "
        r"effectifs|on est (?:tous |que des |des )?bénévoles|(?:on|nous) ne (?:peut|pouvons) pas être partout|tout le "
        r"monde est logé à la même enseigne|(?:collègues?|agents?|personnes?|salariés?|équipiers?|vendeuses?"
        r"|vendeurs?|\w+eurs?) (?:étaient|était|sont|est) (?:\w+ )?(?:en arrêt|malades?|absente?s?|en congés?|en "
        r"vacances))",
        r"(?:en raison|à cause|du fait|compte tenu|suite|dues?|dus|liée?s?|vu|avec|faute) (?:de |des |du |d'|à |aux "
        r"|au |la |le |les |l')+(?:\w+ )?(?:intempéries|météo|mauvais temps|conditions (?:météo\w*|climatiques)|neige"
        r"|verglas|tempête|canicule|grève|contexte|conjoncture|crise|inflation|saison|circonstances|vacances|travaux"
        r"|effectifs?|budget|migration|changement de (?:logiciel|système|prestataire))",
        r"(?:les|des) intempéries|que (?:voulez-vous|veux-tu|veux tu)|c'est la saison|vous comprendrez (?:bien "
        r"|aisément |sûrement )?qu|(?<!je\s)(?<!tu\s)(?<!les\s)(?<!le\s)(?:comprenez|sachez|comprends) (?:bien "
        r"|toutefois |aussi |cependant )?qu(?:e|'en) (?:cette|nous|nos|le|la|les|en|c'est)|nous faisons (?:ce que "
        r"nous pouvons|de notre mieux|(?:tout )?(?:notre|le) (?:maximum|possible))|on fait (?:ce qu'on peut|de notre "
        r"mieux|au mieux)",
        r"(?:deux|trois|quatre|plusieurs|un|une|\d) (?:\w+ )?(?:gars|filles|collègues|vendeu\w+|agents|personnes"
        r"|cuisiniers?|serveurs?|conducteurs?|techniciens?) (?:malades?|absente?s?|en arrêt|en congés?|en vacances"
        r"|manquants?)|on fait (?:avec|comme on peut)|c'est humain|on perd le fil|(?:après|avec) un (?:été|hiver"
        r"|printemps|automne|temps|dimanche|samedi) pareil|(?:trois|quatre|cinq|six|deux) cents (?:paquets|commandes"
        r"|colis|clients|couverts|appels)(?= (?:dans|en|par|d'un))",
    ),
    en=(
        r"(?:unusual(?:ly)?|exceptional(?:ly)?|unprecedented(?:ly)?|unexpected(?:ly)?|extremely|very|incredibly"
        r"|such)(?: a)? (?:high |heavy |large |busy |strong )+(?:volumes?|demand|numbers?|interest|orders|traffic"
        r"|calls|period|time)|(?:unusual|exceptional|unprecedented|unexpected) (?:volumes?|demand|numbers?|interest"
        r"|orders|traffic|calls)|(?:high|heavy|large) (?:call |order |parcel )?(?:volumes?|demand)",
        r"(?:short[- ]staffed|under[- ]?staffed|short[- ]handed|staff(?:ing)? (?:shortages?|sickness|absences?"
        r"|levels?|issues?)|short of (?:staff|hands|drivers|people)|shortage of \w+|(?:colleagues?|staff|team|people"
        r"|chefs?|of us|\w+ers?|\w+ors?) (?:\w+ )?(?:off|out|down) (?:sick|with (?:the )?(?:flu|covid|a cold))|a "
        r"skeleton (?:crew|staff)|called in sick|rushed off (?:our|their) feet|run off (?:our|their) feet|snowed "
        r"under|swamped|overwhelmed with)",
        r"(?:is|was|gets|it's|always|been) (?:\w+ )?(?:mad|crazy|manic|hectic|mental|a nightmare|chaos|bedlam) (?:for "
        r"us|here|in (?:the|our)|at this|on a)|(?:busy|peak|holiday|festive|christmas|silly) (?:season|period"
        r"|time)(?= (?:for|of|is|means|and we|has)|,|\.)|(?:at|for|in) this (?:time of (?:the )?year|weather|season)",
        r"(?:because of|due to|owing to|thanks to|on account of|given|with|down to|blame) (?:\w+ )?(?:the |this |our "
        r"|some |bad |severe |a )+(?:\w+ )?(?:weather|snow|storms?|heatwave|strikes?|traffic|roadworks|pandemic"
        r"|climate|economy|season|rush|migration|new (?:system|software|till|supplier|computer))",
        r"(?:the|our) (?:new |old )?(?:till|system|software|computer|algorithm|app|printer|machine|automated system"
        r"|platform)s? (?:prints?|is playing up|plays up|was playing up|has a mind|decides?|decided|is to blame)",
        r"(?:we're|we are) (?:only )?(?:a small (?:team|shop|business)|only human|doing (?:our best|what we can|all "
        r"we can))|everyone is doing their best|please (?:understand|appreciate|bear in mind) that|you have to "
        r"understand|teething (?:problems|troubles|issues)",
        r"up against it|through the roof|(?:humidity|weather|wind|ice|heat|rain|storm)(?: like| is playing| has been "
        r"playing| plays)|(?:isn't|there's|there is|there are|aren't)(?: just)? (?:no|not a|a) (?:[\w-]+ "
        r"){1,5}(?:that|who|could|can) (?:could |can )?(?:have|keep|keeps|cope|copes|handle)|(?:orders|calls|parcels"
        r"|people|guests|tables|covers) (?:hitting|coming in|arriving) (?:all )?at once|back to back|every "
        r"(?:supplier|brand|insurer|airline|shop|hotel|provider|operator)(?:'s \w+ (?:this|all)| is (?:\w+ "
        r")?(?:passing|struggling|short|facing|in the))|every brand's \w+",
    ),
)
"""It was a hard day: true perhaps, and no help to whoever paid for it."""

OWNED_ANYWAY: Final = cues(
    fr=(
        r"(?:c'est|c'était|ce serait|reste|restait|il est) (?:donc |bien )?à (?:nous|moi) (?:de|d')|n'(?:est|était) "
        r"pas une excuse|n'(?:excuse|explique|enlève|change|y change|en) (?:rien|pas)|ne (?:justifie|change|l'excuse"
        r"|nous excuse)(?:nt)?(?: rien| pas| en rien)|pas (?:une|d') ?excuses?|aurions dû|aurait dû|nous (?:en "
        r")?répondons|nous l'avons choisi|c'est nous qui|notre (?:rôle|travail|métier|erreur)|sans excuse",
    ),
    en=(
        r"(?:our|my) (?:job|responsibility|mistake|business|place) to|ours? to (?:plan|solve|fix|own|manage|handle"
        r"|sort|answer)|(?:no|not an|isn't an|never an) excuse|doesn't (?:excuse|change|make)|does not (?:excuse"
        r"|change|make)|(?:it's|that's|it is|that is) on us|should have|we (?:chose|hired|picked) them"
        r"|(?:our|not your) (?:problem|mistake"
        r"|error|failure)|still (?:ours|our|down to us)",
    ),
)
"""A cause that is said and owned is an explanation, not an excuse."""

LIABILITY: Final = cues(
    fr=(
        r"(?:nous sommes|je suis|on est|la \w+ est|le \w+ est|l'\w+ est|nous étions) (?:bien |donc |clairement "
        r")?(?:entièrement |pleinement |totalement |seuls? |les seuls |juridiquement |pénalement |légalement |tous "
        r")*(?:responsables?|en (?:faute|tort)|fautifs?|coupables?|dans (?:notre|leur) tort)(?! (?:de|du|des) "
        r"(?:l'équipe|la page|service|magasin|compte|rayon))",
        r"(?:assum\w+|port\w+|endoss\w+|reconn\w+|accept\w+|pren\w+)(?: \w+){0,3} (?:responsabilité|torts?|faute)s?"
        r"|notre (?:entière |pleine |seule )?responsabilité est (?:\w+ )?(?:engagée|entière|totale)|entière "
        r"responsabilité",
        r"(?:c'est|est) (?:bien |de |entièrement |clairement )*(?:notre|nôtre) (?:faute|négligence)|(?:notre|de notre"
        r"|par notre) (?:faute|négligence)|(?:faute|négligence|imprudence|manquement)(?: \w+)? de (?:notre|la) part"
        r"|négligen(?:ce|ts?|tes?)|fait preuve de (?:négligence|légèreté)",
        r"(?:défauts?|vices?|erreur) (?:de |d')(?:fabrication|conception|maintenance|sécurité|entretien|montage"
        r"|construction|série|usine|hygiène)|vices? cachés?",
        r"(?:avons|a|ont|ai) (?:\w+ )?(?:manqué|failli|dérogé) à (?:notre|nos|leurs?|mes|mon|l'|la|ses|son) ?\w+"
        r"|(?:violé|enfreint|pas respecté) (?:la loi|le rgpd|la réglementation|les (?:règles|normes)(?: de)?(?: "
        r"sécurité| d'hygiène)?|nos obligations)",
        r"(?:nous avons|on a|j'ai|nos \w+ ont|notre \w+ a) (?:bien |nous-mêmes |directement )?(?:causé|provoqué"
        r"|entraîné|blessé|intoxiqué|contaminé|souillé|empoisonné|mis (?:en danger|votre (?:vie|santé|sécurité)))",
        r"(?:c'est|ce sont)(?: \w+){1,5} qui (?:vous |l'|a |ont |t'|les )*(?:a |ont |avons )?(?:causé|provoqué"
        r"|entraîné|blessé|intoxiqué|contaminé|souillé|rendu|empoisonné|fait (?:tomber|chuter|glisser|brûler))\w*",
        r"(?:est|sont|était) (?:\w+ )?(?:à l'origine|la cause) (?:de |du |des |d')(?:votre|vos|la|l'|cette|cet|ce|tes"
        r"|ta|ton|son|leurs?) ?\w+|(?:l'origine|la cause) (?:est|en est) (?:connue|identifiée|simple|claire)",
        r"commis(?:e|es)? (?:une|des) (?:\w+ )?(?:fautes?|erreurs?)|défectueu(?:x|se|ses)|c'est bien (?:notre|nos|un "
        r"de nos|une de nos) \w+ qui|nous le reconnaissons|(?<!réponse\s)(?<!message\s)(?<!commentaire\s)(?<!texte\s)"
        r"(?:vient|venait|provient) (?:bien |effectivement )?de chez "
        r"nous|(?:qu'on|que nous) le (?:sait|savons|savions|savait)|s'est tromp\w+ (?:de|dans)|bâclée?s?|la vidéo le "
        r"prouve|fond du problème",
    ),
    en=(
        r"(?:liab(?:le|ility)|culpable|negligen(?:t|ce|tly))",
        r"(?:we|i|the \w+|our \w+|they)(?:'re| are| is|'m| am| was| were) (?:\w+ )?(?:to blame|at fault|in the wrong"
        r"|fully responsible|entirely responsible|solely responsible|wholly responsible|legally responsible"
        r"|responsible for (?:your|this|what|his|her|the (?:injury|accident|fall|leak|damage|harm|fire|illness)))",
        r"(?:accept|accepts|accepted|take|takes|taking|assume|assumes|bear|bears|acknowledge|admit|own)(?: \w+){0,2} "
        r"(?:responsibility|blame|fault|guilt)",
        r"(?:manufacturing|product|design|safety|production|structural|electrical|maintenance|hygiene) (?:defect"
        r"|fault|flaw|failure|error|lapse|breach)s?|defective|(?:hidden|known|latent) (?:defect|fault)",
        r"(?:we|our \w+|i) (?:\w+ )?(?:caused|injured|poisoned|contaminated|hurt you|burned|burnt|endangered|harmed)",
        r"(?:that|this|which|it)(?:'s| is| was) what (?:has |have )?(?:made|caused|hurt|injured|poisoned|burned|burnt"
        r"|broke)|(?:our|all our|entirely our|it was our|completely our) fault|breach(?:ed)? (?:of )?(?:our|the|its) "
        r"(?:\w+ )?(?:dut(?:y|ies)|obligations?|law|regulations?|care)",
        r"failed (?:in|to meet|to fulfil|to comply with|to respect) (?:our|the) (?:\w+ )?(?:dut(?:y|ies)|obligations?"
        r"|law|regulations?|standards?)",
        r"duty of care|(?:had )?no business (?:renting|selling|hiring|leaving|running|operating|letting|serving"
        r"|opening|lending)|(?:we|i) (?:mixed up|swapped|mislabel\w+|botched|bungled)|owed (?:you|your \w+|him|her"
        r"|them) a",
    ),
)
"""A statement of liability."""

CAUSE: Final = cues(
    fr=(
        r"(?:nous avons|on a|nous n'avons pas|on n'a pas|j'ai) (?:oublié|omis|négligé|tardé|purgé|vérifié|contrôlé"
        r"|entretenu|réparé|salé|sécurisé|nettoyé)(?: de| d')? ?(?=\w)",
        r"(?:mal|pas) (?:été )?(?:entretenue?s?|vérifiée?s?|contrôlée?s?|purgée?s?|fixée?s?|sécurisée?s?|réparée?s?"
        r"|serrée?s?|nettoyée?s?|changée?s?)|son erreur|(?:nous aurions|on aurait) dû (?:le |la |les |l')?(?:réparer"
        r"|fermer|purger|vérifier|contrôler|sécuriser|remplacer|interdire|saler)",
        r"personne n'a (?:refait|vérifié|contrôlé|changé|fermé|prévenu)|à (?:changer|réparer|remplacer|vérifier) "
        r"depuis|trop (?:forte?|élevée?|chaude?|vieux|vieille|usée?) pour|aurait dû (?:l'|le |la )?(?:arrêter|fermer"
        r"|changer|réparer|retirer)|on remet les travaux|laissé (?:entrer|passer|sortir)",
    ),
    en=(
        r"(?:was|were|had) (?:not|n't|never) (?:been )?(?:changed|maintained|checked|inspected|resurfaced|cleaned"
        r"|serviced|repaired|secured|tightened|gritted|salted|tested|replaced)|(?:wasn't|weren't|hadn't been) "
        r"(?:changed|maintained|checked|inspected|resurfaced|cleaned|serviced|repaired|secured|tightened|gritted"
        r"|salted|tested|replaced)",
        r"we (?:forgot|failed|neglected|didn't bother) to|we should have (?:fixed|closed|repaired|salted|gritted"
        r"|checked|changed|serviced|replaced|tested)|poorly (?:maintained|fitted|fixed)|cut corners|knew about "
        r"(?:this|the|it)",
        r"(?:got|gets|leaked|spilled) into the|(?:this one|that|it|the \w+|they|these)(?:'s| is| are) (?:all )?(?:on"
        r"|down to) us|in that state",
    ),
)
"""A cause told while nobody has established it: a person looks."""

UNKNOWN_YET: Final = whole_words(
    r"(?:ne |n')?(?:savons|sais|sait|connaissons|connais) (?:pas|rien)|pas encore|ignor\w+|enquête dira|(?:dira|dire"
    r"|savoir|déterminer|établir|comprendre|vérifier) (?:si|ce qui)|si (?:c'est|nous|notre|un|une|le|la|l')"
    r"|éventuel\w*|avant de (?:parler|conclure)",
    r"(?:don't|do not|can't|cannot) (?:yet )?(?:know|say|tell)|not yet|yet to|whether|if (?:it|this|that|we|our|the"
    r"|a)|find out (?:what|how|if)|before (?:we|anyone)|until|too early",
)

HARM: Final = whole_words(
    r"bless\w+|fractur\w+|foul\w+|brul\w+|intoxi\w+|empoison\w+|hopital|urgences|ambulance|pompiers|saign\w+|sang"
    r"|vomi\w*|malades?|chute|tombee?s?|gliss\w+|cotes?|poignet|cheville|accident|electrocut\w+|evanoui\w*|opere\w*"
    r"|points de suture",
    r"injur\w+|hurt|broke my|broken (?:arm|leg|wrist|ankle|rib|tooth|finger)|wrist|ribs?|ankle|burn(?:s|ed|t)?"
    r"|hospital|a&e|emergency room|ambulance|bleed\w*|bled|blood|poison\w*|sick|slipped|fell|tripped|accident"
    r"|concussion|stitches|fracture\w*|faint\w*|electric shock|allerg\w+",
)
"""Words of a message that tells of bodily harm, whatever severity somebody gave the case."""
