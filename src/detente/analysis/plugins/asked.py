"""Which plug-ins an operator asked for, as frozen values. `config` reads them from the environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_AT_ONCE: Final = 20
LONGEST_SECONDS: Final = 30
"""A batch in a worker's hands is another's after a minute."""


@dataclass(frozen=True, slots=True)
class FolderAsked:
    """A local model folder and the dimensions that it decides."""

    path: Path
    dimensions: frozenset[str]


@dataclass(frozen=True, slots=True)
class AddressAsked:
    """An OpenAI-compatible address: `url` up to and without `/chat/completions`, and what its model decides.

    `at_once`: messages in one request; `mask`: identifiers and handles are taken out before a text leaves.
    """

    url: str
    model: str
    dimensions: frozenset[str]
    key_file: Path | None = None
    at_once: int = 5
    mask: bool = True


@dataclass(frozen=True, slots=True)
class ReadingAsked:
    """Everything beside the embedded engine; empty by default. `seconds`: for all of them, for one batch."""

    folders: tuple[FolderAsked, ...] = ()
    address: AddressAsked | None = None
    seconds: int = 10
