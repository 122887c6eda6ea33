"""Choosing a network, answering its questions, correcting them; a secret goes in and never comes out."""

from __future__ import annotations

import pytest
from django.test import Client

from detente.channels.registry import NETWORKS
from detente.contracts.network import Registered
from detente.contracts.people import Role
from detente.desk.actions.channels import open_secret
from detente.desk.models import Channel, ChannelTask
from detente.web.network_view import card, past_choices
from tests.accounts.people import PASSWORD
from tests.web.channels import ANSWERS, SECRET, asked
from tests.web.shell import Desk, main_text, open_desk

pytestmark = pytest.mark.django_db

FORM = {"name": "Notre compte", "backfill": "30", **{f"answer.{key}": value for key, value in ANSWERS.items()}}


@pytest.fixture
def desk() -> Desk:
    return open_desk()


def _post(client: Client, **changes: str) -> tuple[int, str]:
    answer = client.post("/channels/connect/bluesky", FORM | changes)
    return answer.status_code, answer.content.decode()


def test_each_network_says_what_it_does_and_how_far_that_was_proven(desk: Desk) -> None:
    html = main_text(desk.client.get("/channels/connect").content.decode())
    assert "Bluesky" in html
    assert "Publie la réponse approuvée, une seule fois" in html
    assert "Éprouvé contre un vrai serveur de ce réseau, pas contre le vôtre." in html
    assert "Page publique" not in html, "the public page is made by the desk itself"
    english = main_text(desk.client.get("/channels/connect?lang=en").content.decode())
    assert "Publishes the approved reply, exactly once" in english


@pytest.mark.parametrize("line", NETWORKS.values(), ids=lambda line: line.network)
def test_every_network_has_its_sentences_in_both_languages(line: Registered) -> None:
    for ability in card(line).abilities:
        assert ability.words.fr
        assert ability.words.en
        assert "{" not in ability.words.fr + ability.words.en


def test_the_past_is_offered_only_as_far_as_the_network_tells_it() -> None:
    assert [one.days for one in past_choices(NETWORKS["bluesky"])] == [0, 7, 30, 90]
    assert past_choices(NETWORKS["by_hand"]) == []


def test_the_form_asks_what_the_network_needs_in_the_readers_language(desk: Desk) -> None:
    html = desk.client.get("/channels/connect/bluesky").content.decode()
    assert 'type="password" autocomplete="new-password"' in html
    assert "Mot de passe d’application" in html
    assert "Les droits qu’il faut" in html
    assert 'value="Bluesky"' in html, "a name is proposed"
    english = desk.client.get("/channels/connect/bluesky?lang=en").content.decode()
    assert "App password" in english


def test_answers_make_a_channel_that_is_being_checked(desk: Desk) -> None:
    answer = desk.client.post("/channels/connect/bluesky", FORM)
    channel = Channel.objects.get(network="bluesky")
    assert answer["Location"] == f"/channels/{channel.id}"
    assert channel.state == "checking"
    assert open_secret(bytes(channel.secret), channel.brand_id) == SECRET
    assert set(ChannelTask.objects.filter(channel=channel).values_list("kind", flat=True)) >= {"probe", "backfill"}
    page = desk.client.get(answer["Location"]).content.decode()
    assert "Vérification en cours" in page
    assert SECRET not in page


def test_a_second_channel_of_a_network_is_proposed_another_name(desk: Desk) -> None:
    desk.client.post("/channels/connect/bluesky", FORM | {"name": "Bluesky"})
    assert 'value="Bluesky 2"' in desk.client.get("/channels/connect/bluesky").content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"answer.identifier": ""}, "Il manque une réponse"),
        ({"answer.secret": ""}, "Il manque une réponse"),
        ({"answer.base_url": "bsky"}, "n’est pas une adresse complète"),
        ({"name": " "}, "Donnez un nom au canal."),
        ({"backfill": "4000"}, "Le passé se reprend sur"),
    ],
)
def test_a_wrong_answer_is_said_and_the_others_are_kept_but_never_the_secret(
    desk: Desk, changes: dict[str, str], sentence: str
) -> None:
    status, html = _post(desk.client, **changes)
    assert status == 422
    assert sentence in html
    assert 'role="alert"' in html
    assert SECRET not in html
    if "answer.identifier" not in changes:
        assert 'value="ferrolane.example"' in html
    assert not Channel.objects.filter(network="bluesky").exists()


def test_the_field_at_fault_is_marked_and_says_why(desk: Desk) -> None:
    _, html = _post(desk.client, **{"answer.identifier": ""})
    field = html[html.index('id="f-identifier"') :].partition("</div>")[0]
    assert 'aria-invalid="true"' in field
    assert "Il manque une réponse" in field
    assert html.count('aria-invalid="true"') == 1


