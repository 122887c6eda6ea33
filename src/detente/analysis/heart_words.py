"""Words that tell a clause with a matter from one that only greets, praises or judges. They read folded text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final


def _whole(*parts: str) -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(parts) + r")\Z")


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


_KINDS: Final[dict[str, re.Pattern[str]]] = {
    "failure": _whole(
        # French
        r"jamais|rien|aucune?|personne|pas|impossible|panne|faux|fausses?|morceau|mort|clos|fuit|fuyait|fuite"
        r"|tjr|tjs|nulle",
        r"(?:cass|cram|abim|bloqu|refus|annul|supprim|debit|prelev|factur|doubl|dechir|raccroch|jet|aval"
        r"|augment|perim|brul|bless|explos|tach|ecras|perc|plant|bugg|vol|oubli"
        r"|depos|insult|ferm|coup|lach|grinc|repli|expir|disparai?t|retard|menac|coll|gonfl|hurl|bouscul"
        r"|arrach|verrouill|trait|coinc|abandonn|ment)"
        r"(?:e|es|ee|ees|er|ait|aient|ent|u|ue|us|ues)?",
        r"perdue?s?|retards?|manqu\w+|froide?s?|mois\w+|erreurs?|incomplet\w*|vendue?s?|disparue?s?|attend\w*"
        r"|attente|sent|sentait|degoutant\w*|sales?|allergi\w+|malades?",
        r"rouill\w+|sexistes?|racistes?|mensong\w+|menteu\w+|danger\w*|urgences|blessure|inonda\w+|introuvable"
        r"|injoignable|illisible|defectueu\w+",
        # English
        r"never|not|[a-z]+n't|didnt|doesnt|havent|wont|cant|isnt|nothing|nobody|nowhere|none|broke\w*|snapp\w+"
        r"|leak\w*|late|delay\w*|lost|missing|cold|damp|damag\w+",
        r"refus\w+|cancel\w+|charged|charging|wrong|stuck|crash\w*|waiting|hung|smash\w*|dirty|filthy|rash"
        r"|doubled|closed|swallow\w+|threw|sold|rude|liar",
        r"mou?ld\w*|torn|cracked|folded|folds|fell|burnt|sick|expired|ripped|overcharg\w+|racist|sexist"
        r"|ignored|twice|fault\w*|fail\w*|unusable|smell\w*|smelt|dead|died|poison\w*",
    ),
    "hint": _whole(
        r"toujours|encore|trop|bout|ni|sans|verre|plastique|metal|cheveux?|fois|seulement|quand|meme|still"
        r"|again|over|off|no|down|without|too|only|glass|hair|metal|out",
    ),
    "thing": _whole(
        r"colis|commandes?|factures?|livr\w+|rembours\w+|comptes?|cartes?|dossiers?|forfaits?|abonnements?"
        r"|billets?|trains?|bus|chambres?|plats?|magasins?|caisses?|produits?",
        r"appli\w*|site|sav|technicien|rendez|garantie|modele|article|taille|prix|contrat|mails?|appels?"
        r"|reponse|nouvelles|paquet|tel|telephone|vol|bagages?|paye\w*|recue?s?",
        r"parcels?|orders?|bills?|deliver\w+|refunds?|accounts?|cards?|files?|plans?|tickets?|rooms?|food|shop"
        r"|store|till|products?|app|website|engineer|appointment|warranty|marked",
        r"size|price|contract|emails?|calls?|reply|news|box|phone|flight|bags?|paid|drivers?|staff|serveu\w+"
        r"|conseill\w+|vendeu\w+|agents?|horaires|eau|chauffage|internet|heures?|jours|semaines|mois|days"
        r"|weeks|months|hours|water|heating|came|arrive\w*|received|sofa|canape",
    ),
    "judgement": _whole(
        r"hont\w*|scandal\w*|inadmissibles?|inacceptables?|lamentables?|minables?|nuls?|nulles?|arnaqu\w*"
        r"|voleurs?|escrocs?|incapables?|guignols?|clowns?|decue?s?|degoute\w*",
        r"catastroph\w+|abuse|incroyable|moque\w*|moquez|serieu\w+|bravo|chapeau|merci|bande|pire|fuyez"
        r"|furieu\w+|colere|pitoyable|grotesque|ridicules?|classe|artistes|pfff*",
        r"disgust\w+|sham\w+|appalling|pathetic|jokes?|thieves|robbers|crooks|useless|unacceptable"
        r"|disappoint\w*|terrible|horrible|awful|disaster|ridiculous|kidding|seriously",
        r"wow|classy|speechless|shaking|tremble|worst|avoid|furious|fuming|hats|bunch|absolute|honestly"
        r"|franchement|ugh|diabolical|laughable",
    ),
    "praise": _whole(
        r"super|genial\w*|excellent\w*|parfait\w*|top|sympa\w*|charmant\w*|adorables?|magnifiques?|superbes?"
        r"|jolie?s?|belle|beau|bel|delicieu\w+|recommande|adore|regale\w*|sublimes?",
        r"ponctuel\w*|soigne\w*|rapide|copieu\w+|facile|conforme|formidable|aime|aimais|perfect|great|lovely"
        r"|loved?|beautiful|amazing|friendly|reviendrai|efficace",
        r"kind|stunning|gorgeous|fast|nice|best|star|charming|wonderful|brilliant|delicious|helpful|punctual|good",
    ),
    "polite": _whole(
        r"bonjour|bonsoir|salut|slt|coucou|cordialement|bises?|bisous|hello|hi|hiya|hey|dear|thanks|thank"
        r"|cheers|regards|xx+|bientot|fetes|avance|morning|evening|christmas",
        r"bonne|belle|passez|wishes",
    ),
}


KINDS: Final = tuple(_KINDS)
_ASKERS: Final = """
    veux voudrais souhaite souhaiterais demande exige reclame aimerais desire attends merci veuillez priere faut
    pouvez pourriez peux pourrais peut svp stp plait faites dites rappelle reponds repond rembourse envoie please
    pls plz want need demand expect request like appreciate asking let refund call ring send fix answer contact
    replace cancel reopen delete explain return give reply sort bring stop d
