"""Cues of putting it right: vague times, guarantees, gestures in public, bare questions, prevention and what"
" comes next."""

from __future__ import annotations

import re
from typing import Final

from detente.contracts.words import Language
from detente.rules.composure.cues import cues

VAGUE: Final = cues(
    fr=(
        r"dans les (?:plus brefs|meilleurs) délais|dans un délai (?:raisonnable|bref)|dans les délais"
        r"|sans (?:délai|tarder)",
        r"dès que (?:possible|nous (?:pourrons|le pourrons|serons)|je (?:peux|pourrai)|on (?:peut|pourra))"
        r"|aussitôt que possible"
        r"|le plus (?:vite|tôt|rapidement) possible|quand (?:nous|on) (?:pourra|pourrons|aura)",
        r"au plus (?:vite|tôt)|(?:très |bien )?(?:rapidement|prochainement|vite|bientôt)|sous peu|incessamment"
        r"|tantôt",
        r"dans (?:quelques|les prochains|les prochaines) (?:instants?|heures?|jours?|semaines?)|d'ici (?:peu"
        r"|quelques)"
        r"|en temps (?:utile|voulu)|dans la foulée|un de ces jours",
        r"ultérieurement|dans un instant|à l'avenir proche|le moment venu|par la suite|très vite",
    ),
    en=(
        r"as soon as (?:possible|we can|i can|practicable|we know)|asap|at (?:the|our|their"
        r"|my) earliest(?: convenience| opportunity)?",
        r"shortly|soon(?! as)|promptly|quickly|in due course|in a (?:moment|bit|while)|before long|in good time"
        r"|presently|momentarily",
        r"in the (?:coming|next few) (?:minutes|hours|days|weeks)|in the near future|eventually|when (?:we|i) can"
        r"|at some point|down the line",
    ),
)
ANSWER_TO_COME: Final = cues(
    fr=(
        r"(?:réponse|retour|suite|solution|nouvelles|suivi|remboursement)(?: \w+){0,4} (?:sera|seront|vous|te"
        r"|apport|donn|communiqu|parviend|transmis)\w*"
        r"|(?:apporter|donner|faire) (?:\w+ )?(?:une )?(?:réponse|suite|retour|solution)|(?:vous"
        r"|te) (?:\w+ )?(?:recontact|rappel|répond|revien|tiendr|rembours)\w*"
        r"|reviend\w+|revenons|revient (?:vers|à)|sera (?:regardé|étudié|examiné|traité|vu|corrigé|fait|réglé)e?",
    ),
    en=(
        r"(?:reply|answer|update|response|solution|refund)(?: \w+){0,3} (?:will|shall|'ll|to follow)|(?:will|'ll"
        r"|shall) (?:\w+ ){0,2}(?:be in touch|get back"
        r"|come back|revert|reply|respond|contact|attend|look into|update|reach out|call|follow up|be (?:fixed"
        r"|looked at|resolved|processed))",
    ),
)

