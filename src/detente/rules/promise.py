"""The states of a promise. A broken promise stays broken; keeping it afterwards is a flag, not a state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.labelled import Labelled
from detente.contracts.words import Words
from detente.rules.machine import Machine


class PromiseState(Labelled):
    """Where a promise stands; the values are stored."""

    OPEN = "open", "À tenir", "To keep"
    KEPT = "kept", "Tenue", "Kept"
    BROKEN = "broken", "Non tenue", "Broken"


class PromiseFact(Labelled):
    """What can happen to a promise."""

    KEPT = "kept", "Tenue", "Kept"
    DUE_PASSED = "due_passed", "Heure passée", "Due time passed"


_S, _F = PromiseState, PromiseFact

_TABLE: Final = {
    (_S.OPEN, _F.KEPT): _S.KEPT,
    (_S.OPEN, _F.DUE_PASSED): _S.BROKEN,
    (_S.BROKEN, _F.KEPT): _S.BROKEN,
    (_S.BROKEN, _F.DUE_PASSED): _S.BROKEN,
}

PROMISE: Final = Machine(
    "promise", Words(fr="Promesse", en="Promise"), PromiseState, PromiseFact, PromiseState.OPEN, _TABLE
)
move = PROMISE.move
moves_from = PROMISE.moves_from


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """How a promise ended when we came back: its state, and whether that was after its due time."""

    state: PromiseState
    kept_late: bool


def keep(state: PromiseState, due_at: datetime, at: datetime) -> KeptPromise:
    """We came back at `at`. After `due_at` the promise is broken, and said to be kept late.

    Raises `Refused("state.promise")` for a promise that was already kept.
    """
    if at > due_at or state is PromiseState.BROKEN:
        move(state, PromiseFact.KEPT)
        return KeptPromise(PromiseState.BROKEN, kept_late=True)
    return KeptPromise(move(state, PromiseFact.KEPT), kept_late=False)
