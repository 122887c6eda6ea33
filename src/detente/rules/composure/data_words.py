"""Cues of personal data: asking for it, what it is, where it may go, who is unmasked, and the health of somebody."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.composure.cues import cues
from detente.rules.composure.folded import fold

ASK: Final = cues(
    fr=(
        r"(?:passe|refile|redonne|laisse)(?:-moi|-nous)|passez-(?:moi|nous)",
        r"(?:envoy|donn|communiqu|transmett|indiqu|confirm|précis|fourniss|laiss|écriv|partag|rappel|renseign"
        r"|post|mett|not|fil|balanc|gliss|dépos|ajout|tap|coll|saisiss|remett|joign|adress|mentionn|publi|comment"
        r"|rempliss)ez(?:-(?:nous|moi|le|la|en|y))*",
        r"(?:envoie|donne|communique|transmets|indique|confirme|précise|laisse|partage|file|balance|poste|mets"
        r"|glisse|dépose|écris|dis|note|rappelle|colle)(?:-(?:nous|moi|le|la))|(?:poste|mets|file|balance|envoie"
        r"|donne)(?= (?:ici|ton|ta))",
        r"(?:nous |me |m')?(?:envoyer|donner|communiquer|transmettre|indiquer|confirmer|préciser|fournir|laisser"
        r"|partager|rappeler|poster|mettre|filer|redonner|renvoyer|écrire|dire)",
        r"(?:dites|dis)(?:-| )(?:nous|moi)|répond(?:ez|s|re)(?:-(?:nous|moi))?(?: ici| ci-dessous)? avec",
        r"quel(?:le)?s? (?:est|sont|était)(?= (?:votre|vos|ton|ta|tes))|(?:il|ils) (?:nous|me) (?:faut|faudrait"
        r"|manque)|(?:il faudrait|faudrait|il nous manque)|auriez-vous|avez-vous|as-tu|t'as(?= (?:un|une|ton|ta"
        r"|le)(?!\w))",
        r"(?:j'ai|j'aurais|nous avons|nous aurions|on a|on aurait) (?:juste |simplement |seulement )?besoin (?:de"
        r"|d'|du)|j'attends|nous attendons|merci de(?= (?!votre)(?:\w+(?:er|ir|re)|nous|me|bien)(?!\w))"
        r"|merci de m'|(?:je"
        r"|nous) (?:veux|voudrais|souhaite|voulons) bien",
    ),
    en=(
        r"(?:please )?(?:just )?(?:send|give|provide|share|post|confirm|supply|leave|drop|reply with|comment|type"
        r"|submit|message|pop|put|add|include|state|fill in|enter|paste|write|list|forward|text|tweet|answer with"
        r"|let me have|let us have)"
        r"(?: us| me| in)?",
        r"what(?:'s| is| are| was)(?= (?:your|the last|the best))|(?:tell|let) (?:us|me)(?: know)?|(?:we|i)(?:'ll"
        r"| will|'d"
        r"| would)? (?:just |only |also )?(?:need|require)|may (?:we|i) have|we're missing",
        r"(?:can|could|would|will) (?:you|we|i) (?:please |just |kindly )?(?:have|get|send|give|share|confirm"
        r"|provide|reply|post|tell|take|drop|put|pop)|would you mind",
    ),
)

_SHOPS: Final = (
    r"(?:du|de la|de l'|des|de notre|de nos) (?:magasin|boutique|agence|station|restaurant|gare|point|rayon|site"
    r"|salle|chantier|arrêt|hôtel|médiathèque|bureau)"
)
PERSONAL: Final = cues(
    fr=(
        r"adresse de messagerie",
        r"(?:numéros?|n°|nº|num|référence|ref) (?:de |d'|du )?(?:votre |la |ma |ton |ta )?(?:commande|clients?"
        r"|compte|dossier|téléphone|tel|portable|mobile|contrat|carte|suivi|colis|abonnés?|abonnement|facture"
        r"|réservation|sécurité sociale"
        r"|billet|fidélité|adhérent|allocataire|assuré|étudiant|sociétaire|passeport|permis|ligne|siret)",
        rf"(?:votre |ton |vos |une |l'|ta )?(?:adresse(?! {_SHOPS})(?! (?:ip|url|web|où|exacte (?:de la"
        rf"|du)))(?: \w+)?"
        r"|coordonnées|identifiants?)"
        r"|(?:votre|ton|l'|adresse|vos|ou|et(?: (?:votre|un|ton))?|quel|,)[ -]?(?:e-?mails?|courriels?|mails?)"
        r"(?! (?:du|de|est|a|reçu\w*|envoy\w*|nous|vous|à))",
        r"(?<!modèle\sde\s)(?<!version\sde\s)(?<!marque\sde\s)(?:votre|ton|un|le) (?:06|07|téléphone|portable"
        r"|numéro|mobile|tel)(?= (?:où|pour|ici|ci-dessous|et|ou)\b|\s*[,.;!?:)]|$)(?! de (?:magasin|série|modèle"
        r"|lot|bus|train|ligne|vol|siège"
        r"|place|quai|salle|version))",
        r"(?:votre|vos|ton|tes) noms?(?! d')|(?:votre|vos|ton|tes) prénoms?|nom,? (?:et )?prénom",
        r"date de naissance|iban|rib|carte (?:bancaire|d'identité|bleue|vitale)|coordonnées bancaires"
        r"|mot de passe|code (?:postal|secret|pin|d'accès|reçu|sms|à usage unique|de (?:validation|vérification"
        r"|sécurité))|nom (?:complet|de famille|et prénom|et votre prénom)"
        r"|prénom et nom|cryptogramme|pièce d'identité|quatre derniers chiffres|lieu de naissance|numéro de sécu",
    ),
    en=(
        r"best (?:cell|number|phone)|last four of your",
        r"(?:order|account|customer|booking|reservation|phone|telephone|contact|mobile|tracking|policy|card"
        r"|invoice|membership|passport|reference|patient|student|case|confirmation|licen[cs]e|cell|member"
        r"|contract)(?: |-)(?:numbers?|no\.?|id|details|ref|reference)",
        r"e-?mail address(?:es)?|your e-?mails?(?! (?:of|from|was|were|about|on|dated))|(?:and|or"
        r"|,) e-?mail(?! (?:of|from|was|us|me|i|we))|the e-?mail you|(?:your |full |home |postal |street "
        r"|delivery |billing |e-?mail "
        r"|current )address(?:es)?|your (?:full |last )?(?:number|name|names|surname|mobile|cell"
        r"|phone(?! (?:model|run|use|is|on|app)))",
        r"date of birth|dob|birth ?(?:date|day)|card (?:details|number)|bank details|sort code|iban|full name"
        r"|surname|password|pin|cvv|cvc|otp|(?:one[- ]time|verification|security|sms) code|code (?:we"
        r"|you) (?:sent|received|got)|post ?code|zip(?: code)?|name on the card|last (?:four|4)(?: digits)?"
        r"|social security(?: number)?"
        r"|national insurance(?: number)?|contact details|id card|mobile(?= (?:and|below|here)| number)"
        r"|phone(?= below)",
    ),
)
SECRET: Final = re.compile(
    fold(
        r"mot de passe|code (?:secret|pin|reçu|sms|envoyé|à usage unique|de (?:validation|vérification|sécurité))"
        r"|cryptogramme|password"
        r"|(?<!\w)(?:pin|cvv|cvc|otp)(?!\w)|(?:one[- ]time|verification|security|sms) code|code (?:we"
        r"|you) (?:sent|received|got)"
    )
)
WHOLE_ASK: Final = cues(
    fr=(
        r"quel(?:le)? (?:adresse|e-?mail|mail|numéro) (?:avez|as|faut|est-ce|a été|utilis)[\w-]*",
        r"à quel (?:numéro|étage|code postal) (?:habit|résid|viv|êtes|logez)\w*|(?:nom|numéro) de (?:son"
        r"|sa) (?:service|chambre|hôpital|médecin)",
        r"où (?:habitez|résidez|vivez)-vous|où (?:habites|vis)-tu|à quelle adresse|sous quel nom|à quel nom"
        r"|comment vous appelez-vous|quel est (?:le|votre) nom|quel âge avez-vous",
    ),
    en=(
        r"what e-?mail (?:is|was|did)|which (?:address|e-?mail|phone number|name) (?:should|is|was|did)",
        r"name of (?:the|your|her|his) (?:hospice|hospital|ward|school|doctor|clinic)|which (?:ward|hospital"
        r"|school) is (?:she|he|your)",
        r"where do you live|(?:what|which) name (?:is|was)|under (?:what|which) name|what(?:'s| is| was) (?:the"
        r"|your) (?:registration|reg|surname|name on the \w+)|how old are you",
    ),
)
"""Questions for personal data that need no other word."""
NUMBERED: Final = re.compile(
    r"(?:order|commande|dossier|reservation|booking|contrat|contract|client|customer|account|compte)\s*(?:n ?°"
    r"|no\.?|number|numero|num\.?)?\s*[#:]?\s*[a-z]{1,4}[- ]?\d{5,}"
)
"""A number with letters before it, behind what it counts."""
PART_OF_CARD: Final = re.compile(
    r"(?:compte (?:\w+ )?(?:se )?(?:terminant|finissant|termine|finit) (?:par|en) \d{3,4})|(?:card"
    r"|account)(?: number)? ending(?: in| with)? \d{3,4}|carte (?:\w+ )?(?:se )?(?:terminant|finissant"
    r"|termine|finit) (?:par|en) \d{3,4}"
)
PRIVATELY: Final = re.compile(
    fold(
        r"message privé|messages privés|en privé|(?<!adresse de )messagerie|(?<!\w)(?:mp|dm|dms)(?!\w)"
        r"|(?<!\w)(?<!\d\s)pms?(?!\w)"
        r"|formulaire|par mail à"
        r"|lien (?:privé|sécurisé)|espace (?:client|sécurisé|personnel|abonné|membre)|par téléphone|au téléphone"
        r"|(?:appelez|écrivez)-(?:nous|moi) (?:au|à)|privately|in private|private (?:message|form|link|channel"
        r"|chat|note)|direct message|by dm|inbox us"
        r"|(?:secure|sealed|contact|online|web) (?:form|link|inbox|message|portal)|when you (?:call|ring)|(?:call"
        r"|ring|phone) (?:us|me) on|through the form|by phone"
    )
)
HERE: Final = re.compile(
    fold(
        r"(?<!\w)(?:ici(?: même)?|ci-dessous|en commentaires?|sous ce (?:post|message|commentaire)"
        r"|dans les commentaires|en réponse|à la suite|here|below|in (?:the|a) (?:comments?|thread|replies|reply)"
        r"|under this (?:post|comment))(?!\w)"
    )
)
KEEP_OUT: Final = re.compile(
    fold(
        r"(?<!\w)(?:ne|n'|pas|jamais|sans|aucune?|rien|not|never|don't|no|without|avoid|keep|évitez|évite|inutile"
        r"|nothing|ni|retirez|supprimez|effacez|masquez|remove|hide|delete|nor)(?!\w)"
    )
)
POSSESSIVE: Final = cues(
    fr=(r"(?:vos|votre|tes|ton|ta)(?= )",),
    en=(r"your",),
)
OUR_OWN: Final = re.compile(
    fold(
        r"(?:appelez|joignable|nous joindre|joindre|notre|nos|numéro vert|standard|accueil|boutique|magasin"
        r"|agence|atelier|call|ring|reach|our|hotline|helpline|free(?:phone)?|store|shop|office|urgences?"
        r"|emergency)[^.!?]{0,40}$"
    )
)
SOMEBODY_S: Final = re.compile(
    r"(?<!\w)(?:driver|courier|his|her|their|customer|guest|neighbour|tenant|son|sa|ses|livreur|chauffeur"
    r"|conducteur|technicien\w*"
    r"|conseill\w+|client\w*|voisin\w*|locataire|personnel|portable de|mobile of)(?!\w)[^.!?]{0,50}$"
)
"""Just before a number or an address: it is a person's, not the brand's."""

FOR_ELSE: Final = re.compile(
    r"(?<!\w)(?:si|if|whether|pour (?:lire|repondre|traiter)|chang\w+|reinitialis\w+|modifi\w+|a jour|verifi\w+"
    r"|reset\w*|updat\w+|check\w*"
    r"|corrig\w+)(?!\w)"
)
"""Between a request and a thing: it asks for something else than to give it."""
CODE_OF_DOOR: Final = re.compile(
    r"(?:gate|door|alarm|access|entry) code (?:is )?\d{3,8}|code (?:d'acces|de la porte|du portail|portail"
    r"|de l'immeuble) (?:est )?\d{3,8}[ab]?"
)
NUMBER: Final = re.compile(r"(?<![\w.,])\+?\d(?:[ .-]?\d){8,13}(?!\w)")

HEALTH: Final = cues(
    fr=(
        r"(?:votre|son|sa|ton) traitement(?= (?:\w+ )?(?:anti\w*|hormon\w*|à|de|renouvel\w*|médic\w*))",
        r"(?:votre|ton|son|sa|ta|leur|vos|ses|tes|pour une?) (?:\w+ ){0,2}(?:dépression|cancer|diabète|épilepsie"
        r"|grossesse|fausse couche|handicap|séropositivité|schizophrénie|bipolarité|addiction|alcoolisme|anorexie"
        r"|burn-?out|myopie|hépatite|sida"
        r"|maladie(?! au)|pathologie|tumeur|chimiothérapie|traitement (?:médical|psychiatrique|contre|de fond)"
        r"|ordonnance|arrêt maladie|invalidité|suivi psy\w*|antidépresseurs?|avortement|ivg|hospitalisation"
        r"|dossier médical)",
        r"(?:(?:votre|son|sa|ton|ta|leur) (?:enfant|fils|fille|mari|femme|mère|père|conjointe?|compagne"
        r"|compagnon)|vous êtes|tu es|il est|elle est|vous étiez|étant) (?:\w+ )?(?:enceinte|diabétique"
        r"|séropositi\w+|dépressi\w+|épileptique|bipolaire|schizophrène|handicapée?|alcoolique|asthmatique"
        r"|autiste|invalide)",
        r"(?:sous|prenez des|prends des|êtes suivie? pour) (?:antidépresseurs|anxiolytiques|traitement)"
        r"|ordonnance du (?:dr|docteur)|avec sa santé|son divorce|(?:ses )?(?:problèmes?|soucis"
        r"|ennuis) (?:de santé|personnels|de couple|d'argent|familiaux)|mauvaise passe",
        r"(?:votre|ton|son|sa|ta) (?:religion|confession|orientation sexuelle|homosexualité"
        r"|appartenance syndicale|casier judiciaire|situation irrégulière|origine ethnique)",
    ),
    en=(
        r"(?:he's|she's|he is|she is|you're|you are) on \w+ (?:\w+ ){1,3}(?:a day|daily|mg)",
        r"(?:your|his|her|their) (?:[\w']+ ){0,2}(?:autism|depression|cancer|diabetes|epilepsy|pregnancy"
        r"|miscarriage|disability|hiv|aids|schizophrenia|bipolar|addiction|alcoholism|anorexia|anxiety disorder"
        r"|burn-?out|hepatitis|tumou?r|chemotherapy|diagnosis"
        r"|medication|prescription for|sick note|sick leave|antidepressants|abortion|medical (?:record|history"
        r"|file|condition)|mental health|therapy|rehab|asthma|surgery for)",
        r"(?:you're|you are|she is|he is|she's|he's|you were) (?:\w+ )?(?:pregnant|diabetic|hiv positive"
        r"|depressed|epileptic|bipolar|schizophrenic|an alcoholic|autistic|disabled)",
        r"(?:on|taking) (?:antidepressants|medication|methadone|insulin)|(?:his|her|their) (?:divorce|health"
        r"|personal (?:problems|life|issues)|private life|bereavement|debts)",
        r"(?:your|his|her|their) (?:religion|sexual orientation|sexuality|union membership|criminal record"
        r"|immigration status|ethnic origin)",
    ),
)
"""Health and the other data of article 9, where the words tie them to somebody."""

UNMASK: Final = cues(
    fr=(
        r"la personne (?:ferait mieux|devrait|gagnerait|aurait intérêt)|se (?:dénoncer|faire connaître)(?= )",
        r"(?:savons|sait|sais) (?:\w+ ){0,3}qui (?:parle|écrit|est|se|a)|qui se cache derrière|(?:dise|donne"
        r"|dit) (?:\w+ ){0,6}son nom",
        r"se reconnaîtr\w+|suivez mon regard",
        r"(?:voyons|voit|vois|savons|sait) (?:\w+ ){0,4}à qui (?:nous|on|je|j'ai|nous avons)|c'est qui derrière"
        r"|qui (?:est |se cache )?derrière (?=\w)|(?:un|une) (?:collègue|ancien\w*|étudiante?|concurrente?"
        r"|voisine?) (?:[\w']+ ){0,6},? je (?:parie|pense|suppose)|une seule? (?:à|chute|cliente?|famille"
        r"|personne|dame|homme|femme) (?:\w+ ){0,4}(?:cette nuit|ce jour|seul)|nous n'avons eu qu'une seule?",
        r"(?:je|nous|on) (?:ne )?(?:vais |allons |va )?(?:finir(?:ons|ai|a)? par )?(?:savons|sait|sais|saurons"
        r"|saura|saurai|savoir|devine|devinons|devinerons|crois savoir|pense savoir|croit savoir|pensons savoir"
        r"|connaissons|connaît|découvrirons|découvrira|trouverons"
        r"|trouvera|identifierons|cherchons|cherche) (?:très |parfaitement |bien |maintenant |déjà |vite "
        r"|bientôt |exactement |désormais |à peu près )*(?:qui (?:vous êtes|tu es|se cache|parle|écrit|a écrit"
        r"|est (?:l'auteur|derrière)|c'est|nous (?:écrit|lit|parle))|votre identité"
        r"|ton identité|l'auteur (?:de|du)|de qui il s'agit|d'où (?:vous|tu) (?:écri|parl|venez|viens)\w*"
        r"|à qui (?:on a|nous avons|j'ai) affaire)",
        r"(?:vous|t'|te|l'|les) ?(?:avons|ai|a|avez)? ?(?:reconnue?s?|identifiée?s?|démasquée?s?|retrouvée?s? grâce)",
        r"(?:vous|te) (?:démasquer|identifier|reconnaître)|idée (?:\w+ ){0,2}de qui (?:vous|tu|se|a|parle)|(?:je"
        r"|nous|on) (?:pense|crois|suppose|parie|pensons|croyons)\w* (?:bien )?que (?:vous êtes|tu es|c\'est vous"
        r"|c\'est toi) (?:la|le|l\'|un|une|de)|(?:vous|tu) (?:êtes|es) (?:donc "
        r"|bien )?une? (?:ancien\w* (?:salari|employ|collègue|agent|collabor|stagiaire)\w*|ex-\w+)|(?:vous êtes"
        r"|tu es|vous étiez) (?:bien|donc) (?:la|le|l'|une?) ?\w+ (?:de|du|des|qui)|ne serait-ce pas (?:vous|toi)"
        r"|ce ne serait pas (?:vous|toi)|(?:sav|trouv|retrouv|identifi|devin|demand|cherch|découvr"
        r"|établi)\w* (?:\w+ ){0,3}qui (?:vous êtes|tu es|a (?:posté|écrit|publié|rédigé|laissé)|se cache"
        r"|écrit ici|est derrière)|où (?:vous|te) trouver|(?:compte|profil|pseudo|avis|message|commentaire) (?:ne"
        r"|n') ?\w+ (?:\w+ )?(?:pas|plus) (?:si |aussi |longtemps )?anonyme|(?:vous ne seriez|ne seriez-vous"
        r"|tu ne serais) pas (?:la|le|l\'|un|une|de)"
        r"|seriez-vous (?:la|le|l\'|un|une|de)(?! \w+ à)|pseudo ne trompe|(?:vous|te) cach\w+|compte (?:créé"
        r"|ouvert) (?:il y a|hier|avant-hier|ce matin)|(?:recoup|crois|rapproch|compar)\w* (?:votre|ton|ce"
        r"|les) (?:pseudo|compte|profil|nom)s?|(?:recherch|retrouv"
        r"|identifi|trouv)er (?:l\'auteur|la personne (?:qui|derrière))|seule?s? (?:un|une|des) (?:collègues?"
        r"|salarié\w*|employé\w*|clients?|cliente|agent|membre) \w* ?(?:pou|peu|pu|sai|sav|connai)\w*|(?:retrouv"
        r"|identifi|reconnu)\w* (?:\w+ ){0,3}grâce à (?:votre|ton) (?:pseudo|photo|profil|nom|style)|(?:on|nous"
        r"|je) (?:vous|te) (?:démasqu|identifi|reconna)\w+",
        r"(?:vous|tu) (?:étiez|êtes|étais|es|devez être|dois être|devez) (?:sûrement |sans doute |certainement "
        r"|probablement |forcément |donc |bien )(?:dans|de|du|au|aux|à|celui|celle|la|le|l'une?|rue|en|chez|parmi"
        r"|un|une)",
        r"(?:vous|tu) (?:devez|dois) être (?:la|le|l'|un |une |de |du |dans )",
        r"(?:laissez|laisse)-(?:moi|nous) deviner|(?:votre|ton) (?:adresse ip|vrai nom|véritable (?:nom|identité)"
        r"|style (?:vous|te|d'écriture)|façon d'écrire|plume vous|orthographe vous|écriture)|vu (?:votre"
        r"|ton) (?:style|façon|vocabulaire|pseudo)",
        r"(?:dans|de|à|sur) quel(?:le)?s? (?:dépôts?|services?|équipes?|agences?|classes?|promos?|chantiers?"
        r"|ateliers?|magasins?|usines?|sites?|postes?) (?:êtes|travaillez|bossez|exercez|es|travailles"
        r"|bosses)(?:-vous|-tu)?|quel(?:le)? (?:dépôt|service|équipe) êtes-vous",
        r"(?:vous|tu) (?:travaillez|bossez|travailles|bosses) (?:bien |donc )?(?:au|à|chez"
        r"|dans) \w+(?= ?\w* ?(?:\?|, non))",
        r"(?:seules?|il n'y a(?: eu)? que|nous n'avons eu qu'|nous n'avons qu'|on n'a eu qu'|ils ne sont que"
        r"|vous n'êtes que) ?(?:\w+ )?(?:une?|deux|trois|quatre|cinq|six|sept|huit"
        r"|\d{1,2}) (?:seule? )?(?:personnes?(?= (?:ont|avaient|savent|connaissent|peuvent|pouvaient|possèdent"
        r"|l\'ont|qui))|clients?|clientes?"
        r"|familles?|salariés?|employés?|étudiants?|patients?|agents?|collègues?|élèves?|parents?|locataires?"
        r"|adhérents?|chantiers?|réservations?)",
        r"parmi les (?:deux|trois|quatre|cinq|six|sept|huit|dix|\d{1,2}) (?:qui|à|personnes|clients|salariés)",
        r"(?:réduit|restreint|limite|resserre) (?:vite |bien |beaucoup |singulièrement "
        r"|sérieusement )?(?:la liste|le champ|les possibilités|le cercle)|(?:remont\w+|remonte) jusqu'à (?:vous"
        r"|toi|l'auteur)|derrière (?:ce|votre|ton) (?:pseudo|compte|profil|masque)"
        r"|(?:révél|dévoil)\w+ (?:votre|ton) (?:nom|identité)|qui (?:êtes-vous|es-tu)(?: vraiment)?|sous (?:votre"
        r"|ton) vrai nom|reconna\w+ (?:bien |là |tout de suite |très bien )?(?:votre|ton) (?:style|plume|écriture"
        r"|patte|façon|ton|humour)"
        r"|(?:c'est|ce serait|ce ne serait pas) (?:bien )?(?:toi|vous)(?: \w+)?,(?= \w+)|montre(?:z|r)? (?:votre"
        r"|ton) (?:vrai )?visage|enquête (?:pour|afin d')\s*(?:identifier|trouver|savoir)",
    ),
    en=(
        r"would you be (?:the|that)(?= \w+)|(?:along|together) with your ip|it would be \w+ and \w+, wouldn't",
        r"is that (?:yourself|you)(?=,| [a-z]+\s*\?|\s*\?)|know who we(?:'re| are) (?:talking|speaking|writing) to",
        r"would (?:that|this|it) be (?:the|you)(?= \w+)|(?:sign|give|use) your (?:own |real )name",
        r"(?:they|you|he|she) (?:will )?know who (?:they|you|he|she) (?:are|is)",
        r"only one (?:\w+ )(?:stayed|booked|came|visited|checked|fits|matches)|(?:matching|linking|tracing) (?:a"
        r"|your|the) (?:user ?name|handle|account)",
        r"(?:we|i)(?:'ll|'ve| will| can| have| could| do| think| believe| already| soon| probably| shall"
        r"|'re going to| are going to| just| might| now| intend to| are able to)* (?:know|guess|work(?:ed)? out"
        r"|recogni[sz]ed?|tell|find out|figured? out|identif(?:y|ied)|found out"
        r"|establish|see|trace) (?:i know |exactly |precisely |perfectly |very |well |quite |full )*(?:who (?:you"
        r"|this|wrote|is|posted|we|said|has|might)\w*|which (?:one |\w+ )?(?:one |\w+ )?(?:of|this|you|it)"
        r"|you from|your (?:real )?(?:name|identity)"
        r"|where you (?:work|live|sit|are)|whose)",
        r"(?:narrows?|narrowed) (?:it|this|things|the list|the field) down(?! to the| to a)(?: \w+)?"
        r"|narrows the (?:list|field)",
        r"(?:take (?:us|me)|won't be hard|won't take|be easy|isn't hard|not hard|hard|enough|easy"
        r"|able)(?: \w+){0,2} to (?:see|know|find out|work out|tell|guess|identify|establish) (?:who|which"
        r"|whose)(?: \w+)? (?:this|you|it|wrote|posted|is)",
        r"(?:only|just) (?:had |have |got )?(?:one|two|three|four|five|six|seven|eight|a handful of"
        r"|\d{1,2}) (?:people|famil(?:y|ies)|customers?|guests?|clients?|staff|employees|members?|colleagues"
        r"|tenants?|patients?|students?|parents?|bookings?|households?|drivers)(?= (?:\w+ ){0,3}(?:gave|give|have"
        r"|had|has|used|use|know|knew|booked|left|stayed|came"
        r"|complained|could|fit|match|this|that))",
        r"your (?:turn of phrase|writing style|style of writing|way of writing|spelling gives|ip address"
        r"|real (?:name|identity)|handle gives|choice of words (?:tells|gives|narrows))|behind (?:this|that|your"
        r"|the) (?:account|handle|screen ?name|username|profile|mask)",
        r"(?:fair|good|pretty good|shrewd|strong|clear|some) idea (?:of |as to )?(?:who|which)|(?:who(?:ever)?"
        r"|family|person|one|account) is behind|(?:match|link|cross-?check|compar)\w* (?:a |your |this |the "
        r"|that )?(?:user ?name|handle|screen name|account|profile|nickname)s? (?:to|with|against)"
        r"|account (?:was )?(?:made|created|opened) (?:\w+ ){1,3}ago|(?:you're|you are|are you"
        r"|you must be) the (?:\w+ )?(?:lady|gentleman|man|woman|guy|girl|couple|family|guest|mum|dad|student"
        r"|driver|tenant|patient|employee|colleague|nurse|teacher) (?:from|at|in|on|who (?:left|came|called|sat"
        r"|stood|booked|complained|shouted))|(?:fairly|pretty|quite|almost|nearly) (?:sure"
        r"|certain) (?:that )?(?:you're|you are|this is|it's|you were)|(?:i'd|i would|we'd|i'll) (?:guess|bet"
        r"|wager|say) (?:that )?(?:you're|you are|you were|this is)|(?:i|we) (?:suspect|bet"
        r"|reckon) (?:that )?(?:you're|you are|this is)|sounds (?:just |a lot |very much )?like (?:a|an"
        r"|one of) (?:former|ex|disgruntled|our|certain)|there(?:'s| is| was| were| are) only (?:one|two"
        r"|three) (?:famil|household|customer|guest|tenant|student|patient|couple)\w*|(?:your|that) anonymity"
        r"|(?:trace|find|tell|ask\w*|know|identify|establish) (?:\w+ ){0,3}who (?:wrote|posted|published"
        r"|left) (?:this|that|it)|(?:hiding|hide|hides) behind|only (?:an? |one of )?(?:\w+ )?(?:employee|insider"
        r"|colleague|member of (?:our )?staff"
        r"|staff|driver|tenant|someone (?:on|in|from|who))(?: \w+){0,3} (?:could|would|can)(?= (?:\w+ )?(?:know"
        r"|have|see))|(?:obvious|clear|easy to (?:see|tell|guess)|no secret) who|(?:found|traced|tracked"
        r"|identified|spotted) you(?= (?:from|by|through|via|in|on)|\s*[.!])|recogni[sz]ed? (?:you|your (?:name"
        r"|handle|style|writing|voice))(?= from|\s*[.!,]|$)",
        r"let me guess|you must be (?:the|one of|that|from|in|our)(?= \w+)|(?:unmask|expose|identify|out) (?:you"
        r"|the (?:author|person|poster))|(?:trace|track) (?:this|the|your|that) (?:post|account|message|comment"
        r"|review)(?: back)?|track you down",
        r"(?:was|is|were) (?:this|it|that|you) (?:perhaps|maybe|by any chance|possibly)(?: \w+){0,5} (?:from|with"
        r"|who|in) (?:the|our)|who your (?:teacher|manager|supervisor|boss|line manager|colleagues?) (?:is|are)"
        r"|which (?:class|team|shift|depot|crew|ward|department|site|branch|group|tutor) (?:you're|you are"
        r"|you were|you work) ?\w*|which (?:depot|shift|branch|team|ward|department|class|site|crew|floor|office"
        r"|warehouse) (?:are|do|did) you (?:in|on|at|with|from|work\w*)|where (?:exactly )?do you work"
        r"|who (?:are you|is this)(?: really)?(?=\s*\?)",
        r"(?:reveal|share|publish|pass on|disclose) (?:your|the author's) (?:name|identity)",
    ),
)
"""Trying to find out, or saying to know, who an author is."""

WHERE_OR_WHO: Final = cues(
    fr=(r"(?:quel(?:le)?s?|où|d'où|qui|dans quel(?:le)?)(?= [^.!?]{2,60}\?)|c'est (?:vous|toi)(?=[^.!?]{0,40}\?)",),
    en=(r"(?:which|where|who|what (?:site|home|team|depot|shift))(?= [^.!?]{2,60}\?)|is (?:that|this) you",),
)
"""A question that could place somebody who reports wrongdoing."""

ROLE: Final = cues(
    fr=(
        r"(?:notre|nos|votre|le|la|l'|un|une|du|au) ?(?:animateur|animatrice|surveillante?|éducateur|éducatrice"
        r"|contrôleur|contrôleuse|maître-nageur|ouvreuse|barman|guide|aide-soignante?|jeune|livreur|livreuse"
        r"|conseiller|conseillère|technicien"
        r"|technicienne|vendeur|vendeuse|chauffeur|conducteur|conductrice|serveur|serveuse|agent|caissier"
        r"|caissière|responsable|directeur|directrice|collègue|coach|médecin|infirmière"
        r"|infirmier|professeure?|gérante?|employée?|opticien|opticienne|coiffeur|coiffeuse|moniteur|monitrice"
        r"|hôtesse|stagiaire|apprentie?|salariée?|spectatrice|spectateur|clients?|cliente|voisine?|patiente?"
        r"|locataire|autre (?:client|cliente|passager|voisin))"
        r"(?: de \w+| du \w+)?,?",
    ),
    en=(
        r"(?:our|the|your|my|a|an) (?:\w+ ){0,2}(?:instructor|lifeguard|attendant|inspector|officer|barista|host"
        r"|hostess|guard|rep|carer|tutor|usher|member of staff|lad|lady|girl|driver|courier|advis[eo]r|technician"
        r"|engineer|assistant|cashier"
        r"|waiter|waitress|server|manager|colleague|coach|doctor|nurse|teacher|receptionist|agent|supervisor"
        r"|trainee|employee|porter|steward|cleaner|stylist|installer|plumber"
        r"|customer|guest|neighbou?r|patient|tenant|optometrist|chef|clerk),?",
    ),
)
"""Roles: a name behind one of them is somebody else's."""

TITLE: Final = cues(
    fr=(r"(?:mme|mlle|madame|monsieur|docteur|dr|pr|maître|me)\.?",),
    en=(r"(?:mr|mrs|ms|miss|dr|prof|sir)\.?",),
)
"""Titles: behind one of them, once the greeting is over, as well."""
