"""Frames of personal data: asking in any order, telling what only a file holds, and closing in on an author."""

from __future__ import annotations

import re
from typing import Final

from detente.rules.composure.cues import cues
from detente.rules.composure.folded import fold

MORE_ASK: Final = cues(
    fr=(
        r"c'est (?:quoi|où)|(?:si|quand) (?:vous|tu) (?:nous |me |m')?(?:laiss|donn|envoy|mett|post|gliss"
        r"|communiqu)\w+",
        r"(?:pose|glisse|laisse|mets|donne|file|note|écris|rajoute|ajoute|indique|redis)(?= (?:ici|juste|donc"
        r"|moi|nous"
        r"|ton|ta|tes|là))|(?:posez|redonnez|redites|complétez|citez|fournissez|ajoutez)(?= (?:ici|juste|votre"
        r"|vos|le|la))",
        r"(?:il |on |j'|nous )?(?:me |nous |m'|y )?(?:faut|faudra|faudrait|manque|manquerait|suffit)(?: juste"
        r"| seulement"
        r"| encore)?|(?:j'aurai|nous aurons|on aura|j'aurais|on va avoir|nous allons avoir) (?:juste "
        r"|aussi )?besoin (?:de"
        r"|d'|du)",
    ),
    en=(
        r"(?:we|i)(?:'ll| will|'d| would)? (?:just |only |also |first |still )?(?:want|need|be needing"
        r"|be wanting|be after"
        r"|have to have|could do with|'re after|are after|'re missing|am missing)|what (?:we|i) (?:need"
        r"|want)(?: [\w']+)"
        r"{0,4}(?= ?:| is| are)|(?:stick|chuck|fire|whack|quote|pass|note|dm|slip|bung|ping)(?: us| me| over"
        r"| along)?",
    ),
)
MORE_PERSONAL: Final = cues(
    fr=(
        r"(?:le|un) nom (?:sur|de|qui figure sur) (?:la|votre) (?:réservation|commande)|(?:un|le) numéro où",
        r"(?:votre|ton|l'|la|le)? ?(?:plaque(?: d'immatriculation)?|immatriculation|numéro de (?:chambre"
        r"|série de (?:votre"
        r"|ton) permis|table de naissance))|(?:votre|ton) (?:06|07|âge|numéro de sécu\w*|ordonnance|bulletin"
        r"|justificatif\w*)|(?:nom|prénom|classe|âge) de (?:votre|ton|l') ?(?:enfant|fils|fille|mère|père|mari"
        r"|femme)",
    ),
    en=(
        r"(?:the )?name (?:(?:the|your|it) (?:\w+ )?(?:was|is|were) (?:\w+ )?(?:under|in)|on the (?:booking"
        r"|order|account))",
        r"(?:your |the )?(?:licen[cs]e plate|number ?plate|registration(?! (?:form|page|link|fee))|your plate"
        r"|plate(?= ?,| and|"
        r" number)|room number|national id|number on (?:the \w+ of )?(?:your|the) (?:card|badge))"
        r"|(?:your )?(?:child|son|daughter|mum|mother|dad|wife|husband"
        r"|partner)'s (?:full"
        r" )?(?:name|age|class|date)|(?:proof of|two proofs of|your) (?:identity|id)(?= |,|\.)|your (?:age|diagnosis"
        r"|prescription|flat number|house number)",
    ),
)
MORE_HERE: Final = re.compile(
    fold(r"(?<!\w)(?:en dessous|dessous|juste là|plus bas|underneath|under(?:neath)? this|in a reply|right here)(?!\w)")
)
TO_THEM: Final = re.compile(r"\s+(?:you|them|her|him)(?!\w)")
"""Behind "give" or "send": it is we who give."""
WE_GIVE: Final = re.compile(
    r"(?<!\w)(?:je|nous|on)\s+(?:vous|te|lui)\s+(?:(?:ai|fais|avons|faisons|fait|vais|allons|va|peux|pouvons"
    r"|peut)\s+)*$"
)
"""Before "envoyer": we do it for them."""

