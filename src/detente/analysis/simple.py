"""The first reading engine: lists of words, a few rules of context, and nothing that it cannot show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from detente.analysis import decide
from detente.analysis.cues import Cues, cues_of
from detente.analysis.heart import asks_of, heart_of, pieces_of
from detente.analysis.language import language_of
from detente.analysis.lexicon import Hit, coarse_of, lexicon_of
from detente.analysis.normalise import SCANNED, Tokens, fold, links_in, stretched, tokenise
from detente.analysis.similar import fingerprint
from detente.analysis.variants import may_hide
from detente.contracts.analysis import MessageToRead, ReadingResult, Topic, Weight
from detente.contracts.kinds import Kind
from detente.contracts.learning import NO_BRANDS, BrandReading
from detente.contracts.words import Language

MOST_REASONS: Final = 24
"""How many weighing words a reading shows, the heaviest first kept, in the order of the text."""

_MATTER: Final = ("grievance", "repeat", "money", "safety", "discrimination", "legal", "urgency", "insults", "topics")
_CARRIES: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.COMPLIMENT: ("praise", "topics"),
    Kind.QUESTION: ("questions", "topics", "requests"),
    Kind.ABUSE: ("hate", "threats", "insults", "hostile"),
    Kind.PERSON_AT_RISK: ("risk",),
    Kind.SPAM: ("spam",),
    Kind.PRESS: ("press",),
    Kind.RIGHTS_REQUEST: ("rights",),
    Kind.WHISTLEBLOWER: ("whistleblower", *_MATTER),
    Kind.TROLL: ("mockery", "insults"),
}
_SCORE_OF_LIST: Final = {
    "grievance": "complaint",
    "praise": "compliment",
    "insults": "toxic",
    "hate": "hateful",
    "threats": "threat",
    "questions": "question",
    "requests": "asks",
    "mockery": "troll",
}
# fmt: off
_UNSPOKEN: Final = frozenset({
    "contrast", "groups", "hostile", "reported", "rhetorical", "reclaimed", "dialect", "sexual", "vulgar",
    "valence_positive", "valence_negative", "irony", "contempt", "breach",
})
# fmt: on
"""Lists that this engine finds but does not weigh, or that say nothing by themselves."""


class SimpleEngine:
    """Reads by word lists, French and English. Probabilities are uncalibrated guesses; a person confirms.

    Only the first `SCANNED` code points of a message are read: a longer one comes back `unsure`, with `scores["read"]`
    the share that was looked at.
    """

    name = "simple-1"

    def read(
        self,
        messages: Sequence[MessageToRead],
        brands: Mapping[int, BrandReading] = NO_BRANDS,  # noqa: ARG002
    ) -> list[ReadingResult]:
        """One result per message, in the same order. Never raises for a message."""
        return [_read(message) for message in messages]


def _read(message: MessageToRead) -> ReadingResult:
    folded = fold(message.text)
    tokens = tokenise(folded)
    language, known = language_of(message.text, tokens.words, message.language_hint)
    if stretched(folded.text) or may_hide(folded.text):
        tokens = tokenise(folded, lexicon_of(language).words, coarse_of(language))
    cues = cues_of(tokens, language)
    signs = _signs(message.text[:SCANNED], folded.text)
    return _result(message, tokens, cues, signs, language, known)


def _result(
    message: MessageToRead, tokens: Tokens, cues: Cues, signs: decide.Signs, language: Language, known: bool
) -> ReadingResult:
    scores = decide.scores_of(cues, signs)
    kind, sure = decide.kind_of(scores, cues)
    severity = decide.severity_of(kind, scores, cues)
    topic = decide.topic_of(cues, severity)
    heart, asks = _said(message.text, tokens, cues, kind)
    whole = len(message.text) <= SCANNED
    return ReadingResult(
        reference=message.reference,
        language=language,
        kind=kind,
        sentiment=decide.sentiment_of(scores),
        severity=severity,
        urgency=decide.urgency_of(kind, severity, cues, signs),
        topic=topic,
        heart=heart,
        asks=asks,
        unsure=not known or not whole or decide.unsure_of(kind, sure, scores),
        scores=scores if whole else {**scores, "read": round(SCANNED / len(message.text), 3)},
        because=tuple(_because(message.text, tokens, cues, topic)),
        fingerprint=fingerprint(tokens.words),
    )


def _signs(text: str, folded: str) -> decide.Signs:
    letters = sum(map(str.isalpha, text))
    return decide.Signs(
        questions=text.count("?"),
        exclamations=text.count("!"),
        shouting=letters > 12 and sum(map(str.isupper, text)) > 0.6 * letters,
        links=links_in(folded),
        figures=any(map(str.isdigit, folded)),
    )


def _said(text: str, tokens: Tokens, cues: Cues, kind: Kind) -> tuple[str, str]:
    pieces = pieces_of(text)
    carrying = _CARRIES.get(kind, _MATTER)
    weighed = [(tokens.starts[hit.first], _pull(hit)) for hit in cues.hits if hit.name.split(".")[0] in carrying]
    heart = heart_of(pieces, weighed)
    empty = [tokens.starts[hit.first] for hit in cues.hits if hit.name == "rhetorical"]
    asked = [
        (tokens.starts[hit.first], hit.weight)
        for hit in cues.hits
        if (hit.name == "requests" and hit.weight >= 0.8) or (hit.name == "questions" and hit.weight >= 1.4)
    ]
    return heart, asks_of(pieces, empty, asked)


def _pull(hit: Hit) -> float:
    return 0.3 * hit.weight if hit.name.startswith("topics.") else hit.weight


def _because(text: str, tokens: Tokens, cues: Cues, topic: Topic) -> Iterator[Weight]:
    spoken = [hit for hit in cues.hits if hit.name not in _UNSPOKEN and _of_topic(hit, topic)]
    heaviest = sorted(spoken, key=lambda hit: -hit.weight)[:MOST_REASONS]
    for hit in sorted(heaviest, key=lambda hit: (hit.first, hit.last, hit.name)):
        start, end = tokens.starts[hit.first], tokens.ends[hit.last]
        score = "topic" if hit.name.startswith("topics.") else _SCORE_OF_LIST.get(hit.name, hit.name)
        yield Weight(score, text[start:end], start, end)


def _of_topic(hit: Hit, topic: Topic) -> bool:
    return not hit.name.startswith("topics.") or hit.name == f"topics.{topic.value}"
