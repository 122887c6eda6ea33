"""The model that an operator asked for to propose texts, as a frozen value. `config` reads it from the environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

LONGEST_SECONDS: Final = 30
"""A person waits for the answer."""


@dataclass(frozen=True, slots=True)
class ProposalAsked:
    """An OpenAI-compatible address: `url` up to and without `/chat/completions`.

    `mask`: identifiers, handles and links are taken out before their words leave; `seconds`: how long a person waits.
    """

    url: str
    model: str
    key_file: Path | None = None
    mask: bool = True
    seconds: int = 15
