"""The public register tells what was removed and by how many people, and nothing about anybody."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

import pytest
from tests.desk.charter_world import TEXT, WORDS, World, a_world
from tests.desk.makers import NOON
from tests.desk.removing import carry_out

from detente.desk.actions.confirm_provisional import confirm_provisional
from detente.desk.actions.decide_contest import decide_contest
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.record_contest import record_contest
from detente.desk.models import Message
from detente.desk.queries import register
from detente.desk.queries.register import RegisterPage, RegisterState, register_rows
from detente.rules.charter import RemovalVerb

DAY_LATER = NOON + timedelta(hours=24)


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def _page(now: datetime = NOON, page: int = 1) -> RegisterPage:
    found = register_rows("ferrolune", now=now, page=page)
    assert found is not None
    return found


def _removed(world: World, external_id: str = "m1", author: str = "odile") -> tuple[int, Message]:
    message = world.abuse(external_id, author)
    removal = world.ask(message)
    decide_removal(world.id_of("lead"), removal, True, "Confirmé.", now=NOON)
    carry_out()
    return removal, message


def test_an_empty_register_is_a_page_too(world: World) -> None:
    page = _page()
    assert (page.rows, page.counts, page.total, page.page, page.pages) == ((), (), 0, 1, 1)
    assert register_rows("nulle-part", now=NOON) is None


def test_requests_refusals_and_decisions_not_yet_carried_out_are_not_in_it(world: World) -> None:
    world.ask(world.abuse())
    refused = world.ask(world.abuse("m2", "paul"))
    decide_removal(world.id_of("lead"), refused, False, "Non.", now=NOON)
    approved = world.ask(world.abuse("m3", "rita"))
    decide_removal(world.id_of("lead"), approved, True, "", now=NOON)
    assert _page().total == 0


def test_a_removal_is_listed_with_its_clause_its_verb_and_two_people(world: World) -> None:
    _removed(world)
    row = _page().rows[0]
    assert (row.at, row.clause_number, row.charter_version, row.verb) == (NOON, 1, 1, RemovalVerb.HIDE)
    assert (row.state, row.people) == (RegisterState.STANDS, 2)
    assert row.clause_title.fr == "Propos racistes ou discriminatoires"


def test_a_provisional_hide_is_marked_so_and_an_unconfirmed_one_is_marked_so(world: World) -> None:
    removal = world.hide(world.abuse())
    carry_out()
    assert (_page().rows[0].state, _page().rows[0].people) == (RegisterState.WAITS, 1)
    assert _page(DAY_LATER).rows[0].state is RegisterState.UNCONFIRMED
    confirm_provisional(world.id_of("reviewer"), removal, True, "", now=DAY_LATER)
    assert (_page(DAY_LATER).rows[0].state, _page(DAY_LATER).rows[0].people) == (RegisterState.STANDS, 2)


def test_a_contest_and_its_end_are_shown(world: World) -> None:
    removal, message = _removed(world)
    record_contest(message.id, "Pourquoi ?", now=NOON)
    assert _page().rows[0].state is RegisterState.CONTESTED
    decide_contest(world.id_of("charter"), removal, False, "Elle a raison.", now=NOON)
    carry_out()
    row = _page().rows[0]
    assert (row.state, row.people, row.back_at) == (RegisterState.RESTORED, 3, NOON)
    assert [(one.number, one.removed, one.restored) for one in _page().counts] == [(1, 1, 1)]


def test_the_register_counts_by_clause_and_comes_in_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "PAGE_SIZE", 2)
    for number in range(3):
        _removed(world, f"m{number}", f"author{number}")
    assert [len(_page(page=page).rows) for page in (1, 2)] == [2, 1]
    assert (_page().total, _page().pages, _page(page=99).page, _page(page=-1).page) == (3, 2, 2, 1)
    assert [(one.number, one.removed, one.restored) for one in _page().counts] == [(1, 3, 0)]


def test_nothing_in_it_names_or_quotes_anybody(world: World) -> None:
    _, message = _removed(world)
    record_contest(message.id, "Je ne visais personne.", now=NOON)
    told = str(asdict(_page())).lower()
    people = [person.name for person in world.people.values()]
    for word in [WORDS, TEXT, "odile", "visais", "confirmé.", "vise des personnes", *people]:
        assert word.lower() not in told


def test_one_brand_does_not_show_another(world: World) -> None:
    other = a_world("autre")
    _removed(other)
    assert _page().total == 0
