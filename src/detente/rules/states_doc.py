"""The page `docs/states.md`, made from the tables: `python -m detente.rules.states_doc > docs/states.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Final

from detente.rules.case import CASE
from detente.rules.draft import DRAFT
from detente.rules.handoff import HAND_OFF
from detente.rules.machine import F, Machine, S
from detente.rules.promise import PROMISE
from detente.rules.publication import PUBLICATION
from detente.rules.removal import REMOVAL

_OPENING: Final = """# States

Generated from the tables in `src/detente/rules/` by `python -m detente.rules.states_doc > docs/states.md`; a test keeps
it fresh. A pair of state and fact that is not listed is refused with `state.<machine>`. The hour is not a state: it is
computed from the time of the message, the opening hours and now (`rules/clock.py`).
"""


def states_page() -> str:
    """The whole page: for each machine a diagram and the table of its moves."""
    sections = [
        *_section(CASE),
        *_section(DRAFT),
        *_section(PUBLICATION),
        *_section(HAND_OFF),
        *_section(PROMISE),
        *_section(REMOVAL),
    ]
    return _OPENING + "".join(sections)


def _section(machine: Machine[S, F]) -> Iterator[str]:
    yield f"\n## {machine.thing.en} · {machine.thing.fr} (`{machine.name}`)\n\n"
    yield from _diagram(machine)
    yield from _states(machine)
    yield from _moves(machine)


def _diagram(machine: Machine[S, F]) -> Iterator[str]:
    yield "```mermaid\nstateDiagram-v2\n"
    yield f"    [*] --> {machine.start.value}\n"
    for (before, after), facts in _arrows(machine).items():
        yield f"    {before} --> {after}: {', '.join(facts)}\n"
    yield "```\n\n"


def _arrows(machine: Machine[S, F]) -> dict[tuple[str, str], list[str]]:
    arrows: dict[tuple[str, str], list[str]] = {}
    for (before, fact), after in machine.table.items():
        if before is not after:
            arrows.setdefault((before.value, after.value), []).append(fact.value)
    return arrows


def _states(machine: Machine[S, F]) -> Iterator[str]:
    yield from _table(
        ("State", "English", "Français"),
        ((f"`{state.value}`", state.label.en, state.label.fr) for state in machine.states),
    )
    yield "\n"


def _moves(machine: Machine[S, F]) -> Iterator[str]:
    rows = (
        (f"`{before.value}`", f"`{fact.value}`", fact.label.en, f"`{after.value}`")
        for (before, fact), after in machine.table.items()
    )
    yield from _table(("From", "Fact", "Meaning", "To"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |\n"
    yield f"|{' --- |' * len(head)}\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


if __name__ == "__main__":
    sys.stdout.write(states_page())
