"""Tone: no blame, no mockery, no insult, no flat contradiction. Would you say it face to face?"""

from __future__ import annotations

import re
from typing import Final

from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.rules.composure.cues import Cues, cues, whole_words
from detente.rules.composure.folded import Span
from detente.rules.composure.look import BLOCK, WARN, Look, Said, Says

_OURS_TO_DO: Final = (
    r"que nous|qu'on|que l'on|(?:vous|te) (?:prévenir|répondre|rappeler|le dire|dire|tenir|informer|rembourser"
    r"|livrer)|mieux"
)
BLAME: Final = cues(
    fr=(
        r"(?:vous auriez|tu aurais) (?:simplement |juste |peut-être )?(?:dû|pu)(?! (?:être|l'être|recevoir|avoir"
        r"|l'avoir"
        r"|pouvoir|la recevoir|le recevoir|en recevoir|trouver|compter|vous attendre à mieux))",
        rf"(?:il fallait|il aurait fallu|il suffisait)(?! (?:{_OURS_TO_DO}))",
        r"(?:comme|ainsi que|tel qu') ?(?:\w+ )?(?:indiqué|précisé|mentionné|stipulé|expliqué|annoncé|écrit"
        r"|rappelé)e?s?"
        r"(?: clairement)? (?:dans|sur|à|en|au)",
        r"(?:lisez|relisez|consultez|lis|relis) (?:donc |bien |mieux |attentivement )*(?:nos|notre|les conditions"
        r"|la notice|le mode d'emploi|les cgv|la faq|le règlement|ce qui|avant)",
        r"(?:je|nous) vous (?:invite|invitons) à (?:bien )?(?:re)?lire",
        r"(?:vous n'avez|tu n'as)(?: visiblement| manifestement| simplement)? (?:pas|jamais) (?:bien )?(?:lu|relu"
        r"|respecté"
        r"|suivi|vérifié|fait attention|compris|pris la peine|utilisé|rempli|renseigné)",
        r"(?:vous avez|tu as) (?:sûrement |sans doute |certainement |dû |probablement )?(?:mal (?:lu|compris"
        r"|utilisé|rempli"
        r"|saisi|suivi)|oublié|omis|négligé|fait une erreur|fait une mauvaise|mélangé|confondu)",
        r"vous avez dû (?:mal|oublier|renverser|faire|vous tromper|trop|laisser|casser|abîmer)",
        r"(?:c'est|est) (?:entièrement |uniquement )?(?:de )?(?:votre|ta) (?:propre )?(?:faute|erreur)",
        r"(?:votre|ta) (?:propre )?(?:faute|négligence|étourderie|imprudence)",
        r"(?:une |d'une )?(?:mauvaise utilisation|erreur|négligence|faute) de votre part",
        r"la prochaine fois,? (?:lisez|vérifiez|pensez|regardez|faites|prenez|évitez|anticipez|commandez)",
        r"si (?:vous aviez|tu avais) (?:\w+ )?(?:lu|vérifié|suivi|regardé|appelé|attendu|pris|respecté|fait|demandé)",
        r"vous n'(?:aviez|avez) qu'à|tu n'(?:avais|as) qu'à|encore (?:faut-il|fallait-il)",
        r"(?:c'est|c'était) à vous (?:de|d')|il vous appartenait|vous êtes (?:le seul |la seule |seule? )?responsable",
        r"vous (?:étiez|êtes) (?:pourtant )?(?:prévenue?s?|informée?s?|censée?s?)",
    ),
    en=(
        r"you (?:should|could|might|ought to)(?: simply| just| really| at least)?(?: have|'ve)(?! to| had| been"
        r"| received"
        r"| got| heard| expected| gotten| it| this| that)",
        r"you should(?:n't| not) have (?!had|been|to)",
        r"as (?:clearly |already |we |previously )*(?:stated|mentioned|explained|indicated|written|specified|noted)"
        r"(?: clearly)? (?:in|on|at|by)",
        r"(?:please )?(?:re-?read|read) (?:the|our|your) (?:\w+ )?(?:manual|terms|instructions|conditions|policy"
        r"|policies"
        r"|faq|small print|fine print|guidelines|description|label)",
        r"(?:if|had) you(?:'d| had)? (?:only |just |actually |bothered to )?(?:read|checked|followed|looked"
        r"|called|waited"
        r"|asked|listened|used|taken)",
        r"(?:it's |it is |that's |this is |was |entirely )*your (?:own )?(?:fault|mistake|error|negligence|doing"
        r"|responsibility)",
        r"(?:user|customer) error|(?:error|mistake) on your (?:part|side|end)",
        r"you must have (?!been|felt|had|waited|spent|expected|worried|hoped|wanted|gone)\w+",
        r"you (?:clearly |obviously |probably |simply |just )?(?:failed to|forgot to|neglected to|didn't (?:read"
        r"|follow|check"
        r"|bother|look|listen|use)|did not (?:read|follow|check|bother|look|listen|use)|misread|misunderstood|misused)",
        r"next time,? (?:please )?(?:read|check|make sure|be more|try|remember|plan|order|think)",
        r"you (?:were|had been) (?:warned|told|informed)|that's on you|it's on you|you only have yourself",
        r"all you (?:had|needed) to do",
    ),
)

