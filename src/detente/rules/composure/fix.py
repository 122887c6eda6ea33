"""Putting it right: an act in the first person, an exact time, answers, what changes, and nothing nobody can keep."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from detente.contracts.composure import Fault, Finding, ReplyKind
from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.rules.composure.acts import ACT, COMING_BACK, DONE, EXPLAINS, THEIR_TURN
from detente.rules.composure.common_words import COMMON_WORDS, stem
from detente.rules.composure.cues import Cues
from detente.rules.composure.fix_frames import GIFTS, OATHS, PERHAPS_A_GIFT, PERHAPS_PROMISED
from detente.rules.composure.fix_words import (
    ANSWER_TO_COME,
    ASKS,
    BACK,
    CANNOT,
    COMPENSATION,
    FOLLOWUP,
    IN_PRIVATE,
    NEVER,
    OPENING,
    PREVENTION,
    PROMISE,
    PURPOSE,
    QUESTION_CUT,
    QUESTION_START,
    VAGUE,
    YES_OR_NO,
)
from detente.rules.composure.folded import Span, fold
from detente.rules.composure.legal_words import HOST, NOT_US, SOURCE
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says
from detente.rules.composure.times import is_under_if, says_when, times_ahead

_VOUCHES: Final = re.compile(r"garanti|guarant")
"""Words that promise whatever the purpose."""
_AMOUNT: Final = re.compile(r"\d[\d.,]*")
_TOKEN: Final = re.compile(r"\w{3,}")
_SHOWN: Final = 8
"""Words of a question that are shown."""
_LEAST_SIMILAR: Final = 3
"""Cases of one cause in thirty days from which saying what changes is due."""

_OWED_AN_ACT: Final = (Kind.COMPLAINT, Kind.PRESS, Kind.MISINFORMED, Kind.RIGHTS_REQUEST, Kind.WHISTLEBLOWER)
"""Whose reply without any act blocks. To a person at risk the helpline is the act: see care.resource."""

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
_PERHAPS_KEPT: Final = Words(
    fr="Peut se lire comme une promesse sans limite. Regardez vous-même\u202f: la tiendrez-vous à coup sûr\u202f?",
    en="May read as a promise without limits. Look yourself: can you keep it whatever happens?",
)
_GESTURE = Says(
    "fix.public_compensation",
    Words(
        fr="Un geste offert sous les yeux de tous\u202f: il invite à se plaindre pour l’obtenir.",
        en="A gesture offered in front of everyone: it invites people to complain for it.",
    ),
    Words(
        fr="Proposez-le en message privé\u202f; ici, dites l’acte et l’heure.",
        en="Offer it by private message; here, say the act and the time.",
    ),
)
_PERHAPS_A_GESTURE: Final = Words(
    fr="Peut-être un geste offert sous les yeux de tous. Regardez vous-même\u202f: a-t-il sa place ici\u202f?",
    en="Perhaps a gesture offered in front of everyone. Look yourself: does it belong here?",
)
_ONLY_ASKS = Says(
    "fix.only_asks",
    Words(
        fr="Ne fait que demander\u202f: la personne a encore du travail, et rien en retour.",
        en="Only asks: they are given more work, and nothing in return.",
    ),
    Words(
        fr="Dites d’abord ce que vous faites sans attendre, puis demandez une seule chose.",
        en="First say what you do meanwhile, then ask for one thing.",
    ),
)
_ANSWERS = Says(
    "fix.answers",
    Words(
        fr="Peut-être une question sans réponse\u202f: «\u202f{question}\u202f». Regardez vous-même.",
        en="Perhaps a question without an answer: “{question}”. Look yourself.",
    ),
    Words(fr="Répondez-y, ou dites quand vous le ferez.", en="Answer it, or say when you will."),
)
_PREVENTION = Says(
    "fix.prevention",
    Words(fr="Rien ne dit ce qui change pour que cela s’arrête.", en="Nothing says what changes so that it stops."),
    Words(
        fr="Si la cause est connue\u202f: «\u202fpour que cela ne se répète pas, nous…\u202f».",
        en="If the cause is known: “so that it doesn't happen again, we…”.",
    ),
)
_AGAIN: Final = Words(
    fr="{count} cas de cette cause en trente jours, et rien ne dit ce qui change.",
    en="{count} cases of this cause in thirty days, and nothing says what changes.",
)
_FOLLOWUP = Says(
    "fix.followup",
    Words(fr="Rien ne dit où cela continue.", en="Nothing says where it goes on."),
    Words(
        fr="Dites où vous trouver\u202f: «\u202frépondez-moi ici\u202f», «\u202fje vous écris en privé\u202f».",
        en="Say where to find you: “answer me here”, “I'll write to you privately”.",
    ),
)


def action(look: Look) -> Said:
    """One act in the first person, done or to be done. Source: practice, draft check fix.action."""
    if _acts(look):
        yield _ACTION.passed(Words(fr="Un acte", en="An act"))
    elif look.is_final and look.is_about(*_OWED_AN_ACT):
        yield _ACTION.lacking(BLOCK)
    elif look.answers and not look.is_friendly:
        yield _ACTION.lacking(HINT)


def when(look: Look) -> Said:
    """The exact time of the next step. Source: practice, draft check fix.when."""
    exact = says_when(look.reply, look.language) is not None
    if exact or (not look.is_holding and times_ahead(look.reply, look.language)):
        yield _WHEN.passed(Words(fr="Une heure ou un jour", en="A day or an hour"))
    elif look.is_holding or (look.is_final and _is_pending(look)):
        yield _no_time(look)
    elif look.is_final and not look.is_friendly:
        yield from (_WHEN.at(look, span, WARN, _TOO_VAGUE) for span in _put_off(look)[:1])


def promise(look: Look) -> Said:
    """No guarantee, no "never again", no full refund. Source: practice, draft check fix.promise."""
    spans = _promises(look, PROMISE) or _promises(look, OATHS)
    yield from _PROMISE.at_all(look, spans, BLOCK)
    if not spans:
        yield from _PROMISE.perhaps(look, _promises(look, PERHAPS_PROMISED), _PERHAPS_KEPT)


def _promises(look: Look, cues: Cues) -> list[Span]:
    return [span for span in look.find(cues) if not (_is_disclaimed(look, span) or _is_purpose(look, span))]


def _is_disclaimed(look: Look, span: Span) -> bool:
    """ "Je ne peux pas vous garantir" promises nothing; the negation inside "never again" is the promise itself."""
    sentence = look.reply.sentence_at(span.start)
    if CANNOT.search(look.reply.plain, sentence.start, span.start):
        return True
    return NEVER.search(look.reply.cut(span)) is None and look.reply.is_negated(span, reach=24)


def _acts(look: Look) -> bool:
    spans = [span for span in look.find(ACT) if not look.reply.is_negated(span, reach=8)]
    if spans or look.says(DONE) or _sets_a_time(look):
        return True
    if look.is_about(Kind.MISINFORMED) and look.says(NOT_US):
        return True
    shows = look.says(EXPLAINS) or look.says(SOURCE) or look.reply.has(HOST)
    return look.is_about(Kind.MISINFORMED, Kind.PRESS) and shows


def _sets_a_time(look: Look) -> bool:
    """Something of ours happens at an exact time to come: "le technicien vient mercredi"."""
    return any(_is_an_act(look, span) for span in times_ahead(look.reply, look.language))


def _is_an_act(look: Look, span: Span) -> bool:
    sentence = look.reply.cut(look.reply.sentence_at(span.start))
    if THEIR_TURN.of(look.language).search(sentence) or OPENING.search(sentence):
        return False
    return not look.reply.is_negated(span, reach=60)


def _put_off(look: Look) -> list[Span]:
    """Vague words beside an answer to come, whatever anybody said of what is pending."""
    sentences = [look.reply.sentence_at(span.start) for span in look.find(ANSWER_TO_COME)]
    return [span for span in look.find(VAGUE) if any(one.start <= span.start < one.end for one in sentences)]


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
    sentences = (look.reply.sentence_at(span.start) for span in look.find(COMING_BACK))
    return any(not is_under_if(look.reply.cut(sentence), look.language) for sentence in sentences)


def _is_purpose(look: Look, span: Span) -> bool:
    """ "Pour que cela n'arrive plus" says what we aim at; it promises nothing."""
    if _VOUCHES.search(look.reply.cut(span)):
        return False
    clause = look.reply.sentence_at(span.start)
    return PURPOSE.search(look.reply.plain[clause.start : span.start]) is not None


def public_compensation(look: Look) -> Said:
    """No voucher and no amount offered in public. Source: practice, draft check fix.public_compensation.

    Their own money coming back is none, nor is what the author named; a brand may allow its gestures in public.
    """
    if look.situation.may_compensate or not look.situation.public or not look.answers:
        return
    spans = _gestures(look, COMPENSATION) or _gestures(look, GIFTS)
    yield from _GESTURE.at_all(look, spans, WARN)
    if not spans:
        yield from _GESTURE.perhaps(look, _gestures(look, PERHAPS_A_GIFT), _PERHAPS_A_GESTURE)


def _gestures(look: Look, cues: Cues) -> list[Span]:
    return [span for span in look.find(cues) if _is_a_gesture(look, span)]


def only_asks(look: Look) -> Said:
    """Not merely a request for details. Source: practice, draft check fix.only_asks."""
    if look.is_final and look.is_about(Kind.COMPLAINT, Kind.PRESS) and _asks(look) and not _acts(look):
        yield _ONLY_ASKS.lacking(WARN)


def answers(look: Look) -> Said:
    """Answers each question, or says when. Source: practice, draft check fix.answers.

    Where a person said what an answer would hold, a reply that holds none of it is a warning; where only words can
    tell, a person is asked to look.
    """
    if not look.is_final or look.is_about(Kind.PERSON_AT_RISK, Kind.TROLL, Kind.SPAM, Kind.ABUSE):
        return
    said = _stems(look.reply.plain)
    if look.situation.questions:
        left = [key for key in look.situation.questions if not _holds(look, fold(key), said)]
        severity = WARN if len(left) == len(look.situation.questions) else HINT
    else:
        left, severity = [_short(one) for one in _questions(look) if not _is_answered(look, one, said)], HINT
    for question in left[:1]:
        yield replace(_ANSWERS.lacking(severity, _ANSWERS.why.with_(question=question)), look=True)


def prevention(look: Look) -> Said:
    """Says what will stop it recurring when the cause is known. Source: practice, draft check fix.prevention."""
    if look.says(PREVENTION):
        yield _PREVENTION.passed(Words(fr="Ce qui change", en="What changes"))
    elif look.is_final and look.is_about(Kind.COMPLAINT):
        often = look.situation.same_cause >= _LEAST_SIMILAR
        if often:
            yield _PREVENTION.lacking(WARN, _AGAIN.with_(count=look.situation.same_cause))
        elif look.situation.fault is Fault.ESTABLISHED:
            yield _PREVENTION.lacking(HINT)


def followup(look: Look) -> Said:
    """Says where and with whom it goes on. Source: practice, draft check fix.followup."""
    if look.says(FOLLOWUP):
        yield _FOLLOWUP.passed(Words(fr="Où cela continue", en="Where it goes on"))
    elif look.answers and not look.is_friendly:
        yield _FOLLOWUP.lacking(HINT)


def _is_a_gesture(look: Look, span: Span) -> bool:
    sentence = look.reply.cut(look.reply.sentence_at(span.start))
    words, asked = look.reply.cut(span), look.asked.plain
    amounts = _AMOUNT.findall(words)
    if look.reply.is_negated(span) or (amounts and all(amount in asked for amount in amounts)):
        return False
    return not ((amounts and BACK.search(sentence)) or (not amounts and IN_PRIVATE.search(sentence)))


def _asks(look: Look) -> bool:
    quoted = list(look.reply.quoted())
    marks = look.reply.find(ASKS[look.language])
    return any(not any(one.start <= mark.start < one.end for one in quoted) for mark in marks)


def _questions(look: Look) -> list[str]:
    """The questions of the message, folded."""
    parts = [part for part in QUESTION_CUT.split(look.asked.plain) if part.strip()]
    return [part for part in parts if "?" in part or QUESTION_START.match(part)]


def _is_answered(look: Look, question: str, said: frozenset[str]) -> bool:
    """Whether the reply takes up what this question alone asks; one that asks nothing of its own is rhetorical."""
    asked = _stems(question)
    own = asked - _stems(look.asked.plain.replace(question, " ")) or asked
    if not asked:
        return True
    return bool(own & said) or (bool(asked & said) and YES_OR_NO.search(look.reply.plain) is not None)


def _holds(look: Look, key: str, said: frozenset[str]) -> bool:
    """Whether the reply says what an answer would hold: one of its own words, else the whole ("2 July", "oui")."""
    return bool(_stems(key) & said) or key in look.reply.plain


def _stems(folded: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _TOKEN.findall(folded) if word not in COMMON_WORDS)


def _short(question: str) -> str:
    words = question.split()
    return " ".join(words[:_SHOWN]) + ("…" if len(words) > _SHOWN else "")
