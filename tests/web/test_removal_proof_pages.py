"""What the screens say of the proof of a removal, and the form by which somebody gives their word."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.contracts.capture import Stop
from detente.desk.actions.decide_removal import decide_removal
from detente.desk.actions.execute_removal import claim_removal, intend_removal
from detente.desk.models import Charter, Message, Removal
from tests.desk.charter_world import World, a_world
from tests.desk.makers import NOON, picture_of
from tests.desk.removing import LEASE, carry_out, on_a_page, stop_captures
from tests.web.noon import LATER, client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def world() -> World:
    return a_world(network="wordpress")


@pytest.fixture
def abuse(world: World) -> Message:
    return on_a_page(world.abuse())


def _as(world: World, who: str) -> Client:
    return client_of(world.people[who])


def _text(world: World, removal: int, who: str = "lead") -> str:
    return main_text(_as(world, who).get(f"/removals/{removal}").content.decode())


def _decided(world: World, message: Message, verb: str = "hide") -> int:
    removal = world.ask(message, verb=verb)
    decide_removal(world.id_of("lead"), removal, True, "", now=LATER)
    return removal


def _unproven(world: World, message: Message) -> int:
    removal = _decided(world, message, "delete")
    stop_captures(Stop.LOGIN_WALL, LATER)
    claim = claim_removal(lease=LEASE, now=LATER)
    assert claim is not None
    assert intend_removal(claim, now=LATER) is None
    return removal


def _clause_asks(world: World, level: str) -> None:
    clause = world.clause(1)
    clause.id, clause.evidence_level = None, level
    clause.charter = Charter.objects.create(brand=world.brand, version=2, published_at=NOON)
    clause.save(force_insert=True)


def test_while_a_picture_is_taken_the_page_and_the_case_say_how_long(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    said = "Une image est en cours\u202f: 30 s au plus"
    assert said in _text(world, removal)
    assert said in main_text(_as(world, "agent").get(f"/cases/{abuse.case_id}").content.decode())


def test_a_hide_without_a_picture_says_why_and_on_what(world: World, abuse: Message) -> None:
    removal = _decided(world, abuse)
    stop_captures(Stop.LOGIN_WALL, LATER)
    assert "Le message sera masqué sur le texte scellé et notre reconstitution" in _text(world, removal)
    carry_out(LATER)
    text = _text(world, removal)
    assert "La page demande de se connecter" in text
    assert "Masqué sur le texte scellé et notre reconstitution" in text
    assert "scellée, niveau C" in text


def test_with_a_picture_the_page_says_its_level(world: World, abuse: Message) -> None:
    picture_of(abuse)
    text = _text(world, _decided(world, abuse))
    assert "prise par le bureau, est scellée\u202f: niveau A" in text
    assert "scellée, niveau A" in text


def test_a_request_that_nobody_decided_says_what_will_be_needed(world: World, abuse: Message) -> None:
    assert "Il faut une image (niveau A ou B)" in _text(world, world.ask(abuse))


def test_a_refused_request_asks_for_no_picture_on_the_case(world: World, abuse: Message) -> None:
    removal = world.ask(abuse)
    case = f"/cases/{abuse.case_id}"
    asks = "Il faut une image"
    assert asks in main_text(_as(world, "agent").get(case).content.decode())
    decide_removal(world.id_of("lead"), removal, False, "Non.", now=LATER)
    assert asks not in main_text(_as(world, "agent").get(case).content.decode())


def test_a_deletion_that_waits_offers_the_form_to_those_whose_word_counts(world: World, abuse: Message) -> None:
    removal = _unproven(world, abuse)
    text = _text(world, removal)
    assert "donne sa parole, par écrit" in text
    assert "n’est pas encore parti" in text
    for who, offered in (("lead", True), ("charter", True), ("agent", False), ("reviewer", False), ("auditor", False)):
        page = _as(world, who).get(f"/removals/{removal}").content.decode()
        assert (f"/removals/{removal}/word" in page) is offered, who


def test_a_word_is_given_on_the_page_and_shown_with_its_name(world: World, abuse: Message) -> None:
    removal, lead = _unproven(world, abuse), _as(world, "lead")
    silent = lead.post(f"/removals/{removal}/word", {"note": " "})
    assert silent.status_code == 422
    assert "peut se passer d’image" in main_text(silent.content.decode())
    answer = lead.post(f"/removals/{removal}/word", {"note": "Vue à l’écran."})
    assert answer.headers["Location"] == f"/removals/{removal}"
    carry_out(LATER)
    text = _text(world, removal)
    assert "Inès Vasseur a donné sa parole" in text
    assert "Vue à l’écran." in text
    assert Removal.objects.get(id=removal).state == "done"


def test_who_may_not_give_a_word_cannot_forge_the_form(world: World, abuse: Message) -> None:
    removal = _unproven(world, abuse)
    for who in ("agent", "stranger"):
        answer = _as(world, who).post(f"/removals/{removal}/word", {"note": "Vu."})
        assert answer.status_code in (403, 404), who
    assert Removal.objects.get(id=removal).override_by_id is None


@pytest.mark.parametrize(
    ("level", "public", "form"),
    [
        ("A", "Rien ne part avant que le bureau lui-même", "Demande l’image prise par le bureau lui-même, niveau A"),
        ("B", "Rien ne part avant qu’une image", "Demande une image, niveau A ou B"),
    ],
)
def test_an_article_that_asks_for_a_picture_says_so_wherever_it_is_read(
    client: Client, world: World, abuse: Message, level: str, public: str, form: str
) -> None:
    _clause_asks(world, level)
    page = client.get("/charter/ferrolune", headers={"accept-language": "fr"}).content.decode()
    assert public in main_text(page)
    asked = main_text(_as(world, "agent").get(f"/removals/new/{abuse.id}").content.decode())
    assert form in asked
    assert "elle est tentée dès votre demande" in asked
    told = client.get("/charter/ferrolune.json?version=2").json()
    assert told["clauses"][0]["evidence_level"] == level


def test_where_no_picture_can_be_taken_the_form_says_it(world: World) -> None:
    message = world.abuse()
    asked = main_text(_as(world, "agent").get(f"/removals/new/{message.id}").content.decode())
    assert "Aucune page publique ne montre ce message" in asked
