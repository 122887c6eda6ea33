"""The public register: what was removed, under which article, by how many people. No text, no handle, no name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count

from detente.accounts.models import Brand
from detente.contracts.labelled import Labelled
from detente.contracts.words import Words
from detente.desk.models import Removal
from detente.rules.charter import RemovalVerb
from detente.rules.removal import RemovalState

PAGE_SIZE: Final = 50


class RegisterState(Labelled):
    """What the register says of a removal."""

    STANDS = "stands", "Confirmé", "Confirmed"
    WAITS = "waits", "Provisoire, en attente d’une seconde personne", "Provisional, waiting for a second person"
    UNCONFIRMED = "unconfirmed", "Provisoire, non confirmé après 24 heures", "Provisional, not confirmed after 24 hours"
    CONTESTED = "contested", "Contesté par l’auteur", "Contested by its author"
    UPHELD = "upheld", "Maintenu après contestation", "Upheld after a contest"
    RESTORED = "restored", "Rétabli", "Restored"


_STANDING: Final = {
    RemovalState.DONE: RegisterState.STANDS,
    RemovalState.CONTESTED: RegisterState.CONTESTED,
    RemovalState.UPHELD: RegisterState.UPHELD,
    RemovalState.RESTORED: RegisterState.RESTORED,
}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One removal that was carried out. `people`: how many persons had a say in its standing, the asker included.

    `back_at`: when the message was back on the network.
    """

    at: datetime
    clause_number: int
    clause_title: Words
    charter_version: int
    verb: RemovalVerb
    state: RegisterState
    people: int
    back_at: datetime | None


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """How many removals stand or stood under one article, and how many of them came back."""

    number: int
    title: Words
    removed: int
    restored: int


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of the register, the latest first, with counts over all of it. `pages` is at least 1."""

    brand: str
    slug: str
    language: str
    rows: tuple[RegisterRow, ...]
    counts: tuple[ClauseCount, ...]
    total: int
    page: int
    pages: int


def register_rows(slug: str, *, now: datetime, page: int = 1) -> RegisterPage | None:
    """The register of the brand with this address part; None when there is no such brand."""
    brand = Brand.objects.filter(slug=slug).first()
    if brand is None:
        return None
    done = Removal.objects.filter(brand=brand, done_at__isnull=False)
    total = done.count()
    pages = max(1, -(-total // PAGE_SIZE))
    shown = min(max(page, 1), pages)
    start = (shown - 1) * PAGE_SIZE
    rows = done.select_related("clause__charter").order_by("-done_at", "-id")[start : start + PAGE_SIZE]
    return RegisterPage(
        brand=brand.name,
        slug=brand.slug,
        language=brand.language,
        rows=tuple(_row(one, now) for one in rows),
        counts=_counts(brand),
        total=total,
        page=shown,
        pages=pages,
    )


def _row(one: Removal, now: datetime) -> RegisterRow:
    deciders = (one.asked_by_id, one.decided_by_id, one.override_by_id, one.contest_decided_by_id)
    return RegisterRow(
        at=one.done_at or one.asked_at,
        clause_number=one.clause.number,
        clause_title=Words(fr=one.clause.title_fr, en=one.clause.title_en),
        charter_version=one.clause.charter.version,
        verb=RemovalVerb(one.verb),
        state=register_state(one, now),
        people=len({person for person in deciders if person is not None}),
        back_at=one.restored_at,
    )


def register_state(one: Removal, now: datetime) -> RegisterState:
    """How the register names the state of a removal that was carried out."""
    state = RemovalState(one.state)
    if state is RemovalState.PROVISIONAL:
        late = one.confirm_by is not None and now >= one.confirm_by
        return RegisterState.UNCONFIRMED if late else RegisterState.WAITS
    return _STANDING.get(state, RegisterState.STANDS)


def _counts(brand: Brand) -> tuple[ClauseCount, ...]:
    rows = (
        Removal.objects.filter(brand=brand, done_at__isnull=False)
        .values("clause__number", "state")
        .annotate(count=Count("id"))
        .order_by("clause__number")
    )
    totals: dict[int, list[int]] = {}
    for row in rows:
        both = totals.setdefault(row["clause__number"], [0, 0])
        both[0] += row["count"]
        both[1] += row["count"] if row["state"] == RemovalState.RESTORED else 0
    titles = _titles(brand)
    return tuple(ClauseCount(number, titles[number], *both) for number, both in sorted(totals.items()))


def _titles(brand: Brand) -> dict[int, Words]:
    """The latest title used for each number among what was removed."""
    rows = Removal.objects.filter(brand=brand, done_at__isnull=False).order_by("clause__charter__version")
    found = rows.values_list("clause__number", "clause__title_fr", "clause__title_en").distinct()
    return {number: Words(fr=fr, en=en) for number, fr, en in found}
