"""The reading of a case as it is drawn: bars with the words that weighed, and every dimension with its other values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.contracts.dimensions import DIMENSION_WORDS, FLAGS, Dimension, value_words
from detente.contracts.learning import DIMENSIONS
from detente.contracts.words import Language, Words
from detente.desk.queries.case_page import CasePage
from detente.desk.queries.reading_view import ReadingView
from detente.rules.personal_data import DataKind
from detente.rules.roles import Action
from detente.web.foreign import one_line

_LOW: Final = 0.5
_BARS: Final = {
    "negative": ("sentiment", Words(fr="Négatif", en="Negative")),
    "complaint": ("complaint", Words(fr="Réclamation", en="Complaint")),
    "toxic": ("toxicity", Words(fr="Toxicité", en="Toxicity")),
}
_WEIGHS_LITTLE: Final = Words(fr="{words}\u202f: pèse peu", en="{words}: weighs little")
_LAYER: Final = Words(fr="appris de vos corrections", en="learnt from your corrections")
_MANY: Final = 4
"""From this many values on, buttons stand under their dimension; fewer stand beside it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One probability of the reading, with the words that pushed it. `by`: who said otherwise, or confirmed it."""

    name: Words
    value: str
    width: int
    why: Words | None
    by: str
    said: Words | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a dimension. `on`: it holds."""

    value: str
    words: Words
    on: bool


@dataclass(frozen=True, slots=True)
class DimensionView:
    """One dimension: the value that holds, how sure, who decided, and what else it could be.

    `share`: the probability of the value, empty where none is given; `by`: the person who said it; `source`: what
    decided in the engine's place; `guess`: what the machine would say, where a person said something else.
    """

    name: str
    label: Words
    value: Words | None
    share: str
    unsure: bool
    by: str
    source: Words | None
    guess: Words | None
    choices: tuple[Choice, ...]

    @property
    def wide(self) -> bool:
        """Whether its values need lines of their own."""
        return len(self.choices) >= _MANY


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything that the step *Analyse* draws. `may`: this person may correct it. `looks`: a person has to look.

    `models`: the models at an address that had a part in it.
    """

    may: bool
    bars: tuple[Bar, ...]
    dimensions: tuple[DimensionView, ...]
    personal_data: tuple[Words, ...]
    looks: bool
    failed: bool
    models: str

    @property
    def kind(self) -> DimensionView:
        """The dimension that a person says first."""
        return self.dimensions[0]


def panel_of(page: CasePage, language: Language, *, covered: bool) -> Panel:
    """The panel of a case. `covered`: the words that weighed stay covered, like the message."""
    reading = page.reading
    failed = page.failed or (reading is not None and reading.doubts >= set(DIMENSIONS))
    alone = reading is None or not reading.by or reading.stale
    return Panel(
        may=Action.CORRECT_READING in page.may,
        bars=tuple(_bars(reading, language, covered=covered)),
        dimensions=tuple(_dimension(one, reading, language) for one in DIMENSION_WORDS.values()),
        personal_data=_personal_data(reading),
        looks=alone and (failed or (reading is not None and reading.unsure)),
        failed=failed and alone,
        models=", ".join(sorted({who for who in reading.sources.values() if who.startswith("//")})) if reading else "",
    )


def bars(reading: ReadingView | None, language: Language) -> list[Bar]:
    """The probabilities of a machine's reading."""
    return list(_bars(reading, language, covered=False))


def _bars(reading: ReadingView | None, language: Language, *, covered: bool) -> Iterator[Bar]:
    for score, (dimension, name) in _BARS.items():
        if reading is None or score not in reading.scores:
            continue
        share, by = reading.scores[score], reading.said_by.get(dimension, "")
        yield Bar(
            name=name,
            value=decimal(share, language),
            width=round(100 * min(1.0, max(0.0, share))),
            why=None if covered else _why(reading, score, share),
            by=by,
            said=value_words(dimension, reading.values[dimension]) if by else None,
        )


def decimal(value: float, language: Language) -> str:
    """A probability as people write it: `0,91`, `0.91`."""
    text = f"{value:.2f}"
    return text.replace(".", ",") if language == "fr" else text


def _why(reading: ReadingView, score: str, share: float) -> Words | None:
    words = ", ".join(dict.fromkeys(one_line(words, 40) for name, words, _, _ in reading.weighed if name == score))
    if not words:
        return None
    return _WEIGHS_LITTLE.with_(words=words) if score == "toxic" and share < _LOW else Words(fr=words, en=words)


def _dimension(one: Dimension, reading: ReadingView | None, language: Language) -> DimensionView:
    value = reading.values[one.name] if reading else ""
    by = reading.said_by.get(one.name, "") if reading else ""
    share = _share(one.name, value, reading) if reading and not by else None
    guess = reading.guessed.get(one.name, "") if reading else ""
    return DimensionView(
        name=one.name,
        label=one.label,
        value=value_words(one.name, value) if value else None,
        share=decimal(share, language) if share is not None else "",
        unsure=reading is not None and not by and one.name in reading.doubts,
        by=by,
        source=_source(reading.sources.get(one.name, "")) if reading and not by else None,
        guess=value_words(one.name, guess) if by and guess and guess != value else None,
        choices=tuple(Choice(key, words, key == value) for key, words in one.values.items()),
    )


def _source(name: str) -> Words | None:
    """What decided in the engine's place: the brand's own layer, or a plug-in by its name."""
    if not name:
        return None
    return _LAYER if name.startswith("brand") else Words(fr=name, en=name)


def _share(dimension: str, value: str, reading: ReadingView) -> float | None:
    """The probability of the value that holds, where the engine gives one."""
    scores = reading.scores
    if dimension in ("kind", "topic", "urgency"):
        return scores.get(f"{dimension}.{value}")
    if dimension == "sentiment":
        return scores.get(value)
    if dimension == "toxicity":
        return _toxicity(value, reading)
    share = scores.get(dimension, scores.get(f"kind.{dimension}")) if dimension in FLAGS else None
    return share if share is None or value == "yes" else 1 - share


def _toxicity(value: str, reading: ReadingView) -> float | None:
    toxic, hateful = reading.scores.get("toxic"), reading.scores.get("hateful")
    if value == "hateful":
        return hateful
    return toxic if toxic is None or value == "offensive" else 1 - toxic


def _personal_data(reading: ReadingView | None) -> tuple[Words, ...]:
    known = {kind.value: kind.label for kind in DataKind}
    return tuple(known[kind] for kind in dict.fromkeys(reading.personal_data if reading else ()) if kind in known)
