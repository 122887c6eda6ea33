"""Putting it right: an act in the first person, an exact time, and no promise that nobody can keep."""

from __future__ import annotations

import re
from typing import Final

from detente.contracts.composure import Finding, ReplyKind
from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.rules.composure.acts import ACT, COMING_BACK, DONE, EXPLAINS, THEIR_TURN
from detente.rules.composure.cues import cues
from detente.rules.composure.folded import Span
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says
from detente.rules.composure.time_words import UNDER_IF
from detente.rules.composure.times import says_when, times_ahead

VAGUE: Final = cues(
    fr=(
        r"dans les (?:plus brefs|meilleurs) délais|dans un délai (?:raisonnable|bref)|dans les délais",
        r"dès que (?:possible|nous (?:pourrons|le pourrons)|je (?:peux|pourrai))|le plus (?:vite|tôt"
        r"|rapidement) possible",
        r"au plus (?:vite|tôt)|(?:très |bien )?(?:rapidement|prochainement|vite|bientôt)|sous peu|incessamment",
        r"dans (?:quelques|les prochains|les prochaines) (?:instants?|heures?|jours?|semaines?)|d'ici peu"
        r"|en temps utile",
        r"ultérieurement|dans un instant|à l'avenir proche",
    ),
    en=(
        r"as soon as (?:possible|we can|i can|practicable)|asap|at (?:the|our) earliest(?: convenience| opportunity)?",
        r"shortly|soon(?! as)|promptly|quickly|in due course|in a (?:moment|bit|while)|before long|in good time",
        r"in the (?:coming|next few) (?:minutes|hours|days|weeks)|in the near future|eventually",
    ),
)

_PURPOSE: Final = re.compile(
    r"(?:pour qu(?:e|'\w*)|afin qu(?:e|'\w*)|so that|so (?:it|this|that|others|other|no one|nobody)|to make sure"
    r"|making sure|make sure)\b.{0,45}$"
)
_CANNOT: Final = re.compile(
    r"(?<!\w)(?:peux pas|peut pas|pouvons pas|ne puis|personne ne peut|can't|cannot|can not|no one can|nobody can"
    r"|unable to)(?!\w)"
)
_NEVER: Final = re.compile(r"(?<!\w)(?:jamais|plus|pas|never|not|won't)(?!\w)")
_SURE: Final = (
    r"(?:sûrs?|sûres?|certaine?s?|garantie?s?|satisfaite?s?|sécurisée?s?|remboursée?s?|fiables?|transparente?s?)"
)
_SURE_EN: Final = r"(?:safe|sure|certain|guaranteed|refund(?:ed)?|satisfaction|reliable|secure|money back)"
PROMISE: Final = cues(
    fr=(
        r"(?:je|nous) (?:vous |te )?(?:garantis|garantissons)|garanti(?:e|s|es)? (?:à|qu'|que|sans)|c'est garanti",
        rf"100 ?% {_SURE}|{_SURE} à 100 ?%|à 100 ?%",
        r"plus jamais|jamais plus",
        r"(?:ne|n') ?(?:vous |se |nous )?(?:arrivera|arriveront|reproduira|reproduiront|produira|produiront"
        r"|recommencera) (?:plus|pas"
        r"|jamais)",
        r"(?:je|nous) (?:vous |te )?(?:promets|promettons|jure|assure|assurons|certifie"
        r"|certifions)(?: solennellement)? (?:que|qu'il)",
        r"rembours\w+ (?:intégralement|totalement|entièrement|en totalité|en intégralité)",
        r"(?:intégralement|totalement|entièrement) rembours\w+|remboursement (?:intégral|total|complet)",
        r"(?:en aucun cas|sans aucun risque|zéro (?:défaut|risque|retard))",
    ),
    en=(
        r"(?:i|we)(?: can| will|'ll| do| absolutely| fully| personally)* guarantee|(?:is|are|it's|that's) guaranteed",
        rf"100 ?%(?: \w+)? {_SURE_EN}|{_SURE_EN} 100 ?%",
        r"never (?:ever )?again|never (?:ever )?happens? again",
        r"(?:will|'ll|shall) (?:never|not)(?: \w+)? (?:happen|occur|recur)(?: again)?|won't(?: \w+)? (?:happen"
        r"|occur) again",
        r"(?:i|we) (?:can |do )?(?:promise|swear|assure you) (?:that|you(?: that)?|it|this)",
        r"full refund|refund(?:ed)?(?: you| it| everything)? (?:in full|completely|entirely)|fully refund(?:ed)?",
        r"(?:under no circumstances|zero risk|risk[- ]free)",
    ),
)

