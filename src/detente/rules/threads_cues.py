"""Cues of an answer from the community, as data: how people give each other advice, and what only looks like it.

Patterns are folded like the text (`composure.folded`), match whole words, and know SMS spelling. One a line; a line
that begins with `+` goes on. Orders (`appelle`, `try`) count where a clause begins, or after a word of
`MAY_STAND_BEFORE`: « je regarde » and “they call” are none.
"""

from __future__ import annotations

import re
from typing import Final

from detente.rules.composure.cues import whole_words


def _cues(lines: str) -> re.Pattern[str]:
    return whole_words(*lines.replace("\n+", "").strip("\n").split("\n"))


ORDERS: Final = _cues(r"""
va|vas|allez(?:-y)?|regard(?:e|es|ez)|verifi(?:e|es|ez)|r?app?el(?:le|les|lez|ez|l)|contact(?:e|es|ez)
(?:re)?demand(?:e|es|ez)(?:-l(?:eur|ui))?|r?envoy(?:e|ez)|r?envoi(?:e|es)?|ecri(?:s|vez|vé)
essa[iy](?:e|es|ez)?|tent(?:e|es|ez)|pass(?:e|es|ez)|r?apport(?:e|es|ez)|prends?|prenez
(?:re)?mets?|(?:re)?mettez|tap(?:e|es|ez)|cliqu(?:e|es|ez)|debranch(?:e|es|ez)|rebranch(?:e|es|ez)
redemarr(?:e|es|ez)|(?:des|re)?install(?:e|es|ez)(?:-l[ae])?|telecharg(?:e|es|ez)|r?ouvr(?:e|es|ez)
vid(?:e|es|ez)|declar(?:e|es|ez)|(?:re)?tourn(?:e|ez)(?:-l[ea]| l[ea] | l')|sor(?:s|tez)|melang(?:e|ez)
recuper(?:e|ez)|maint(?:iens|enez)|film(?:e|ez)|(?:de)?viss(?:e|ez)|purg(?:e|ez)|descend(?:s|ez)|ajout(?:e|ez)
coup(?:e|ez)|pouss(?:e|ez)|frott(?:e|ez)|lav(?:e|ez)|choisi(?:s|ssez)|recharg(?:e|ez)
attend(?:s|ez) (?:la|le|que|qu'|\d+|jusqu)|prefer(?:e|ez)|saisi(?:s|ssez)|utilis(?:e|es|ez)|gard(?:e|es|ez)
pens(?:e|es|ez) a|n'?hesit(?:e|es|ez) pas a|fai(?:s|tes)|signal(?:e|es|ez)|(?:des)?activ(?:e|es|ez)
appu(?:ie|ies|yez)|(?:de)?coch(?:e|es|ez)|chang(?:e|es|ez)|rinc(?:e|es|ez)|nettoi(?:e|es)|nettoyez
rempli(?:s|ssez)|reclam(?:e|es|ez)|insist(?:e|es|ez)|cherch(?:e|es|ez)|mont(?:re|res|rez)|laiss(?:e|es|ez)
supprim(?:e|es|ez)|(?:de)?connect(?:e|es|ez)-(?:toi|vous)|adress(?:e|ez)-(?:toi|vous)|try|check
call|ring|phone|dial|ask|go (?:to|in|into|through|for|via)|contact|e-?mail|message|text|use|(?:un)?plug
reset|restart|reboot|(?:re|un)?install|turn (?:it )?(?:on|off)|take|report|make sure|scroll|clear
click|tap|press|hold|untick|tick|rinse|wipe|soak|pop|put|leave|look (?:in|under|behind|at the)|fill
update|upgrade|download|claim|file a|book|write|send|log (?:in|out)|remove|delete|keep|bring|open a
don'?t wait for|mix|flush|cut|photograph|get off|film|turn|push|pull|twist|choose|select|pick|avoid|shine
wait for the|swap|return it|show them|switch
""")
"""Verbs that order something to be done."""

MAY_STAND_BEFORE: Final = frozenset(
    """
    et puis alors sinon donc mais plutot perso stp svp ou d'abord bah ben bon hop apres ensuite juste simplement
    peut-etre bref oui non ok conseil astuce and then or just simply please pls plz also maybe perhaps first so
    instead but otherwise next always yes no ok hey hi
    """.split()  # noqa: SIM905
)
"""Words that an order may follow; after any other it is none."""

