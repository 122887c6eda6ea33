"""Frames of threats and of pushing a review: how people do it whatever the nouns, sure ones and doubtful ones."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.composure.cues import cues
from detente.rules.composure.folded import fold

THREAT_FRAMES: Final = cues(
    fr=(
        r"(?:captures?|copies?|messages?|commentaire|lien|propos|publications?|écrits?|échanges?|lignes|mots|avis|"
        r"dossier)(?: [\w'-]+){0,5} (?:chez|à|au|aux|pour|devant) (?:notre |nos |un |une |mon |le |la )?(?:conseils?"
        r"(?! (?:municipal|d'|de|des|syndical|régional|général|scientifique|citoyen))|avocate?s?|parquet"
        r"|procureur|huissier)",
        r"(?:un|le|les) juges? (?:[\w']+ ){0,3}(?:charger|apprécier|trancher|décider|dira|diront|occuper|lira)\w*",
        r"(?:diffus|publi|post|écri|accus|affirm|prétend|enregistr|insinu|divulgu|propag|relay|dire|imprim)\w*"
        r"(?: [\w'-]+){0,6} (?:est|sont|constitu\w+|relèv\w+|peut être)(?: [\w-]+){0,2} (?:punie?s?|passible\w*|délit"
        r"|répréhensible|puniss\w+|infraction|pénal\w*|illégal\w*)",
        r"(?:tomb\w+|tomber) sous le coup d\w*|sous le coup de la loi|droit de la presse|code pénal",
        r"(?:poursuites?|plaintes?)(?: judiciaires?| pénales?)? (?:seront|sera|pourront|pourra|pourraient"
        r"|pourrait|vont"
        r"|peuvent|suivront|s'ensuiv\w+)(?: être)?(?: \w+)?|(?:engag|intent|diligent)\w+ (?:des|une|toutes?|les) ?"
        r"(?:\w+ )?(?:poursuites?|procédures?|actions?)",
        r"(?:vous laiss\w+|laiss\w+-vous|à vous de) (?:\w+ )?(?:mesurer|apprécier|évaluer|imaginer|méditer)"
        r"(?: [\w']+){0,3} (?:risques?|conséquences?|suites?|portée)",
        r"(?:exposerai\w*|exposer|expose\w*) (?:votre|ton) (?:rédaction|auteur|journal|titre|personne"
        r"|responsabilité)",
        r"tenez-vous(?:-le| le) pour dit|à bon entendeur|dernier avertissement|vous voil\w+ (?:prévenue?|avertie?)s?",
        r"(?:a|ont) déjà (?:valu|coûté)(?: [\w'-]+){0,9} (?:recommandée?s?|procès|ennuis|amende|convocation|cher)",
        r"réfléchis(?:sez)? (?:[\w]+ ){0,3}avant (?:de|d') ?(?:publi|post|écri|accus|dire|parl|diffus|affirm)\w*",
    ),
    en=(
        r"(?:judges?|(?:a|the) courts?|magistrates?) (?:[\w']+ ){0,3}(?:takes? an interest|taking an interest|decide"
        r"|frowns?|find interesting|have (?:a view|something to say)|will see to)",
        r"(?:posting|publishing|sharing|saying|telling|accusing|claiming|recording|spreading|calling|writing"
        r"|printing)"
        r"(?: [\w'-]+){0,10} (?:is|are|can be|may be|could be|amounts? to|constitutes?) (?:[\w-]+ ){0,2}(?:offen[cs]e"
        r"|illegal|unlawful|against the law|crime|criminal|punishable)",
        r"(?:reminder|word|note|message) (?:to|for) (?:whoever|anyone|those|people|the person|the author)"
        r"(?=[^.!?]{0,110}(?:contract|clause|confidential|terms|polic|law|consequen|disciplin|agreement))",
        r"(?:shy|slow|hesitant|reluctant) (?:about|to|in) (?:enforc|protect|defend|pursu)\w*",
        r"think (?:very |long and |really |twice )?(?:hard|carefully|again) (?:before|about) (?:\w+ )?(?:print"
        r"|post|publish"
        r"|say|writ|accus|repeat)\w*",
        r"(?:final|last|fair) warning|consider (?:this|yourself) (?:\w+ ){0,2}(?:notice|warning|warned)"
        r"|be(?:en)? warned"
        r"|(?:put|are|you're) on notice|heard the last of",
        r"(?:proceedings|charges|a claim|a writ|action) (?:will|may|could|can|shall) (?:be (?:brought|filed"
        r"|issued|taken"
        r"|started|pressed)|follow)",
    ),
)
"""Frames that are nearly always a threat."""

AT_WORK: Final = cues(
    fr=(
        r"(?:contrats?|charte)(?: [\w'-]+){0,5} (?:discrétion|confidentialité|loyauté|réserve|secret)|(?:devoir"
        r"|obligation|clause) de (?:réserve|loyauté|discrétion|confidentialité)"
        r"|sanctions?(?: [\w-]+){0,3} (?:pour (?:qui"
        r"|ceux|celui|celle)|disciplinaires?)|faute grave|salarié\w* loyal\w*",
    ),
    en=(
        r"(?:confidentiality|non-?disclosure|loyalty|social media) (?:clause|agreement|policy|obligations?|duty"
        r"|duties)"
        r"|employment contracts?|disciplinary|gross misconduct|(?:breach|broken|breaching) (?:of )?(?:your )?"
        r"(?:contract|confidence|confidentiality)|loyal (?:employee|staff|colleague)\w*",
    ),
)
"""Duties of staff: said to somebody who reports wrongdoing, they silence; elsewhere the writer looks."""

THREAT_MAYBE: Final = cues(
    fr=(
        r"(?:texte|propos|publication|commentaire|post|mots) (?:[\w']+ ){0,4}à qui de droit|gare (?:au retour"
        r"|à vous|à qui|à ceux)|sali\w*"
        r" (?:un|notre|le|sa|son|mon) (?:nom|réputation|maison|image|métier)",
        r"(?:propos|mots|commentaires?|avis|messages?|accusations?|affirmations?|publications?|paroles|écrits"
        r"|phrases?) (?:pareil\w*"
        r"|semblables?|de (?:ce|cette) (?:genre|sorte|nature)|comme (?:ceux|celui|celle|celles)(?:-ci|-là)?)"
        r"|de (?:tels|telles)"
        r" (?:propos|mots|accusations|affirmations|paroles)|(?:votre|ton) (?:employeur|patron|bailleur"
        r"|hiérarchie|direction)"
        r"|nos conseils (?:\w+ )?(?:étudi|regard|examin|suiv|décid|lis)\w*|prendre conseil|imputations?"
        r"|(?:vous avez|tu as) signé",
        r"(?:si (?:vous|tu) (?:continu|persist|insist|recommenc)|libre à (?:vous|toi) de (?:continuer"
        r"|persister))\w*|assureur"
        r"s? (?:[\w']+ ){0,5}(?:copie|capture|page|lignes)|réserv\w+ (?:toute|tout|d'|la suite)|droit de se défendre",
        r"se (?:plaide|plaider|paie|paient|paye|payent|juge|jugent|poursui\w+)|prouver (?:chaque|vos|ce que"
        r"|vos dires|tout)"
        r"|magistrats?|prétoire|à la barre|pénal\w*|délit|procureur|(?:votre|tout) intérêt (?:à|de)"
        r"|tout s'archive|garder?(?:ons"
        r"|a)? (?:la |une )?trace|(?:mal|très mal) (?:finir|tourner|finit|finissent)|ce (?:qu'on|que l'on"
        r"|que vous) (?:peut"
        r"|pouvez) (?:dire|écrire|publier)|(?:aurez|recevrez|entendrez) (?:bientôt |vite )?(?:de nos nouvelles"
        r"|parler de"
        r" nous)|étonn\w+ pas si|n'oublie[zr]? pas que (?:tout|nous)",
        r"(?:s'expos\w+|vous (?:vous )?expos\w+|t'expos\w+) à|(?:diffus|publi|enregistr"
        r"|film)\w*(?: [\w'-]+){0,5} (?:est"
        r"|sont) (?:\w+ )?interdite?s?",
        r"(?:il |ce )?serait (?:[\w]+ )?(?:dommage|regrettable|fâcheux|malheureux|imprudent|sage"
        r"|prudent) (?:que|qu'|si"
        r"|pour|de (?:retirer|cesser|ne plus|supprimer|vous))",
        r"n'en rester(?:ons|ai|a) pas là|ne (?:restera|resteront) pas (?:impunie?s?|sans (?:suite|réaction))"
        r"|(?:nous|on"
        r"|je) saur\w+ (?:nous |me |se )?défendre|(?:faire|ferons) (?:valoir|respecter) nos droits"
        r"|lettre recommandée",
        r"(?:conseill|invit|suggér|recommand|pri|engag)\w+ (?:vivement |fortement )?(?:de |d'|à )?(?:cesser|retirer"
        r"|supprimer|ne plus (?:publier|écrire|diffuser)|mesurer|modérer)",
        r"(?:dernier|dernière) (?:personne |client\w* )?(?:qui|à)(?: [\w']+){1,8} (?:regrett|procès|tribunal|excus"
        r"|ennuis)\w*|(?:ne )?(?:serez|seras) plus (?:le |la )?(?:bienvenue?|servie?|acceptée?)|liste noire",
        r"captures? (?:d'écran )?(?:de (?:votre|ton|vos|ce)|(?:a été|ont été|est|sont) (?:faite|prise|conserv)\w*)"
        r"|assumer (?:vos|tes|les conséquences)|(?:votre|ton|vos) (?:responsabilité|propos) (?:\w+ )?engag\w+",
    ),
    en=(
        r"(?:remarks|words|statements?|posts?|review|comments?) (?:[\w']+ ){0,3}to the (?:relevant|appropriate"
        r"|proper) (?:people|authorit"
        r"|person|team)\w*|(?:smear|tarnish|blacken|drag)\w* (?:our|a|the|my) (?:\w+ )?(?:name|reputation|business)",
        r"(?:words|comments?|posts?|remarks?|accusations?|claims?|statements?|reviews?|allegations?) (?:like"
        r"|such as) (?:this|these"
        r"|that|those|yours)|such (?:words|remarks|accusations?|claims?|statements?|allegations?)"
        r"|your (?:employer|boss|landlord"
        r"|manager)(?= (?:would|might|may|will|makes?|thinks?|to|sees?|reads?)|\.)|(?:take|taking"
        r"|seek) (?:legal )?advice|by (?:court )?order"
        r"|(?:you )?signed (?:a|the) (?:waiver|contract|agreement|terms)|your employer",
        r"(?:keep (?:this|that|it) up|if you (?:continue|persist|carry on|keep (?:this|on|posting|saying"
        r"|writing))|feel free"
        r" to (?:continue|carry on|go on))|insurers? (?:[\w']+ ){0,5}(?:copy|thread|post|comment|page)"
        r"|right to defend",
        r"magistrates?|criminal|unlawful\w*|prove (?:every|each|what you|your (?:claim|words?|point)|these"
        r"|that claim|any of)"
        r"|(?:end|ends|ended) (?:\w+ )?(?:badly|in tears)|what (?:can|may|cannot|can't) be (?:said|written"
        r"|posted)|what (?:you"
        r"|people|one) (?:can|may|can't|cannot) (?:say|write|post)|(?:won't|not|never) let (?:this|that"
        r"|it) (?:go|pass|stand)"
        r"|getting a letter|(?:you'll|you will) (?:soon )?hear from (?:us|me|someone|somebody) (?:soon|about)",
        r"you(?:'d| would| might| may) (?:be |do )?(?:well advised|wise|best advised|well) (?:to|not)|(?:i'd"
        r"|i would|we'd"
        r"|we would|we) (?:strongly |kindly |gently )?(?:advise|urge|caution|warn|suggest) you (?:to |not "
        r"|that |against )"
        r"(?:\w+ ){0,2}(?:stop|withdr|retract|delet|remov|think|reconsid|refrain)\w*",
        r"(?:would|'d) be (?:a |most |very |such a )?(?:pity|shame|unfortunate|regrettable|unwise|mistake) (?:if|were"
        r"|should|to have)",
        r"the last (?:person|customer|one|blogger|guest|tenant|reporter) (?:who|to)(?: [\w']+){1,10}|(?:has|have) "
        r"(?:already )?(?:cost|landed) (?:people|someone|somebody|others|one|another)(?: [\w'-]+){1,6}",
        r"(?:not|no longer|never) be (?:welcome|served|admitted)|(?:refuse|deny) (?:you )?(?:service|entry)"
        r"|(?:ban|bar|blacklist)(?:ning|ring|ned|red|ing|ed)? you|(?:defend|protect) (?:our|my) (?:name"
        r"|reputation|good"
        r" name|brand)|protect ourselves",
        r"(?:screenshots?|copies|copy) (?:of )?(?:your|this|these|that) (?:comment|post|review|words|message"
        r"|profile)s?"
        r"|(?:stand by|own|live with) (?:the consequences|your words)|(?:terms|contract) you signed",
    ),
)
"""Frames that may be innocent: the writer looks."""

PUSH_FRAMES: Final = cues(
    fr=(
        r"(?:retir|supprim|effac|enlev|modifi|chang|corrig)e[rz]?(?:ez)? (?:votre|ton|ce|ces"
        r"|vos) (?:\w+ )?(?:texte|mots|avis|note"
        r"|commentaire|lignes) et (?:le|la|un|une|votre) (?:bon|remise|remboursement|cadeau|avoir|réduction|geste)",
        r"(?:retire|supprime|efface|enlève|modifie|change|corrige)[rz]?(?:ez)?[^.!?]{0,50}(?:avis|note|commentaire"
        r"|publication|post|lignes|étoiles?|message)[^.!?]{0,40}(?:et|pour que|afin que) (?:nous|je|on|votre"
        r"|vous (?:aurez"
        r"|serez|recevrez))",
        r"(?:notez|noter|laissez|laisser|mettez|mettre|postez|poster)[^.!?]{0,40}(?:avis|note|étoiles?|pouces?)"
        r"[^.!?]{0,50}(?:cadeau|tirage|remise|réduction|offerte?s?|points|bon de|bon d'|code|concours|gagn\w+)",
    ),
    en=(
        r"(?:drop|delete|remove|edit|change|update|revise|pull|take|flip|lift)[^.!?]{0,40}(?:review|rating"
        r"|stars?|post"
        r"|comment|thumbs)[^.!?]{0,40}(?:and|then) (?:we|i|we'll|i'll|you'll|your)",
        r"(?:leave|post|pop|write|share|give|drop|rate)[^.!?]{0,40}(?:review|rating|stars?|thumbs)[^.!?]{0,60}(?:gift"
        r"|draw|prize|discount|voucher|points|free|reward|thank-you|raffle)",
    ),
)
"""A review taken away or given, and something for it."""

PUSH_MAYBE: Final = cues(
    fr=(
        r"(?:pourriez|pourrais|devriez|devrais)(?:-vous|-tu)? (?:[\w']+ ){0,2}(?:nuancer|adoucir|rectifier"
        r"|revoir|reconsidérer|réviser)"
        r"|coup de pouce|(?:notre|la) moyenne|mentionn\w+-nous|nous (?:noter|recommander|mentionner)",
        r"(?:retirez|supprimez|effacez|modifiez|corrigez)-(?:les|la|le|ça)|(?:les|la|le) (?:retirer|supprimer"
        r"|effacer)(?= (?:de|sous|avant|rapidement|au plus))",
        r"(?:env?isag|accept|song|pens)\w+ (?:de |à |d')?(?:revoir|réviser|actualiser|reconsidérer|nuancer|compléter"
        r"|mettre à jour)(?= (?:votre|ton|ce|cette|la|le|vos))",
        r"(?:laiss|post|partag|dépos|mett|écri)\w*(?:-nous)? (?:[\w']+ ){0,3}(?:avis|note|évaluation|recommandation) "
        r"(?:sur|en ligne|chez|à propos)|(?:votre|un) avis (?:sur|en) (?:internet|ligne|le site|notre page"
        r"|les sites)",
        r"(?:parl\w+|appel\w+|écri\w+|contact\w+|ven\w+)[^.!?]{0,40}(?:avant|plutôt que|au lieu) (?:de |d')(?:poster"
        r"|publier|noter|laisser|écrire un|mettre)",
        r"(?:une fois|dès que|quand|lorsque|sitôt) (?:ce sera |que ce sera |c'est |tout sera )?(?:réglé|arrangé"
        r"|résolu)"
        r"[^.!?]{0,60}(?:avis|note|étoiles?|commentaire)|signal\w+ (?:votre|cet|ton) (?:avis|commentaire)",
        r"(?:dire|dites|dis|parl\w+|diffus\w+) (?:\w+ )?(?:du bien|de nous|autour de vous|à tous|à vos (?:amis"
        r"|proches))"
        r"|(?:passer|passez) le mot|gentils? mots?|ce que (?:vous avez|tu as) (?:laissé|mis|noté|écrit"
        r"|publié) (?:sur|en|ici|là)",
        r"(?:dès que|lorsque|quand|une fois que?|le jour où) (?:[\w']+ ){0,4}(?:page|texte|commentaire|post"
        r"|publication|avis|mots)"
        r" (?:[\w']+ ){0,3}(?:débarrass|dispar|retir|nettoy|effac|supprim|enlev)\w*|(?:seule|petite) étoile",
        r"(?:votre|cette|une telle|la) note (?:nous |est |fait |pèse |pénalis|dessert|baiss|tir)[\w ]{0,20}"
        r"|(?:note|avis) (?:sévère|injuste|excessi\w+|immérit\w+)|étoiles? de plus",
    ),
    en=(
        r"(?:revis|adjust|mov|chang)\w* (?:up|upwards?)|(?:consider|mind|think about) (?:leav|writ|post"
        r"|giv)ing (?:[\w', ]{1,24})(?:review"
        r"|rating|comment)",
        r"(?:could|might|should|would|can|to)(?: you)? (?:[\w']+ ){0,4}(?:soften|reconsider|amend|revisit"
        r"|rethink|withdraw|removing (?:it"
        r"|them|this)|remove (?:it|them))|(?:our|the) (?:average|score)|(?:mention|tag|recommend) us"
        r"|should be (?:a )?(?:four|five|4|5)",
        r"(?:consider|mind|think about|feel free to|feel able to|like to) (?:updat|revis|amend|revisit"
        r"|reconsider|chang"
        r"|rais|edit)\w*|take it down|taking it down",
        r"(?:leave|post|pop|share|drop|put|write)(?: [\w']+){0,6} (?:on|to) (?:the |our |a )?(?:review|google"
        r"|app store"
        r"|listing|booking)[\w ]{0,12}|(?:another|extra|more) stars?|stars? (?:more|higher)",
        r"(?:before|instead of|rather than) (?:you )?(?:post|leav|writ|rat|review|go"
        r"|tak)\w*(?: [\w']+){0,3} (?:review"
        r"|public|online|stars?|rating|here)",
        r"(?:once|when|after|now)(?: that)? (?:it's|this is|that's|everything is|all is"
        r"|we've)(?: [\w']+){0,3} (?:sorted"
        r"|fixed|settled|resolved|right)[^.!?]{0,60}(?:review|rating|stars?)|(?:report|flag)(?:ged|ing)? (?:your|this"
        r"|that) (?:review|rating)",
        r"(?:bump|nudg|push|tick|mov|lift|rais)\w* (?:it|them|that|things|your \w+) (?:up|higher)|(?:tell|told"
        r"|telling) (?:the"
        r" world|everyone|your friends|others)|spread(?:ing)? the word|kind words? (?:on|online)|(?:giving"
        r"|give) us a (?:score"
        r"|rating|mark)|stars (?:could|can|might|should|to) ",
        r"(?:once|when|as soon as|the moment|the minute) (?:the|your|that|this) (?:[\w']+ )?(?:post|page|text"
        r"|comment|review"
        r"|thread|words) (?:is|are|has|have|comes?|goes?)",
        r"(?:your|this|that|one) (?:review|rating|score|star|stars)(?: \w+){0,3} (?:hurts?|hits?|costs?|pulls?|drags?"
        r"|unfair|harsh|undeserved|seems? (?:a bit )?(?:harsh|unfair))",
    ),
)
"""Asking for a review, timing it or complaining of it: the writer looks."""

REVIEWED: Final = re.compile(fold(r"(?<!\w)(?:avis|notes?|étoiles?|évaluations?|reviews?|ratings?|stars?)(?!\w)"))
