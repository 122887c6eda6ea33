"""On every case, in one sentence: who re-reads a reply, and why. Whoever looks, and whatever state it is in."""

from __future__ import annotations

from typing import Any

import pytest

from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.desk.models import Case
from tests.desk.makers import a_person
from tests.desk.replies import GOOD, LATER, Desk, a_desk
from tests.web.noon import client_of

pytestmark = pytest.mark.django_db

TEAM = "À partir de la gravité 2, une autre personne relit."


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def _said(desk: Desk, role: Role | None = None) -> str:
    person = a_person(desk.brand, role, name="Paul Audit") if role else desk.writer
    html = client_of(person).get(f"/cases/{desk.case.id}?tab=note").content.decode()
    return html.split('id="reread-policy">')[1].split("</p>")[0].strip()


@pytest.mark.parametrize("role", [None, Role.AUDITOR, Role.LEAD])
def test_whoever_looks_reads_it(desk: Desk, role: Role | None) -> None:
    assert _said(desk, role) == TEAM


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"kind": Kind.PERSON_AT_RISK},
            "Une personne est peut-être en danger\u202f: quelqu’un d’autre relit, toujours.",
        ),
        ({"severity": 4}, "Gravité 4\u202f: quelqu’un d’autre relit, toujours."),
        ({"severity": 1}, "Gravité 1, aucune remarque en suspens\u202f: votre propre relecture suffit."),
        ({"state": "closed", "close_reason": "answered", "closed_at": LATER}, TEAM),
    ],
)
def test_it_follows_the_case(desk: Desk, changed: dict[str, object], said: str) -> None:
    Case.objects.filter(id=desk.case.id).update(**changed)
    assert _said(desk) == said


def test_a_text_in_review_and_one_on_its_way_still_say_it(desk: Desk) -> None:
    desk.submitted(GOOD)
    assert _said(desk) == TEAM
    desk.approve(desk.draft())
    assert _said(desk) == TEAM