OPEN_ASK: Final = cues(
    fr=(
        r"(?:dans|de) quel(?:le)? (?:rue|immeuble|étage|chambre|classe)(?: [\w'-]+){0,6} ?\?",
        r"(?:quel(?:le)?|à quel(?:le)?|sous quel(?:le)?|au) (?:nom de qui|nom|prénom|mail|e-?mail|adresse)"
        r"(?: [\w'-]+){0,8} ?\?",
    ),
    en=(
        r"(?:which|what) (?:flat|apartment|street|house|floor|room|class|ward) (?:are|is|do|does|did"
        r"|were)(?: [\w'-]+){0,5} ?\?",
        r"(?:what|which|whose|under what) (?:e-?mail|surname|name|mobile|phone number"
        r"|address)(?: [\w'-]+){0,8} ?\?",
    ),
)
"""A question for something personal in words of its own: the writer looks."""

TELLS: Final = cues(
    fr=(
        r"(?:votre|ton) (?:mari|femme|fils|fille|compagne|compagnon|conjointe?|mère|père) (?:a|avait|était"
        r"|est) (?:\w+ )?(?:signé|informé"
        r"|venu|passé|appelé|payé|annulé|retiré|prévenu)e?",
        r"(?:vous aviez|vous étiez|vous avez) (?:\w+ )?(?:bu|ivre|saoule?|alcoolisée?)|(?:vous avez"
        r"|tu as) (?:déjà )?(?:annulé|manqué"
        r"|retourné|renvoyé|réclamé) (?:\d+|deux|trois|quatre|cinq|six|plusieurs) fois|(?:client|cliente|voisin"
        r"|voisine|famille"
        r"|locataire)s? (?:du|de la|au) (?:\d+\w*|chambre|table)",
        r"(?:vous (?:logiez|logez|habitez|résidez|occupiez|occupez)|tu (?:loges|habites)) (?:au|à la|en|rue|chambre)"
        r"|(?:prélèvement|chèque|paiement|virement|carte)s?(?: [\w']+){0,4} (?:a été|ont été|est|sont"
        r"|était) (?:\w+ )?(?:rejet"
        r"|refus|impay)\w*|reste (?:encore )?\d+ ?(?:€|euros) à (?:régler|payer)|(?:vos|tes) (?:impayés|dettes"
        r"|arriérés"
        r"|retards de (?:paiement|loyer)|analyses|bulletins?|notes d\w+)|(?:votre|ton) (?:fils|fille"
        r"|enfant) (?:\w+ )?(?:a"
        r" redoublé|redouble|est (?:suivie?|exclue?|en échec))|(?:nos|notre) (?:notes|fiches?|dossiers?"
        r"|relevés) (?:\w+ )?"
        r"(?:dise?n?t|indique\w*|montre\w*|mentionne\w*) que vous",
        r"(?:chambre|appartement|appt|logement|siège|lit|bâtiment) (?:n° ?)?\d{1,4}[a-z]?|locataire du \d+",
        r"(?:votre|ton) (?:solde|découvert|loyer|dette|impayé|arriéré|taux|salaire"
        r"|résultat\w*)(?: [\w']+){0,4} (?:est|sont"
        r"|de|à) (?:de )?(?:\d|positi|négati)[\d.,]*\w*|vous (?:nous )?devez (?:encore |toujours )?\d+",
        r"(?:d'après|selon|dans) (?:votre|ton|notre|nos) (?:dossier|compte|historique|fichier|fichiers"
        r"|système)[ ,]+(?:on |"
        r"nous |je )?(?:vous|tu|voit|voyons|vois)",
        r"(?:votre|ton|la|le) (?:compagne|compagnon|mari|femme|fils|fille|mère|père|conjointe?) (?:est|était"
        r"|a été) (?:\w+"
        r" )?(?:suivie?|hospitalisée?|soignée?|traitée?|en cure|patiente?)",
    ),
    en=(
        r"you owed? (?:us )?(?:two|three|four|several|money|rent|a (?:month|week|balance))",
        r"you (?:had|were|'d) (?:\w+ )?(?:been )?(?:drinking|drunk|high)|you(?:'ve| have)? (?:cancelled|missed"
        r"|returned|complained) (?:\w+ )?"
        r"(?:\d+|two|three|four|five|six|several|many) times|your (?:wife|husband|partner|girlfriend|boyfriend"
        r"|ex) (?:picked|came"
        r"|called|told|signed|booked|collected|paid)|(?:customer|guest|neighbour|lady|tenant|family) (?:in|at"
        r"|from|on) (?:the \w+"
        r" floor|room|flat|table|number)",
        r"(?:you live|you're staying|you stayed|you were staying|you are staying) (?:at|in) (?:number|no|room"
        r"|flat|the)"
        r"|(?:card|cheque|check|payment|direct debit)s? (?:was|were|has been|have been|got|is"
        r"|keeps?) (?:\w+ )?(?:declin|bounc"
        r"|refus|reject|overdue)\w*|(?:months?|weeks?|payments?) (?:behind|in arrears|overdue)|your (?:arrears"
        r"|overdraft|debts?"
        r"|blood|scan|test results|grades)|(?:our|the|your|my) (?:notes?|logs?|files?"
        r"|records?) (?:\w+ )?(?:says?|shows?|tells?"
        r" us|mentions?|suggests?) (?:that )?you(?: \w+)?",
        r"(?:room|flat|apartment|apt|unit|seat|bed|ward|plot|house number|row) (?:no\.? ?"
        r"|number )?\d{1,4}[a-z]?(?! (?:is"
        r" free|km|miles))",
        r"(?:your|own|her|his) (?:[\w-]+,? ){0,4}(?:balance|arrears|overdraft|debt|level|count|result|results"
        r"|test|salary"
        r"|score|reading)(?: \w+)? (?:is|are|was|were|stands at|came back) (?:at |now )?(?:[£$€]?\d|positive"
        r"|negative)"
        r"[\d.,]*",
        r"you (?:still |currently )?owe (?:us )?[£$€]?\d|(?:our|the|your) (?:records?|file|system|account"
        r"|history) (?:\w+ )?"
        r"(?:shows?|says?|tells?|has) (?:that )?(?:you|us you)(?!r)|(?:tests?|results?|scan|sample) (?:is|was"
        r"|came back) (?:positive|negative)|(?:card|account|member|number) \d{3,6}(?:,"
        r"| shows| is"
        r" in)",
    ),
)
"""What only a file or a neighbour knows of somebody."""

