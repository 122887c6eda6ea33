"""Learn from a brand's corrections, and go back to what was before.

A layer's weights are numbers fitted on many messages; they hold no text. So a layer may outlive the erasure of a
message that it was fitted on; the next one is fitted without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max

from detente.accounts.models import Brand
from detente.contracts.actors import Actor
from detente.contracts.learning import Learner, Lesson, Share, Taught
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.models import ReadingLayer
from detente.desk.queries.corrections import corrections_of, latest_correction
from detente.journal.record import Entry, record
from detente.rules.learning import got_no_worse, is_held_back, missing, total
from detente.rules.roles import Action

_NONE: Final = Words(
    fr="Aucune version apprise n’est en vigueur\u202f: il n’y a rien à défaire.",
    en="No learnt version is in force: there is nothing to undo.",
)
_EVENTS: Final = {"active": "reading_layer.active", "set_aside": "reading_layer.set_aside"}


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of it. `state`: `few` (`missing` corrections are lacking), `active`, `set_aside`.

    `version` is 0 while nothing was written: too few, or only tried.
    """

    state: str
    missing: int = 0
    taught: int = 0
    held_back: int = 0
    before: Mapping[str, Share] = field(default_factory=dict)
    after: Mapping[str, Share] = field(default_factory=dict)
    version: int = 0


def learn_from_corrections(
    learner: Learner, brand_id: int, *, by: Actor, dry_run: bool = False, now: datetime
) -> Learnt:
    """Fit a layer on the brand's corrections, measure it on those held back, and keep it as a version.

    It is in force from the next message on if the held-back answers got no worse; else it is set aside. The fitting
    itself holds no lock. Raises `Refused("access.…")` when `by` is a person who may not.
    """
    if by.kind == "person":
        access_brand(by.id or 0, brand_id, Action.TEACH_READING)
    last_reading, corrections = latest_correction(brand_id), corrections_of(brand_id)
    if missing(len(corrections)):
        return Learnt("few", missing(len(corrections)))
    taught, held_back = _parted(corrections)
    lesson = learner.learn(taught, held_back)
    state = "active" if got_no_worse(lesson.before, lesson.after) else "set_aside"
    learnt = Learnt(state, 0, len(taught), len(held_back), dict(lesson.before), dict(lesson.after))
    return learnt if dry_run else _keep(brand_id, learnt, lesson, last_reading, by, now)


def _parted(corrections: list[Taught]) -> tuple[list[Taught], list[Taught]]:
    """In the order of the messages, so that the same corrections give the same bytes."""
    ordered = sorted(corrections, key=lambda one: one.reference)
    held_back = [one for one in ordered if is_held_back(one.reference)]
    return [one for one in ordered if not is_held_back(one.reference)], held_back


@transaction.atomic
def _keep(brand_id: int, learnt: Learnt, lesson: Lesson, last_reading: int, by: Actor, now: datetime) -> Learnt:
    Brand.objects.select_for_update(no_key=True).get(id=brand_id)
    rows = ReadingLayer.objects.filter(brand_id=brand_id)
    layer = ReadingLayer(
        brand_id=brand_id,
        version=(rows.aggregate(Max("version"))["version__max"] or 0) + 1,
        made_at=now,
        origin=by.kind,
        by_id=by.id if by.kind == "person" else None,
        taught=learnt.taught,
        held_back=learnt.held_back,
        before=_as_stored(learnt.before),
        after=_as_stored(learnt.after),
        weights=lesson.weights,
        last_reading=last_reading,
        state=learnt.state,
    )
    layer.save(force_insert=True)
    facts = {"version": layer.version, "taught": learnt.taught, "held_back": learnt.held_back}
    facts |= {"right_before": total(learnt.before).right, "right_after": total(learnt.after).right}
    _tell(_EVENTS[learnt.state], by, layer, facts, now)
    return Learnt(learnt.state, 0, learnt.taught, learnt.held_back, learnt.before, learnt.after, version=layer.version)


@transaction.atomic
def undo_layer(brand_id: int, *, by: Actor, now: datetime) -> int:
    """Put the version in force aside; the number of the one that holds now (0: the reading as it was shipped).

    Raises `Refused`: `access.…`, `state.layer`.
    """
    if by.kind == "person":
        access_brand(by.id or 0, brand_id, Action.TEACH_READING)
    Brand.objects.select_for_update(no_key=True).get(id=brand_id)
    active = ReadingLayer.objects.filter(brand_id=brand_id, state="active").order_by("-version")
    layer, before = active.first(), active[1:2]
    if layer is None:
        raise Refused("state.layer", _NONE)
    back_to = before[0].version if before else 0
    layer.state, layer.undone_at = "undone", now
    layer.undone_by_id = by.id if by.kind == "person" else None
    layer.save(update_fields=["state", "undone_at", "undone_by"])
    _tell("reading_layer.undone", by, layer, {"version": layer.version, "back_to": back_to}, now)
    return back_to


def _as_stored(shares: Mapping[str, Share]) -> dict[str, list[int]]:
    return {name: [share.right, share.of] for name, share in shares.items()}


def _tell(name: str, by: Actor, layer: ReadingLayer, facts: Mapping[str, object], now: datetime) -> None:
    record(Entry(name, by, "reading_layer", layer.id, layer.brand_id, facts=facts), at=now)
