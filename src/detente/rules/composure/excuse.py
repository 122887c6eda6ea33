"""Excuses: putting it on others or on the day; and the opposite, admitting a liability before anyone has looked."""

from __future__ import annotations

from typing import Final

from detente.contracts.composure import Fault
from detente.contracts.kinds import Severity
from detente.contracts.words import Words
from detente.rules.composure.excuse_words import (
    CAUSE,
    CIRCUMSTANCE,
    HARM,
    LIABILITY,
    OWNED_ANYWAY,
    PASSED_ON,
    UNKNOWN_YET,
)
from detente.rules.composure.folded import Span
from detente.rules.composure.heard_words import CAUSE_NET, EXCUSE_NET
from detente.rules.composure.look import BLOCK, WARN, Look, Said, Says
from detente.rules.composure.own_frames import (
    CAUSE_HEARD,
    EXCUSE_FRAMES,
    EXCUSE_HEARD,
    LIABLE_FRAMES,
)

_NEARBY: Final = 90

_EXCUSE = Says(
    "own.excuse",
    Words(
        fr="Se lit comme une excuse\u202f: pour la personne, c’est vous qui aviez promis.",
        en="Reads as an excuse: to them, you are the one who promised.",
    ),
    Words(
        fr="Dites ce que vous faites maintenant. Une cause se dit en une phrase, et vous la prenez à votre compte.",
        en="Say what you are doing now. A cause takes one sentence, and you own it.",
    ),
)
_PERHAPS = Says(
    "own.excuse",
    Words(
        fr="À vous de voir\u202f: est-ce une explication que vous prenez à votre compte, ou une excuse\u202f?",
        en="Look yourself: is this an explanation that you own, or an excuse?",
    ),
    _EXCUSE.suggestion,
    look=True,
)
_ADMISSION = Says(
    "own.legal_admission",
    Words(
        fr="Reconnaît une responsabilité ou une cause dans une affaire grave, avant que quelqu’un l’ait établie.",
        en="Admits liability or a cause in a serious matter, before anybody has established it.",
    ),
    Words(
        fr="Dites ce qui est vérifié, ce qui est en cours et l’heure du prochain point\u202f; le reste revient au "
        "mandat juridique.",
        en="Say what is verified, what is under way and when you will be back; the rest is for the legal mandate.",
    ),
)
_CAUSE = Says(
    "own.legal_admission",
    Words(
        fr="À vous de voir\u202f: cette phrase désigne-t-elle une cause que personne n’a encore établie\u202f?",
        en="Look yourself: does this name a cause that nobody has established yet?",
    ),
    _ADMISSION.suggestion,
    look=True,
)


def excuse(look: Look) -> Said:
    """Nothing on the carrier, the supplier, the weather or the season. Source: practice, draft check own.excuse.

    A cause that the next words own is an explanation. Where nobody is at fault, circumstances may be told.
    """
    if not look.answers:
        return
    spans = [*look.find(PASSED_ON), *look.find(EXCUSE_FRAMES)]
    if look.situation.fault is not Fault.NONE:
        spans += look.find(CIRCUMSTANCE)
    said = [span for span in spans if not _is_owned(look, span)]
    yield from _EXCUSE.at_all(look, said, WARN)
    if not said and look.situation.fault is not Fault.NONE:
        heard = [span for cue in (EXCUSE_HEARD, EXCUSE_NET) for span in look.find(cue) if not _is_owned(look, span)]
        yield from _PERHAPS.heard(look, heard)


def legal_admission(look: Look) -> Said:
    """No liability and no cause where the matter is serious. Source: practice, draft check own.legal_admission.

    A case of lower severity whose message tells of bodily harm gets a warning: the severity may be wrong.
    """
    serious = look.situation.severity >= Severity.SERIOUS
    if not look.answers or not (serious or look.asked.has(HARM)):
        return
    said = [span for span in (*look.find(LIABILITY), *look.find(LIABLE_FRAMES)) if not _is_open(look, span)]
    yield from _ADMISSION.at_all(look, said, BLOCK if serious else WARN)
    if serious and not said:
        causes = [span for span in look.find(CAUSE) if not _is_open(look, span)]
        yield from _CAUSE.at_all(look, causes, WARN)
        heard = [] if causes else [*look.find(CAUSE_HEARD), *look.find(CAUSE_NET)]
        yield from _CAUSE.heard(look, (span for span in heard if not _is_open(look, span)))


def _is_owned(look: Look, span: Span) -> bool:
    end = min(len(look.reply.plain), look.reply.sentence_at(span.start).end + _NEARBY)
    pattern = OWNED_ANYWAY.of(look.language)
    return pattern.search(look.reply.plain, span.end, end) is not None


def _is_open(look: Look, span: Span) -> bool:
    """Whether the sentence says that this is not known, or denies it."""
    start = look.reply.sentence_at(span.start).start
    return UNKNOWN_YET.search(look.reply.plain, start, span.start) is not None or look.reply.is_negated(span, reach=20)