NAMED_FIRST: Final = cues(
    fr=(
        r"(?:,|\() ?(?:notre|nos|ma|mon|le|la|l'|un de nos|une de nos) ?(?:collègue|responsable|livreur"
        r"|livreuse|technicien"
        r"|technicienne|vendeur|vendeuse|chauffeur|conseiller|conseillère|directeur|directrice|chef|cheffe|gérante?"
        r"|serveur|serveuse|caissier|caissière|stagiaire|apprentie?)(?= ?[,).]| de| du| qui| vous)",
    ),
    en=(
        r"(?:,|\() ?(?:our|my|the) (?:\w+ )?(?:colleague|manager|driver|courier|engineer|technician|adviser"
        r"|advisor|cashier"
        r"|waiter|waitress|supervisor|trainee|receptionist|nurse|chef|assistant|clerk|director)(?= ?[,).]| who"
        r"| at| in)",
    ),
)
"""A role behind a name: "Bruno, our driver"."""

CLOSING_IN: Final = cues(
    fr=(
        r"(?:faire|fait|ferons|fera|ferai|faisons) (?:[\w]+ )?(?:le|les|un|des) (?:rapprochement|recoupement)s?"
        r"|vite fait"
        r" (?:de savoir|le tour)|(?:liste|cercle)(?: [\w']+){0,4} (?:est|sont|sera) (?:\w+ )?(?:courte?"
        r"|vite (?:faite?"
        r"|établie?)|petite?|restreinte?)|pas (?:besoin d'être|sorcier)(?=[^.!?]{0,40}(?:devin|détective"
        r"|sherlock|savoir"
        r"|trouver))",
        r"(?:planning|badge|pointage|caméra|registre|image|connexion|log|fichier"
        r"|réservation)\w*(?: [\w']+){0,5} (?:dira"
        r"|diront|montrera|montreront|permettra|permettront|suffira|suffiront|parlera"
        r"|parleront)(?=[^.!?]{0,40}(?:qui|vous"
        r"|auteur|nom))",
        r"(?:d'où|où) (?:vient|viennent|sort) (?:la|cette|les|ces) (?:fuites?|informations?|indiscrétions?)"
        r"|(?:auteur|source"
        r"|origine) (?:de|des) (?:la |cette |ces |l')?(?:fuites?|indiscrétion\w*|rumeurs?)",
    ),
    en=(
        r"(?:not|isn't|hardly) (?:exactly )?(?:a )?(?:very )?(?:long|big) list|(?:short|small|tiny) list (?:of"
        r"|to)|list of"
        r" (?:candidates|suspects|possibilities)|(?:doesn't|does not|won't) (?:leave many"
        r"|take (?:a )?(?:detective|genius"
        r"|sherlock))|put(?:ting)? two and two together",
        r"(?:rota|roster|log|camera|cctv|badge|booking|till|ip)\w*(?: [\w']+){0,5} (?:will|would|can|should"
        r"|'ll) (?:tell"
        r"|show|say|confirm)(?=[^.!?]{0,30}(?:who|which of|you))",
        r"(?:where|how) (?:this|the|that) (?:leak|story|information) (?:came|got|comes)|source of (?:this|the"
        r"|that) leak"
        r"|(?:the|whoever is the) leaker",
    ),
)
"""Saying how the author will be found."""

