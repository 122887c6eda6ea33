"""One message made comparable: lower case, no accents, no invisible signs, every place still known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.variants import Coarse, Disguise, disguises

SCANNED: Final = 8_000
"""How many code points of one message are looked at; what follows is left to the person."""

_SPACES: Final = frozenset(
    "\t\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_SAME: Final = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l",
    "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "…": "…",
}  # fmt: skip
_RUN: Final = re.compile(r"\S+")
_TOKEN: Final = re.compile(
    r"[a-z0-9]+|[€£$]|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]|[:;]-?[()](?!\w)"
    r"|([.,;:!?\n…()«»\"“”\u2013\u2014/]+)"
)
"""A word, a sign that stands for one, or marks between clauses: the one group."""
_STRETCHED: Final = re.compile(r"(.)\1\1+")


class _Fold(dict[str, str]):
    """What each character becomes for matching; learnt once per character."""

    def __missing__(self, character: str) -> str:
        folded = self[character] = _fold(character)
        return folded


def _fold(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    if character in _SPACES:
        return " "
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me", "Cs"):
        return ""
    if category == "Cc":
        return character if character == "\n" else " "
    bare = "".join(c for c in unicodedata.normalize("NFKD", character.lower()) if unicodedata.category(c) != "Mn")
    return "".join(_SAME.get(c, c) for c in bare)


_FOLD: Final = _Fold()
_PLAIN: Final = "".join(_FOLD[chr(code)] for code in range(128))
"""What each sign of a text without accents becomes: always one sign, so that places stay."""


_FLAT: Final = {
    code: bare
    for code in (*range(0xA0, 0x250), 0x2018, 0x2019, 0x2C6, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
    if len(bare := _fold(chr(code))) == 1
}


def flat(text: str) -> str:
    """`text` in lower case without accents, as many characters as before: what is folded to two letters stays one."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return low if low.isascii() else low.translate(_FLAT)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text for matching. `places[i]` is the place in the original of folded character `i`; None: the same place."""

    text: str
    places: Sequence[int] | None

    def place(self, index: int) -> int:
        """Where folded character `index` stands in the original."""
        return index if self.places is None else self.places[index]


def fold(text: str) -> Folded:
    """The first `SCANNED` code points of `text`, folded. Never raises."""
    head = text[:SCANNED]
    if head.isascii():
        return Folded(head.translate(_PLAIN), None)
    parts = list(map(_FOLD.__getitem__, head))
    joined = "".join(parts)
    if len(joined) == len(head) and "" not in parts:
        return Folded(joined, None)
    places = [place for place, part in enumerate(parts) for _ in part]
    return Folded(joined, places)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a message in order. `starts`, `ends`: places in the original; `clauses`: marks passed so far."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    clauses: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(folded: Folded, known: frozenset[str] = frozenset(), coarse: Coarse | None = None) -> Tokens:
    """Cut `folded` into words; links, addresses and handles are skipped, a stretched word becomes a `known` one.

    With `coarse`, a disguised coarse word ("c0nn4rd", "f*ck", "s a l o p e") becomes one plain word at its place.
    """
    hidden = disguises(folded.text, coarse) if coarse else []
    text = _without_links(_unmasked(folded.text, hidden))
    words, starts, ends, clauses = _cut(text)
    if stretched(text):
        words = [_unstretched(word, known) for word in words]
    if hidden:
        until = {disguise.start: disguise.end for disguise in hidden}
        ends = [until.get(start, end) for start, end in zip(starts, ends, strict=True)]
    if folded.places is not None:
        starts = [folded.places[start] for start in starts]
        ends = [folded.places[end - 1] + 1 for end in ends]
    return Tokens(words, starts, ends, clauses)


def _cut(text: str) -> tuple[list[str], list[int], list[int], list[int]]:
    """The words, where each begins and ends, and how many marks stand before it."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    clauses: list[int] = []
    clause = 0
    for match in _TOKEN.finditer(text):
        if match.lastindex:
            clause += 1
            continue
        start, end = match.span()
        words.append(text[start:end])
        starts.append(start)
        ends.append(end)
        clauses.append(clause)
    return words, starts, ends, clauses


def _unmasked(text: str, hidden: list[Disguise]) -> str:
    """`text` with the plain words in place of their disguises, which are never shorter."""
    for disguise in hidden:
        room = disguise.end - disguise.start
        text = text[: disguise.start] + disguise.plain.ljust(room) + text[disguise.end :]
    return text


def _without_links(text: str) -> str:
    if "@" not in text and "www." not in text and "://" not in text:
        return text
    return _RUN.sub(_blank_link, text)


def _blank_link(run: re.Match[str]) -> str:
    text = run.group()
    is_link = "@" in text or "://" in text or text.startswith("www.")
    return " " * len(text) if is_link else text


def links_in(text: str) -> int:
    """How many web links a folded text holds."""
    return text.count("://") + text.count(" www.")


def stretched(text: str) -> bool:
    """Whether a sign of `text` stands three times or more in a row: without it `known` words change nothing."""
    return _STRETCHED.search(text) is not None


def _unstretched(word: str, known: frozenset[str]) -> str:
    if not _STRETCHED.search(word):
        return word
    twice = _STRETCHED.sub(r"\1\1", word)
    return twice if twice in known else _STRETCHED.sub(r"\1", word)


def visible(text: str) -> str:
    """`text` without the signs that nobody sees (zero-width, direction marks, controls), on one line."""
    if text.isprintable():
        return " ".join(text.split())
    shown = (" " if unicodedata.category(c) == "Cc" else c for c in text if unicodedata.category(c) not in ("Cf", "Cs"))
    return " ".join("".join(shown).split())
