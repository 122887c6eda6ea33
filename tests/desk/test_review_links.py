"""A reader outside re-reads one version by a link: no way round for the writer, no mandate, and one decision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import Error, transaction
from tests.desk.makers import a_brand, a_person
from tests.desk.replies import GOOD, LATER, Desk, a_desk, fresh, revision_of

from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.desk.access import access_case
from detente.desk.actions._annotations import Said
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.actions.read_outside import (
    MOST_SAID,
    annotate_outside,
    approve_outside,
    ask_changes_outside,
    open_link,
)
from detente.desk.actions.review_links import MOST_LIVE, AskedLink, LinkLasts, end_review_link, make_review_link
from detente.desk.models import Draft, DraftComment, Publication, Review, ReviewLink
from detente.desk.queries.replies import case_publications
from detente.desk.queries.review_page import review_page
from detente.desk.queries.threads import bound_thread
from detente.journal.models import Event

pytestmark = pytest.mark.django_db
OTHER = "access.link"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def a_link(desk: Desk, draft: Draft, *, by=None, **asked: object) -> str:
    return make_review_link((by or desk.writer).id, draft.id, AskedLink("Maître Dupré", **asked), now=LATER).token


def agree(draft: Draft, token: str, **changes: object):
    said = {
        "text_hash": revision_of(draft).text_hash,
        "thread_state": bound_thread(fresh(draft).recipient).hash,
        "face_to_face": True,
        "now": LATER,
    }
    return approve_outside(token, **(said | changes))


def code(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


def test_a_reader_outside_agrees_and_the_text_leaves_under_their_name_and_the_makers(desk):
    draft = desk.submitted()
    token = a_link(desk, draft)
    signed = agree(draft, token)
    review = Publication.objects.get(id=signed.publication_id).review
    assert (review.mode, review.reviewer, review.reader, review.mandate) == ("outside", None, "Maître Dupré", "")
    _, colleague = access_case(desk.lead.id, desk.case.id)
    (out,) = case_publications(desk.case.id, colleague)
    assert out.reviewers == ()
    assert [(one.reader, one.made_by) for one in out.outside] == [("Maître Dupré", "Salomé Brandt")]
    assert (out.alone, fresh(draft).state) == (False, "approved")


def test_only_the_hash_is_kept_and_events_hold_ids_only(desk):
    draft = desk.submitted()
    token = a_link(desk, draft)
    agree(draft, token)
    told = repr(list(Event.objects.values_list("facts", flat=True))) + repr(ReviewLink.objects.values().get())
    assert token not in told
    facts = repr(list(Event.objects.values_list("facts", flat=True)))
    assert "Dupré" not in facts
    assert GOOD[:20] not in facts
    assert set(Event.objects.filter(actor_kind="outside").values_list("name", flat=True)) == {
        "draft.signed",
        "draft.approved",
        "publication.queued",
    }


def test_one_decision_and_the_link_is_over(desk):
    draft = desk.submitted()
    token, second = a_link(desk, draft), a_link(desk, draft)
    ask_changes_outside(token, "Trop froid.", now=LATER)
    assert (fresh(draft).state, Review.objects.get().note) == ("changes_asked", "Trop froid.")
    for call in (open_link, lambda one, **at: ask_changes_outside(one, "Encore.", **at)):
        assert code(call, token, now=LATER) == OTHER
        assert code(call, second, now=LATER) == OTHER


@pytest.mark.parametrize("token", ["", "never-made", "x" * 5_000, "\x00", "é"])
def test_a_guess_opens_nothing(desk, token):
    a_link(desk, desk.submitted())
    assert code(open_link, token, now=LATER) == OTHER


def test_a_link_ends_with_its_time_its_version_its_maker_or_somebody_elses_decision(desk):
    draft = desk.submitted()
    token = a_link(desk, draft, lasting=LinkLasts.HOUR.value)
    assert open_link(token, now=LATER + timedelta(minutes=59)).opened == 1
    assert code(open_link, token, now=LATER + timedelta(minutes=60)) == OTHER
    token = a_link(desk, draft)
    end_review_link(desk.lead.id, ReviewLink.objects.latest("id").id, now=LATER)
    assert code(agree, draft, token) == OTHER
    token = a_link(desk, draft)
    desk.submit(draft, GOOD + " Salomé")
    assert code(agree, draft, token) == OTHER
    token = a_link(desk, draft)
    desk.approve(draft)
    assert code(agree, draft, token) == OTHER
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("lasting", ["week", "", "2"])
def test_no_link_lasts_longer_than_a_day(desk, lasting):
    assert code(a_link, desk, desk.submitted(), lasting=lasting) == "input.lasting"


def test_the_agreement_is_bound_like_a_colleagues(desk):
    draft = desk.submitted()
    token = a_link(desk, draft)
    seen = bound_thread(fresh(draft).recipient).hash
    assert code(agree, draft, token, face_to_face=False) == "proc.face"
    assert code(agree, draft, token, text_hash="0" * 64) == "proc.unchanged"
    desk.stranger_comments()
    assert code(agree, draft, token, thread_state="0" * 64) == "proc.unchanged"
    desk.author_writes()
    assert code(agree, draft, token, thread_state=seen) == "proc.unchanged"
    assert agree(draft, token).publication_id


def test_an_expert_annotates_and_decides_nothing(desk):
    draft = desk.submitted()
    token = a_link(desk, draft, may_approve=False)
    said = Said("0-7", "Le dépôt de Lens, plutôt.", revision_of(draft).text_hash)
    annotate_outside(token, said, now=LATER)
    row = DraftComment.objects.get()
    assert (row.person, row.link.reader, row.quote) == (None, "Maître Dupré", "Bonjour")
    assert code(agree, draft, token) == OTHER
    assert code(ask_changes_outside, token, "Non.", now=LATER) == OTHER
    for _ in range(MOST_SAID - 1):
        annotate_outside(token, said, now=LATER)
    assert code(annotate_outside, token, said, now=LATER) == "state.annotations"
    with pytest.raises(Error), transaction.atomic():
        _forged(draft, row.link)


def _forged(draft: Draft, link: ReviewLink) -> None:
    draft, revision = fresh(draft), revision_of(draft)
    Review.objects.create(
        draft=draft, revision_number=1, text_hash=revision.text_hash, writer_id=revision.writer_id, link=link,
        decision="approved", mode="outside", recipient_id=draft.recipient_id, recipient_revision=1,
        channel_id=draft.channel_id, thread_state="x", face_to_face=True, at=LATER,
        expires_at=LATER + timedelta(hours=1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "severity", "mandates"),
    [
        ("complaint", 4, [MandateKind.LEGAL]),
        ("press", 3, [MandateKind.PRESS]),
        ("person_at_risk", 3, [MandateKind.CARE]),
        ("abuse", 4, []),
    ],
)
def test_where_the_team_must_sign_an_outside_agreement_is_written_down_and_sends_nothing(kind, severity, mandates):
    grave = a_desk("grave", severity=4)
    draft = grave.submitted()
    type(grave.case).objects.filter(id=grave.case.id).update(kind=kind, severity=severity)
    token = a_link(grave, draft)
    assert agree(draft, token).publication_id is None
    assert fresh(draft).state == "in_review"
    page = review_page(grave.lead.id, draft.id, now=LATER)
    assert (list(page.missing), page.signed, [one.reader for one in page.outside]) == (mandates, (), ["Maître Dupré"])
    assert code(agree, draft, token) == OTHER
    assert grave.approve(draft, by=grave.lead).publication_id


@pytest.mark.parametrize(
    ("roles", "mandates", "allowed"),
    [
        ((Role.AGENT,), (), False),
        ((Role.AGENT,), (MandateKind.LEGAL,), False),
        ((Role.REVIEWER,), (), True),
        ((Role.LEAD,), (), True),
        ((Role.EXPERT,), (), False),
        ((Role.AUDITOR,), (), False),
        ((Role.ADMINISTRATOR,), (), False),
    ],
)
def test_the_writer_a_reviewer_or_the_lead_makes_a_link(desk, roles, mandates, allowed):
    draft = desk.submitted()
    person = a_person(desk.brand, *roles, name="Odon Vial", mandates=mandates)
    if allowed:
        assert a_link(desk, draft, by=person)
        return
    assert code(a_link, desk, draft, by=person).startswith("access.")
    a_link(desk, draft)
    assert code(end_review_link, person.id, ReviewLink.objects.get().id, now=LATER).startswith("access.")


def test_a_stranger_makes_and_ends_nothing(desk):
    draft = desk.submitted()
    a_link(desk, draft)
    stranger = a_person(a_brand("autre"), Role.LEAD, name="Zoé")
    assert code(a_link, desk, draft, by=stranger).startswith("access.")
    assert code(end_review_link, stranger.id, ReviewLink.objects.get().id, now=LATER).startswith("access.")
    assert code(end_review_link, desk.lead.id, 10**9, now=LATER) == OTHER


def test_a_link_is_for_somebody_else_and_has_a_name(desk):
    draft = desk.submitted()

    def make(reader: str, by) -> None:
        make_review_link(by.id, draft.id, AskedLink(reader), now=LATER)

    assert code(make, "  salomé   BRANDT ", desk.writer) == "proc.review"
    assert code(make, "Salomé Brandt", desk.lead) == "proc.review"
    assert code(make, desk.lead.name, desk.lead) == "proc.review"
    assert code(make, " \n", desk.writer) == "input.reader"
    assert code(make, "x" * 81, desk.writer) == "input.reader"


def test_there_are_few_links_at_once_and_only_to_a_text_in_review(desk):
    draft = desk.submitted()
    for _ in range(MOST_LIVE):
        a_link(desk, draft)
    assert code(a_link, desk, draft) == "state.links"
    ask_changes(desk.reviewer.id, draft.id, "Plus court.", now=LATER)
    assert code(a_link, desk, draft) == "state.draft"


def test_openings_are_counted_and_written_down_now_and_then(desk):
    token = a_link(desk, desk.submitted())
    for minute in (0, 1, 9, 11):
        link = open_link(token, now=LATER + timedelta(minutes=minute))
    assert link.opened == 4
    assert Event.objects.filter(name="review.link_opened").count() == 2