ADVICE: Final = _cues(r"""
(?:il )?(?:te |vous )?(?:faut|fo|faudrait|fallait|vaut mieux) (?:\w+ (?:et )?)?\w+(?:er|ir|re|oir|é)
(?:il )?(?:faut|fo|faudrait) que (?:tu|t'|vous|vs) ?\w+
(?:il )?suffit (?:de|d')
(?:tu|t'|vous|vs|on) (?:peu[xt]|pouvez|pourrais|pourriez|devrais|devriez) (?:aussi |toujours |juste
+ |peut-etre )?\w+(?:er|ir|re|oir)
(?:en attendant )?(?:tu|vous|on) (?:peux|pouvez|peut) (?:te |vous |se )?(?:faire )?\w+(?:er|ir|re)
(?:je |j')?(?:te |t'|vous )?(?:conseille|recommande|suggere)(?:rais)?(?: de| d')?
j?te conseille
(?:le mieux|le plus simple|le + simple)(?:,)? (?:c'est|est|serait|c)
(?:la solution|l'astuce|astuce|le truc|combine)(?: (?:c'est|est|etait|a ete)| ?:)
pour (?:info|information|ceux qui)
si (?:ca|sa) peut (?:t'|vous |l')?aider
(?:chez moi|perso(?:nnellement)?|pour ma part|pour moi|moi)[, ](?:\w+[' ]){0,8}?(?:a|est|et) (?:marche
+|fonctionne|suffi|suffit|passe|regle|debloque|resolu|reparti|revenu|rembourse)
(?:ca|sa) ?(?:a|est|et) (?:tout )?(?:marche|fonctionne|suffi|passe|reparti|revenu|debloque|resolu|regle)
+|c'est (?:passe|reparti|revenu) tout (?:seul|de suite)|et c'est (?:passe|reparti|revenu)
et (?:ca|sa) (?:marche|repart|passe|fonctionne|debloque|part)
resolu (?:chez moi )?(?:en|avec|par|grace)
(?:ca|sa|elle|il) (?:debloque|relance|regle) tout
(?:ca|sa) (?:marche|passe|va) (?:mieux )?(?:en|avec|par|si)
(?:ils|elle|un conseiller|une conseillere|le vendeur|la banque|l'accueil) (?:m')?(?:ont|a
+|on) (?:tout )?(?:renvoye|rembourse|remplace|regle|debloque|corrige|echange|repare)
j'?ai ete rembourse\w*
je l'ai eu
plus (?:de|aucune?) (?:fuite|souci|probleme|bug|odeur|bruit)
(?:la tache|l'odeur|le bug|le message|la trace|ca) (?:part|s'en va|disparait|repart)
(?:c'est|il est|elle est|ils sont|elles sont|est|se trouve|sont) (?:juste |bien
+ |tout )?(?:dans (?:l'onglet|ton|votre|le menu|la rubrique|les reglages|la faq|« |\")|en bas|en haut
+|au dos|au fond|sous (?:l'|le|la|ton|votre)|derriere (?:le|la|l'))
c'est (?:ecrit|marque|explique|indique) (?:dans|sur|en|au)
(?:il )?y ?a (?:un|une|des) (?:\w+ )?(?:bouton|onglet|lien|formulaire|casier|numero|mise a jour|reglage
+|option|page|trou|borne|interrupteur|code|guichet|mode d'emploi)\w*
(?:tu as|t'as|ta|vous avez|on a) droit (?:a|au|aux)
(?:le tien|le votre|le mien|la mienne|mon \w+|ma \w+) (?:y )?(?:etait|attendait
+|avait ete)(?: depose)? (?:dans|au|a la|chez|derriere|sous)
(?:le mien|mon colis|mon bon d'achat|mon \w+) y (?:etait|avait)
si (?:tu|t'|vous|on) (?:\w+ ){1,9}(?:ils?|elles?|on|ca|tu|vous|c'est)
en (?:re|de|des)?(?:demarr|install|decoch|branch|chang|pass|appel|vid|cliqu|supprim|activ|mett|coch
+|nettoy|debranch|connect|utilis|ecriv|demand)\w*ant
(?:tu|vous) (?:vas|allez) (?:dans|sur)|tu (?:cliques|choisis|appuies|demandes|tapes|ouvres)
(?:est|sont) (?:cache|planque|range)\w* (?:dans|sous|derriere)
(?:ca|et) (?:suffit|change tout|fait l'affaire)
(?:c'est|c'etait) (?:le|la) (?:fusible|bloc|joint|filtre|cable|bouton|disjoncteur)
(?:il |elle |ils )?se (?:rapporte|recupere|change|remplace|demande|trouve)(?:nt)? (?:aussi )?(?:a|au
+|chez|dans|en|sur)
j'?ai (?:de)?branche
(?:l'agence|le magasin|le guichet|le sav|le bus|la ligne|le \d+)\b[^.!?]{0,40} (?:est ouvert\w*
+|est bien plus|passe|y passe|repond)
ils (?:echangent|remboursent|repondent|decrochent|reprennent|debloquent)(?: direct\w*| tout de suite| en
+| dans| le| sans)
moi (?:ils|elle|la banque|le magasin) (?:m')?(?:ont|a)
voi(?:ci|la) (?:la|le|un) (?:page|lien|numero|formulaire|adresse|procedure)
(?:fais|faites|fait) (?:un|une|la) (?:recommande|opposition|demande|reclamation|declaration)
rappele? le lendemain
(?:you|u|ya)(?:'ll| will)? (?:just |only |also |really )?(?:need to|need 2|have to|gotta|can|could
+|should|might|might want to|may want to|want to) (?:try |just |also |always )?(?:\w+)
(?:you|u)(?:'ll| will) (?:find|see|get)
you(?:'re| are) (?:entitled|covered)
(?:worked|works|did it|fixed it|sorted it|solved it) for (?:me|us|mine)
(?:sorted|fixed|solved|cured) (?:mine|ours|it for me)
mine (?:works again|works now|went through|got fixed|was (?:in|at|under|behind|there|fixed|sorted
+|refunded)|refunded me)
turned out
in my case
what (?:worked|helped|fixed)
the (?:trick|fix|workaround|solution) (?:is|was)
(?:the )?best (?:thing|bet|way|option|to)(?: is)?(?: to)?
i(?:'d| would)? (?:suggest|recommend|advise)(?: \w+ing| you| to| going)?
(?:tip|pro tip|fyi|psa)(?: ?:)?
there(?:'s| is| are) (?:a|an|the)?(?: \w+){0,2} ?(?:form|link|button|hole|page|setting|option|helpline
+|code|switch|update|entrance|desk)s?
(?:the|their) (?:help|faq|support|returns|refund) (?:page|form|line|team) is
(?:it|they|that)(?:'s|'re| is| are) (?:under|in your|at the (?:bottom|top|back)|on the (?:back|app
+|website)|inside|behind)
(?:they|she|he|the shop|the bank|my bank) (?:told me to|fixed it|fixed mine|sorted it|refunded me
+|swap(?:ped)? (?:it|them)|replaced (?:it|mine)|post them out|can (?:waive|override|refund)
+|pick up straight|answer the same)
got (?:it|mine) (?:fixed|sorted|refunded|replaced|working)
it got (?:fixed|sorted|solved)
(?:mine|it|ours) (?:was|were) (?:at the locker|with the neighbour|behind|in the)
if (?:you|u|it's) (?:\w+ ){1,10}(?:they|it|you|the)(?:'ll| will| can| answer| pick| send| be)?
(?:just|simply|maybe|perhaps) (?:try|unplug|turn|call|ring|ask|restart|reset|use|log|email|reinstall)
worth (?:asking|trying|checking|calling|a try)
by (?:updating|restarting|resetting|reinstalling|calling|removing|changing|turning)
after i (?:removed|reset|restarted|changed|called|reinstalled|updated|cleared)
use the \w+
does the (?:job|trick)
makes all the difference
worth a (?:go|try|shot)
hidden (?:under|in|behind)
that did it
(?:had|got) my money back
to (?:contest|cancel|claim|get) it ?:
goes from (?:outside|the)
peels? right off|comes? right off
(?:the|that) (?:\d+|bus|tram|train) (?:\w+ )?(?:goes|runs|stops) \w+
still (?:has|have|lets? you)
(?:right there|was there)
""")
"""What was advised, what worked, where something is, what one has a right to."""

