"""Drafts live on the server: saved often, never over a colleague's words, sealed when they are handed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.makers import a_person
from tests.desk.replies import GOOD, HOLDING, LATER, Desk, a_desk, fresh, revision_of, seen_now

from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions._replies import LONGEST_TEXT, Seen, hash_of
from detente.desk.actions.make_department import make_department
from detente.desk.actions.publish_own_reread import publish_own_reread
from detente.desk.actions.save_draft import keep_version, save_draft
from detente.desk.actions.start_draft import start_draft
from detente.desk.actions.submit_draft import Submission, submit_draft
from detente.desk.models import Draft, DraftRevision, Message, Review
from detente.journal.models import Event
from detente.rules.draft import DraftState
from detente.rules.review_policy import ReviewMode

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def refusal(call, *args, **kwargs) -> Refused:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value


def test_a_draft_is_begun_once_and_answers_the_authors_last_visible_message(desk):
    draft = desk.draft()
    assert (draft.state, draft.recipient.external_id, draft.writer_id) == ("editing", "m1", desk.writer.id)
    assert desk.draft(by=desk.reviewer).id == draft.id
    assert desk.draft("holding").id != draft.id
    desk.author_writes()
    assert desk.draft().recipient.external_id == "m2"
    Message.objects.filter(external_id="m2").update(state="deleted")
    assert desk.draft().recipient.external_id == "m1"


def test_where_nothing_of_the_author_is_visible_there_is_nothing_to_answer(desk):
    Message.objects.filter(external_id="m1").update(state="hidden")
    assert refusal(start_draft, desk.writer.id, desk.case.id, "reply", now=LATER).code == "state.recipient"


def test_a_reply_is_of_one_of_two_kinds(desk):
    assert refusal(start_draft, desk.writer.id, desk.case.id, "joke", now=LATER).code == "input.kind"


def test_a_holding_reply_names_a_department_of_the_brand(desk):
    department = make_department(desk.lead.id, desk.brand.id, "Logistique", now=LATER)
    other = a_desk("other")
    foreign = make_department(other.lead.id, other.brand.id, "Autre", now=LATER)
    draft_id = start_draft(desk.writer.id, desk.case.id, "holding", department_id=department, now=LATER)
    start_draft(desk.writer.id, desk.case.id, "holding", now=LATER)
    assert Draft.objects.get(id=draft_id).department_id == department
    refused = refusal(start_draft, desk.writer.id, desk.case.id, "holding", department_id=foreign, now=LATER)
    assert refused.code == "input.department"


def test_typing_saves_in_place_and_counts(desk):
    draft = desk.draft()
    first = desk.save(draft, "Bonjour")
    second = desk.save(draft, "Bonjour Odile", seen=first)
    assert (first, second) == (Seen(1, 1), Seen(1, 2))
    assert revision_of(draft).text_hash == hash_of("Bonjour Odile")
    assert DraftRevision.objects.filter(draft=draft).count() == 1


def test_the_same_words_again_change_nothing_whatever_was_seen(desk):
    draft = desk.draft()
    seen = desk.save(draft, "Bonjour")
    events = Event.objects.count()
    assert desk.save(draft, "Bonjour", seen=Seen(7, 7)) == seen
    assert Event.objects.count() == events


def test_nobody_overwrites_a_colleague_silently(desk):
    draft = desk.draft()
    seen = desk.save(draft, "Bonjour")
    desk.save(draft, "Bonjour Odile, nous cherchons.", by=desk.reviewer, seen=seen)
    refused = refusal(save_draft, desk.writer.id, draft.id, "Bonjour à vous", seen, now=LATER)
    assert refused.code == "state.draft_moved"
    assert "Malo Kerbrat" in refused.sentence.fr
    assert "comparez" in refused.sentence.fr
    assert revision_of(draft).text == "Bonjour Odile, nous cherchons."


def test_a_colleague_who_goes_on_makes_a_version_of_their_own(desk):
    draft = desk.draft()
    seen = desk.save(draft, "Bonjour")
    assert desk.save(draft, "Bonjour Odile", by=desk.reviewer, seen=seen) == Seen(2, 0)
    kept, present = DraftRevision.objects.filter(draft=draft).order_by("number")
    assert (kept.text, kept.writer_id, kept.sealed_at is not None) == ("Bonjour", desk.writer.id, True)
    assert (present.text, present.writer_id, present.sealed_at) == ("Bonjour Odile", desk.reviewer.id, None)


def test_a_version_can_be_kept_and_the_writing_goes_on(desk):
    draft = desk.draft()
    seen = desk.save(draft, "Bonjour")
    after = keep_version(desk.writer.id, draft.id, seen, now=LATER)
    assert after == Seen(2, 0)
    desk.save(draft, "Bonsoir", seen=after)
    assert list(DraftRevision.objects.filter(draft=draft).order_by("number").values_list("text", flat=True)) == [
        "Bonjour",
        "Bonsoir",
    ]
    assert refusal(keep_version, desk.writer.id, draft.id, seen, now=LATER).code == "state.draft_moved"


@pytest.mark.parametrize("text", ["a\x00b", "x" * (LONGEST_TEXT + 1), "\ud800"], ids=["nul", "long", "surrogate"])
def test_a_text_that_cannot_be_kept_whole_is_refused_in_one_sentence(desk, text):
    draft = desk.draft()
    refused = refusal(desk.save, draft, text)
    assert refused.code == "input.text"
    assert refused.sentence.fr
    assert refused.sentence.en
    assert revision_of(draft).text == ""


@pytest.mark.parametrize("text", ["", "1", "x.1", "1.x", "²..1", "1.-2"])
def test_a_form_without_its_place_is_refused(text):
    assert refusal(Seen.read, text).code == "input.seen"


def test_the_place_in_a_form_survives_its_trip():
    assert Seen.read(str(Seen(3, 12))) == Seen(3, 12)


def test_submitting_checks_seals_and_binds(desk):
    draft = desk.draft()
    submitted = desk.submit(draft, GOOD)
    draft, revision = fresh(draft), revision_of(draft)
    assert (draft.state, draft.face_to_face, submitted.revision) == ("in_review", True, 1)
    assert (revision.sealed_at, revision.text) == (LATER, GOOD)
    assert submitted.need.mode is ReviewMode.ANOTHER_PERSON
    event = Event.objects.get(name="draft.submitted")
    assert (event.facts["hash"], event.facts["mode"]) == (revision.text_hash, "another_person")
    assert "colis" not in str(Event.objects.values_list("facts", flat=True)).lower()


def test_the_first_change_after_a_submission_is_a_new_version(desk):
    draft = desk.submitted()
    desk.save(draft, GOOD + " Salomé")
    draft = fresh(draft)
    assert (draft.state, draft.revision_number, draft.face_to_face) == ("editing", 2, False)
    assert DraftRevision.objects.get(draft=draft, number=1).text == GOOD


def test_what_was_typed_meanwhile_by_a_colleague_is_not_submitted_unseen(desk):
    draft = desk.draft()
    seen = desk.save(draft, GOOD)
    desk.save(draft, GOOD + " Malo", by=desk.reviewer, seen=seen)
    for submission in (
        Submission(True, seen=seen),
        Submission(True, text=GOOD, seen=seen),
        Submission(True, text=GOOD),
    ):
        refused = refusal(submit_draft, desk.writer.id, draft.id, submission, now=LATER)
        assert refused.code == "state.draft_moved"


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_text_is_not_submitted(desk, text):
    draft = desk.draft()
    assert refusal(desk.submit, draft, text).code == "input.text"


def test_the_face_to_face_question_is_answered_before_submitting(desk):
    draft = desk.draft()
    seen = desk.save(draft, GOOD)
    refused = refusal(submit_draft, desk.writer.id, draft.id, Submission(False, seen=seen), now=LATER)
    assert refused.code == "proc.face"
    assert fresh(draft).state == "editing"


def test_a_block_is_refused_naming_its_check(desk):
    draft = desk.draft()
    refused = refusal(desk.submit, draft, GOOD.replace("Merci de l’avoir signalé.", "Vous auriez dû lire la notice."))
    assert (refused.code, refused.facts["check"]) == ("proc.checks", "tone.blame")
    assert fresh(draft).state == "editing"


def test_a_warning_costs_one_click_on_a_reason(desk):
    draft = desk.draft()
    text = GOOD + " Nous contestons ce délai."
    refused = refusal(desk.submit, draft, text)
    assert (refused.code, refused.facts["check"]) == ("proc.checks", "tone.denial")
    blank = refusal(desk.submit, draft, text, overridden={"tone.denial": "  "})
    assert blank.code == "proc.checks"
    too_long = refusal(desk.submit, draft, text, overridden={"tone.denial": "x" * 501})
    assert too_long.code == "input.reason"
    desk.submit(draft, text, overridden={"tone.denial": "confirmé par écrit", "fix.promise": "sans objet"})
    assert fresh(draft).overridden == {"tone.denial": "confirmé par écrit"}
    assert Event.objects.get(name="draft.submitted").facts["overridden"] == ["tone.denial"]
    assert "tone.denial" in {finding["check"] for finding in revision_of(draft).findings}


def test_a_text_over_the_networks_limit_is_refused(desk):
    draft = desk.draft()
    refused = refusal(desk.submit, draft, GOOD + " Merci." * 1000)
    assert (refused.code, refused.facts["check"]) == ("proc.checks", "form.length")


def test_submitting_again_is_a_new_version_for_the_thread_as_it_is_now(desk):
    draft = desk.submitted()
    seen = draft.thread_seen
    desk.author_writes()
    assert desk.submit(draft).revision == 2
    draft = fresh(draft)
    assert (draft.state, draft.recipient.external_id) == ("in_review", "m2")
    assert draft.thread_seen != seen


def test_a_second_holding_reply_to_the_same_words_needs_the_lead(desk):
    from tests.desk.sending import confirmed

    confirmed(desk.queued(HOLDING, "holding"))
    again = HOLDING.replace("18 h", "19 h")
    draft = desk.draft("holding")
    desk.save(draft, again)
    overridden = {"voice.canned": "même attente, autre heure"}
    assert refusal(desk.submit, draft, overridden=overridden).code == "proc.second_holding"


def test_alone_the_writer_rereads_on_a_page_of_its_own(desk):
    alone = a_desk("alone", policy="alone")
    draft = alone.submitted()
    with pytest.raises(Refused, match=r"proc\.face"):
        alone.reread(draft, seconds=9.5)
    assert fresh(draft).state == "in_review"
    publication = alone.reread(draft)
    review = Review.objects.get(draft=draft)
    assert (review.mode, review.reviewer_id, review.writer_id) == ("own_reread", alone.writer.id, alone.writer.id)
    assert publication
    assert Event.objects.get(name="draft.approved").facts["mode"] == "own_reread"


def test_an_own_reread_answers_the_face_to_face_question_after_the_submission_and_by_its_writer():
    alone = a_desk("alone", policy="alone")
    draft = alone.submitted()
    late = LATER + timedelta(minutes=1)
    unanswered = refusal(publish_own_reread, alone.writer.id, draft.id, opened_at=LATER, face_to_face=False, now=late)
    before = refusal(
        publish_own_reread,
        alone.writer.id,
        draft.id,
        opened_at=LATER - timedelta(seconds=1),
        face_to_face=True,
        now=late,
    )
    colleague = refusal(alone.reread, draft, by=alone.reviewer)
    assert [one.code for one in (unanswered, before, colleague)] == ["proc.face", "proc.unchanged", "proc.review"]
    assert "Salomé Brandt" in colleague.sentence.fr


@pytest.mark.parametrize("policy", ["team", "auto"])
def test_in_a_team_a_complaint_needs_another_person(policy):
    desk = a_desk("team", policy=policy)
    assert refusal(desk.reread, desk.submitted()).code == "proc.review"


def test_an_own_reread_is_not_enough_over_a_doubt_or_an_overridden_warning():
    desk = a_desk("alone", policy="alone")
    draft = desk.draft()
    desk.submit(draft, GOOD, unsure=True)
    assert refusal(desk.reread, draft).code == "proc.review"
    desk.submit(draft, GOOD + " Nous contestons ce délai.", overridden={"tone.denial": "confirmé"})
    assert refusal(desk.reread, draft).code == "proc.review"


def test_a_complete_holding_reply_leaves_on_ones_own_reread(desk):
    assert desk.reread(desk.submitted(HOLDING, "holding"))


def test_an_own_reread_falls_when_the_thread_moves_meanwhile():
    alone = a_desk("alone", policy="alone")
    draft = alone.submitted()
    alone.stranger_comments()
    alone.author_writes()
    refused = refusal(alone.reread, draft)
    assert refused.code == "proc.unchanged"
    assert "L’auteur a écrit de nouveau." in refused.sentence.fr


def test_a_draft_that_is_leaving_is_neither_edited_nor_submitted(desk):
    publication = desk.queued()
    draft = publication.draft
    for call in (
        lambda: desk.save(draft, "Autre chose"),
        lambda: desk.submit(draft),
        lambda: keep_version(desk.writer.id, draft.id, seen_now(draft), now=LATER),
    ):
        assert refusal(call).code == "state.draft"
    assert fresh(draft).state == DraftState.APPROVED


def test_a_writer_with_one_word_for_a_name_signs_with_it():
    desk = a_desk("plain")
    desk.writer = a_person(desk.brand, Role.AGENT, name="Zoé")
    assert desk.queued().signed_as == "Zoé, pour Plain"
