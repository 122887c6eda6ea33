"""What may help, in a real browser: a note into the draft with nothing lost, a member thanked, the library, both widths."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import expect

from detente.accounts.models import Person
from detente.contracts.kinds import Kind
from detente.desk.actions.knowledge import KnowledgeWords, write_knowledge
from detente.desk.actions.receive import receive
from detente.desk.models import Case, DraftRevision, Publication
from tests.desk.makers import NOON, an_item, created, read_all
from tests.desk.replies import Desk, a_desk
from tests.desk.test_around import LOST, answered, case_of
from tests.journeys.looks import faults_of
from tests.web.shell import signed_in_client
from tests.web.test_reading_in_a_browser import a_room

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("fresh_desk", "noon")]

WORDS = "Vérifiez le casier de la gare, puis ouvrez une enquête."
TYPED = "Bonjour Odile, votre colis n’est pas arrivé."


@pytest.fixture
def noon(settings) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


def a_full_desk() -> Desk:
    """Odile for the third time, ten others with her cause, an answered one, a note, and Bastien who helps."""
    week = NOON - timedelta(days=7)
    desk = a_desk(message=f"{LOST} Troisième fois en deux mois.")
    Case.objects.filter(id=desk.case.id).update(heart=LOST)
    case_of(desk.channel, "Colis à la mauvaise gare", "h1", author="odile", now=week)
    old = answered(desk, key="e1", now=week)
    Publication.objects.filter(case=old).update(visible_at=week)
    Case.objects.filter(id=old.id).update(opened_at=week)
    for number in range(10):
        case_of(desk.channel, LOST, f"c{number}", now=NOON)
    write_knowledge(
        desk.lead.id, desk.brand.id, KnowledgeWords("Colis noté livré mais absent", WORDS, "delivery"), now=NOON
    )
    item = an_item(
        "x1", "Même chose hier. Demandez-leur de vérifier le casier.", author="bastien", thread="m1", parent="m1"
    )
    receive(desk.channel.id, created(item, at=NOON), now=NOON)
    read_all(NOON, Kind.OTHER)
    return desk


def session_of(person: Person) -> str:
    return signed_in_client(person).cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_note_and_a_thanks_go_below_what_is_being_typed(language: str) -> None:
    desk = a_full_desk()
    with a_room(session_of(desk.writer), language) as room:
        page = room.go(f"/cases/{desk.case.id}")
        expect(page.locator(".leads li")).to_have_count(2)
        expect(page.locator(".case-head .sub")).to_contain_text("Troisième" if language == "fr" else "Third time")
        expect(page.locator(".helps")).to_have_count(1)
        room.shot(f"leads-{language}")
        faults = faults_of(page)
        page.locator("#text").fill(TYPED)
        page.locator(".leads button[name=note]").click()
        expect(page.locator("#text")).to_have_value(f"{TYPED}\n\n{WORDS}")
        page.locator(".helps button[name=thank]").click()
        expect(page.locator("#text")).to_have_value(f"{TYPED}\n\n{WORDS}\n\nMerci Bastien d’avoir partagé cette piste.")
        page.locator(".case-head .sub a").click()
        expect(page.locator(".case-row")).to_have_count(11)
        room.shot(f"same-cause-{language}")
        faults += faults_of(page)
        page.go_back()
        page.set_viewport_size({"width": 390, "height": 844})
        room.shot(f"leads-narrow-{language}")
    assert faults == []
    assert desk.case_now().state == "open"
    assert DraftRevision.objects.filter(draft__case=desk.case).count() == 1


def test_without_scripts_a_note_goes_into_the_reply_too() -> None:
    desk = a_full_desk()
    with a_room(session_of(desk.writer), scripts=False) as room:
        page = room.go(f"/cases/{desk.case.id}")
        page.locator("#text").fill(TYPED)
        page.locator(".leads button[name=note]").click()
        expect(page.locator("#text")).to_have_value(f"{TYPED}\n\n{WORDS}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_library_is_filled_searched_and_retired(language: str) -> None:
    desk = a_desk()
    with a_room(session_of(desk.lead), language) as room:
        page = room.go("/knowledge")
        expect(page.locator(".card")).to_be_visible()
        faults = faults_of(page)
        page.locator("a.btn.main").click()
        page.locator("#title").fill("Colis noté livré mais absent")
        page.locator("#words").fill(WORDS)
        page.locator("#topic").select_option("delivery")
        faults += faults_of(page)
        room.shot(f"note-form-{language}")
        page.locator("main button.main").click()
        expect(page.locator(".note-words")).to_contain_text("casier")
        faults += faults_of(page)
        room.shot(f"note-{language}")
        room.go("/knowledge?find=casier")
        expect(page.locator(".notes li")).to_have_count(1)
        faults += faults_of(page)
        room.shot(f"library-{language}")
        page.set_viewport_size({"width": 390, "height": 844})
        room.shot(f"library-narrow-{language}")
        page.set_viewport_size({"width": 1440, "height": 900})
        page.locator(".notes a").click()
        page.locator("button[value=retired]").click()
        expect(page.locator("button[value=active]")).to_be_visible()
        faults += faults_of(page)
        page.locator("button[value=active]").click()
        expect(page.locator("button[value=retired]")).to_be_visible()
    assert faults == []