SUGGESTING: Final = _cues(r"""
(?:tu as|t'as|ta|vous avez) (?:pense a|regarde|verifie|demande)|pourquoi (?:ne )?pas
have you (?:tried|looked|checked|asked)|did you (?:check|try|look|ask)|why (?:don't|not)
(?:tu as|vous avez|t'as) essaye (?:de (?!lire|les )|en|avec|par)
""")
"""What makes advice of a question."""

NOT_ADVICE: Final = _cues(r"""
(?:te |vous )?(?:calmer|plaindre|faire voir|faire soigner|faire foutre|faire)(?= ?[.!]|$| voir| soigner
+| deja| ailleurs| foutre)
arret(?:e|er|ez)s? de (?:raler|pleurer|chouiner|te|vous|se|nous|mentir|faire)|violons
ta (?:mere|gueule|race|soeur)|champion|honnetes?|ailleurs|chez un autre|chez les autres
fuy(?:ez|ons)|a fuir|fuir|boycott\w*|hont(?:e|eux|euse)|plus jamais|jamais plus
(?:toujours|tjrs?|tjs?|encore) (?:rien|pas|aucun)|sans succes|rien (?:ne|n') ?\w+
(?:ne )?(?:march|fonctionn)\w+ (?:toujours )?pas|impossible|raccroche|silence radio
aucune? (?:retour|reponse|nouvelle)|bande de
idiots?|naifs?|nuls?|nulles?|betes?|voleurs?|escrocs?|cons?|abrutis?|clowns?|pour une fois
(?:faut|fo|faudrait|esperons|temps) (?:qu'|que )(?:ils|elle|ca|cela|sa|on)
ils (?:devraient|pourraient|doivent)|(?:peux|pouvez) toujours (?:courir|rever|attendre)
(?:peux|pouvez|peut) attendre
(?:faut|fo) (?:pas |vraiment |bien )?(?:rever|etre|dire|avoir|oser|croire|avouer|voir ca|pleurer)
regard(?:e|ez)(?:-moi| comme| moi)|ou (?:passe|va|vont) notre|pren(?:ez|ds)[- ](?:nous|moi)
(?:merci|tenir au courant)|surtout pas|lire les conditions|lu les conditions|lire la notice
depuis,? (?:silence|plus rien|rien)|je (?:ne )?(?:comprends|confirme|partage)
encore (?:une?|un) (?:entreprise|client)|(?:ca|cela) fait (?:un|une|deux|trois|\d+) (?:mois|semaines?|jours?)
toujours un probleme|porter plainte|ne (?:fais|faites|perds|perdez) (?:pas|plus)
gros(?:se)? (?:sac|inculte|porc|con|tas)|pauvre (?:type|tache|mec|fille)|ferme ta|au bled|chez toi
lire un livre|jouer aux?|shut up|you stupid|stupid cow|get lost|grandma|take your time|(?:look )?in the dms
both eyes|harder|not to cry|being a grown|grow(?:n)? up|need help|get help|a life|over it|real
your (?:mum|mom|brain|mouth|mother)|if i care|(?:don't |do not |not )?bother
nothing works|doesn't work|does not work|didn't work|not work
still (?:waiting|nothing|no|not|does not|doesn't)|no (?:answer|reply|luck|one)|nothing since|nothing after
elsewhere|somewhere else|another (?:company|brand)|them (?:ignore|hiding|hide|squirm)
(?:my|our) (?:page|profile|channel|bio)|followers|gift cards?|giveaway|promo|crypto|good luck
ashamed|disgrac\w+|shame|all (?:year|day|week)|joke|clowns?|idiots?|stupid|troll|pathetic
(?:they|company|brand) (?:should|need|ought|could)|should have|could have|could at least|say sorry
make this up|make it up|tell (?:me|them) (?:that )?you|it's been a|wait (?:till|until|a)
can wait|cry|dream on|keep dreaming|whining|moaning|nobody (?:picked|answered|replied)|hang up|hung up|ask me
get lost|go away|gagnez|gratuits? ici|cliquez ici|argent facile|euros par jour
""")
"""A sentence with one of these proposes nothing, whatever verbs it holds."""

LINKED: Final = _cues(r"""
aide|page|statut|suivi|formulaire|faq|lien|(?:va|allez) voir|explique|tout est|help|here|form|instructions?
guide|explained?
""")
"""What a link to help comes with."""

ADVERT: Final = _cues(r"""
gagnez|promo|cliquez ici|followers|gift cards?|giveaway|my (?:page|profile|bio)|argent|crypto|casino
""")
"""A message with one of these is an advert."""
