"""The weekly sample as raters see it: what waits for them, what both rated, how far they agree. Nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import F

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.desk.access import access_brand
from detente.desk.actions.rate_sample import RATERS, concerned
from detente.desk.models import DraftRevision, Publication, Revision, RubricSample, RubricScore
from detente.rules.publication import PublicationState
from detente.rules.roles import Action
from detente.rules.rubric import ROWS, Agreement, Row, agreement, is_fit

_WEEKS: Final = 12
_MOST: Final = 100
_NO_SUCH = Words(
    fr="Cette réponse n’est pas du tirage, ou ne vous est pas ouverte.",
    en="This reply is not of the sample, or is not open to you.",
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What one rater gave. `own`: this person's; `fit`: such a reply was fit to leave."""

    marks: tuple[int, ...]
    total: int
    note: str
    own: bool
    fit: bool


@dataclass(frozen=True, slots=True)
class SampledReply:
    """A sampled reply, without the names of who wrote it, agreed to it or rated it.

    `scores`: all of them once both raters gave theirs, this person's own before. `mine_to_rate`: it waits for them.
    """

    id: int
    week: date
    words: str
    message: str
    holding: bool
    given: int
    scores: tuple[Marks, ...]
    mine_to_rate: bool

    @property
    def done(self) -> bool:
        """Whether both raters gave their marks."""
        return self.given >= RATERS


@dataclass(frozen=True, slots=True)
class ReadBy:
    """How many published replies of the last week were re-read by a colleague, alone, and by a reader outside."""

    colleague: int
    alone: int
    outside: int


@dataclass(frozen=True, slots=True)
class SamplesPage:
    """The sample of the last twelve weeks. `rows`: each row of the rubric with the agreement of the two raters."""

    to_rate: tuple[SampledReply, ...]
    half: tuple[SampledReply, ...]
    done: tuple[SampledReply, ...]
    rows: tuple[tuple[Row, Agreement], ...]
    read_by: ReadBy


def samples_page(person_id: int, brand_id: int, *, now: datetime) -> SamplesPage:
    """Everything of the screen. Raises `Refused("access.…")`."""
    access_brand(person_id, brand_id, Action.RATE_REPLY)
    since = (now - timedelta(weeks=_WEEKS)).date()
    samples = RubricSample.objects.filter(brand_id=brand_id, week__gte=since).select_related("publication__recipient")
    found = [_reply(one, person_id) for one in samples.order_by("-week", "id")[:_MOST]]
    done = tuple(one for one in found if one.done)
    return SamplesPage(
        to_rate=tuple(one for one in found if one.mine_to_rate),
        half=tuple(one for one in found if not one.done and not one.mine_to_rate),
        done=done,
        rows=_rows(done),
        read_by=_read_by(brand_id, now),
    )


def sampled_reply(person_id: int, sample_id: int) -> SampledReply:
    """One reply of the sample. Raises `Refused("access.…")`."""
    sample = RubricSample.objects.select_related("publication__recipient").filter(id=sample_id).first()
    if sample is None:
        raise Refused("access.sample", _NO_SUCH)
    access_brand(person_id, sample.brand_id, Action.RATE_REPLY)
    return _reply(sample, person_id)


def waiting_to_rate(person_id: int, brand_id: int) -> int:
    """How many replies of the latest sample wait for this person's marks. No gate: a number for the queue's head."""
    samples = RubricSample.objects.filter(brand_id=brand_id).select_related("publication__recipient").order_by("-week")
    latest = samples.values_list("week", flat=True).first()
    return sum(_reply(one, person_id).mine_to_rate for one in samples.filter(week=latest)[:_MOST]) if latest else 0


def _reply(sample: RubricSample, person_id: int) -> SampledReply:
    publication = sample.publication
    rows = list(RubricScore.objects.filter(sample=sample).order_by("id"))
    mine = any(row.person_id == person_id for row in rows)
    shown = rows if len(rows) >= RATERS else [row for row in rows if row.person_id == person_id]
    free = len(rows) < RATERS and not mine and person_id not in concerned(publication)
    return SampledReply(
        id=sample.id,
        week=sample.week,
        words=_words(publication),
        message=_message(publication),
        holding=publication.kind == "holding",
        given=len(rows),
        scores=tuple(_marks(row, person_id) for row in shown),
        mine_to_rate=free,
    )


def _words(publication: Publication) -> str:
    rows = DraftRevision.objects.filter(draft_id=publication.draft_id, number=publication.revision_number)
    return rows.values_list("text", flat=True).first() or ""


def _message(publication: Publication) -> str:
    """The words that were answered, as they stand now: erased ones stay erased."""
    rows = Revision.objects.filter(message_id=publication.recipient_id, number=F("message__revision_number"))
    return rows.values_list("text", flat=True).first() or ""


def _marks(row: RubricScore, person_id: int) -> Marks:
    marks = tuple(int(mark) for mark in row.marks)
    return Marks(marks, row.total, row.note, own=row.person_id == person_id, fit=is_fit(marks))


def _rows(done: Sequence[SampledReply]) -> tuple[tuple[Row, Agreement], ...]:
    pairs = [(one.scores[0].marks, one.scores[1].marks) for one in done]
    return tuple((row, agreement([(a[nth], b[nth]) for a, b in pairs])) for nth, row in enumerate(ROWS))


def _read_by(brand_id: int, now: datetime) -> ReadBy:
    since = now - timedelta(days=7)
    out = (PublicationState.CONFIRMED, PublicationState.VISIBLE)
    rows = Publication.objects.filter(case__brand_id=brand_id, accepted_at__gt=since, state__in=out)
    counts = Counter(rows.values_list("review__mode", flat=True))
    return ReadBy(counts["another_person"], counts["own_reread"], counts["outside"])
