"""The banner over every page: before rights end, at once when they are gone, and while a hole is open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from detente.config.clock import now
from detente.contracts.people import Role
from detente.desk.actions.accept_hole import accept_hole
from detente.desk.models import Channel
from detente.desk.queries.channel_news import NewsKind, channel_news
from tests.accounts.people import NOW
from tests.web.channels import a_hole, listening
from tests.web.shell import Desk, main_text, open_desk

pytestmark = pytest.mark.django_db

EVERYWHERE = ("/", "/people", "/settings", "/channels", "/review/", "/import")


@pytest.fixture
def desk() -> Desk:
    return open_desk()


def test_a_quiet_desk_has_no_banner(desk: Desk) -> None:
    listening(desk)
    html = desk.client.get("/people").content.decode()
    assert 'id="channel-news"' in html
    assert 'class="banner' not in html


@pytest.mark.parametrize("path", EVERYWHERE)
def test_trouble_stands_over_every_page_with_its_next_step(desk: Desk, path: str) -> None:
    channel_id = listening(desk, state="trouble", trouble="auth.revoked")
    html = desk.client.get(path).content.decode()
    assert 'class="banner late"' in html
    assert "est en difficulté. Le réseau ne reconnaît plus nos droits." in html
    assert f'href="/channels/{channel_id}"' in html


def test_the_end_of_rights_is_told_before_it_comes(desk: Desk) -> None:
    channel_id = listening(desk, rights_until=now() + timedelta(days=9))
    html = desk.client.get("/people").content.decode()
    assert "perd ses droits dans 9 jours" in html
    assert f'href="/channels/{channel_id}/answers"' in html
    Channel.objects.filter(id=channel_id).update(rights_until=now() + timedelta(days=15))
    assert "perd ses droits" not in desk.client.get("/people").content.decode()
    Channel.objects.filter(id=channel_id).update(rights_until=now() - timedelta(minutes=1))
    assert "n’a plus de droits" in desk.client.get("/people").content.decode()


def test_an_open_hole_is_told_until_it_is_settled(desk: Desk) -> None:
    hole_id = a_hole(listening(desk), NOW)
    assert "a un trou dans son écoute" in desk.client.get("/people").content.decode()
    assert "has a hole in its listening" in desk.client.get("/people?lang=en").content.decode()
    accept_hole(desk.first.id, hole_id, now=NOW)
    assert "trou dans son écoute" not in desk.client.get("/people").content.decode()


def test_those_who_cannot_act_read_one_quiet_line(desk: Desk) -> None:
    listening(desk, state="trouble", trouble="auth.revoked")
    html = desk.colleague(Role.AGENT).get("/?lang=fr").content.decode()
    assert 'class="banner' not in html.partition("<main")[0]
    assert "Les personnes qui veillent sur les canaux le savent." in html


def test_the_page_of_a_channel_does_not_say_the_same_twice(desk: Desk) -> None:
    channel_id = listening(desk, state="trouble", trouble="auth.revoked")
    html = desk.client.get(f"/channels/{channel_id}").content.decode()
    assert "est en difficulté" not in html
    assert "Le réseau ne reconnaît plus nos droits" in html
    assert desk.client.get(f"/channels/news?but={channel_id}").content.decode().count("banner") == 0


def test_many_troubles_are_counted_not_listed(desk: Desk) -> None:
    for number in range(5):
        listening(desk, f"Compte {number}", state="trouble", trouble="contract")
    html = desk.client.get("/people").content.decode()
    assert html.count('class="banner late"') == 2
    assert "3 autres canaux ont besoin de vous" in main_text(html)


def test_the_worst_comes_first_and_paused_or_removed_channels_are_silent(desk: Desk) -> None:
    a_hole(listening(desk, "A trou"), NOW)
    listening(desk, "B finit", rights_until=NOW + timedelta(days=2))
    listening(desk, "C en panne", state="trouble", trouble="contract")
    a_hole(listening(desk, "D suspendu", state="paused"), NOW)
    listening(desk, "E retiré", state="removed", removed_at=NOW, rights_until=NOW)
    found = channel_news(desk.brand.id, now=NOW)
    assert [(one.name, one.kind) for one in found] == [
        ("C en panne", NewsKind.TROUBLE),
        ("B finit", NewsKind.ENDING),
        ("A trou", NewsKind.HOLE),
    ]


def test_the_news_cost_one_statement(desk: Desk) -> None:
    for number in range(4):
        a_hole(listening(desk, f"Compte {number}"), NOW)
    with CaptureQueriesContext(connection) as asked:
        channel_news(desk.brand.id, now=NOW)
    assert len(asked) == 1


def test_an_open_page_hears_of_trouble_and_is_left_alone_otherwise(desk: Desk) -> None:
    channel_id = listening(desk)
    html = desk.client.get("/people").content.decode()
    address = html[html.index("/channels/news?seen=") :].split('"')[0]
    assert desk.client.get(address).status_code == 204
    Channel.objects.filter(id=channel_id).update(state="trouble", trouble="auth.scope")
    heard = desk.client.get(address).content.decode()
    assert "Il manque un droit au secret" in heard
    assert 'id="health" hx-swap-oob="true" class="health is-warn"' in heard


def test_the_names_of_channels_are_text(desk: Desk) -> None:
    listening(desk, "<img src=x>", state="trouble", trouble="contract")
    html = desk.client.get("/people").content.decode()
    assert "&lt;img src=x&gt;" in html
    assert "<img src=x>" not in html
