"""Two people on one draft: they see each other, and neither ever writes over the other."""

from __future__ import annotations

from typing import Any

import pytest

from detente.desk.models import DraftRevision
from tests.desk.replies import Desk, a_desk, revision_of, seen_now
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db

THEIRS = "Bonjour Odile, nous cherchons votre colis."
MINE = "Bonjour Odile, nous cherchons encore votre colis au dépôt."


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def versions(desk: Desk) -> list[str]:
    return list(DraftRevision.objects.order_by("number").values_list("text", flat=True))


def test_an_open_page_tells_who_else_is_there(desk: Desk) -> None:
    address = f"/cases/{desk.case.id}"
    writer, lead = client_of(desk.writer), client_of(desk.lead)
    assert main_text(writer.post(f"{address}/here", {"writing": "reply"}).content.decode()) == ""
    assert "Salomé écrit ici" in lead.post(f"{address}/here", {"writing": ""}).content.decode()
    assert "Salomé écrit ici" in lead.get(address).content.decode()
    assert "Inès regarde ce cas" in writer.get(address).content.decode()
    assert writer.post(f"{address}/here", {"gone": "1"}).status_code == 204
    assert "Salomé écrit" not in lead.get(address).content.decode()


def test_a_refused_autosave_shows_both_texts_and_keeps_neither_over_the_other(desk: Desk) -> None:
    draft = desk.draft()
    desk.save(draft, "Bonjour Odile.")
    before = str(seen_now(draft))
    desk.save(draft, THEIRS, by=desk.lead)
    answer = client_of(desk.writer).post(
        f"/cases/{desk.case.id}/reply/save", {"kind": "reply", "text": MINE, "seen": before}
    )
    said = answer.json()
    assert (answer.status_code, said["code"]) == (409, "state.draft_moved")
    assert (said["theirs"], said["their_seen"]) == (THEIRS, str(seen_now(draft)))
    assert "Inès Faure a enregistré un autre texte entre-temps" in main_text(said["box"])
    assert "<ins>" in said["box"]
    assert versions(desk) == ["Bonjour Odile.", THEIRS]


def test_without_script_the_typed_text_comes_back_with_both_ways_out(desk: Desk) -> None:
    draft = desk.draft()
    before = str(seen_now(draft))
    desk.save(draft, THEIRS, by=desk.lead)
    client, address = client_of(desk.writer), f"/cases/{desk.case.id}/reply"
    form = {"kind": "reply", "text": MINE, "seen": before}
    html = client.post(address, {**form, "do": "keep"}).content.decode()
    assert f"{MINE}</textarea>" in html
    assert 'value="mine"' in html
    assert THEIRS in html
    theirs = str(seen_now(draft))
    assert client.post(address, {**form, "do": "mine", "theirs": theirs}).status_code == 302
    assert versions(desk) == ["", THEIRS, MINE]
    assert revision_of(draft).writer_id == desk.writer.id


def test_ones_own_words_from_another_window_are_kept_as_well(desk: Desk) -> None:
    draft = desk.draft()
    before = str(seen_now(draft))
    desk.save(draft, THEIRS)
    client, address = client_of(desk.writer), f"/cases/{desk.case.id}/reply"
    form = {"kind": "reply", "text": MINE, "seen": before}
    html = client.post(address, {**form, "do": "keep"}).content.decode()
    assert "dans une autre fenêtre" in html
    client.post(address, {**form, "do": "mine", "theirs": str(seen_now(draft))})
    assert versions(desk) == [THEIRS, MINE]


def test_taking_mine_is_refused_again_when_they_wrote_once_more(desk: Desk) -> None:
    draft = desk.draft()
    desk.save(draft, "Un.", by=desk.lead)
    stale = str(seen_now(draft))
    desk.save(draft, THEIRS, by=desk.lead)
    form = {"kind": "reply", "text": MINE, "seen": "1.0", "do": "mine", "theirs": stale}
    answer = client_of(desk.writer).post(f"/cases/{desk.case.id}/reply", form)
    assert answer.status_code == 409
    assert THEIRS in answer.content.decode()
    assert versions(desk)[-1] == THEIRS
    assert client_of(desk.writer).post(f"/cases/{desk.case.id}/reply", {**form, "theirs": "x"}).status_code == 422
