"""Words that thank, and words that see the effect on a person, in both languages."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues

THANKS: Final = cues(
    fr=(
        r"mercis?|(?:je|nous|on) (?:vous |te |t')?(?:en )?(?:remercie|remercions)|remerciements?|reconnaissante?s?",
        r"(?:vous avez|tu as) (?:bien fait|eu raison) (?:de|d')\s?\w+|(?:contente?|heureuse|heureux|soulagée?) que "
        r"(?:vous|tu) (?:\w+ )?(?:ayez|aies|soyez|sois)|bravo de|(?:vous faites|tu fais) bien de",
    ),
    en=(
        r"thanks?|thankful|grateful|(?:we|i) (?:really |do |so )?appreciate|cheers(?= for)|ta(?= for)",
        r"glad (?:that )?(?:you|your \w+) (?:\w+ )?(?:told|wrote|said|asked|noticed|raised|spoke|flagged|came|saw)"
        r"|(?:you're|you are|you were) (?:\w+ )?right to (?:\w+)|(?:good|well) (?:that )?you (?:ask|asked|told|wrote"
        r"|said)|good (?:question|call|spot|catch)|fair (?:call|question)|well spotted",
    ),
)

_HARD_FR: Final = (
    r"(?:rageante?|pénible|inquiétante?|frustrante?|agaçante?|décevante?|désagréable|éprouvante?|fatigante?"
    r"|stressante?|angoissante?|anormale?|inacceptable|énervante?|exaspérante?|humiliante?|choquante?|contrariante?"
    r"|décourageante?|effrayante?|lassante?|vexante?|usante?|embarrassante?|insupportable|blessante?|regrettable"
    r"|déplorable|horrible|terrible|dégoûtante?|délirante?|absurde|honteux|honteuse|grave|inadmissible|ennuyeux"
    r"|ennuyeuse|embêtante?|fâcheux|fâcheuse|désolante?|injuste|navrante?|affreux|affreuse|anxiogène|déroutante?"
    r"|pesante?|rude|violente?|cruel(?:le)?|lourde?|indigne|inhumaine?|intenable|intolérable|désespérante?|glaçante?"
    r"|bouleversante?|révoltante?|écœurante?|traumatisante?|démoralisante?|crispante?|rebutante?|infernale?|ubuesque"
    r"|kafkaïenn?e?|épuisante?|douloureux|douloureuse|triste|attristante?|moche|nulle?|sale|raide|amère?|brutale?"
    r"|effroyable|invivable|interminable|casse-pieds|plate|dure)s?"
)
_HURTS_FR: Final = (
    r"(?:agace|énerve|use|pèse|blesse|déçoit|mine|brise|serre|choque|effraie|effraye|fatigue|lasse|vexe|attriste"
    r"|inquiète|angoisse|décourage|désespère|gâche|glace|bouleverse|révolte|surprend|contrarie|coûte|exaspère|épuise"
    r"|humilie|touche|secoue|marque|craint|pique|saoule|soûle|gonfle|mortifie|démoralise|rebute|peine|crispe|chagrine"
    r"|stresse|fait (?:mal|peur|froid|honte|rager|râler|beaucoup|long|réfléchir)|met (?:en|hors|à bout|mal)|laisse "
    r"(?:un goût|amer|sans voix|pantois)|donne envie|gâte|ronge|fait de la peine)"
)
_FEELING_FR: Final = (
    r"(?:colère|agacement|déception|inquiétude|frustration|énervement|exaspération|lassitude|doutes?|peur|angoisse"
    r"|stress|fatigue|amertume|frayeur|chagrin|peine|douleur|tristesse|indignation|ras-le-bol|émotion|gêne|émoi"
    r"|contrariété|malaise|désarroi|impatience|rage|effroi|humiliation|surprise|préoccupation|crainte|solitude"
    r"|découragement|méfiance|incompréhension|stupeur|choc|tension|panique|détresse)s?"
)

EMPATHY: Final = cues(
    fr=(
        r"je (?:vous |te |le |la |l'|les )?(?:comprends|conçois|entends|devine|imagine|mesure|sais(?= (?:bien|combien"
        r"|que c|ce que|à quel|,)|\s*[.,;])|vois(?= (?:bien|combien|ce que|à quel|pourquoi|que))|crois(?=\s*[.,]))",
        r"(?:nous|on) (?:vous |te |le |la |l'|les )?(?:compren(?:ons|d)|entend(?:ons)?|imagin(?:ons|e)|mesur(?:ons|e)"
        r"|compati\w+|devin(?:ons|e)|conçoi\w+)|j'imagine|j'entends|je compatis|compati\w+",
        r"(?:vous avez|tu as|t'as) (?:bien |tout à fait |entièrement |mille fois )?raison|(?:vous êtes|tu es) en "
        r"droit|légitimes?|à raison|à juste titre",
        rf"{_HARD_FR}|(?:ça|cela|c'|on|nous|vous|il|elle|qui|y|me|m'|t'|te|l'|ceci|tout) ?(?:\w+ "
        rf"){{0,2}}{_HURTS_FR}(?: \w+)?",
        rf"(?:votre|ta|leur|cette|une|la|sa|quelle?|de|d') ?(?:\w+ )?{_FEELING_FR}",
        r"(?:de quoi (?:mettre|être|se|s'|vous|perdre|râler|en|rager|avoir|pleurer|inquiéter)|mauvaise (?:surprise"
        r"|nouvelle)|n'aurie[zr] jamais dû|n'aurait jamais dû|n'aurais jamais dû|gâch\w+|galères?|coup dur|double "
        r"peine|triste surprise|casse-tête|pas sérieux|ne sert à rien|à bout|ras le bol|lass(?:e|é|ée)s?|déçue?s?"
        r"|frayeur|cauchemar|calvaire|épreuve|supplice|parcours du combattant|dernière chose|goutte d'eau)",
        r"(?:c'est|c'était|cela est|il est|ça fait|cela fait|ce doit être|semble|paraît|a l'air)(?: \w+){0,2} (?:long"
        r"|longs?|dure?|difficile|triste|gênant|trop|non|lourd|énorme|compliqué|peu|raté|violent|fou|sombre)",
        r"(?:ce n'est|ce n'était|cela n'est|rien de|n'a rien de|c'est|c'était|n'est) (?:pas |vraiment pas |jamais "
        r"|pas très |pas bien |pas du tout |vraiment pas très )?(?:normal|acceptable|admissible|agréable|plaisant"
        r"|tolérable|simple|drôle|top|facile|évident|digne|humain|correct|rassurant|ce (?:que|qu')|à la hauteur|(?:le"
        r"|la|l'|un|une|des|notre) ?\w+ que (?:nous|je|vous))",
        r"(?:ça|cela) n'a pas dû être|(?:ça|cela|ce|vous|tu) (?:doit|a dû|devait|avez dû|as dû)(?: \w+){0,2} (?:être"
        r"|passer|avoir|sentir|vivre|te sentir|vous sentir|faire)",
        r"il y a de quoi|il y a plus gai|à (?:votre|ta) place|personne n'aime|personne ne (?:devrait|mérite)|(?:s'en"
        r"|vous en|t'en) (?:serait|seriez|serais|passerait) (?:bien )?passée?|comme vous,? (?:je|on|nous)|moi aussi"
        r"|je le serais aussi|j'aurais (?:la même|le même|réagi)",
        r"(?:je suis|nous sommes|j'en suis|on est) (?:vraiment |sincèrement |tellement |profondément |bien |très "
        r"|moi-même )?(?:désolée?s?|navrée?s?|attristée?s?|touchée?s?|bouleversée?s?|émue?s?|soulagée?s?|contente?s? "
        r"que|heureu\w+ que|choquée?s?|peinée?s?|triste|honteu\w+)",
        r"(?:vous avez|tu as|vous aviez|tu avais|vous méritiez|vous méritez) (?:perdu|attendu|manqué|raté|eu (?:peur"
        r"|mal|froid|une|la|de la)|mieux|passé (?:\w+ )?(?:heures|jours|semaines|nuit))|(?:vous méritiez|tu méritais"
        r"|vous méritez|tu mérites) \w+",
        r"(?:ce que|tout ce que) (?:vous|tu) (?:traverse\w*|porte\w*|vive\w*|vis|raconte\w*|décri\w+|ressente\w*"
        r"|endure\w*|subi\w*)|je (?:te|vous) crois|(?:je|on|nous) (?:reste|restons|suis|sommes) (?:là|ici)?(?: "
        r")?(?:avec|près|à côté|là)|je ne (?:vous|te) lâche|j'ai lu (?:chaque|tout)|(?:vous n'êtes|tu n'es) pas "
        r"seule?|(?:vous avez|tu as) bien fait|votre message (?:me|nous|m') ?"
        r"(?!est|a été|sera|parv|arriv)\w+|bon rétablissement|prompt rétablissement"
        r"|(?:bon )?courage (?:à|pour)|sincères condoléances|toutes nos pensées|on pense à|je pense (?:fort )?à",
    ),
    en=(
        r"(?:i|we) (?:do |completely |fully |really |quite |totally |entirely )*(?:understand|get it|feel for"
        r"|sympathi[sz]e|hear you|believe you)",
        r"(?:i|we) can (?:only |well |certainly |fully |completely )?(?:see|imagine|hear|understand|picture|feel"
        r"|appreciate|tell)",
        r"(?:i|we) (?:see|hear|realise|realize|know|recogni[sz]e) (?:why|how|you|that (?:it|this|you|a)|what (?:it"
        r"|that|you)|it|,|this)|,? i know(?=\s*[.,;!])",
        r"you(?:'re| are|'ve| have| were| had) (?:quite |absolutely |completely |perfectly |not )?(?:right|entitled"
        r"|every right|wrong to expect)|you did (?:everything|nothing wrong|your bit|right)",
        r"(?:that|it|this|which|what you\w*|you|[\w']+ \w+) must (?:have |be |feel |hurt|sting|still )+|sounds? "
        r"(?:like |really |very |so |quite |utterly )*(?!like a plan)\w+|(?:can't|cannot|can not|couldn't|won't|will "
        r"not) have (?:been|felt)|must (?:have been|be|feel|have felt)",
        r"(?:i'm|i am|we're|we are|i was|am) (?:so |really |very |truly |genuinely |deeply |just |also )*(?:sorry|sad"
        r"|saddened|ashamed|shaken|heartbroken|gutted|appalled|horrified|relieved|mortified|upset|with you|glad "
        r"(?:you|that you|he|she|your)|embarrassed)",
        r"(?:i|we|anyone|anybody|most people|many of us|it|that|this|who|they|nobody|\w+ing)(?:'d| would| wouldn't) "
        r"(?:\w+ )?(?:be(?! (?:happy|glad|delighted|pleased|able|back|great|sent|here|in|happier|good|sure|wise"
        r"|best))|feel|have been|hate|want(?! to)|lose|put (?:me|you|anyone)|wear|drive|make (?:me|you|anyone))"
        r"|(?:\w+'d|would) (?:\w+ )?(?:try|test|sour|frighten|puzzle|annoy|upset|anger|worry|sting|hurt|grate|rile"
        r"|scare|shake|stump|bother|exasperate|infuriate|disappoint) (?:me|you|us|anyone|anybody|any|most|my|a|the"
        r"|many)",
        r"no wonder|fair (?:point|enough|call)|nobody (?:wants|likes|should|deserves|enjoys)|no one (?:wants|likes"
        r"|should|deserves|enjoys)|no (?:parent|child|cat|dog|guest|player|passenger|patient|person|customer) should"
        r"|(?:isn't|is not|wasn't|was not|not) (?:what|how|the|something|anything|much) (?:\w+ )?(?:you|anyone|we "
        r"want|way|of a|right|fair|last)",
        r"(?:frustrat\w+|worr(?:y|ying|ied|ies|isome)|upset\w*|disappoint\w+|madden\w+|infuriat\w+|annoy\w+"
        r"|exhaust\w+|frighten\w*|stress\w*|unacceptable|not good enough|not acceptable|awful|terrible|horrible"
        r"|horrid|miserable|misery|scary|scared|shock\w*|serious|poor(?! quality)|indefensible|inexcusable|not (?:ok"
        r"|okay|on|right|fair|nice)|unfair|heartbreak\w+|terrif\w+|tough|painful|pain|dreadful|rude|exasperat\w+"
        r"|tir(?:ing|esome)|no way to|no fun|far too|let you down|lets? (?:you|anyone) down|ruin\w*|in danger"
        r"|patience|grim|wretched|bitter\w*|cruel|harsh|lonel\w+|humiliat\w+|galling|wearing|sicken\w+|gutting|gutted"
        r"|distress\w*|unbearable|sad|sadly missed|steep|nightmare|let-?down|a blow|wound\w*|strain|ordeal|headache"
        r"|mess|sting\w*|hurt\w*|jarring|lousy|rotten|rough|bleak|daunting|deflat\w+|dishearten\w+|alarm\w+"
        r"|unsettl\w+|disgust\w+|embarrass\w+|unbelievable|outrageous|disgrace\w*|shameful|uncomfortable|a lot (?:to"
        r"|of money|of time|for|at)|rubbish|crummy|gruelling|torture|hell|bewilder\w+|confus\w+|baffl\w+"
        r"|nerve-?wracking|nail-?biting|wasted|waste|fright|fear\w*|anxious|anxiety|grief|griev\w+|loss|hard(?! "
        r"(?:drive|copy|disk|reset|hat))|long time|long wait|too (?:long|much|many|late)|a sickener|a pain|sinking"
        r"|sore|cold|raw|real bite|adds up (?:fast|quickly|soon)|heavy|hardly what|shabby|disrespect\w*|distrust"
        r"|suspicious|shaken|powerless|helpless|abandoned|ignored|forgotten|stuck)",
        r"you (?:deserve|deserved|have every right|had every right|shouldn't have|should not have|should never have"
        r"|expected|trusted|were right|paid good|matter|don't have to|are not alone|aren't alone|are loved|were left"
        r"|did nothing)|what you(?:'re| are|'ve been| have been)? (?:going|went|carrying|carry|describe|describing"
        r"|saw|lived|went through|have been through)",
        r"(?:your|their|his|her) (?:anger|frustration|disappointment|worry|concern|patience|heart|grief|pain|loss"
        r"|fear|distress|trust|upset|doubt|scepticism|relief)|(?:i|we|and) hope (?:that )?(?:\w+ )?(?:\w+ )?(?:is|are"
        r"|feels?|gets?|comes?|heals?|recovers?|settles?|wasn't|isn't|aren't|safe|on the mend|being looked)",
        r"let's (?:get you|leave|put)|i'm (?:staying|here|with you|right here)|(?:stay|staying) (?:here |right here "
        r")?(?:with|until|on)|every word|out loud|glad (?:that )?(?:you|your)|too(?=\s*[.,;])(?<=\w)|my (?:mum|mother"
        r"|dad|kids|daughter|son|own) (?:\w+ )?(?:uses|would|too|had|has)|thinking of you|condolences|get well",
    ),
)
"""Ways of saying that one sees what it did to them."""
