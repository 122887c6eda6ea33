"""The screens of a page, as visitors meet them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from detente.publicpage.actions import delete_comment, edit_comment, make_page, welcome_visitor
from detente.publicpage.brand_actions import Reply, hide_comment, post_reply
from detente.publicpage.models import Comment, Notice, State, Visitor
from detente.publicpage.visitor import LANGUAGE_COOKIE, THEME_COOKIE, VISITOR_COOKIE
from tests.publicpage.conftest import NOW, StillClock, Write

HOME = "/p/ferrolane/"
pytestmark = pytest.mark.usefixtures("page", "still_clock")


@pytest.fixture
def client() -> Client:
    """A browser that prefers English."""
    return Client(headers={"accept-language": "en"})


def see(client: Client, address: str = HOME, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.content
    return response.content.decode()


def said(html: str) -> str:
    html = re.sub(r"</?bdi>", "", html)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def token_in(html: str) -> str:
    return re.findall(r'name="token" value="([^"]+)"', html)[0]


def post(client: Client, address: str = HOME, *, token: str | None = None, follow: bool = False, **fields: str):
    fields["token"] = token if token is not None else token_in(client.get(HOME).content.decode())
    return client.post(address, fields, follow=follow, headers={"origin": "http://testserver"})


def known(client: Client, number: int = 0) -> Visitor:
    """The visitor whose cookie this browser holds."""
    return Comment.objects.filter(ours=False).order_by("id")[number].visitor


def hide(comment: Comment, **changes: object) -> None:
    order = {"notice": "Votre message vise une personne.", "clause": "Article 3 : injure visant une personne"}
    until = NOW + timedelta(days=15)
    hide_comment("ferrolane", comment.public_id, **(order | {"contest_until": until, "now": NOW} | changes))  # type: ignore[arg-type]


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


def test_the_author_changes_and_deletes_his_own_message(client: Client) -> None:
    post(client, text="Un", name="Odile")
    comment = Comment.objects.get()
    address = f"{HOME}m/{comment.public_id}/change"
    assert ">\nUn</textarea>" in see(client, address)
    assert post(client, address, text="Deux").status_code == 303
    html = see(client)
    assert "Deux" in html
    assert "changed today, 15:00" in said(html)
    assert post(client, address, delete="1").url == HOME
    assert "Odile" not in see(client)
    assert Comment.objects.get().state == State.DELETED


def test_nobody_else_sees_the_way_to_change_a_message(client: Client, write: Write) -> None:
    address = f"{HOME}m/{write('Un').public_id}/change"
    assert client.get(address).status_code == 403
    assert post(client, address, text="Autre").status_code == 403
    post(client, text="Bonjour")
    assert client.get(address).status_code == 403
    assert Comment.objects.filter(text="Un").exists()


def test_an_edit_that_is_refused_keeps_what_was_typed(client: Client) -> None:
    post(client, text="Un")
    response = post(client, f"{HOME}m/{Comment.objects.get().public_id}/change", text="x" * 5001)
    assert response.status_code == 422
    assert "x" * 5001 in response.content.decode()


def test_a_deleted_message_leaves_a_dated_line_only_where_others_answered(client: Client, write: Write) -> None:
    visitor = welcome_visitor(NOW)
    answered, alone = write("Un", visitor=visitor), write("Deux", visitor=visitor)
    write("Je réponds", parent=answered.public_id)
    for comment in (answered, alone):
        delete_comment(comment.public_id, visitor, now=NOW)
    html = said(see(client))
    assert html.count("Message deleted by its author on 20 November.") == 1
    assert "Je réponds" in html
    assert "1 message " in html


def test_a_hidden_message_leaves_a_dated_line_with_its_clause(client: Client, write: Write) -> None:
    hide(write("Injure", name="Gaspard"))
    html = see(client, HOME + "?lang=fr")
    assert "Injure" not in html
    assert "Gaspard" not in html
    assert "Message retiré le 20 novembre. Article 3 : injure visant une personne." in said(html)
    assert "Votre message vise une personne" not in html


def test_its_author_reads_what_why_and_how_and_contests(client: Client) -> None:
    post(client, text="Mon propos")
    comment = Comment.objects.get()
    hide(comment)
    words = said(see(client))
    for part in (
        "Votre message vise une personne.",
        "Article 3 : injure visant une personne",
        "Mon propos",
        "until 5 December",
    ):
        assert part in words
    address = f"{HOME}m/{comment.public_id}/contest"
    assert post(client, address, text="C’est une critique").status_code == 303
    assert Notice.objects.get().contest_text == "C’est une critique"
    assert "You contested this today, 15:00" in said(see(client))
    again = post(client, address, text="Encore")
    assert again.status_code == 409


def test_a_contest_that_is_too_short_keeps_its_text_and_says_so(client: Client) -> None:
    post(client, text="Mon propos")
    comment = Comment.objects.get()
    hide(comment)
    response = post(client, f"{HOME}m/{comment.public_id}/contest", text="é")
    html = response.content.decode()
    assert (response.status_code, html.count('role="alert"')) == (422, 1)
    assert ">\né</textarea>" in html


def test_the_time_to_contest_ends(client: Client, still_clock: StillClock) -> None:
    post(client, text="Mon propos")
    comment = Comment.objects.get()
    hide(comment, contest_until=NOW + timedelta(minutes=5))
    token = token_in(see(client))
    still_clock.pass_(minutes=6)
    assert "The time to contest is over." in said(see(client))
    assert post(client, f"{HOME}m/{comment.public_id}/contest", token=token, text="Trop tard").status_code == 409


def test_a_stranger_contests_nothing(client: Client, write: Write) -> None:
    comment = write("Mon propos")
    hide(comment)
    assert post(client, f"{HOME}m/{comment.public_id}/contest", text="À sa place").status_code == 403
    assert Notice.objects.get().contested_at is None


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


def test_a_text_that_was_edited_shows_only_its_last_words(client: Client, write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = write("Premiers mots", visitor=visitor)
    edit_comment(comment.public_id, visitor, "Derniers mots", now=NOW)
    html = see(client)
    assert "Derniers mots" in html
    assert "Premiers mots" not in html
