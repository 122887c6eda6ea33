"""Shorthand for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from detente.analysis.engine import EmbeddedEngine
from detente.contracts.analysis import MessageToRead, ReadingResult


def read(text: str, hint: str | None = None) -> ReadingResult:
    """The reading of one text."""
    return engine().read([MessageToRead(1, text, hint)])[0]


@cache
def engine() -> EmbeddedEngine:
    """The shipped engine, once."""
    return EmbeddedEngine()


def examples(language: str) -> Iterator[tuple[str, int, str]]:
    """Kind, severity and text of our examples in `language`."""
    path = Path(__file__).with_name(f"examples_{language}.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, severity, text = (part.strip() for part in line.split("|", 2))
            yield kind, int(severity), text
