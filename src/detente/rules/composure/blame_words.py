"""Words that put it on the customer, in both languages: said outright, in passing, or of people in general."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues

_OURS_TO_DO: Final = (
    r"que nous|qu'on|que l'on|(?:vous|te) (?:prévenir|répondre|rappeler|le dire|dire|tenir|informer|rembourser|livrer)"
    r"|mieux"
)
BLAME: Final = cues(
    fr=(
        r"(?:vous auriez|tu aurais) (?:simplement |juste |peut-être )?(?:dû|pu)(?! (?:être|l'être|recevoir|avoir"
        r"|l'avoir|pouvoir|la recevoir|le recevoir|en recevoir|trouver|compter|vous attendre à mieux))",
        rf"(?:il fallait|(?<!qu'il\s)(?<!ne\s)fallait(?= (?:bien |pas |juste |simplement )?(?:\w+er|\w+ir|\w+re|t'\w+"
        rf"|vous \w+)(?!\w))|il aurait fallu|il suffisait)(?! (?:{_OURS_TO_DO}))",
        r"(?:comme|ainsi que|tel qu') ?(?:\w+ )?(?:indiqué|précisé|mentionné|stipulé|expliqué|annoncé|écrit"
        r"|rappelé)e?s?(?: clairement)? (?:dans|sur|à|en|au)",
        r"(?:lisez|relisez|consultez|lis|relis) (?:donc |bien |mieux |attentivement )*(?:nos|notre|les conditions|la "
        r"notice|le mode d'emploi|les cgv|la faq|le règlement|ce qui|avant)",
        r"(?:je|nous) vous (?:invite|invitons) à (?:bien )?(?:re)?lire",
        r"(?:vous n'avez|tu n'as)(?: visiblement| manifestement| simplement)? (?:pas|jamais) (?:bien )?(?:lu|relu"
        r"|respecté|suivi|vérifié|fait attention|compris|pris la peine|utilisé|rempli|renseigné)",
        r"(?:vous avez|tu as) (?:sûrement |sans doute |certainement |dû |probablement )?(?:mal (?:lu|compris|utilisé"
        r"|rempli|saisi|suivi)|oublié|omis|négligé|fait une erreur|fait une mauvaise|mélangé|confondu)",
        r"vous avez dû (?:mal|oublier|renverser|faire|vous tromper|trop|laisser|casser|abîmer)",
        r"(?:c'est|est) (?:entièrement |uniquement )?(?:de )?(?:votre|ta) (?:propre )?(?:faute|erreur)",
        r"(?:votre|ta) (?:propre )?(?:faute|négligence|étourderie|imprudence)",
        r"(?:une |d'une )?(?:mauvaise utilisation|erreur|négligence|faute) de votre part",
        r"la prochaine fois,? (?:lisez|vérifiez|pensez|regardez|faites|prenez|évitez|anticipez|commandez)",
        r"si (?:vous aviez|tu avais) (?:\w+ )?(?:lu|vérifié|suivi|regardé|appelé|attendu|pris|respecté|fait|demandé)",
        r"vous n'(?:aviez|avez) qu'à|tu n'(?:avais|as) qu'à|encore (?:faut-il|fallait-il)",
        r"(?:c'est|c'était) à vous (?:de|d')|il vous appartenait|vous êtes (?:le seul |la seule |seule? )?responsable",
        r"vous (?:étiez|êtes) (?:pourtant )?(?:prévenue?s?|informée?s?|censée?s?)",
        r"(?:pourtant|parfaitement|suffisamment|bel et bien)(?: \w+){0,2} (?:indiquée?s?|affichée?s?|écrite?s?"
        r"|précisée?s?|expliquée?s?|mentionnée?s?|signalée?s?|stipulée?s?|visibles?|lisibles?|rappelée?s?|annoncée?s?"
        r"|clair|grand|gros)|(?:indiquée?s?|affichée?s?|écrite?s?|précisée?s?|expliquée?s?|mentionnée?s?|signalée?s?"
        r"|stipulée?s?|visibles?|lisibles?) (?:pourtant|en (?:gros|rouge|gras|majuscules))|pour qui (?:sait|veut"
        r"|prend|se donne)|à qui (?:sait|veut) (?:lire|bien)",
        r"(?:un (?:peu|minimum|brin)|un tant soit peu) (?:de |d'|plus de |plus d')(?:bon sens|prudence|patience"
        r"|jugeote|civisme|discipline|attention|vigilance|rigueur|organisation|anticipation|lecture|bonne volonté"
        r"|entraînement|logique|recul)",
        r"(?:manque|défaut|question|question d'|problème|excès|une? \w+) (?:de |d')?(?:\w+ )?de (?:votre|ta) (?:côté"
        r"|part)(?! (?:nous|me|m'|est|sera))",
        r"avant de (?:venir )?(?:râler|vous plaindre|te plaindre|se plaindre|accuser|crier|critiquer|juger|pester"
        r"|monter|m'accuser|nous accuser|laisser)|(?:plutôt que|au lieu) de (?:râler|vous plaindre|te plaindre|crier"
        r"|critiquer|pester|accuser|poster|vous énerver|t'énerver)",
        r"c'est (?:jouer avec le feu|prendre (?:un|le|des) risques?|s'exposer|tenter le diable|chercher les ennuis"
        r"|\w+ ?imprudent|courir après)|(?:(?:ce n'est|c'est|n'est)(?: pourtant)? )?(?:pas|rien de) (?:bien |si |très "
        r"|vraiment )?(?:sorcier|compliqué|difficile)(?: (?:à|de|pourtant)|\s*[.,!])|(?:le|la) vôtre (?:a|aura|est) "
        r"(?:\w+ ){0,2}(?:sans doute|sûrement|probablement|certainement)|(?:sans doute|sûrement|probablement"
        r"|certainement) (?:\w+ ){0,4}(?:avec vous|chez vous|de chez vous|par vos soins|dans vos bagages|de votre "
        r"(?:fait|main))|(?:faute|à défaut) (?:d'avoir|de l'avoir) \w+|(?:vous l'avez|tu l'as|vous vous l'êtes) "
        r"(?:bien )?(?:cherché|voulu|mérité)|à (?:vos|tes) (?:risques|frais)|c'est (?:votre|ton) (?:choix|problème)"
        r"|(?:vous|tu) (?:êtes|es) (?:seule?s? )?(?:en tort|fautifs?|fautives?|dans votre tort)",
    ),
    en=(
        r"you (?:should|could|might|ought to)(?: simply| just| really| at least)?(?: have|'ve)(?! to| had| been| "
        r"received| got| heard| expected| gotten| it| this| that)",
        r"you should(?:n't| not) have (?!had|been|to)",
        r"as (?:clearly |already |we |previously )*(?:stated|mentioned|explained|indicated|written|specified"
        r"|noted)(?: clearly)? (?:in|on|at|by)",
        r"(?:please )?(?:re-?read|read) (?:the|our|your) (?:\w+ )?(?:manual|terms|instructions|conditions|policy"
        r"|policies|faq|small print|fine print|guidelines|description|label)",
        r"(?:if|had) you(?:'d| had)? (?:only |just |actually |bothered to )?(?:read|checked|followed|looked|called"
        r"|waited|asked|listened|used|taken)",
        r"(?:it's |it is |that's |this is |was |entirely )*your (?:own )?(?:fault|mistake|error|negligence|doing"
        r"|responsibility)",
        r"(?:user|customer) error|(?:error|mistake) on your (?:part|side|end)",
        r"you must have (?!been|felt|had|waited|spent|expected|worried|hoped|wanted|gone)\w+",
        r"you (?:clearly |obviously |probably |simply |just )?(?:failed to|forgot to|neglected to|didn't (?:read"
        r"|follow|check|bother|look|listen|use)|did not (?:read|follow|check|bother|look|listen|use)|misread"
        r"|misunderstood|misused)",
        r"next time,? (?:please )?(?:read|check|make sure|be more|try|remember|plan|order|think)",
        r"you (?:were|had been) (?:\w+ly |duly |already )?(?:warned|informed)|you were (?:clearly |already |duly "
        r"|specifically )told|you were told (?:as well|already|at the time|in advance|beforehand|so|about (?:this|it"
        r"|the))|that's on you|it's on you|you only have yourself",
        r"all you (?:had|needed) to do",
        r"(?:was|were|is|are|been) (?:\w+ )?(?:there to be read|there in black|there for (?:all|anyone|everyone)|in "
        r"black and white|for all to see|plain to see)|for (?:anyone|anybody|those) (?:who|that) (?:cared?s?|bothers?"
        r"|bothered|takes?|took|reads?|looks?|looked)|to anyone (?:who|with)|(?:clearly|plainly"
        r"|perfectly|explicitly|specifically) (?:stated?s?|printed|marked|signposted|visible|shown|written|explained"
        r"|labelled|labeled|posted|says?|displayed|communicated|advertised)|spelled out (?:when|in|on|at|to)"
        r"|(?:printed|written|posted|shown) (?:on|in) (?:the|every) (?:\w+ )?(?:sign|page|label|ticket|notice) "
        r"(?:that )?you",
        r"(?:nobody|no one|people|customers|guests|some people|few people) (?:ever |never |don't |rarely |hardly "
        r"|simply |seldom |actually )*(?:reads?|checks?|listens?|looks?|bothers?)(?: (?:anything|these|the|it|them"
        r"|to)|\s*[.,])|if (?:only )?(?:people|customers|everyone|everybody|more people) (?:\w+ )?(?:read|checked"
        r"|listened|followed)",
        r"(?:a (?:moment|second|minute|little|bit)(?:'s| of)?|some|a touch of|a modicum of|basic) (?:bit )?(?:of "
        r")?(?:thought|care|attention|patience|common sense|planning|preparation|foresight|reading|forward planning"
        r"|vigilance|responsibility|perspective)(?= (?:before|would|goes|and|from|on|stops|prevents|can|is|could|in)"
        r"|\s*[.,])|common sense",
        r"before (?:complaining|posting|writing|accusing|ranting|blaming|shouting|judging|leaving (?:a|such)|jumping"
        r"|you (?:complain|post|blame|shout|accuse|rant|write|judge|jump|point))|(?:rather than|instead of) "
        r"(?:complaining|shouting|posting|blaming|ranting|moaning|whining|accusing)",
        r"you (?:seem|appear)(?:ed)? to (?:have )?(?:misread|missed|forgotten|forget|overlooked|misunderstood"
        r"|misunderstand|be confus\w+|confuse\w*|think|be under)|(?<!sorry\s)(?<!that\s)(?<!if\s)you (?:missed"
        r"|overlooked|ignored|skipped|disregarded|didn't notice|left it|waited too) (?!out)\w+|(?:up to|down to|on"
        r"|for) you to (?!decide|choose|say)\w+|your job to",
        r"(?:customers?|residents?|users?|guests?|parents?|passengers?|owners?|tenants?|members?|visitors?|drivers?"
        r"|players?|everyone|you)(?:'re| are| is) (?:\w+ )?(?:expected|required|responsible|reminded|advised|supposed"
        r"|asked|urged|encouraged) (?:to|for)|(?:customer|resident|user|owner|guest|parent|passenger|driver|tenant"
        r"|tester)'s (?:own )?responsibility|self-inflicted|(?:anybody|anyone|people|households|families|customers"
        r"|parents|owners|residents|guests|players|travellers|you)(?: \w+){0,6}? (?:really |simply |also )?(?:ought"
        r"|needs?) (?:really |simply )?to (?:keep|read|check|plan|prepare|be prepared|look past|be more careful)|had "
        r"(?:that|this|it|the \w+|those \w+) been (?:done|read|checked|followed|kept)|(?:asking for trouble|playing "
        r"with fire|tempting fate|cutting it fine|leaving it (?:so |too |rather )?late)|(?:isn't|not|wasn't|hardly) "
        r"(?:that |so |exactly |very )?(?:hard|difficult|complicated) to (?:read|follow|check|see|find|understand"
        r"|notice)|(?:probably|surely|no doubt|presumably) (?:came|arrived|happened|got there|was caused|picked up) "
        r"(?:in |with |at |on |after |by |from )+you(?:r|rs)?",
    ),
)
"""Said so that nobody can read it otherwise."""

BETWEEN_LINES: Final = cues(
    fr=(
        r"(?:chacun|chaque (?:client|usager|habitant|voyageur|parent|riverain)|tout un chacun|les (?:clients|usagers"
        r"|parents|habitants|voyageurs|riverains)|tous)(?: \w+)? (?:est|sont|doit|doivent|reste|restent|peut|devrait"
        r"|devraient) (?:\w+ )?(?:invitée?s?|tenue?s?|censée?s?|responsables?|priée?s?|vérifier|veiller|prendre|lire"
        r"|savoir|s'assurer|se munir|penser)|il (?:appartient|appartenait|revient|revenait|incombe|incombait)(?: "
        r"\w+)? (?:à|au|aux) (?!nous|notre|moi)\w+",
        r"(?:vous|tu) (?:semblez|sembles|paraissez|parais|avez l'air|as l'air)(?: bien)? (?:de |d'|avoir )?(?:oublier"
        r"|oublié|ignorer|ignoré|confondre|confondu|mal \w+|méconnaître|négliger|pas (?:lu|compris))|(?:vous|tu) "
        r"(?:n'avez|n'as) (?:sans doute |visiblement |apparemment |manifestement |peut-être )?(?:pas|rien|jamais) "
        r"(?:\w+ )?(?:compris|su|voulu|jugé|cherché|pensé à|anticipé|prévu)",
        r"(?:vous auriez|tu aurais) (?:été |gagné |mieux |évité )(?:\w+ )?(?:inspirée?|avisée?|à|fait|cette|ce|tout)"
        r"|il (?:aurait été|eût été|serait|est) (?:\w+ )?(?:préférable|prudent|judicieux|plus simple|sage|utile"
        r"|bon)(?: \w+)? (?:de (?:lire|vérifier|nous appeler|prévoir|anticiper|rappeler que|venir|réserver|consulter)"
        r"|que (?:vous|tu))",
        r"la plupart (?:des|de nos) (?:gens|clients|personnes|usagers|joueurs|patients|parents)(?: \w+)? (?:lisent"
        r"|vérifient|font|auraient|aurait|y arrivent|savent|comprennent|prennent|pensent|réservent)|n'importe qui "
        r"(?:aurait|sait|peut|comprend)|tout le monde (?:sait|y arrive|n'est pas|comprend|lit|aurait)|les autres "
        r"(?:clients |joueurs )?(?:y arrivent|n'ont (?:aucun|pas)|s'en sortent)|quand on [^.!?,\n]{3,50}, on (?:(?:le"
        r"|la|les) (?!comprend|sait|sent|voit)\w+|se|ne|n'\w+|doit|vérifie|lit|regarde|demande|prévoit|fait|évite"
        r"|prend|garde|appelle)|(?:clairement|noir sur blanc|en toutes lettres) (?:\w+ )?(?:indiqu|affich|écri|précis"
        r"|expliqu|mentionn|signal)\w+|(?:indiqu|affich|écri|précis|expliqu|mentionn|signal)\w+ (?:clairement|noir "
        r"sur blanc|en toutes lettres)|en (?:lisant|regardant|vérifiant) (?:mieux|bien|attentivement|la|le|les|votre)"
        r"|plus personne ne lit|personne ne lit",
        r"(?:vous devez|vous deviez|tu devais|vous devriez|tu devrais|il convient|il convenait|il fallait|on ne peut "
        r"que vous conseiller)(?: \w+)? (?:de |d')?(?:vérifier|lire|relire|respecter|faire attention|vous renseigner"
        r"|te renseigner|anticiper|prévoir|arriver|surveiller)|merci de (?:bien vouloir |dorénavant |désormais "
        r")?(?:vérifier|lire|relire|respecter|faire attention|vous renseigner|être plus)|(?:devis|contrat|bon"
        r"|formulaire|règlement|conditions|document) que (?:vous avez|tu as) (?:vous-même |pourtant )?(?:signée?s?"
        r"|acceptée?s?|validée?s?|cochée?s?|lue?s?)",
        r"(?:c'est|c|c'était) (?:bien |d'ailleurs |pourtant )?(?:écrit|marqué|indiqué|expliqué|prévu) (?:dans|sur|ds"
        r"|en page)(?![^.!?]{0,50}(?:mais|trop petit|je vous l'accorde|je le reconnais))|suis(?:vez)? mon regard"
        r"|(?:ne|n') ?(?:se )?(?:s')?\w+ (?:jamais|pas|guère) tou(?:t|te)s? seule?s?|se débrouille\w* seule?s?|il ne "
        r"faut pas (?:croire|s'étonner|s'attendre)|faut pas (?:croire|s'étonner)",
        r"(?:vous n'êtes|tu n'es|t'es) pas (?:le premier|la première|un peu (?:difficile|exigeant|susceptible"
        r"|impatient)\w*|les? seuls?)|(?:aucune?|nul) \w+ n'y (?:survit|résiste|échappe)|un\w? \w+ (?:réclame|exige"
        r"|s'entretient|se manipule)(?= (?:de |du |d'|un |une |avec ))|sans l'accord (?:de son|du) (?:titulaire"
        r"|propriétaire)|à la (?:portée|charge) de (?:chacun|tous|tout)",
    ),
    en=(
        r"(?:right|just) (?:next to|beside|above|below|in front of) (?:you|where you)|(?:when|that|which) you (?:\w+ "
        r")?(?:signed|ticked|agreed to|accepted|clicked through)|you (?:\w+ )?(?:signed|ticked|agreed to|accepted) "
        r"(?:it|them|this|that|the (?:\w+ )?(?:terms|contract|conditions|quote|waiver|box|policy))",
        r"(?:most people|anyone|anybody|everyone else|everybody else|most (?:customers|guests|users|parents|residents"
        r"|players|members)|other (?:customers|people|guests|parents|users|players|members))(?: in your (?:position"
        r"|place|shoes))? (?:would have|would've|manages?d?|reads?|checks?|have no|don't have|seems? to|simply"
        r"|remember|plan|knows?|understands?)",
        r"(?:please |kindly |do |just |always )?(?:make sure|ensure|remember|take care|double[- ]check|be sure)(?: "
        r"that)? (?:to (?:read|check|keep|bring|plan|book|arrive|allow)|(?:the|your) (?:bell|phone|card|gate|door"
        r"|details|address|dog|device|browser|app|settings|fridge|machine) (?:is|are|works?|has|can)|you (?:read"
        r"|check|keep|bring|plan|book|arrive|allow|are (?:home|in|there)|have))(?! it unplugged)",
        r"if you were (?:expecting|hoping for|looking for) (?:something|anything|a|an)|you (?:\w+ )?(?:chose|decided"
        r"|opted|insisted|elected|picked) (?:to|on|the)|you(?:'d| would) have (?:\w+ )?(?:known|seen|noticed|read"
        r"|found|avoided|realised|realized)|you (?:may|might) (?:want|wish|like) to (?:re-?read|read|check|look)"
        r"|perhaps you (?:missed|overlooked|forgot|misread|didn't)",
        r"(?:small print|label|card|sign|page|booklet|terms|notice|packaging|website|policy|menu) (?:does|do|did"
        r"|clearly|quite clearly) (?:clearly |in fact |actually )?(?:say|says|state|states|mention|mentions|warn"
        r"|warns|explain|explains)(?![^.!?]{0,80}(?:still|but|though|small|nobody|should have))|we (?:do|did) (?:\w+ "
        r")?(?:warn|remind|tell|advise|state|make (?:it )?clear|send (?:\w+ )?(?:reminders?|warnings?|notices?"
        r"|emails?|letters?|texts?)|ask (?:customers|people|everyone|you|residents|parents|guests|drivers))|(?:in "
        r"future|going forward|from now on),? (?:please |do |always |make |you )|had you (?:\w+ )?\w+ed",
        r"(?:the|your|his|her|a) (?:\w+'s )?side of the bargain|at your end(?! (?:i|we|has|have|is))|(?:family"
        r"|customer|client|tenant|you) did (?:sign|approve|agree|confirm|accept|tick|choose)|for (?:each|every) "
        r"(?:client|customer|guest|parent|owner|resident|rider) to|generally (?:face|faces|have|has|get|gets|happens)"
        r"|(?:most|some|other|smart|sensible|careful) (?:blokes|folks?|lads|riders|owners|travellers|travelers"
        r"|drivers|riders|parents|players|guests|buyers) \w+|(?:so we all know |just )?for next time|only half of"
        r"|which was not (?:so|done|the case) here|(?:think|look|read) (?:twice|hard|again) before",
    ),
)
"""Blame that a reader may hear: the writer looks."""

TAKEN_BACK: Final = cues(
    fr=(
        r"(?:cela|ceci) (?:dit|étant)(?: dit)?|ça dit|mais bon|il n'en reste pas moins|il n'en demeure pas moins"
        r"|entre nous|reste que|toujours est-il|il est constant"
        r"|(?<!peux\s)(?<!pouvons\s)(?<!ai\s)(?<!avons\s)(?:toutefois|néanmoins|cependant)(?! (?:je|nous|on|vous "
        r"pouvez|tu peux))|notez (?:simplement |bien |toutefois |que )",
    ),
    en=(
        r"(?:that|having) (?:being )?said|mind you|in fairness|kindly note|please note that|be that as it may|all the "
        r"same|even so|with respect|just so (?:we|you|it's)|(?:but|though) of course|to be fair",
    ),
)
"""After an apology, what often takes it back."""