_ACTION = Says(
    "fix.action",
    Words(
        fr="Aucun acte\u202f: rien ne dit ce que vous avez fait ou allez faire.",
        en="No act: nothing says what you have done or will do.",
    ),
    Words(
        fr="Dites un acte à la première personne\u202f: «\u202fj’ai relancé l’entrepôt\u202f», «\u202fje vous "
        "rappelle\u202f».",
        en="Say one act in the first person: “I've asked the warehouse”, “I'll call you”.",
    ),
)
_WHEN = Says(
    "fix.when",
    Words(fr="Rien ne dit quand.", en="Nothing says when."),
    Words(
        fr="Donnez un jour et une heure\u202f: «\u202fici, demain avant 10 h\u202f».",
        en="Give a day and an hour: “here, by 10 am tomorrow”.",
    ),
)
_TOO_VAGUE: Final = Words(fr="Ces mots ne disent pas quand.", en="These words do not say when.")
_PROMISE = Says(
    "fix.promise",
    Words(
        fr="Une garantie que personne ici ne peut donner\u202f: une seconde faute effacerait tout.",
        en="A guarantee that nobody here can give: a second failure would undo everything.",
    ),
    Words(
        fr="Dites ce que vous changez, et jusqu’où\u202f: «\u202fpour que cela ne se répète pas, nous…\u202f».",
        en="Say what you change and how far it goes: “so that it doesn't happen again, we…”.",
    ),
)


def action(look: Look) -> Said:
    """One act in the first person, done or to be done. Source: practice, draft check fix.action."""
    if _acts(look):
        yield _ACTION.passed(Words(fr="Un acte", en="An act"))
    elif look.is_final and look.is_about(Kind.COMPLAINT, Kind.MISINFORMED, Kind.PRESS):
        yield _ACTION.lacking(BLOCK)
    elif look.is_final and look.is_about(Kind.PERSON_AT_RISK, Kind.RIGHTS_REQUEST, Kind.WHISTLEBLOWER):
        yield _ACTION.lacking(WARN)
    elif look.answers and not look.is_friendly:
        yield _ACTION.lacking(HINT)


def when(look: Look) -> Said:
    """The exact time of the next step. Source: practice, draft check fix.when."""
    exact = says_when(look.reply, look.language) is not None
    if exact or (not look.is_holding and times_ahead(look.reply, look.language)):
        yield _WHEN.passed(Words(fr="Une heure ou un jour", en="A day or an hour"))
    elif look.is_holding or (look.is_final and _is_pending(look)):
        yield _no_time(look)


def promise(look: Look) -> Said:
    """No guarantee, no "never again", no full refund. Source: practice, draft check fix.promise."""
    spans = [span for span in look.find(PROMISE) if not (_is_disclaimed(look, span) or _is_purpose(look, span))]
    yield from _PROMISE.at_all(look, spans, BLOCK)


def _is_disclaimed(look: Look, span: Span) -> bool:
    """ "Je ne peux pas vous garantir" promises nothing; the negation inside "never again" is the promise itself."""
    sentence = look.reply.sentence_at(span.start)
    if _CANNOT.search(look.reply.plain, sentence.start, span.start):
        return True
    return _NEVER.search(look.reply.cut(span)) is None and look.reply.is_negated(span, reach=24)


def _acts(look: Look) -> bool:
    spans = [span for span in look.find(ACT) if not look.reply.is_negated(span, reach=8)]
    if spans or look.says(DONE) or _sets_a_time(look):
        return True
    return look.is_about(Kind.MISINFORMED, Kind.PRESS) and look.says(EXPLAINS)


def _sets_a_time(look: Look) -> bool:
    """Something of ours happens at an exact time to come: "le technicien vient mercredi"."""
    theirs = THEIR_TURN.of(look.language)
    sentences = (look.reply.sentence_at(span.start) for span in times_ahead(look.reply, look.language))
    return any(theirs.search(look.reply.cut(sentence)) is None for sentence in sentences)


def _no_time(look: Look) -> Finding:
    for span in look.find(VAGUE):
        return _WHEN.at(look, span, WARN, _TOO_VAGUE)
    return _WHEN.lacking(BLOCK if look.is_holding else WARN)


def _is_pending(look: Look) -> bool:
    """Whether something is still to be done: as a person said, else when the reply itself says that we come back."""
    if look.is_friendly or look.situation.reply_kind is not ReplyKind.REPLY:
        return False
    pending = look.situation.pending
    return _says_we_come_back(look) if pending is None else pending


def _says_we_come_back(look: Look) -> bool:
    under_if = UNDER_IF[look.language]
    sentences = (look.reply.sentence_at(span.start) for span in look.find(COMING_BACK))
    return any(under_if.search(look.reply.cut(sentence)) is None for sentence in sentences)


def _is_purpose(look: Look, span: Span) -> bool:
    """ "Pour que cela n'arrive plus" says what we aim at; it promises nothing."""
    clause = look.reply.sentence_at(span.start)
    return _PURPOSE.search(look.reply.plain[clause.start : span.start]) is not None
