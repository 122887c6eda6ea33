"""What an author may do with his own message, before and after it was removed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from detente.publicpage.actions import delete_comment, edit_comment, welcome_visitor
from detente.publicpage.models import Comment, Notice, State
from tests.publicpage.browsing import HOME, hide, post, said, see, token_in
from tests.publicpage.conftest import NOW, StillClock, Write

pytestmark = pytest.mark.usefixtures("page", "still_clock")


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


def test_a_text_that_was_edited_shows_only_its_last_words(client: Client, write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = write("Premiers mots", visitor=visitor)
    edit_comment(comment.public_id, visitor, "Derniers mots", now=NOW)
    html = see(client)
    assert "Derniers mots" in html
    assert "Premiers mots" not in html
