"""Owning it: an apology where we are at fault, and never an empty one."""

from __future__ import annotations

from typing import Final

from detente.contracts.composure import Fault
from detente.contracts.kinds import Kind
from detente.contracts.words import Words
from detente.rules.composure.folded import Span
from detente.rules.composure.heard_words import FEELING_NET
from detente.rules.composure.look import BLOCK, HINT, WARN, Look, Said, Says
from detente.rules.composure.own_frames import EMPTY_FRAMES, EMPTY_HEARD
from detente.rules.composure.ownership_words import APOLOGY, FEELING, NON_APOLOGY

_OURS: Final = frozenset({Fault.LIKELY, Fault.ESTABLISHED})

_APOLOGY = Says(
    "own.apology",
    Words(fr="Nous sommes sans doute en faute et rien ne le dit.", en="We are probably at fault and nothing says so."),
    Words(
        fr="Présentez vos excuses pour le fait précis\u202f: «\u202fje vous présente mes excuses pour…\u202f».",
        en="Apologise for the precise fact: “I'm sorry that we…”.",
    ),
)
_PERHAPS: Final = Words(
    fr="Si nous sommes en faute, il manque des excuses.", en="If we are at fault, an apology is missing."
)
_NON_APOLOGY = Says(
    "own.non_apology",
    Words(
        fr="Une excuse sous condition, ou toute faite, ne reconnaît rien.",
        en="A conditional or ready-made apology owns nothing.",
    ),
    Words(
        fr="Excusez-vous pour ce qui s’est passé, sans «\u202fsi\u202f»\u202f: «\u202fdeux mails sont restés sans "
        "réponse, je "
        "m’en excuse\u202f».",
        en="Apologise for what happened, without “if”: “two e-mails went unanswered, I'm sorry”.",
    ),
)
_FEELING = Says(
    "own.non_apology",
    Words(
        fr="À vous de voir\u202f: des excuses pour ce que la personne ressent, et aucune pour ce qui s’est passé.",
        en="Look yourself: sorry for what they feel, and no word of apology for what happened.",
    ),
    _NON_APOLOGY.suggestion,
    look=True,
)


def apology(look: Look) -> Said:
    """Apologises where fault is likely; a hint while nobody said. Source: practice, draft check own.apology."""
    if apologises(look):
        yield _APOLOGY.passed(Words(fr="Des excuses", en="An apology"))
    elif _is_due(look) and not look.says(NON_APOLOGY):
        yield _APOLOGY.lacking(WARN if look.is_final else HINT)
    elif look.answers and look.is_about(Kind.COMPLAINT) and look.situation.fault is Fault.UNKNOWN:
        yield _APOLOGY.lacking(HINT, _PERHAPS)


def non_apology(look: Look) -> Said:
    """No conditional or empty apology. Source: practice, draft check own.non_apology.

    Being sorry for what they feel is left to the writer's eye: beside an apology for the fact it is only warm.
    """
    empty = _empty(look)
    yield from _NON_APOLOGY.at_all(look, empty, BLOCK)
    feeling = look.find(FEELING) if len(look.find(APOLOGY)) <= 1 else []
    yield from _FEELING.at_all(look, feeling, WARN)
    if not (empty or feeling or apologises(look)):
        yield from _FEELING.heard(look, [*look.find(EMPTY_HEARD), *look.find(FEELING_NET)])


def apologises(look: Look) -> bool:
    """Whether a real apology stands in the reply."""
    empty = _empty(look)
    return any(not overlaps(span, empty) and _is_meant(look, span) for span in look.find(APOLOGY))


def _empty(look: Look) -> list[Span]:
    return [*look.find(NON_APOLOGY), *look.find(EMPTY_FRAMES)]


def _is_due(look: Look) -> bool:
    about_us = not look.is_about(Kind.COMPLIMENT, Kind.TROLL, Kind.SPAM, Kind.ABUSE, Kind.PERSON_AT_RISK)
    return look.answers and about_us and look.situation.fault in _OURS


def _is_meant(look: Look, span: Span) -> bool:
    return not look.reply.is_negated(span, reach=12)


def overlaps(span: Span, others: list[Span]) -> bool:
    """Whether a place shares signs with any of the others."""
    return any(span.start < other.end and other.start < span.end for other in others)
