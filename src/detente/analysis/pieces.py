"""A message cut into sentences, and sentences into clauses, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from detente.analysis.heart_words import LEAD_IN, LEADERS, OPENER, OPENERS, SUBJECT, WORD
from detente.analysis.normalise import SCANNED, flat
from detente.rules.personal_data import PersonalData, find_personal_data, masked

_SHORTENED: Final = frozenset(
    "m mm mme mlle dr mr mrs ms st ste no n réf ref tél tel av bd etc env min max vs ex cf approx".split()  # noqa: SIM905
)
"""Words that a full stop shortens: it ends no sentence."""

# A pattern that begins with one set of signs is looked for many times faster than one that begins with a choice.
_ENDS: Final = re.compile(
    r"[.!?…\n](?:(?<=\n)|(?<!\n)[.!?…]*[»”\")]*(?=\s|$)|(?<=[!?…])[!?…]*(?=\w))",
)
_TURNS: Final = (
    r"\(?(?:mais|sauf que|par contre|cependant|pourtant|neanmoins|malheureusement|helas|but|except|however"
    r"|unfortunately|sadly|whereas)(?!\w)"
)
_CUT: Final = re.compile(
    rf"[;,:\s](?:(?<=;)\s*|(?<=\s)[-–—]+\s+|(?<=[,\s])\s{{0,2}}(?={_TURNS})"
    r"|(?P<weak>(?<=[,:])\s+|(?<=\s):\s+|(?<=\s)(?=(?:et|and|car|because|parce que|donc|alors que|since|so)\s)))"
)
_SURE: Final = re.compile(r"[;:–—]|\s-+\s")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+$")
_JOINER: Final = re.compile(
    r"(?:mais|et|car|donc|or|parce que?|alors que?|sauf que?|par contre|cependant|pourtant|neanmoins|but"
    r"|and|because|except(?: that)?|however|whereas)\b,?\s*",
)
_JOINERS: Final = frozenset(
    "mais et car donc or parce alors sauf par cependant pourtant neanmoins but and because except however"  # noqa: SIM905
    " whereas".split()
)
"""The first words of `_JOINER`."""
_QUOTES: Final = '«“"'
_QUOTED: Final = re.compile(r"«[^«»]{0,200}»|“[^“”]{0,200}”|(?<!\w)\"[^\"]{0,200}\"")
_TURN: Final = re.compile(
    r"\W{0,4}(?:mais|sauf|par contre|seul (?:bemol|hic)|cependant|pourtant|dommage|malheureusement|helas|but"
    r"|except|however|sadly|unfortunately|shame|pity|too bad|only)\b",
)
_TURNERS: Final = frozenset(
    "mais sauf par seul cependant pourtant dommage malheureusement helas but except however sadly"  # noqa: SIM905
    " unfortunately shame pity too only".split()
)
"""The first words of `_TURN`."""
_NEXT_WORD: Final = re.compile(r"\W{0,4}([a-z]+)")
_TAIL: Final = re.compile(
    r",?\s+(?:though|par contre|quand meme|du coup|helas|malheureusement|unfortunately|sadly)\s*[.!…]*$"
)
_TAILS: Final = (
    *("though", "par contre", "quand meme", "du coup", "helas", "malheureusement", "unfortunately", "sadly"),
)
"""What `_TAIL` ends with, marks and blanks aside."""
_BLANK: Final = ".!…" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_LOOSE: Final = " \t\n,;:–—-\u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause: its place in the message. `joined`: it only continues the clause before it; `turned`: it opens with
    "but" or the like."""

    whole: str = field(repr=False)
    low: str = field(repr=False)
    start: int
    end: int
    joined: bool = False
    turned: bool = False
    hidden: tuple[PersonalData, ...] = field(default=(), repr=False)
    words: tuple[str, ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """Its words, as written."""
        return self.whole[self.start : self.end]

    @property
    def flat(self) -> str:
        """Its words in lower case, without accents."""
        return self.low[self.start : self.end]

    @property
    def asks(self) -> bool:
        """Whether it ends with a question mark, two signs after it at most."""
        return self.whole.find("?", max(self.start, self.end - 3), self.end) >= 0

    @property
    def masked(self) -> str:
        """Its words, identifiers masked."""
        return masked(self.whole, self.hidden, self.start, self.end) if self.hidden else self.text


def pieces_of(text: str, found: Sequence[PersonalData] | None = None) -> list[Piece]:
    """The clauses of `text` in order. `found`: the personal data of the whole text, when it is known already."""
    hidden = tuple(find_personal_data(text) if found is None else found)
    low = flat(text[:SCANNED])
    cutter = _Cutter(text, low, hidden, any(map(low.__contains__, _QUOTES)))
    return [piece for start, end in cutter.sentences() for piece in cutter.clauses(start, end)]


@dataclass(frozen=True, slots=True)
class _Cutter:
    """A message being cut: as written, flat, its personal data, which no cut goes through, and whether it quotes."""

    text: str
    low: str
    hidden: tuple[PersonalData, ...]
    quotes: bool

    def sentences(self) -> Iterator[tuple[int, int]]:
        begin = 0
        for mark in _ENDS.finditer(self.low):
            if not self._is_no_end(mark):
                yield begin, mark.end()
                begin = mark.end()
        yield begin, len(self.low)

    def _is_no_end(self, mark: re.Match[str]) -> bool:
        if any(piece.start < mark.start() < piece.end - 1 for piece in self.hidden):
            return True
        if mark.group() != ".":
            return False
        last = _LAST_WORD.search(self.low, max(0, mark.start() - 8), mark.start())
        return last is not None and (last.group() in _SHORTENED or len(last.group()) == 1)

    def clauses(self, start: int, end: int) -> Iterator[Piece]:
        if not self.low[start:end].strip():
            return
        turned = self._turns(start, end)
        begin, joined = self._after_openings(start, end), False
        for cut, weak in self._cuts(begin, end):
            piece = self._trimmed(begin, cut.start(), joined, turned)
            if piece:
                yield piece
            turned = turned and piece is None
            begin, joined = cut.end(), weak and piece is not None
        piece = self._trimmed(begin, end, joined, turned)
        if piece:
            yield piece

    def _cuts(self, start: int, end: int) -> Iterator[tuple[re.Match[str], bool]]:
        whole = [(one.start, one.end) for one in self.hidden if one.start < end and start < one.end]
        if self.quotes:
            whole += [quote.span() for quote in _QUOTED.finditer(self.low, start, end)]
        for cut in _CUT.finditer(self.low, start, end):
            within = any(first < cut.end() and cut.start() < last for first, last in whole)
            if not within and self._stands_alone(cut, end):
                yield cut, cut.lastgroup == "weak"

    def _stands_alone(self, cut: re.Match[str], end: int) -> bool:
        """Whether what follows the cut has a subject of its own ("mais débitée" has none)."""
        if _SURE.search(cut.group()):
            return True
        place = self._after_joiner(cut.end(), end)
        lead = LEAD_IN.match(self.low, place, end)
        return SUBJECT.match(self.low, lead.end() if lead else place, end) is not None

    def _turns(self, start: int, end: int) -> bool:
        """Whether the words from `start` open with "but" or the like."""
        word = _NEXT_WORD.match(self.low, start, end)
        return word is not None and word[1] in _TURNERS and _TURN.match(self.low, start, end) is not None

    def _after_openings(self, start: int, end: int) -> int:
        """The place after a greeting and a lead-in, the blanks before them aside."""
        start = self._skipped(start, end)
        word = WORD.match(self.low, start, end)
        said = word.group() if word else ""
        if said in OPENERS or self.low.startswith(("@", "pffff"), start, end):
            return self._after_greeting(start, end)
        return self._after(LEAD_IN, start, end) if said in LEADERS else start

    def _after_greeting(self, start: int, end: int) -> int:
        begin = self._skipped(self._after(OPENER, start, end), end)
        word = WORD.match(self.low, begin, end)
        return self._after(LEAD_IN, begin, end) if word and word.group() in LEADERS else begin

    def _skipped(self, start: int, end: int) -> int:
        """The place of the first sign that a clause may begin with."""
        low = self.low
        while start < end and not (low[start].isalnum() or low[start] in '@«"“€$£'):
            start += 1
        return start

    def _after(self, pattern: re.Pattern[str], start: int, end: int) -> int:
        """The place after what a clause opens with; `start` when nothing would be left."""
        match = pattern.match(self.low, start, end)
        return start if match is None or match.end() >= end else match.end()

    def _after_joiner(self, start: int, end: int) -> int:
        word = WORD.match(self.low, start, end)
        joiner = _JOINER.match(self.low, start, end) if word and word.group() in _JOINERS else None
        return joiner.end() if joiner else start

    def _before_tail(self, start: int, stop: int) -> int:
        if not self.low[start:stop].rstrip(_BLANK).endswith(_TAILS):
            return stop
        tail = _TAIL.search(self.low, start, stop)
        return tail.start() if tail else stop

    def _trimmed(self, start: int, end: int, joined: bool, turned: bool) -> Piece | None:
        turned = turned or self._turns(start, end)
        start = self._after_openings(self._after_joiner(start, end), end)
        stop = start + len(self.low[start:end].rstrip(_LOOSE))
        stop = self._before_tail(max(start, stop - 24), stop)
        words = tuple(WORD.findall(self.low, start, stop))
        if not words and not any(map(str.isalnum, self.low[start:stop])):
            return None
        hidden = tuple(one for one in self.hidden if one.start < stop and start < one.end) if self.hidden else ()
        return Piece(self.text, self.low, start, stop, joined, turned, hidden, words)
