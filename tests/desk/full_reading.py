"""A message read in full, as a trained engine would read it, for tests of the desk and its screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tests.desk.makers import NOON, an_item, created

from detente.contracts.analysis import (
    Fact,
    FactKind,
    MessageToRead,
    ReadingResult,
    Sentiment,
    Topic,
    Toxicity,
    Urgency,
    Weight,
)
from detente.contracts.kinds import Kind
from detente.contracts.learning import NO_BRANDS, BrandReading
from detente.desk.actions.read_messages import claim_unread, write_readings
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel

TEXT = (
    "Bravo pour les horaires, mais mon colis est noté « livré » depuis mardi et je n’ai jamais rien reçu. "
    "C’est honteux, 42 € envolés. Mon numéro\u202f: 06 12 34 56 78."
)


def a_full_result(reference: int = 0, text: str = TEXT, **other: object) -> ReadingResult:
    """Every field filled; `other` replaces fields."""
    full = ReadingResult(
        reference=reference,
        language="fr",
        kind=Kind.COMPLAINT,
        sentiment=Sentiment.NEGATIVE,
        severity=2,
        urgency=Urgency.NORMAL,
        topic=Topic.DELIVERY,
        heart="mon colis est noté « livré » depuis mardi et je n’ai jamais rien reçu",
        asks="",
        unsure=False,
        scores={
            "negative": 0.91, "neutral": 0.06, "positive": 0.03, "complaint": 0.96, "toxic": 0.07, "hateful": 0.01,
            "irony": 0.44, "question": 0.08, "kind.complaint": 0.93, "topic.delivery": 0.58, "urgency.normal": 0.71,
        },
        because=(_weight("complaint", "noté « livré »", text), _weight("negative", "jamais rien reçu", text),
                 _weight("toxic", "honteux", text)),
        complaint=True,
        toxicity=Toxicity.CLEAN,
        doubts=("topic", "irony"),
        personal_data=("phone",),
        facts=(_fact(FactKind.DATE, "mardi", text), _fact(FactKind.AMOUNT, "42 €", text),
               Fact(FactKind.NUMBER, "06 •• •• •• 78", 0, 1)),
        fingerprint=(1 << 63) + 5,
        sources={"topic": "brand:3"},
    )  # fmt: skip
    return replace(full, **other)  # type: ignore[arg-type]


def _weight(score: str, words: str, text: str) -> Weight:
    start = max(0, text.find(words))
    return Weight(score, words, start, start + len(words))


def _fact(kind: FactKind, words: str, text: str) -> Fact:
    start = max(0, text.find(words))
    return Fact(kind, words, start, start + len(words))


class FullEngine:
    """Says the same of every message; counts what it was given."""

    name = "full-1"

    def __init__(self, **other: object) -> None:
        self.other = other
        self.read_messages: list[MessageToRead] = []
        self.brands: Mapping[int, BrandReading] = {}

    def read(
        self, messages: Sequence[MessageToRead], brands: Mapping[int, BrandReading] = NO_BRANDS
    ) -> list[ReadingResult]:
        """One result a message."""
        self.read_messages += messages
        self.brands = brands
        return [a_full_result(one.reference, one.text, **self.other) for one in messages]


def read_in_full(now: datetime = NOON, **other: object) -> int:
    """Read what is unread."""
    unread = claim_unread(limit=500, lease=timedelta(seconds=60), now=now)
    results = FullEngine(**other).read([one.message for one in unread])
    return write_readings(unread, results, engine="full-1", now=now)


def a_full_case(channel: Channel, text: str = TEXT, *, external_id: str = "full", **other: object) -> Case:
    """A case whose message was read in full."""
    receive(channel.id, created(an_item(external_id, text, author=external_id)), now=NOON)
    read_in_full(**other)
    return Case.objects.get(author__external_id=external_id, channel=channel)