"""
ASKERS: Final = frozenset(_ASKERS.split())
"""Words without which nothing is asked; so does every word in -ez."""


FIELD: Final = 8
"""Bits that the count of one kind takes in a sum of `kinds_of`."""


@lru_cache(maxsize=20_000)
def kinds_of(word: str) -> int:
    """What a folded word speaks of: a one in the field of each kind, in the order of `KINDS`. Sums count a clause."""
    return sum(1 << FIELD * place for place, kind in enumerate(KINDS) if _KINDS[kind].match(word))


def counts_of(words: Sequence[str]) -> dict[str, int]:
    """How many of `words` (at most 250 are counted) speak of each kind."""
    fields = sum(map(kinds_of, words[:250])).to_bytes(len(KINDS), "little")
    return dict(zip(KINDS, fields, strict=True))


WORD: Final = re.compile(r"[a-z](?:[a-z]+(?:(?<=n)'t)?)?|\d+")
"""A word or number; "don't" is one word. Written so that no word is gone through twice."""
OPENER: Final = re.compile(
    r"(?:@[\w.-]+[ ,:]+|(?:bonjour|bonsoir|salut|slt|coucou|allo|hello|hi|hiya|hey|dear|good (?:morning"
    r"|evening|afternoon)|morning|evening|messieurs|mesdames|madame|monsieur)"
    r"(?: [\w'-]+){0,4} ?[,:!.-]+ |(?:slt|salut|hi|hey|hello|wesh|yo|bjr) (?=\w)"
    r"|(?:formidable|bravo|super|genial|merci|chapeau|felicitations|wonderful|well done|great|brilliant"
    r"|congratulations|bon|bah|ben|pfff*|ugh|wow|urgent|franchement|honestly|sadly"
    r"|malheureusement|helas|unfortunately|dommage|shame|dommage que|petite question|quick one"
    r"|quick question|deception|resultat|result|bref|seul bemol|sinon|du coup|alors|so|well|ok)"
    r"(?: (?:les artistes|guys|a tous|everyone|all|again|encore))? ?[,:!]+ |(?:malheureusement|helas"
    r"|unfortunately|sadly|dommage que|dommage qu'|shame) )+"
)
_OPENERS: Final = """
    bonjour bonsoir salut slt coucou allo hello hi hiya hey dear good morning evening messieurs mesdames madame monsieur
    wesh yo bjr formidable bravo super genial merci chapeau felicitations wonderful well great brilliant congratulations
    bon bah ben ugh wow urgent franchement honestly sadly malheureusement helas unfortunately dommage shame petite quick
    deception resultat result bref seul sinon du alors so ok pff pfff pffff
