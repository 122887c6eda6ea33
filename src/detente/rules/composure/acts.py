"""Cues of an act: what we did or will do, never what we feel, read, wish or try."""

from __future__ import annotations

from typing import Final

from detente.rules.composure.cues import cues

_LINK_FR: Final = (
    r"(?:vous |te |la |le |les |lui |leur |l'|m'en |m'|y |en |nous |donc |aussi |moi-même |également "
    r"|tout de suite )*"
)
_ADVERB_FR: Final = (
    r"(?:déjà |bien |aussi |tout de suite |immédiatement |moi-même |également |donc |personnellement |vite "
    r"|aussitôt )*"
)
_ADVERB_EN: Final = r"(?:already |just |also |now |personally |since |immediately |both |then )*"

# What follows "j'ai" or "je" without being an act: reading, feeling, thinking, wishing, and words that are no verb.
_NO_DEED_FR: Final = (
    r"(?:bien )?(?:une|cette|toutes?|votre|notre|aucune|quelques?|hâte|honte|peine|même|lue?s?|vue?s?|compris"
    r"|entendu|noté"
    r"|reçu|connu|senti|ressenti|pensé|cru|espéré|aimé|voulu|essayé|attendu|remarqué|constaté|découvert|appris"
    r"|imaginé"
    r"|regretté|été|eu|pu|dû|dit|promis|pris (?:connaissance|note|bonne)|confiance|besoin)(?!\w)"
)
_NO_ACT_FR: Final = (
    r"(?:suis|comprends|vois|sais|pense|crois|regrette|imagine|mesure|espère|souhaite|peux|dois|veux|voudrais"
    r"|remercie"
    r"|présente|excuse|reste|partage|entends|note|prends (?:note|bonne|acte)|reconnais|conçois|déplore|trouve"
    r"|aimerais|invite"
    r"|prie|ai|devine|sens|doute|étonne|serai|aurai|pourrai|saurai|manquerai|assure|garantis|promets|apprécie"
    r"|rappelle qu"
    r"|répète|conteste|démens|nie|refuse|constate|considère|juge|interroge|tiens à|demande pardon|confirme qu"
    r"|dirais|pourrais"
    r"|connais|me mets|me réjouis|me permets|réjouis|permets|ne|n')(?!\w)"
)
_WE_FR: Final = (
    r"rembours(?:ons|erons)|renvoyons|renverrons|envoyons|enverrons|remplaçons|remplacerons|corrigeons"
    r"|corrigerons|annulons"
    r"|annulerons|rappelons(?! qu)|rappellerons|réparons|réparerons|créditons|créditerons|vérifions|expédions"
    r"|expédierons"
    r"|livrons|livrerons|relançons|contactons|recontactons|recontacterons|ouvrons|bloquons|suspendons|retirons"
    r"|retirerons"
    r"|changeons|changerons|modifions|modifierons|ajoutons|ajouterons|adaptons|formons|recrutons|cherchons"
    r"|recherchons"
    r"|reprenons|échangeons|échangerons|publions|publierons|reprendrons|arrêtons|revenons|reviendrons|répondons"
    r"|répondrons"
    r"|transmettons|confions|installons|installerons|refaisons|prolongeons|offrons|posons|testons|contrôlons"
)
_FIXED_FR: Final = (
    r"(?:rembours|renvoy|remplac|corrig|annul|répar|crédit|livr|expédi|lanc|arrêt|bloqu|chang|modifi|régl|ajout"
    r"|command"
    r"|programm|confi|nettoy|avanc|réserv|affich|prolong|signal|vérifi|contrôl|contact|relanc|rappel|déplac"
    r"|renforc)ée?s?"
    r"|(?:retir|rétabl|rempl|reparti|parti|revenu|rouvert|refait|résolu|suspendu|transmis|revu|repris|remis"
    r")\w{0,3}"
)
_NO_DEED_EN: Final = (
    r"(?:noted|received|noticed|wished|wanted|hoped|expected|experienced|enjoyed|appreciated|tried|learned|needed"
    r"|seemed"
    r"|considered"
    r"|worked hard|reached|valued|agreed|missed|loved|liked|disappointed|committed|dedicated|dispute\w*"
    r"|deni\w*)(?!\w)"
)
_DONE_EN: Final = (
    r"sent|resent|rung|put|found|spoken|told|set|reset|written|brought|got|made|taken|done|had (?:it|them|your"
    r"|the)|given|begun"
    r"|spoke|rang|went|wrote|gave|took|drove|met|ran|bought|caught|stood|sat down|brought|chose|dealt|drew|began"
    r"|rode|woke"
    r"|begun|built|cut|drawn|gone|held|kept|laid|left|paid|rebuilt|redone|run|shown|shut|spoken|swept|thrown|pulled"
)
_DOING_EN: Final = (
    "ask|open|reopen|pass|raise|send|resend|refund|cancel|correct|fix|check|call|ring|contact|report|flag|log"
    "|book|order|ship"
    "|post|remove|replace|stop|add|change|credit|move|put|find|speak|escalate|forward|tell|alert|warn|start"
    "|arrange|set"
    "|reset|update|restore|block|pause|pull|trace|locate|write|chase|hand|share|file|clear|confirm|unlock|reserve"
    "|schedule"
    "|take (?:it|this|them|that|care|over)|bring|come back|be back|get back|reply|answer|explain|let you know"
    "|follow|make"
    "|message|show|give|go|keep|review|be (?:here|there|in touch)|hold|meet|pay|repair|install|train|test|publish"
    "|read"
)
_NO_PLAN_EN: Final = (
    r"(?:look|try|see|have|need|be|consider|miss|love|like|understand|hope|never|not|always|do (?:our|my)|think"
    r"|take|continue"
    r"|strive|bear|remember|gladly|happily|sue|see you in)(?!\w)"
)
_NO_DOING_EN: Final = (
    r"(?:hoping|looking|feeling|thinking|trying|having|wondering|being|getting|considering|doing|wishing|assuming"
    r"|going to)"
)

