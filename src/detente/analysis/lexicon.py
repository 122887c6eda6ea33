"""Lists of words and phrases kept as data files, and where they occur in a message.

A file `lexicons/<language>/<name>.txt` holds one phrase a line: `phrase | weight` (weight 1 when absent), `word*` for
every word that begins so, `_` for up to three words in between, `#` for a remark. A `[section]` names another list: in
`topics.txt` each section is the list `topics.<section>`, elsewhere the list named in the brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from detente.analysis.normalise import Tokens, fold, stretched, tokenise
from detente.analysis.variants import SHORTEST, Coarse
from detente.contracts.learning import BrandPhrase
from detente.contracts.words import Language

STEM: Final = 3
"""Shortest beginning of a word that `word*` may give; the index of stems is built on it."""
GAP: Final = 3
"""How many words `_` may skip."""
REMEMBERED: Final = 20_000
"""How many words of messages a lexicon remembers, so that hostile text cannot fill the memory."""
IN_BOTH: Final = ("hate", "insults", "threats", "risk")
"""Lists that are looked for in every language, whatever the language of the message: a miss there costs most."""


_SIMPLE: Final = re.compile(
    r"((?:[a-z0-9]{3,}\*|[a-z0-9]+)(?:[ '](?:[a-z0-9]{3,}\*|[a-z0-9]+))*)(?: \| ([0-9]+(?:\.[0-9]+)?))?"
)
"""A line of plain words and nothing else, as nearly all are: read without folding, since a start reads them all."""
COARSE: Final = frozenset({"insults", "hate", "vulgar", "sexual", "contempt"})
"""Lists whose single words are looked for behind a disguise too."""
BESIDE: Final = frozenset({"groups", "hate", "hostile"})
"""Lists whose words are looked for behind figures and signs, for an attack that hides every word."""


class Phrase(NamedTuple):
    """One line of a list: the name of its list, its weight, its words."""

    name: str
    weight: float
    words: tuple[str, ...]


class Hit(NamedTuple):
    """A phrase found: words `first` to `last` of the message, both included."""

    name: str
    weight: float
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    words: dict[str, _Node] | None = None
    stems: dict[str, list[tuple[str, _Node]]] | None = None
    gap: _Node | None = None
    ends: tuple[Phrase, ...] = ()

    def child(self, word: str) -> _Node:
        if word == "_":
            self.gap = self.gap or _Node()
            return self.gap
        if not word.endswith("*"):
            self.words = {} if self.words is None else self.words
            return self.words.setdefault(word, _Node())
        self.stems = {} if self.stems is None else self.stems
        stem = word[:-1]
        same = self.stems.setdefault(stem[:STEM], [])
        for known, node in same:
            if known == stem:
                return node
        same.append((stem, _Node()))
        same.sort(key=lambda entry: -len(entry[0]))
        return next(node for known, node in same if known == stem)

    def after(self, word: str) -> list[_Node]:
        """Where `word` leads: the word itself first, then the longest beginnings of it."""
        found = self.words.get(word) if self.words else None
        nodes = [] if found is None else [found]
        if self.stems:
            nodes += [node for stem, node in self.stems.get(word[:STEM], ()) if word.startswith(stem)]
        return nodes

    def leads_on(self) -> bool:
        return bool(self.words or self.stems or self.gap)

    def may_go_on(self, following: str) -> bool:
        """Whether `following` may lead anywhere from here; mostly it does not."""
        return bool(
            self.gap is not None
            or (self.words is not None and following in self.words)
            or (self.stems is not None and following[:STEM] in self.stems)
        )

    def add(self, words: tuple[str, ...], phrase: Phrase) -> None:
        node = self
        for word in words:
            node = node.child(word)
        node.ends += (phrase,)


_Opening = tuple[tuple[Phrase, ...], _Node | None]
"""What a word is by itself (one phrase a list at most), and the longer phrases that it may open."""
_NOTHING: Final[_Opening] = ((), None)
"""What most words are."""


class Lexicon:
    """Every list of one language, looked for in one walk. The phrases of a word are learnt when it first comes."""

    def __init__(self, phrases: list[Phrase]) -> None:
        self._phrases = phrases
        self._first: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[str]] = {}
        for phrase in phrases:
            self._first.setdefault(phrase.words[0], []).append(phrase)
        for first in self._first:
            if first.endswith("*"):
                self._stems.setdefault(first[:STEM], []).append(first)
        self._openings: dict[str, _Opening] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every phrase, stems aside."""
        return frozenset(word for phrase in self._phrases for word in phrase.words if word.isalnum())

    def opens(self, word: str) -> bool:
        """Whether some phrase begins with `word`."""
        return bool(self._beginning(word))

    def _beginning(self, word: str) -> list[Phrase]:
        """The phrases whose first word is `word`, before those of its longest beginning, and so on."""
        stems = [first for first in self._stems.get(word[:STEM], ()) if word.startswith(first[:-1])]
        found = list(self._first.get(word, ()))
        for first in sorted(stems, key=len, reverse=True):
            found += self._first[first]
        return found

    def hits(self, tokens: Tokens) -> list[Hit]:
        """What occurs in `tokens`: of one list the longest phrase from the left, phrases of a list never overlap.

        Between phrases as long, the word itself wins over a beginning of it, and a longer beginning over a shorter one.
        A phrase of weight 0 keeps the others of its list away and is not returned.
        """
        words = tokens.words
        busy: dict[str, int] = {}
        found: list[Hit] = []
        known = self._openings
        for first, (word, following) in enumerate(zip(words, [*words[1:], ""], strict=False)):
            opening = known.get(word) or self._learn(word)
            if opening is _NOTHING:
                continue
            alone, longer = opening
            if longer is not None and longer.may_go_on(following):
                ends = _longest(alone, longer, words, first)
            else:
                ends = [(phrase, first) for phrase in alone]
            for phrase, last in ends:
                if first > busy.get(phrase.name, -1):
                    busy[phrase.name] = last
                    if phrase.weight:
                        found.append(Hit(phrase.name, phrase.weight, first, last))
        return found

    def _learn(self, word: str) -> _Opening:
        alone: dict[str, Phrase] = {}
        longer = _Node()
        for phrase in self._beginning(word):
            if len(phrase.words) == 1:
                alone.setdefault(phrase.name, phrase)
            else:
                longer.add(phrase.words[1:], phrase)
        leads_on = longer.leads_on()
        opening = (tuple(alone.values()), longer if leads_on else None) if alone or leads_on else _NOTHING
        if len(self._openings) >= REMEMBERED:
            self._openings.clear()
        self._openings[word] = opening
        return opening


