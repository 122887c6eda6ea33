"""The list of channels and the page of one: the truth about what it covers, and what people do about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from detente.contracts.network import Aside
from detente.contracts.people import Role
from detente.contracts.words import Words
from detente.desk.actions._aside import keep_aside
from detente.desk.actions.receive import receive
from detente.desk.models import Channel, ChannelTask, Hole, KeptAside
from tests.accounts.people import NOW
from tests.desk.makers import a_brand, an_item, created
from tests.web.channels import a_hole, asked, listening
from tests.web.shell import Desk, main_text, open_desk

pytestmark = pytest.mark.django_db

HOSTILE = b'{"record": "<script>alert(1)</script>\xe2\x80\xae"}\xff'


@pytest.fixture
def desk() -> Desk:
    return open_desk()


def _page(client: Client, channel_id: int, query: str = "") -> str:
    return client.get(f"/channels/{channel_id}{query}").content.decode()


def _keep(channel_id: int) -> KeptAside:
    aside = Aside(HOSTILE, Words(fr="Un commentaire sans auteur.", en="A comment without author."))
    keep_aside(Channel.objects.get(id=channel_id), [aside], "poll", now=NOW)
    return KeptAside.objects.get()


# --- The list ---


def test_the_list_says_state_delay_holes_and_the_worst_need(desk: Desk) -> None:
    channel_id = listening(desk, delay_ms=640, streaming_since=NOW)
    a_hole(channel_id, NOW - timedelta(hours=2))
    listening(desk, "L’autre compte", state="trouble", trouble="auth.revoked")
    listening(desk, "Le calme", state="paused")
    asked(desk, "Le nouveau")
    text = main_text(desk.client.get("/channels").content.decode())
    for said in ("à l’écoute, par flux", "640 ms", "a besoin de vous", "suspendu", "en cours de vérification"):
        assert said in text
    assert "Un trou dans l’écoute" in text
    assert "Le réseau ne reconnaît plus nos droits" in text


def test_an_empty_list_says_the_next_step(desk: Desk) -> None:
    Channel.objects.update(state="removed", removed_at=NOW)
    html = desk.client.get("/channels").content.decode()
    assert "Aucun compte n’est encore relié." in html
    assert 'href="/channels/connect"' in html
    agent = desk.colleague(Role.AGENT)
    assert 'href="/channels/connect"' not in agent.get("/channels").content.decode()


def test_the_list_is_drawn_again_only_when_something_changed(desk: Desk) -> None:
    listening(desk)
    html = desk.client.get("/channels").content.decode()
    address = html[html.index("/channels/live?seen=") :].split('"')[0]
    assert desk.client.get(address).status_code == 204
    Channel.objects.filter(network="bluesky").update(state="paused")
    assert "suspendu" in desk.client.get(address).content.decode()


# --- One channel ---


def test_the_page_tells_the_truth_about_the_listening(desk: Desk) -> None:
    channel_id = listening(
        desk,
        delay_ms=1_840,
        clock_skew_ms=-310,
        budget={"limit": 3000, "remaining": 2811, "resets_at": NOW.isoformat(), "at": NOW.isoformat()},
        tally={"count": 1204, "held": 1198, "since": None, "at": NOW.isoformat()},
        cursor={"seen_at": "2026-11-20T10:00:00Z"},
        rights_until=NOW + timedelta(days=3_000),
        software="PDS 0.4",
    )
    text = main_text(_page(desk.client, channel_id))
    for said in (
        "1,8 s", "310 ms de retard sur la nôtre", "2\u202f811 sur 3\u202f000 restants",
        "1\u202f204 selon le réseau, 1\u202f198 ici", "6 manquent ici.", "seen_at 2026-11-20T10:00:00Z", "PDS 0.4",
        "Ferrolane", "tous là\u202f; fin\u202f:", "Conservation", "cas ouverts, toutes les",
    ):  # fmt: skip
        assert said in text, said
    english = main_text(_page(desk.client, channel_id, "?lang=en"))
    assert "1,204 by the network, 1,198 here" in english
    assert "310 ms behind ours" in english


def test_a_network_that_says_nothing_leaves_no_empty_line(desk: Desk) -> None:
    text = main_text(_page(desk.client, listening(desk)))
    assert "Quota" not in text
    assert "Décompte" not in text
    assert "None" not in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rights_until": NOW - timedelta(days=1)}, "Les droits de ce canal sont terminés."),
        ({"clock_skew_ms": 90_000}, "L’horloge du réseau et la nôtre diffèrent de 90 s."),
        ({"tally": {"count": 3, "held": 1}}, "Le réseau compte 2 commentaires de plus"),
        ({"tally": {"count": 2, "held": 1}}, "Le réseau compte un commentaire de plus que ce bureau."),
        ({"state": "trouble", "trouble": "contract"}, "Le réseau répond autre chose"),
        ({"problems": [["Un droit manque.", "A right is missing."]]}, "Un droit manque."),
        ({"trouble": "auth.scope", "state": "trouble"}, "Il manque un droit au secret"),
    ],
)
def test_what_the_channel_needs_stands_first(desk: Desk, fields: dict[str, object], said: str) -> None:
    html = _page(desk.client, listening(desk, **fields))
    assert said in html
    assert html.index(said) < html.index("La vérité sur l’écoute")


def test_what_came_last_leads_to_its_case(desk: Desk) -> None:
    channel_id = listening(desk)
    receive(channel_id, created(an_item("b1", "<b>Colis</b> jamais reçu\u202e")), now=NOW)
    html = _page(desk.client, channel_id)
    assert "&lt;b&gt;Colis&lt;/b&gt; jamais reçu▯" in html
    expert = desk.colleague(Role.EXPERT)
    assert "jamais reçu" not in _page(expert, channel_id), "an expert sees what was handed over, nothing else"


def test_the_live_part_is_drawn_again_only_when_something_changed(desk: Desk) -> None:
    channel_id = asked(desk)
    html = _page(desk.client, channel_id)
    address = html[html.index(f"/channels/{channel_id}/live?seen=") :].split('"')[0]
    assert desk.client.get(address).status_code == 204
    Channel.objects.filter(id=channel_id).update(state="active", account_name="Ferrolane", checked_at=NOW)
    live = desk.client.get(address).content.decode()
    assert "Vérification en cours" not in live
    assert "Le prochain commentaire s’affichera ici" in live


def test_a_channel_of_another_brand_or_a_removed_one_is_not_there(desk: Desk) -> None:
    other = Channel.objects.create(brand=a_brand("autre"), network="bluesky", name="x", created_at=NOW)
    gone = listening(desk, state="removed", removed_at=NOW)
    for channel_id in (other.id, gone, 999_999):
        for path in ("", "/live", "/answers", "/remove"):
            assert desk.client.get(f"/channels/{channel_id}{path}").status_code == 403
        assert desk.client.post(f"/channels/{channel_id}/check").status_code == 403


# --- Holes, what was kept aside, the past ---


def test_a_hole_shows_its_range_and_is_accepted(desk: Desk) -> None:
    channel_id = listening(desk)
    hole_id = a_hole(channel_id, NOW - timedelta(hours=3))
    html = _page(desk.client, channel_id)
    assert "Le réseau n’a pas raconté tout ce passage." in html
    desk.client.post(f"/channels/{channel_id}/holes/{hole_id}")
    assert Hole.objects.get().filled_how == "accepted"
    text = main_text(_page(desk.client, channel_id))
    assert "1 trou réglé" in text
    assert "Un trou dans l’écoute" not in text
    assert desk.client.post(f"/channels/{channel_id}/holes/{hole_id}").status_code == 409


def test_what_was_kept_aside_shows_its_beginning_only_when_asked_and_as_text(desk: Desk) -> None:
    channel_id = listening(desk)
    kept = _keep(channel_id)
    html = _page(desk.client, channel_id)
    assert "Un commentaire sans auteur." in html
    assert "alert(1)" not in html
    shown = _page(desk.client, channel_id, f"?excerpt={kept.id}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;▯" in shown
    assert "<script>alert" not in shown
    desk.client.post(f"/channels/{channel_id}/aside/{kept.id}")
    assert "Un commentaire sans auteur." not in _page(desk.client, channel_id)
    assert KeptAside.objects.get().excerpt is None


def test_only_those_who_look_after_channels_see_what_was_kept_aside(desk: Desk) -> None:
    channel_id = listening(desk)
    kept = _keep(channel_id)
    agent = desk.colleague(Role.AGENT)
    assert "Un commentaire sans auteur." in main_text(_page(agent, channel_id, "?lang=fr"))
    assert agent.get(f"/channels/{channel_id}?excerpt={kept.id}").status_code == 403
    assert agent.post(f"/channels/{channel_id}/aside/{kept.id}").status_code == 403


def test_the_past_is_fetched_shown_and_stopped(desk: Desk) -> None:
    channel_id = listening(desk)
    task = ChannelTask.objects.filter(channel_id=channel_id, kind="backfill")
    reached = (NOW - timedelta(days=10)).isoformat()
    task.update(progress={"seen": 480, "new": 431, "reached": reached})
    text = main_text(_page(desk.client, channel_id))
    assert "nouveaux\u202f: 431" in text
    desk.client.post(f"/channels/{channel_id}/past", {"do": "stop"})
    assert task.get().state == "stopped"
    assert "Arrêtée" in _page(desk.client, channel_id)
    answer = desk.client.post(f"/channels/{channel_id}/past", {"do": "start", "days": "7"})
    assert answer.status_code == 302
    assert task.get().state == "waiting"


@pytest.mark.parametrize("days", ["", "0", "9999", "many"])
def test_a_past_that_cannot_be_fetched_is_refused_on_the_page(desk: Desk, days: str) -> None:
    answer = desk.client.post(f"/channels/{listening(desk)}/past", {"days": days})
    assert answer.status_code in (409, 422)
    assert 'role="alert"' in answer.content.decode()


# --- Acts ---


def test_a_check_is_asked_for_by_a_button(desk: Desk) -> None:
    channel_id = listening(desk)
    ChannelTask.objects.filter(kind="probe").update(due_at=NOW + timedelta(days=1))
    assert desk.client.post(f"/channels/{channel_id}/check").status_code == 302
    assert ChannelTask.objects.get(channel_id=channel_id, kind="probe").due_at < NOW + timedelta(days=365 * 50)
    assert "Vérification demandée" in _page(desk.client, channel_id)


def test_pausing_says_what_it_means_and_comes_back_to_the_page(desk: Desk) -> None:
    channel_id = listening(desk)
    form = {"state": "paused", "next": f"/channels/{channel_id}"}
    answer = desk.client.post(f"/channels/{channel_id}/state", form)
    assert answer["Location"] == f"/channels/{channel_id}"
    assert "il n’entend plus et ne publie plus" in _page(desk.client, channel_id)
    assert desk.client.post(f"/channels/{channel_id}/state", form | {"next": "https://evil.example"})["Location"] == "/"


def test_removing_says_its_consequences_and_needs_a_tick(desk: Desk) -> None:
    channel_id = listening(desk)
    page = main_text(desk.client.get(f"/channels/{channel_id}/remove").content.decode())
    assert "Son passé reste" in page
    assert "Son secret est détruit ici" in page
    refused = desk.client.post(f"/channels/{channel_id}/remove")
    assert refused.status_code == 422
    assert Channel.objects.get(id=channel_id).state == "active"
    done = desk.client.post(f"/channels/{channel_id}/remove", {"sure": "yes"}, follow=True)
    assert "retiré. Son passé reste." in done.content.decode()
    channel = Channel.objects.get(id=channel_id)
    assert (channel.state, channel.secret) == ("removed", None)


@pytest.mark.parametrize("role", [Role.AGENT, Role.REVIEWER, Role.AUDITOR])
def test_others_read_the_page_and_act_on_nothing(desk: Desk, role: Role) -> None:
    channel_id = listening(desk)
    hole_id = a_hole(channel_id, NOW)
    client = desk.colleague(role)
    html = _page(client, channel_id)
    assert f'action="/channels/{channel_id}' not in html
    for path in ("check", "state", "past", "remove", "answers", f"holes/{hole_id}"):
        answer = client.post(f"/channels/{channel_id}/{path}", {"state": "paused", "sure": "yes"})
        assert answer.status_code == 403, path
    assert Channel.objects.get(id=channel_id).state == "active"


def test_a_stranger_sees_no_channel(desk: Desk) -> None:
    channel_id = listening(desk)
    for path in ("/channels", "/channels/live", "/channels/news", f"/channels/{channel_id}"):
        assert Client().get(path).status_code == 302


def test_the_page_asks_the_database_no_more_for_a_long_history(desk: Desk) -> None:
    channel_id = listening(desk)
    _page(desk.client, channel_id)
    with CaptureQueriesContext(connection) as few:
        _page(desk.client, channel_id)
    for number in range(30):
        a_hole(channel_id, NOW - timedelta(days=number))
    receive(channel_id, created(*[an_item(f"b{n}", "Colis jamais reçu.", author=f"a{n}") for n in range(40)]), now=NOW)
    with CaptureQueriesContext(connection) as many:
        _page(desk.client, channel_id)
    assert len(many) <= len(few)
