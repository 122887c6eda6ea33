"""What the check knows of a case: the house, the author, the fault, what is pending, the cause, the colleagues."""

from __future__ import annotations

import pytest
from tests.desk.makers import a_case, a_person
from tests.desk.replies import GOOD, LATER, Desk, a_desk, fresh, revision_of, seen_now

from detente.accounts.models import Brand
from detente.contracts.composure import EmojiRule, Fault, Register, SignatureRule, Situation
from detente.contracts.house import House
from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.say_fault import say_fault
from detente.desk.actions.say_pending import say_pending
from detente.desk.models import Case, Draft, Message
from detente.desk.queries.case_page import case_page
from detente.desk.queries.situations import situation_of
from detente.desk.queries.timeline import case_timeline
from detente.journal.models import Event

pytestmark = pytest.mark.django_db

HOUSE = House(
    register=Register.VOUS, signature=SignatureRule.FIRST_NAME, must_sign=True, emoji=EmojiRule.NEVER,
    jargon=("RMA",), stock=("belle journée",), accepted=("coucou",), link_hosts=("aide.example",),
    protected_names=("Transports Boréal",), may_compensate=True,
)  # fmt: skip


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def seen(desk: Desk, text: str = "Bonjour", draft: Draft | None = None) -> Situation:
    draft = draft or desk.draft()
    held = Draft.objects.select_related("case__brand", "case__author", "channel", "department", "recipient")
    return situation_of(held.get(id=draft.id), text, now=LATER)


def test_the_check_follows_the_house_of_the_brand(desk):
    Brand.objects.filter(id=desk.brand.id).update(house=HOUSE.to_json())
    found = seen(desk)
    for name in ("register", "signature", "must_sign", "emoji", "jargon", "stock", "accepted", "may_compensate"):
        assert getattr(found, name) == getattr(HOUSE, name)
    assert found.link_hosts == ("127.0.0.1", "aide.example")
    assert found.protected_names == ("Transports Boréal",)


def test_the_check_knows_who_wrote_where_and_whether_it_is_a_review(desk):
    found = seen(desk)
    assert (found.author, found.country, found.is_review) == ("Odile", "FR", False)
    Message.objects.filter(external_id="m1").update(is_review=True)
    assert seen(desk).is_review


def test_only_the_full_name_of_another_colleague_is_protected(desk):
    a_person(desk.brand, Role.EXPERT, name="Zoé")
    a_person(desk.brand, Role.AGENT, name="Odile")
    assert seen(desk, "Malo et Zoé s’en occupent. — Salomé Brandt").protected_names == ()
    assert seen(desk, "Voyez avec malo  kerbrat.").protected_names == ("Malo Kerbrat",)
    desk.case.author.display_name = "Malo Kerbrat"
    desk.case.author.save()
    assert seen(desk, "Bonjour Malo Kerbrat").protected_names == ()


def test_what_a_person_said_is_asked_is_a_question_to_answer(desk):
    assert seen(desk).questions == ()
    message = Message.objects.get(external_id="m1")
    correct_reading(desk.writer.id, desk.case.id, message.id, Correction(asks="une nouvelle livraison"), now=LATER)
    assert seen(desk).questions == ("une nouvelle livraison",)
    correct_reading(desk.writer.id, desk.case.id, message.id, Correction(severity=3), now=LATER)
    assert seen(desk).questions == ("une nouvelle livraison",)


def test_cases_of_the_same_cause_are_counted_for_those_that_have_one(desk):
    for number in range(2):
        a_case(desk.channel, "Colis annoncé livré mardi, jamais reçu.", external_id=f"o{number}", author=f"o{number}")
    Case.objects.update(heart="colis annoncé livré mardi, jamais reçu", topic="delivery")
    assert seen(desk).same_cause == 2
    Case.objects.filter(id=desk.case.id).update(kind=Kind.COMPLIMENT)
    assert seen(desk).same_cause == 0


def test_the_fault_is_said_once_wins_at_once_and_stands_in_the_timeline(desk):
    assert seen(desk).fault is Fault.UNKNOWN
    say_fault(desk.writer.id, desk.case.id, "likely", now=LATER)
    say_fault(desk.writer.id, desk.case.id, "likely", now=LATER)
    assert seen(desk).fault is Fault.LIKELY
    assert case_page(desk.writer.id, desk.case.id, now=LATER).fault is Fault.LIKELY
    assert Event.objects.get(name="case.fault_said").facts == {"fault": "likely", "before": "unknown"}
    assert "Notre faute\u202f: Probable" in [row.sentence.fr for row in case_timeline(desk.case.id)]


def test_a_fault_is_on_the_list_and_said_by_somebody_of_the_desk(desk):
    auditor = a_person(desk.brand, Role.AUDITOR, name="Paul Audit")
    stranger = a_desk("other").lead
    for person, fault, code in (
        (desk.writer, "theirs", "input.fault"),
        (auditor, "likely", "access.action"),
        (stranger, "likely", "access.brand"),
    ):
        with pytest.raises(Refused) as refused:
            say_fault(person.id, desk.case.id, fault, now=LATER)
        assert refused.value.code == code
    assert Case.objects.get(id=desk.case.id).fault == Fault.UNKNOWN


def test_what_remains_to_be_done_is_kept_with_the_draft(desk):
    draft = desk.draft()
    assert seen(desk).pending is None
    desk.save(draft, "Bonjour")
    assert say_pending(desk.writer.id, draft.id, pending=True, now=LATER) == seen_now(draft)
    assert seen(desk).pending is True
    say_pending(desk.writer.id, draft.id, pending=True, now=LATER)
    say_pending(desk.writer.id, draft.id, pending=None, now=LATER)
    assert seen(desk).pending is None
    told = Event.objects.filter(name="draft.pending_said").order_by("id").values_list("facts__pending", flat=True)
    assert list(told) == ["yes", "open"]


def test_saying_it_of_a_text_in_review_begins_a_new_version(desk):
    draft = desk.submitted(GOOD)
    after = say_pending(desk.writer.id, draft.id, pending=False, now=LATER)
    assert (fresh(draft).state, fresh(draft).pending, after.revision) == ("editing", False, 2)
    assert revision_of(draft).text == GOOD


def test_who_may_not_write_may_not_say_it_either(desk):
    draft = desk.draft()
    for person in (a_person(desk.brand, Role.AUDITOR, name="Paul Audit"), a_desk("other").lead):
        with pytest.raises(Refused) as refused:
            say_pending(person.id, draft.id, pending=True, now=LATER)
        assert refused.value.code.startswith("access.")
