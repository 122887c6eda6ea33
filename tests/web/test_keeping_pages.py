"""The pages of what is kept: a hold on a case, erasing for a person, the ledger, and the banner of a broken seal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from detente.desk.actions.check_ledger import check_ledger
from detente.desk.models import Hold
from detente.journal.models import Event
from tests.desk.keeping import Kept, a_desk, meddle
from tests.desk.makers import NOON
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(tmp_path: Path, settings: Any) -> Kept:
    settings.DETENTE_CLOCK, settings.DETENTE_EVIDENCE = "tests.web.noon.now", str(tmp_path)
    made = a_desk()
    made.arrive("m1")
    made.photograph()
    return made


def _client(desk: Kept, who: str) -> Client:
    return client_of(desk.people[who])


def _page(desk: Kept, who: str = "lead") -> str:
    return main_text(_client(desk, who).get(f"/cases/{desk.case().id}").content.decode())


def _post(desk: Kept, who: str, act: str, **fields: str) -> int:
    return _client(desk, who).post(f"/cases/{desk.case().id}/{act}", fields).status_code


def test_a_case_says_until_when_its_evidence_is_kept_and_why(desk: Kept) -> None:
    assert "Gardé jusqu’au 22 mai 2027 Rien n’a été retiré." in _page(desk)
    assert "Conserver pour une réclamation" not in _page(desk, "agent")
    assert "Effacer à la demande" in _page(desk, "legal")


def test_a_hold_is_set_reviewed_and_lifted_on_the_page(desk: Kept) -> None:
    assert _post(desk, "legal", "hold", do="set", reason="Plainte déposée.", review_on="2027-02-01") == 302
    page = _page(desk, "agent")
    assert "Plainte déposée. Conservé pour une réclamation par Lise Hamel" in page
    assert "À réexaminer le 1er février 2027." in page
    assert _post(desk, "lead", "hold", do="review", review_on="2027-03-01") == 302
    assert _post(desk, "lead", "hold", do="lift", reason="Retirée.") == 302
    assert Hold.objects.get().lift_reason == "Retirée."


def test_what_was_typed_comes_back_with_the_reason_why_it_was_refused(desk: Kept) -> None:
    answer = _client(desk, "lead").post(
        f"/cases/{desk.case().id}/hold", {"do": "set", "reason": "Plainte <b>", "review_on": "demain"}
    )
    assert answer.status_code == 422
    assert "Plainte &lt;b&gt;" in answer.content.decode()
    assert "Donnez une date de réexamen" in main_text(answer.content.decode())


def test_somebodys_request_erases_and_says_how_much(desk: Kept) -> None:
    answer = _client(desk, "legal").post(
        f"/cases/{desk.case().id}/erase", {"do": "erase", "reason": "Demande."}, follow=True
    )
    said = main_text(answer.content.decode())
    assert "Effacé. Pièces\u202f: 2, dossiers\u202f: 1." in said
    assert "Il ne reste rien de scellé dans ce cas" in said


@pytest.mark.parametrize("who", ["stranger", "agent", "reviewer", "lead", "auditor", "administrator"])
def test_who_may_come_through_which_door(desk: Kept, who: str) -> None:
    client, case = _client(desk, who), desk.case().id
    case_acts = [
        client.post(f"/cases/{case}/{act}", {"reason": "x", "do": "lift"}).status_code for act in ("hold", "erase")
    ]
    assert [status == 403 for status in case_acts] == [who != "lead"] * 2
    ledger = [client.get("/settings/ledger").status_code, client.post("/settings/ledger").status_code]
    assert ledger == ([200, 302] if who in ("lead", "auditor", "administrator") else [403, 403])


def test_the_page_of_the_ledger_says_where_it_stands_and_takes_a_wish_for_a_check(desk: Kept) -> None:
    client = _client(desk, "auditor")
    assert "Pas encore vérifié" in main_text(client.get("/settings/ledger").content.decode())
    client.post("/settings/ledger")
    assert Event.objects.filter(name="ledger.check_asked").count() == 1
    assert "La vérification est en route" in main_text(client.get("/settings/ledger").content.decode())
    check_ledger(by=desk.id_of("auditor"), deep=True, now=NOON, clock=lambda: NOON)
    said = main_text(client.get("/settings/ledger").content.decode())
    assert "Tout tient" in said
    assert "Paule Grisard" in said
    assert "Un sceau ne tient" not in said


def test_a_broken_seal_stands_over_every_page_and_who_may_sees_where(desk: Kept) -> None:
    item = desk.items()[0]
    meddle("UPDATE desk_evidenceitem SET ciphertext = %s WHERE id = %s", b"x" * 60, item.id)
    check_ledger(deep=True, now=NOON, clock=lambda: NOON)
    agent, lead = _client(desk, "agent").get("/").content.decode(), _client(desk, "lead").get("/").content.decode()
    assert "La vérification des preuves a trouvé" in main_text(agent)
    assert '/settings/ledger">Voir où' not in agent
    assert '/settings/ledger">Voir où' in lead
    page = main_text(_client(desk, "lead").get("/settings/ledger").content.decode())
    assert f"Pièces dont les octets ont changé\u202f: {item.id}." in page
