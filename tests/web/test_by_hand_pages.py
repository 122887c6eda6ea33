"""The panel of a reply that a person posts, by forms alone."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest

from detente.contracts.people import Role
from detente.desk.models import Channel, Message, Publication
from tests.desk.makers import a_brand, a_person
from tests.desk.replies import GOOD, Desk, a_desk
from tests.web.noon import LATER, client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db

POST = "https://elsewhere.example/post/9"


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    made = a_desk()
    Channel.objects.update(network="by_hand", base_url="")
    Message.objects.update(permalink=POST)
    return made


def _page(desk: Desk, person: Any = None) -> str:
    answer = client_of(person or desk.writer).get(f"/cases/{desk.case.id}")
    assert answer.status_code == 200
    return answer.content.decode()


def _state(desk: Desk, publication: Publication, person: Any = None, **form: str) -> Any:
    return client_of(person or desk.writer).post(f"/publications/{publication.id}/posted", form)


def test_the_panel_holds_the_exact_words_selectable_and_the_way_to_the_post(desk: Desk) -> None:
    desk.queued()
    page = _page(desk)
    shown = re.search(r'<textarea class="hand-text"[^>]*readonly[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert shown
    assert html.unescape(shown[1]) == GOOD
    assert f'href="{POST}" target="_blank" rel="noopener noreferrer"' in page
    assert "Approuvée, à publier à la main." in main_text(page)
    assert 'id="text"' not in page, "the pen is put down"


def test_the_form_records_the_statement_and_the_page_says_whose_word_it_is(desk: Desk) -> None:
    publication = desk.queued()
    assert _state(desk, publication, link=f"{POST}#r1").status_code == 302
    text = main_text(_page(desk))
    assert "Publiée à la main, selon Salomé Brandt" in text
    assert "dite publiée par Salomé Brandt, non relue" in text
    assert "L’heure s’est arrêtée à cette déclaration" in text
    assert "Écrire une autre réponse" in text


def test_a_link_that_cannot_be_read_comes_back_in_its_field(desk: Desk) -> None:
    publication = desk.queued()
    answer = _state(desk, publication, link="<b>pas un lien</b>")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="&lt;b&gt;pas un lien&lt;/b&gt;"' in page
    assert "Ce lien ne se lit pas" in main_text(page)


def test_when_the_thread_moved_the_words_are_gone_from_the_page_and_two_ways_stay(desk: Desk) -> None:
    publication = desk.queued()
    desk.author_writes(now=LATER - timedelta(minutes=1))
    page = _page(desk)
    assert GOOD[:60] not in html.unescape(page)
    assert "Le fil a bougé depuis l’accord" in main_text(page)
    assert "Revenir au brouillon" in main_text(page)
    assert _state(desk, publication).status_code == 422
    assert _state(desk, publication, already_out="yes").status_code == 302
    assert Publication.objects.get().stated_by_id == desk.writer.id


def test_the_kill_switch_holds_the_hand(desk: Desk) -> None:
    desk.queued()
    Channel.objects.update(publishes=False)
    page = _page(desk)
    assert "Les publications de ce canal sont arrêtées" in main_text(page)
    assert GOOD[:60] not in html.unescape(page)


def test_the_second_person_is_told_and_nothing_is_doubled(desk: Desk) -> None:
    publication = desk.queued()
    _state(desk, publication)
    answer = _state(desk, publication, person=desk.lead)
    assert answer.status_code == 409
    assert "Salomé Brandt a inscrit cette réponse" in main_text(answer.content.decode())


@pytest.mark.parametrize(("role", "status"), [(Role.AGENT, 302), (Role.REVIEWER, 302), (Role.LEAD, 302)])
def test_the_desk_may_state(desk: Desk, role: Role, status: int) -> None:
    assert _state(desk, desk.queued(), person=a_person(desk.brand, role, name="Zoé Lann")).status_code == status


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.EXPERT])
def test_who_does_not_write_replies_does_not_state(desk: Desk, role: Role) -> None:
    assert _state(desk, desk.queued(), person=a_person(desk.brand, role, name="Zoé Lann")).status_code == 403
    assert Publication.objects.get().state == "by_hand"


def test_a_stranger_learns_nothing(desk: Desk) -> None:
    stranger = a_person(a_brand("autre"), Role.LEAD, name="Zoé Lann")
    assert _state(desk, desk.queued(), person=stranger).status_code == 403


def test_an_auditor_sees_the_panel_and_no_button(desk: Desk) -> None:
    desk.queued()
    page = _page(desk, a_person(desk.brand, Role.AUDITOR, name="Zoé Lann"))
    assert "/posted" not in page


def test_the_inbox_says_what_is_to_be_posted(desk: Desk) -> None:
    desk.queued()
    text = main_text(client_of(desk.writer).get("/?folder=by_hand").content.decode())
    assert "À publier à la main" in text
    assert "Odile" in text
