"""Frames of what nobody can promise and of gifts in public: oaths, outcomes for all time, everything back."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues

OATHS: Final = cues(
    fr=(
        r"(?:récupér|rembours|rend|rendr)\w* (?:chaque|tous les|jusqu'au dernier) (?:euro|sou|franc|dollar"
        r"|centime)s?",
        r"sur (?:la tête|la vie|l'âme) d\w+ [\w' ]{2,20}|croix de bois|je (?:vous |te )?(?:jure|le jure)"
        r"|(?:parie|parierais)"
        r" (?:ma|mon) \w+|(?:jusqu')?au (?:dernier )?centime(?: près)?|(?:à|pour) (?:tout|toujours) jamais"
        r"|une bonne fois",
        r"(?:aucun|aucune|personne|nul|rien) (?:[\w']+ ){0,5}(?:ne|n') ?(?:\w+ )?(?:\w{2,}ra"
        r"|\w{2,}ront)(?: plus)? jamais"
        r"|(?:n'a|n'ont|n'est|n'aura|n'auront) (?:jamais )?\w*,? (?:ni|et) (?:\w+ )?(?:ne |n')\w+ra(?: jamais)?",
    ),
    en=(
        r"on (?:my|our) (?:[\w]+'s )?(?:\w+'s )?(?:life|grave|honou?r|soul)|cross(?:ing)? my heart|(?:i'd"
        r"|i would|i'll)"
        r" (?:bet|stake) (?:my|the) \w+|every (?:last |single )?(?:cent|penny|dime|pence)"
        r""
        r"|(?:nobody|no one|nothing)(?: [\w']+){0,6},? (?:or|nor|and) (?:ever )?(?:will|shall)(?: ever)?"
        r"|(?:100|a hundred|one hundred|hundred) ?(?:%|per ?cent) (?:assured|confident|sure|certain|positive"
        r"|safe|guarantee\w*)"
        r"|once and for all|for ever and ever",
    ),
)
"""Oaths and outcomes that nobody holds in hand."""

PERHAPS_PROMISED: Final = cues(
    fr=(
        r"(?:vous serez|tu seras) (?:\w+ )?(?:ravi|satisfait|enchanté|content|comblé)e?s?|pas de (?:prochaine"
        r"|deuxième|seconde) fois"
        r"|appart\w+ au passé|dorm\w+ tranquille",
        r"(?:tout|tous|toutes|chaque) (?:[\w']+ ){0,4}\w{2,}(?:ra|ront) (?:[\w']+ ){0,4}(?:toujours|à l'heure"
        r"|parfait\w*)"
        r"|(?:compt(?:ez|e|er)|vous pouvez compter) sur (?:nous|moi) pour (?:que|ne)|quel(?:le)?s? qu'(?:il"
        r"|elle)s? soi(?:en)?t"
        r"|ne risque\w* (?:plus |absolument )?rien|tous (?:les|vos|tes) frais",
        r"(?:ferai|ferons|fera|faire|fais|faisons) (?:tout )?(?:en sorte|le nécessaire) (?:que|qu'|pour que"
        r"|pour qu')[^.!?]"
        r"{0,40}(?:plus|jamais|pas)|(?:veiller\w*|assurer\w*|veillons|m'assure) (?:\w+ )?(?:à ce )?(?:que"
        r"|qu')[^.!?]{0,40}"
        r"(?:plus|jamais)",
        r"(?:cela|ça|vous|tu|personne|rien|problème|erreur|retard|panne)s? (?:\w+ ){0,2}(?:ne |n'|n'y |ne se "
        r"|ne vous |ne te )\w{2,}(?:ra|rez|ras|ront) (?:plus|jamais)(?! (?:que|tard|à"
        r"|de \d))",
        r"(?:soyez|sois|vous pouvez être|tu peux être) (?:[\w]+ )?(?:assurée?|certaine?|sûre?|tranquille"
        r"|rassurée?|serein"
        r"\w*)|(?:l'intégralité|la totalité) (?:du|de|des)|tout (?:vous )?sera (?:rembours|rendu|réglé)\w*"
        r"|pour de bon",
    ),
    en=(
        r"you(?:'ll| will) be (?:\w+ )?(?:delighted|happy|thrilled|satisfied|pleased)|(?:won't|will not"
        r"|never) be a (?:next|second) time"
        r"|for certain|every last"
        r"|thing of the past",
        r"(?:every|all|each) (?:[\w']+ ){1,4}(?:will|'ll) (?:always |now )?(?:be|arrive|come|get"
        r"|work) (?:\w+ ){0,3}(?:on time"
        r"|always|perfect\w*|every time)|always will be|(?:completely|perfectly|totally|absolutely"
        r"|entirely) (?:safe|secure)"
        r"|whatever (?:the cost|it costs|they are|they cost)|all (?:of )?your (?:costs|expenses|losses)"
        r"|count on (?:us|me)(?! to)"
        r"|see to it (?:that )?you(?:'re| are)",
        r"(?:make|making|ensure|ensuring|see to it)(?: \w+){0,2} (?:it|this|that|they|these|nobody"
        r"|no one)(?: [\w']+){0,4}"
        r" (?:never|not|doesn't|won't|again)(?: \w+){0,3}",
        r"(?:will|'ll) (?:now )?(?:never|always)(?! forget| be sorry| remember)(?: \w+){1,3}"
        r"|rest (?:\w+ )?assured|you can be"
        r" (?:sure|certain|confident)|for good(?=[ .!,](?!reason|measure))",
        r"(?:whole|entire|full) (?:amount|price|sum|cost|fee|fare) (?:will|back|is|refunded)|everything (?:will"
        r"|'ll) be"
        r" (?:fine|refunded|perfect|sorted|paid)|no ifs|you(?:'ll| will) (?:definitely|certainly|absolutely)",
    ),
)
"""What may be a promise, or only an aim: the writer looks."""

GIFTS: Final = cues(
    fr=(
        r"cadeau de (?:la maison|notre part|ma part|bienvenue)"
        r"|aux frais de la maison|(?:c'est"
        r"|sera|est) (?:pour )?(?:ma|notre) tournée|(?:pour|histoire de) (?:nous|me|se) (?:faire pardonner"
        r"|rattraper)[ ,]+(?="
        r"[^.!?]{0,60}(?:offr|cadeau|gratuit|bon |place|entrée|café|invit))|en (?:guise|signe) d'excuses?",
    ),
    en=(
        r"(?:on|at) (?:our|my) (?:dime|expense|bill)|(?:gift|present|treat)s? (?:from|of) (?:us|me|the house"
        r"|ours)|\d+[ -]"
        r"(?:\w+[ -])?(?:gems?|points?|coins?|credits?)(?= (?:\w+ )?(?:thank|for|bonus|gift|on|to|in))|(?:to"
        r"|as a) (?:say"
        r" sorry|make it up to you|sorry),? (?=[^.!?]{0,60}(?:free|gift|pass|ticket|on us|bottle|meal|drink))",
    ),
)
"""Gifts, whatever they are."""

PERHAPS_A_GIFT: Final = cues(
    fr=(
        r"(?:gât|chouchout|régal|invit)(?:era|erons|erai|ons|er)(?= |\.|!)(?! à (?:nous|me|lire|consulter))"
        r"|(?:ajout|rajout|prolong)\w*"
        r" (?:[\w']+ ){0,3}(?:nuits?|semaines?|mois|jours?|séances?) (?:[\w']+ ){0,3}(?:séjour|abonnement"
        r"|forfait|carte|pass)",
        r"(?:c'est|un|notre|en) cadeau(?! d'(?:anniversaire|enterrement))|(?:nos|mes|notre) (?:invitée?s?"
        r"|hôtes?)(?= |\.|,|!)"
        r"|(?:gliss|joign|envoy|réserv|offr|prépar|mett)\w* (?:[\w']+ ){0,3}(?:pass|invitations?|coffrets?"
        r"|bouquets?|chocolats"
        r"|bouteilles?|paniers?|goodies)|(?:effac|annul|oubli)\w* (?:votre|ta|la) prochaine? (?:facture"
        r"|mensualité|échéance)",
        r"(?:un|d'un|votre) (?:avoir|crédit)(?= (?:sur|pour|sera|est|vous|à|valable))|(?:à titre gratuit|sans"
        r" rien payer)|(?:petite? )?(?:surprise|attention particulière|quelque chose pour vous)|dédommag\w+"
        r"|compens\w+",
    ),
    en=(
        r"(?:spoil|treat|pamper) you|(?:add|extend)\w* (?:[\w']+ ){0,4}(?:nights?|weeks?|months?|days?"
        r"|sessions?) (?:[\w']+ ){0,3}(?:stay"
        r"|subscription|membership|plan|pass|booking)",
        r"next (?:\w+ ){0,2}\w+(?:'s| is| will be) (?:free|on us|on me|gratis)|(?:as|be) (?:our|my) guests?"
        r"|(?:passes|hampers?"
        r"|flowers|chocolates|bouquets?|bottle|basket|goody bag)(?: [\w']+){0,4} (?:for you|waiting|in the post"
        r"|at (?:the )?"
        r"(?:desk|reception)|on (?:its|their) way)|(?:wipe|wiping|scrap|skip|forget|waive|waiving) (?:your "
        r"|the |next )*(?:next"
        r" )?(?:month|bill|invoice|instal)\w*",
        r"(?:a|your) credit (?=(?:will|is|has|on|to|for|note))|free of charge|at no (?:extra )?(?:cost|charge)"
        r"|make it up to"
        r" you|(?:something|a little something) (?:nice|special|extra) (?:for|from)|reimburse you for",
    ),
)
"""Perhaps a gift: the writer looks."""