SARCASM: Final = cues(
    fr=(
        r"mdr+|ptdr|on se calme|(?:calmez|calme)-(?:vous|toi)|(?:vous|te) calmer|du calme|détendez-vous|relax"
        r"|respirez(?: un (?:grand )?coup)?",
        r"bravo(?:,)? (?:champion|l'artiste|le veau|einstein|sherlock)|bien (?:essayé|tenté)|quel(?:le)? (?:talent"
        r"|perspicacité|génie|sens de l'humour|brillante|grande découverte)",
        r"(?:pauvre|petit|petite) (?:chou|choupinou|chaton|bichon|malheureux)|sortez les (?:violons|mouchoirs)",
        r"(?:retourne|retournez|repassez) (?:donc |plutôt |vite )?(?:à l'école|au collège|jouer|dormir|quand)",
        r"faites-vous (?:soigner|aider|une raison)|trouvez-vous (?:une vie|un passe-temps|une occupation)",
        r"vous avez (?:vraiment )?du temps à perdre|vous n'avez rien de mieux à faire|si ça vous (?:amuse"
        r"|fait plaisir)",
        r"merci captain obvious|quelle drame|on va pleurer|ça alors",
        r"prenez (?:une tisane|un cachet|des vacances)|oh là là|mais oui,? (?:bien sûr|c'est ça)"
        r"|cause toujours",
    ),
    en=(
        r"lmf?ao|rofl|calm down|nice try|good try|who hurt you|get a (?:life|grip|hobby)"
        r"|chill(?: out)?(?=\s*(?:[.!,]|$))",
        r"relax(?=\s*(?:[.!,]|$))|take a (?:chill|deep breath)|cry me a river|boo hoo|grow up|bless your heart",
        r"(?:go )?back to (?:school|bed)|someone(?:'s| is) having a bad day|good for you|how (?:original|clever|brave)",
        r"well done,? (?:sherlock|genius|einstein|you)|congratulations,? (?:you|on being|genius)"
        r"|thanks,? (?:captain|genius)",
        r"slow clap|have you tried (?:being|not|reading)|imagine being|touch grass|keep dreaming|poor (?:you"
        r"|thing|baby)",
        r"(?:nothing|something) better to do|too much time on your hands|sorry not sorry|if (?:that"
        r"|it) makes you (?:happy"
        r"|feel better)|drama queen|don't be so (?:dramatic|sensitive)|lighten up",
    ),
)
LAUGHTER: Final = cues(fr=(), en=(), both=(r"lol+|haha(?:ha)*|hihi(?:hi)*|(?:ah|hé|eh) (?:ah|hé|eh)",))
_MOCKING_SIGNS: Final = re.compile(
    "[\U0001f644\U0001f602\U0001f923\U0001f61c\U0001f60f\U0001f921\U0001f643\U0001f937\U0001f606\U0001f61d\U0001f44f]+"
)

