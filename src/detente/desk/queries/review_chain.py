"""The people whom a text in review waits for: who was asked, who is next, who may be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from detente.accounts.models import MandateHeld, Membership
from detente.contracts.people import MandateKind, Role
from detente.contracts.words import Words
from detente.desk.models import Draft, DraftRevision, ReviewAsk
from detente.desk.queries.review_needs import need_of, signed_mandates, standing_reviews
from detente.rules.draft import DraftState
from detente.rules.review_chain import AskedOne, Reviewer, chain, chain_words
from detente.rules.review_policy import ReviewMode, missing_mandates
from detente.rules.roles import held_mandates

OPEN = ("asked", "passed_on")
"""An ask that is not over: its time may have passed, its person may still answer."""


@dataclass(frozen=True, slots=True)
class ChainView:
    """What the writer sees. `words` None: nobody is asked, for the writer's own re-read is enough.

    `choices`: who may still be asked, by id and name; `opened`: first names of those who opened the text.
    """

    words: Words | None
    choices: tuple[tuple[int, str], ...]
    opened: tuple[str, ...]


def reviewers_there(brand_id: int) -> tuple[Reviewer, ...]:
    """Everybody of the brand who is on duty, with what they may sign and how much waits for them."""
    held = Membership.objects.filter(brand_id=brand_id, active=True, on_duty=True, person__is_active=True)
    rows = list(held.values_list("person_id", "person__name", "role", "chain_place"))
    mandates, asks = _mandates(brand_id), _open_asks(brand_id)
    found: dict[int, Reviewer] = {}
    for person_id, name, role, place in rows:
        before = found.get(person_id)
        places = [one for one in (place, before.place if before else None) if one is not None]
        roles = frozenset({Role(role)}) | (before.roles if before else frozenset())
        found[person_id] = Reviewer(
            id=person_id,
            name=name,
            place=min(places, default=None),
            open_asks=asks[person_id],
            roles=roles,
            mandates=held_mandates(roles, mandates.get(person_id, frozenset())),
        )
    return tuple(found.values())


def signers(draft: Draft, revision: DraftRevision, *, now: datetime) -> tuple[Reviewer, ...]:
    """Those on duty whose signature this version waits for, in the order of the chain, asked or not."""
    standing = standing_reviews(draft, revision.number, now=now)
    missing = missing_mandates(need_of(draft, revision), signed_mandates(standing))
    return chain(reviewers_there(draft.case.brand_id), revision.writer_id, missing)


def asks_of(draft: Draft, revision_number: int) -> list[ReviewAsk]:
    """Everybody who was asked about one version, in the order of asking."""
    rows = ReviewAsk.objects.filter(draft=draft, revision_number=revision_number).select_related("person")
    return list(rows.order_by("place"))


def chain_view(draft_id: int, *, now: datetime) -> ChainView:
    """What the page of a case says of a text in review. No gate here: callers have one."""
    draft = Draft.objects.select_related("case__brand", "recipient").get(id=draft_id)
    revision = DraftRevision.objects.select_related("writer").get(draft=draft, number=draft.revision_number)
    asks = asks_of(draft, revision.number)
    known = {one.person_id for one in asks}
    left = [one for one in signers(draft, revision, now=now) if one.id not in known]
    return ChainView(
        words=_words(draft, revision, asks, left),
        choices=tuple((one.id, one.name) for one in left),
        opened=tuple(first_name(one.person.name) for one in asks if one.opened_at is not None),
    )


def choices_for(brand_id: int, writer_id: int, missing: Collection[MandateKind]) -> tuple[tuple[int, str], ...]:
    """Who may be asked first about a text that is not submitted yet, by id and name, in the order of the chain."""
    return tuple((one.id, one.name) for one in chain(reviewers_there(brand_id), writer_id, missing))


def asked_of(person_id: int, drafts: Collection[Draft]) -> set[int]:
    """Those of these drafts whose present version waits for this person, because they were asked."""
    rows = ReviewAsk.objects.filter(person_id=person_id, draft__in=drafts, state__in=OPEN)
    numbers = {draft.id: draft.revision_number for draft in drafts}
    return {draft for draft, number in rows.values_list("draft_id", "revision_number") if numbers[draft] == number}


def first_name(name: str) -> str:
    """The first word of a name, or the name."""
    return name.split()[0] if name.split() else name


def _words(draft: Draft, revision: DraftRevision, asks: list[ReviewAsk], left: list[Reviewer]) -> Words | None:
    need = need_of(draft, revision)
    if not asks and (left or need.mode is ReviewMode.OWN_REREAD):
        return None
    due = next((one.due_at for one in asks if one.state == "asked"), None)
    asked = [AskedOne(first_name(one.person.name), one.asked_at) for one in asks]
    following = first_name(left[0].name) if left else None
    return chain_words(asked, following, due, ZoneInfo(draft.case.brand.time_zone), compulsory=need.compulsory)


def _mandates(brand_id: int) -> dict[int, frozenset[MandateKind]]:
    found: dict[int, set[MandateKind]] = {}
    for person_id, kind in MandateHeld.objects.filter(brand_id=brand_id).values_list("person_id", "mandate"):
        found.setdefault(person_id, set()).add(MandateKind(kind))
    return {person_id: frozenset(kinds) for person_id, kinds in found.items()}


def _open_asks(brand_id: int) -> Counter[int]:
    rows = ReviewAsk.objects.filter(state__in=OPEN, draft__case__brand_id=brand_id, draft__state=DraftState.IN_REVIEW)
    return Counter(rows.values_list("person_id", flat=True))
