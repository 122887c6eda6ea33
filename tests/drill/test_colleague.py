"""Pretend colleagues do their part through the same gates, in demos only."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import clear_url_caches, set_urlconf

from detente.accounts.actions.accept_invitation import Newcomer, accept_invitation
from detente.accounts.models import Person
from detente.contracts.refusals import Refused
from detente.desk.models import Draft, HandOff, Publication, Review
from detente.drill.colleague import let_colleague_answer, let_colleague_review
from detente.drill.demo import DemoReport
from tests.drill.conftest import NOW


@pytest.fixture
def me(demo: DemoReport) -> Person:
    newcomer = Newcomer("Ada Tester", "ada@example.org", "a sentence nobody guesses", "en")
    return accept_invitation(str(demo.join), newcomer, now=NOW)


def in_review() -> Draft:
    return Draft.objects.get(state="in_review")


def test_a_colleague_who_did_not_write_the_text_approves_it(demo: DemoReport):
    draft = in_review()
    signed = let_colleague_review(draft.id, NOW)
    review = Review.objects.get(draft=draft, decision="approved")
    assert review.reviewer_id != review.writer_id
    assert Publication.objects.get(id=signed.publication_id).draft_id == draft.id


def test_a_text_that_is_not_in_review_stays_as_it_is(demo: DemoReport):
    draft = Draft.objects.get(state="editing")
    with pytest.raises(Refused):
        let_colleague_review(draft.id, NOW)
    draft.refresh_from_db()
    assert draft.state == "editing"


def test_the_department_answers_and_the_case_is_open_again(demo: DemoReport):
    hand_off = HandOff.objects.get(state="asked")
    let_colleague_answer(hand_off.id, NOW)
    hand_off.refresh_from_db()
    assert hand_off.state == "answered"
    assert hand_off.answer
    assert hand_off.case.state == "open"


def test_without_a_demo_pretend_colleagues_do_nothing(demo: DemoReport, settings):
    settings.DETENTE_DEMO = False
    for act in (lambda: let_colleague_review(in_review().id, NOW), lambda: let_colleague_answer(1, NOW)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "state.practice"
    assert in_review().state == "in_review"


@pytest.mark.urls("tests.drill.urls")
def test_the_buttons_are_for_people_of_the_brand_only(me: Person, settings):
    set_urlconf(None)
    clear_url_caches()
    settings.DETENTE_CLOCK = "tests.drill.urls.now"
    draft, stranger, client = in_review(), Client(), Client()
    assert stranger.post(f"/practise/drafts/{draft.id}/review").status_code != 302
    assert in_review().id == draft.id
    client.force_login(me)
    answer = client.post(f"/practise/drafts/{draft.id}/review")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/cases/{draft.case_id}")
    hand_off = HandOff.objects.get(state="asked")
    assert client.get(f"/practise/hand-offs/{hand_off.id}/answer").status_code == 405
    assert client.post(f"/practise/hand-offs/{hand_off.id}/answer").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "approved"