ACT: Final = cues(
    fr=(
        r"(?:j'ai|nous avons|on a) noté (?:votre|ton|le|la|un) (?:passage|rendez-vous|visite|rappel|créneau"
        r"|livraison|retour)",
        r"(?:j'ai|nous avons|on a|je (?:l'|les |vous )?ai) (?:\w+ment |déjà |aussi |moi-même )?(?:(?:fait"
        r"|laissé) (?!part|confiance)\w+(?:er|ir|re)"
        r"|(?:re)?mis(?= )(?! du temps| longtemps)|repris|pris (?:rendez-vous|contact|les|en main|la place))",
        rf"j'(?:y |en |l')?ai {_ADVERB_FR}(?!{_NO_DEED_FR})\w{{3,}}(?:é|i|u|is|it|ert)e?s?",
        rf"je (?:l'|les |vous |lui |leur |vous l'|la )*ai {_ADVERB_FR}(?!{_NO_DEED_FR})\w{{3,}}(?:é|i|u|is|it"
        rf"|ert)e?s?",
        rf"(?:nous (?:l'|les |vous )?avons|on a) {_ADVERB_FR}(?!{_NO_DEED_FR})\w{{3,}}(?:é|i|u|is|it|ert)e?s?",
        rf"je (?!{_LINK_FR}{_NO_ACT_FR}){_LINK_FR}\w{{3,}}",
        r"j'(?:en |y )?(?!ai|aurai|avais|aurais|espère|imagine|entends|aime|attends|étais|ignore|invite|avoue"
        r"|admets|ose"
        r"|apprécie|adore|estime|assume|insiste|irai)\w{4,}",
        rf"(?:nous|on) {_LINK_FR}(?:{_WE_FR})",
        r"nous (?:venons de|sommes en train de) \w+",
    ),
    en=(
        rf"(?:i've|i have|we've|we have) {_ADVERB_EN}(?!{_NO_DEED_EN})(?:\w{{3,}}ed|{_DONE_EN})",
        rf"(?:i|we) {_ADVERB_EN}(?!{_NO_DEED_EN})(?:\w{{3,}}ed|{_DONE_EN})",
        r"(?:i've|we've|i have|we have|i|we) had (?!enough|to |no |trouble|problems?|similar|the pleasure"
        r"|complaints?|reports?"
        r"|a (?:chance|look|similar|good|bad))\w+(?: \w+){0,6} (?:\w{3,}ed|put|sent|cut|set|taken|reset|swept"
        r"|redone|with)",
        r"(?:i|we) can \w+ (?:\w+ ){0,6}(?:today|tonight|tomorrow|right away|straight away|(?:by|within|before) \w+"
        r"|this (?:morning|afternoon|evening|week))",
        r"what (?:i|we)(?:'ve| have)? (?:did do|did|can do|have done|done)(?= is| was|:)",
        rf"(?:i'll|i will|i'm going to) (?:also |personally |now |then |just )*(?:{_DOING_EN}"
        rf"|(?!{_NO_PLAN_EN})\w{{3,}})",
        rf"(?:we'll|we will|we're going to) (?:also |personally |now |then |just )*(?:{_DOING_EN})",
        rf"(?:i'm|i am|we're|we are) {_ADVERB_EN}(?!{_NO_DOING_EN})\w{{3,}}ing",
    ),
)

