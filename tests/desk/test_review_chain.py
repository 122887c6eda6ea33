"""Somebody is asked when a text is submitted, the deputy when they do not answer, and the lead when nobody is left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.makers import a_brand, a_person
from tests.desk.replies import GOOD, LATER, Desk, a_desk, fresh, revision_of, seen_now

from detente.accounts.actions.preferences import go_on_duty
from detente.accounts.actions.set_chain import set_chain
from detente.accounts.models import Membership
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.desk.actions.ask_changes import ask_changes
from detente.desk.actions.ask_reviewer import ask_reviewer, note_opened, pass_on_asks
from detente.desk.actions.submit_draft import Submission, submit_draft
from detente.desk.models import Draft, Mail, ReviewAsk
from detente.desk.queries.review_chain import chain_view
from detente.desk.queries.review_page import review_queue
from detente.journal.models import Event

pytestmark = pytest.mark.django_db
TEN = timedelta(minutes=10)


@pytest.fixture
def desk() -> Desk:
    made = a_desk()
    Membership.objects.filter(person=made.lead).update(chain_place=2)
    Membership.objects.filter(person=made.reviewer).update(chain_place=1)
    return made


def asks(draft: Draft) -> list[tuple[str, str]]:
    rows = ReviewAsk.objects.filter(draft=draft, revision_number=fresh(draft).revision_number).order_by("place")
    return [(one.person.name.split()[0], one.state) for one in rows]


def code(call, *args, **kwargs) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


def test_the_first_of_the_chain_is_asked_by_mail_and_in_the_queue(desk):
    draft = desk.submitted()
    assert asks(draft) == [("Malo", "asked")]
    mail = Mail.objects.get(about=f"review:{draft.id}:1:1")
    assert mail.to == desk.reviewer.email
    assert f"/review/{draft.id}" in mail.body
    assert "Colis" not in mail.body
    asked = {
        person.name: [row.asked for row in review_queue(person.id, desk.brand.id, now=LATER)]
        for person in (desk.reviewer, desk.lead)
    }
    assert asked == {"Malo Kerbrat": [True], "Inès Faure": [False]}
    said = chain_view(draft.id, now=LATER).words
    assert said.en == "Asked to re-read: Malo at 13:05; without an answer, Inès at 13:15."


def test_without_an_answer_the_deputy_is_asked_and_then_the_lead_is_told(desk):
    draft = desk.submitted()
    assert pass_on_asks(LATER + TEN - timedelta(seconds=1)) == 0
    assert pass_on_asks(LATER + TEN) == 1
    assert pass_on_asks(LATER + TEN) == 0
    assert asks(draft) == [("Malo", "passed_on"), ("Inès", "asked")]
    assert pass_on_asks(LATER + 2 * TEN) == 1
    assert asks(draft) == [("Malo", "passed_on"), ("Inès", "passed_on")]
    assert Mail.objects.get(about=f"review:{draft.id}:1:nobody").to == desk.lead.email
    assert "the lead was told" in chain_view(draft.id, now=LATER + 2 * TEN).words.en
    assert pass_on_asks(LATER + 9 * TEN) == 0
    names = list(Event.objects.filter(name__startswith="review.").order_by("id").values_list("name", flat=True))
    assert names == ["review.asked", "review.asked", "review.nobody_left"]


def test_whoever_was_asked_first_may_still_answer_and_so_may_anybody_else(desk):
    other = a_person(desk.brand, Role.REVIEWER, name="Paul Roux")
    draft = desk.submitted()
    pass_on_asks(LATER + TEN)
    assert desk.approve(draft, by=other, now=LATER + TEN).publication_id
    assert {state for _, state in asks(draft)} == {"dropped"}


def test_an_answer_ends_the_asking(desk):
    draft = desk.submitted()
    ask_changes(desk.reviewer.id, draft.id, "Plus court.", now=LATER)
    assert asks(draft) == [("Malo", "answered")]
    assert pass_on_asks(LATER + TEN) == 0


def test_a_new_version_is_asked_anew(desk):
    draft = desk.submitted()
    pass_on_asks(LATER + TEN)
    desk.submit(draft, GOOD + " Salomé", now=LATER + TEN)
    assert asks(draft) == [("Malo", "asked")]
    assert set(ReviewAsk.objects.filter(draft=draft, revision_number=1).values_list("state", flat=True)) == {"dropped"}


def test_the_writer_may_choose_who_is_asked_first_among_those_who_may_sign(desk):
    draft = desk.draft()
    desk.save(draft, GOOD)

    def choose(who: int) -> None:
        submission = Submission(True, seen=seen_now(draft), first=who)
        submit_draft(desk.writer.id, draft.id, submission, now=LATER)

    assert code(choose, desk.writer.id) == "input.reviewer"
    assert code(choose, 10**9) == "input.reviewer"
    choose(desk.lead.id)
    assert asks(draft) == [("Inès", "asked")]
    pass_on_asks(LATER + TEN)
    assert asks(draft)[-1] == ("Malo", "asked")


def test_one_more_may_be_asked_at_once_and_then_time_runs_for_that_one(desk):
    draft = desk.submitted()
    ask_reviewer(desk.writer.id, draft.id, desk.lead.id, now=LATER + TEN / 2)
    assert asks(draft) == [("Malo", "passed_on"), ("Inès", "asked")]
    assert code(ask_reviewer, desk.writer.id, draft.id, desk.lead.id, now=LATER) == "input.reviewer"
    assert pass_on_asks(LATER + TEN) == 0
    auditor = a_person(desk.brand, Role.AUDITOR, name="Odon Vial")
    assert code(ask_reviewer, auditor.id, draft.id, desk.lead.id, now=LATER).startswith("access.")
    stranger = a_person(a_brand("autre"), Role.LEAD, name="Zoé")
    assert code(ask_reviewer, stranger.id, draft.id, desk.lead.id, now=LATER).startswith("access.")


def test_a_mandate_is_asked_of_who_holds_it_five_minutes_each(desk):
    grave = a_desk("grave", severity=4)
    draft = grave.submitted()
    assert asks(draft) == [("Inès", "asked")]
    assert ReviewAsk.objects.get(draft=draft).due_at == LATER + TEN / 2
    lawyer = a_person(grave.brand, Role.AGENT, name="Paul Roux", mandates=(MandateKind.LEGAL,))
    pass_on_asks(LATER + TEN / 2)
    assert asks(draft)[-1] == ("Paul", "asked")
    assert grave.approve(draft, by=lawyer, now=LATER + TEN / 2).publication_id
    assert asks(draft) == [("Inès", "dropped"), ("Paul", "answered")]


def test_when_a_signature_leaves_a_mandate_open_somebody_who_holds_it_is_asked(desk):
    risky = a_desk("presse", severity=4)
    type(risky.case).objects.filter(id=risky.case.id).update(kind="press", severity=4)
    Membership.objects.filter(person=risky.lead).update(on_duty=False)
    press = a_person(risky.brand, Role.REVIEWER, name="Paul Roux", mandates=(MandateKind.PRESS,))
    lawyer = a_person(risky.brand, Role.REVIEWER, name="Lucie Noël", mandates=(MandateKind.LEGAL,))
    draft = risky.submitted()
    assert asks(draft) == [("Paul", "asked")]
    assert risky.approve(draft, by=press).missing == (MandateKind.LEGAL,)
    assert asks(draft) == [("Paul", "answered"), ("Lucie", "asked")]
    assert risky.approve(draft, by=lawyer).publication_id


def test_with_nobody_on_duty_the_policy_falls_back_and_a_compulsory_case_tells_the_lead(desk):
    for person in (desk.reviewer, desk.lead):
        go_on_duty(person.id, desk.brand.id, False, now=LATER)
    draft = desk.submitted()
    assert asks(draft) == []
    assert chain_view(draft.id, now=LATER).words is None
    assert desk.reread(draft)
    grave = a_desk("grave", severity=4)
    Membership.objects.filter(brand=grave.brand).exclude(person=grave.writer).update(on_duty=False)
    alone = grave.submitted()
    assert Mail.objects.get(about=f"review:{alone.id}:1:nobody").to == grave.lead.email
    assert "nothing else stands in for it" in chain_view(alone.id, now=LATER).words.en


def test_opening_the_text_is_noted_once_for_who_was_asked(desk):
    draft = desk.submitted()
    for person in (desk.reviewer, desk.reviewer, desk.lead):
        note_opened(person.id, draft.id, now=LATER)
    assert chain_view(draft.id, now=LATER).opened == ("Malo",)
    assert Event.objects.filter(name="review.opened").count() == 1


def test_the_places_are_set_by_lead_or_administrator_and_are_numbers(desk):
    set_chain(desk.lead.id, desk.brand.id, {desk.reviewer.id: None, desk.lead.id: 1}, now=LATER)
    assert asks(desk.submitted()) == [("Inès", "asked")]
    assert Event.objects.get(name="brand.chain_set").facts["places"] == [[desk.reviewer.id, None], [desk.lead.id, 1]]
    assert code(set_chain, desk.lead.id, desk.brand.id, {desk.lead.id: 0}, now=LATER) == "input.place"
    stranger = a_person(a_brand("autre"), Role.LEAD, name="Zoé")
    assert code(set_chain, desk.lead.id, desk.brand.id, {stranger.id: 1}, now=LATER) == "access.person"
    for person in (desk.reviewer, desk.writer, stranger):
        assert code(set_chain, person.id, desk.brand.id, {}, now=LATER).startswith("access.")


def test_the_journal_names_nobody(desk):
    draft = desk.submitted()
    assert Event.objects.get(name="review.asked").facts == {"revision": 1, "person": desk.reviewer.id, "place": 1}
    assert revision_of(draft).number == 1
