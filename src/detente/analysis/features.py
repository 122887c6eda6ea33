"""What a linear head sees of a message: hashed words, character n-grams, classes of words, and their pairs.

A message is the set of its words and of its neighbouring pairs. Each word stands for itself, its character n-grams (2
to 5, edges marked) and the classes that the thesaurus gives it; pairs are made of words, and of classes (next to each
other and one word apart). All are hashed into `BUCKETS`; a message's features are the counts divided by the square root
of their number, so that the share of a word can be kept per word and added up. Digits become 0: "12 jours" and "15
jours" are one pair. Source: analysis note §4–5 (2^16 buckets cost nothing against 2^19).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from detente.analysis.senses import senses_of
from detente.contracts.words import Language

BITS: Final = 16
BUCKETS: Final = 1 << BITS
LONGEST_WORD: Final = 24
"""Characters of one word that are cut into n-grams; the rest of a longer one is left out."""
FEWEST: Final = 8
"""A message counts as at least so many features, so that two words never speak with full voice."""

Ids = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]

_DIGITS: Final = str.maketrans("123456789", "000000000")
_SIZES: Final = (2, 3, 4, 5)
_SHORT: Final = 3
"""A word without a class and up to this long stands for itself in pairs of classes; a longer one for any word."""
_ANY: Final = "any"
_APART: Final = np.uint64(0x9E3779B1)
_BESIDE: Final = np.uint64(0x85EBCA77)


@dataclass(frozen=True, slots=True)
class WordFeatures:
    """The buckets of one word, and the two keys by which it enters pairs: the word, and its class."""

    buckets: tuple[int, ...]
    key: int
    class_key: int


def masked(words: Iterable[str]) -> list[str]:
    """The words as the heads see them."""
    return [word if word.isalpha() else word.translate(_DIGITS) for word in words]


def features_of(word: str, language: Language) -> WordFeatures:
    """What one masked word stands for."""
    marked = f"<{word[:LONGEST_WORD]}>"
    grams = [marked[place : place + size] for size in _SIZES for place in range(len(marked) - size + 1)]
    senses = senses_of(word, language)
    named = [f"w{word}", *(gram for gram in grams if gram != marked), *(f"s:{sense}" for sense in senses)]
    return WordFeatures(tuple(bucket(name) for name in named), _key(word), _key(_class_of(word, senses)))


word_features = lru_cache(maxsize=50_000)(features_of)
"""`features_of`, remembered: the engine keeps what it makes of them instead."""


def _class_of(word: str, senses: Sequence[str]) -> str:
    if senses:
        return f"s:{senses[0]}"
    return word if len(word) <= _SHORT else _ANY


def bucket(name: str) -> int:
    """Where a feature falls. Stable across machines and versions."""
    return _key(name) & (BUCKETS - 1)


def _key(name: str) -> int:
    return zlib.crc32(name.encode())


def pair_buckets(left: Keys, right: Keys) -> Ids:
    """The buckets of pairs, given by their keys."""
    mixed = left * np.uint64(2654435761) + right * np.uint64(40503) + np.uint64(12345)
    mixed = mixed ^ (mixed >> np.uint64(15))
    mixed = mixed * np.uint64(0x2C1B3C6D)
    mixed = mixed ^ (mixed >> np.uint64(12))
    return (mixed & np.uint64(BUCKETS - 1)).astype(np.int64)


def class_pairs(class_keys: Keys) -> tuple[Ids, Ids]:
    """The buckets of neighbouring classes, and of classes one word apart."""
    return (
        pair_buckets(class_keys[:-1] + _BESIDE, class_keys[1:]),
        pair_buckets(class_keys[:-2] + _APART, class_keys[2:]),
    )


def message_buckets(words: Sequence[str], language: Language) -> Ids:
    """Every bucket of one message, once per word or pair that falls into it. For training; the engine adds up words."""
    features = [word_features(word, language) for word in masked(words)]
    alone = [place for one in dict.fromkeys(features) for place in one.buckets]
    keys = np.array([one.key for one in features], dtype=np.uint64)
    class_keys = np.array([one.class_key for one in features], dtype=np.uint64)
    pairs = np.unique(np.concatenate([pair_buckets(keys[:-1], keys[1:]), *class_pairs(class_keys)]))
    return np.concatenate([np.array(alone, dtype=np.int64), pairs])
