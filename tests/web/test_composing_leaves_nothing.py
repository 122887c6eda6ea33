"""Composing has no path to a network: every door of the composer is tried, and none sends, queues or asks outside."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import Any, Final

import pytest
from django.urls import reverse

from detente.desk.actions.knowledge import KnowledgeWords, write_knowledge
from detente.desk.actions.saved_replies import SavedWords, make_saved_reply
from detente.desk.models import Attempt, DraftRevision, Publication
from detente.web.urls_work import urlpatterns
from tests.desk.makers import NOON
from tests.desk.replies import GOOD, Desk, a_desk, seen_now
from tests.web.noon import client_of

_ROUTES: Final = ("cases/<int:case_id>/reply", "cases/<int:case_id>/here", "drafts/<int:draft_id>/versions")
COMPOSING: Final = {str(one.name) for one in urlpatterns if str(one.pattern).startswith(_ROUTES)}
READ: Final = {"preview", "versions"}
DOES: Final = ("keep", "preview", "propose", "read_again", "mine", "submit")
"""What the form of the composer may ask for, the submission included: it hands over, and sends nothing."""
_IMPORTED: Final = """
import sys, django
django.setup()
import detente.web.urls
print([name for name in sys.modules if name.startswith("detente.channels.") and name.endswith(".connector")])
"""


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*asked: object, **_: object) -> None:
        raise AssertionError(f"composing asked the network for {asked}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def _forms(desk: Desk, draft_id: int) -> dict[str, list[tuple[dict[str, int], dict[str, str]]]]:
    """Every door by its name: the ids in its address, and what is posted there."""
    case = {"case_id": desk.case.id}
    saved = make_saved_reply(desk.lead.id, desk.brand.id, SavedWords("casier", "Casier", "Le casier."), now=NOON)
    note = write_knowledge(desk.lead.id, desk.brand.id, KnowledgeWords("Casier", "Voir le casier."), now=NOON)
    words = {"kind": "reply", "text": GOOD, "face": "yes", "department": "0", "theirs": "1.0"}
    return {
        "save_reply": [(case, words), (case, {**words, "kind": "holding"})],
        "check_reply": [(case, words)],
        "take_saved": [(case, {**words, "saved": str(saved)})],
        "insert": [(case, {**words, "saved": str(saved)}), (case, {**words, "note": str(note)})],
        "begin_reply": [(case, words)],
        "propose_reply": [(case, words)],
        "case_here": [(case, {"writing": "reply"}), (case, {"gone": "1"})],
        "write_on": [({"draft_id": draft_id, "version": 1}, {})],
        "reply": [(case, {**words, "do": do}) for do in DOES],
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("_no_network")
def test_no_door_of_the_composer_sends_or_queues_anything() -> None:
    desk = a_desk()
    draft = desk.draft()
    desk.save(draft, "Bonjour Odile.")
    client, forms = client_of(desk.writer), _forms(desk, draft.id)
    assert set(forms) | READ == COMPOSING
    answers = [client.get(f"/cases/{desk.case.id}/reply/preview?tab=reply"), client.get(f"/drafts/{draft.id}/versions")]
    for name, posts in forms.items():
        for ids, form in posts:
            answers.append(client.post(reverse(name, kwargs=ids), {"seen": str(seen_now(draft)), **form}))
    assert [
        answer.status_code for answer in answers if answer.status_code in (403, 404) or answer.status_code > 499
    ] == []
    assert DraftRevision.objects.filter(origin_name="casier").exists()
    assert not Publication.objects.exists()
    assert not Attempt.objects.exists()


def test_the_screens_never_load_what_speaks_to_a_network() -> None:
    ran = subprocess.run([sys.executable, "-c", _IMPORTED], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == "[]"