CLOSING_IN_MAYBE: Final = cues(
    fr=(
        r"qui que (?:vous soyez|tu sois)|(?:ressembl|rappell|fai\w+ penser)\w* (?:[\w']+ ){0,4}(?:un de nos"
        r"|une de nos|ancien\w*|collègue"
        r"|salarié\w*)|(?:une? seule?) (?:\w+ ){1,8}(?:le vôtre|la vôtre|vous) donc",
        r"(?:retrouv|reconn|repér|revu|vérifi|visionn|regard)\w* (?:[\w']+ ){0,3}(?:votre|ton) (?:visage"
        r"|silhouette|plaque|passage (?:sur|à|avec))|(?:sur|avec|dans) (?:les|nos) (?:caméras|images"
        r"|enregistrements)|(?:vous"
        r"|tu) [^.!?]{3,60},?"
        r" par hasard ?\?|(?:on|nous) (?:\w+ )?(?:s'est|sommes) (?:déjà )?(?:croisé|rencontré|vu)\w*",
        r"si (?:c'est|vous êtes|tu es) bien (?:vous|toi|la|le|l'|celui|celle)|(?:est-ce|c'était"
        r"|serait-ce) (?:bien )?(?:vous"
        r"|toi) (?:qui|la|le)|(?:se souvient|souvenons|souviens) (?:\w+ )?(?:de|d') ?(?:vous|toi|votre passage)",
    ),
    en=(
        r"whoever (?:you are|wrote|posted)|(?:sounds|reads|looks|writes) (?:\w+ )?like (?:someone|somebody"
        r"|one of|a former|an old)|only (?:one"
        r"|two|three|four|\d) [^.!?]{3,40},? so (?:you|it) (?:must|has to|have to|can only)",
        r"(?:cameras?|cctv|footage|recordings?|door log)(?= [^.!?]{0,30}(?:found|(?:saw|see|show\w*"
        r"|spot\w*) (?:you|who|which)))|(?:we've"
        r"|we have|haven't we)"
        r" (?:\w+ )?(?:met|seen each other)|(?:seen|spotted|found) (?:you|your (?:visit|car|face|table"
        r"|booking)) (?:on|in)"
        r"|you [^.!?]{3,60},? by any chance",
        r"(?:are|were|is it|aren't|weren't|wouldn't) you (?:\w+ )?(?:the one|the person|by any chance)"
        r"|you wouldn't happen to"
        r" be|if (?:you're|you are|this is) (?:who|the (?:person|customer|guest|one) (?:i|we))|(?:i|we) (?:do "
        r"|well )?"
        r"remember you(?! to)",
        r"(?:sit|call|get|bring) (?:everyone|everybody|the (?:team|crew|staff|shift)) (?:down|in|together)"
        r"|ask(?:ing)? around",
    ),
)
"""Perhaps closing in on the author: the writer looks."""

