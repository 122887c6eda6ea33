"""The charter is public, in both languages, in versions that nobody rewrites."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, a_brand

from detente.contracts.actors import SYSTEM, Actor
from detente.desk.actions.publish_default_charter import publish_default_charter
from detente.desk.clauses import clause_rule
from detente.desk.models import Charter, Clause
from detente.desk.queries.charter import clauses_in_force, public_charter
from detente.journal.models import Event
from detente.rules.charter_default import DEFAULT_CHARTER


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def test_a_brand_starts_with_the_default_charter_in_both_languages(world: World) -> None:
    charter = public_charter("ferrolune")
    assert charter is not None
    assert (charter.brand, charter.version, charter.published_at) == ("Ferrolune", 1, NOON)
    assert [clause.number for clause in charter.clauses] == list(range(1, 13))
    assert all(clause.title.fr and clause.title.en and clause.text.fr and clause.text.en for clause in charter.clauses)
    assert [clause.number for clause in charter.clauses if not clause.ground] == [10, 11, 12]
    assert charter.clauses[0].verbs == ("hide", "delete")
    assert charter.clauses[9].verbs == ()
    assert Event.objects.filter(name="charter.published").count() == 1


def test_publishing_it_again_changes_nothing(world: World) -> None:
    first = Charter.objects.get()
    assert publish_default_charter(world.brand.id, SYSTEM, now=NOON + timedelta(days=1)) == first.id
    assert (Charter.objects.count(), Clause.objects.count()) == (1, 12)


def test_the_person_who_published_is_kept(db: None) -> None:
    world = a_world("autre")
    brand = a_brand("tierce")
    charter = publish_default_charter(brand.id, Actor.person(world.id_of("lead")), now=NOON)
    assert Charter.objects.get(id=charter).published_by_id == world.id_of("lead")


def test_a_stored_clause_is_the_rule_it_came_from(world: World) -> None:
    for row, rule in zip(clauses_in_force(world.brand.id), DEFAULT_CHARTER, strict=True):
        assert clause_rule(row) == rule


def test_programs_read_the_whole_version_in_every_language(world: World) -> None:
    charter = public_charter("ferrolune")
    assert charter is not None
    told = json.loads(charter.as_json())
    assert (told["format"], told["version"], told["published_at"]) == (
        "detente.charter/1",
        1,
        "2026-11-20T12:00:00+00:00",
    )
    assert told["clauses"][0]["title"] == {
        "fr": "Propos racistes ou discriminatoires",
        "en": "Racist or discriminatory speech",
    }
    assert told["clauses"][9]["verbs"] == []


@pytest.mark.parametrize(
    ("lang", "first", "article"),
    [
        (
            "fr",
            "Charte éditoriale de Ferrolune, version 1, 20 novembre 2026",
            "Article 10. Ce que nous ne supprimons jamais",
        ),
        ("en", "House rules of Ferrolune, version 1, 20 November 2026", "Section 10. What we never remove"),
    ],
)
def test_people_read_it_as_plain_text_in_one_language(world: World, lang: str, first: str, article: str) -> None:
    charter = public_charter("ferrolune")
    assert charter is not None
    text = charter.as_text(lang)
    assert text.splitlines()[0] == first
    assert article in text


@pytest.mark.parametrize("slug", ["nulle-part", "", "../ferrolune"])
def test_a_brand_that_is_not_there_has_no_charter(world: World, slug: str) -> None:
    assert public_charter(slug) is None


def test_a_version_that_was_never_published_is_not_there(world: World) -> None:
    assert public_charter("ferrolune", version=2) is None
    assert public_charter("ferrolune", version=1) is not None


def test_a_brand_without_a_charter_has_no_clause(db: None) -> None:
    brand = a_brand("vide")
    assert clauses_in_force(brand.id) == ()
    assert public_charter("vide") is None
