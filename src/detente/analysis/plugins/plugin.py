"""What a plug-in is to the engine that composes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from detente.analysis.plugins.values import Guess
from detente.contracts.analysis import MessageToRead


class Trouble(StrEnum):
    """What went wrong with a plug-in, as the log names it."""

    LATE = "no answer in time"
    AWAY = "not reachable"
    BUSY = "asked to wait"
    REFUSED = "refused"
    NONSENSE = "an answer that cannot be read"
    BROKEN = "cannot be used as it is"


class PluginTrouble(Exception):
    """A plug-in gave nothing. `detail`: a status or a class, never a text; `wait`: seconds it asked us to wait.

    `remedy`: one sentence for the operator, where there is one.
    """

    def __init__(self, trouble: Trouble, detail: str = "", *, wait: float = 0.0, remedy: str = "") -> None:
        super().__init__(f"{trouble.value} ({detail})" if detail else trouble.value)
        self.trouble = trouble
        self.wait = wait
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Answer:
    """What a plug-in said of some messages: by reference, then by dimension. `slips`: what it got wrong, counted."""

    guesses: Mapping[int, Mapping[str, Guess]]
    slips: Mapping[str, int] = field(default_factory=dict)


class Plugin(Protocol):
    """Another reading engine. `chunk`: most messages of one question.

    `name` is stored with what it decides, and says where it runs: `./folder` here, `//host/model` at an address.
    """

    name: str
    dimensions: frozenset[str]
    chunk: int

    def prepare(self) -> None:
        """Load what is slow to load. Raises `PluginTrouble`."""
        ...

    def ask(self, messages: Sequence[MessageToRead], seconds: float) -> Answer:
        """Guesses for the messages, within `seconds` as far as that can be held. Raises `PluginTrouble`.

        A message without a guess, or a dimension without one, keeps what the embedded engine said.
        """
        ...
