"""Text from a network, made fit to be shown. The stored words are never touched; only what a screen draws is.

Characters that turn the direction of a line, hide, or pile up are replaced by a visible mark, so that nothing on a
screen is other than it looks. Joiners inside emoji and inside scripts that need them stay. Nothing here makes HTML:
the templates escape as usual.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

MARK: Final = "\u25af"
"""What stands for a run of neutralised characters: a hollow upright bar."""
_TURNS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDES: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb"
)
_CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_TAGS: Final = "\U000e0000-\U000e0fff"
_TRICK: Final = re.compile(f"[{_TURNS}{_HIDES}{_CONTROLS}{_TAGS}]+")
_JOINER: Final = re.compile("[\u200c\u200d]")
_BREAKS: Final = re.compile(r"\r\n?|\u0085")
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n\s*")
_PILE: Final = 3


def tame(text: str) -> str:
    """The text with every trick replaced by `MARK`; ordinary text comes back as it is."""
    text = _TRICK.sub(MARK, _BREAKS.sub("\n", text))
    if not text.isascii():
        text = _without_piles(_JOINER.sub(lambda found: _joiner(text, found), text))
    return text


def one_line(text: str, longest: int = 160) -> str:
    """The text tamed on a single line, cut with an ellipsis at `longest` characters."""
    line = " ".join(tame(text[: longest * 4]).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def tricks(text: str) -> int:
    """How many places of the text were neutralised."""
    return tame(text).count(MARK) - text.count(MARK)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a message; `weighed` ones counted in its reading."""

    text: str
    weighed: bool = False


Paragraph = tuple[Piece, ...]


def paragraphs(text: str, weighed: Iterable[tuple[int, int]] = ()) -> list[Paragraph]:
    """The text tamed, in paragraphs of pieces. `weighed`: places in the given text, in code points; overlaps join."""
    found: list[list[Piece]] = [[]]
    for piece in _pieces(text, _apart(weighed, len(text))):
        first, *others = _PARAGRAPH.split(tame(piece.text))
        found[-1].append(Piece(first, piece.weighed))
        found.extend([Piece(other, piece.weighed)] for other in others)
    kept = (tuple(piece for piece in line if piece.text) for line in found)
    return [line for line in kept if any(piece.text.strip() for piece in line)]


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, end in spans:
        if at < start:
            yield Piece(text[at:start])
        yield Piece(text[start:end], weighed=True)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _apart(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Spans in order, inside the text, none touching another."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if 0 <= span[0] < span[1]):
        start, end = min(start, length), min(end, length)
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        elif start < end:
            apart.append((start, end))
    return apart


def _joiner(text: str, found: re.Match[str]) -> str:
    """A joiner stays between two letters of a joining script or two emoji; elsewhere it only hides."""
    before, after = text[: found.start()].rstrip("\ufe0f")[-1:], text[found.end() : found.end() + 1]
    if not before or not after:
        return MARK
    return found.group() if _joins(before) and _joins(after) else MARK


def _joins(letter: str) -> bool:
    code = ord(letter)
    return 0x0590 <= code <= 0x109F or code >= 0x1F000 or unicodedata.category(letter) == "So" or letter in "♂♀"


def _without_piles(text: str) -> str:
    """At most three accents on one letter."""
    if not any(unicodedata.combining(letter) for letter in text):
        return text
    kept, height = [], 0
    for letter in text:
        height = height + 1 if unicodedata.combining(letter) else 0
        if height <= _PILE:
            kept.append(letter)
    return "".join(kept)


# --- What changed between two versions of our own text ---


_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_WORTH: Final = 3


@dataclass(frozen=True, slots=True)
class Change:
    """Some words of a comparison: `same`, `ins` or `del`."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Change]:
    """Word by word, what was taken out and put in, in reading order. A lone word in common is not worth a break."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    changes: list[Change] = []
    for same, gone, come in _stretches(old, new):
        if same:
            changes.append(Change("same", same))
            continue
        changes.extend(Change(kind, text) for kind, text in (("del", gone), ("ins", come)) if text)
    return changes


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    """What stays, or what went and what came, in turns; short stretches that stay join the change around them."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    gone = come = ""
    for place, (tag, a, b, c, d) in enumerate(codes):
        kept, inside = "".join(old[a:b]), 0 < place < len(codes) - 1
        if tag == "equal" and not (inside and len(kept.split()) < _WORTH):
            if gone or come:
                yield "", gone, come
            yield kept, "", ""
            gone = come = ""
            continue
        gone, come = gone + kept, come + "".join(new[c:d])
    if gone or come:
        yield "", gone, come
