"""Cues of personal data: asking for it, what it is, where it may go, who is unmasked, and the health of somebody."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.composure.cues import cues
from detente.rules.composure.folded import fold

ASK: Final = cues(
    fr=(
        r"(?:envoy|donn|communiqu|transmett|indiqu|confirm|précis|fourniss|laiss|écriv|partag|rappel|renseign"
        r"|post|mett|not"
        r"|fil|balanc|gliss|dépos|ajout|tap|coll|saisiss|remett|joign|adress|mentionn|publi|comment|rempliss)"
        r"ez(?:-(?:nous|moi|le|la|en|y))*",
        r"(?:envoie|donne|communique|transmets|indique|confirme|précise|laisse|partage|file|balance|poste|mets|glisse"
        r"|dépose|écris|dis|note|rappelle|colle)(?:-(?:nous|moi|le|la))|(?:poste|mets|file|balance|envoie"
        r"|donne)(?= (?:ici|ton|ta))",
        r"(?:nous |me |m')?(?:envoyer|donner|communiquer|transmettre|indiquer|confirmer|préciser|fournir|laisser"
        r"|partager|rappeler|poster|mettre|filer|redonner|renvoyer|écrire|dire)",
        r"(?:dites|dis)(?:-| )(?:nous|moi)|répond(?:ez|s|re)(?: ici| ci-dessous)? avec",
        r"quel(?:le)?s? (?:est|sont|était)(?= (?:votre|vos|ton|ta|tes))|(?:il|ils) (?:nous|me) (?:faut|faudrait"
        r"|manque)"
        r"|(?:il faudrait|faudrait|il nous manque)|auriez-vous|avez-vous|as-tu|t'as",
        r"(?:j'ai|j'aurais|nous avons|nous aurions|on a|on aurait) (?:juste |simplement |seulement )?besoin (?:de"
        r"|d'|du)"
        r"|j'attends|nous attendons|merci de|(?:je|nous) (?:veux|voudrais|souhaite|voulons) bien",
    ),
    en=(
        r"(?:please )?(?:just )?(?:send|give|provide|share|post|confirm|supply|leave|drop|reply with|comment|type"
        r"|submit|message"
        r"|pop|put|add|include|state|fill in|enter|paste|write|list|forward|text|tweet|answer with|let me have"
        r"|let us have)"
        r"(?: us| me| in)?",
        r"what(?:'s| is| are| was)(?= your)|(?:tell|let) (?:us|me)(?: know)?|(?:we|i)(?:'ll| will|'d"
        r"| would)? (?:just |only |also )?"
        r"(?:need|require)|may (?:we|i) have|we're missing",
        r"(?:can|could|would|will) (?:you|we|i) (?:please |just |kindly )?(?:have|get|send|give|share|confirm"
        r"|provide|reply|post"
        r"|tell|take|drop|put|pop)|would you mind",
    ),
)

_SHOPS: Final = (
    r"(?:du|de la|de l'|des|de notre|de nos) (?:magasin|boutique|agence|station|restaurant|gare|point|rayon|site"
    r"|salle"
    r"|chantier|arrêt|hôtel|médiathèque|bureau)"
)
PERSONAL: Final = cues(
    fr=(
        r"(?:numéros?|n°|nº|num|référence|ref) (?:de |d'|du )?(?:votre |la |ma |ton |ta )?(?:commande|clients?"
        r"|compte|dossier"
        r"|téléphone|tel|portable|mobile|contrat|carte|suivi|colis|abonnés?|abonnement|facture|réservation"
        r"|sécurité sociale"
        r"|billet|fidélité|adhérent|allocataire|assuré|étudiant|sociétaire|passeport|permis|ligne|siret)",
        rf"(?:votre |ton |vos |une |l'|ta )?(?:adresse(?! {_SHOPS})(?! (?:ip|url|web|où|exacte (?:de la"
        rf"|du)))(?: \w+)?"
        r"|e-?mails?|courriels?|mails?|coordonnées|identifiants?)",
        r"(?<!modèle\sde\s)(?<!version\sde\s)(?<!marque\sde\s)(?:votre|ton|un|le) (?:téléphone|portable|numéro"
        r"|mobile|tel)"
        r"(?= (?:où|pour|ici|ci-dessous|de|et|ou)\b|\s*[,.;!?:)]|$)(?! de (?:magasin|série|modèle|lot|bus|train"
        r"|ligne|vol|siège"
        r"|place|quai|salle|version))",
        r"(?:votre|vos|ton|tes) noms?(?! d')|(?:votre|vos|ton|tes) prénoms?|nom,? (?:et )?prénom",
        r"date de naissance|iban|rib|carte (?:bancaire|d'identité|bleue|vitale)|coordonnées bancaires|mot de passe"
        r"|code (?:postal|secret|pin|d'accès)|nom (?:complet|de famille|et prénom|et votre prénom)|prénom et nom"
        r"|cryptogramme|pièce d'identité|quatre derniers chiffres|lieu de naissance|numéro de sécu",
    ),
    en=(
        r"(?:order|account|customer|booking|reservation|phone|telephone|contact|mobile|tracking|policy|card|invoice"
        r"|membership|passport|reference|patient|student|case|confirmation|licen[cs]e|cell|member|contract)(?: |-)"
        r"(?:numbers?|no\.?|id|details|ref|reference)",
        r"e-?mails?(?: address(?:es)?)?|(?:your |full |home |postal |street |delivery |billing |e-?mail "
        r"|current )address(?:es)?"
        r"|your (?:full |last )?(?:number|name|names|surname|mobile|cell|phone(?! (?:model|run|use|is|on|app)))",
        r"date of birth|dob|birth ?(?:date|day)|card (?:details|number)|bank details|sort code|iban|full name"
        r"|surname|password"
        r"|pin|cvv|cvc|post ?code|zip(?: code)?|name on the card|last (?:four|4)(?: digits)?"
        r"|social security(?: number)?"
        r"|national insurance(?: number)?|contact details|id card|mobile(?= (?:and|below|here)| number)"
        r"|phone(?= below)",
    ),
)
SECRET: Final = re.compile(fold(r"mot de passe|code (?:secret|pin)|cryptogramme|password|(?<!\w)(?:pin|cvv|cvc)(?!\w)"))
PRIVATELY: Final = re.compile(
    fold(
        r"message privé|messages privés|en privé|messagerie|(?<!\w)(?:mp|dm|dms|pm)(?!\w)|formulaire|par mail à"
        r"|lien (?:privé|sécurisé)|espace (?:client|sécurisé|personnel|abonné|membre)|par téléphone|au téléphone"
        r"|(?:appelez|écrivez)-(?:nous|moi) (?:au|à)"
        r"|privately|in private|private (?:message|form|link|channel|chat|note)|direct message|by dm|inbox us"
        r"|(?:secure|sealed|contact|online|web) (?:form|link|inbox|message|portal)|when you (?:call|ring)"
        r"|(?:call|ring|phone) (?:us|me) on|through the form|by phone"
    )
)
HERE: Final = re.compile(
    fold(
        r"(?<!\w)(?:ici(?: même)?|ci-dessous|en commentaires?|sous ce (?:post|message|commentaire)"
        r"|dans les commentaires"
        r"|en réponse|à la suite|here|below|in (?:the|a) (?:comments?|thread|replies|reply)|under this (?:post"
        r"|comment))(?!\w)"
    )
)
KEEP_OUT: Final = re.compile(
    fold(
        r"(?<!\w)(?:ne|n'|pas|jamais|sans|aucune?|rien|not|never|don't|no|without|avoid|keep|évitez|évite|inutile"
        r"|nothing"
        r"|ni|retirez|supprimez|effacez|masquez|remove|hide|delete|nor)(?!\w)"
    )
)
POSSESSIVE: Final = cues(
    fr=(r"(?:vos|votre|tes|ton|ta)(?= )",),
    en=(r"your",),
)
OUR_OWN: Final = re.compile(
    fold(
        r"(?:appelez|joignable|nous joindre|joindre|notre|nos|numéro vert|standard|accueil|boutique|magasin"
        r"|agence|atelier|call|ring"
        r"|reach|our|hotline|helpline|free(?:phone)?|store|shop|office|urgences?|emergency)[^.!?]{0,40}$"
    )
)

HEALTH: Final = cues(
    fr=(
        r"(?:votre|ton|son|sa|ta|leur|vos|ses|tes|pour une?) (?:\w+ ){0,2}(?:dépression|cancer|diabète|épilepsie"
        r"|grossesse|fausse couche"
        r"|handicap|séropositivité|schizophrénie|bipolarité|addiction|alcoolisme|anorexie|burn-?out|myopie"
        r"|hépatite|sida"
        r"|maladie(?! au)|pathologie|tumeur|chimiothérapie|traitement (?:médical|psychiatrique|contre|de fond)"
        r"|ordonnance"
        r"|arrêt maladie|invalidité|suivi psy\w*|antidépresseurs?|avortement|ivg|hospitalisation|dossier médical)",
        r"(?:vous êtes|tu es|il est|elle est|vous étiez|étant) (?:\w+ )?(?:enceinte|diabétique|séropositi\w+"
        r"|dépressi\w+|épileptique"
        r"|bipolaire|schizophrène|handicapée?|alcoolique|asthmatique|autiste|invalide)",
        r"ordonnance du (?:dr|docteur)|(?:avec )?sa santé|son divorce|(?:ses )?(?:problèmes?|soucis"
        r"|ennuis) (?:de santé|personnels"
        r"|de couple|d'argent|familiaux)|mauvaise passe",
        r"(?:votre|ton|son|sa|ta) (?:religion|confession|orientation sexuelle|homosexualité|appartenance syndicale"
        r"|casier judiciaire|situation irrégulière|origine ethnique)",
    ),
    en=(
        r"(?:your|his|her|their) (?:\w+ ){0,2}(?:depression|cancer|diabetes|epilepsy|pregnancy|miscarriage"
        r"|disability|hiv|aids"
        r"|schizophrenia|bipolar|addiction|alcoholism|anorexia|anxiety disorder|burn-?out|hepatitis|tumou?r"
        r"|chemotherapy|diagnosis"
        r"|medication|prescription for|sick note|sick leave|antidepressants|abortion|medical (?:record|history"
        r"|file|condition)"
        r"|mental health|therapy|rehab|asthma|surgery for)",
        r"(?:you're|you are|she is|he is|she's|he's|you were) (?:\w+ )?(?:pregnant|diabetic|hiv positive"
        r"|depressed|epileptic|bipolar"
        r"|schizophrenic|an alcoholic|autistic|disabled)",
        r"(?:his|her|their) (?:divorce|health|personal (?:problems|life|issues)|private life|bereavement|debts)",
        r"(?:your|his|her|their) (?:religion|sexual orientation|sexuality|union membership|criminal record"
        r"|immigration status|ethnic origin)",
    ),
)
"""Health and the other data of article 9, where the words tie them to somebody."""

UNMASK: Final = cues(
    fr=(
        r"(?:je|nous|on) (?:ne )?(?:vais |allons |va )?(?:finir(?:ons|ai|a)? par )?(?:savons|sait|sais|saurons"
        r"|saura|saurai|savoir|devine|devinons"
        r"|devinerons|crois savoir|pense savoir|croit savoir|pensons savoir|connaissons|connaît|découvrirons"
        r"|découvrira|trouverons"
        r"|trouvera|identifierons|cherchons|cherche)"
        r" (?:très |parfaitement |bien |maintenant |déjà |vite |bientôt |exactement |désormais |à peu près )*"
        r"(?:qui (?:vous êtes|tu es|se cache|parle|écrit|a écrit|est (?:l'auteur|derrière)|c'est|nous (?:écrit"
        r"|lit|parle))|votre identité"
        r"|ton identité|l'auteur (?:de|du)|de qui il s'agit|d'où (?:vous|tu) (?:écri|parl|venez|viens)\w*"
        r"|à qui (?:on a|nous avons|j'ai) affaire)",
        r"(?:vous|t'|te|l'|les) ?(?:avons|ai|a|avez)? ?(?:reconnue?s?|identifiée?s?|démasquée?s?|retrouvée?s? grâce)",
        r"(?:vous|te) (?:démasquer|identifier|reconnaître)|(?:on|nous|je) (?:vous|te) (?:démasqu|identifi"
        r"|reconna)\w+",
        r"(?:vous|tu) (?:étiez|êtes|étais|es|devez être|dois être|devez) (?:sûrement |sans doute |certainement "
        r"|probablement |forcément |donc |bien )"
        r"(?:dans|de|du|au|aux|à|celui|celle|la|le|l'une?|rue|en|chez|parmi|un|une) ?\w+",
        r"(?:vous|tu) (?:devez|dois) être (?:la|le|l'|un |une |de |du |dans )",
        r"(?:laissez|laisse)-(?:moi|nous) deviner|(?:votre|ton) (?:adresse ip|vrai nom|véritable (?:nom|identité)"
        r"|style (?:vous|te|d'écriture)"
        r"|façon d'écrire|plume vous|orthographe vous|écriture)|vu (?:votre|ton) (?:style|façon|vocabulaire|pseudo)",
        r"(?:dans|de|à|sur) quel(?:le)?s? (?:dépôts?|services?|équipes?|agences?|classes?|promos?|chantiers?"
        r"|ateliers?|magasins?|usines?|sites?"
        r"|postes?) (?:êtes|travaillez|bossez|exercez|es|travailles|bosses)(?:-vous|-tu)?|quel(?:le)? (?:dépôt"
        r"|service|équipe) êtes-vous",
        r"(?:vous|tu) (?:travaillez|bossez|travailles|bosses) (?:bien |donc )?(?:au|à|chez"
        r"|dans) \w+(?= ?\w* ?(?:\?|, non))",
        r"(?:seules?|il n'y a(?: eu)? que|nous n'avons eu qu'|nous n'avons qu'|on n'a eu qu'|ils ne sont que"
        r"|vous n'êtes que) ?(?:\w+ )?"
        r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|\d{1,2}) (?:seule? )?(?:personnes?|clients?|clientes?"
        r"|familles?|salariés?|employés?"
        r"|étudiants?|patients?|agents?|collègues?|élèves?|parents?|locataires?|adhérents?|chantiers?|réservations?)",
        r"parmi les (?:deux|trois|quatre|cinq|six|sept|huit|dix|\d{1,2}) (?:qui|à|personnes|clients|salariés)",
        r"(?:réduit|restreint|limite|resserre) (?:vite |bien |beaucoup |singulièrement "
        r"|sérieusement )?(?:la liste|le champ|les possibilités"
        r"|le cercle)|(?:remont\w+|remonte) jusqu'à (?:vous|toi|l'auteur)|derrière (?:ce|votre|ton) (?:pseudo"
        r"|compte|profil|masque)"
        r"|(?:révél|dévoil)\w+ (?:votre|ton) (?:nom|identité)|qui (?:êtes-vous|es-tu)(?: vraiment)?|sous (?:votre"
        r"|ton) vrai nom"
        r"|reconna\w+ (?:bien |là |tout de suite |très bien )?(?:votre|ton) (?:style|plume|écriture|patte|façon"
        r"|ton|humour)"
        r"|(?:c'est|ce serait|ce ne serait pas) (?:bien )?(?:toi|vous)(?: \w+)?,(?= \w+)"
        r"|montre(?:z|r)? (?:votre|ton) (?:vrai )?visage|enquête (?:pour|afin d')\s*(?:identifier|trouver|savoir)",
    ),
    en=(
        r"(?:we|i)(?:'ll|'ve| will| can| have| could| do| think| believe| already| soon| probably| shall"
        r"|'re going to| are going to| just"
        r"| might| now| intend to| are able to)*"
        r" (?:know|guess|work(?:ed)? out|recogni[sz]ed?|tell|find out|figured? out|identif(?:y|ied)|found out"
        r"|establish|see|trace)"
        r" (?:i know |exactly |precisely |perfectly |very |well |quite |full )*(?:who (?:you|this|wrote|is|posted"
        r"|we|said|has|might)\w*"
        r"|which (?:one |\w+ )?(?:one |\w+ )?(?:of|this|you|it)|you from|your (?:real )?(?:name|identity)"
        r"|where you (?:work|live|sit|are)|whose)",
        r"(?:narrows?|narrowed) (?:it|this|things|the list|the field) down(?! to the| to a)(?: \w+)?"
        r"|narrows the (?:list|field)",
        r"(?:take (?:us|me)|won't be hard|won't take|be easy|isn't hard|not hard|hard|enough|easy"
        r"|able)(?: \w+){0,2} to (?:see|know|find out"
        r"|work out|tell|guess|identify|establish) (?:who|which|whose)(?: \w+)? (?:this|you|it|wrote|posted|is)",
        r"(?:only|just) (?:had |have |got )?(?:one|two|three|four|five|six|seven|eight|a handful of"
        r"|\d{1,2}) (?:people|famil(?:y|ies)|customers?|guests?|clients?"
        r"|staff|employees|members?|colleagues|tenants?|patients?|students?|parents?|bookings?|households?|drivers)"
        r"(?= (?:\w+ ){0,3}(?:gave|give|have|had|has|used|use|know|knew|were|was|booked|left|stayed|came"
        r"|complained|could|fit|match|this|that))",
        r"your (?:turn of phrase|writing style|style of writing|way of writing|spelling gives|ip address"
        r"|real (?:name|identity)|handle gives"
        r"|choice of words (?:tells|gives|narrows))|behind (?:this|that|your|the) (?:account|handle|screen ?name"
        r"|username|profile|mask)",
        r"let me guess|you must be (?:the|one of|that|from|in|our)(?= \w+)|(?:unmask|expose|identify|out) (?:you"
        r"|the (?:author|person|poster))"
        r"|(?:trace|track) (?:this|the|your|that) (?:post|account|message|comment|review)(?: back)?|track you down",
        r"(?:was|is|were) (?:this|it|that|you) (?:perhaps|maybe|by any chance|possibly)(?: \w+){0,5} (?:from|with"
        r"|who|in) "
        r"(?:the|our)|who your (?:teacher|manager|supervisor|boss|line manager|colleagues?) (?:is|are)"
        r"|which (?:class|team|shift|depot|crew|ward|department|site|branch|group|tutor) (?:you're|you are"
        r"|you were|you work) ?\w*"
        r"|which (?:depot|shift|branch|team|ward|department|class|site|crew|floor|office|warehouse) (?:are|do"
        r"|did) you (?:in|on|at|with|from"
        r"|work\w*)|where (?:exactly )?do you work|who (?:are you|is this)(?: really)?(?=\s*\?)",
        r"(?:reveal|share|publish|pass on|disclose) (?:your|the author's) (?:name|identity)",
    ),
)
"""Trying to find out, or saying to know, who an author is."""

ROLE: Final = cues(
    fr=(
        r"(?:notre|nos|votre|le|la|l'|un|une|du|au) ?(?:livreur|livreuse|conseiller|conseillère|technicien"
        r"|technicienne|vendeur|vendeuse|chauffeur"
        r"|conducteur|conductrice|serveur|serveuse|agent|caissier|caissière|responsable|directeur|directrice"
        r"|collègue|coach|médecin|infirmière"
        r"|infirmier|professeure?|gérante?|employée?|opticien|opticienne|coiffeur|coiffeuse|moniteur|monitrice"
        r"|hôtesse|stagiaire|apprentie?"
        r"|salariée?|spectatrice|spectateur|clients?|cliente|voisine?|patiente?|locataire|autre (?:client|cliente"
        r"|passager|voisin))"
        r"(?: de \w+| du \w+)?,?",
    ),
    en=(
        r"(?:our|the|your|my|a|an) (?:\w+ )?(?:driver|courier|advis[eo]r|technician|engineer|assistant|cashier"
        r"|waiter|waitress|server|manager"
        r"|colleague|coach|doctor|nurse|teacher|receptionist|agent|supervisor|trainee|employee|porter|steward"
        r"|cleaner|stylist|installer|plumber"
        r"|customer|guest|neighbou?r|patient|tenant|optometrist|chef|clerk),?",
    ),
)
"""Roles: a name behind one of them is somebody else's."""

TITLE: Final = cues(
    fr=(r"(?:mme|mlle|madame|monsieur|docteur|dr|pr|maître|me)\.?",),
    en=(r"(?:mr|mrs|ms|miss|dr|prof|sir)\.?",),
)
"""Titles: behind one of them, once the greeting is over, as well."""
