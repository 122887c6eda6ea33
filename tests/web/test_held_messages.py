"""A message that the network holds: who may let it appear finds the button beside it, the others do not."""

from __future__ import annotations

import pytest

from detente.contracts.people import Role
from detente.desk.models import Message, Release
from tests.desk.charter_world import a_world
from tests.desk.makers import a_case, a_person
from tests.web.noon import client_of

pytestmark = pytest.mark.django_db

BUTTON = {"fr": "Publier ce commentaire", "en": "Publish this comment"}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", [Role.AGENT, Role.REVIEWER, Role.LEAD, Role.AUDITOR])
def test_the_button_stands_beside_a_held_message_for_those_who_may(role: Role, language: str) -> None:
    world = a_world()
    case = a_case(world.channel)
    client = client_of(a_person(world.brand, role, name="Ada Vol"))
    page = f"/cases/{case.id}?lang={language}"
    assert BUTTON[language] not in client.get(page).content.decode()
    Message.objects.filter(case=case).update(state="hidden")
    assert (BUTTON[language] in client.get(page).content.decode()) == (role in (Role.REVIEWER, Role.LEAD))


def test_one_press_asks_the_network_and_the_page_says_so() -> None:
    world = a_world()
    case = a_case(world.channel)
    message = world.message(case)
    Message.objects.filter(case=case).update(state="hidden")
    client = client_of(a_person(world.brand, Role.LEAD, name="Ada Vol"))
    answer = client.post(f"/cases/{case.id}/messages/{message.id}/publish")
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.id}#m{message.id}")
    assert Release.objects.get().message_id == message.id
    html = client.get(f"/cases/{case.id}?lang=en").content.decode()
    assert "Passed on to the network" in html
    assert BUTTON["en"] not in html


def test_an_agent_who_asks_all_the_same_is_refused() -> None:
    world = a_world()
    case = a_case(world.channel)
    message = world.message(case)
    Message.objects.filter(case=case).update(state="hidden")
    client = client_of(a_person(world.brand, Role.AGENT, name="Ada Vol"))
    assert client.post(f"/cases/{case.id}/messages/{message.id}/publish").status_code == 403
    assert client.get(f"/cases/{case.id}/messages/{message.id}/publish").status_code == 405
    assert Release.objects.count() == 0
