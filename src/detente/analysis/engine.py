"""The embedded reading engine: n-grams, classes of words and lists under linear heads, in numpy alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.answers import Answers, Chances, answers_of
from detente.analysis.dense import dense_rows
from detente.analysis.facts import facts_of
from detente.analysis.heads import Summed, Summing
from detente.analysis.heart import asks_of, heart_of
from detente.analysis.layer import Layer, layer_of
from detente.analysis.lexicon import brand_lexicon
from detente.analysis.look import Looked, look
from detente.analysis.normalise import SCANNED
from detente.analysis.pieces import pieces_of
from detente.analysis.prints import Prints
from detente.analysis.pushes import Push, pushed_words
from detente.analysis.reasons import asked_places, reasons_of, weighed_places
from detente.analysis.weights import Row, Weights, shipped
from detente.contracts.analysis import Fact, MessageToRead, ReadingResult, Weight
from detente.contracts.kinds import Kind
from detente.contracts.learning import NO_BRANDS, BrandReading
from detente.contracts.words import Language, as_language
from detente.rules.personal_data import PersonalData, find_personal_data


@dataclass(frozen=True, slots=True)
class _Batch:
    """Messages of one language with the probabilities of every head and, of each, the words that pushed them."""

    messages: Sequence[MessageToRead]
    looks: Sequence[Looked]
    chances: Chances
    pushed: Sequence[Sequence[Push]]
    layers: Sequence[Layer | None]


class EmbeddedEngine:
    """Reads French and English on one core, offline. Probabilities are calibrated; a person confirms.

    Only the first `SCANNED` code points of a message are read: a longer one comes back `unsure`, with `scores["read"]`
    the share that was looked at. Not for several threads at once.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self.weights = weights or shipped()
        self.name = self.weights.name
        self._summing = Summing(self.weights)
        self._prints = Prints()

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        """One result per message, in the same order; `brands`: how each brand wants to be read."""
        looks = [_look(message, brands.get(message.brand)) for message in messages]
        results: dict[int, ReadingResult] = {}
        for language in ("fr", "en"):
            places = [place for place, looked in enumerate(looks) if looked.language == language]
            if places:
                some, seen = [messages[place] for place in places], [looks[place] for place in places]
                found = _results(self._weighed(some, seen, brands, language), self._prints)
                results |= zip(places, found, strict=True)
        return [results[place] for place in range(len(messages))]

    def sums(self, looked: Sequence[Looked], language: Language) -> Summed:
        """What every head says of messages of one language, before calibration."""
        numbers = dense_rows([one.seen for one in looked], self.weights.numbers)
        return self._summing.of([one.tokens.words for one in looked], numbers, language)

    def _weighed(
        self,
        messages: Sequence[MessageToRead],
        looks: Sequence[Looked],
        brands: Mapping[int, BrandReading],
        language: Language,
    ) -> _Batch:
        heads = self.weights.heads
        summed = self.sums(looks, language)
        layers = [layer_of(brands.get(message.brand)) for message in messages]
        _add_layers(summed.sums, looks, layers, self.weights)
        rows = {name: head.probabilities(summed.sums[:, head.columns]) for name, head in heads.items()}
        return _Batch(messages, looks, Chances(heads, rows, language), pushed_words(summed, rows, heads), layers)


def _look(message: MessageToRead, brand: BrandReading | None) -> Looked:
    looked = look(message.text, message.language_hint)
    if brand is None or not brand.phrases:
        return looked
    return look(message.text, message.language_hint, brand_lexicon(looked.language, brand.phrases))


def _add_layers(sums: Row, looks: Sequence[Looked], layers: Sequence[Layer | None], weights: Weights) -> None:
    for place, (layer, looked) in enumerate(zip(layers, looks, strict=True)):
        if layer is not None:
            layer.add(sums[place], looked.tokens.words, weights)


def _results(batch: _Batch, prints: Prints) -> list[ReadingResult]:
    """One step for every message, then the next: what a step needs stays near the processor."""
    looks = batch.looks
    texts = [message.text for message in batch.messages]
    answers = answers_of(batch.chances, looks)
    found = [find_personal_data(text[:SCANNED]) for text in texts]
    pieces = list(map(pieces_of, texts, found))
    weighed = [weighed_places(looked, one.kind) for looked, one in zip(looks, answers, strict=True)]
    hearts = list(map(heart_of, pieces, weighed))
    asks = [asks_of(some, *asked_places(looked)) for some, looked in zip(pieces, looks, strict=True)]
    reasons = [
        tuple(reasons_of(looked, one.topic, pushed))
        for looked, one, pushed in zip(looks, answers, batch.pushed, strict=True)
    ]
    facts = list(map(facts_of, texts, found))
    marks = prints.of([looked.tokens.words for looked in looks])
    parts = zip(hearts, asks, reasons, facts, marks, strict=True)
    return list(map(_result, batch.messages, looks, answers, batch.layers, found, parts))


_Parts = tuple[str, str, tuple[Weight, ...], tuple[Fact, ...], int]
"""Heart, ask, reasons, facts and fingerprint of one message."""


def _result(
    message: MessageToRead,
    looked: Looked,
    answers: Answers,
    layer: Layer | None,
    found: Sequence[PersonalData],
    parts: _Parts,
) -> ReadingResult:
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
        troll=answers.kind is Kind.TROLL,
        irony=answers.irony,
        toxicity=answers.toxicity,
        doubts=_doubts(answers, looked),
        personal_data=tuple(sorted({piece.kind.value for piece in found})),
        facts=facts,
        fingerprint=mark,
        sources=dict.fromkeys(_LEARNT, layer.version) if layer else {},
    )


_LEARNT: Final = ("kind", "severity", "sentiment", "topic", "urgency", "toxicity", "complaint", "question", "irony")


def _doubts(answers: Answers, looked: Looked) -> tuple[str, ...]:
    return tuple(answers.doubts if looked.known else [*answers.doubts, "language"])