PURPOSE: Final = re.compile(
    r"(?:pour qu(?:e|'\w*)|afin qu(?:e|'\w*)|so that|so (?:it|this|that|others|other|no one|nobody)|to make sure"
    r"|making sure|make sure|hope|want|wish|wanted|espere|souhaite|voudrais|veux|aimerais|trying"
    r"|work(?:ing)? (?:so|to))\b.{0,45}$"
)
CANNOT: Final = re.compile(
    r"(?<!\w)(?:peux pas|peut pas|pouvons pas|ne puis|personne ne peut|can't|cannot|can not|no one can|nobody can"
    r"|unable to|isn't mine|n'ai pas le droit|not able to|wish i could|won't|ne veux pas)(?!\w)"
)
NEVER: Final = re.compile(r"(?<!\w)(?:jamais|plus|pas|never|not|won't|can't|no|aucune?|sans|without)(?!\w)")
_SURE: Final = (
    r"(?:sûrs?|sûres?|certaine?s?|garantie?s?|satisfaite?s?|sécurisée?s?|remboursée?s?|fiables?|transparente?s?)"
)
_SURE_EN: Final = (
    r"(?:safe|sure|fixed|resolved|sorted|certain|guaranteed|refund(?:ed)?|satisfaction|reliable|secure|money back)"
)
PROMISE: Final = cues(
    fr=(
        r"rend\w* (?:la chose |cela |ça |tout \w+ )?impossible|impossible que (?:cela|ça) (?:se |ne )",
        r"sur l'honneur|comme si c'était fait|comme dans la poche",
        r"sans (?:la moindre exception|aucune exception|crainte|aucun doute|faille)|jusqu'au dernier"
        r"|dormez sur (?:vos|tes) deux oreilles|dors sur tes deux oreilles|à (?:tous les coups|coup sûr)"
        r"|les yeux fermés|(?:sera|seront) \w+ (?:chaque|tous les) \w+ sans",
        r"(?:je|nous|on) (?:vous |te |le |l')?(?:garantis|garantissons|garantit)|garanti(?:e|s|es)? (?:à|qu'|que"
        r"|sans)|c'est garanti|garanti(?=\s*!)",
        rf"100 ?% {_SURE}|{_SURE} à 100 ?%|à 100 ?%",
        r"plus jamais|jamais plus|(?:sera|seront) (?:parfait|impeccable|irréprochable)e?s?|plus (?:de|d'aucun"
        r"|aucune?) (?:retards?|pannes?|problèmes?|erreurs?|soucis?)(?: désormais| à l'avenir| maintenant|,)"
        r"|une fois pour toutes|fin définitivement|définitivement (?:réglé|résolu|fini)e?s?"
        r"|plus aucune? \w+(?: \w+){0,4} ne (?:vous |te |se )?\w+ra|je (?:vous "
        r"|te )?le (?:jure|garantis)|(?:\d{3,}|mille|cent) ?%(?= sûre?|\s*[.!])|quoi qu'il en coûte"
        r"|jamais (?:\w+ ){0,3}deux fois",
        r"(?:ne|n') ?(?:vous |se |nous |te )?(?:arrivera|arriveront|reproduira|reproduiront|produira|produiront"
        r"|recommencera|répétera|aura|verrez|verra) (?:plus|pas|jamais|aucun)",
        r"(?:il n'y aura|vous n'aurez|tu n'auras) (?:plus|pas|aucun|jamais) (?:\w+ )?(?:aucun|le moindre|de "
        r"|d')?(?:problèmes?|retards?|soucis?|pannes?|erreurs?|incidents?)",
        r"(?:je|nous|on) (?:vous |te )?(?:promets|promettons|promet|jure|jurons|assure|assurons|certifie"
        r"|certifions)(?: solennellement)? (?:que|qu'il|qu'|une? |zéro|la )",
        r"(?:vous avez|tu as|je (?:vous|te) donne|nous vous donnons) (?:ma|notre) parole|parole d'honneur"
        r"|ma main à couper|je m'engage à ce qu[e'](?! \w+ (?:vous|te))"
        r"|juré(?:,| craché)|foi de \w+",
        r"(?:quoi qu'il (?:arrive|advienne|se passe)|dans tous les cas(?=[^.!?]{0,50}(?:rembours|livr|serez"
        r"|sera))|sans faute|coûte que coûte|sans la moindre (?:erreur|faute)"
        r"|aucun risque|vous pouvez en être (?:sûre?|certaine?)s?|à coup sûr)",
        r"rembours\w+ (?:tout(?! de suite)|sans (?:condition|discuter|discussion)|intégralement|totalement"
        r"|entièrement|en totalité|en intégralité|de tout|jusqu'au dernier)",
        r"(?:intégralement|totalement|entièrement) rembours\w+|remboursement (?:intégral|total|complet)"
        r"|chaque centime",
        r"(?:en aucun cas|sans aucun risque|zéro (?:défaut|risque|retard|problème|panne))",
    ),
    en=(
        r"you can (?:bank|count|bet|rely) on (?:it|that|every|no|never)|down to the last (?:penny|cent)"
        r"|every \w+ you ever",
        r"(?:makes?|made|making) it impossible (?:for|to|that)|impossible (?:for it )?to happen",
        r"zero chance|as good as (?:done|yours|in (?:his|her|your) pocket)|rest easy",
        r"(?:will|'ll) always (?:mean|come|arrive|get|work|run)|hand on heart|nothing (?:on (?:this )?earth"
        r"|in the world) (?:will|can|could)|you(?:'ll| will) never (?:have to |need to )?\w+ (?:\w+ ){0,5}again"
        r"|take it as read that|you can (?:bank|count|bet) on (?:it|that)|(?:as sure|sure) as (?:the|night|eggs)"
        r"|without (?:a |the slightest )?(?:exception|doubt)",
        r"(?:i|we)(?: can| will|'ll| do| absolutely| fully| personally| hereby)* guarantee|(?:is|are|it's"
        r"|that's) guaranteed|guaranteed(?= (?:or|on|to|never|not|next|every)|\s*[.!]|$)",
        rf"100 ?%(?: \w+)? {_SURE_EN}|{_SURE_EN} 100 ?%",
        r"never (?:ever )?again|never (?:ever )?happens? again|never (?:ever )?(?:\w+ ){1,5}again|(?:no"
        r"|not) (?:\w+ ){1,8}ever again",
        r"(?:will|'ll|shall) (?:never|not)(?: \w+)? (?:happen|occur|recur)(?: again)?|won't(?: \w+)? (?:happen"
        r"|occur) again"
        r"|(?:can't|cannot|won't|will not|will never|could never) (?:ever )?(?:happen|occur|go wrong) (?:twice"
        r"|again|here)",
        r"no (?:\w+ ){1,5}(?:will|shall|'ll) (?:ever |never )?(?:\w+ ){1,7}(?:again|ever)"
        r"|no \w+(?: of ours)? (?:will|shall) ever \w+"
        r"|(?:nobody|no one|nothing|none) (?:\w+ ){0,4}(?:will|shall|'ll) ever \w+",
        r"(?:i|we) (?:can |do )?(?:promise|swear|assure you|pledge|vow) (?:that|you(?: that)?|it|this|no"
        r"|never)(?! i'll| we'll| i will| we will)",
        r"(?:you have|you've got|i give you|take|there's) (?:my|our) (?:word|solemn word)(?! (?:that )?(?:i'll"
        r"|we'll|i will|we will))",
        r"there (?:won't|will not|will never) be (?:any (?:more|other|further)|another) \w+|you(?:'ll"
        r"| will) never \w+ (?:another|any|one)|always be (?:on time|ready|right|perfect|safe|available|free)"
        r"|no more (?:late|lost"
        r"|missed|delay\w*|errors?|mistakes?|outages?|problems?)|trust me,? (?:it|this|you)(?:'ll| will)"
        r"|whatever it takes|full refund|refund(?:ed)?(?: you| it| everything)? (?:in full|completely|entirely)"
        r"|fully refund(?:ed)?"
        r"|every (?:penny|cent)(?: of it)? back",
        r"under no circumstances|zero risk|risk[- ]free|without fail|come what may|no matter what(?: happens)?"
        r"|rain or shine|stake my (?:job|life|reputation|name)"
        r"|eat my hat|mark my words|cross my heart|hand on heart,? (?:it|this|you)"
        r"|rest (?:fully )?assured,? (?:that )?(?:no|it|this|you|nothing)(?: \w+)? (?:will|shall|won't)"
        r"|(?:always|forever) (?:be |find |get )?(?:\w+ )?(?:from now on|from today on)",
    ),
)

