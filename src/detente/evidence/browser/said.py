"""What the browser said, as JSON, read without trusting its form: a missing or strange part reads as empty."""

from __future__ import annotations

from collections.abc import Mapping

Said = Mapping[str, object]
"""One JSON object of the browser."""


def part(said: object, *path: str) -> Said:
    """The object at the end of the path, or an empty one."""
    found = _at(said, path)
    return found if isinstance(found, dict) else {}


def text(said: object, *path: str) -> str:
    """The text at the end of the path, or an empty one."""
    found = _at(said, path)
    return found if isinstance(found, str) else ""


def number(said: object, *path: str) -> float:
    """The number at the end of the path, or 0."""
    found = _at(said, path)
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else 0.0


def flag(said: object, *path: str) -> bool:
    """Whether a true stands at the end of the path."""
    return _at(said, path) is True


def items(said: object, *path: str) -> list[object]:
    """The list at the end of the path, or an empty one."""
    found = _at(said, path)
    return found if isinstance(found, list) else []


def _at(said: object, path: tuple[str, ...]) -> object:
    for name in path:
        said = said.get(name) if isinstance(said, dict) else None
    return said
