"""The reading on the case page: what it says of itself, and what its buttons do without script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from detente.contracts.dimensions import DIMENSION_WORDS
from detente.contracts.kinds import Kind
from detente.contracts.people import Role
from detente.desk.actions.correct_reading import Correction, correct_reading
from detente.desk.actions.read_messages import claim_unread, give_up_reading
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Channel, Reading
from detente.desk.queries.readings import latest_reading, value_of
from detente.workers.read import LEASE
from tests.desk.full_reading import a_full_case
from tests.desk.makers import NOON, a_brand, a_channel, a_person, an_item, created
from tests.web.noon import client_of
from tests.web.shell import main_text, signed_in_client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def channel() -> Channel:
    return a_channel(a_brand())


@pytest.fixture
def agent(channel: Channel) -> Client:
    return client_of(a_person(channel.brand, Role.AGENT, name="Malo Le Guen"))


def _analyse(client: Client, case: Case) -> str:
    html = client.get(f"/cases/{case.id}").content.decode()
    return html[html.index('id="s1"') : html.index('id="s2"')]


def _post(client: Client, case: Case, **said: str) -> int:
    said = {"message": str(case.messages.get().id), **said}
    return client.post(f"/cases/{case.id}/reading", said).status_code


def test_bars_name_the_words_that_weighed_in_the_readers_language(channel: Channel, agent: Client) -> None:
    case = a_full_case(channel)
    text = main_text(_analyse(agent, case))
    assert "Négatif 0,91 jamais rien reçu" in text
    assert "Réclamation 0,96 noté «\u202flivré\u202f»" in text
    assert "Toxicité 0,07 honteux\u202f: pèse peu" in text
    agent.cookies["detente_language"] = "en"
    assert "Negative 0.91" in main_text(_analyse(agent, case))


def test_the_words_that_weighed_are_underlined_in_the_comment(channel: Channel, agent: Client) -> None:
    html = agent.get(f"/cases/{a_full_case(channel).id}").content.decode()
    assert re.findall(r'<span class="wt">([^<]+)</span>', html) == ["noté « livré »", "jamais rien reçu", "honteux"]


def test_doubts_sources_and_facts_are_said(channel: Channel, agent: Client) -> None:
    text = main_text(_analyse(agent, a_full_case(channel)))
    assert "Sujet 0,58 pas sûr appris de vos corrections" in text
    assert "Ironie 0,56 pas sûr" in text
    assert "Montant 42 €" in text
    assert "Numéro 06 •• •• •• 78" in text
    assert "Le message contient un numéro de téléphone. Ne le répétez jamais en public." in text


def test_a_model_at_an_address_is_named_where_the_page_says_how_it_was_read(channel: Channel, agent: Client) -> None:
    assert "Lecture locale." in main_text(_analyse(agent, a_full_case(channel)))
    sources = {"kind": "//models.example/small", "sentiment": "./tone", "topic": "brand:3"}
    case = a_full_case(channel, external_id="asked", sources=sources)
    text = main_text(_analyse(agent, case))
    assert "Lecture faite en partie par le modèle //models.example/small. Une hypothèse" in text
    assert "Lecture locale." not in text
    assert "./tone" in text
    agent.cookies["detente_language"] = "en"
    assert "Read in part by the model //models.example/small. A guess" in main_text(_analyse(agent, case))


@pytest.mark.parametrize("dimension", DIMENSION_WORDS)
def test_every_other_value_is_one_button(channel: Channel, agent: Client, dimension: str) -> None:
    case = a_full_case(channel)
    html = _analyse(agent, case)
    offered = re.findall(rf'<button class="pick[^"]*" name="{dimension}" value="([^"]+)"', html)
    assert offered == list(DIMENSION_WORDS[dimension].values)
    assert html.count(f'name="{dimension}"') - len(offered) == 0
    value = offered[-1] if offered[-1] != value_of(Reading.objects.get(), dimension) else offered[0]
    assert _post(agent, case, **{dimension: value}) == 302
    holds = latest_reading(case.messages.get().id)
    assert holds is not None
    assert (value_of(holds, dimension), holds.corrected) == (value, [dimension])


def test_a_corrected_dimension_names_who_said_it_and_the_way_back(channel: Channel, agent: Client) -> None:
    case = a_full_case(channel)
    _post(agent, case, topic="price", sentiment="neutral")
    text = main_text(_analyse(agent, case))
    assert "Sujet Malo Le Guen" in text
    assert "La machine disait\u202f: Livraison Y revenir" in text
    assert "Négatif 0,91 jamais rien reçu Malo Le Guen dit\u202f: Neutre" in text
    assert _post(agent, case, back="topic") == 302
    assert "La machine disait\u202f: Livraison" not in main_text(_analyse(agent, case))
    assert _post(agent, case, do="back") == 302
    assert "Malo Le Guen" not in main_text(_analyse(agent, case))


def test_it_is_right_and_the_two_lines_of_words(channel: Channel, agent: Client) -> None:
    case = a_full_case(channel)
    assert _post(agent, case, do="right") == 302
    assert "Dit par Malo Le Guen" in main_text(_analyse(agent, case))
    assert _post(agent, case, do="words", asks="Savoir où est le colis") == 302
    assert Case.objects.get().heart.startswith("mon colis est noté")
    assert "Savoir où est le colis" in _analyse(agent, case)


def test_a_value_that_no_list_holds_is_one_clear_sentence(channel: Channel, agent: Client) -> None:
    case = a_full_case(channel)
    answer = agent.post(f"/cases/{case.id}/reading", {"message": case.messages.get().id, "urgency": "<b>huge"})
    assert answer.status_code in (400, 422)
    assert "n’en fait pas partie" in main_text(answer.content.decode())


def test_who_may_only_read_sees_values_and_no_button(channel: Channel) -> None:
    case = a_full_case(channel)
    html = _analyse(client_of(a_person(channel.brand, Role.AUDITOR, name="Yann Hervé")), case)
    assert "<button" not in html
    assert "Urgence Normale 0,71" in main_text(html)


def test_an_unsure_reading_says_that_a_person_looks_and_offers_the_next_step(channel: Channel, agent: Client) -> None:
    case = a_full_case(channel, unsure=True)
    html = _analyse(agent, case)
    assert "Une personne regarde\u202f: la machine hésite." in main_text(html)
    assert html.index('name="kind"') < html.index('id="correct"')
    _post(agent, case, kind="complaint")
    assert "Une personne regarde" not in main_text(_analyse(agent, case))


def test_a_failed_reading_says_that_a_person_looks_and_can_be_said_at_once(channel: Channel, agent: Client) -> None:
    receive(channel.id, created(an_item("a", "Un piège")), now=NOON)
    give_up_reading(claim_unread(limit=1, lease=LEASE, now=NOON)[0], now=NOON)
    case = Case.objects.get()
    text = main_text(_analyse(agent, case))
    assert "Une personne regarde\u202f: la machine n’a pas pu lire ce message." in text
    assert "à lire par une personne" in text
    assert _post(agent, case, kind="question") == 302
    assert "Dit par Malo Le Guen" in main_text(_analyse(agent, case))
    assert Case.objects.get().kind == "question"


def test_the_words_of_an_attack_stay_covered_in_its_reading(channel: Channel, agent: Client) -> None:
    case = a_full_case(channel, kind=Kind.ABUSE)
    html = _analyse(agent, case)
    assert "honteux" not in html
    assert "jamais rien reçu" not in html
    shown = agent.get(f"/cases/{case.id}?show=1").content.decode()
    assert "honteux" in shown


def test_hostile_words_of_a_reading_harm_nothing(channel: Channel) -> None:
    case = a_full_case(channel, heart="<script>alert(1)</script>\u202e", asks='"><img src=x>')
    lead = a_person(channel.brand, Role.LEAD)
    correct_reading(lead.id, case.id, case.messages.get().id, Correction(heart="</textarea><script>x"), now=NOON)
    html = signed_in_client(lead).get(f"/cases/{case.id}").content.decode()
    for bad in ("<script>alert", "<img src=x", "</textarea><script>x", "\u202e"):
        assert bad not in html
