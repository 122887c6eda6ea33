"""Which head learns from what: the one table of the recipe. Weights say how loud a row of a set is beside ours (1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from training.fit import Settings
from training.sources import Example

EVERYDAY: Final = frozenset(
    {
        *("archive", "campus", "cooking", "cycling", "debate", "environment", "films", "garden", "laughs", "music"),
        *("news", "parents", "players", "science", "sportsclub", "techforum", "tvshow", "videos", "village", "weather"),
        *("youth", "daylife", "smalltalk", "sporttalk", "musictalk", "politalk", "worktalk", "newslinks", "quarrels"),
        *("banter", "neighbours", "threads", "uproar", "wry", "deadpan", "mockpraise"),
    }
)
"""Sectors of the corpus that are talk among people, not words to a brand."""

Sets = Mapping[str, float]
Reader = Callable[[Example], "str | None"]


def label(name: str) -> Reader:
    """The label of that name."""
    return lambda example: example.labels.get(name)


@dataclass(frozen=True, slots=True)
class Plan:
    """One head. `sets`: public sets by file and origin ("file/origin" or "file") with their loudness; `ours`: loudness
    of our corpus by language; `read`: the value of an example, None to leave it out."""

    name: str
    read: Reader
    ours: Mapping[str, float] = field(default_factory=lambda: {"fr": 1.0, "en": 1.0})
    sets: Sets = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)


def _talk(example: Example) -> str:
    return "yes" if example.group in EVERYDAY or "." in example.group else "no"


def _everyday(example: Example) -> str | None:
    return example.labels.get("sentiment") if _talk(example) == "yes" else None


_OTHER: Final = 0.3
_MLMA: Final = "toxicity_fr_train/mlma_fr"
_DAVIDSON: Final = "toxicity_en_train/davidson17"
_JIGSAW: Final = {"toxicity_en_train/jigsaw_en": 1.0, "toxicity_fr_train/jigsaw_fr": 1.0}

PLANS: Final = (
    Plan("talk", _talk, sets={"sentiment_fr_deft2017": 0.3, "goemotions_en_train": 0.1}),
    Plan("sentiment", label("sentiment"), sets={"sentiment_fr_deft2017": 0.1, "goemotions_en_train": 0.05}),
    Plan("tone", _everyday, sets={"sentiment_fr_deft2017": 0.5, "goemotions_en_train": 0.2}),
    Plan("complaint", label("complaint")),
    Plan(
        "toxic_fr", label("toxic"), ours={"fr": 1.0, "en": _OTHER},
        sets={_MLMA: 0.2, "toxicity_fr_train/jigsaw_fr": 1.0, "toxicity_fr_val/toxifrench_agree": 1.0},
    ),
    Plan(
        "toxic_en", label("toxic"), ours={"fr": _OTHER, "en": 1.0},
        sets={_DAVIDSON: 0.1, "toxicity_en_train/jigsaw_en": 1.0},
    ),
    Plan("hateful", label("hateful"), sets={_DAVIDSON: 0.1, **_JIGSAW}),
    Plan("irony", label("irony")),
    Plan("question", label("question")),
    Plan("urgency", label("urgency")),
    Plan("topic", label("topic")),
    Plan("kind", label("kind")),
    Plan("severity", label("severity")),
)  # fmt: skip
