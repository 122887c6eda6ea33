"""Invitations: made by whoever may, used once, over after seven days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from detente.accounts import queries
from detente.accounts.actions.accept_invitation import (
    Newcomer,
    accept_invitation,
    accept_invitation_as,
    open_invitation,
)
from detente.accounts.actions.invite_person import VALID_FOR, Asked, invite_person
from detente.accounts.models import Person
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from tests.accounts.people import NOW, PASSWORD, Team, make_team

pytestmark = pytest.mark.django_db
MALO = Newcomer("Malo Kerbrat", "Malo@Ferrolane.example", PASSWORD, "fr")


@pytest.fixture
def team() -> Team:
    return make_team()


def _invite(team: Team, **asked: object) -> str:
    what = Asked(**({"roles": ["agent", "reviewer"]} | asked))  # type: ignore[arg-type]
    return invite_person(team.administrator, team.brand.id, what, now=NOW)


def test_an_invitation_gives_what_it_promised(team: Team):
    token = _invite(team, mandates=["press"])
    person = accept_invitation(token, MALO, now=NOW)
    assert queries.roles_of(person.id, team.brand.id) == {Role.AGENT, Role.REVIEWER}
    assert queries.mandates_of(person.id, team.brand.id) == {MandateKind.PRESS}


def test_an_invitation_works_once(team: Team):
    token = _invite(team)
    accept_invitation(token, MALO, now=NOW)
    with pytest.raises(Refused) as refused:
        accept_invitation(token, Newcomer("Inès", "ines@ferrolane.example", PASSWORD, "fr"), now=NOW)
    assert refused.value.code == "access.link"


def test_an_invitation_is_over_after_seven_days(team: Team):
    token = _invite(team)
    assert open_invitation(token, NOW + VALID_FOR - timedelta(seconds=1)).brand_id == team.brand.id
    with pytest.raises(Refused):
        accept_invitation(token, MALO, now=NOW + VALID_FOR)


def test_an_invitation_for_one_address_is_for_nobody_else(team: Team):
    token = _invite(team, email="ines@ferrolane.example")
    with pytest.raises(Refused) as refused:
        accept_invitation(token, MALO, now=NOW)
    assert refused.value.code == "input.email"


def test_a_refused_password_leaves_the_invitation_open(team: Team):
    token = _invite(team)
    with pytest.raises(Refused):
        accept_invitation(token, Newcomer("Malo", "malo@ferrolane.example", "short", "fr"), now=NOW)
    assert accept_invitation(token, MALO, now=NOW).email == "malo@ferrolane.example"


def test_somebody_of_the_desk_joins_one_more_brand_with_the_account_they_have(team: Team):
    token = _invite(team)
    accept_invitation_as(token, team.stranger, now=NOW)
    assert queries.roles_of(team.stranger, team.brand.id) == {Role.AGENT, Role.REVIEWER}
    assert len(queries.brands_of(team.stranger)) == 2


def test_a_known_address_is_asked_to_sign_in_first(team: Team):
    token = _invite(team)
    taken = Newcomer("Somebody", "agent@ferrolane.example", PASSWORD, "en")
    with pytest.raises(Refused) as refused:
        accept_invitation(token, taken, now=NOW)
    assert "Sign in" in refused.value.sentence.en
    assert Person.objects.filter(email="agent@ferrolane.example").count() == 1


def test_an_unknown_link_is_refused(team: Team):
    with pytest.raises(Refused) as refused:
        open_invitation("not-a-token", NOW)
    assert refused.value.code == "access.link"


@pytest.mark.parametrize(("asked", "code"), [({"roles": []}, "input.roles"), ({"roles": ["king"]}, "input.choice")])
def test_an_invitation_names_roles_that_exist(team: Team, asked: dict[str, list[str]], code: str):
    with pytest.raises(Refused) as refused:
        _invite(team, **asked)
    assert refused.value.code == code


def test_only_an_expert_is_of_a_department(team: Team):
    plain = open_invitation(_invite(team, department_id=7), NOW)
    expert = open_invitation(_invite(team, roles=["expert"], department_id=7), NOW)
    assert (plain.department_id, expert.department_id) == (None, 7)


def test_open_invitations_are_listed_until_they_are_used_or_over(team: Team):
    token = _invite(team)
    assert [one.invited_by for one in queries.open_invitations(team.brand.id, NOW)] == ["Administrator"]
    assert queries.open_invitations(team.brand.id, NOW + VALID_FOR) == []
    accept_invitation(token, MALO, now=NOW)
    assert queries.open_invitations(team.brand.id, NOW) == []
