"""The week's sample of published replies: drawn by lot, rated by two people who neither wrote nor agreed to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models.functions import Coalesce

from detente.accounts.models import Brand
from detente.contracts.actors import SYSTEM
from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.actions._storable import clean
from detente.desk.models import DraftRevision, Publication, Review, RubricSample, RubricScore
from detente.desk.turns import take_turn
from detente.journal.record import Entry, record
from detente.rules.publication import PublicationState
from detente.rules.roles import Action
from detente.rules.rubric import check_marks, drawn, week_of

RATERS: Final = 2
NOTE_MOST: Final = 1_000

_NO_SUCH = Words(
    fr="Cette réponse n’est pas du tirage, ou ne vous est pas ouverte.",
    en="This reply is not of the sample, or is not open to you.",
)
_NOT_YOURS = Words(
    fr="Vous avez écrit cette réponse, ou donné votre accord\u202f: deux autres personnes la notent.",
    en="You wrote this reply, or agreed to it: two other people rate it.",
)
_GIVEN = Words(fr="Vos notes sont déjà données\u202f: elles restent.", en="Your marks are given already: they stay.")
_FULL = Words(fr="Deux personnes ont déjà noté cette réponse.", en="Two people have rated this reply already.")
_NOTE_LONG = Words(fr="Cette remarque dépasse {most} signes.", en="This remark is longer than {most} characters.")


@transaction.atomic
def draw_samples(now: datetime) -> int:
    """Draw the sample of the last whole week of every brand that has none yet; how many replies were drawn."""
    if not take_turn("samples"):
        return 0
    return sum(_draw(brand, now) for brand in Brand.objects.order_by("id"))


def _draw(brand: Brand, now: datetime) -> int:
    zone = ZoneInfo(brand.time_zone)
    week = week_of(now.astimezone(zone).date()) - timedelta(days=7)
    if RubricSample.objects.filter(brand=brand, week=week).exists():
        return 0
    published = _published(brand, week, zone)
    chosen = drawn(published, week)
    if not chosen:
        return 0
    rows = [RubricSample(brand=brand, publication_id=number, week=week, drawn_at=now) for number in chosen]
    RubricSample.objects.bulk_create(rows)
    facts = {"week": week.isoformat(), "of": len(published), "publications": sorted(chosen)}
    record(Entry("review.sample_drawn", SYSTEM, "brand", brand.id, brand.id, facts=facts), at=now)
    return len(chosen)


def _published(brand: Brand, week: date, zone: ZoneInfo) -> Sequence[int]:
    """The replies of the brand that went out in that week, by its own days."""
    begins, ends = (datetime.combine(day, time(), zone) for day in (week, week + timedelta(days=7)))
    out = (PublicationState.CONFIRMED, PublicationState.VISIBLE)
    rows = Publication.objects.filter(case__brand=brand, state__in=out, sample__isnull=True)
    rows = rows.annotate(went_out=Coalesce("accepted_at", "stated_at", "visible_at"))
    return list(rows.filter(went_out__gte=begins, went_out__lt=ends).values_list("id", flat=True))


@transaction.atomic
def rate_sample(person_id: int, sample_id: int, marks: Sequence[int | None], note: str, *, now: datetime) -> None:
    """Give the ten marks of one rater, once. Two raters, neither of whom wrote the reply or agreed to it.

    Raises `Refused`: `access.…`, `proc.review` (own text, own agreement), `state.sample`, `input.marks`, `input.text`.
    """
    sample = RubricSample.objects.select_for_update(of=("self",)).filter(id=sample_id).first()
    if sample is None:
        raise Refused("access.sample", _NO_SUCH)
    colleague = access_brand(person_id, sample.brand_id, Action.RATE_REPLY)
    publication = Publication.objects.get(id=sample.publication_id)
    if person_id in concerned(publication):
        raise Refused("proc.review", _NOT_YOURS)
    _check_place(sample, person_id)
    given, remark = check_marks(marks), " ".join(clean(note).split())
    if len(remark) > NOTE_MOST:
        raise Refused("input.text", _NOTE_LONG.with_(most=NOTE_MOST))
    RubricScore.objects.create(
        sample=sample, person_id=person_id, marks=list(given), total=sum(given), note=remark, at=now
    )
    entry = Entry(
        "review.sample_rated",
        colleague.actor,
        "publication",
        publication.id,
        sample.brand_id,
        publication.case_id,
        {"sample": sample.id},
    )
    record(entry, at=now)


def concerned(publication: Publication) -> set[int]:
    """Who wrote the version that went out, and who of the team agreed to it."""
    version = {"draft_id": publication.draft_id, "revision_number": publication.revision_number}
    agreed = Review.objects.filter(**version, decision="approved", reviewer__isnull=False)
    wrote = DraftRevision.objects.filter(draft_id=publication.draft_id, number=publication.revision_number)
    return {*agreed.values_list("reviewer_id", flat=True), *wrote.values_list("writer_id", flat=True)} - {None}


def _check_place(sample: RubricSample, person_id: int) -> None:
    raters = set(RubricScore.objects.filter(sample=sample).values_list("person_id", flat=True))
    if person_id in raters:
        raise Refused("state.sample", _GIVEN)
    if len(raters) >= RATERS:
        raise Refused("state.sample", _FULL)
