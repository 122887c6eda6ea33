"""Law in a reply: no threat, no review bought or pushed away, and a correction that shows where it comes from."""

from __future__ import annotations

from typing import Final

from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.rules.composure.cues import Cues
from detente.rules.composure.folded import Span
from detente.rules.composure.legal_frames import (
    AT_WORK,
    PUSH_FRAMES,
    PUSH_MAYBE,
    REVIEWED,
    THREAT_FRAMES,
    THREAT_MAYBE,
)
from detente.rules.composure.legal_words import (
    ABOUT_DATA,
    ANSWERS_THEM,
    COMMENT,
    FACTS,
    GATING,
    HANDS_ON,
    HOST,
    NO_THREAT,
    NOBODY_HAS_TO,
    NOT_US,
    OUR_DOING,
    SOURCE,
    STARS,
    THANKED,
    THEIR_RIGHT,
    THREAT,
    US_OR_THEM,
)
from detente.rules.composure.look import BLOCK, WARN, Look, Said, Says

_NEGATED_NEAR: Final = 28
"""Signs before a threat in which a negation takes it back."""

_THREAT = Says(
    "legal.threat",
    Words(
        fr="Se lit comme une menace\u202f: en public, elle se retourne contre nous.",
        en="Reads as a threat: in public it turns against us.",
    ),
    Words(
        fr="Laissez le droit au mandat juridique. Ici, répondez sur le fait.",
        en="Leave the law to the legal mandate. Here, answer the matter.",
    ),
)
_PERHAPS_A_THREAT: Final = Words(
    fr="Peut se lire comme une menace voilée. Regardez vous-même\u202f: que comprend la personne visée\u202f?",
    en="May read as a veiled threat. Look yourself: what will the person it is meant for understand?",
)
_GATING = Says(
    "legal.review_gating",
    Words(
        fr="Pousse à changer ou à retirer un avis, ou le récompense\u202f: la loi l’interdit et tout le monde le voit.",
        en="Pushes somebody to change or remove a review, or rewards one: the law forbids it and everyone can see it.",
    ),
    Words(
        fr="Réglez le fait et laissez l’avis à son auteur.",
        en="Put the matter right and leave the review to its author.",
    ),
)
_PERHAPS_PUSHED: Final = Words(
    fr="Peut se lire comme une pression sur un avis. Regardez vous-même\u202f: l’auteur reste-t-il libre\u202f?",
    en="May read as pressing somebody about a review. Look yourself: does its author stay free?",
)
_SOURCE = Says(
    "legal.source",
    Words(
        fr="Corrige sans dire d’où vient l’information\u202f: c’est parole contre parole.",
        en="Corrects without saying where the facts come from: it is our word against theirs.",
    ),
    Words(
        fr="Montrez où le vérifier\u202f: un lien de chez nous, un document publié, sa date.",
        en="Show where it can be checked: a link of ours, a published document, its date.",
    ),
)


def threat(look: Look) -> Said:
    """No legal threat. Telling people of their own rights is not one. Source: practice, draft check legal.threat."""
    spans = _threats(look, THREAT) or _threats(look, THREAT_FRAMES)
    at_work = _threats(look, AT_WORK)
    if look.is_about(Kind.WHISTLEBLOWER):
        spans = spans or at_work
    yield from _THREAT.at_all(look, spans, BLOCK if look.situation.public else WARN)
    if not spans:
        yield from _THREAT.perhaps(look, at_work + _threats(look, THREAT_MAYBE), _PERHAPS_A_THREAT)


def review_gating(look: Look) -> Said:
    """Never ask to remove or change a review, never reward one. Source: practice, draft check legal.review_gating.

    Asking to take a comment down is the same fault, save where it holds their own data or breaks the charter.
    """
    spans = [span for span in look.find(GATING) if not _is_ours_to_do(look, span)]
    if not spans:
        spans = [span for span in look.find(COMMENT) if not (_is_ours_to_do(look, span) or _protects(look, span))]
    if not spans:
        spans = [span for span in look.find(STARS) if not THANKED.search(_sentence(look, span))]
    spans = spans or [span for span in look.find(PUSH_FRAMES) if not _is_ours_to_do(look, span)]
    yield from _GATING.at_all(look, spans, BLOCK)
    if not spans and (look.situation.is_review or look.reply.has(REVIEWED)):
        perhaps = (span for span in look.find(PUSH_MAYBE) if not _is_ours_to_do(look, span))
        yield from _GATING.perhaps(look, perhaps, _PERHAPS_PUSHED)


def source(look: Look) -> Said:
    """A factual correction carries its source. Source: practice, draft check legal.source."""
    if not look.answers or not look.is_about(Kind.MISINFORMED):
        return
    if look.says(SOURCE) or look.reply.has(HOST):
        yield _SOURCE.passed(Words(fr="Une source", en="A source"))
    elif look.is_final and not look.says(NOT_US):
        yield _SOURCE.lacking(WARN)


def _threats(look: Look, cues: Cues) -> list[Span]:
    return [span for span in look.find(cues) if not _is_harmless(look, span)]


def _is_harmless(look: Look, span: Span) -> bool:
    clause = max(look.reply.clause_at(span.start).start, span.start - _NEGATED_NEAR)
    if NO_THREAT.search(look.reply.plain, clause, span.start):
        return True
    sentence = look.reply.sentence_at(span.start)
    before = look.reply.plain[sentence.start : span.start]
    after = look.reply.plain[span.end : sentence.end]
    if FACTS.search(look.reply.cut(span)) and not US_OR_THEM.search(look.reply.cut(sentence)):
        return True
    hands_on = HANDS_ON.search(before) is not None and ANSWERS_THEM.search(after) is not None
    return hands_on or THEIR_RIGHT.search(before) is not None


def _is_ours_to_do(look: Look, span: Span) -> bool:
    sentence = look.reply.sentence_at(span.start)
    before, until = (look.reply.plain[sentence.start : end] for end in (span.start, span.end))
    return OUR_DOING.search(before) is not None or NOBODY_HAS_TO.search(until) is not None


def _protects(look: Look, span: Span) -> bool:
    return look.is_about(Kind.ABUSE, Kind.SPAM) or ABOUT_DATA.search(_sentence(look, span)) is not None


def _sentence(look: Look, span: Span) -> str:
    return look.reply.cut(look.reply.sentence_at(span.start))
