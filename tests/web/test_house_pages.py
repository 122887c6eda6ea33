"""First run, joining, people, settings, channels and import, by their forms."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from detente.accounts import queries
from detente.accounts.actions.first_run import make_first_run_link
from detente.accounts.models import Brand, Invitation, Person
from detente.contracts.people import MandateKind, Role
from detente.desk.models import Channel, Department, Message
from detente.desk.queries.field import channel_rows, department_rows
from tests.accounts.people import NOW, PASSWORD
from tests.web.shell import FIRST, Desk, main_text, open_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return open_desk()


def _link(html: str) -> str:
    found = re.search(r'id="link" readonly value="http://testserver([^"]+)"', html)
    assert found, main_text(html)
    return found[1]


def test_the_welcome_page_opens_a_furnished_desk_and_walks_in(desk: Desk):
    (channel,) = channel_rows(desk.brand.id)
    assert (channel.network, channel.name) == ("publicpage", "Livre d’or")
    assert channel.base_url == "http://testserver/p/ferrolane"
    assert desk.client.get("/").status_code == 200
    assert "Ce que nous ne supprimons jamais" in Client().get("/charter/ferrolane?lang=fr").content.decode()
    assert Client().get("/p/ferrolane/").status_code == 200


def test_a_bad_password_on_the_welcome_page_keeps_what_was_typed_and_the_link():
    token = make_first_run_link(NOW)
    client = Client()
    answer = client.post(f"/welcome/{token}", FIRST | {"password": "short"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Ferrolane" in html
    assert "short" not in re.sub(r"<link[^>]*>", "", html).replace("a short sentence", "")
    assert client.post(f"/welcome/{token}", FIRST).status_code == 302


def test_a_used_welcome_link_says_what_to_do(desk: Desk):
    answer = Client().get("/welcome/whatever")
    assert answer.status_code == 403
    assert "Start the desk again" in main_text(answer.content.decode())


def test_a_colleague_joins_by_the_link_on_the_screen(desk: Desk):
    shown = desk.client.post("/people/invite", {"roles": ["agent", "reviewer"], "mandates": ["legal"]})
    link = _link(shown.content.decode())
    assert link not in desk.client.get("/people").content.decode()
    newcomer = Client()
    assert "Ferrolane" in newcomer.get(link).content.decode()
    words = {"name": "Malo Kerbrat", "email": "malo@ferrolane.example", "password": PASSWORD, "language": "en"}
    assert newcomer.post(link, words)["Location"] == "/"
    malo = Person.objects.get(email="malo@ferrolane.example")
    assert queries.mandates_of(malo.id, desk.brand.id) == {MandateKind.LEGAL}
    assert "Nothing to calm" in newcomer.get("/").content.decode()
    assert Client().get(link).status_code == 403


def test_an_old_invitation_says_to_ask_for_a_new_one(desk: Desk):
    link = _link(desk.client.post("/people/invite", {"roles": ["agent"]}).content.decode())
    Invitation.objects.update(expires_at=NOW - timedelta(days=1))
    answer = Client().get(link)
    assert answer.status_code == 403
    assert "Ask for a new one" in main_text(answer.content.decode())


def test_an_invitation_without_a_role_is_refused_on_the_same_page(desk: Desk):
    answer = desk.client.post("/people/invite", {"email": "malo@ferrolane.example"})
    assert answer.status_code == 422
    assert "Choisissez au moins un rôle" in answer.content.decode()
    assert "malo@ferrolane.example" in answer.content.decode()


def test_an_expert_is_invited_into_a_department(desk: Desk):
    desk.client.post("/settings/departments", {"name": "Logistique", "minutes": "45", "email": ""})
    department = Department.objects.get()
    refused = desk.client.post("/people/invite", {"roles": ["expert"], "department": ""})
    assert refused.status_code == 422
    desk.client.post("/people/invite", {"roles": ["expert"], "department": str(department.id)})
    assert Invitation.objects.get().department_id == department.id


def test_roles_and_mandates_are_changed_on_one_page(desk: Desk):
    desk.colleague(Role.AGENT, name="malo")
    malo = Person.objects.get(name="Malo")
    answer = desk.client.post(f"/people/{malo.id}", {"roles": ["agent", "lead"], "mandates": ["charter", "press"]})
    assert answer.status_code == 302
    assert queries.roles_of(malo.id, desk.brand.id) == {Role.AGENT, Role.LEAD}
    assert queries.mandates_of(malo.id, desk.brand.id) == {MandateKind.CHARTER, MandateKind.PRESS}
    desk.client.post(f"/people/{malo.id}", {"roles": ["lead"]})
    assert queries.mandates_of(malo.id, desk.brand.id) == frozenset()


def test_the_last_administrator_stays_and_the_page_says_why(desk: Desk):
    kept = desk.client.post(f"/people/{desk.first.id}", {"roles": ["lead"], "mandates": ["press"]})
    assert kept.status_code == 409
    assert "administre" in kept.content.decode()
    assert queries.mandates_of(desk.first.id, desk.brand.id) == set(MandateKind)
    assert desk.client.post(f"/people/{desk.first.id}/deactivate").status_code == 409


def test_whoever_loses_the_access_is_out_at_the_next_click(desk: Desk):
    malo_client = desk.colleague(Role.AGENT, name="malo")
    assert malo_client.get("/channels").status_code == 200
    desk.client.post(f"/people/{Person.objects.get(name='Malo').id}/deactivate")
    assert malo_client.get("/channels").status_code == 302


def test_duty_is_taken_and_left(desk: Desk):
    desk.client.post("/people/duty", {"on_duty": "no", "next": "/people"})
    assert queries.people_on_duty(desk.brand.id) == []
    desk.client.post("/people/duty", {"on_duty": "yes", "next": "/people"})
    assert [one.id for one in queries.people_on_duty(desk.brand.id)] == [desk.first.id]


SETTINGS = {"name": "Ferrolane", "language": "fr", "time_zone": "Europe/Paris", "review_policy": "team"}


def test_opening_hours_are_set_and_shown_again(desk: Desk):
    answer = desk.client.post("/settings", SETTINGS | {"when": "hours", "mon_opens": "09:00", "mon_closes": "24:00"})
    assert answer.status_code == 302
    assert Brand.objects.get().hours["days"] == {"mon": [["09:00", "24:00"]]}
    html = desk.client.get("/settings").content.decode()
    assert 'name="mon_opens" value="09:00"' in html
    assert 'name="mon_closes" value="24:00"' in html


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": "hours", "mon_opens": "18:00", "mon_closes": "09:00"},
        {"when": "hours"},
        {"when": "hours", "mon_opens": "soon", "mon_closes": "09:00"},
        {"when": "always", "time_zone": "Mars/Base"},
        {"when": "always", "review_policy": "nobody"},
        {"when": "always", "name": ""},
    ],
)
def test_settings_that_cannot_be_read_are_refused_and_shown_again(desk: Desk, wrong: dict[str, str]):
    answer = desk.client.post("/settings", SETTINGS | wrong)
    assert answer.status_code == 422
    assert Brand.objects.get().hours == {}
    if "mon_opens" in wrong:
        assert f'name="mon_opens" value="{wrong["mon_opens"]}"' in answer.content.decode()


def test_a_lead_reads_the_settings_and_adds_departments(desk: Desk):
    lead = desk.colleague(Role.LEAD)
    assert "disabled" in lead.get("/settings").content.decode()
    assert lead.post("/settings", SETTINGS | {"when": "always"}).status_code == 403
    assert lead.post("/settings/departments", {"name": "Gares", "minutes": "20"}).status_code == 302
    (made,) = department_rows(desk.brand.id)
    lead.post("/settings/departments", {"close": str(made.id)})
    assert department_rows(desk.brand.id)[0].closed


@pytest.mark.parametrize("minutes", ["soon", "", "-5", "100000000000000", "²"])
def test_minutes_that_are_no_number_are_refused(desk: Desk, minutes: str):
    answer = desk.client.post("/settings/departments", {"name": "Gares", "minutes": minutes})
    assert answer.status_code == 422
    assert department_rows(desk.brand.id) == []


def test_a_channel_is_paused_and_listened_to_again(desk: Desk):
    (channel,) = channel_rows(desk.brand.id)
    desk.client.post(f"/channels/{channel.id}/state", {"state": "paused"})
    assert "suspendu" in desk.client.get("/channels").content.decode()
    desk.client.post(f"/channels/{channel.id}/state", {"state": "active"})
    assert channel_rows(desk.brand.id)[0].state == "active"
    assert desk.colleague(Role.AGENT).post(f"/channels/{channel.id}/state", {"state": "paused"}).status_code == 403


def test_a_troubled_channel_is_seen_from_every_page(desk: Desk):
    Channel.objects.update(state="trouble", trouble="Le jeton est refusé.")
    assert "1 canal a besoin de vous" in main_text(desk.client.get("/people").content.decode())
    assert "Le jeton est refusé." in desk.client.get("/channels").content.decode()


def _csv(text: str, name: str = "passé.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


@pytest.mark.parametrize(
    "sent",
    [
        {"channel": "new"},
        {"channel": "999", "file": "x.csv"},
        {"channel": "new", "file": "x.exe"},
    ],
)
def test_an_import_that_cannot_be_done_says_why(desk: Desk, sent: dict[str, str]):
    body = sent | ({"file": _csv("id,text\n1,x\n", sent["file"])} if "file" in sent else {})
    answer = desk.client.post("/import", body)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_only_those_who_may_import(desk: Desk):
    agent = desk.colleague(Role.AGENT)
    assert agent.post("/import", {"file": _csv("id,text\n1,x\n"), "channel": "new"}).status_code == 403
    assert Message.objects.count() == 0


def test_the_first_day_list_ticks_what_is_done(desk: Desk):
    assert desk.client.get("/").content.decode().count('<li class="ok">') == 1
    desk.client.post("/settings/departments", {"name": "Gares", "minutes": "20"})
    desk.colleague(Role.AGENT)
    assert desk.client.get("/").content.decode().count('<li class="ok">') == 3
