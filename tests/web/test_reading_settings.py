"""The pages about the reading in the settings: words of the brand, and what was learnt."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.accounts.models import Person
from detente.contracts.people import Role
from detente.desk.models import BrandWord, Channel, LearningTask
from detente.workers.learn import learn_work
from tests.desk.a_learner import Counting, corrected_messages
from tests.desk.makers import a_brand, a_channel, a_person
from tests.web.noon import LATER, client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db

WORDS, READING = "/settings/words", "/settings/reading"


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def channel() -> Channel:
    return a_channel(a_brand())


@pytest.fixture
def lead(channel: Channel) -> Person:
    return a_person(channel.brand, Role.LEAD)


@pytest.fixture
def client(lead: Person) -> Client:
    return client_of(lead)


def _add(client: Client, phrase: str, **other: str) -> tuple[int, str]:
    answer = client.post(
        WORDS, {"list": "grievance", "language": "fr", "strength": "clear", "phrase": phrase, **other}, follow=True
    )
    return answer.status_code, main_text(answer.content.decode())


def test_a_word_is_added_seen_under_its_list_and_removed(client: Client) -> None:
    status, text = _add(client, "effet yoyo")
    assert status == 200
    assert "Griefs effet yoyo Dit clairement, FR Salomé Brandt" in text
    assert "1 sur 300" in text
    word = BrandWord.objects.get()
    text = main_text(client.post(f"{WORDS}/{word.id}/remove", follow=True).content.decode())
    assert "effet yoyo" not in text
    assert "Aucun pour l’instant" in text


def test_raw_names_of_lists_are_never_shown(client: Client) -> None:
    html = client.get(WORDS).content.decode()
    assert ">Sujet\u202f: livraison<" in html
    assert ">topics.delivery<" not in html


def test_a_refused_word_comes_back_in_its_field_with_one_sentence(client: Client) -> None:
    answer = client.post(WORDS, {"list": "praise", "language": "en", "strength": "leans", "phrase": '<b>"ko'})
    html = answer.content.decode()
    assert answer.status_code in (400, 422)
    assert 'value="&lt;b&gt;&quot;ko"' in html
    assert 'value="praise" selected' in html
    assert "n’y a pas sa place" in main_text(html)


def test_the_next_word_goes_to_the_same_list(client: Client) -> None:
    answer = client.post(WORDS, {"list": "urgency", "language": "en", "strength": "leans", "phrase": "right now"})
    html = client.get(answer.headers["Location"]).content.decode()
    assert 'value="urgency" selected' in html
    assert 'value="en" lang="en" selected' in html


def test_before_enough_corrections_the_page_says_how_many_are_missing(
    client: Client, channel: Channel, lead: Person
) -> None:
    corrected_messages(channel, lead, 3)
    text = main_text(client.get(READING).content.decode())
    assert "La lecture livrée avec Détente" in text
    assert "Messages corrigés jusqu’ici\u202f: 3. Il en manque 17" in text
    assert "Apprendre maintenant" not in text
    answer = client.post(READING, {"do": "learn"})
    assert answer.status_code in (409, 422)
    assert "Il manque encore 17 corrections" in main_text(answer.content.decode())


def test_learning_is_asked_done_by_a_worker_shown_and_undone(client: Client, channel: Channel, lead: Person) -> None:
    corrected_messages(channel, lead, 30)
    text = main_text(client.post(READING, {"do": "learn"}, follow=True).content.decode())
    assert "L’apprentissage est en route" in text
    learn_work(Counting(2, 5)).step(LATER)
    text = main_text(client.get(READING).content.decode())
    of = LearningTask.objects.get() and learn_held(channel)
    assert "Version 1 en vigueur" in text
    assert f"{min(5, of)} sur {of} bonnes réponses" in text
    assert f"Sujet 2 sur {of} {min(5, of)} sur {of}" in text
    assert "30 messages corrigés, aucun depuis la dernière version." in text
    corrected_messages(channel, lead, 1, prefix="d")
    assert "31 messages corrigés, dont 1 depuis" in main_text(client.get(READING).content.decode())
    text = main_text(client.post(READING, {"do": "undo"}, follow=True).content.decode())
    assert "Retour à la lecture livrée avec Détente." in text
    assert "défaite" in text


def learn_held(channel: Channel) -> int:
    """How many corrected messages are held back."""
    from detente.desk.queries.corrections import corrections_of
    from detente.rules.learning import is_held_back

    return sum(is_held_back(one.reference) for one in corrections_of(channel.brand_id))


@pytest.mark.parametrize("role", [*Role])
@pytest.mark.parametrize("path", [WORDS, READING])
def test_only_the_lead_and_the_administrator_have_these_pages(channel: Channel, role: Role, path: str) -> None:
    client = client_of(a_person(channel.brand, role, name="Yann Hervé"))
    wanted = 200 if role in (Role.LEAD, Role.ADMINISTRATOR) else 403
    assert client.get(path).status_code == wanted
    assert client.post(path, {"phrase": "effet yoyo"}).status_code != 302
    assert ("/settings/words" in client.get("/settings").content.decode()) is (wanted == 200)


@pytest.mark.parametrize("path", [WORDS, READING])
def test_a_stranger_is_sent_to_the_door(path: str) -> None:
    assert Client().get(path).status_code == 302
