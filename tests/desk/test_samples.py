"""A sample of the week's replies is drawn once, and two others than writer and reviewer rate it, blind to one another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import Error, transaction
from tests.desk.makers import a_brand, a_person
from tests.desk.replies import HOLDING, LATER, Desk, a_desk

from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.desk.actions.rate_sample import draw_samples, rate_sample
from detente.desk.actions.read_outside import approve_outside
from detente.desk.actions.review_links import AskedLink, make_review_link
from detente.desk.models import Publication, RubricSample, RubricScore
from detente.desk.queries.samples import sampled_reply, samples_page, waiting_to_rate
from detente.journal.models import Event
from detente.workers.chores import CHORES

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
MARKS = (2, 1, 2, 2, 1, 1, 2, 1, 2, 1)


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def out(publication: Publication, at=LATER) -> Publication:
    Publication.objects.filter(id=publication.id).update(state="confirmed", accepted_at=at)
    return publication


def a_sample(desk: Desk) -> RubricSample:
    out(desk.queued())
    assert draw_samples(LATER + WEEK) == 1
    return RubricSample.objects.get()


def raters(desk: Desk) -> list[int]:
    return [desk.lead.id, a_person(desk.brand, Role.AGENT, name="Paul Roux").id]


def code(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


def rate(person_id: int, sample: RubricSample, marks=MARKS, note: str = "") -> None:
    rate_sample(person_id, sample.id, marks, note, now=LATER + WEEK)


def test_the_week_is_drawn_once_after_it_is_over_by_the_days_of_the_brand(desk):
    publication = out(desk.queued())
    assert draw_samples(LATER) == 0
    assert draw_samples(LATER + WEEK) == 1
    assert draw_samples(LATER + WEEK + timedelta(hours=5)) == 0
    sample = RubricSample.objects.get()
    assert (sample.publication_id, str(sample.week)) == (publication.id, "2026-11-16")
    facts = Event.objects.get(name="review.sample_drawn").facts
    assert facts == {"week": "2026-11-16", "of": 1, "publications": [publication.id]}
    assert CHORES["samples"][1] is draw_samples


def test_what_did_not_go_out_is_not_drawn(desk):
    desk.queued()
    assert draw_samples(LATER + WEEK) == 0


def test_the_writer_and_whoever_agreed_never_rate_their_own(desk):
    sample = a_sample(desk)
    for person in (desk.writer, desk.reviewer):
        assert code(rate, person.id, sample) == "proc.review"
        assert not sampled_reply(person.id, sample.id).mine_to_rate
        with pytest.raises(Error), transaction.atomic():
            RubricScore.objects.create(sample=sample, person=person, marks=list(MARKS), total=15, at=LATER)


def test_two_raters_once_each_blind_until_both_gave(desk):
    sample = a_sample(desk)
    first, second = raters(desk)
    assert waiting_to_rate(first, desk.brand.id) == 1
    rate(first, sample, note="Le dépôt est nommé.")
    assert code(rate, first, sample) == "state.sample"
    assert sampled_reply(second, sample.id).scores == ()
    assert [score.total for score in sampled_reply(first, sample.id).scores] == [15]
    rate(second, sample, (0, *MARKS[1:]))
    third = a_person(desk.brand, Role.REVIEWER, name="Lucie Noël")
    assert code(rate, third.id, sample) == "state.sample"
    seen = sampled_reply(second, sample.id)
    assert [(score.total, score.own, score.fit) for score in seen.scores] == [(15, False, True), (13, True, False)]
    page = samples_page(desk.writer.id, desk.brand.id, now=LATER + WEEK)
    row, agreed = page.rows[0]
    assert (row.key, agreed.pairs, agreed.same, agreed.kappa) == ("specific", 1, 0, None)
    assert (len(page.to_rate), len(page.half), len(page.done)) == (0, 0, 1)
    assert waiting_to_rate(third.id, desk.brand.id) == 0


def test_the_journal_holds_no_mark_and_the_page_no_name(desk):
    sample = a_sample(desk)
    first, _ = raters(desk)
    rate(first, sample)
    assert Event.objects.get(name="review.sample_rated").facts == {"sample": sample.id}
    told = repr(samples_page(first, desk.brand.id, now=LATER + WEEK))
    for name in ("Salomé", "Malo", "Inès"):
        assert name not in told


@pytest.mark.parametrize("marks", [(2,) * 9, (3,) * 10, (None,) * 10])
def test_marks_that_are_no_marks(desk, marks):
    assert code(rate, desk.lead.id, a_sample(desk), marks) == "input.marks"


@pytest.mark.parametrize(
    ("roles", "mandates", "allowed"),
    [
        ((Role.AGENT,), (), True),
        ((Role.REVIEWER,), (), True),
        ((Role.LEAD,), (), True),
        ((Role.EXPERT,), (), False),
        ((Role.AUDITOR,), (MandateKind.LEGAL,), False),
        ((Role.ADMINISTRATOR,), (), False),
    ],
)
def test_who_may_rate(desk, roles, mandates, allowed):
    sample = a_sample(desk)
    person = a_person(desk.brand, *roles, name="Odon Vial", mandates=mandates)
    if allowed:
        rate(person.id, sample)
        return
    assert code(rate, person.id, sample).startswith("access.")
    assert code(sampled_reply, person.id, sample.id).startswith("access.")


def test_a_stranger_rates_and_sees_nothing(desk):
    sample = a_sample(desk)
    stranger = a_person(a_brand("autre"), Role.LEAD, name="Zoé")
    assert code(rate, stranger.id, sample).startswith("access.")
    assert code(sampled_reply, stranger.id, sample.id).startswith("access.")
    assert code(samples_page, stranger.id, desk.brand.id, now=LATER).startswith("access.")
    assert code(sampled_reply, desk.lead.id, 10**9) == "access.sample"


def test_how_replies_were_re_read_is_counted_apart(desk):
    out(desk.queued())
    holding = desk.submitted(kind="holding", text=HOLDING)
    token = make_review_link(desk.writer.id, holding.id, AskedLink("Maître Dupré"), now=LATER).token
    signed = approve_outside(
        token,
        text_hash=holding.revisions.latest("number").text_hash,
        thread_state=holding.thread_seen,
        face_to_face=True,
        now=LATER,
    )
    out(Publication.objects.get(id=signed.publication_id))
    counted = samples_page(desk.lead.id, desk.brand.id, now=LATER).read_by
    assert (counted.colleague, counted.alone, counted.outside) == (1, 0, 1)
