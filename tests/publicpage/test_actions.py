"""What visitors and the brand write on a page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from detente.contracts.refusals import Refused
from detente.contracts.words import Words
from detente.publicpage.actions import (
    Entry,
    Sender,
    contest_notice,
    delete_comment,
    edit_comment,
    hash_token,
    make_page,
    post_comment,
    renew_token,
    welcome_visitor,
)
from detente.publicpage.brand_actions import Reply, hide_comment, post_reply, restore_comment
from detente.publicpage.flood import Limits
from detente.publicpage.models import Change, Comment, CommentRevision, FloodCount, FloodSalt, Notice, Page, State
from tests.publicpage.conftest import NOW, Write


def kinds(page: Page) -> list[tuple[int, str]]:
    return list(Change.objects.filter(page=page).order_by("seq").values_list("seq", "kind"))


def hide(comment: Comment, **changes: object) -> Comment:
    order = {"notice": "Votre message vise une personne.", "clause": "Article 3 : injure", "contest_until": None}
    return hide_comment("ferrolane", comment.public_id, **(order | {"now": NOW} | changes))  # type: ignore[arg-type]


def test_a_token_is_shown_once_and_kept_as_a_hash(token: str, page: Page) -> None:
    assert page.token_hash == hash_token(token)
    assert token not in str(vars(page))


def test_a_new_token_stops_the_old_one(token: str) -> None:
    fresh = renew_token("ferrolane")
    assert fresh != token
    assert Page.objects.get().token_hash == hash_token(fresh)
    with pytest.raises(Refused, match="no such page"):
        renew_token("nowhere")


def test_two_pages_never_share_an_address(page: Page) -> None:
    with pytest.raises(Refused, match="already has the address"):
        make_page("ferrolane", "Other", ["fr"], NOW)


def test_a_page_speaks_a_language(db: None) -> None:
    with pytest.raises(Refused, match="at least one language"):
        make_page("x", "X", ["de"], NOW)
    make_page("x", "X", ["en", "de"], NOW, title=Words(fr="Votre avis", en="Your say"), hours=Words(fr="h", en="h"))
    assert Page.objects.get(slug="x").languages == ["en"]


@pytest.mark.parametrize("slug", ["", "A", "a b", "-a", "a/b"])
def test_the_database_keeps_addresses_of_pages_plain(slug: str, db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_page(slug, "X", ["fr"], NOW)


def test_every_change_has_the_next_number(page: Page, write: Write) -> None:
    visitor = welcome_visitor(NOW)
    first = write("Le quai est sale", visitor=visitor)
    edit_comment(first.public_id, visitor, "Le quai est très sale", now=NOW)
    hide(first)
    contest_notice(first.public_id, visitor, "C’est une critique", now=NOW)
    restore_comment("ferrolane", first.public_id, now=NOW)
    post_reply("ferrolane", Reply(first.public_id, "Merci", "Inès", "k1"), now=NOW)
    delete_comment(first.public_id, visitor, now=NOW)
    assert kinds(page) == [
        (1, "created"),
        (2, "edited"),
        (3, "hidden"),
        (4, "contested"),
        (5, "restored"),
        (6, "created"),
        (7, "deleted"),
    ]
    assert Page.objects.get().next_change == 8
    assert Comment.objects.get(pk=first.pk).change_seq == 7


def test_pages_count_apart(page: Page, write: Write) -> None:
    make_page("other", "Other", ["en"], NOW)
    write("Un")
    other = post_comment("other", Entry("One"), Sender(), now=NOW)
    assert other.change_seq == 1


def test_doing_it_again_changes_nothing(page: Page, write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = write("Bonjour", visitor=visitor)
    edit_comment(comment.public_id, visitor, "Bonjour", now=NOW)
    hide(comment)
    hide(comment, notice="Autre avis")
    restore_comment("ferrolane", comment.public_id, now=NOW)
    restore_comment("ferrolane", comment.public_id, now=NOW)
    delete_comment(comment.public_id, visitor, now=NOW)
    delete_comment(comment.public_id, visitor, now=NOW)
    assert [kind for _, kind in kinds(page)] == ["created", "hidden", "restored", "deleted"]


def test_without_a_cookie_each_message_has_an_author_of_its_own(write: Write) -> None:
    assert write("Un", name="Odile").visitor != write("Deux", name="Odile").visitor


def test_the_text_is_kept_to_the_letter(write: Write) -> None:
    odd = "  <b>non</b>\u202e\u200b \n\n fin  "
    assert Comment.objects.get(pk=write(odd).pk).text == odd


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a few words"),
        (" \n\t\u200b\u2060 a", "a few words"),
        ("a" * 5003, "3 characters too long"),
        ("a\x00b", "invisible character"),
        ("a\ud800b", "invisible character"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_and_leaves_no_trace(text: str, sentence: str, page: Page) -> None:
    with pytest.raises(Refused, match=sentence):
        post_comment("ferrolane", Entry(text), Sender(), now=NOW)
    assert not Comment.objects.exists()


def test_a_message_of_the_greatest_length_is_published(write: Write) -> None:
    assert len(write("é" * 5000).text) == 5000


@pytest.mark.parametrize("name", ["n" * 81, "a\x00b"])
def test_a_name_that_cannot_be_kept_is_refused(name: str, page: Page) -> None:
    with pytest.raises(Refused, match="name cannot be kept"):
        post_comment("ferrolane", Entry("Bonjour", name), Sender(), now=NOW)


def test_the_same_form_sent_twice_writes_once(page: Page) -> None:
    entry = Entry("Bonjour", form_key="f1")
    first = post_comment("ferrolane", entry, Sender(), now=NOW)
    assert post_comment("ferrolane", entry, Sender(), now=NOW) == first
    other = post_comment("ferrolane", Entry("Autre chose", form_key="f1"), Sender(), now=NOW)
    assert (other != first, Comment.objects.count()) == (True, 2)


def test_an_answer_joins_the_thread_of_what_it_answers(write: Write) -> None:
    first = write("Un")
    second = write("Deux", parent=first.public_id)
    third = write("Trois", parent=second.public_id)
    assert (third.thread, third.parent, third.root) == (first, second, first)


def test_an_answer_to_a_message_that_is_gone_is_refused(write: Write) -> None:
    first = write("Un")
    hide(first)
    with pytest.raises(Refused, match="no longer online"):
        write("Deux", parent=first.public_id)
    with pytest.raises(Refused, match="no longer online"):
        write("Deux", parent="nothing")


def test_only_its_author_changes_a_message(write: Write) -> None:
    comment = write("Un", visitor=welcome_visitor(NOW))
    stranger = welcome_visitor(NOW)
    for attempt in (
        lambda: edit_comment(comment.public_id, stranger, "Autre", now=NOW),
        lambda: delete_comment(comment.public_id, stranger, now=NOW),
        lambda: contest_notice(comment.public_id, stranger, "Non", now=NOW),
    ):
        with pytest.raises(Refused, match="only its author"):
            attempt()


def test_a_reply_of_the_brand_belongs_to_no_visitor(write: Write) -> None:
    reply, _ = post_reply("ferrolane", Reply(write("Un").public_id, "Merci", "Inès"), now=NOW)
    with pytest.raises(Refused, match="only its author"):
        edit_comment(reply.public_id, welcome_visitor(NOW), "Autre", now=NOW)


def test_an_edit_keeps_every_text(write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = edit_comment(write("Un", visitor=visitor).public_id, visitor, "Deux", now=NOW)
    assert list(CommentRevision.objects.order_by("number").values_list("number", "text")) == [(1, "Un"), (2, "Deux")]
    assert (comment.text, comment.revision, comment.edited_at) == ("Deux", 2, NOW)


def test_a_deleted_message_keeps_no_word_of_its_author(write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = write("Secret", visitor=visitor, name="Odile", email="o@example.org")
    edit_comment(comment.public_id, visitor, "Autre secret", now=NOW)
    delete_comment(comment.public_id, visitor, now=NOW)
    kept = Comment.objects.get()
    assert (kept.state, kept.text, kept.name, kept.email) == (State.DELETED, "", "", "")
    assert set(CommentRevision.objects.values_list("text", flat=True)) == {""}
    with pytest.raises(Refused, match="no longer online"):
        edit_comment(comment.public_id, visitor, "Retour", now=NOW)


def test_a_deleted_message_can_neither_be_hidden_nor_answered_by_the_brand(write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = delete_comment(write("Un", visitor=visitor).public_id, visitor, now=NOW)
    with pytest.raises(Refused, match="deleted by its author"):
        hide(comment)
    with pytest.raises(Refused, match="deleted by its author"):
        post_reply("ferrolane", Reply(comment.public_id, "Merci", "Inès"), now=NOW)


def test_the_database_itself_refuses_words_of_a_deleted_message(write: Write) -> None:
    comment = write("Un")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(state=State.DELETED)


def test_a_key_publishes_once_for_ever(page: Page, write: Write) -> None:
    parent = write("Un").public_id
    first, written = post_reply("ferrolane", Reply(parent, "Merci", "Inès", "k1"), now=NOW)
    again, rewritten = post_reply("ferrolane", Reply(parent, "Merci", "Inès", "k1"), now=NOW + timedelta(days=4000))
    assert (again, written, rewritten) == (first, True, False)
    assert [kind for _, kind in kinds(page)] == ["created", "created"]


def test_a_key_answers_even_after_its_parent_is_gone(write: Write) -> None:
    visitor = welcome_visitor(NOW)
    parent = write("Un", visitor=visitor)
    first, _ = post_reply("ferrolane", Reply(parent.public_id, "Merci", "Inès", "k1"), now=NOW)
    delete_comment(parent.public_id, visitor, now=NOW)
    assert post_reply("ferrolane", Reply(parent.public_id, "Merci", "Inès", "k1"), now=NOW) == (first, False)


@pytest.mark.parametrize("change", ["text", "parent"])
def test_a_key_with_another_content_is_refused(change: str, write: Write) -> None:
    parent, other = write("Un").public_id, write("Deux").public_id
    post_reply("ferrolane", Reply(parent, "Merci", "Inès", "k1"), now=NOW)
    moved = Reply(other, "Merci", "Inès", "k1") if change == "parent" else Reply(parent, "Autre", "Inès", "k1")
    with pytest.raises(Refused, match="already holds a reply"):
        post_reply("ferrolane", moved, now=NOW)


def test_without_a_key_every_request_publishes(write: Write) -> None:
    reply = Reply(write("Un").public_id, "Merci", "Inès")
    assert post_reply("ferrolane", reply, now=NOW)[0] != post_reply("ferrolane", reply, now=NOW)[0]


@pytest.mark.parametrize("signed_as", ["", "  ", "n" * 81, "a\x00"])
def test_a_reply_is_signed(signed_as: str, write: Write) -> None:
    with pytest.raises(Refused, match="is signed"):
        post_reply("ferrolane", Reply(write("Un").public_id, "Merci", signed_as), now=NOW)


@pytest.mark.parametrize("key", ["", "k" * 201, "a\x00", "a/b", "..", "é"])
def test_a_key_is_plain(key: str, write: Write) -> None:
    with pytest.raises(Refused, match="plain letters"):
        post_reply("ferrolane", Reply(write("Un").public_id, "Merci", "Inès", key), now=NOW)


def test_a_hide_needs_its_notice_and_its_clause(write: Write) -> None:
    comment = write("Un")
    for empty in ({"notice": " "}, {"clause": ""}, {"clause": "c" * 301}, {"notice": "a\x00"}):
        with pytest.raises(Refused, match="carries a notice"):
            hide(comment, **empty)
    assert Comment.objects.get().state == State.VISIBLE


def test_a_hidden_message_is_not_answered_by_the_brand(write: Write) -> None:
    comment = hide(write("Un"))
    with pytest.raises(Refused, match="restore it"):
        post_reply("ferrolane", Reply(comment.public_id, "Merci", "Inès"), now=NOW)


def test_a_notice_is_contested_once_and_in_time(write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = hide(write("Un", visitor=visitor), contest_until=NOW + timedelta(days=1))
    with pytest.raises(Refused, match="is over"):
        contest_notice(comment.public_id, visitor, "Trop tard", now=NOW + timedelta(days=2))
    contest_notice(comment.public_id, visitor, "C’est faux", now=NOW)
    with pytest.raises(Refused, match="already been received"):
        contest_notice(comment.public_id, visitor, "Encore", now=NOW)
    assert Notice.objects.get().contest_text == "C’est faux"


def test_nothing_is_contested_while_nothing_is_removed(write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = write("Un", visitor=visitor)
    with pytest.raises(Refused, match="nothing to contest"):
        contest_notice(comment.public_id, visitor, "Pourquoi", now=NOW)


def test_a_message_may_be_hidden_again_after_it_came_back(write: Write) -> None:
    comment = write("Un")
    hide(comment)
    restore_comment("ferrolane", comment.public_id, now=NOW)
    hide(comment)
    assert Notice.objects.filter(restored_at=None).count() == 1


def test_a_visitor_in_a_hurry_is_asked_to_wait(write: Write) -> None:
    visitor = welcome_visitor(NOW)
    for number in range(6):
        write(f"Message {number}", visitor=visitor, now=NOW)
    with pytest.raises(Refused, match="in 10 min") as refusal:
        write("Un de plus", visitor=visitor, now=NOW)
    assert refusal.value.facts == {"minutes": 10}
    assert write("Un de plus", visitor=visitor, now=NOW + timedelta(minutes=10)).pk


def test_an_address_has_limits_of_its_own(page: Page) -> None:
    sender = Sender(None, "203.0.113.9", Limits(address=(2, 10)))
    for text in ("Un", "Deux"):
        post_comment("ferrolane", Entry(text), sender, now=NOW)
    with pytest.raises(Refused, match="please send it again"):
        post_comment("ferrolane", Entry("Trois"), sender, now=NOW)
    assert post_comment("ferrolane", Entry("Trois"), Sender(None, "203.0.113.10"), now=NOW).pk


def test_a_day_has_a_limit_too(page: Page) -> None:
    sender = Sender(None, "203.0.113.9", Limits(address=(10, 1)))
    post_comment("ferrolane", Entry("Un"), sender, now=NOW)
    with pytest.raises(Refused, match="in 570 min"):
        post_comment("ferrolane", Entry("Deux"), sender, now=NOW + timedelta(minutes=30))


def test_what_was_refused_for_its_number_is_not_counted(page: Page) -> None:
    sender = Sender(None, "203.0.113.9", Limits(address=(1, 10)))
    post_comment("ferrolane", Entry("Un"), sender, now=NOW)
    counts = set(FloodCount.objects.values_list("sender", "window", "count"))
    with pytest.raises(Refused):
        post_comment("ferrolane", Entry("Deux"), sender, now=NOW)
    assert set(FloodCount.objects.values_list("sender", "window", "count")) == counts


def test_no_address_is_kept_and_yesterdays_salt_is_destroyed(page: Page) -> None:
    for day in range(2):
        post_comment("ferrolane", Entry(f"Jour {day}"), Sender(None, "203.0.113.9"), now=NOW + timedelta(days=day))
    assert FloodSalt.objects.get().day == (NOW + timedelta(days=1)).date()
    assert set(FloodCount.objects.values_list("day", flat=True)) == {(NOW + timedelta(days=1)).date()}
    assert not any("203.0.113.9" in sender for sender in FloodCount.objects.values_list("sender", flat=True))