_MONEY: Final = (
    r"(?:[€£$] ?\d[\d,.]{0,8}|\d[\d,.]{0,8} ?(?:€|£|\$|euros?|pounds?|dollars?|quid|francs?|chf|rs|rupees|bucks))"
)
_GIFT_EN: Final = (
    r"(?:month|week|night|coffee|drink|meal|dessert|ticket|upgrade|treatment|lesson|session|class|wash|delivery"
    r"|year|season|pass|pair|bottle|gift|box|stay|breakfast|tea)s?"
)
COMPENSATION: Final = cues(
    fr=(
        r"(?:mois|semaine|trimestre)(?: d'\w+)? (?:vous |te |t')?(?:soi[ts]|est|sera|serai[ts]) (?:crédité|offert"
        r"|déduit)e?|d'une valeur de \d[\d,.]* ?(?:€|euros?|chf|francs?)",
        r"c'est la maison qui (?:régale|offre|invite)|(?:seront|sera|est|sont) pour (?:nous"
        r"|la maison)(?=\s*[.!,])|(?:deux|trois|quatre|une|\d) (?:places?|entrées?|invitations?|billets?|repas"
        r"|verres?) (?:\w+ ){0,3}(?:vous|t') ?attend\w*|(?:tu|vous) (?:ne )?(?:paies|paierez|payez"
        r"|paieras) (?:pas une cenne|rien(?= \w* ?(?:cette fois|la prochaine))|pas)|crédité\w* de \d[\d,.]* ?(?:€"
        r"|euros?|chf|francs?|\$|dollars?)",
        r"bons? (?:d'achat|de réduction|cadeau|de (?=\d|[€£$]|dix|vingt|trente|cinquante|cent)[\w ]{1,12})"
        r"|chèques?[- ]cadeaux?|cartes?[- ]cadeaux?|avoir de (?=\d)|code (?:promo|avantage|cadeau)",
        r"livraison (?:\w+ )?offerte|gestes? (?:commercial|commerciaux)|dédommag\w+|compensation|indemni\w+"
        r"|à titre (?:de geste|commercial"
        r"|gracieux|exceptionnel)|ristourne|rabais|(?:avec le|utilis\w+ le|voici (?:un|le|votre)|saisi\w+ le"
        r"|entr\w+ le) code|code ?: ?[a-z]{3,}\d{1,3}|(?:bouteille|boîte|panier|coffret"
        r"|bouquet|surprise|dessert|remise|réduction)(?: \w+){0,4} (?:vous |t')attend|pren\w* en charge (?:votre"
        r"|ta) prochain\w*"
        r"|(?:c'est|sera) (?:pour moi|moi qui (?:offre|paie|invite))|on (?:te|vous) (?:paie|invite|régale)",
        rf"(?:ajout|rajout|vers|crédit|mett|mis)\w* (?:de )?{_MONEY} (?:pour|à|sur|dans) (?:votre|ta|ton)",
        rf"(?:remise|réduction|crédit|avoir|bon|chèque|prime|somme) (?:de|d'une valeur de"
        rf"|d'un montant de) (?:{_MONEY}|\d{{1,3}} ?%)|{_MONEY} (?:offerts?|de (?:remise|réduction|crédit|bon))"
        rf"|\d{{1,3}} ?% (?:offerts?|de (?:remise|réduction)|sur (?:votre|ta) prochain\w*)",
        r"(?:je|nous|on) (?:vous |t'|te )?(?:offre|offrons|offrirai|offrirons|crédite|créditons|fais cadeau"
        r"|faisons cadeau|fait cadeau)(?! (?:mes|nos|toutes|de répondre|d'en parler|la possibilité|le choix))",
        r"(?:mois|trimestre|semaine|nuit|séance|année|repas|menu|café|dessert|place|billet|abonnement"
        r"|prestation|entrée|cours|verre|boisson|nettoyage|mensualité)s? (?:\w+ ){0,2}"
        r"(?:offerte?s?|gratuite?s?)|(?:prochain\w*|votre|ta) (?:\w+ ){0,2}(?:est|sera) pour (?:nous|moi)"
        r"|offerte?s? par la maison|(?:est|sont|sera|seront|voilà|voici) (?:\w+ ){0,3}(?:offerte?s?"
        r"|gratuite?s?) (?=[^.!?]{0,60}(?:abonnement|prochain|oublier|excus|pardonner))",
        r"(?:invitation|place|entrée|séance)s? gratuites? pour|à déduire de (?:la|votre|ta) prochain\w*|(?:cadeau"
        r"|petite? (?:attention|surprise)) (?:\w+ )?(?:vous|t') ?attend",
    ),
    en=(
        r"(?:knocked|took|shaved|lopped) (?:\w+ ){1,5}(?:euros?|pounds?|quid|dollars?|bucks|rupees) off"
        r"|\d+[- ]\w+ thank-you|pass for (?:you|your|her\w*|him\w*|them\w*|the (?:family|kids))",
        r"(?:year|season|month|day)(?:'s)? pass for (?:you|your|her|him|them|the)",
        r"with our compliments|our gift to you|worth [€£$]\d+",
        r"(?:my|our) treat|on my tab|(?:putting|put|taking|taken|take|getting|knocking) (?:\w+ ){1,4}(?:euros?"
        r"|pounds?|quid|dollars?|bucks|rupees|[€£$]\d+) (?:\w+ )?off|(?:have|pick out|choose) (?:a"
        r"|any) \w+(?: \w+){0,3} (?:free|for free|at no charge)",
        r"vouchers?|gift ?cards?|coupons?|promo code|discount code|(?:store|account|shop) credit"
        r"|goodwill(?: gesture| payment)?|gesture of goodwill|complimentary|compensat(?:e|ion)(?! (?:claim|form"
        r"|scheme|policy))",
        rf"{_MONEY} (?:off|credit|bar|in credit|of credit|towards?|on your account)|(?:credit|compensation"
        rf"|payment|cheque|discount|rebate|gift|token) (?:of|for|worth) {_MONEY}|\d{{1,3}} ?% (?:off|discount)",
        rf"(?:add|put|load|drop|pop)(?:ed|ped)? {_MONEY} (?:to|on|onto|into|in) your|{_MONEY} to spend"
        rf"|(?:use|with|using|enter|apply)(?: the)? code(?= [a-z]{{4,}})|code ?:? (?=[a-z]{{4,}}\d{{1,3}})\w+"
        rf"|(?:my|our) treat|comp your|bonus of"
        rf"|a little something|next (?:\w+ ){{1,3}}(?:is|are|will be) (?:free"
        rf"|on)|(?:have|enjoy|grab|get|take) (?:\w+ ){{1,3}}on us",
        rf"(?:crediting|giving|offering|sending|gifting) you (?:a |an )?{_MONEY}|credit(?:ed)? (?:you"
        rf"|your account) (?:with )?{_MONEY}",
        rf"(?:knock|take|knocked|taking|shave) (?:\w+ ){{0,4}}(?:quid|pounds|dollars|bucks|euros"
        rf"|{_MONEY}) (?:\w+ )?off|(?:money|something|a bit|half|a third) off (?:your|the) (?:next|bill)",
        rf"free {_GIFT_EN}|(?:a|an|one|two|three|your|next|months?) (?:\w+ ){{0,4}}(?:is|are) on (?:us|me"
        rf"|the house)|on the house",
        r"throw in (?:a|an|some|two)|waive (?:your|the) (?:next|fee for)|bonus points|loyalty points|treat you to"
        r"|by way of apology",
    ),
)
IN_PRIVATE: Final = re.compile(
    r"message prive|en prive|messagerie|(?<!\w)(?:mp|dm|dms)(?!\w)|(?<!\w)(?<!\d\s)pms?(?!\w)|privately"
    r"|in private|private message"
    r"|par telephone"
)
BACK: Final = re.compile(
    r"(?<!\w)(?:rembours\w+|rend\w*|restitu\w+|preleve\w*|debite\w*|pay(?:e|ee|es|ees)|refund\w*|back|paid"
    r"|charged|owed|cancelled|annul\w+|repris\w*)(?!\w)"
)
"""Money of theirs that comes back is no gesture."""