def test_a_taken_name_is_said_at_the_name(desk: Desk) -> None:
    asked(desk, "Notre compte")
    status, html = _post(desk.client)
    assert status == 422
    assert "Un canal porte déjà ce nom" in html
    assert 'id="name" name="name" required maxlength="120" autocomplete="off" value="Notre compte" aria-invalid' in html


@pytest.mark.parametrize("network", ["publicpage", "carrier-pigeon"])
def test_a_network_that_cannot_be_connected_is_refused(desk: Desk, network: str) -> None:
    assert desk.client.get(f"/channels/connect/{network}").status_code == 422


@pytest.mark.parametrize("role", [Role.AGENT, Role.REVIEWER, Role.EXPERT, Role.AUDITOR])
def test_only_those_who_look_after_channels_connect_one(desk: Desk, role: Role) -> None:
    client = desk.colleague(role)
    assert client.get("/channels/connect").status_code == 403
    assert _post(client)[0] == 403
    assert "Relier un canal" not in client.get("/channels?lang=fr").content.decode()


def test_a_lead_connects_a_channel(desk: Desk) -> None:
    assert _post(desk.colleague(Role.LEAD))[0] == 302


def test_a_stranger_is_asked_to_sign_in(desk: Desk) -> None:
    stranger = Client()
    assert stranger.get("/channels/connect").status_code == 302
    assert stranger.post("/channels/connect/bluesky", FORM).status_code == 401
    assert not Channel.objects.filter(network="bluesky").exists()


def test_a_secret_typed_after_the_session_ended_is_kept_nowhere(desk: Desk) -> None:
    """Typed text survives the end of a session; a secret that looks like a sentence must not."""
    sentence = "abcd efgh ijkl mnop qrst uvwx"
    form = FORM | {"answer.secret": sentence, "name": "Our first account there"}
    asked_in = Client().post("/channels/connect/bluesky", form).content.decode()
    assert "Our first account there" in asked_in
    assert sentence not in asked_in
    forged = {"email": desk.first.email, "password": PASSWORD, "next": "/channels", "kept.answer.secret": sentence}
    client = Client()
    assert client.post("/sign-in", forged).status_code == 302
    assert sentence not in repr(dict(client.session))


def test_a_wrong_secret_brings_the_form_back_with_one_sentence_and_the_other_answers(desk: Desk) -> None:
    channel_id = asked(desk)
    Channel.objects.filter(id=channel_id).update(trouble="auth.expired")
    html = desk.client.get(f"/channels/{channel_id}").content.decode()
    assert "Le réseau ne reconnaît pas ce secret" in html
    assert 'value="ferrolane.example"' in html
    assert SECRET not in html
    answer = desk.client.post(f"/channels/{channel_id}/answers", {**FORM, "answer.secret": "new-new-new-new"})
    assert answer["Location"] == f"/channels/{channel_id}"
    channel = Channel.objects.get(id=channel_id)
    assert (channel.state, channel.trouble) == ("checking", "")
    assert open_secret(bytes(channel.secret), channel.brand_id) == "new-new-new-new"


def test_what_is_missing_is_listed_with_who_we_are(desk: Desk) -> None:
    channel_id = asked(desk)
    problems = [["Il manque le droit de modérer.", "The right to moderate is missing."]]
    Channel.objects.filter(id=channel_id).update(
        trouble="problems", problems=problems, account_name="Ferro <b>lane</b>", checked_at="2026-11-20T10:00:00Z"
    )
    html = desk.client.get(f"/channels/{channel_id}").content.decode()
    assert "Il manque le droit de modérer." in html
    assert "Ferro &lt;b&gt;lane&lt;/b&gt;" in html
    english = desk.client.get(f"/channels/{channel_id}?lang=en").content.decode()
    assert "The right to moderate is missing." in english


def test_the_answers_are_changed_on_a_page_of_their_own_and_an_empty_secret_is_kept(desk: Desk) -> None:
    channel_id = asked(desk)
    html = desk.client.get(f"/channels/{channel_id}/answers").content.decode()
    assert 'value="https://bsky.social"' in html
    assert SECRET not in html
    desk.client.post(f"/channels/{channel_id}/answers", {**FORM, "answer.secret": ""})
    channel = Channel.objects.get(id=channel_id)
    assert open_secret(bytes(channel.secret), channel.brand_id) == SECRET


def test_a_wrong_change_is_said_and_kept_on_the_page(desk: Desk) -> None:
    channel_id = asked(desk)
    answer = desk.client.post(f"/channels/{channel_id}/answers", {**FORM, "answer.base_url": "nowhere"})
    assert answer.status_code == 422
    assert 'value="nowhere"' in answer.content.decode()


def test_the_public_page_has_no_answers_to_change(desk: Desk) -> None:
    own = Channel.objects.get(network="publicpage")
    assert desk.client.get(f"/channels/{own.id}/answers").status_code == 409
