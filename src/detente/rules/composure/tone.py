"""Tone: no blame, no mockery, no insult, no flat contradiction. Would you say it face to face?"""

from __future__ import annotations

import re
from typing import Final

from detente.contracts.composure import Fault
from detente.contracts.kinds import Kind, Severity
from detente.contracts.words import Words
from detente.rules.composure.acts import EXPLAINS
from detente.rules.composure.attack_frames import ATTACK_FRAMES, ATTACK_HEARD, DENIAL_FRAMES, DENIAL_HEARD
from detente.rules.composure.blame_frames import BLAME_FRAMES, BLAME_HEARD, MOCKERY_FRAMES, MOCKERY_HEARD
from detente.rules.composure.blame_words import BETWEEN_LINES, BLAME, TAKEN_BACK
from detente.rules.composure.cues import Cues, whole_words
from detente.rules.composure.folded import Span
from detente.rules.composure.heard_words import AGREES, ATTACK_NET, BLAME_NET, DENIAL_NET, MOCKERY_NET
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

_AGREEING: Final = 30
"""Signs after a record in which it may turn out to agree with the author."""
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
_PERHAPS_ATTACK = Says(
    "tone.aggression",
    Words(
        fr="À vous de voir\u202f: la personne peut-elle y lire un doute sur elle, ou une attaque\u202f?",
        en="Look yourself: could they read this as doubting or attacking them?",
    ),
    _AGGRESSION.suggestion,
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
    if not look.is_friendly:
        said += _not_negated(look, BLAME_FRAMES)
    yield from _BLAME.at_all(look, said, BLOCK)
    if not said:
        yield from _between_lines(look)


def _between_lines(look: Look) -> Said:
    hinted = _not_negated(look, BETWEEN_LINES) if look.is_about(*_HEARING) else []
    yield from _BETWEEN_LINES.at_all(look, hinted, WARN)
    if not hinted and look.is_about(*_HEARING) and look.says(APOLOGY):
        hinted = look.find(TAKEN_BACK)
        yield from _TAKEN_BACK.at_all(look, hinted, WARN)
    if not hinted:
        yield from _BETWEEN_LINES.heard(look, [*look.find(BLAME_HEARD), *look.find(BLAME_NET)])


def sarcasm(look: Look) -> Said:
    """No mockery; playing along is for compliments and questions. Source: practice, draft check tone.sarcasm."""
    spans = look.find(SARCASM)
    if not look.is_about(Kind.COMPLIMENT):
        spans += [*look.find(LAUGHTER), *look.reply.find(MOCKING_SIGNS)]
    if not look.is_friendly:
        spans += look.find(MOCKERY) + look.find(MOCKERY_FRAMES) + ([] if _may_joke(look) else look.find(JOKING))
    yield from _SARCASM.at_all(look, spans, BLOCK)
    if not spans:
        teasing = look.find(TEASING) if look.is_about(Kind.COMPLAINT) else []
        yield from _TEASING.at_all(look, teasing, WARN)
        yield from _TEASING.heard(look, [] if teasing else [*look.find(MOCKERY_HEARD), *look.find(MOCKERY_NET)])


def aggression(look: Look) -> Said:
    """No insult, no accusation of lying. Source: practice, draft check tone.aggression.

    Sharp words about our own failure, or agreeing with the author, are not an attack; nor are words they called us.
    """
    spans = [span for span in _not_negated(look, INSULT) if not _called_us(look, span)]
    spans += [span for span in look.find(SHARP) if _is_at_them(look, span)]
    if not look.is_friendly:
        spans += [span for span in _not_negated(look, ATTACK_FRAMES) if not _called_us(look, span)]
    yield from _AGGRESSION.at_all(look, spans, BLOCK)
    if not spans:
        yield from _PERHAPS_ATTACK.heard(look, [*look.find(ATTACK_HEARD), *look.find(ATTACK_NET)])


def denial(look: Look) -> Said:
    """Corrects with facts, does not contradict. Source: practice, draft check tone.denial.

    Softer contradictions are for the writer to look at, where somebody complains and no source is given.
    """
    said = look.find(DENIAL)
    yield from _DENIAL.at_all(look, said, WARN)
    disputed = look.is_about(Kind.COMPLAINT) and look.situation.fault is not Fault.NONE and not look.says(EXPLAINS)
    if said:
        return
    soft = [span for span in look.find(SOFT_DENIAL) if not _agrees(look, span)] if disputed else []
    framed = look.find(DENIAL_FRAMES) if look.situation.fault is not Fault.NONE or not look.says(EXPLAINS) else []
    yield from _SOFT_DENIAL.at_all(look, [*soft, *framed], WARN)
    if not (soft or framed):
        heard = [*look.find(DENIAL_HEARD), *look.find(DENIAL_NET)]
        yield from _SOFT_DENIAL.heard(look, (span for span in heard if not _agrees(look, span)))


def _agrees(look: Look, span: Span) -> bool:
    """ "Our records show you called twice and nobody rang back" contradicts nobody."""
    end = min(span.end + _AGREEING, look.reply.sentence_at(span.start).end)
    return AGREES.search(look.reply.plain, span.start, end) is not None


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
