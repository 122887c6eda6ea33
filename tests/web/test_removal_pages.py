"""Removals on the screen: criticism stays, an attack needs five conditions, and nobody decides alone."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client

from detente.contracts.kinds import Kind
from detente.desk.models import Message, Removal
from tests.desk.charter_world import COMPLAINT, NOTICE, WORDS, World, a_world
from tests.desk.makers import NOON, a_case
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db
REASON = "Vise des personnes pour leur origine."


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def world() -> World:
    return a_world()


def _as(world: World, who: str) -> Client:
    return client_of(world.people[who])


def _fields(world: World, do: str = "hide", **more: str) -> dict[str, str]:
    clause = str(world.clause(1).id)
    return {"clause": clause, "quote": WORDS, "reason": REASON, "notice": NOTICE, "do": do} | more


def _complaint(world: World) -> Message:
    return world.message(a_case(world.channel, COMPLAINT, external_id="c1", author="nadia"))


def test_criticism_gets_the_page_that_says_why_it_stays_and_what_remains_possible(world: World) -> None:
    message = _complaint(world)
    html = _as(world, "agent").get(f"/removals/new/{message.id}").content.decode()
    text = main_text(html)
    assert "Ce commentaire reste en ligne" in text
    assert "Répondre à Nadia" in text
    assert "<textarea" not in html.split("<main")[1]


def test_criticism_confirmed_by_a_person_stays_as_well_and_a_forged_form_changes_nothing(world: World) -> None:
    message = world.confirmed("c2", "paul", COMPLAINT, Kind.COMPLAINT)
    client = _as(world, "lead")
    answer = client.post(f"/removals/new/{message.id}", _fields(world, quote="honteux"))
    assert answer.status_code == 422
    assert "Ce commentaire reste en ligne" in main_text(answer.content.decode())
    assert not Removal.objects.exists()


def test_the_words_of_an_attack_are_covered_until_asked_for(world: World) -> None:
    message = world.abuse()
    client = _as(world, "agent")
    assert WORDS not in client.get(f"/removals/new/{message.id}").content.decode()
    assert WORDS in client.get(f"/removals/new/{message.id}?show=1").content.decode()
    assert (
        WORDS not in client.get(f"/cases/{message.case_id}").content.decode().split('id="thread"')[1].split("<aside")[0]
    )


def test_a_request_waits_for_another_person_who_decides_on_its_page(world: World) -> None:
    message = world.abuse()
    asked = _as(world, "agent").post(f"/removals/new/{message.id}", _fields(world))
    removal = Removal.objects.get()
    assert asked.headers["Location"] == f"/removals/{removal.id}"
    asker = _as(world, "agent").get(f"/removals/{removal.id}").content.decode()
    assert 'name="act"' not in asker
    decider = _as(world, "charter")
    assert 'value="decide_removal"' in decider.get(f"/removals/{removal.id}").content.decode()
    decider.post(f"/removals/{removal.id}/decide", {"act": "decide_removal", "do": "yes", "note": ""})
    removal.refresh_from_db()
    assert (removal.state, removal.decided_by_id) == ("approved", world.id_of("charter"))
    assert "au titre de l’article 1" in main_text(_as(world, "agent").get(f"/cases/{message.case_id}").content.decode())


def test_a_refusal_needs_its_reason(world: World) -> None:
    removal = world.ask(world.abuse())
    decider = _as(world, "charter")
    silent = decider.post(f"/removals/{removal}/decide", {"act": "decide_removal", "do": "no", "note": " "})
    assert silent.status_code == 422
    decider.post(
        f"/removals/{removal}/decide", {"act": "decide_removal", "do": "no", "note": "C’est de l’humour noir."}
    )
    assert Removal.objects.get().state == "refused"


def test_an_incomplete_request_comes_back_with_what_was_written(world: World) -> None:
    message = world.abuse()
    answer = _as(world, "agent").post(f"/removals/new/{message.id}", _fields(world, quote="jamais écrit"))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert REASON in html
    assert "jamais écrit" in html
    assert f'value="{world.clause(1).id}" checked' in html


def test_a_word_to_the_author_can_be_proposed_without_script(world: World) -> None:
    message = world.abuse()
    answer = _as(world, "agent").post(f"/removals/new/{message.id}", _fields(world, "propose", notice=""))
    assert answer.status_code == 200
    assert "article 1" in answer.content.decode().split('id="notice"')[1].split("</textarea>")[0]
    assert not Removal.objects.exists()


def _proposed(client: Client, message: Message, fields: dict[str, str]) -> str:
    html = client.post(f"/removals/new/{message.id}", fields).content.decode()
    return unescape(html.split('id="notice"')[1].split(">", 1)[1].split("</textarea>")[0])


def test_the_notice_of_a_provisional_hide_never_says_that_two_people_decided(world: World) -> None:
    message, client = world.abuse(), _as(world, "agent")
    alone = _proposed(client, message, _fields(world, "propose_at_once", notice=""))
    assert "Décision provisoire d’une personne" in alone
    assert "une seconde personne confirme ou rétablit sous 24 h" in alone
    together = _proposed(client, message, _fields(world, "propose", notice=alone))
    assert "Décision prise par deux personnes" in together
    client.post(f"/removals/new/{message.id}", _fields(world, "provisional", notice=together))
    assert Removal.objects.get().notice == alone


def test_the_notice_of_a_hide_that_somebody_else_decides_says_two_people(world: World) -> None:
    message, client = world.abuse(), _as(world, "agent")
    alone = _proposed(client, message, _fields(world, "propose_at_once", notice=""))
    client.post(f"/removals/new/{message.id}", _fields(world, "hide", notice=alone))
    assert "Décision prise par deux personnes" in Removal.objects.get().notice


def test_a_provisional_hide_is_confirmed_or_put_back_by_somebody_else(world: World) -> None:
    message = world.abuse()
    _as(world, "agent").post(f"/removals/new/{message.id}", _fields(world, "provisional"))
    removal = Removal.objects.get()
    assert removal.state == "provisional"
    own = _as(world, "agent").get(f"/removals/{removal.id}").content.decode()
    assert "Masqué provisoirement" in main_text(own)
    assert 'name="act"' not in own
    colleague = _as(world, "reviewer")
    assert 'value="confirm_provisional"' in colleague.get(f"/removals/{removal.id}").content.decode()
    colleague.post(
        f"/removals/{removal.id}/decide", {"act": "confirm_provisional", "do": "no", "note": "Pas assez net."}
    )
    removal.refresh_from_db()
    assert removal.state == "restored"


def test_a_live_request_is_shown_instead_of_a_second_form(world: World) -> None:
    message = world.abuse()
    removal = world.ask(message)
    answer = _as(world, "reviewer").get(f"/removals/new/{message.id}")
    assert answer.headers["Location"] == f"/removals/{removal}"


def test_the_list_says_which_are_yours_to_decide(world: World) -> None:
    world.ask(world.abuse())
    assert 'class="chip acc"' in _as(world, "charter").get("/removals/").content.decode()
    assert 'class="chip acc"' not in _as(world, "agent").get("/removals/").content.decode()


def test_the_public_register_counts_persons_and_no_team(world: World) -> None:
    world.hide(world.abuse())
    Removal.objects.update(intended_at=NOON, done_at=NOON)
    table = Client(headers={"accept-language": "fr"}).get("/register/ferrolune").content.decode().split("<table")[-1]
    assert "Personnes" in main_text(table)
    assert "Équipe" not in table


def _nav(world: World, who: str) -> str:
    html = _as(world, who).get("/people").content.decode()
    return main_text(html.split('<nav class="main"')[1].split("</nav>")[0])


def test_the_navigation_counts_what_waits_for_the_person_and_shows_nothing_to_the_others(world: World) -> None:
    for who, link in (("lead", True), ("charter", True), ("agent", False), ("expert", False), ("auditor", False)):
        assert ("Retraits" in _nav(world, who)) is link, who
    world.ask(world.abuse(), who="lead")
    assert "Retraits 1" in _nav(world, "charter")
    assert "Retraits 1" not in _nav(world, "lead")
    world.hide(world.abuse("m7", "rita"))
    assert "Retraits 2" in _nav(world, "charter")
    assert "Retraits 1" in _nav(world, "lead")
    assert "Retraits 1" in _nav(world, "reviewer")
    assert "Retraits" not in _nav(world, "agent")


@pytest.mark.parametrize(
    ("who", "status"), [("agent", 200), ("reviewer", 200), ("lead", 200), ("auditor", 200), ("expert", 403)]
)
def test_the_list_to_re_read_stands_in_the_navigation_of_those_to_whom_it_is_open(
    world: World, who: str, status: int
) -> None:
    assert _as(world, who).get("/review/").status_code == status
    assert ("À relire" in _nav(world, who)) is (status == 200)


@pytest.mark.parametrize(
    ("who", "ask", "see"),
    [
        ("agent", 200, 200),
        ("reviewer", 200, 200),
        ("lead", 200, 200),
        ("charter", 200, 200),
        ("auditor", 403, 200),
        ("expert", 403, 403),
        ("administrator", 403, 403),
    ],
)
def test_who_may_ask_and_who_may_see(world: World, who: str, ask: int, see: int) -> None:
    message = world.abuse()
    client = _as(world, who)
    assert client.get(f"/removals/new/{message.id}").status_code == ask
    removal = world.ask(message)
    assert client.get(f"/removals/{removal}").status_code == see
    assert client.get("/removals/").status_code == see
    forged = client.post(f"/removals/{removal}/decide", {"act": "decide_removal", "do": "yes", "note": "x"})
    assert (forged.status_code == 302) is (who in ("charter", "lead"))


def test_a_stranger_learns_nothing_of_a_removal(world: World) -> None:
    message = world.abuse()
    removal = world.ask(message)
    other = client_of(a_world("other").people["lead"])
    for address in (f"/removals/{removal}", f"/removals/new/{message.id}"):
        assert other.get(address).status_code == 403
    assert Client().get(f"/removals/{removal}").status_code == 302
