"""The page of a message's sealed evidence: who may see it, what it says, and that each look at a picture is written."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from detente.accounts.models import Membership, Person
from detente.contracts.people import Role
from detente.desk.actions.ask_hand_off import ask_hand_off
from detente.desk.actions.erase_messages import erase_messages
from detente.desk.actions.keep_own_capture import keep_own_capture
from detente.desk.models import Bundle, Capture, Department, EvidenceItem, LedgerCheck, Stamp
from detente.evidence.bundle.pack import unpack
from detente.evidence.verify import verify
from detente.journal.ledger import verify as verify_ledger
from detente.journal.models import Event, LedgerLine
from tests.desk.makers import NOON, a_brand, a_person
from tests.evidence.small_files import a_png
from tests.web.evidence_scene import Scene, a_scene, tamper
from tests.web.noon import client_of
from tests.web.shell import main_text

pytestmark = pytest.mark.django_db
_HERE = "tests.web.noon.now"


@pytest.fixture(autouse=True)
def _noon(settings: Any) -> None:
    settings.DETENTE_CLOCK = _HERE


@pytest.fixture
def scene() -> Scene:
    return a_scene()


def said(scene: Scene, person: Person | None = None, tail: str = "") -> str:
    answer = client_of(person or scene.agent).get(scene.at + tail)
    assert answer.status_code == 200, main_text(answer.content.decode())
    return main_text(answer.content.decode())


# --- What the page says ---


def test_each_version_is_opened_again_and_stands_with_its_edit_and_its_place(scene: Scene) -> None:
    html = client_of(scene.agent).get(scene.at).content.decode()
    text = main_text(html)
    assert "Sceau intact" in text
    assert "Les 2 versions gardées correspondent à leur empreinte." in text
    assert text.count("empreinte conforme") == 2
    assert "<del>n’importe quoi</del><ins>honteux</ins>" in html
    assert "1, version 1" in text
    assert "2, version 2" in text


def test_a_changed_byte_is_said_with_its_line_and_nothing_else_changes(scene: Scene) -> None:
    second = EvidenceItem.objects.get(message=scene.message, revision_number=2)
    tamper(second)
    text = said(scene)
    assert f"Sceau rompu à la ligne {second.ledger_seq}" in text
    assert "Les lignes 1 à 1 restent valables" in text
    assert text.count("empreinte conforme") == 1
    assert "Sceau intact" not in text


def test_what_the_last_whole_verification_found_is_believed(scene: Scene) -> None:
    fields = {"at": NOON, "lines": 2, "items_seen": 2, "bundles_seen": 0, "seconds": 0.1}
    LedgerCheck.objects.create(**fields)
    assert "Dernière vérification complète aujourd’hui, 13:00" in said(scene)
    LedgerCheck.objects.create(**(fields | {"broken_at": 2}))
    assert "Sceau rompu à la ligne 2" in said(scene)


def test_an_erased_message_keeps_its_hash_and_no_word(scene: Scene) -> None:
    erase_messages(scene.channel.id, [scene.message.id], "after_deletion", now=NOON + timedelta(minutes=15))
    text = said(scene)
    assert "Effacé, l’empreinte reste" in text
    assert "Les mots sont effacés." in text
    assert "colis" not in text
    assert "Envoyer votre propre capture" not in text


def test_a_missing_key_is_said_and_nothing_is_called_broken(scene: Scene, settings: Any, tmp_path: Path) -> None:
    settings.DETENTE_KEYS = str(tmp_path / "none")
    text = said(scene)
    assert "La clé du bureau est absente" in text
    assert "rompu" not in text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"stopped_by": "login_wall"}, "La page demande de se connecter. Envoyez votre propre capture."),
        ({"state": "waiting", "done_at": None}, "L’image est en train d’être prise."),
    ],
)
def test_a_missing_picture_says_why_and_what_to_do(scene: Scene, fields: dict[str, object], sentence: str) -> None:
    scene.settled("edited", **fields)
    assert sentence in said(scene)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"level": "A"}, "inchangé"),
        ({"stopped_by": "text_differs"}, "texte modifié"),
        ({"stopped_by": "message_absent"}, "absent de la page"),
        ({"stopped_by": "unreachable"}, "page non vue"),
    ],
)
def test_a_later_visit_says_what_it_found(scene: Scene, fields: dict[str, object], found: str) -> None:
    Capture.objects.create(
        channel=scene.channel, conversation=scene.message.conversation, message=scene.message, revision_number=2,
        why="hour", state="done", asked_at=NOON, done_at=NOON, **fields,
    )  # fmt: skip
    assert f"Une heure après aujourd’hui, 13:00 {found}" in said(scene)


def test_stamps_are_said_as_they_stand(scene: Scene) -> None:
    keep_own_capture(scene.agent.id, scene.case.id, scene.message.id, a_png(), now=NOON)
    bundle = Bundle.objects.get()
    made = {"bundle": bundle, "digest": bytes(32), "made_at": NOON}
    Stamp.objects.create(
        authority="one", qualified=True, state="had", response=b"x", genuine=True, gen_time=NOON, **made
    )
    Stamp.objects.create(authority="two", state="failed", trouble="wrong_nonce", **made)
    Stamp.objects.create(authority="three", **made)
    text = " ".join(said(scene).split())
    assert "one qualifié : 13:00:00" in text
    assert "two : réponse à une autre demande" in text
    assert "three : demandé, pas encore de réponse" in text
    assert f"detente evidence verify {bundle.key}.zip" in text


# --- Pictures ---


def picture(scene: Scene, item: EvidenceItem, person: Person | None = None) -> Any:
    return client_of(person or scene.agent).get(f"{scene.at}/{item.id}")


@pytest.mark.parametrize(
    ("kind", "level", "what", "how", "drawn"),
    [
        ("image/png", "A", "picture", "inline", "image/png"),
        ("image/jpeg", "B", "operator", "inline", "image/jpeg"),
        ("text/html", "C", "reconstruction", "inline", "text/html; charset=utf-8"),
        ("multipart/related", "B", "operator", "attachment", "application/octet-stream"),
        ("application/pdf", "B", "operator", "attachment", "application/octet-stream"),
    ],
)
def test_a_kept_file_is_served_as_what_it_is_and_does_nothing(
    scene: Scene, kind: str, level: str, what: str, how: str, drawn: str
) -> None:
    item = scene.sealed(b"<script>kept</script>", level, what, kind)
    answer = picture(scene, item)
    assert answer.content == b"<script>kept</script>"
    assert answer["Content-Type"] == drawn
    assert answer["Content-Disposition"].startswith(f'{how}; filename="evidence-{item.id}.')
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


def test_a_file_of_another_kind_and_the_received_bytes_are_never_served(scene: Scene) -> None:
    odd = scene.sealed(b"<svg/>", "B", "operator", "image/svg+xml")
    received = EvidenceItem.objects.filter(message=scene.message, level="D").first()
    assert received is not None
    assert picture(scene, odd).status_code == 404
    assert picture(scene, received).status_code == 403
    assert not LedgerLine.objects.filter(event="viewed").exists()


def test_each_look_is_one_line_a_person_an_item_and_a_day(scene: Scene, settings: Any) -> None:
    item = scene.sealed(a_png())
    for person in (scene.agent, scene.agent, scene.lead):
        assert picture(scene, item, person).status_code == 200
    settings.DETENTE_CLOCK = "tests.web.noon.tomorrow"
    assert picture(scene, item).status_code == 200
    lines = LedgerLine.objects.filter(event="viewed").order_by("seq")
    assert [line.facts["person"] for line in lines] == [scene.agent.id, scene.lead.id, scene.agent.id]
    assert verify_ledger().intact
    assert "Inès Vidal" in said(scene).partition("Vu par")[2]


def test_a_picture_whose_bytes_were_changed_is_not_shown(scene: Scene) -> None:
    item = scene.sealed(a_png())
    tamper(item)
    assert picture(scene, item).status_code == 422
    assert f"Sceau rompu à la ligne {item.ledger_seq}" in said(scene)


# --- Who may ---

_TAILS = ("", "/{item}")


@pytest.mark.parametrize("tail", _TAILS)
def test_a_stranger_learns_nothing(scene: Scene, tail: str) -> None:
    item = scene.sealed(a_png())
    other = client_of(a_person(a_brand("other"), Role.LEAD, name="Other Lead"))
    assert other.get(scene.at + tail.format(item=item.id)).status_code == 403
    assert Client().get(scene.at + tail.format(item=item.id)).status_code == 302
    assert not Event.objects.filter(name="evidence.viewed").exists()


@pytest.mark.parametrize(
    ("role", "sees", "takes", "keeps"),
    [
        (Role.AGENT, True, False, True),
        (Role.REVIEWER, True, False, True),
        (Role.LEAD, True, True, True),
        (Role.AUDITOR, True, True, False),
        (Role.EXPERT, True, False, False),
        (Role.ADMINISTRATOR, False, False, False),
    ],
)
def test_every_role_at_every_door(scene: Scene, role: Role, sees: bool, takes: bool, keeps: bool) -> None:
    item = EvidenceItem.objects.get(
        id=keep_own_capture(scene.agent.id, scene.case.id, scene.message.id, a_png(), now=NOON)
    )
    person = a_person(scene.brand, role, name=f"{role} X")
    if role is Role.EXPERT:
        assert picture(scene, item, person).status_code == 403
        department = Department.objects.create(brand=scene.brand, name="Logistique")
        Membership.objects.filter(person=person).update(department_id=department.id)
        ask_hand_off(scene.agent.id, scene.case.id, department.id, "Où ?", now=NOON)
    client = client_of(person)
    assert (client.get(scene.at).status_code == 200) is sees
    assert (client.get(f"{scene.at}/{item.id}").status_code == 200) is sees
    assert (client.post(f"{scene.at}/folder/{item.bundle_id}").status_code == 200) is takes
    sent = io.BytesIO(a_png(3))
    assert (client.post(f"{scene.at}/own", {"file": sent}).status_code == 302) is keeps
    assert (client.post(f"{scene.at}/ask").status_code == 302) is keeps


def test_evidence_of_another_case_is_reached_through_that_case_only(scene: Scene) -> None:
    other = a_scene("other")
    assert client_of(scene.agent).get(f"/cases/{scene.case.id}/evidence/{other.message.id}").status_code == 403


# --- What people do ---


def test_the_folder_that_is_handed_over_verifies_and_the_ledger_says_who_took_it(scene: Scene) -> None:
    keep_own_capture(scene.agent.id, scene.case.id, scene.message.id, a_png(), now=NOON)
    bundle = Bundle.objects.get()
    answer = client_of(scene.lead).post(f"{scene.at}/folder/{bundle.id}")
    assert answer["Content-Disposition"] == f'attachment; filename="{bundle.key}.zip"'
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert verify(unpack(answer.content)).findings == ()
    assert LedgerLine.objects.get(event="exported").facts == {"bundle": bundle.id, "person": scene.lead.id}
    assert "Inès Vidal, a emporté le dossier" in said(scene)


def test_a_picture_asked_for_waits_once(scene: Scene) -> None:
    client = client_of(scene.agent)
    for _ in range(2):
        assert client.post(f"{scene.at}/ask").status_code == 302
    assert Capture.objects.filter(message=scene.message, why="asked", state="waiting").count() == 1
    assert Event.objects.filter(name="evidence.asked").count() == 1


def test_a_capture_sent_from_the_page_is_shown_in_its_sender_s_name(scene: Scene) -> None:
    client = client_of(scene.agent)
    answer = client.post(f"{scene.at}/own", {"file": [io.BytesIO(b""), io.BytesIO(a_png())]})
    assert answer.status_code == 302
    text = said(scene)
    assert "Fournie par Salomé Brandt." in text
    assert "niveau b, capture fournie par une personne" in text.lower()


def test_a_refused_capture_says_so_on_the_page_and_leaves_nothing(scene: Scene) -> None:
    answer = client_of(scene.agent).post(f"{scene.at}/own", {"file": io.BytesIO(b"GIF89a not taken")})
    assert answer.status_code == 422
    assert "n’est pas une image PNG" in main_text(answer.content.decode())
    assert client_of(scene.agent).post(f"{scene.at}/own").status_code == 422
    assert not Bundle.objects.exists()
