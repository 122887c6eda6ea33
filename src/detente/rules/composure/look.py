"""What every check is given: the situation with its texts folded once, and the two ways of answering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeAlias

from detente.contracts.composure import Finding, FindingSeverity, Passed, ReplyKind, Situation
from detente.contracts.kinds import FRIENDLY, Kind
from detente.contracts.words import Language, Words
from detente.rules.composure.cues import Cues
from detente.rules.composure.folded import Folded, Span
from detente.rules.composure.spoken import spoken_language

Said: TypeAlias = Iterator[Finding | Passed]
"""What a check says: findings, or what it saw that is good."""

BLOCK, WARN, HINT = FindingSeverity


@dataclass(frozen=True, slots=True)
class Look:
    """A situation ready to be looked at. `asked` is the message that the reply answers.

    `language` says whose cues apply: the reply's own where it plainly speaks one, else the one it should speak.
    """

    situation: Situation
    reply: Folded
    asked: Folded
    language: Language

    @classmethod
    def at(cls, situation: Situation) -> Look:
        """Fold the texts of a situation."""
        reply = Folded.of(situation.text)
        language = spoken_language(reply) or situation.language
        return cls(situation, reply, Folded.of(situation.message), language)

    @property
    def is_final(self) -> bool:
        """Whether this is the reply itself."""
        return self.situation.reply_kind is ReplyKind.REPLY

    @property
    def is_holding(self) -> bool:
        """Whether this is a holding reply."""
        return self.situation.reply_kind is ReplyKind.HOLDING

    @property
    def answers(self) -> bool:
        """Whether the text answers somebody, as opposed to telling of a removal."""
        return self.is_final or self.is_holding

    @property
    def is_friendly(self) -> bool:
        """Whether the message is a compliment or a question."""
        return self.situation.kind in FRIENDLY

    def is_about(self, *kinds: Kind) -> bool:
        """Whether the message is of one of these kinds."""
        return self.situation.kind in kinds

    def find(self, cues: Cues) -> list[Span]:
        """Where cues stand in the reply."""
        return cues.find(self.reply, self.language)

    def says(self, cues: Cues) -> bool:
        """Whether a cue stands in the reply."""
        return cues.stand_in(self.reply, self.language)

    def is_quoting(self, span: Span) -> bool:
        """Whether these words are the author's own, repeated between quotation marks."""
        return any(
            quote.start <= span.start and span.end <= quote.end and self.reply.cut(quote) in self.asked.plain
            for quote in self.reply.quoted()
        )


@dataclass(frozen=True, slots=True)
class Says:
    """The words of one check: why it matters and what to write instead. `look`: the writer judges, the check cannot."""

    check: str
    why: Words
    suggestion: Words
    look: bool = False

    def lacking(self, severity: FindingSeverity, why: Words | None = None) -> Finding:
        """Something is missing."""
        return Finding(self.check, severity, why or self.why, self.suggestion, look=self.look)

    def at(self, look: Look, span: Span, severity: FindingSeverity, why: Words | None = None) -> Finding:
        """Words that do harm, with their place."""
        start, end = look.reply.original(span)
        quote = look.situation.text[start:end]
        return Finding(self.check, severity, why or self.why, self.suggestion, quote, start, end, self.look)

    def doubting(self, look: Look, span: Span, severity: FindingSeverity, why: Words) -> Finding:
        """Words that only a person can judge: `why` asks to look."""
        return replace(self.at(look, span, severity, why), look=True)

    def perhaps(self, look: Look, spans: Iterable[Span], why: Words) -> Said:
        """The first of these places that is not the author's own words: a hint to look, never held against a text."""
        mine = (span for span in spans if not look.is_quoting(span))
        return (self.doubting(look, span, HINT, why) for span in islice(mine, 1))

    def typed(self, look: Look, start: int, end: int, severity: FindingSeverity, why: Words | None = None) -> Finding:
        """Words that do harm, found in the text as it was typed: where case and signs decide."""
        quote = look.situation.text[start:end]
        return Finding(self.check, severity, why or self.why, self.suggestion, quote, start, end, self.look)

    def at_all(self, look: Look, spans: Iterable[Span], severity: FindingSeverity) -> Said:
        """A finding for each of these places that is not the author's own words."""
        return (self.at(look, span, severity) for span in spans if not look.is_quoting(span))

    def heard(self, look: Look, spans: Iterable[Span]) -> Said:
        """A hint at the first of these places, for words that are often innocent: never more than one, and the writer
        judges. Nothing under compliments and questions, nor where the words are denied."""
        said = (span for span in spans if not look.reply.is_negated(span, reach=14))
        return iter(()) if look.is_friendly else self.perhaps(look, said, self.why)

    def passed(self, what: Words) -> Passed:
        """Something good is there."""
        return Passed(self.check, what)
