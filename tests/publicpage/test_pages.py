"""The screens of a page, as visitors meet them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from detente.publicpage.actions import make_page
from detente.publicpage.brand_actions import Reply, post_reply
from detente.publicpage.models import Comment, Visitor
from detente.publicpage.visitor import LANGUAGE_COOKIE, THEME_COOKIE, VISITOR_COOKIE
from tests.publicpage.browsing import HOME, hide, known, post, said, see, token_in
from tests.publicpage.conftest import NOW, StillClock, Write

pytestmark = pytest.mark.usefixtures("page", "still_clock")


def test_an_empty_page_invites_the_first_message(client: Client) -> None:
    assert "Yours would be the first message" in said(see(client))
    assert "Le vôtre serait le premier message" in said(see(client, HOME + "?lang=fr"))


def test_a_message_appears_at_once_and_its_browser_is_remembered(client: Client) -> None:
    response = post(client, text="Quai désert,\r\npanneau éteint.", name="Éloi", email="e@example.org")
    comment = Comment.objects.get()
    assert (response.status_code, response.url) == (303, f"/p/ferrolane/m/{comment.public_id}/#m-{comment.public_id}")
    assert (comment.text, comment.name, comment.email) == ("Quai désert,\npanneau éteint.", "Éloi", "e@example.org")
    cookie = response.cookies[VISITOR_COOKIE]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/p/", True, "Lax")
    html = see(client)
    assert "Éloi" in html
    assert "e@example.org" not in html
    assert "Change or delete" in html
    assert "Change or delete" not in see(Client())


def test_a_browser_without_cookies_may_write_and_is_another_author_each_time() -> None:
    for text in ("Un", "Deux"):
        assert post(Client(), text=text).status_code == 303
    assert Visitor.objects.count() == 2


def test_a_forged_cookie_makes_nobody_an_author(client: Client) -> None:
    post(client, text="Un")
    thief = Client()
    thief.cookies[VISITOR_COOKIE] = known(client).public_id + ":forged"
    assert "Change or delete" not in see(thief)


def test_the_second_click_on_the_same_button_writes_nothing(client: Client) -> None:
    token = token_in(see(client))
    for _ in range(2):
        assert post(client, token=token, text="Bonjour").status_code == 303
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "   "}, "Please write a few words"),
        ({"text": "a" * 5003}, "3 characters too long"),
        ({"text": "Bonjour", "email": "odile@"}, "looks incomplete"),
        ({"text": "Bonjour", "name": "n" * 81}, "name cannot be kept"),
        ({"text": "Bonjour", "website": "http://spam.example"}, "was filled in"),
        ({"text": "Bon\x00jour"}, "invisible character"),
    ],
)
def test_a_refusal_is_one_sentence_and_keeps_what_was_typed(
    client: Client, fields: dict[str, str], sentence: str
) -> None:
    response = post(client, **fields)
    html = response.content.decode()
    assert (response.status_code, Comment.objects.count()) == (422, 0)
    assert sentence in said(html)
    assert fields["text"].replace("\x00", "") in unescape(html)
    assert 'role="alert"' in html


def test_a_form_left_open_for_a_day_is_drawn_again_with_its_text(client: Client, still_clock: StillClock) -> None:
    token = token_in(see(client))
    still_clock.pass_(hours=13)
    response = post(client, token=token, text="Longuement pesé")
    assert response.status_code == 422
    assert "open for a long time" in said(response.content.decode())
    assert post(client, token=token_in(response.content.decode()), text="Longuement pesé").status_code == 303


def test_going_back_after_the_first_message_loses_nothing(client: Client) -> None:
    token = token_in(see(client))
    post(client, token=token, text="Un")
    assert post(client, token=token, text="Deux").status_code == 303
    assert known(client, 0) == known(client, 1)


def test_too_many_messages_are_asked_to_wait_and_are_kept(client: Client) -> None:
    for number in range(6):
        post(client, text=f"Message {number}")
    response = post(client, text="Et encore un")
    html = response.content.decode()
    assert response.status_code in (422, 429)
    assert "Et encore un" in html
    assert re.search(r"again in \d+ min", said(html))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_turned_away(client: Client, headers: dict[str, str]) -> None:
    fields = {"text": "Bonjour", "token": token_in(see(client))}
    response = client.post(HOME, fields, headers=headers)
    assert (response.status_code, Comment.objects.count()) == (403, 0)
    assert "not sent from this page" in said(response.content.decode())


@pytest.mark.parametrize("forged", ["", "x", "WyIiLDEsMl0:1:2"])
def test_a_form_without_our_token_is_drawn_again(client: Client, forged: str) -> None:
    assert post(client, token=forged, text="Bonjour").status_code == 422
    assert not Comment.objects.exists()


def test_the_token_of_one_visitor_is_of_no_use_to_another(client: Client) -> None:
    post(client, text="Un")
    mine = token_in(see(client))
    assert post(Client(), token=mine, text="Deux").status_code == 422


def test_a_megabyte_is_refused_politely_in_the_readers_language(client: Client) -> None:
    response = client.post(HOME + "?lang=fr", {"text": "a" * 1_000_000})
    assert response.status_code == 413
    assert "votre texte est encore dans le formulaire" in said(response.content.decode())


def test_a_text_just_too_long_is_kept_whole(client: Client) -> None:
    response = post(client, text="😀" * 5001)
    assert response.status_code == 422
    assert "😀" * 5001 in response.content.decode()


def test_markup_of_a_visitor_is_shown_as_he_typed_it(client: Client, write: Write) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> {{ page.token_hash }} {% now 'Y' %} javascript:x"
    write(hostile, name="<b>Odile</b>")
    html = see(client)
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>Odile" not in html
    assert hostile in unescape(html)


def test_a_link_in_a_message_is_plain_text(client: Client, write: Write) -> None:
    write("Voyez https://example.org/x")
    assert 'href="https://example.org' not in see(client)


def test_characters_that_turn_the_page_around_are_left_out_and_kept_in_store(client: Client, write: Write) -> None:
    odd = "avant\u202eerèirra\u2066\u200b fin"
    comment = write(odd, name="Od\u202eile")
    html = see(client)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", html)
    assert "avanterèirra fin" in html
    assert Comment.objects.get(pk=comment.pk).text == odd


def test_bytes_that_are_no_text_are_kept_as_what_they_are_shown(client: Client) -> None:
    token = token_in(see(client))
    body = b"text=Bonjour%FF%FE+%C3&token=" + token.encode()
    response = client.generic("POST", HOME, body, "application/x-www-form-urlencoded")
    assert (response.status_code, Comment.objects.get().text) == (303, "Bonjour\ufffd\ufffd \ufffd")


def test_a_reply_of_the_brand_is_signed_by_a_person_for_the_brand(client: Client, write: Write) -> None:
    comment = write("Panneau éteint", name="Éloi")
    post_reply("ferrolane", Reply(comment.public_id, "Nos excuses.", "Inès", "k1"), now=NOW)
    assert "Inès, pour Ferrolane aujourd’hui, 15:00" in said(see(client, HOME + "?lang=fr"))
    assert "Inès, for Ferrolane today, 15:00" in said(see(client, HOME + "?lang=en"))


def test_days_are_said_as_people_say_them(client: Client, write: Write) -> None:
    write("Un", now=NOW - timedelta(days=1))
    write("Deux", now=NOW - timedelta(days=3))
    write("Trois", now=NOW - timedelta(days=400))
    words = said(see(client, HOME + "?lang=fr"))
    assert "hier, 15:00" in words
    assert "17 novembre, 15:00" in words
    assert "16 octobre 2025, 16:00" in words


def test_the_newest_thread_stands_first_and_its_replies_in_order(client: Client, write: Write) -> None:
    first = write("Premier fil")
    write("Second fil")
    write("Réponse A", parent=first.public_id)
    write("Réponse B", parent=first.public_id)
    html = see(client)
    places = [html.index(text) for text in ("Second fil", "Premier fil", "Réponse A", "Réponse B")]
    assert places == sorted(places)


def test_threads_are_paged_and_every_thread_stands_on_one_page(client: Client, write: Write) -> None:
    for number in range(45):
        write(f"Fil n{number:02}")
    pages = [see(client, f"{HOME}?page={number}") for number in (1, 2, 3)]
    assert [len(re.findall(r"Fil n\d\d", page)) for page in pages] == [20, 20, 5]
    assert len(set(re.findall(r"Fil n\d\d", "".join(pages)))) == 45
    assert ('rel="next"' in pages[0], 'rel="next"' in pages[2], 'rel="prev"' in pages[0]) == (True, False, False)
    assert "45 messages" in pages[2]


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "99999999999", "٣", "50"])
def test_a_page_number_out_of_range_is_no_error(client: Client, number: str) -> None:
    assert client.get(HOME, {"page": number}).status_code == 200


def test_a_long_thread_shows_its_last_replies_and_leads_to_the_rest(client: Client, write: Write) -> None:
    first = write("Premier fil")
    for number in range(13):
        write(f"Réponse n{number:02}", parent=first.public_id)
    html = see(client)
    assert re.findall(r"Réponse n\d\d", html)[0] == "Réponse n03"
    assert "3 earlier replies" in said(html)
    assert len(re.findall(r"Réponse n\d\d", see(client, f"{HOME}m/{first.public_id}/"))) == 13


def test_the_number_of_queries_does_not_grow_with_the_page(
    client: Client, write: Write, django_assert_max_num_queries
) -> None:
    for number in range(15):
        comment = write(f"Fil {number}")
        write(f"Réponse {number}", parent=comment.public_id)
        hide(comment)
    with django_assert_max_num_queries(8):
        see(client)


def test_a_visitor_answers_in_a_thread(client: Client, write: Write) -> None:
    first = write("Premier fil", name="Odile")
    address = f"{HOME}m/{first.public_id}/"
    assert "Answer Odile" in said(see(client, address))
    assert post(client, address, text="Moi aussi").status_code == 303
    assert Comment.objects.get(text="Moi aussi").parent == first


def test_an_answer_to_what_has_just_gone_keeps_its_text(client: Client, write: Write) -> None:
    first = write("Premier fil")
    token = token_in(see(client))
    hide(first)
    response = post(client, f"{HOME}m/{first.public_id}/", token=token, text="Trop tard")
    html = response.content.decode()
    assert response.status_code == 409
    assert "no longer online" in said(html)
    assert ">\nTrop tard</textarea>" in html
    assert f'action="{HOME}"' in html, "it may be published as a message of its own"


def test_the_language_is_asked_then_remembered_then_the_browsers(client: Client) -> None:
    assert 'lang="fr"' in see(Client(), accept_language="fr-CA,en;q=0.5")[:200]
    assert 'lang="en"' in see(Client(), accept_language="de,en;q=0.5")[:200]
    assert 'lang="fr"' in see(Client(), accept_language="de")[:200]
    client.get(HOME + "?lang=en")
    cookie = client.cookies[LANGUAGE_COOKIE]
    assert (cookie.value, cookie["path"], cookie["httponly"]) == ("en", "/p/", True)
    assert 'lang="en"' in see(client, accept_language="fr")[:200]


def test_a_page_in_one_language_offers_no_switch(client: Client) -> None:
    make_page("english", "Ashcombe", ["en"], NOW)
    html = see(client, "/p/english/?lang=fr")
    assert 'lang="en"' in html[:200]
    assert "?lang=" not in html


def test_the_theme_is_remembered_and_never_invented(client: Client) -> None:
    assert "data-theme" not in see(client)
    assert 'data-theme="dark"' in see(client, HOME + "?theme=dark")
    assert client.cookies[THEME_COOKIE].value == "dark"
    assert 'data-theme="dark"' in see(client)
    assert "evil" not in see(Client(), HOME + "?theme=evil&lang=evil")


def test_every_answer_carries_the_strict_policy(client: Client, write: Write) -> None:
    comment = write("Un")
    for address in (
        HOME,
        f"{HOME}m/{comment.public_id}/",
        "/p/nowhere/",
        f"{HOME}m/nothing/",
        f"{HOME}m/{comment.public_id}/change",
    ):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script" not in policy


def test_no_page_carries_a_script_a_style_or_a_handler(client: Client, write: Write) -> None:
    comment = write("Un")
    for address in (HOME, f"{HOME}m/{comment.public_id}/", "/p/nowhere/"):
        html = client.get(address).content.decode()
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|<iframe|https?://", html), address


def test_an_unknown_address_is_a_page_in_words(client: Client) -> None:
    response = client.get("/p/nowhere/", headers={"accept-language": "fr"})
    assert response.status_code == 404
    assert "Cette page n’existe pas" in said(response.content.decode())
    assert client.get(f"{HOME}m/nothing/").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_taken(client: Client, method: str) -> None:
    assert client.generic(method, HOME).status_code == 405
