"""Who may change what about people: every role against every action, and the last administrator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from detente.accounts import queries
from detente.accounts.actions.change_roles import change_roles
from detente.accounts.actions.deactivate_person import deactivate_person
from detente.accounts.actions.edit_brand import BrandWords, edit_brand
from detente.accounts.actions.edit_house import edit_house
from detente.accounts.actions.hold_mandate import hold_mandate
from detente.accounts.actions.invite_person import Asked, invite_person
from detente.accounts.actions.release_mandate import release_mandate
from detente.accounts.models import Brand, Person
from detente.contracts.clock import OpeningHours, Span
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.rules.house import Typed
from tests.accounts.people import NOW, Team, give_mandates, make_team

pytestmark = pytest.mark.django_db

EVERYBODY = ("agent", "reviewer", "lead", "expert", "auditor", "administrator", "stranger")
HOUSE = Typed(register="vous", signature="first_name", emoji="friendly", lists={"jargon": "RMA"})
WORDS = BrandWords("Ferrolane", "en", "Europe/Paris", None, "team")
Act = Callable[[int, Team], object]
ACTIONS: dict[str, tuple[Act, set[str]]] = {
    "invite_person": (
        lambda by, team: invite_person(by, team.brand.id, Asked(["agent"]), now=NOW),
        {"administrator"},
    ),
    "change_roles": (
        lambda by, team: change_roles(by, team.brand.id, team.agent, ["reviewer"], now=NOW),
        {"administrator"},
    ),
    "hold_mandate": (
        lambda by, team: hold_mandate(by, team.brand.id, team.agent, "press", now=NOW),
        {"administrator"},
    ),
    "release_mandate": (
        lambda by, team: release_mandate(by, team.brand.id, team.agent, "press", now=NOW),
        {"administrator"},
    ),
    "deactivate_person": (
        lambda by, team: deactivate_person(by, team.brand.id, team.agent, now=NOW),
        {"administrator"},
    ),
    "edit_house": (lambda by, team: edit_house(by, team.brand.id, HOUSE, now=NOW), {"lead", "administrator"}),
    "edit_brand": (lambda by, team: edit_brand(by, team.brand.id, WORDS, now=NOW), {"administrator"}),
}


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_role_may_do_exactly_what_the_table_says(team: Team, action: str, who: str):
    act, allowed = ACTIONS[action]
    if who in allowed:
        act(team.id_of(who), team)
        return
    with pytest.raises(Refused) as refused:
        act(team.id_of(who), team)
    assert refused.value.code.startswith("access.")


def test_somebody_who_left_may_do_nothing(team: Team):
    Person.objects.filter(id=team.administrator).update(is_active=False)
    with pytest.raises(Refused):
        invite_person(team.administrator, team.brand.id, Asked(["agent"]), now=NOW)


def test_the_last_administrator_cannot_be_deactivated(team: Team):
    with pytest.raises(Refused) as refused:
        deactivate_person(team.administrator, team.brand.id, team.administrator, now=NOW)
    assert refused.value.code == "state.last_administrator"


def test_the_last_administrator_cannot_give_the_role_up(team: Team):
    with pytest.raises(Refused) as refused:
        change_roles(team.administrator, team.brand.id, team.administrator, ["lead"], now=NOW)
    assert refused.value.code == "state.last_administrator"


def test_an_administrator_leaves_once_another_one_is_there(team: Team):
    change_roles(team.administrator, team.brand.id, team.lead, ["lead", "administrator"], now=NOW)
    deactivate_person(team.lead, team.brand.id, team.administrator, now=NOW)
    assert queries.roles_of(team.administrator, team.brand.id) == frozenset()


def test_whoever_leaves_the_last_brand_can_no_longer_sign_in_and_holds_nothing(team: Team):
    give_mandates(team.agent, team.brand, MandateKind.PRESS)
    deactivate_person(team.administrator, team.brand.id, team.agent, now=NOW)
    assert not Person.objects.get(id=team.agent).is_active
    assert queries.mandates_of(team.agent, team.brand.id) == frozenset()
    assert queries.member(team.agent) is None


def test_somebody_who_left_is_back_with_a_role(team: Team):
    deactivate_person(team.administrator, team.brand.id, team.agent, now=NOW)
    change_roles(team.administrator, team.brand.id, team.agent, ["expert"], department_id=3, now=NOW)
    found = queries.member(team.agent)
    assert found is not None
    assert (found.roles, found.departments) == ({Role.EXPERT}, {3})


def test_changing_roles_gives_exactly_those(team: Team):
    change_roles(team.administrator, team.brand.id, team.agent, ["reviewer", "auditor"], now=NOW)
    assert queries.roles_of(team.agent, team.brand.id) == {Role.REVIEWER, Role.AUDITOR}


def test_a_person_keeps_at_least_one_role(team: Team):
    with pytest.raises(Refused) as refused:
        change_roles(team.administrator, team.brand.id, team.agent, [], now=NOW)
    assert refused.value.code == "input.roles"


@pytest.mark.parametrize("action", [change_roles, deactivate_person])
def test_a_stranger_is_not_changed_from_here(team: Team, action: Callable[..., None]):
    more = {"roles": ["agent"]} if action is change_roles else {}
    with pytest.raises(Refused) as refused:
        action(team.administrator, team.brand.id, team.stranger, now=NOW, **more)
    assert refused.value.code == "access.person"


def test_a_mandate_needs_a_role(team: Team):
    with pytest.raises(Refused) as refused:
        hold_mandate(team.administrator, team.brand.id, team.stranger, "press", now=NOW)
    assert refused.value.code == "access.person"


def test_a_mandate_given_twice_is_held_once(team: Team):
    for _ in range(2):
        hold_mandate(team.administrator, team.brand.id, team.agent, "legal", now=NOW)
    assert queries.mandates_of(team.agent, team.brand.id) == {MandateKind.LEGAL}
    release_mandate(team.administrator, team.brand.id, team.agent, "legal", now=NOW)
    assert queries.mandates_of(team.agent, team.brand.id) == frozenset()


def test_opening_hours_are_kept_as_the_clock_reads_them(team: Team):
    week = tuple((Span.read("09:00", "18:00"),) if day < 5 else () for day in range(7))
    words = BrandWords("Ferrolane", "fr", "Europe/Paris", OpeningHours("Europe/Paris", week), "alone")
    edit_brand(team.administrator, team.brand.id, words, now=NOW)
    brand = Brand.objects.get(id=team.brand.id)
    assert OpeningHours.from_json(brand.hours).week == week
    assert brand.review_policy == "alone"


def test_always_open_is_kept_as_nothing(team: Team):
    edit_brand(team.administrator, team.brand.id, WORDS, now=NOW)
    assert Brand.objects.get(id=team.brand.id).hours == {}


def test_a_review_policy_that_does_not_exist_is_refused(team: Team):
    with pytest.raises(Refused) as refused:
        edit_brand(team.administrator, team.brand.id, BrandWords("F", "fr", "UTC", None, "nobody"), now=NOW)
    assert refused.value.code == "input.review_policy"


def test_people_rows_tell_roles_mandates_and_who_left(team: Team):
    give_mandates(team.lead, team.brand, MandateKind.CHARTER)
    deactivate_person(team.administrator, team.brand.id, team.auditor, now=NOW)
    rows = {row.id: row for row in queries.people_rows(team.brand.id)}
    assert set(rows) == {team.id_of(name) for name in EVERYBODY if name != "stranger"}
    assert rows[team.lead].mandates == {MandateKind.CHARTER}
    assert not rows[team.auditor].is_active
    assert queries.people_rows(team.brand.id)[-1].id == team.auditor


def test_people_on_duty_are_the_active_ones_with_the_asked_roles(team: Team):
    found = queries.people_on_duty(team.brand.id, [Role.LEAD, Role.REVIEWER])
    assert {one.id for one in found} == {team.lead, team.reviewer}
    assert queries.people_count(team.brand.id) == 6


def test_the_moment_to_call_a_text_back_is_kept_within_its_limits_and_left_alone_unless_said(team: Team):
    edit_brand(team.administrator, team.brand.id, replace(WORDS, airlock_seconds=90), now=NOW)
    edit_brand(team.administrator, team.brand.id, WORDS, now=NOW)
    assert Brand.objects.get(id=team.brand.id).airlock_seconds == 90
    with pytest.raises(Refused, match=r"input\.airlock"):
        edit_brand(team.administrator, team.brand.id, replace(WORDS, airlock_seconds=601), now=NOW)
