"""On the page of a case: whose fault it is in one click, and whether something remains after the reply."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from detente.desk.models import Case, Draft
from tests.desk.replies import GOOD, Desk, a_desk
from tests.web.noon import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def client(desk: Desk) -> Client:
    return client_of(desk.writer)


def test_the_fault_is_one_click_and_shows_where_it_stands(desk: Desk, client: Client) -> None:
    page = client.get(f"/cases/{desk.case.id}").content.decode()
    assert 'name="fault" value="unknown" aria-pressed="true"' in page
    answer = client.post(f"/cases/{desk.case.id}/reading", {"fault": "established"}, follow=True)
    assert 'name="fault" value="established" aria-pressed="true"' in answer.content.decode()
    assert Case.objects.get(id=desk.case.id).fault == "established"


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("open", None)])
def test_what_remains_is_kept_with_the_text_and_shows_again(
    desk: Desk, client: Client, said: str, kept: bool | None
) -> None:
    form = {"kind": "reply", "text": GOOD, "seen": "", "pending": said}
    assert client.post(f"/cases/{desk.case.id}/reply/save", form).status_code == 200
    assert Draft.objects.get().pending is kept
    assert f'name="pending" value="{said}" checked' in client.get(f"/cases/{desk.case.id}").content.decode()


def test_a_form_that_does_not_say_leaves_it_as_it_is(desk: Desk, client: Client) -> None:
    first = client.post(f"/cases/{desk.case.id}/reply/save", {"kind": "reply", "text": "Bonjour", "pending": "yes"})
    seen = first.json()["seen"]
    client.post(f"/cases/{desk.case.id}/reply/save", {"kind": "reply", "text": "Bonjour Odile", "seen": seen})
    assert Draft.objects.get().pending is True
