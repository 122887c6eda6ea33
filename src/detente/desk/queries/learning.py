"""What the page of the reading says: the version in force, what it changed, and what was corrected since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.dimensions import DIMENSION_WORDS
from detente.contracts.learning import Share
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.models import LearningTask, ReadingLayer
from detente.desk.queries.corrections import corrections_of, corrections_since
from detente.rules.learning import missing, total
from detente.rules.roles import Action

_SHOWN: Final = 20
_NOBODY: Final = Words(fr="pendant la nuit", en="during the night")
_COMMAND: Final = Words(fr="par commande", en="by command")


@dataclass(frozen=True, slots=True)
class Measured:
    """One dimension on the held-back messages, before and after."""

    label: Words
    before: Share
    after: Share

    @property
    def look(self) -> str:
        """`up`, `down` or `same`."""
        if self.before.right == self.after.right:
            return "same"
        return "up" if self.after.right > self.before.right else "down"


@dataclass(frozen=True, slots=True)
class LayerRow:
    """One version. `in_force`: messages are read with it now."""

    version: int
    at: datetime
    by: Words
    taught: int
    held_back: int
    before: Share
    after: Share
    measured: tuple[Measured, ...]
    state: str
    in_force: bool
    undone_by: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class LearningPage:
    """The page. `missing`: corrections lacking before anything is learnt; `since`: messages corrected since the last
    version; `waiting`: asked for, a worker has it; `outcome`: what came of the last time it was asked, at `outcome_at`.
    """

    corrections: int
    missing: int
    since: int
    layers: tuple[LayerRow, ...]
    waiting: bool
    outcome: str
    outcome_at: datetime | None

    @property
    def current(self) -> LayerRow | None:
        """The version in force."""
        return next((one for one in self.layers if one.in_force), None)


def learning_page(person_id: int, brand_id: int) -> LearningPage:
    """The page of the reading. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.TEACH_READING)
    corrections = len(corrections_of(brand_id))
    layers = _layers(brand_id)
    known = ReadingLayer.objects.filter(brand_id=brand_id).order_by("-version").values_list("last_reading", flat=True)
    tasks = LearningTask.objects.filter(brand_id=brand_id)
    last = tasks.filter(state="done").order_by("-id").first()
    return LearningPage(
        corrections=corrections,
        missing=missing(corrections),
        since=corrections_since(brand_id, known.first() or 0),
        layers=layers,
        waiting=tasks.filter(state="waiting").exists(),
        outcome=last.outcome if last else "",
        outcome_at=last.done_at if last else None,
    )


def _layers(brand_id: int) -> tuple[LayerRow, ...]:
    rows = ReadingLayer.objects.filter(brand_id=brand_id).select_related("by", "undone_by").defer("weights")
    found = list(rows.order_by("-version")[:_SHOWN])
    active = ReadingLayer.objects.filter(brand_id=brand_id, state="active").order_by("-version")
    force = active.values_list("version", flat=True).first()
    return tuple(_row(row, in_force=row.version == force) for row in found)


def _row(row: ReadingLayer, *, in_force: bool) -> LayerRow:
    before, after = _shares(row.before), _shares(row.after)
    return LayerRow(
        version=row.version,
        at=row.made_at,
        by=Words(fr=row.by.name, en=row.by.name) if row.by else _COMMAND if row.origin == "command" else _NOBODY,
        taught=row.taught,
        held_back=row.held_back,
        before=total(before),
        after=total(after),
        measured=tuple(
            Measured(one.label, before[name], after.get(name, before[name]))
            for name, one in DIMENSION_WORDS.items()
            if name in before and before[name].of
        ),
        state=row.state,
        in_force=in_force,
        undone_by=row.undone_by.name if row.undone_by else "",
        undone_at=row.undone_at,
    )


def _shares(stored: dict[str, list[int]]) -> dict[str, Share]:
    return {name: Share(right, of) for name, (right, of) in stored.items()}
