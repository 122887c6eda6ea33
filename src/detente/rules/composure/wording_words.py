"""Stock phrases, words that shrink the matter, words that sell, and words of the house, in both languages."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues, whole_words

STOCK: Final = cues(
    fr=(
        r"satisfaction (?:de (?:nos|notre|la) (?:clients?|clientèle|usagers?|adhérents?|membres|patients?|lecteurs"
        r"|voyageurs|abonnés)|client(?:s|èle)?)|(?:votre|ta) satisfaction(?= (?:est|reste|demeure|nous|et|passe"
        r"|compte|avant)|,|\.)",
        r"(?:nous|on) (?:prenons|prend|prendrons|avons (?:bien )?pris|a (?:bien )?pris) (?:bonne |bien |bien bonne "
        r")?(?:note|acte|connaissance)|(?:la direction|le service|l'établissement|la mairie|la ville|l'équipe|la "
        r"société) (?:prend|a (?:bien )?pris) (?:bonne |bien )?(?:note|acte)|(?:nous|on) (?:prenons|prend|attachons"
        r"|accordons)(?: \w+){0,3} (?:très au sérieux|au sérieux|à cœur|une? (?:grande |vive |particulière "
        r")?(?:importance|attention))",
        r"(?:merci|remerci\w+)(?: \w+){0,3} (?:de |pour )(?:votre|ta|l'attention|l'intérêt) ?(?:entière |bonne "
        r"|grande )?(?:compréhension|confiance|fidélité|intérêt|indulgence|que vous portez|portée? à)",
        r"(?:n'hésite[z]?|n'hésitez) (?:donc |surtout |bien sûr )?pas à (?:nous |me )?(?:re)?(?:contacter|joindre"
        r"|solliciter|revenir|écrire|faire|appeler|consulter|prendre|vous rapprocher)",
        r"(?:cher|chère|chers|chères) (?:\w+ )?(?:clients?|clientes?|usagers?|usagères?|adhérents?|adhérentes?"
        r"|abonnée?s?|membres?|patients?|patientes?|internautes?|voyageurs?)",
        r"(?:mettons|met|mettent|mettrons|mise?) tout(?:es? (?:nos|leurs) \w+)? en (?:œuvre|place)|(?:nos|notre"
        r"|toutes nos|l'ensemble de nos) équipes? (?:font|fait|mettent|met|sont|est|restent|reste|œuvrent) (?:\w+ "
        r")?(?:le maximum|leur maximum|son maximum|de leur mieux|tout|mobilisée?s?|pleinement|à pied|chaque jour"
        r"|quotidiennement|à votre)|faisons (?:le|notre|tout notre) (?:maximum|possible)",
        r"démarche (?:d'amélioration|qualité|de progrès)|amélior(?:er|ation)(?: \w+){0,2} (?:continue|nos "
        r"(?:services?|prestations|process\w*)|la qualité de (?:nos|notre|l')|en continu|l'expérience)",
        r"(?:votre|ton|vos|cet|chaque) (?:avis|retours?|opinion|remarques?|commentaires?|témoignage|message) "
        r"(?:(?:nous |m')?(?:est|sont|reste|restent|demeure)(?: \w+){0,2} (?:précieux|précieuses?|importante?s?"
        r"|essentiel\w*|au cœur)|(?:nous )?(?:importe|compte|comptent)(?: \w+)?(?= ?(?:pour|car|et|,|\.|!|beaucoup)))",
        r"(?:soucieux|à l'écoute|au plus près) de (?:nos|la|notre|votre|leurs|ses) (?:clients?|satisfaction|clientèle"
        r"|bien-être|attentes|usagers?)|au cœur de (?:nos|notre|ses|leurs) (?:préoccupations?|priorités?|engagements?"
        r"|métier|démarche|attentions?)|nous tient à cœur",
        r"(?:nous|je) (?:vous )?(?:prions|prie) (?:d'agréer|de croire|de recevoir|de bien vouloir croire)|veuillez "
        r"(?:agréer|croire|recevoir)|l'expression de (?:nos|mes)",
        r"(?:retenu|toute) (?:toute )?(?:notre|l') ?attention|soyez (?:assurée?s?|certaine?s?|sûre?s?) (?:que|qu'|de)"
        r"|sois (?:assurée?|sûre?) (?:que|qu')|tenons à vous (?:assurer|rappeler|informer)",
        r"à la hauteur de (?:vos|tes|nos) (?:attentes|espérances|standards|exigences)|répond\w+ à (?:vos|toutes vos) "
        r"attentes|expérience (?:client|utilisateur|voyageur|qui n'a pas)",
        r"(?:une|la) (?:réponse|suite|solution) (?:vous |te |t')?(?:sera|serait|sera donc) (?:\w+ )?(?:apportée"
        r"|donnée|adressée|fournie|communiquée|réservée)|(?:sera|seront) (?:traitée?s?|étudiée?s?|examinée?s?"
        r"|analysée?s?) (?:avec (?:soin|attention|la plus grande|le plus grand)|dans les)",
        r"(?:nous|on) (?:comprenons|comprend|entendons) (?:parfaitement |bien |tout à fait )?(?:votre|ta) "
        r"(?:situation|mécontentement|insatisfaction|demande|point de vue|préoccupation)s?(?=\s*(?:[.!;,]|$|et ))",
        r"appréci\w+ (?:grandement |beaucoup )?votre (?:clientèle|fidélité|retour|patience)|(?:espér\w+|plaisir|joie"
        r"|hâte) (?:de |d'avoir le plaisir de |avoir le plaisir de )?(?:vous|te) (?:revoir|accueillir|retrouver"
        r"|compter|recevoir|servir)|à très (?:vite|bientôt) (?:chez|au|à|dans|sur|en) \w+",
        r"restons? à (?:votre|ta) (?:entière |pleine |complète )?(?:disposition|écoute)|dans (?:cette|l') ?attente"
        r"|pour tout(?:e)? (?:autre )?(?:question|renseignement|information|complément|demande)",
        r"votre (?:retour|avis|remarque|témoignage|expérience) (?:contribue|participe|nous (?:aide|permet|permettra"
        r"|fait))|(?:nous|on) vous (?:remercions|remercie) (?:de|pour) (?:votre|vos|ce) (?:retour|remarques?"
        r"|commentaire|avis|contribution)",
    ),
    en=(
        r"(?:your|all|customer|guest|every|this|such|any) (?:\w+ )?(?:feedback|comments?|opinions?|satisfaction"
        r"|business|experience|concerns?|inputs?|custom|loyalty|views?|reviews?|call|safety and comfort) (?:is|are"
        r"|remains?|matters?|means?|really|helps?)(?: \w+){0,2} ?(?:important|valuable|valued|invaluable|appreciated"
        r"|priority|priorities|to us|a lot|us|everything)",
        r"(?:valued|dear|esteemed|loyal) (?:\w+ )?(?:customers?|guests?|members?|users?|clients?|patrons?|residents?"
        r"|passengers?|patients?|sir|madam|subscribers?|players?)|to whom it may",
        r"(?:do not|don't|never|not) hesitate (?:to)?|(?:please )?feel free to (?:contact|reach|get|call|write|email"
        r"|message|drop|ask)|for any (?:further|other|additional) (?:\w+)|any further (?:assistance|questions|queries"
        r"|help)",
        r"(?:we|the team|our team|i|always) (?:\w+ )?(?:strive|strives|endeavou?r|endeavou?rs|pride ourselves|aim to "
        r"(?:provide|deliver|offer|give|exceed))|(?:committed|dedicated) to (?:providing|excellence|improving"
        r"|delivering|offering|your|our|customer|making sure|continuous|the highest)|best possible (?:experience"
        r"|service|care)|highest (?:standards?|quality|level)",
        r"(?:take|takes|taking|treat) (?:\w+ ){0,3}(?:feedback|comments?|concerns?|complaints?|matters?|reviews?"
        r"|reports?|issues?|safety|this|these|it|them|such \w+)(?: \w+){0,2} (?:very |extremely |incredibly "
        r")?seriously",
        r"(?:thank you|thanks|appreciate you|grateful)(?: \w+){0,2} for (?:reaching out|contacting|choosing|visiting"
        r"|sharing your (?:\w+ )?(?:feedback|experience|thoughts|concerns?|views?|comments?)|your (?:\w+ "
        r")?(?:feedback|inquiry|enquiry|understanding|custom|business|loyalty|cooperation|support|interest|query"
        r"|input|patronage|valuable \w+)|your patience and|bringing (?:this|it|the matter) to our attention|getting "
        r"in touch with us)",
        r"(?:continue|continually|constantly|always looking) to improve|helps? us (?:to )?(?:improve|grow|serve|get "
        r"better|learn and|do better)|improve our (?:services?|offering|processes)|continuous improvement",
        r"(?:relevant|appropriate|concerned|respective) (?:team|department|people|colleagues|persons?|parties)|rest "
        r"assured|(?:be|please be) assured|at this (?:point in )?time(?=\s*(?:[.,!]|$|and ))|(?:your|their|our) "
        r"earliest convenience|in due course",
        r"(?:we|i) (?:\w+ )?(?:value|values|appreciate|cherish) (?:you|your) ?(?:\w+ )?(?:feedback|business|custom"
        r"|loyalty|association|patience and|understanding|patronage|input|as a|membership)?(?=\s*(?:[.!,]|$|with|and"
        r"|feedback|business|custom|as ))",
        r"(?:look|looking) forward to (?:welcoming|serving|seeing you|hearing from you|your next|your continued)|hope "
        r"(?:to (?:welcome|see you|have the pleasure|serve)|you(?:'ll| will) (?:give us|visit|come back|return"
        r"|choose))|pleasure of (?:welcoming|serving|hosting)",
        r"(?:meet|met|meets|exceed|exceeded|live up to|lived up to|fall short of|fell short of|below|up to) (?:\w+ "
        r")?(?:your|our) (?:\w+ )?(?:expectations?|standards?)|(?:our|the) usual (?:high )?(?:standards?|level)",
        r"(?:we|i) understand your (?:concerns?|situation|frustration|point of view|disappointment"
        r"|position)(?=\s*(?:[.,!]|$|and (?:we|have|are|will)))|escalated (?:your \w+ |this |it )?on priority|on "
        r"priority basis|do the needful|kindly (?:note|bear|revert|contact|allow|be|dm)|sorry to (?:hear|read|learn"
        r"|see) that (?:things|our \w+|your (?:experience|visit|stay|order)|you (?:did not|didn't|have not|haven't) "
        r"(?:have|enjoy|had))|sorry to hear (?:about |of )?(?:that|this|your (?:recent |poor |bad )?(?:experience"
        r"|disappointment|dissatisfaction))(?=\s*(?:[.!,]|$))",
        r"customer (?:satisfaction|experience|service excellence)|your satisfaction|valued (?:feedback|opinion)|an? "
        r"(?:\w+ )?(?:reply|response|answer|update) will be (?:provided|given|sent|issued)(?! by| at| on| before)",
    ),
)
"""Sentences that stand under any message of any brand."""

MINIMISES: Final = cues(
    fr=(
        r"(?:petite?s?|légère?s?|léger|légers|simples?|menue?s?|minimes?|mini|tout petit|toute petite|bref|brève"
        r"|modeste) (?:\w+ )?(?:retards?|soucis?|problèmes?|contretemps|bugs?|couacs?|désagréments?|accrocs?"
        r"|incidents?|oublis?|erreurs?|ratés?|hics?|bémols?|décalages?|défauts?|coupures?|bobos?|éraflures?|rayures?"
        r"|détails?|malentendus?|attente|dysfonctionnements?|gêne|pépins?|tracas|perturbations?|aléas?|maladresses?"
        r"|cafouillages?|loupés?|boulettes?|contrariétés?|imprévus?|inconforts?)",
        r"il (?:vous |te )?suffi(?:t|sait|ra|rait|saient)(?: donc| simplement| juste| alors)? (?:de(?! (?:me |nous "
        r"|m'|nous l'|répondre|écrire|présenter|donner votre (?:nom|prénom)|passer))|d'(?!écrire|ici)\w+)",
        r"(?:ce n'est|ce n'était|c'est|c'était|il n'y a|il n'y avait) (?:finalement |après tout |au fond |là "
        r")?(?:jamais )?(?:qu'une?|que (?:(?:de |d'|la |le |du |l')\w+|quelques|deux|trois|quatre|cinq|dix)|juste "
        r"une?|seulement une?)(?! question)",
        r"rien de (?:bien |très |si |vraiment |trop )?(?:grave|méchant|dramatique|sérieux|catastrophique|alarmant"
        r"|irréparable|inquiétant)|(?:pas|rien) (?:si |bien |très |aussi |trop |vraiment )?(?:grave|dramatique|la fin "
        r"du monde|la mer à boire|mort d'homme|mortel|une catastrophe|un drame|la peine de|de quoi (?:en faire"
        r"|fouetter|s'alarmer|s'inquiéter|paniquer|dramatiser|en avoir))",
        r"(?:arrive|arrivent) (?:\w+ )?(?:à tout le monde|à tous|à chacun|aux meilleurs|même aux|parfois|de temps en "
        r"temps|partout|forcément)|choses (?:qui|peuvent) arriv\w+|ces choses(?:-là)? arrivent",
        r"anecdotiques?|(?:cas|incident|fait|épisode) (?:\w+ )?(?:isolé|rarissime)|plus de peur que de mal|sans "
        r"(?:gravité|conséquences?|grande importance)|négligeables?|bénins?|pas eu de (?:blessée?s?|casse|mal"
        r"|victimes?)",
        r"relativis\w+|(?:pas de|aucune raison de) paniqu\w+|inutile de (?:s'inquiéter|vous inquiéter|t'inquiéter"
        r"|dramatiser|paniquer|en faire)|dramatis\w+|(?:un peu|légèrement) exagér\w+|(?:en faire|faites|fais|fait) "
        r"(?:toute )?(?:une histoire|tout un (?:plat|fromage)|un drame)|(?:il|cela|ça) y a (?:bien )?pire|y'a (?:bien "
        r")?pire|t'inquiète(?: pas)?|c'est (?:vraiment )?(?:pas )?grand-chose|tempête dans un verre|(?:gens|personnes"
        r"|d'autres) (?:\w+ )?(?:plus à plaindre|plus malheureux|bien pire)|quelle aventure|demain (?:est un autre "
        r"jour|le soleil|ça ira)|(?:ça|cela) (?:va|finira par|ira) (?:passer|mieux|bien)|voyez le bon côté|gardez le "
        r"moral|le temps guérit|ce sont les aléas",
        r"(?:seulement|à peine|juste) (?:une?|deux|trois|quatre|cinq|dix|quelques|\d+) (?:petite?s? )?(?:minutes?"
        r"|heures?|jours?|euros?|semaines?|centimes?|€)|(?:que|qu') (?:une?|deux|trois|quelques) (?:petite?s? "
        r")?(?:minutes?|heures?|jours?|euros?)(?= de (?:retard|attente|plus))",
        r"(?:nos|mes|vos) (?:grands-parents|aïeux|parents) (?:ont|en ont|avaient)|(?:on a|nous avons|j'ai) (?:\w+ "
        r")?(?:connu|vu) (?:bien )?(?:pire|des drames|d'autres)|(?:on|nous) n'en (?:meurt|mourrons|est pas mort)|s'en "
        r"(?:remettra|remettront)|jamais que|de rien du tout|(?:un|encore un) chouïa|trois fois rien|y a que (?:toi"
        r"|vous)|(?:il n'y a|y'a) que vous|(?:un|une|ce|cette|sur un|sur une) (?:léger|légère|tout petit|toute "
        r"petite) \w+|dans une vie|drames? (?:de poche|plus profonds?)|on en rit|(?:il faut|faut) (?:savoir "
        r")?(?:l'accepter|accepter|prendre les choses|faire avec)|peut (?:partir|arriver) à n'importe quel moment",
    ),
    en=(
        r"(?:only|just|merely|simply) (?:a|an|one|some) (?:\w+ )?(?:delay|glitch|hiccup|issue|mix-up|blip|problem"
        r"|mistake|oversight|bump|error|bug|scratch|wobble|misunderstanding|line|test|formality|detail|word|number"
        r"|box|bruise|dent|day|few)",
        r"(?:small|minor|little|tiny|slight|wee|brief|trivial|mere|teeny) (?:\w+ )?(?:glitch|hiccup|delay|issue"
        r"|problem|mix-up|mistake|oversight|bump|error|bug|inconvenience|scratch|wobble|blip|misunderstanding|mishap"
        r"|snag|slip|slip-up|setback|wait|matter|disruption|outage|upset|incident|imperfection|blemish|detail"
        r"|nuisance|annoyance|upset|letdown)s?",
        r"all (?:you|u|one|anyone) (?:have|has|need|needs|had|needed) to do|(?:you )?(?:simply|just|only) (?:need"
        r"|needs|have|has) to (?!tell|reply|write|say|message|ask|show)",
        r"no (?:real |great |lasting |serious )?(?:harm|damage) (?:was |has been )?(?:done|caused)|(?:not|no|isn't"
        r"|hardly|never|n't) (?:a |an |exactly |really |quite |such a |that )*(?:big deal|biggie|the end of the world"
        r"|a disaster|a crisis|life or death|rocket science|the worst|a tragedy|catastrophe|brain surgery|world war)"
        r"|worse things (?:have )?happen|could(?:'ve| have)? be(?:en)? (?:a lot |much |far )?worse|storm in a teacup",
        r"(?:put|putting|keep|keeping|see|get) (?:it|this|that|things|all this|matters) in(?:to)? (?:perspective"
        r"|proportion|context)|(?:in|within) the (?:grand|greater|bigger|big) (?:scheme|picture|order)|blown? out of "
        r"(?:all )?proportion|mak(?:e|ing) a (?:fuss|mountain)|overreact\w*",
        r"(?:it's|it is|it was|that's|that is|that was|this is|this was|they're|there was|there were) (?:really "
        r"|still |after all |actually )?(?:only|just|merely|simply|barely) (?:a|an|one|two|three|four|five|ten|twenty"
        r"|half|the|\d+|some|about|around|around)",
        r"(?:these|such|those) things (?:do|will|can|sometimes|always|just|tend|happen)|(?:it|that|this|which) "
        r"(?:sometimes |just |does |can |could |all )*happens? (?:to (?:everyone|everybody|anyone|anybody|the best"
        r"|all of us|us all)|from time to time|sometimes|now and (?:then|again)|everywhere|all the time)",
        r"(?:one|a single|two|a few|\d+) (?:\w+ )?(?:out of|in) (?:fifty|\d{2,}|hundreds|thousands|a (?:hundred"
        r"|thousand|million)|several)|(?:never|didn't|doesn't|won't|can't) (?:hurt|hurts|kill|kills|killed|harm"
        r"|harmed) (?:a|an|any|no|the)(?:body|one)? ?\w*",
        r"isolated (?:incident|case|occurrence|event)|(?:extremely|very|incredibly|vanishingly|exceedingly|quite) "
        r"rare(?=\s*(?:[.,!]|$|and|occurrence|event|incident|for))|(?:vast|overwhelming|great) majority of|most "
        r"(?:people|customers|guests|users|residents|members) (?:don't|never|wouldn't|manage|find|are (?:happy|fine))",
        r"no need to (?:panic|worry|get|be so|make|overreact|be alarmed)|nothing (?:to (?:worry|panic|fret)|serious"
        r"|dramatic|major|terrible)|not (?:that|so|too|very|all that|really|particularly) (?:bad|serious|long|unusual"
        r"|important|terrible|big|much of)|trivial|negligible|insignificant|in (?:all )?fairness|to be fair(?: to "
        r"us)?(?=,| it| the| we)|(?<!when\s)(?<!if\s)(?<!until\s)(?:it|this|that) (?:\w+ )?(?:lifts|passes|will pass"
        r"|gets better|shall pass)(?= "
        r"|[.,!])|cheer up|chin up|look on the bright side|a bit (?:low|down|sad)|tomorrow is another day|does "
        r"wonders|rather than (?:arctic|freezing|boiling)|others have it worse|less than (?:you'd|you would|the "
        r"(?:price|cost) of|a (?:cup|coffee|pint))",
        r"(?:our|my|your) (?:grandparents|parents|nan|gran|grandad) (?:got|managed|lived|had|survived|never)|(?:isn't"
        r"|wasn't|not) exactly (?:a|the)|(?:will|they'll|it'll|she'll|he'll) (?:\w+ )?(?:grow back|forget|get over"
        r"|recover|heal) (?:soon|quick\w*|in no time|before)|(?:settles?|fades?|heals?|passes) (?:quicker|sooner"
        r"|faster) than|(?:no one|nobody|hardly a soul|barely anyone)(?: else)? (?:will|would|is|even|ever) (?:\w+ "
        r")?(?:see|notice|know|listening|remember|tell)|(?:it's|it was|that's|only|just|merely) a (?:wee |little "
        r"|tiny )?bit of|a wee bit of|hang in there|(?:only|just) ever (?:meant|intended)|half the (?:town|street"
        r"|country|world)|(?:teething )?hiccup or two|before you know it|(?:most|plenty) of (?:them|people|guests"
        r"|others) (?:enjoyed|loved|liked|managed|didn't)|(?:a|what we'd call a) good (?:holiday|laugh|story)(?= "
        r"|[.,!])|made up for it",
    ),
)
"""Words that make the matter smaller than it was for them."""

SELLS: Final = cues(
    fr=(
        r"(?:profite[zr]?|bénéficie[zr]?)(?: \w+){0,2} (?:de |d'|des |du )(?:nos|notre|l'offre|la promo\w*|promo\w*"
        r"|remises?|réductions?|\d+|ces?|cette|soldes|tarifs?|toutes nos|prix)",
        r"(?:découvre[z]?|découvrir|essaye[z]?|essaie|teste[z]?|goûte[z]?|adopte[z]?|commande[z]?|craque[z]?) (?:vite "
        r"|donc |aussi |dès maintenant |sans attendre |pour )*(?:notre|nos|la nouvelle|le nouveau|les nouveaux|les "
        r"nouvelles|cette nouvelle)",
        r"(?:nouvelle|dernière|super|belle|notre|nos|l') ?(?:offres?|collections?|gammes?|promos?|forfaits?|formules?"
        r"|cartes?|nouveautés?|box)(?: \w+){0,3} (?:à (?:partir de )?\d|est (?:canon|top|en promo|à|dispo\w*|arrivée?"
        r"|sortie?|de retour)|sont (?:arrivée?s|là|dispo\w*)|vous attend|pourrait vous)",
        r"(?:codes? promo|promo(?:tion)?s?(?= (?:sur|en cours|à|avec|jusqu|code)|\s*[.!])|moitié prix(?= (?:jusqu|ce"
        r"|en ce|cette|dès|pour tou))|gratuite?s? (?:ce mois|cette semaine|en ce moment)"
        r"|parle[zs]?-en (?:à (?:vos|tes|des)|autour)"
        r"|en promo(?:tion)?|soldes|ventes? (?:privées?|flash)|black friday|offres? (?:spéciale?s?|exceptionnelle?s?"
        r"|du moment|limitée?s?|de bienvenue|promotionnelles?)|bons? plans?|prix (?:cassés?|mini|imbattables?|doux))",
        r"(?:-|moins )\d+ ?%|\d+ ?% (?:de (?:remise|réduction)|offerts?)(?= (?:sur|avec|jusqu|pour|dès))|à partir de "
        r"\d+(?:,\d+)? ?(?:€|euros|\$)",
        r"jete[zr]? un (?:petit )?(?:œil|coup d'œil)|(?:venez|viens|allez|courez|foncez|fonce)(?: vite)? (?:découvrir"
        r"|essayer|tester|goûter|profiter|voir (?:notre|nos|la nouvelle))|voyez ici (?:nos|notre)|(?:ne "
        r")?(?:manque[z]?|rate[z]?) (?:surtout )?pas (?:nos|notre|la|le|cette|ça|l')",
        r"(?:abonne[z]?-(?:vous|toi)|suive[z]?-nous|suis-nous|télécharge[z]? (?:notre|l'appli)|inscri(?:vez-vous"
        r"|s-toi)|likez|partagez|parraine[z]?)|notre (?:newsletter|infolettre|boutique en ligne|carte de fidélité)(?= "
        r"(?:pour|vous|et|avec|propose))|saviez-vous que (?:nous|notre|nos)|un vrai régal|disponibles? (?:dès "
        r"maintenant|en boutique|en magasin)",
        r"(?:passe[z]?|passer) (?:à|au|chez) (?:l'offre |la formule |la version |notre )?(?:premium|pro|plus"
        r"|supérieure?|fibre|illimité)|(?:la version|l'offre|la formule|le forfait) (?:premium|pro|plus|supérieure?"
        r"|illimitée?)",
        r"(?:notre|nos) (?:[\w-]+ ){1,5}(?:à|dès|pour) \d+(?:,\d+)? ?(?:€|euros|\$)|(?:passez|passe|venez|viens)(?: "
        r"donc| vite)? (?:goûter|essayer|découvrir|tester)|vient (?:justement |tout juste )?de (?:recevoir|sortir"
        r"|rentrer)|tarifs? (?:tout doux|préférentiels?|mini|réduits? pour)|(?:vous|te|t') ?dépannerait|(?:vous "
        r"seriez|tu serais) déjà|(?:la|le|l') ?(?:option|formule|abonnement|contrat|pack) (?:\w+ ){1,3}(?:ouvre"
        r"|inclut|comprend|démarre|est à)",
    ),
    en=(
        r"(?:check|checked) (?:out )?(?:our|the) (?:\w+ )?(?:range|collection|menu|line|offers?|deals?|sale|plans?"
        r"|packs?|shop|store|website|new|latest|autumn|winter|spring|summer|christmas)|check out (?:our|the|this)"
        r"|discover (?:our|the (?:new|latest)|more)|explore our|take a (?:look|peek) at our",
        r"(?:promo(?:tion(?:al)?)?|discount|coupon) codes?|(?:special|exclusive|limited|introductory|unbeatable"
        r"|latest|amazing) (?:time )?(?:offers?|deals?|prices?|discounts?)|limited[- ]time|black friday|flash sale"
        r"|(?:winter|summer|spring|autumn|big|our) sale",
        r"(?:our|the) (?:brand )?new (?:\w+ )?(?:range|collection|menu|line|plan|pack|bundle|membership|flavou?rs?"
        r"|model|edition|season pass|app)(?: \w+){0,3} (?:is|are|has|comes|starts|launches|from|at|drops|gives"
        r"|offers)|(?:save|get|enjoy|saves|saving) (?:up to |an extra )?(?:£|\$|€)?\d+ ?(?:%|percent|off)|\d+ ?% "
        r"(?:off|discount)",
        r"(?:don't|do not|never) miss(?: out)?(?= on|\s*[.!]| our| this| the)|treat (?:yourself|the family)|(?:do "
        r")?give (?:it|them|our \w+) a (?:go|try|whirl)|try (?:our|out our)|upgrade (?:to|your|now|today)|you "
        r"(?:might|may|could|would|should|'d|'ll) (?:also )?(?:love|like|enjoy|want to try|consider) our|perfect "
        r"(?:gift|for|time to)",
        r"(?:sign up|subscribe|register) (?:to|for) our|follow us (?:on|for)|download our|tell your friends|refer a "
        r"friend|starting (?:at|from) (?:just |only )?(?:£|\$|€|rs)|from (?:just|only) (?:£|\$|€|rs)|for (?:just"
        r"|only) (?:£|\$|€|rs)|on sale (?:now|this|from)|in stores? now|half[- ]price|(?:fitting|delivery|shipping"
        r"|installation|it) is free (?:this|until|with|when)|free (?:this (?:month|week)|until|with (?:any|every))"
        r"|(?<!went\s)(?<!rose\s)(?<!moved\s)(?<!dropped\s)from (?:£|\$|€|rs ?)\d+(?:[.,]\d+)?(?=,| a | per |\s*[.!]| "
        r"would| and (?:free|fitting))|book (?:now|today|your next)|order (?:now|today)",
        r"(?:by the way|while you're (?:here|waiting)|incidentally|did you know|meanwhile),? (?:that )?(?:our"
        r"|we(?:'ve| have) (?:just )?(?:launched|got|a new)|you can (?:save|get))|(?:pro|premium|plus|gold|platinum"
        r"|deluxe|unlimited) (?:has|have|includes?|comes?|gives?|members? (?:get|never|enjoy)|plan|pack|tier)|comes "
        r"with (?:auto|free|a free|\d+)",
        r"our (?!drivers|staff|team|people|crew|nurses|cleaners)(?:[\w'-]+ ){1,5}(?:is|are|at|for|from|starts? at"
        r"|gives?|gets?)(?: [\w-]+){0,4} (?:£|\$|€|₹|rs\.? ?)\d+(?! (?:an|per) hour)|our (?:brand )?new (?:[\w-]+ "
        r"){1,3}(?:lands?|drops?|arrives?|launche?s?|which has|comes|is out)|(?:have|take) a (?:peek|gander|nosey)"
        r"|worth a (?:look|try|visit)|(?:may|might) like to see our|(?:a third|a quarter|half) off|exchange bonus"
        r"|(?:dinner|breakfast|delivery|one) thrown in|on the house with|with (?:the )?code \w+|going (?:quickly"
        r"|fast)|(?:breaks|stays|prices|rooms|boxes) (?:start|starting) (?:at|from)|(?:is|are) running (?:till|until)"
        r"|(?:range|menu|collection|season|album|update|line|flavou?r|series|tickets?) (?:lands?|drops?) (?:on )?"
        r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
    ),
)
"""Selling."""

HOUSE_WORDS: Final = whole_words(
    r"slas?|crm|rma|n[1-4](?= |,|\.)|l[1-4](?= (?:support|team|agent|did|didn't|has|will|to|queue)| |,|\.)"
    r"|p[0-4](?=\s*(?:[.,;!]|$|incident|ticket|case|and ))|ticketing|(?:re-?)?ticketed|back-?office|front-?office"
    r"|c\.?g\.?v\.?|c\.?g\.?u\.?|eta|kpis?|fnol|mttr|skus?|erp|nps|fcr|uat|csat|devops|b2b|b2c|saas|hotfix(?:es)?"
    r"|rollback|roll-?back|deploy(?:ment|ed)?|backlogs?|workflows?|process interne|prod(?=uction)?(?= |,|\.)|backend"
    r"|back-?end|front-?end|endpoint|middleware|webhook|payload|j\s*\+\s*\d+|h\s*\+\s*\d+|d\s*\+\s*\d+|t\s*\+\s*\d+"
    r"|prio(?:risé en|risée en)?|en prio|escalad(?:ee?s?|er|ons|e)(?= (?:en|au|vers|a|chez|n))|dispatch(?:ee?s?|er)"
    r"|incidentologie|remontee? terrain|verbatims?|process(?= (?:qualite|sav|de))|fiche navette|ordre de mission"
    r"|demande d'intervention|grc|gpec|gmao|dsi(?=\s|,|\.)|sav n\d|root[- ]cause|post-?mortem|stakeholders?"
    r"|deliverables?|touch ?base|circle back|bandwidth(?= to)|triaged?|re-?triaged|work ?stream|stream [a-z](?!\w)"
    r"|sign-?off(?= (?:from|by|and))|escalation matrix|tier[- ]?\d|level[- ]\d support|cust(?:omer)? ref|case id"
    r"|churn|onboarding|end users?|asset id|work order|job sheet|remediat\w+|regress(?:ion|ed)(?= (?:test|in|bug))"
    r"|first line support|second line|out of scope|per (?:our )?(?:policy|process|protocol|sop)|sop|sops|qbr|okrs?"
    r"|rca|capex|opex",
)
"""Words that only people of a house use."""

_CAPITALS: Final = """
    A&E AB ADN ADSL AGM AM AOC AOP APP ASAP ATM BBC BC BD BIC BIO BNP BUS CAD CAF CB CD CDD CDI CE CEO CH CHF
    CHU CM CNIL CPAM CPF CROUS CV DC DE DIM DIY DJ DM DNA DVD DVLA EGM EHPAD EN ER EU EUR EV FAQ FM FR FYI GB
    GBP GDPR GO GP GPS HD HLM HMRC HR HT IBAN ID II III INR IOS IRL IRS IT IV IX JEU KG KM KO LA LCD LED LGBT
    LUN MAR MDR MER MMS MO MOT MP MPS NB NFC NHS NIE NYC OGM OK ON ONU PACS PC PCR PDF PE PIN PM PMR PO PS PV QC
    QR RATP RDV RER RGPD RH RIB RIP RS RSA RSVP SAM SAMU SAV SIM SMIC SMS SNCF SPAM SPF SVP TD TER TGV TP TPE
    TTC TU TV TVA UE UFR UK UN URL US USA USB USD UV VAT VEN VI VII VIII VTT WIFI XIX XL XS XX XXI XXL ZEP ZFE
"""

KNOWN_CAPITALS: Final = frozenset(_CAPITALS.split())
"""Capitals that everybody reads."""
