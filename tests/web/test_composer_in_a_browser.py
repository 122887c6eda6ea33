"""Composing in a real browser: a saved reply by keys and by mouse, taken out again, and what a person sees of it."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import expect

from detente.accounts.models import Person
from detente.desk.actions.note_presence import note_presence
from detente.desk.actions.saved_replies import SavedWords, make_saved_reply
from detente.desk.models import DraftRevision
from tests.desk.makers import NOON
from tests.desk.replies import a_desk
from tests.journeys.looks import faults_of
from tests.web.noon import LATER
from tests.web.shell import signed_in_client
from tests.web.test_reading_in_a_browser import a_room

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("fresh_desk", "noon")]

STEADY = "Bonjour Odile, nous relançons le dépôt de Vierzon dès cet après-midi"
"""Typed without a pause, in five seconds or more."""


@pytest.fixture
def noon(settings) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


def session_of(person: Person) -> str:
    return signed_in_client(person).cookies[settings.SESSION_COOKIE_NAME].value


def test_a_saved_reply_comes_by_slash_and_by_mouse_and_goes_by_undo() -> None:
    desk = a_desk()
    for shortcut, text in (("casier", "nous vérifions le casier de {gare}."), ("excuses", "Nos excuses, {prénom}.")):
        make_saved_reply(desk.lead.id, desk.brand.id, SavedWords(shortcut, shortcut, text), now=NOON)
    with a_room(session_of(desk.writer)) as room:
        page = room.go(f"/cases/{desk.case.id}")
        saves: list[str] = []
        page.on("request", lambda asked: saves.append(asked.post_data or "") if "/save" in asked.url else None)
        area, options = page.locator("#text"), page.locator("#slash [role=option]:visible")
        area.click()
        page.keyboard.type(STEADY, delay=80)
        expect(page.locator("#saved")).to_contain_text("Enregistré à")
        page.keyboard.press("Control+a")
        page.keyboard.type("Bonjour, /")
        expect(options).to_have_count(2)
        room.shot("slash")
        page.keyboard.type("ca")
        expect(options).to_have_count(1)
        page.keyboard.press("Escape")
        expect(options).to_have_count(0)
        page.keyboard.press("Backspace")
        page.keyboard.press("Backspace")
        page.keyboard.press("Backspace")
        page.keyboard.type("/cas")
        page.keyboard.press("Enter")
        expect(area).to_have_value("Bonjour, nous vérifions le casier de {gare}.")
        page.keyboard.type("Vierzon")
        expect(area).to_have_value("Bonjour, nous vérifions le casier de Vierzon.")
        expect(page.locator("[name=came]")).to_have_value("")
        page.keyboard.press("End")
        page.locator("[data-slash]").click()
        page.keyboard.press("ArrowDown")
        options.nth(1).click()
        expect(area).to_have_value("Bonjour, nous vérifions le casier de Vierzon.Nos excuses, Odile.")
        page.keyboard.press("Control+z")
        expect(area).to_have_value("Bonjour, nous vérifions le casier de Vierzon.")
    assert 'name="text"' in saves[0]
    assert STEADY not in saves[0]
    assert DraftRevision.objects.filter(origin="saved", origin_name="casier").exists()


def test_two_texts_stand_side_by_side_until_somebody_chooses() -> None:
    desk = a_desk()
    desk.save(desk.draft(), "Bonjour Odile.")
    note_presence(desk.lead.id, desk.case.id, "reply", now=LATER)
    with a_room(session_of(desk.writer)) as room:
        page = room.go(f"/cases/{desk.case.id}?tab=reply")
        page.locator("[name=seen]").evaluate("field => { field.value = '1.0'; }")
        area = page.locator("#text")
        expect(page.locator("#presence")).to_contain_text("Inès écrit ici")
        area.click()
        page.keyboard.press("Control+End")
        page.keyboard.type(" Le dépôt cherche.")
        expect(page.locator("#two-texts ins")).to_have_text(" Le dépôt cherche.")
        expect(page.locator("#saved")).to_contain_text("comparez les deux")
        room.shot("two-texts")
        faults = faults_of(page)
        page.set_viewport_size({"width": 390, "height": 844})
        room.shot("two-texts-narrow")
        page.locator("[data-theirs]").click()
        expect(area).to_have_value("Bonjour Odile.")
        page.keyboard.press("Control+z")
        expect(area).to_have_value("Bonjour Odile. Le dépôt cherche.")
        expect(page.locator("#saved")).to_contain_text("Enregistré à")
    assert faults == []
    assert DraftRevision.objects.get().text == "Bonjour Odile. Le dépôt cherche."
