"""Another person agrees with this exact text against this exact thread; one publication leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk.makers import NOON, a_person, an_item, created
from tests.desk.replies import GOOD, HOLDING, LATER, Desk, a_desk, fresh, revision_of
from tests.desk.sending import a_wire, frozen_claim

from detente.contracts.kinds import Kind
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.desk.actions.approve_draft import approve_draft
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.receive import receive
from detente.desk.actions.reject_draft import reject_draft
from detente.desk.models import Message, Publication, Review, Revision
from detente.desk.queries.threads import bound_thread
from detente.journal.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def refusal(call, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value


def agree(desk: Desk, draft, **changes):
    draft = fresh(draft)
    said = {
        "text_hash": revision_of(draft).text_hash,
        "thread_state": bound_thread(draft.recipient).hash,
        "face_to_face": True,
        "now": LATER,
    }
    return approve_draft(desk.reviewer.id, draft.id, **(said | changes))


def test_another_person_agrees_and_the_publication_is_queued_in_the_same_breath(desk):
    draft = desk.submitted()
    signed = desk.approve(draft)
    publication = Publication.objects.get(id=signed.publication_id)
    review = publication.review
    assert (fresh(draft).state, publication.state, publication.due_at) == ("approved", "queued", LATER)
    assert (review.reviewer_id, review.writer_id, review.mode) == (desk.reviewer.id, desk.writer.id, "another_person")
    assert (review.thread_state, review.recipient_revision, review.face_to_face) == (draft.thread_seen, 1, True)
    assert (publication.signed_as, publication.text_hash) == ("Salomé, pour Ferrolune", revision_of(draft).text_hash)
    names = list(Event.objects.filter(case_id=desk.case.id).order_by("id").values_list("name", flat=True))
    assert names[-3:] == ["draft.signed", "draft.approved", "publication.queued"]


def test_nobody_agrees_with_their_own_text(desk):
    writer = a_person(desk.brand, Role.AGENT, Role.REVIEWER, Role.LEAD, name="Odon Vial")
    draft = desk.submitted(by=writer)
    assert refusal(desk.approve, draft, by=writer).code == "proc.review"
    assert Publication.objects.count() == 0


def test_the_last_hand_on_a_text_is_its_writer(desk):
    draft = desk.draft()
    desk.save(draft, "Bonjour")
    desk.save(draft, GOOD, by=desk.reviewer)
    desk.submit(draft)
    assert refusal(desk.approve, draft).code == "proc.review"
    assert desk.approve(draft, by=desk.lead).publication_id


def test_a_comma_makes_it_another_text(desk):
    draft = desk.submitted()
    old = revision_of(draft).text_hash
    desk.submit(draft, GOOD.replace("Bonjour,", "Bonjour"))
    assert refusal(agree, desk, draft, text_hash=old).code == "proc.unchanged"
    assert agree(desk, draft).publication_id


def test_a_text_that_was_taken_back_cannot_be_agreed_with(desk):
    draft = desk.submitted()
    desk.save(draft, GOOD + " Salomé")
    assert refusal(agree, desk, draft).code == "state.draft"


def test_the_reviewer_answers_the_face_to_face_question_too(desk):
    assert refusal(agree, desk, desk.submitted(), face_to_face=False).code == "proc.face"


def test_strangers_comments_never_void_an_approval(desk):
    draft = desk.submitted()
    seen = bound_thread(fresh(draft).recipient).hash
    for number in range(3):
        desk.stranger_comments(f"x{number}")
    assert agree(desk, draft, thread_state=seen).publication_id


def test_two_hundred_comments_in_a_minute_void_nothing_and_cost_nothing(desk, django_assert_num_queries):
    waiting, approved = desk.submitted(), desk.submitted(HOLDING, "holding")
    seen = bound_thread(fresh(waiting).recipient).hash
    publication = Publication.objects.get(id=desk.approve(approved).publication_id)
    with CaptureQueriesContext(connection) as before:
        bound_thread(fresh(waiting).recipient)
    strangers = [
        an_item(f"x{n}", f"Moi aussi, dépôt {n}.", author=f"p{n}", thread="m1", parent="m1", posted_at=LATER)
        for n in range(200)
    ]
    receive(desk.channel.id, created(*strangers, at=LATER), now=LATER + timedelta(seconds=60))
    assert Message.objects.filter(parent__external_id="m1", ours=False).count() == 200
    with django_assert_num_queries(len(before)):
        assert bound_thread(fresh(waiting).recipient).hash == seen
    frozen_claim(a_wire(), now=LATER + timedelta(seconds=60))
    publication.refresh_from_db()
    assert (publication.state, publication.review.voided_at, fresh(waiting).state) == ("sending", None, "in_review")
    assert agree(desk, waiting, thread_state=seen, now=LATER + timedelta(seconds=60)).publication_id


@pytest.mark.parametrize(
    ("move", "sentence"),
    [
        (lambda desk: desk.author_writes(), "L’auteur a écrit de nouveau."),
        (
            lambda _: Message.objects.filter(external_id="m1").update(revision_number=2),
            "L’auteur a modifié le message auquel vous répondez.",
        ),
        (
            lambda _: Message.objects.filter(external_id="m1").update(state="deleted"),
            "Le message auquel vous répondez n’est plus visible.",
        ),
        (
            lambda desk: _ours_appears(desk),
            "Une réponse de notre compte est déjà sous ce message.",
        ),
    ],
    ids=["author-wrote", "edited", "deleted", "ours"],
)
def test_when_the_thread_moves_the_agreement_is_refused_and_what_moved_is_said(desk, move, sentence):
    draft = desk.submitted()
    seen = bound_thread(fresh(draft).recipient).hash
    move(desk)
    refused = refusal(agree, desk, draft, thread_state=seen)
    assert refused.code == "proc.unchanged"
    assert sentence in refused.sentence.fr
    assert Publication.objects.count() == 0


def _ours_appears(desk: Desk) -> None:
    receive(
        desk.channel.id, created(an_item("o1", "Bonjour", author=None, thread="m1", parent="m1", ours=True)), now=NOON
    )


def test_a_reviewer_who_saw_the_thread_move_before_opening_the_page_may_agree(desk):
    draft = desk.submitted()
    desk.author_writes()
    assert agree(desk, draft).publication_id


def test_a_change_that_nobody_can_name_is_still_a_change(desk):
    refused = refusal(agree, desk, desk.submitted(), thread_state="0" * 64)
    assert refused.code == "proc.unchanged"
    assert "depuis l’ouverture" in refused.sentence.fr


def press_desk() -> Desk:
    return a_desk("press", kind=Kind.PRESS, severity=4)


def test_a_mandate_that_the_case_needs_has_to_sign():
    desk = press_desk()
    draft = desk.submitted()
    refused = refusal(desk.approve, draft)
    assert (refused.code, refused.facts["mandate"]) == ("proc.approval", "press")
    assert desk.approve(draft, by=desk.lead).publication_id
    assert sorted(Review.objects.values_list("mandate", flat=True)) == ["legal", "press"]


def test_a_lead_holds_every_mandate_without_being_given_one():
    desk = press_desk()
    lead = a_person(desk.brand, Role.LEAD, name="Oda Lind")
    assert desk.approve(desk.submitted(), by=lead).publication_id


def test_several_mandates_sign_the_same_version_one_after_the_other():
    desk = press_desk()
    lawyer = a_person(desk.brand, name="Alix Noë", mandates=(MandateKind.LEGAL,))
    spokes = a_person(desk.brand, Role.REVIEWER, name="Paz Ruiz", mandates=(MandateKind.PRESS,))
    _member(lawyer, desk)
    draft = desk.submitted()
    first = desk.approve(draft, by=lawyer)
    assert (first.publication_id, first.missing) == (None, (MandateKind.PRESS,))
    assert fresh(draft).state == "in_review"
    again = refusal(desk.approve, draft, by=lawyer)
    assert again.code == "proc.approval"
    assert "déjà signé" in again.sentence.fr
    assert desk.approve(draft, by=spokes).publication_id
    assert Publication.objects.count() == 1


def _member(person, desk: Desk) -> None:
    from detente.accounts.models import Membership

    Membership.objects.create(
        person=person, brand=desk.brand, role=Role.EXPERT, since=NOON, department_id=_department(desk)
    )
    from detente.desk.actions.ask_hand_off import ask_hand_off

    ask_hand_off(desk.writer.id, desk.case.id, _department(desk), "Que dire ?", now=NOON)


def _department(desk: Desk) -> int:
    from detente.desk.actions.make_department import make_department
    from detente.desk.models import Department

    known = Department.objects.filter(brand=desk.brand).values_list("id", flat=True).first()
    return known or make_department(desk.lead.id, desk.brand.id, "Juridique", now=NOON)


def test_a_signature_that_ran_out_counts_no_more():
    desk = press_desk()
    lawyer = a_person(desk.brand, Role.REVIEWER, name="Alix Noë", mandates=(MandateKind.LEGAL,))
    spokes = a_person(desk.brand, Role.REVIEWER, name="Paz Ruiz", mandates=(MandateKind.PRESS,))
    draft = desk.submitted()
    desk.approve(draft, by=lawyer)
    late = LATER + timedelta(hours=2)
    assert desk.approve(draft, by=spokes, now=late).missing == (MandateKind.LEGAL,)
    assert desk.approve(draft, by=lawyer, now=late).publication_id


def test_a_new_version_needs_every_signature_again():
    desk = press_desk()
    lawyer = a_person(desk.brand, Role.REVIEWER, name="Alix Noë", mandates=(MandateKind.LEGAL,))
    draft = desk.submitted()
    desk.approve(draft, by=lawyer)
    desk.submit(draft, GOOD + " Salomé")
    assert Review.objects.get().void_reason == "edited"
    assert desk.approve(draft, by=lawyer).missing == (MandateKind.PRESS,)


def test_a_persons_reading_changes_who_has_to_sign(desk):
    draft = desk.submitted()
    correct_reading(
        desk.writer.id, desk.case.id, draft.recipient_id, Correction(kind="person_at_risk", severity=4), now=LATER
    )
    assert refusal(desk.approve, draft).facts["mandate"] == "care"


def test_an_approval_stands_until_the_deadline_and_no_longer_than_an_hour(desk):
    desk.approve(desk.submitted())
    assert desk.case.deadline == NOON + timedelta(hours=1)
    assert Review.objects.get().expires_at == desk.case.deadline


@pytest.mark.parametrize(
    ("send_back", "state"), [(ask_changes, "changes_asked"), (reject_draft, "rejected")], ids=["changes", "reject"]
)
def test_a_text_is_sent_back_with_a_word_and_can_be_written_anew(desk, send_back, state):
    draft = desk.submitted()
    assert refusal(send_back, desk.reviewer.id, draft.id, " ", now=LATER).code == "input.text"
    assert refusal(send_back, desk.reviewer.id, draft.id, "a\x00", now=LATER).code == "input.text"
    send_back(desk.reviewer.id, draft.id, "Dites quand.", now=LATER)
    review = Review.objects.get()
    assert (fresh(draft).state, review.decision, review.note) == (state, state, "Dites quand.")
    assert refusal(desk.approve, draft).code == "state.draft"
    assert refusal(send_back, desk.reviewer.id, draft.id, "Encore.", now=LATER).code == "state.draft"
    desk.submit(draft, GOOD + " Salomé")
    assert desk.approve(draft).publication_id


@pytest.mark.parametrize("send_back", [ask_changes, reject_draft])
def test_ones_own_text_is_changed_not_sent_back(desk, send_back):
    draft = desk.submitted(by=desk.reviewer)
    assert refusal(send_back, desk.reviewer.id, draft.id, "Non.", now=LATER).code == "proc.review"


def test_sending_back_lets_earlier_signatures_fall():
    desk = press_desk()
    lawyer = a_person(desk.brand, Role.REVIEWER, name="Alix Noë", mandates=(MandateKind.LEGAL,))
    draft = desk.submitted()
    desk.approve(draft, by=lawyer)
    ask_changes(desk.lead.id, draft.id, "Plus court.", now=LATER)
    assert Review.objects.get(decision="approved").void_reason == "changes_asked"


def test_a_text_that_its_writer_could_reread_alone_may_be_read_by_somebody_else():
    desk = a_desk("alone", policy="alone")
    assert desk.approve(desk.submitted()).publication_id
    assert Review.objects.get().mode == "another_person"


def test_no_word_of_anybody_reaches_the_journal(desk):
    draft = desk.submitted()
    ask_changes(desk.reviewer.id, draft.id, "Mot-très-privé", now=LATER)
    told = str(list(Event.objects.values_list("facts", flat=True)))
    for words in ("Mot-très-privé", "colis", "Odile", "Salomé"):
        assert words.lower() not in told.lower()
    assert Revision.objects.exists()