ASKS: Final[dict[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\?|(?:^|[.,;:!]\s*|(?:remercions|remercie|merci|prie|prions|invite|invitons|demande|voulez-vous"
        r"|veuillez|bien vouloir)\s(?:de\s|bien\s|vouloir\s)*(?:nous\s|me\s|en\s|m\'en\s)*)"
        r"(?:envoy|donn|communiqu|transmett|indiqu|confirm|precis|fourn|laiss|post|mett|dites|dis-|contact"
        r"|detaill|decri|dire|raconte|explique)\w*"
    ),
    "en": re.compile(
        r"\?|(?:^|[.,;:!]\s*|please\s|kindly\s)(?:just\s)?(?:send|give|provide|share|post|confirm|dm|message|tell"
        r"|let (?:us|me) know|drop|describe|supply|include|e-?mail|contact|call|reach|get in touch|visit"
        r"|elaborate)(?!\w)"
    ),
}
"""Asking for something, on folded text."""

PREVENTION: Final = cues(
    fr=(
        r"pour (?:que|qu'|éviter|ne (?:plus|pas)|empêcher)|afin (?:que|qu'|de ne|d'éviter)|désormais|dorénavant"
        r"|à l'avenir|corrig\w+|à partir de (?:maintenant|demain|lundi|ce)"
        r"|(?:nous|on|je|j'ai|nous avons) (?:\w+ ){0,2}(?:chang|modifi|ajout|renforc|revoi|revoy|revu|adapt|form"
        r"|instaur|doubl|remplac|embauch|recrut|contrôl|prévien|prévoi|mis en place)\w*"
        r"|plus (?:aucune?|de) \w+|la prochaine fois|la règle|chaque (?:jour|commande|colis|matin|départ|remise"
        r"|livraison|\w+) (?:est|sera|passe)|avant chaque|systématiquement"
        r"|(?:est|sont|a été|ont été|sera|seront) (?:\w+ )?(?:changée?s?|modifiée?s?|corrigée?s?|renforcée?s?"
        r"|réparée?s?|remplacée?s?|retirée?s?|ajoutée?s?|inscrite?s?)|la cause|s'est produit parce",
    ),
    en=(
        r"so (?:that|it|this|no one|nobody|the next|others?)|from now on|from (?:today|tomorrow|monday|saturday"
        r"|sunday|now|next)|in future|going forward|no longer|so as not to|to stop (?:it|this|that)|prevent\w*"
        r"|(?:i've|we've|i have|we have|i|we|now|is|are|been|had) (?:\w+ ){0,3}(?:chang|add|fix|rewrit|rewrot"
        r"|retrain|train|replac|remov|redesign|updat|mov|stopp|clos|pull|doubl|introduc|put in place|repair"
        r"|correct|swap|hir|check)\w*"
        r"|next time|every (?:\w+ )?(?:order|box|parcel|\w+) (?:is|gets|will)|each (?:\w+ )?\w+ (?:is|gets|now)"
        r"|the (?:cause|reason)|because (?:the|our|a|we)|now (?:reads?|checks?|asks?|counts?|looks?|has|have|goes)",
    ),
)
FOLLOWUP: Final = cues(
    fr=(
        r"ici|répond(?:ez|s)(?:-(?:moi|nous))?|dites-(?:moi|nous)|dis-(?:moi|nous)|message privé|messages privés"
        r"|en privé|mp|écri(?:vez|s)-(?:moi|nous)|appelez-(?:moi|nous)|tenez-moi|redites|contactez",
        r"(?:je|nous|on) (?:vous |te |t'|y |m'en )*(?:reviens|revenons|revient|repasse|repassons|rappelle"
        r"|rappelons|appelle|appelons|écris|écrivons|écrirai|redis|dis|dirai|dirons|tiens|tiendrai|confirme"
        r"|confirmerai|poste"
        r"|posterai|publie|publierai|publions|réponds|répondrai|vérifie|vérifierai|suis|suivrai|recontacte"
        r"|recontactons|demanderai|donne|donnerai|attends|serai|explique)",
        r"(?:vous|tu) (?:aurez|auras|recevrez|recevras|serez (?:rappelée?|contactée?|prévenue?))|(?:vous"
        r"|te) (?:écri|appel|rappel|répond|recontact|contact|expliqu)\w+|https?",
    ),
    en=(
        r"here|reply|repl(?:y|ies)|tell (?:me|us)|let (?:me|us) know|message|messaged|dm|write to (?:me|us)"
        r"|answer (?:me|us|here)|ask for|call (?:me|us)|ring (?:me|us)|drop (?:me|us)|come and|get in touch|shout",
        r"(?:i'll|we'll|i will|we will|she'll|he'll|they'll|she will|he will|they will) (?:\w+ ){0,2}(?:be|come"
        r"|check|post|write|call|ring|update|let|follow|look|get|phone|message|report|tell|put|track|walk|send"
        r"|answer|confirm|share|meet)",
        r"you(?:'ll| will) (?:\w+ )?(?:have|get|hear|receive|know|see)|https?|at my desk|in (?:the|your) inbox",
    ),
)

QUESTION_START: Final = re.compile(
    r"^\s*(?:and |et |puis |ou |so |mais |but |donc )?(?:how(?! (?:dare|can you))|why|when|where|who(?!le)|which"
    r"|what(?! (?:a|an)\b)(?! the)|(?:is|are|do|does|did|can|could|will|would) (?:i|you|we|it|there|the|my|your"
    r"|they|this|that)\b"
    r"|comment|pourquoi|quand|combien|quel(?:le)?s?|est-ce|qui|ou est|a quelle|jusqu'a quelle|que (?:dois|faire"
    r"|puis)|qu'est-ce|peut-on|faut-il|puis-je)(?!\w)"
)
QUESTION_CUT: Final = re.compile(
    r"(?<=[.!?\n])\s+|,?\s(?:and|et|puis|also)\s(?=(?:is|are|can|do|does|will|how|why|when|where|what|est-ce"
    r"|comment|pourquoi|quand|peut|faut|pour)\b)"
)
YES_OR_NO: Final = re.compile(
    r"(?<!\w)(?:oui|non|yes|no|yep|nope|indeed|en effet|bien sur|of course|not yet|pas encore)(?!\w)"
)
OPENING: Final = re.compile(
    r"(?<!\w)(?:open|opens|opening|hours|weekdays|horaires?|ouverte?s?|ouvre|du lundi au|good|bonne?|belle"
    r"|bonsoir|profite\w*|have a (?:\w+ )?(?:rest|day|evening|night|week|weekend|one)|enjoy)(?!\w)"
)
"""Hours of a counter and greetings are no act."""
