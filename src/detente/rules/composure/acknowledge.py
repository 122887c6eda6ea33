"""Acknowledging: this problem is named, the person is thanked, the effect on them is recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from detente.contracts.kinds import Kind, Severity
from detente.contracts.words import Words
from detente.rules.composure.common_words import COMMON_WORDS, stem
from detente.rules.composure.cues import cues
from detente.rules.composure.folded import Folded
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says
from detente.rules.composure.ownership import apologises

_LONG_MESSAGE: Final = 25
_TELLING: Final = 2
_TOKEN: Final = re.compile(r"\d[\d.,:-]*\d|[a-z]+\d[\w-]*|[^\W\d_]{3,}")
_MAIL: Final = re.compile(r"(?<!\w)(?:e-?mails?|mails?|courriels?)(?!\w)")
_INFORMS: Final = re.compile(r"\d|https?://|(?<!\w)(?:oui|non|yes|no|indeed|en effet)(?!\w)")

THANKS: Final = cues(
    fr=("merci", "je (?:vous|te) remercie", "nous (?:vous )?remercions", "un grand merci"),
    en=("thank you", "thanks", "thankful", "grateful", "we appreciate", "i appreciate"),
)

EMPATHY: Final = cues(
    fr=(
        r"je (?:vous |te |le |la )?comprends",
        r"(?:nous|on) (?:vous )?compren(?:ons|d)",
        r"je (?:vois|mesure|imagine|devine|conçois|entends)",
        r"j'imagine|j'entends",
        r"nous mesurons|nous imaginons",
        r"(?:vous avez|tu as) (?:bien |tout à fait |entièrement )?raison",
        r"(?:vous êtes|tu es) en droit",
        r"(?:rageant|pénible|inquiétant|frustrant|agaçant|décevant|désagréable|éprouvant|fatigant|stressant|angoissant"
        r"|anormal|inacceptable|énervant|exaspérant|humiliant|choquant|contrariant|décourageant|effrayant|lassant|vexant"
        r"|usant|embarrassant|insupportable|blessant|regrettable|déplorable|horrible|terrible|dégoûtant|délirant|absurde|honteux|honteuse|grave|inadmissible"
        r"|ennuyeux|embêtant|fâcheux|fâcheuse|désolant|injuste|navrant|affreux|affreuse|anxiogène|déroutant|pesant|rude)e?s?",
        r"(?:de quoi (?:mettre|être|se|s'|vous|perdre)|mauvaise surprise|n'aurie[zr] jamais dû|n'aurait jamais dû"
        r"|gâch\w+|galère"
        r"|casse-tête|pas sérieux|ne sert à rien|en confuse?|à bout|ras le bol|lass(?:e|é|ée)s?)",
        r"(?:c'est|c'était|cela est|il est|ça fait|cela fait) (?:\w+ ){0,2}(?:long|dure?|difficile|triste|gênant|trop)",
        r"(?:ce n'est|ce n'était|cela n'est|rien de|n'a rien de|c'est pas) (?:pas |vraiment pas |jamais )?"
        r"(?:normal|acceptable|admissible|agréable|plaisant|ce (?:que|qu')|(?:le|la|l'|un|une|des"
        r"|notre) ?\w+ que (?:nous|je))",
        r"(?:ça|cela) n'a pas dû être (?:facile|simple|agréable|drôle)",
        r"(?:ça|cela) (?:doit|a dû|devait) être",
        r"il y a de quoi|à votre place|personne n'aime|personne ne devrait|(?:s'en|vous en) (?:serait|seriez"
        r"|passerait) (?:bien )?passée?",
        r"je suis (?:vraiment |sincèrement |tellement |profondément |bien )?(?:désolée?|navrée?|attristée?|touchée?)",
        r"nous sommes (?:vraiment |sincèrement |profondément )?(?:désolée?s|navrée?s|attristée?s)",
        r"votre (?:colère|agacement|déception|inquiétude|frustration|énervement|exaspération|lassitude|doute|peur)",
        r"(?:vous avez|tu as) (?:perdu|attendu|manqué|raté|eu peur)",
    ),
    en=(
        r"(?:i|we) (?:do |completely |fully |really |quite )?understand",
        r"(?:i|we) can (?:see|imagine|hear|understand)",
        r"(?:i|we) (?:see|hear|realise|realize) (?:why|how|you|that)",
        r"you(?:'re| are) (?:quite |absolutely |completely )?right",
        r"(?:that|it|this|which) must",
        r"(?:it|that|this) sounds|sounds like|sounds (?:really |very |so )?\w+ing",
        r"(?:can't|cannot|can not|couldn't) have been",
        r"(?:i'm|i am|we're|we are) (?:so |really |very |truly |genuinely |deeply )?sorry",
        r"(?:anyone|anybody|i) would (?:be|feel)|no wonder|fair point|fair enough|nobody (?:wants|likes|should)"
        r"|no one (?:wants|likes|should)",
        r"(?:frustrating|worrying|upsetting|disappointing|maddening|infuriating|annoying|exhausting|frightening|stressful"
        r"|unacceptable|not good enough|not acceptable|not what you|awful|terrible|horrible|miserable|scary"
        r"|shocking|serious|poor"
        r"|indefensible|inexcusable|not ok|not okay|unfair|heartbreaking|terrifying|tough|painful|dreadful|rude"
        r"|exasperating"
        r"|worrying|tiring|no way to|no fun|far too (?:long|much|many|late)|let you down|ruined|in danger"
        r"|anyone's patience)",
        r"you (?:deserve|have every right|had every right|shouldn't have|should not have|should never have|expected)",
        r"your (?:anger|frustration|disappointment|worry|concern|patience)",
    ),
)

_SPECIFIC = Says(
    "ack.specific",
    Words(
        fr="Rien ne dit de quel problème il s’agit\u202f: cette réponse pourrait aller sous n’importe quel message.",
        en="Nothing says which problem this is about: this reply could stand under any message.",
    ),
    Words(
        fr="Nommez le fait avec les mots de l’auteur\u202f: l’objet, le jour, ce qui a manqué.",
        en="Name the fact in the author’s words: the thing, the day, what was missing.",
    ),
)
_BARELY: Final = Words(
    fr="Le message est long et la réponse n’en reprend presque rien.",
    en="The message is long and the reply takes up almost nothing of it.",
)
_THANKS = Says(
    "ack.thanks",
    Words(fr="Aucun merci.", en="No thanks."),
    Words(
        fr="Remerciez d’avoir signalé, d’avoir attendu ou d’avoir relancé.",
        en="Thank them for telling, or for waiting.",
    ),
)
_EMPATHY = Says(
    "ack.empathy",
    Words(
        fr="Rien ne dit que vous voyez l’effet sur cette personne.",
        en="Nothing shows that you see the effect on this person.",
    ),
    Words(
        fr="Dites ce que cela lui a coûté, avec vos mots\u202f: «\u202fje comprends que…\u202f».",
        en="Say what it cost them, in your own words: “I can see why…”.",
    ),
)


def specific(look: Look) -> Said:
    """Names this problem. Source: practice, draft check ack.specific."""
    about = _matter(look)
    if not look.answers or not about:
        return
    shared = _named(look)
    wanted = 2 if len(look.asked.words()) > _LONG_MESSAGE else 1
    if shared >= wanted:
        yield _SPECIFIC.passed(Words(fr="Le problème est nommé", en="The problem is named"))
    elif shared or not _must_name(look, len(about)):
        yield _SPECIFIC.lacking(WARN, _BARELY if shared else None)
    else:
        yield _SPECIFIC.lacking(BLOCK)


def thanks(look: Look) -> Said:
    """Thanks, except after an injury or in grief. Source: practice, draft check ack.thanks."""
    if look.says(THANKS):
        yield _THANKS.passed(Words(fr="Un merci", en="A thank you"))
    elif look.answers and look.situation.severity < Severity.GRAVE and not look.is_about(Kind.PERSON_AT_RISK):
        yield _THANKS.lacking(HINT)


def empathy(look: Look) -> Said:
    """Recognises the effect on the person. Source: practice, draft check ack.empathy.

    Naming what happened to them and apologising for it recognises it too, whatever the words.
    """
    if look.says(EMPATHY) or _owns_what_happened(look):
        yield _EMPATHY.passed(
            Words(fr="L’effet sur la personne est reconnu", en="The effect on the person is recognised")
        )
    elif look.answers and look.is_about(Kind.COMPLAINT, Kind.PERSON_AT_RISK):
        yield _EMPATHY.lacking(WARN if look.is_final else HINT)


def _owns_what_happened(look: Look) -> bool:
    return look.is_about(Kind.COMPLAINT) and _named(look) >= _TELLING and apologises(look)


def _must_name(look: Look, telling: int) -> bool:
    """Whether naming nothing blocks: a final reply to a message that tells something."""
    if not look.is_final or telling < _TELLING or look.is_about(Kind.PERSON_AT_RISK, Kind.ABUSE, Kind.SPAM):
        return False
    return not (look.is_about(Kind.QUESTION) and _INFORMS.search(look.reply.plain))


def _matter(look: Look) -> frozenset[str]:
    """The stems that tell what the message is about."""
    terms = Folded.of(" ".join(look.situation.issue_terms))
    return _stems(look.asked) | _stems(terms, keep_common=True)


def _named(look: Look) -> int:
    """How many of them the reply takes up."""
    return _shared(_stems(look.reply, keep_common=True), _matter(look))


def _stems(text: Folded, *, keep_common: bool = False) -> frozenset[str]:
    tokens = _TOKEN.findall(_MAIL.sub("email", text.plain))
    return frozenset(stem(token) for token in tokens if keep_common or token not in COMMON_WORDS)


def _shared(said: Iterable[str], about: frozenset[str]) -> int:
    """How many stems of the message the reply takes up; "rate" and "rater" are one."""
    said = list(said)
    return sum(any(_is_same(one, other) for other in said) for one in about)


def _is_same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 3 and long.startswith(short))