def _longest(alone: Sequence[Phrase], start: _Node, words: list[str], first: int) -> Iterable[tuple[Phrase, int]]:
    """The longest phrase of each list that word `first` is (`alone`) or opens, and where it ends."""
    best = {phrase.name: (phrase, first) for phrase in alone}
    ahead = _steps(start, words, first)
    while ahead:
        node, last = ahead.pop()
        for phrase in node.ends:
            if phrase.name not in best or last > best[phrase.name][1]:
                best[phrase.name] = (phrase, last)
        if node.leads_on():
            ahead += _steps(node, words, last)
    return best.values()


def _steps(node: _Node, words: list[str], last: int) -> list[tuple[_Node, int]]:
    """The nodes after `node` and the words they end on, the nearest word last."""
    if last + 1 == len(words) or not node.may_go_on(words[last + 1]):
        return []
    steps = [(step, last + 1) for step in node.after(words[last + 1])]
    if node.gap is not None:
        for place in range(last + 1, min(last + 2 + GAP, len(words))):
            steps += [(step, place) for step in node.gap.after(words[place])]
    return steps[::-1]


@cache
def lexicon_of(language: Language) -> Lexicon:
    """The lists of `language`, with the signs of both languages and the lists that are looked for everywhere."""
    return Lexicon(_shipped(language))