INSULT: Final = cues(
    fr=(
        r"imbéciles?|idiote?s?(?! (?:de notre|comme))|abrutie?s?|crétine?s?|débiles?|connarde?s?|connasses?"
        r"|bouffonn?e?s?",
        r"ment(?:eur|euse|eurs|euses)|(?:vous mentez|tu mens)|(?:vos|tes|votre|ton) (?:mensonges?|mauvaise foi"
        r"|bêtise|ignorance"
        r"|délire|stupidité|agressivité|cinéma)",
        r"(?:raconte\w*|dites|dis|écrivez|importe) (?:vraiment |vraiment n'|n')?(?:importe quoi|des (?:bêtises"
        r"|mensonges|âneries"
        r"|sottises|salades|conneries))|n'importe quoi",
        r"(?<!une\s)(?<!la\s)(?<!cette\s)bande (?:de|d') ?|honte à (?:vous|toi)|(?:vous devriez"
        r"|tu devrais) avoir honte|taisez-vous|tais-toi"
        r"|fermez-la|ferme-la",
        r"dégage[z]?|fichez(?:-nous)? (?:le camp|la paix)|foutez|pauvre (?:type|fille|mec|idiot|con)"
        r"|grossier personnage",
        r"(?:vous êtes|tu es|t'es) (?:\w+ ){0,2}(?:malhonnêtes?|de mauvaise foi|fous?|folle|malades?|aigrie?s?"
        r"|mal élevée?s?"
        r"|stupides?|bêtes?|ignorante?s?|ridicules?|pathétiques?|pitoyables?|insupportables?|agressi(?:f|ve)s?|parano\w*"
        r"|hystériques?|lamentables?|grossi(?:er|ère)s?|odieu(?:x|se)s?|incapables?)",
    ),
    en=(
        r"idiots?|morons?|imbeciles?|cretins?|dumb(?:ass)?|losers?|liars?|jerks?|scum|(?:you|what a|bunch of"
        r"|such a) clowns?",
        r"(?:you(?:'re| are)|stop) (?:\w+ )?lying|you (?:lie|lied)|your (?:lies|ignorance|stupidity|nonsense"
        r"|bad faith|attitude)",
        r"shut up|shame on you|get lost|go away|piss off|full of (?:it|crap|rubbish|nonsense)|talking (?:rubbish"
        r"|nonsense)",
        r"you should be ashamed|you(?:'re| are) (?:\w+ ){0,2}(?:pathetic|ridiculous|stupid|crazy|insane|mad"
        r"|delusional|ignorant"
        r"|dishonest|rude|aggressive|hysterical|a (?:troll|joke|fool|bully|disgrace)|impossible|unreasonable|paranoid)",
    ),
)
SHARP: Final = cues(
    fr=(r"ridicules?|pathétiques?|pitoyables?|stupides?|minables?|lamentables?|grotesques?|absurdes?|navrante?s?",),
    en=(r"pathetic|ridiculous|stupid|laughable|nonsense|absurd|rubbish|silly",),
)
_TO_THEM: Final = re.compile(r"(?<!\w)(?:vous|votre|vos|tu|ton|ta|tes|you|your|yours|you're)(?!\w)")
_WITH_THEM: Final = whole_words(
    r"raison|notre|nos|mes|mon|ma|de ma part|d'accord|you're right|you are right|our|my|we|us|on our part"
)

