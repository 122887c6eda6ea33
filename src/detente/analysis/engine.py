"""The embedded reading engine: n-grams, classes of words and lists under linear heads, in numpy alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.answers import Answers, answers_of
from detente.analysis.dense import dense_rows
from detente.analysis.facts import facts_of
from detente.analysis.heads import Summed, Summing
from detente.analysis.heart import asks_of, heart_of
from detente.analysis.layer import Layer, layer_of
from detente.analysis.lexicon import brand_lexicon
from detente.analysis.look import Looked, look
from detente.analysis.normalise import SCANNED
from detente.analysis.pieces import pieces_of
from detente.analysis.pushes import pushed_words
from detente.analysis.reasons import asked_places, reasons_of, weighed_places
from detente.analysis.similar import fingerprint
from detente.analysis.weights import NO, YES, Row, Weights, shipped
from detente.contracts.analysis import Fact, MessageToRead, ReadingResult, Weight
from detente.contracts.learning import NO_BRANDS, BrandReading
from detente.contracts.words import Language, as_language
from detente.rules.personal_data import PersonalData, find_personal_data


@dataclass(frozen=True, slots=True)
class _Read:
    """One message with the probabilities of every head and the words that pushed them."""

    message: MessageToRead
    looked: Looked
    chances: Mapping[str, Mapping[str, float]]
    learnt: Sequence[tuple[int, str, float]]
    layer: str


class EmbeddedEngine:
    """Reads French and English on one core, offline. Probabilities are calibrated; a person confirms.

    Only the first `SCANNED` code points of a message are read: a longer one comes back `unsure`, with `scores["read"]`
    the share that was looked at. Not for several threads at once.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or shipped()
        self.name = self.weights.name
        self._summing = Summing(self.weights)

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        """One result per message, in the same order; `brands`: how each brand wants to be read."""
        looked = [_look(message, brands.get(message.brand)) for message in messages]
        results: list[ReadingResult | None] = [None] * len(messages)
        for language in ("fr", "en"):
            places = [place for place, one in enumerate(looked) if one.language == language]
            if places:
                some = [(messages[place], looked[place]) for place in places]
                reads = list(self._in_language(some, brands, language))
                for place, result in zip(places, _results(reads), strict=True):
                    results[place] = result
        return [result for result in results if result is not None]

    def sums(self, looked: Sequence[Looked], language: Language) -> Summed:
        """What every head says of messages of one language, before calibration."""
        numbers = dense_rows([one.seen for one in looked], self.weights.numbers)
        return self._summing.of([one.tokens.words for one in looked], numbers, language)

    def _in_language(
        self, some: Sequence[tuple[MessageToRead, Looked]], brands: Mapping[int, BrandReading], language: Language
    ) -> Iterator[_Read]:
        summed = self.sums([looked for _, looked in some], language)
        layers = [layer_of(brands.get(message.brand)) for message, _ in some]
        _with_layers(summed.sums, some, layers, self.weights)
        chances = {name: head.probabilities(summed.sums[:, head.columns]) for name, head in self.weights.heads.items()}
        pushed = pushed_words(summed, chances, self.weights.heads)
        by_value = [_named(self.weights.heads[name].values, rows.tolist()) for name, rows in chances.items()]
        for place, ((message, looked), several) in enumerate(zip(some, zip(*by_value, strict=True), strict=True)):
            own, layer = dict(zip(chances, several, strict=True)), layers[place]
            yield _Read(message, looked, own, pushed[place], layer.version if layer else "")


def _named(values: tuple[str, ...], rows: list[list[float]]) -> list[dict[str, float]]:
    """The probabilities of one head by value, a message each."""
    if values == (NO, YES):
        return [{NO: no, YES: yes} for no, yes in rows]
    return [dict(zip(values, row, strict=True)) for row in rows]


def _look(message: MessageToRead, brand: BrandReading | None) -> Looked:
    looked = look(message.text, message.language_hint)
    if brand is None or not brand.phrases:
        return looked
    return look(message.text, message.language_hint, brand_lexicon(looked.language, brand.phrases))


def _with_layers(
    sums: Row, some: Sequence[tuple[MessageToRead, Looked]], layers: Sequence[Layer | None], weights: Weights
) -> None:
    for place, (layer, (_, looked)) in enumerate(zip(layers, some, strict=True)):
        if layer is not None:
            layer.add(sums[place], looked.tokens.words, weights)


def _results(reads: Sequence[_Read]) -> list[ReadingResult]:
    """One step for every message, then the next: what a step needs stays near the processor."""
    looks = [read.looked for read in reads]
    texts = [read.message.text for read in reads]
    answers = [answers_of(read.chances, read.looked) for read in reads]
    found = [find_personal_data(text[:SCANNED]) for text in texts]
    pieces = list(map(pieces_of, texts, found))
    weighed = [weighed_places(r.looked, one.kind) for r, one in zip(reads, answers, strict=True)]
    hearts = list(map(heart_of, pieces, weighed))
    asks = [asks_of(some, *asked_places(looked)) for some, looked in zip(pieces, looks, strict=True)]
    reasons = [tuple(reasons_of(r.looked, one.topic, r.learnt)) for r, one in zip(reads, answers, strict=True)]
    facts = list(map(facts_of, texts, found))
    prints = [fingerprint(looked.tokens.words) for looked in looks]
    parts = zip(hearts, asks, reasons, facts, prints, strict=True)
    return list(map(_result, reads, answers, found, parts))


_Parts = tuple[str, str, tuple[Weight, ...], tuple[Fact, ...], int]
"""Heart, ask, reasons, facts and fingerprint of one message."""


def _result(read: _Read, answers: Answers, found: Sequence[PersonalData], parts: _Parts) -> ReadingResult:
    message, looked = read.message, read.looked
    heart, asks, because, facts, mark = parts
    whole = len(message.text) <= SCANNED
    return ReadingResult(
        reference=message.reference,
        language=as_language(looked.language),
        kind=answers.kind,
        sentiment=answers.sentiment,
        severity=answers.severity,
        urgency=answers.urgency,
        topic=answers.topic,
        heart=heart,
        asks=asks,
        unsure=not looked.known or not whole or looked.says_nothing or "kind" in answers.doubts,
        scores=answers.scores if whole else {**answers.scores, "read": round(SCANNED / len(message.text), 3)},
        because=because,
        complaint=answers.complaint,
        question=answers.question,
        troll=answers.troll,
        irony=answers.irony,
        toxicity=answers.toxicity,
        doubts=_doubts(answers, looked),
        personal_data=tuple(sorted({piece.kind.value for piece in found})),
        facts=facts,
        fingerprint=mark,
        sources=dict.fromkeys(_LEARNT, read.layer) if read.layer else {},
    )


_LEARNT: Final = ("kind", "severity", "sentiment", "topic", "urgency", "toxicity", "complaint", "question", "irony")


def _doubts(answers: Answers, looked: Looked) -> tuple[str, ...]:
    return tuple(answers.doubts if looked.known else [*answers.doubts, "language"])