def _shipped(language: Language) -> list[Phrase]:
    other: Language = "en" if language == "fr" else "fr"
    phrases = [*_phrases(language), *_phrases("both")]
    phrases += [phrase for phrase in _phrases(other) if phrase.name in IN_BOTH and _travels(phrase)]
    return [phrase for phrase in phrases if phrase.name != "functions"]


@lru_cache(maxsize=64)
def brand_lexicon(language: Language, phrases: tuple[BrandPhrase, ...]) -> Lexicon:
    """The lists of `language` as a brand changed them: its own phrases come first, and weight 0 takes a phrase out."""
    own = [one for phrase in phrases if phrase.language == language for one in _of_brand(phrase)]
    said = {(phrase.name, phrase.words) for phrase in own}
    return Lexicon([*own, *(one for one in _shipped(language) if (one.name, one.words) not in said)])


def _of_brand(told: BrandPhrase) -> Iterator[Phrase]:
    """The phrase of a brand; nothing when no phrase can be made of it."""
    try:
        yield _phrase(f"{told.phrase} | {told.weight}", told.list_name, "a brand's words")
    except ValueError:
        return


@cache
def coarse_of(language: Language) -> Coarse:
    """The coarse words that may stand in disguise in a message of `language`: those of both languages."""
    own = [phrase for folder in ("fr", "en") for phrase in _phrases(folder) if phrase.weight]
    ordinary = {phrase.words[0] for phrase in _phrases(language) if phrase.name in COARSE and not phrase.weight}
    words: dict[str, float] = {}
    for phrase in own:
        word = phrase.words[0]
        if phrase.name in COARSE and len(phrase.words) == 1 and len(word) >= SHORTEST and word not in ordinary:
            words[word] = min(phrase.weight, words.get(word, phrase.weight))
    return Coarse(words, {word for phrase in own if phrase.name in BESIDE for word in phrase.words if len(word) > STEM})


def _travels(phrase: Phrase) -> bool:
    """A single word of weight 0 says what a foreign word means in its own language: it stays there."""
    return phrase.weight > 0 or len(phrase.words) > 1


@cache
def weights_of(language: Language, name: str) -> dict[str, float]:
    """A list of single words as word → weight."""
    return {phrase.words[0]: phrase.weight for phrase in _phrases(language) if phrase.name == name}


@cache
def _phrases(folder: str) -> tuple[Phrase, ...]:
    place = files("detente.analysis") / "lexicons" / folder
    names = sorted(entry.name for entry in place.iterdir() if entry.name.endswith(".txt"))
    return tuple(
        phrase
        for name in names
        for phrase in phrases_in((place / name).read_text(encoding="utf-8"), name.removesuffix(".txt"))
    )


def phrases_in(text: str, name: str) -> Iterator[Phrase]:
    """The phrases of one data file. Raises `ValueError` naming the line that cannot be read."""
    current = name
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = line.strip("[]")
            current = f"topics.{section}" if name == "topics" else section
            continue
        yield _phrase(line, current, f"{name}, line {number}")


def _phrase(line: str, name: str, where: str) -> Phrase:
    simple = _SIMPLE.fullmatch(line)
    if simple is not None and not stretched(line):
        return Phrase(name, float(simple[2] or 1), tuple(simple[1].replace("'", " ").split(" ")))
    words, _, weight = line.partition("|")
    cut = tuple(word for part in words.split() for word in _pieces(part))
    if not cut or cut[0] in ("_", "*") or any(word.endswith("*") and len(word) <= STEM for word in cut):
        raise ValueError(f"{where}: {line!r} is no phrase (a stem needs {STEM} letters or more)")
    return Phrase(name, float(weight) if weight.strip() else 1.0, cut)


def _pieces(part: str) -> list[str]:
    if part == "_":
        return [part]
    pieces = tokenise(fold(part)).words
    if part.endswith("*") and pieces:
        pieces[-1] += "*"
    return pieces
