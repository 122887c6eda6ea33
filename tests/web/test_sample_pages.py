"""The sample of the week on the screen: ten rows to fill, both sets of marks afterwards, and no person's name."""

from __future__ import annotations

from typing import Any

import pytest

from detente.contracts.people import Role
from detente.desk.actions.rate_sample import draw_samples
from detente.desk.models import Publication, RubricSample, RubricScore
from detente.rules.rubric import ROWS
from tests.desk.makers import a_person
from tests.desk.replies import LATER, Desk, a_desk
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db
MARKS = {row.key: "2" for row in ROWS}


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def sample(desk: Desk) -> RubricSample:
    publication = desk.queued()
    Publication.objects.filter(id=publication.id).update(state="confirmed", accepted_at=LATER)
    draw_samples(LATER.replace(day=23))
    return RubricSample.objects.get()


def test_ten_rows_are_filled_once_and_both_sets_of_marks_are_shown_then(desk: Desk, sample: RubricSample) -> None:
    page, client = f"/reviews/sample/{sample.id}", client_of(desk.lead)
    assert "1 à noter" in main_text(client.get("/review/").content.decode())
    form = client.get(page).content.decode()
    assert form.count('type="radio"') == 30
    assert "votre colis est noté livré" in form
    missing = client.post(page, MARKS | {"tone": ""})
    assert missing.status_code == 422
    assert missing.content.decode().count(" checked") == 9
    assert client.post(page, MARKS).headers["Location"] == "/reviews/sample"
    assert "vous : 20 sur 20".replace(" :", "\u202f:") in main_text(client.get("/reviews/sample").content.decode())
    assert client.post(page, MARKS).status_code == 409
    other = client_of(a_person(desk.brand, Role.AGENT, name="Paul Roux"))
    assert "20" not in main_text(other.get(page).content.decode()).split("Ce à quoi")[0]
    assert other.post(page, MARKS | {"tone": "0", "note": "Sec <b>ici</b>."}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Sec &lt;b&gt;ici&lt;/b&gt;." in shown
    listed = main_text(client.get("/reviews/sample").content.decode())
    assert "pas bonne à partir" in listed
    assert "0 sur 1" in listed
    for name in ("Salomé", "Malo", "Paul"):
        assert name not in listed
    assert RubricScore.objects.count() == 2


def test_the_writer_is_told_that_others_rate_it(desk: Desk, sample: RubricSample) -> None:
    page = f"/reviews/sample/{sample.id}"
    html = client_of(desk.writer).get(page).content.decode()
    assert 'type="radio"' not in html
    assert "deux autres personnes la notent" in main_text(html)
    assert client_of(desk.writer).post(page, MARKS).status_code == 422
    assert client_of(a_person(desk.brand, Role.AUDITOR, name="Odon Vial")).get(page).status_code == 403


def test_an_empty_week_says_so(desk: Desk) -> None:
    text = main_text(client_of(desk.lead).get("/reviews/sample").content.decode())
    assert "Rien n’attend vos notes." in text
    assert "0 sur 0" in text
