"""Every role at every door of a case; a stranger learns nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.accounts.models import Membership
from detente.contracts.people import Role
from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.models import Department
from tests.desk.makers import NOON, a_brand, a_person
from tests.desk.replies import Desk, a_desk
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


_READS = ["", "/live", "?tab=holding", "?tab=note", "?show=1"]


@pytest.mark.parametrize("tail", _READS)
def test_a_stranger_learns_nothing(desk: Desk, tail: str) -> None:
    other = client_of(a_person(a_brand("other"), Role.LEAD, name="Other Lead"))
    missing, closed = other.get(f"/cases/999999{tail}"), other.get(f"/cases/{desk.case.id}{tail}")
    assert missing.status_code == closed.status_code == 403
    assert main_text(missing.content.decode()).replace("999999", "") == main_text(closed.content.decode()).replace(
        str(desk.case.id), ""
    )
    assert Client().get(f"/cases/{desk.case.id}{tail}").status_code == 302


_ACTS = {
    "take": {},
    "close": {"reason": "duplicate"},
    "note": {"text": "Un mot."},
    "reading": {"kind": "complaint", "message": "0"},
    "hand-off": {"department": "0", "question": "?"},
    "reply": {"kind": "reply", "text": "Bonjour", "do": "keep"},
    "reply/save": {"kind": "reply", "text": "Bonjour"},
    "reply/check": {"kind": "reply", "text": "Bonjour"},
}
_MAY = {
    Role.AGENT: set(_ACTS),
    Role.REVIEWER: set(_ACTS),
    Role.LEAD: set(_ACTS),
    Role.EXPERT: {"note"},
    Role.AUDITOR: set(),
    Role.ADMINISTRATOR: set(),
}


@pytest.mark.parametrize("act", _ACTS)
@pytest.mark.parametrize("role", _MAY)
def test_only_who_may_act_gets_past_the_door(desk: Desk, role: Role, act: str) -> None:
    department = Department.objects.create(brand=desk.brand, name="Logistique")
    ask_hand_off(desk.writer.id, desk.case.id, department.id, "Où ?", now=NOON)
    person = a_person(desk.brand, role, name=f"{role} X")
    Membership.objects.filter(person=person, role=Role.EXPERT).update(department_id=department.id)
    fields = _ACTS[act] | ({"message": str(desk.case.messages.get().id)} if act == "reading" else {})
    answer = client_of(person).post(f"/cases/{desk.case.id}/{act}", fields)
    allowed = act in _MAY[role]
    assert (answer.status_code != 403) is allowed, (role, act, answer.status_code)
    assert Client().post(f"/cases/{desk.case.id}/{act}", fields).status_code != 200


@pytest.mark.parametrize(("role", "status"), [(Role.EXPERT, 403), (Role.ADMINISTRATOR, 403), (Role.AUDITOR, 200)])
def test_who_may_read_a_case(desk: Desk, role: Role, status: int) -> None:
    assert client_of(a_person(desk.brand, role, name="X Y")).get(f"/cases/{desk.case.id}").status_code == status


def test_doors_that_write_do_not_open_to_a_visit(desk: Desk) -> None:
    client = client_of(desk.lead)
    for act in _ACTS:
        assert client.get(f"/cases/{desk.case.id}/{act}").status_code == 405