DONE: Final = cues(
    fr=(
        rf"(?:est|sont|a|ont|a été|ont été|vient d'être|viennent d'être) {_ADVERB_FR}(?:{_FIXED_FR})",
        r"(?:a été|ont été|vient d'être|(?:dossier|ticket|demande|enquête|réclamation) est) (?:\w+ )?ouverte?s?",
        r"(?:est|sont) (?:bien |déjà )?(?:en route|à jour|à nouveau|de nouveau)",
        r"c'est (?:fait|corrigé|réglé|réparé|rétabli|remboursé|parti)",
    ),
    en=(
        rf"(?<!you\s)(?<!must\s)(?<!should\s)(?<!could\s)(?<!might\s)(?:has|have) (?:now |already "
        rf"|just )?(?:been )?(?!{_NO_DEED_EN}|been)(?:\w{{3,}}ed|{_DONE_EN})(?! to wait)",
        r"(?:is|are) (?:now |already )?being \w{3,}",
        r"(?:went|goes|is going|are going|is on its way|are on their way) (?:back|out)",
        r"(?:is|are) (?:now |already )?(?:off|back|fixed|mended|repaired|replaced|open again|running again"
        r"|in place|live)",
        r"it's (?:done|fixed|refunded|on its way|sorted)",
    ),
)
"""An act that is done, said without a first person."""

THEIR_TURN: Final = cues(
    fr=(
        r"(?:appelez|contactez|recontactez|écrivez|adressez|joignez|venez|passez|rapprochez|présentez|rappelez"
        r"|téléphonez"
        r"|envoyez|patientez|revenez)(?:-(?:nous|moi|vous))?",
    ),
    en=(
        r"(?:call|contact|e-?mail|write to|phone|ring|visit|see|dm|message|drop|reach) (?:us|our|the|me)"
        r"|get in touch|reach out"
        r"|come back to us|wait (?:for|until)|please (?:wait|call|contact|visit)",
    ),
)
"""Telling the author what to do: a time in such a sentence is theirs, not ours."""

EXPLAINS: Final = cues(
    fr=(
        r"voici|vous trouverez|le détail (?:est|figure)|la source|nos chiffres|le rapport|publiée?s? (?:en|le|sur"
        r"|ici)",
        r"https?",
    ),
    en=(
        r"here (?:is|are)|you(?:'ll| will| can) (?:find|read|see)|the (?:source|figures|report|detail)|published",
        r"https?",
    ),
)
"""For somebody who is misinformed, showing the facts and where they stand is the act."""

COMING_BACK: Final = cues(
    fr=(
        r"(?:je|nous|on|notre \w+) (?:vous |te |y )*(?:reviens|revenons|revient|reviendrai|reviendrons"
        r"|recontacte\w*|rappelle\w*"
        r"|tiens|tenons|tiendra\w*|réponds|répondrai|répondrons|répondra|repasse)",
        r"(?:vais|va|allons) (?:vous )?(?:revenir|recontacter|rappeler|répondre)|vous serez \w+|vous (?:aurez"
        r"|recevrez)",
    ),
    en=(
        r"(?:i|we|they|our \w+)(?:'ll| will| shall) (?:\w+ )?(?:be back|come back|get back|update|reply|answer"
        r"|let you know|call"
        r"|contact|be in touch|follow|look into)",
        r"(?:i|we)(?:'ll| will) keep you (?:posted|informed|updated|in the loop)|(?:someone|somebody"
        r"|one of (?:our|the) \w+|a colleague|a member of \w+(?: \w+)?)(?:'ll| will) (?:\w+ )?(?:be|get|contact"
        r"|call|reply|come|look)",
        r"you(?:'ll| will) (?:be|get|receive|have|hear)|look into (?:it|this)",
    ),
)
"""Signs that something is still to be done after this reply."""