DENIAL: Final = cues(
    fr=(
        r"(?:c'est|cela est|ceci est|est) (?:totalement |complètement |absolument |simplement |tout simplement "
        r"|entièrement )?"
        r"(?:faux|inexact|mensonger|infondé)(?!-| semblant)",
        r"ce n'est (?:absolument |tout simplement )?pas (?:vrai|la vérité|exact)|contraire à la vérité",
        r"nous (?:\w+ )?(?:contestons|démentons|réfutons|nions)|je (?:conteste|démens|réfute|nie)",
        r"vous (?:vous trompez|faites erreur|faites fausse route|avez tort)|tu te trompes|(?:accusations?|propos"
        r"|critiques?)"
        r" (?:\w+ )?(?:infondée?s?|mensong\w+|injustifiée?s?|gratuite?s?)",
        r"(?:il n'y a|nous n'avons|aucun) (?:eu )?(?:aucun )?(?:problème|souci|retard"
        r"|dysfonctionnement) (?:de notre côté|chez nous"
        r"|à signaler|constaté)|tout fonctionne (?:parfaitement|normalement|très bien)"
        r"|personne d'autre ne s'(?:en est )?plaint",
    ),
    en=(
        r"(?:what you (?:say|write|claim)|your (?:\w+ )?(?:claim|comment|statement|accusation|post)) (?:is"
        r"|are) (?:\w+ )?(?:false"
        r"|untrue|not true|wrong|incorrect|inaccurate|baseless|a lie)",
        r"(?:this|that|it)(?:'s| is) (?:simply |just |totally |completely |absolutely |clearly "
        r"|plainly )?(?:false|untrue"
        r"|not true|wrong(?! (?:of us|that we))|incorrect|inaccurate|baseless|a lie)",
        r"(?:simply|just|totally|completely) (?:untrue|not true|false)|we (?:\w+ )?(?:deny|dispute|refute|reject"
        r"|contest)|i (?:deny"
        r"|dispute|refute|reject)",
        r"you(?:'re| are) (?:simply |just |quite |completely )?(?:wrong|mistaken|misinformed|confused)"
        r"|contrary to what you",
        r"works? (?:\w+ )?for everyone(?: else)?|nobody else|no one else|there (?:is|was) (?:no"
        r"|nothing) (?:problem|issue|delay"
        r"|wrong)|(?:is|are) not broken|baseless|unfounded",
    ),
)

_BLAME = Says(
    "tone.blame",
    Words(fr="Se lit comme un reproche à la personne.", en="Reads as blaming the person."),
    Words(
        fr="Dites ce que vous faites, pas ce que la personne aurait dû faire.",
        en="Say what you are doing, not what they should have done.",
    ),
)
_SARCASM = Says(
    "tone.sarcasm",
    Words(fr="Se lit comme une moquerie.", en="Reads as mockery."),
    Words(fr="Restez simple\u202f: reconnaissez, répondez.", en="Keep it plain: acknowledge, then answer."),
)
_AGGRESSION = Says(
    "tone.aggression",
    Words(fr="Attaque la personne.", en="Attacks the person."),
    Words(
        fr="Parlez du fait, jamais de la personne. Le diriez-vous en face\u202f?",
        en="Speak of the matter, never of the person. Would you say it to their face?",
    ),
)
_DENIAL = Says(
    "tone.denial",
    Words(fr="Contredit au lieu d’expliquer.", en="Contradicts instead of explaining."),
    Words(
        fr="Donnez le fait et sa source, sans dire à l’autre qu’il a tort.",
        en="Give the fact and its source, without telling them they are wrong.",
    ),
)


def blame(look: Look) -> Said:
    """Never puts it on the customer. Source: practice, draft check tone.blame."""
    yield from _BLAME.at_all(look, _not_negated(look, BLAME), BLOCK)


def sarcasm(look: Look) -> Said:
    """No mockery; laughing along is for compliments. Source: practice, draft check tone.sarcasm."""
    spans = look.find(SARCASM)
    if not look.is_about(Kind.COMPLIMENT):
        spans += [*look.find(LAUGHTER), *look.reply.find(_MOCKING_SIGNS)]
    yield from _SARCASM.at_all(look, spans, BLOCK)


def aggression(look: Look) -> Said:
    """No insult, no accusation of lying. Source: practice, draft check tone.aggression.

    Sharp words about our own failure, or agreeing with the author, are not an attack.
    """
    spans = _not_negated(look, INSULT)
    spans += [span for span in look.find(SHARP) if _is_at_them(look, span)]
    yield from _AGGRESSION.at_all(look, spans, BLOCK)


def denial(look: Look) -> Said:
    """Corrects with facts, does not contradict. Source: practice, draft check tone.denial."""
    yield from _DENIAL.at_all(look, look.find(DENIAL), WARN)


def _not_negated(look: Look, cues: Cues) -> list[Span]:
    """ "Ce n'est pas votre faute" blames nobody."""
    return [span for span in look.find(cues) if not look.reply.is_negated(span, reach=22)]


def _is_at_them(look: Look, span: Span) -> bool:
    sentence = look.reply.cut(look.reply.sentence_at(span.start))
    if _WITH_THEM.search(sentence):
        return False
    return _TO_THEM.search(sentence) is not None or len(sentence.split()) <= 4