COMES_FORWARD: Final = cues(
    fr=(
        r"(?:me|se|nous) dout\w+ (?:bien )?(?:de |d')?(?:qui|quel|quelle|d'où|où)|sous (?:un|une) (?:autre"
        r"|nouveau|nouvelle|énième)"
        r" (?:nom|compte|pseudo|identité|profil)",
        r"sign(?:ez|e|er) (?:donc |plutôt )?(?:de|avec|sous) (?:votre|ton) (?:vrai )?nom|derrière (?:un|votre"
        r"|ton|son|leur)"
        r" (?:écran|clavier|pseudo\w*)|(?:quelqu'un|personne|gens|courageux|accusateur) sans (?:nom|visage)"
        r"|(?:curieux|étrange|drôle|amusant|bizarre"
        r"|comme par hasard)"
        r"[, ]+(?:que |ce |qu'|un |ces )(?:[\w']+ ){0,3}(?:compte|profil|pseudo|commentaire|message|avis)|(?:ex"
        r"|ancien\w*)[ -]"
        r"(?:salarié|employé|collègue|collaborat)\w*",
        r"(?:identifi|présent|montr)ez-vous|faites-vous connaître|sous couvert d'anonymat"
        r"|(?:à )?visage découvert|(?:compte"
        r"|profil|pseudo) (?:\w+ )?(?:anonyme|vide|récent|sans photo|sans nom)|votre (?:vrai|véritable) nom",
    ),
    en=(
        r"(?:hunch|inkling|suspicion|suspect) (?:as to |about |of )?(?:which|who|where)|under (?:a|an"
        r"|another) (?:\w+ )?(?:name|account"
        r"|handle|alias)",
        r"(?:sign|post|use) (?:with |under )?your (?:own |real |actual )?name|behind (?:a|your|that"
        r"|the) (?:screen|keyboard"
        r"|handle)|(?:somebody|someone|people|anyone) without a name|nameless|(?:funny|curious|odd|strange"
        r"|interesting"
        r"|convenient)(?:ly)?"
        r" (?:how|that|timing)|(?:former|ex|disgruntled)[ -](?:employee|colleague|member of staff|staff"
        r"|worker)s?|(?:let (?:someone"
        r"|somebody) go|someone we let go)",
        r"(?:identify|introduce) yourself|come forward|hid(?:e|ing) behind|(?:anonymous|empty|brand new|new"
        r"|faceless|no-name)"
        r" (?:account|profile|reviewer|poster)|your real name|say who you are",
    ),
)
"""Asking an author to show who they are, or calling the account a mask."""

FEW: Final = cues(
    fr=(
        r"(?:peu de (?:monde|gens|personnes|clients|salariés)|rares sont ceux|(?:vous n'êtes|ils ne sont"
        r"|nous ne sommes) pas"
        r" (?:si |très )?nombreux)(?= [^.!?]{0,50}(?:présent|savai|savent|pouvai|étai|connai|à avoir|ce matin"
        r"|ce jour|ce soir))",
        r"(?:il n'y a|n'y a|il n'existe|nous n'avons)(?: eu)? (?:qu'un|qu'une|que deux|que trois"
        r"|que quatre) (?:seule? )?"
        r"(?:équipe|service|agence|classe|personne|client|cliente|famille|locataire)",
    ),
    en=(
        r"(?:not many|few|very few|hardly any|not that many|only so many|a handful of) (?:people|customers"
        r"|guests|staff|of you"
        r"|tenants|patients|drivers) (?:were|was|knew|could|had|saw|work)",
        r"there(?:'s| is| was| are| were) (?:only )?(?:one|just one|two|just two|three"
        r"|just three) (?:[\w-]+ ){0,3}(?:crew"
        r"|team|shift|depot|class|branch|customer|guest|family|tenant|member of staff|person)(?= (?:on|at|in"
        r"|who|that|with"
        r"|there))",
    ),
)
"""Counting among how few the author is."""

CALLED: Final = re.compile(
    r"(?<!\w)(?:merci|thanks?|bravo)(?!\w)|(?:(?<!\w)(?:merci|thanks|thank you|bravo|bonjour|bonsoir|hello|hi"
    r"|dear|cher|chere|sorry|rue|avenue|place"
    r"|boulevard"
    r"|saint|sainte|st|lycee|college|hopital|clinique|ecole|school|hospital|street|house|hall|park|theatre|chez"
    r"|je suis"
    r"|i'm|i am|m'appelle|ici|signe|moi c'est)\s+(?:a |to |for )?|[-—–~^/]\s*|,\s*)$"
)
"""Just before a name: a greeting, thanks, a place or a signature."""
ADDRESSED: Final = re.compile(r"\s*(?:[,:!?]|[-—–]|street|road|house|hall|court|park|theatre|hospital|school)")
"""Just behind it: it is spoken to, or a place."""
OF_THEM: Final = re.compile(r"(?<!\w)(?:a|avec|par|with|by|from|was|c'est|c'etait|est|is)\s+$")
"""Just before a name, whatever follows: it is spoken of."""
SPOKEN_OF: Final = re.compile(
    r"(?:'s(?!\w)|,?\s+(?:in|at|on|from|de la|du|des|de l'|qui|who|is|was|has|est|a ete|etait)(?!\w))"
)
"""Just behind a name that begins a text: it is spoken of."""
