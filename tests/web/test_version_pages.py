"""Versions, the draft in its thread, the thread read again and the repeated reply, on screen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from detente.contracts.words import Words
from detente.desk.models import Draft, DraftRevision, Publication
from detente.desk.queries.same_reply import SameReply
from detente.web.same_view import same_view
from tests.desk.makers import NOON, a_case
from tests.desk.replies import GOOD, LATER, Desk, a_desk, revision_of, seen_now
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def page(desk: Desk, address: str) -> str:
    answer = client_of(desk.writer).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def two_versions(desk: Desk) -> Draft:
    draft = desk.draft()
    desk.save(draft, "Bonjour Odile, nous cherchons votre colis.")
    desk.save(draft, "Bonjour Odile, nous avons trouvé votre colis.", by=desk.lead)
    return draft


def test_two_versions_are_compared_word_by_word_and_one_is_written_on_from(desk: Desk) -> None:
    draft = two_versions(desk)
    assert f'href="/drafts/{draft.id}/versions"' in page(desk, f"/cases/{desk.case.id}")
    html = page(desk, f"/drafts/{draft.id}/versions")
    assert "<del>cherchons</del><ins>avons trouvé</ins>" in html
    assert "De la version 1 à la version 2" in main_text(html)
    back = page(desk, f"/drafts/{draft.id}/versions?from=2&to=1")
    assert "De la version 1 à la version 2" in main_text(back)
    form = {"seen": str(seen_now(draft))}
    answer = client_of(desk.writer).post(f"/drafts/{draft.id}/versions/1", form)
    assert answer.headers["Location"].startswith(f"/cases/{desk.case.id}?tab=reply")
    assert (revision_of(draft).number, revision_of(draft).text) == (3, "Bonjour Odile, nous cherchons votre colis.")
    assert client_of(desk.writer).post(f"/drafts/{draft.id}/versions/2", form).status_code == 409


def test_a_comparison_that_makes_no_sense_shows_the_last_two(desk: Desk) -> None:
    draft = two_versions(desk)
    for asked in ("from=1&to=1", "from=0&to=9", "from=x&to=²"):
        html = page(desk, f"/drafts/{draft.id}/versions?{asked}")
        assert "De la version 1 à la version 2" in main_text(html)


def test_the_draft_is_shown_in_its_thread_and_nothing_leaves(desk: Desk) -> None:
    desk.stranger_comments(now=NOON + timedelta(minutes=2))
    form = {"kind": "reply", "text": GOOD, "do": "preview"}
    answer = client_of(desk.writer).post(f"/cases/{desk.case.id}/reply", form)
    assert answer.headers["Location"] == f"/cases/{desk.case.id}/reply/preview?tab=reply"
    text = main_text(page(desk, answer.headers["Location"]))
    assert text.index("Moi aussi, même dépôt.") < text.index("je vous réponds ici demain avant 10 h")
    assert "Salomé, pour Ferrolune" in text
    assert "Rien n’est parti." in text
    assert not Publication.objects.exists()
    without = client_of(desk.writer).get(f"/cases/{desk.case.id}/reply/preview?tab=holding")
    assert without.headers["Location"] == f"/cases/{desk.case.id}#composer"


def test_a_thread_that_was_read_again_begins_a_version_and_the_notice_goes(desk: Desk) -> None:
    draft = desk.draft(now=NOON + timedelta(minutes=1))
    desk.save(draft, "Bonjour Odile.")
    desk.stranger_comments(now=NOON + timedelta(minutes=9))
    html = page(desk, f"/cases/{desk.case.id}")
    assert 'value="read_again"' in html
    form = {"kind": "reply", "text": "Bonjour Odile.", "seen": str(seen_now(draft)), "do": "read_again"}
    assert client_of(desk.writer).post(f"/cases/{desk.case.id}/reply", form).status_code == 302
    assert DraftRevision.objects.filter(draft=draft).count() == 2
    assert "Le fil a bougé" not in page(desk, f"/cases/{desk.case.id}")


@pytest.mark.parametrize(
    ("days", "name", "said"),
    [
        (0, "Odile", Words("87\u202f% les mêmes mots que la réponse à Odile, aujourd’hui à 13:05",
                           "87% the same as the reply to Odile today at 13:05")),
        (1, "", Words("87\u202f% les mêmes mots que notre réponse, hier", "87% the same as a reply of ours yesterday")),
        (3, "Odile", Words("87\u202f% les mêmes mots que la réponse à Odile, mardi",
                           "87% the same as the reply to Odile on Tuesday")),
        (9, "Odile", Words("87\u202f% les mêmes mots que la réponse à Odile, le 11 novembre 2026",
                           "87% the same as the reply to Odile on 11 November 2026")),
    ],
)  # fmt: skip
def test_the_repeated_reply_is_named_by_its_reader_and_its_day(days: int, name: str, said: Words) -> None:
    with timezone.override("Europe/Paris"):
        assert same_view(SameReply(87, 1, name, LATER - timedelta(days=days)), LATER).sentence == said


def test_the_check_of_a_repeated_reply_leads_to_the_case_that_holds_it(desk: Desk) -> None:
    desk.queued()
    other = a_desk_beside(desk)
    said = client_of(desk.writer).post(f"/cases/{other}/reply/check", {"kind": "reply", "text": GOOD}).json()
    assert f'href="/cases/{desk.case.id}"' in said["checks"]
    assert "les mêmes mots que la réponse à Odile" in said["checks"]


def a_desk_beside(desk: Desk) -> int:
    return a_case(desk.channel, "Colis jamais reçu, deux appels.", author="bastien", external_id="n1").id