"""
OPENERS: Final = frozenset(_OPENERS.split())
"""The first words of `OPENER`; it may open with a handle too."""
LEAD_IN: Final = re.compile(
    r"(?:(?:hier|avant-hier|ce matin|ce soir|aujourd'hui|yesterday|today|this morning|last night"
    r"|tonight)(?: matin| soir| morning)?,? "
    r"|(?:le |on )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)(?: matin| soir| dernier| morning| night)?,? "
    r"|in [a-z]\w+ (?=on )|je vous (?:ecris|contacte) (?:car|parce que) |i'm (?:writing"
    r"|contacting you) because |au dernier |on the last one "
    r"|(?:d'apres|selon) (?:votre|vos|vous)(?: \w+)? |according to (?:your )?\w+ |sans prevenir,? "
    r"|without a word,? |dans la rue,? |in the street,? )+"
)
_LEADERS: Final = """
    hier avant ce aujourd yesterday today this last tonight le on lundi mardi mercredi jeudi vendredi samedi dimanche
    monday tuesday wednesday thursday friday saturday sunday in je i au d selon according sans without dans
"""
LEADERS: Final = frozenset(_LEADERS.split())
"""The first words of `LEAD_IN`."""
SUBJECT: Final = re.compile(
    r"(?:je|j'|jai|jsuis|on|nous|vous|il|elle|ils|elles|le|la|les|l'|mon|ma|mes|ton|ta|ce|cet|cette|c'|ca"
    r"|un|une|votre|vos|notre|nos|personne|aucun|aucune|impossible|toujours|encore"
    r"|tous|toutes|quand|comment|pouvez|pourriez|merci de|i|i'm|i've|you|we|he|she|they|it|the|my|your|our"
    r"|this|that|these|nobody|no|both|all|another|still|there|can|could|please|when|how"
    r"|even|malgre)(?!\w)|(?:j|l|c)'"
)
REQUESTS: Final = _any(
    r"(?:je|j') ?(?:veux|voudrais|souhaite\w*|demande|exige|reclame|aimerais|desire|attends (?:un|une|votre|vos|des))",
    r"merci de (?!votre|vos|m'avoir|nous avoir)\w+|veuillez|priere de|il (?:me |nous )?faut|(?:pouvez"
    r"|pourriez|peux|pourrais|peut)-?(?: |)(?:vous|tu|on)|svp|s'il vous plait|stp",
    r"(?:rembours|rappel|contact|envoy|repond|rend(?!ez-v)|repar|livr|annul|echang|expliqu|ouvr|rouvr"
    r"|rajout|debloqu|corrig|chang|regl|verifi|supprim|effac|retir|mett|trouv)"
    r"ez(?:-(?:moi|nous|le|la|les|lui))?|(?:faites|dites)(?:-(?:moi|nous|le))?",
    r"(?:rappelle|reponds|repond|rembourse|envoie|repondez|appelez)(?:-moi|-nous)?",
    r"please|pls|plz|i (?:want|need|demand|expect|request|would like|would appreciate)|i'd (?:like"
    r"|appreciate)|i'm asking|let me know",
    r"(?:refund|call|ring|send|fix|answer|contact|replace|cancel|reopen|delete|explain|return|give|reply"
    r"|sort|bring|stop) (?:me|my|it|us|the|someone|to|back|this|them|something)",
)
IMPERATIVE: Final = re.compile(
    r"(?:refund|call|ring|send|fix|answer|contact|replace|cancel|reopen|delete|explain|give|reply|sort|please|pls"
    r"|(?:rembours|rappel|contact|envoy|repond|rend|repar|livr|annul|echang|expliqu|rouvr|debloqu|corrig"
    r"|regl|verifi|supprim|effac|retir)ez|faites|je veux|j'exige|veuillez|merci de)(?!\w)"
)
EMPTY_QUESTIONS: Final = _any(
    r"vous vous moquez|tu te moques|vous vous foutez|c'est une blague|serieu\w+|normal|pas honte"
    r"|de qui se moque|en quelle annee|qui fait ca|vous trouvez|jusqu'a quand|c'est quoi ce|et apres",
    r"are you (?:kidding|serious|joking|having)|is this a joke|seriously|really|no shame|what year"
    r"|how hard|who does|who (?:even )?(?:thought|designs)|why bother|do you (?:even )?care|what is wrong",
)
