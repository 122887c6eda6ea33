"""A question to a department, with a clock of its own and nothing forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, a_case, a_person

from detente.accounts.models import Brand, Membership
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.accept_hand_off import accept_hand_off
from detente.desk.actions.answer_hand_off import answer_hand_off
from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.actions.close_department import close_department
from detente.desk.actions.decline_hand_off import decline_hand_off
from detente.desk.actions.make_department import make_department
from detente.desk.actions.mark_overdue import mark_overdue
from detente.desk.models import Case, Department, HandOff, Mail
from detente.desk.queries.hand_offs import case_hand_offs, departments, suggest_holding, waiting_hand_offs
from detente.journal.models import Event
from detente.rules.handoff import HandOffState

LATER = NOON + timedelta(minutes=40)


@pytest.fixture
def world(db: None) -> World:
    return a_world()


@pytest.fixture
def case(world: World) -> Case:
    return a_case(world.channel)


@pytest.fixture
def department(world: World) -> Department:
    made = make_department(
        world.id_of("lead"), world.brand.id, "Logistique  Vierzeau", email="logistique@desk.example", now=NOON
    )
    Membership.objects.filter(person=world.people["expert"]).update(department_id=made)
    return Department.objects.get(id=made)


def _ask(world: World, case: Case, department: Department, who: str = "agent") -> int:
    return ask_hand_off(world.id_of(who), case.id, department.id, "Où est ce colis ?", now=NOON)


def test_a_question_starts_the_clock_of_the_department_and_the_case_waits(
    world: World, case: Case, department: Department
) -> None:
    asked = HandOff.objects.get(id=_ask(world, case, department))
    case.refresh_from_db()
    assert (asked.state, asked.due_at, case.state) == ("asked", NOON + timedelta(minutes=30), "waiting_department")
    assert Event.objects.filter(name="hand_off.asked", case_id=case.id).count() == 1


def test_the_department_counts_opening_time_only(world: World, case: Case, department: Department) -> None:
    hours = {"days": {"fri": [["09:00", "13:10"]], "mon": [["09:00", "18:00"]]}}
    Brand.objects.filter(id=world.brand.id).update(hours=hours)
    asked = HandOff.objects.get(id=_ask(world, case, department))
    assert asked.due_at == datetime(2026, 11, 23, 8, 20, tzinfo=UTC)


def test_the_department_and_its_experts_hear_of_the_question_without_a_word_of_the_author(
    world: World, case: Case, department: Department
) -> None:
    _ask(world, case, department)
    mails = Mail.objects.filter(about__startswith="hand-off:")
    assert set(mails.values_list("to", flat=True)) == {"logistique@desk.example", world.people["expert"].email}
    assert all("jamais reçu" not in mail.body + mail.subject for mail in mails)
    assert all(f"/cases/{case.id}" in mail.body for mail in mails)


def test_one_department_has_one_open_question_per_case(world: World, case: Case, department: Department) -> None:
    _ask(world, case, department)
    with pytest.raises(Refused, match="state.handoff"):
        _ask(world, case, department)


def test_an_answer_opens_the_case_again_and_another_question_may_follow(
    world: World, case: Case, department: Department
) -> None:
    asked = _ask(world, case, department)
    assert accept_hand_off(world.id_of("expert"), asked, now=NOON) is HandOffState.ACCEPTED
    answer_hand_off(world.id_of("expert"), asked, " Au casier 12. ", now=LATER)
    case.refresh_from_db()
    row = case_hand_offs(case.id, now=LATER)[0]
    assert (case.state, row.answer, row.answered_by, row.late) == ("open", "Au casier 12.", "Odon Lebrun", True)
    assert _ask(world, case, department) != asked


def test_a_declined_question_keeps_its_reason_and_opens_the_case_again(
    world: World, case: Case, department: Department
) -> None:
    asked = _ask(world, case, department)
    decline_hand_off(world.id_of("expert"), asked, "Demandez à la facturation.", now=NOON)
    case.refresh_from_db()
    assert (case.state, HandOff.objects.get(id=asked).state) == ("open", "declined")
    with pytest.raises(Refused, match="state.handoff"):
        answer_hand_off(world.id_of("expert"), asked, "Au casier.", now=NOON)


@pytest.mark.parametrize("words", ["", "   ", "\x00", "a" * 4_001])
def test_an_empty_or_endless_question_is_refused(world: World, case: Case, department: Department, words: str) -> None:
    with pytest.raises(Refused, match="input.text"):
        ask_hand_off(world.id_of("agent"), case.id, department.id, words, now=NOON)


def test_lateness_is_said_once_to_the_department_and_to_the_people_on_duty(
    world: World, case: Case, department: Department
) -> None:
    asked = _ask(world, case, department)
    assert mark_overdue(NOON + timedelta(minutes=29)) == 0
    assert mark_overdue(LATER) == 1
    assert mark_overdue(LATER) == 0
    mails = Mail.objects.filter(about=f"hand-off:{asked}:overdue").values_list("to", flat=True)
    told = {"agent", "reviewer", "lead", "second_lead", "charter", "expert"}
    assert set(mails) == {"logistique@desk.example", *(world.people[who].email for who in told)}
    case.refresh_from_db()
    assert case.state == "waiting_department"


def test_accepting_late_does_not_erase_lateness(world: World, case: Case, department: Department) -> None:
    asked = _ask(world, case, department)
    mark_overdue(LATER)
    assert accept_hand_off(world.id_of("expert"), asked, now=LATER) is HandOffState.OVERDUE
    answer_hand_off(world.id_of("expert"), asked, "Au casier 12.", now=LATER)
    assert HandOff.objects.get(id=asked).state == "answered"


def test_an_expert_of_another_department_sees_nothing(world: World, case: Case, department: Department) -> None:
    other = make_department(world.id_of("lead"), world.brand.id, "Facturation", now=NOON)
    expert = a_person(world.brand, Role.EXPERT, name="Nour Adda")
    Membership.objects.filter(person=expert).update(department_id=other)
    asked = _ask(world, case, department)
    with pytest.raises(Refused, match=r"access\.hand_off"):
        answer_hand_off(expert.id, asked, "Rien ici.", now=NOON)
    assert waiting_hand_offs(expert.id, now=NOON) == ()
    assert [row.id for row in waiting_hand_offs(world.id_of("expert"), now=NOON)] == [asked]
    assert [row.id for row in waiting_hand_offs(world.id_of("lead"), now=NOON)] == [asked]


def test_a_holding_reply_is_suggested_with_its_three_parts(world: World, case: Case, department: Department) -> None:
    asked = HandOff.objects.get(id=_ask(world, case, department))
    french = suggest_holding(case, asked, "fr", now=NOON)
    assert "pris en compte" in french
    assert "service Logistique Vierzeau" in french
    assert "aujourd’hui avant 14:00" in french
    assert "by 14:00 today" in suggest_holding(case, asked, "en", now=NOON)


def test_a_late_department_never_makes_the_suggested_time_pass(
    world: World, case: Case, department: Department
) -> None:
    asked = HandOff.objects.get(id=_ask(world, case, department))
    text = suggest_holding(case, asked, "fr", now=NOON + timedelta(days=1, minutes=1))
    assert "le 21 novembre 2026 avant 13:45" not in text
    assert "aujourd’hui avant 13:45" in text


def test_a_closed_case_is_not_handed_off(world: World, case: Case, department: Department) -> None:
    Case.objects.filter(id=case.id).update(state="closed", closed_at=NOON, close_reason="solved")
    with pytest.raises(Refused, match="state.case"):
        _ask(world, case, department)


def test_a_department_of_another_brand_is_not_offered(world: World, case: Case) -> None:
    elsewhere = a_world("autre")
    foreign = make_department(elsewhere.id_of("lead"), elsewhere.brand.id, "Ailleurs", now=NOON)
    with pytest.raises(Refused, match=r"input\.department"):
        ask_hand_off(world.id_of("agent"), case.id, foreign, "Où ?", now=NOON)


def test_a_busy_department_is_not_closed_and_a_closed_one_can_open_again(
    world: World, case: Case, department: Department
) -> None:
    asked = _ask(world, case, department)
    lead = world.id_of("lead")
    with pytest.raises(Refused, match=r"state\.department"):
        close_department(lead, department.id, now=NOON)
    answer_hand_off(world.id_of("expert"), asked, "Au casier.", now=NOON)
    close_department(lead, department.id, now=NOON)
    close_department(lead, department.id, now=NOON)
    assert departments(world.brand.id) == ()
    with pytest.raises(Refused, match=r"input\.department"):
        _ask(world, case, department)
    assert make_department(lead, world.brand.id, "Logistique Vierzeau", minutes=45, now=NOON) == department.id
    assert departments(world.brand.id)[0].minutes == 45


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "input.text"),
        ({"name": "Gares", "minutes": 2}, "input.minutes"),
        ({"name": "Gares", "email": "pas une adresse"}, "input.email"),
        ({"name": "Gares", "email": "a@b.example\nBcc: c@d.example"}, "input.email"),
        ({"name": "Logistique Vierzeau"}, "input.department"),
    ],
)
def test_a_department_that_cannot_work_is_refused(
    world: World, department: Department, fields: dict[str, str | int], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        make_department(world.id_of("lead"), world.brand.id, now=NOON, **fields)  # type: ignore[arg-type]
    assert refused.value.code == code
