"""Times that a text names, and which of them are promises.

Hypotheses, where people leave the hour out: a morning ends at 12:00, an afternoon and a working day at 18:00, an
evening at 20:00, a working week on Friday at 18:00. "Avant mardi" and "before Tuesday" end when Tuesday begins; "d'ici
mardi" and "by Tuesday" end on Tuesday at 18:00. An hour without a day is the next one. A weekday is the next one, today
only when its hour is still to come. Days are calendar days unless called working days. A time already past, a time that
was announced before ("promis sous 5 jours"), opening hours and a time under an "if" are not promises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from detente.contracts.composure import PromisedTime
from detente.contracts.words import Language
from detente.rules.composure.folded import Folded, Span
from detente.rules.composure.time_values import due_of
from detente.rules.composure.time_words import (
    ATOMS,
    BARE_HOUR,
    EARLIER,
    IMMEDIATE,
    JOINTS,
    NEED,
    NEWS,
    OURS,
    PAST,
    THEIRS,
    THIS,
    UNDER_IF,
    WHETHER,
    Atom,
    AtomKind,
)

_PLACES = frozenset({"clock", "part", "day"})


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time that a text names: its place and its pieces."""

    span: Span
    atoms: tuple[Atom, ...]

    def has(self, kind: AtomKind) -> bool:
        """Whether one of the pieces is of this kind."""
        return any(atom.kind == kind for atom in self.atoms)


def times_promised(text: str, now: datetime, timezone: str, language: Language) -> tuple[PromisedTime, ...]:
    """The times that a text promises, with when they are due. `now` is aware; `timezone` is the channel's.

    Deadlines ("avant", "by", "within") count wherever they stand; other times ("demain midi", "on Monday") only where
    we speak of what we will do.
    """
    return tuple(_promised(Folded.of(text), now.astimezone(ZoneInfo(timezone)), language))


def says_when(text: Folded, language: Language) -> Span | None:
    """Where a text says exactly when we act: a time of ours, or an act under way now; `None` when it does not."""
    for named in times_named(text, language):
        if _is_ours(text, named, language) or _is_news(text, named, language):
            return named.span
    return next(_bare_hours(text, language), None) or next(text.find(IMMEDIATE[language]), None)


def times_ahead(text: Folded, language: Language) -> tuple[Span, ...]:
    """Where a text names a time still to come, whoever acts then."""
    return tuple(named.span for named in times_named(text, language) if _is_ahead(text, named, language))


def times_named(text: Folded, language: Language) -> tuple[NamedTime, ...]:
    """Every time in a text, past or future, in order."""
    return tuple(_groups(text, language))


def is_under_if(folded: str, language: Language) -> bool:
    """Whether a condition stands in these folded words; "je vérifie s'il est parti" is none: it says "whether"."""
    return UNDER_IF[language].search(WHETHER.sub(" ", folded)) is not None


def _promised(folded: Folded, now: datetime, language: Language) -> Iterator[PromisedTime]:
    for named in times_named(folded, language):
        due_at = due_of(named.atoms, now, is_deadline=named.has("deadline"))
        if due_at is not None and _is_ours(folded, named, language):
            start, end = folded.original(named.span)
            yield PromisedTime(start, end, folded.text[start:end], due_at)


def _bare_hours(text: Folded, language: Language) -> Iterator[Span]:
    """ "I'll post at 11": an hour for a reader, though no clock can date it."""
    if language == "en":
        hours = text.find(BARE_HOUR)
        yield from (span for span in hours if OURS["en"].search(text.cut(text.sentence_at(span.start))))


def _is_news(folded: Folded, named: NamedTime, language: Language) -> bool:
    sentence = folded.cut(folded.sentence_at(named.span.start))
    return _is_ahead(folded, named, language) and NEWS[language].search(sentence) is not None


def _is_ours(folded: Folded, named: NamedTime, language: Language) -> bool:
    if not _is_ahead(folded, named, language):
        return False
    sentence = folded.cut(folded.sentence_at(named.span.start))
    return named.has("deadline") or OURS[language].search(sentence) is not None


def _is_ahead(folded: Folded, named: NamedTime, language: Language) -> bool:
    if named.has("past") or _is_bare_part(folded, named, language):
        return False
    start = named.span.start
    clause = folded.clause_at(start)
    before = folded.plain[clause.start : start]
    if THEIRS[language].search(before) or is_under_if(before, language) or _is_a_need(before, language):
        return False
    if named.has("deadline"):
        return True
    told = PAST[language].search(folded.cut(clause)) or EARLIER[language].search(folded.text_before(start, 24))
    return told is None


def _is_bare_part(folded: Folded, named: NamedTime, language: Language) -> bool:
    """ "Good evening" and "une journée" name no time; "this evening" and "fin de journée" do."""
    if any(atom.kind != "part" or " " in atom.text or atom.text == "tonight" for atom in named.atoms):
        return False
    start = named.span.start
    return THIS[language].search(folded.plain, max(0, start - 12), start) is None


def _is_a_need(before: str, language: Language) -> bool:
    return NEED[language].search(before) is not None and OURS[language].search(before) is None


def _groups(text: Folded, language: Language) -> Iterator[NamedTime]:
    held: list[tuple[Span, Atom]] = []
    for match in ATOMS[language].finditer(text.plain):
        span, atom = Span(*match.span()), Atom(_kind(match.lastgroup), match.group())
        if held and not JOINTS[language].fullmatch(text.plain, held[-1][0].end, span.start):
            yield from _named(held)
            held = []
        held.append((span, atom))
    yield from _named(held)


def _named(held: list[tuple[Span, Atom]]) -> Iterator[NamedTime]:
    while held and held[-1][1].kind in ("deadline", "lead", "until"):
        held = held[:-1]
    kinds = {atom.kind for _, atom in held}
    if kinds & _PLACES or ("duration" in kinds and kinds & {"deadline", "lead"}):
        yield NamedTime(Span(held[0][0].start, held[-1][0].end), tuple(atom for _, atom in held))


def _kind(name: str | None) -> AtomKind:
    match name:
        case "past" | "duration" | "clock" | "part" | "day" | "until" | "lead" | "deadline":
            return name
    raise ValueError(name)
