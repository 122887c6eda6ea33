"""Tone: no blame, no mockery, no insult, no flat contradiction. Would you say it face to face?"""

from __future__ import annotations

import re
from typing import Final

from detente.contracts.composure import Fault
from detente.contracts.kinds import Kind, Severity
from detente.contracts.words import Words
from detente.rules.composure.acts import EXPLAINS
from detente.rules.composure.blame_words import BETWEEN_LINES, BLAME, TAKEN_BACK
from detente.rules.composure.cues import Cues, whole_words
from detente.rules.composure.folded import Span
from detente.rules.composure.look import BLOCK, WARN, Look, Said, Says
from detente.rules.composure.ownership_words import APOLOGY
from detente.rules.composure.tone_words import (
    DENIAL,
    INSULT,
    JOKING,
    LAUGHTER,
    MOCKERY,
    MOCKING_SIGNS,
    SARCASM,
    SHARP,
    SOFT_DENIAL,
    TEASING,
)

_HEARING: Final = (Kind.COMPLAINT, Kind.TROLL, Kind.PERSON_AT_RISK, Kind.OTHER)
_CALLING: Final = re.compile(
    r"(?<!\w)(?:trait\w+(?:\s\w+)?\sde|qualifi\w+(?:\s\w+)?\sde|call(?:s|ed|ing)?(?:\s\w+)?)\s+(?:d')?$"
)
_TO_THEM: Final = re.compile(r"(?<!\w)(?:vous|votre|vos|tu|ton|ta|tes|you|your|yours|you're)(?!\w)")
_WITH_THEM: Final = whole_words(
    r"raison|notre|nos|mes|mon|ma|de ma part|d'accord|you're right|you are right|our|my|we|us|on our part"
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
_BETWEEN_LINES = Says(
    "tone.blame",
    Words(
        fr="À vous de voir\u202f: la personne peut-elle y lire un reproche\u202f?",
        en="Look yourself: could they read this as blame?",
    ),
    _BLAME.suggestion,
    look=True,
)
_TAKEN_BACK = Says(
    "tone.blame",
    Words(
        fr="À vous de voir\u202f: après des excuses, ces mots annoncent souvent ce qui les reprend.",
        en="Look yourself: after an apology, these words often bring what takes it back.",
    ),
    Words(
        fr="Arrêtez-vous aux excuses, ou commencez une autre phrase par ce que vous faites.",
        en="Stop at the apology, or start the next sentence with what you are doing.",
    ),
    look=True,
)
_TEASING = Says(
    "tone.sarcasm",
    Words(
        fr="À vous de voir\u202f: la personne qui attend en rira-t-elle aussi\u202f?",
        en="Look yourself: will the person who waits find this funny too?",
    ),
    _SARCASM.suggestion,
    look=True,
)
_SOFT_DENIAL = Says(
    "tone.denial",
    Words(
        fr="À vous de voir\u202f: cette phrase contredit-elle la personne, sans rien montrer\u202f?",
        en="Look yourself: does this contradict them and show nothing?",
    ),
    _DENIAL.suggestion,
    look=True,
)


def blame(look: Look) -> Said:
    """Never puts it on the customer. Source: practice, draft check tone.blame.

    What a reader may hear between the lines is left to the writer. Under a compliment nobody is blamed.
    """
    if look.is_about(Kind.COMPLIMENT):
        return
    said = _not_negated(look, BLAME)
    yield from _BLAME.at_all(look, said, BLOCK)
    if not said and look.is_about(*_HEARING):
        hinted = _not_negated(look, BETWEEN_LINES)
        yield from _BETWEEN_LINES.at_all(look, hinted, WARN)
        if not hinted and look.says(APOLOGY):
            yield from _TAKEN_BACK.at_all(look, look.find(TAKEN_BACK), WARN)


def sarcasm(look: Look) -> Said:
    """No mockery; playing along is for compliments and questions. Source: practice, draft check tone.sarcasm."""
    spans = look.find(SARCASM)
    if not look.is_about(Kind.COMPLIMENT):
        spans += [*look.find(LAUGHTER), *look.reply.find(MOCKING_SIGNS)]
    if not look.is_friendly:
        spans += look.find(MOCKERY) + ([] if _may_joke(look) else look.find(JOKING))
    yield from _SARCASM.at_all(look, spans, BLOCK)
    if look.is_about(Kind.COMPLAINT) and not spans:
        yield from _TEASING.at_all(look, look.find(TEASING), WARN)


def aggression(look: Look) -> Said:
    """No insult, no accusation of lying. Source: practice, draft check tone.aggression.

    Sharp words about our own failure, or agreeing with the author, are not an attack; nor are words they called us.
    """
    spans = [span for span in _not_negated(look, INSULT) if not _called_us(look, span)]
    spans += [span for span in look.find(SHARP) if _is_at_them(look, span)]
    yield from _AGGRESSION.at_all(look, spans, BLOCK)


def denial(look: Look) -> Said:
    """Corrects with facts, does not contradict. Source: practice, draft check tone.denial.

    Softer contradictions are for the writer to look at, where somebody complains and no source is given.
    """
    said = look.find(DENIAL)
    yield from _DENIAL.at_all(look, said, WARN)
    disputed = look.is_about(Kind.COMPLAINT) and look.situation.fault is not Fault.NONE and not look.says(EXPLAINS)
    if disputed and not said:
        yield from _SOFT_DENIAL.at_all(look, look.find(SOFT_DENIAL), WARN)


def _may_joke(look: Look) -> bool:
    """With a mocker, or over a trifle, saying that one was joking is fair play."""
    return look.is_about(Kind.TROLL) or look.situation.severity <= Severity.LIGHT


def _called_us(look: Look, span: Span) -> bool:
    """Whether this is a word of the author's, told as theirs: "tu nous traites de guignols"."""
    before = look.reply.plain[max(0, span.start - 24) : span.start]
    return look.reply.cut(span) in look.asked.plain and _CALLING.search(before) is not None


def _not_negated(look: Look, cues: Cues) -> list[Span]:
    """ "Ce n'est pas votre faute" blames nobody."""
    return [span for span in look.find(cues) if not look.reply.is_negated(span, reach=22)]


def _is_at_them(look: Look, span: Span) -> bool:
    sentence = look.reply.cut(look.reply.sentence_at(span.start))
    if _WITH_THEM.search(sentence):
        return False
    return _TO_THEM.search(sentence) is not None or len(sentence.split()) <= 4
