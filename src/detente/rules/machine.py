"""One small state machine: an enum of states, an enum of facts, a table of moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from detente.contracts.labelled import Labelled
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

S = TypeVar("S", bound=Labelled)
F = TypeVar("F", bound=Labelled)

_IMPOSSIBLE = Words(
    fr="{thing} dans l’état «\u202f{state}\u202f»\u202f: «\u202f{fact}\u202f» n’est pas possible. Rechargez la page.",
    en="{thing} in state “{state}”: “{fact}” is not possible. Reload the page.",
)


@dataclass(frozen=True, slots=True)
class Machine(Generic[S, F]):
    """States, facts and the whole table of moves of one thing.

    `name` is the last part of the refusal code (`state.<name>`), `thing` what a person calls it, `start` the first
    state.
    """

    name: str
    thing: Words
    states: type[S]
    facts: type[F]
    start: S
    table: Mapping[tuple[S, F], S]

    def move(self, state: S, fact: F) -> S:
        """The state after `fact`. Raises `Refused("state.<name>")` for a pair that the table does not know."""
        after = self.table.get((state, fact))
        if after is None:
            raise Refused(
                f"state.{self.name}",
                _IMPOSSIBLE.with_(thing=self.thing, state=state.label, fact=fact.label),
                state=state.value,
                fact=fact.value,
            )
        return after

    def moves_from(self, state: S) -> Mapping[F, S]:
        """Every fact that is possible in `state`, with the state it leads to, in the order of the facts."""
        found = {fact: self.table[state, fact] for fact in self.facts if (state, fact) in self.table}
        return MappingProxyType(found)
