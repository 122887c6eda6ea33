"""The JSON API of a page, as a desk meets it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from detente.publicpage.actions import delete_comment, edit_comment, make_page, welcome_visitor
from detente.publicpage.models import Comment, Page
from tests.publicpage.conftest import NOW, Api, StillClock, Write

ADDRESSES = [
    ("GET", "whoami"),
    ("GET", "changes"),
    ("POST", "comments"),
    ("GET", "comments/x"),
    ("GET", "comments/x/replies"),
    ("GET", "comments/x/contact"),
    ("POST", "comments/x/hide"),
    ("POST", "comments/x/restore"),
    ("GET", "replies/by-key/x"),
]


def code(response) -> tuple[int, str]:
    return response.status_code, response.json()["error"]["code"]


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer wrong", "Basic {token}", "{token}", "Bearer é\udce9"]
)
def test_no_address_opens_without_the_token(
    method: str, path: str, authorization: str | None, token: str, client: Client, still_clock: StillClock
) -> None:
    headers = {"authorization": authorization.format(token=token)} if authorization is not None else {}
    response = client.generic(method, f"/p/ferrolane/api/v1/{path}", b"{", headers=headers)
    assert code(response) == (401, "unauthorized")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_token_of_one_page_opens_no_other(api: Api) -> None:
    make_page("other", "Other", ["en"], NOW)
    api.slug = "other"
    assert code(api.get("whoami")) == (401, "unauthorized")
    api.slug = "nowhere"
    assert code(api.get("whoami")) == (401, "unauthorized")


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_each_address_takes_one_method(method: str, path: str, api: Api) -> None:
    other = api.post(path) if method == "GET" else api.get(path)
    assert code(other) == (405, "method")


def test_a_desk_learns_where_it_is(api: Api, write: Write) -> None:
    write("Un")
    told = api.get("whoami").json()
    assert (told["page"], told["brand"], told["title"], told["last_change"]) == (
        "ferrolane",
        "Ferrolane",
        "Livre d’or",
        1,
    )
    assert told["now"] == NOW.isoformat()


def test_the_feed_goes_on_where_it_stopped(api: Api, write: Write) -> None:
    for number in range(1, 6):
        write(f"Message {number}")
    first = api.get("changes", limit=2).json()
    assert ([c["seq"] for c in first["changes"]], first["next"], first["more"]) == ([1, 2], 2, True)
    rest = api.get("changes", after=first["next"]).json()
    assert ([c["seq"] for c in rest["changes"]], rest["next"], rest["more"]) == ([3, 4, 5], 5, False)
    assert api.get("changes", after=5).json() == {"changes": [], "next": 5, "more": False}


def test_each_change_carries_the_text_of_its_own_revision(api: Api, write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = write("Un", visitor=visitor, name="Odile", language="fr")
    edit_comment(comment.public_id, visitor, "Deux", now=NOW)
    created, edited = api.get("changes").json()["changes"]
    assert [(c["kind"], c["item"]["text"], c["item"]["revision"]) for c in (created, edited)] == [
        ("created", "Un", 1),
        ("edited", "Deux", 2),
    ]
    item = edited["item"]
    assert (item["author"]["name"], item["ours"], item["state"], item["language"]) == ("Odile", False, "visible", "fr")
    assert item["url"] == f"http://testserver/p/ferrolane/m/{comment.public_id}/#m-{comment.public_id}"
    delete_comment(comment.public_id, visitor, now=NOW)
    assert {c["item"]["text"] for c in api.get("changes").json()["changes"]} == {""}


def test_an_author_has_another_name_on_another_page(api: Api, write: Write) -> None:
    from detente.publicpage.payloads import author_id

    visitor = welcome_visitor(NOW)
    write("Un", visitor=visitor)
    told = api.get("changes").json()["changes"][0]["item"]["author"]["id"]
    page = Page.objects.get()
    assert told == author_id(visitor.public_id, page)
    page.pk += 1
    assert told != author_id(visitor.public_id, page)


@pytest.mark.parametrize(
    "query",
    [
        {"after": "x"},
        {"after": "-1"},
        {"after": "9" * 30},
        {"after": "٣"},
        {"limit": "0"},
        {"limit": "101"},
        {"limit": ""},
    ],
)
def test_a_number_that_is_none_is_refused_by_name(query: dict[str, str], api: Api) -> None:
    response = api.get("changes", **query)
    assert code(response) == (422, "invalid")
    assert response.json()["error"]["field"] == next(iter(query))


def test_a_reply_is_written_once_under_its_key(api: Api, write: Write) -> None:
    parent = write("Un").public_id
    body = {"key": "k1", "parent": parent, "text": "Merci", "signed_as": "Inès"}
    first, again = api.post("comments", body), api.post("comments", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert code(api.post("comments", body | {"text": "Autre"})) == (409, "conflict")
    assert api.get("replies/by-key/k1").json() == first.json()
    assert Comment.objects.filter(ours=True).count() == 1


def test_without_a_key_each_request_writes(api: Api, write: Write) -> None:
    body = {"parent": write("Un").public_id, "text": "Merci", "signed_as": "Inès"}
    assert {api.post("comments", body).status_code for _ in range(2)} == {201}
    assert Comment.objects.filter(ours=True).count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": None}, "text"),
        ({"text": 3}, "text"),
        ({"text": ""}, "text"),
        ({"text": "a" * 5001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "a\ud800b"}, "text"),
        ({"signed_as": ""}, "signed_as"),
        ({"signed_as": ["Inès"]}, "signed_as"),
        ({"parent": 7}, "parent"),
        ({"key": ""}, "key"),
        ({"key": 7}, "key"),
    ],
)
def test_a_reply_that_cannot_be_kept_names_its_field(
    change: dict[str, object], field: str, api: Api, write: Write
) -> None:
    body = {"key": "k1", "parent": write("Un").public_id, "text": "Merci", "signed_as": "Inès"} | change
    response = api.post("comments", json.dumps(body))
    assert (code(response), response.json()["error"]["field"]) == ((422, "invalid"), field)
    assert not Comment.objects.filter(ours=True).exists()


@pytest.mark.parametrize("parent", ["nothing", "a\x00b", ""])
def test_a_reply_to_nothing_is_not_found(parent: str, api: Api) -> None:
    response = api.post("comments", json.dumps({"parent": parent, "text": "Merci", "signed_as": "Inès"}))
    assert code(response) == (404, "not_found")


def test_a_parent_of_another_page_is_not_found(api: Api, write: Write) -> None:
    from detente.publicpage.actions import Entry, Sender, post_comment

    make_page("other", "Other", ["en"], NOW)
    elsewhere = post_comment("other", Entry("Hello"), Sender(), now=NOW).public_id
    for path in (f"comments/{elsewhere}", f"comments/{elsewhere}/replies"):
        assert code(api.get(path)) == (404, "not_found")
    order = {"notice": "n", "clause": "c"}
    assert code(api.post(f"comments/{elsewhere}/hide", order)) == (404, "not_found")
    reply = {"parent": elsewhere, "text": "Merci", "signed_as": "Inès"}
    assert code(api.post("comments", reply)) == (404, "not_found")


def test_a_deleted_comment_is_gone(api: Api, write: Write) -> None:
    visitor = welcome_visitor(NOW)
    comment = write("Un", visitor=visitor)
    delete_comment(comment.public_id, visitor, now=NOW)
    for response in (
        api.get(f"comments/{comment.public_id}"),
        api.post("comments", {"parent": comment.public_id, "text": "Merci", "signed_as": "Inès"}),
        api.post(f"comments/{comment.public_id}/hide", {"notice": "n", "clause": "c"}),
        api.post(f"comments/{comment.public_id}/restore"),
    ):
        assert code(response) == (410, "gone")


def test_replies_stand_in_their_order(api: Api, write: Write) -> None:
    parent = write("Un").public_id
    write("Deux", parent=parent)
    api.post("comments", {"parent": parent, "text": "Merci", "signed_as": "Inès"})
    told = api.get(f"comments/{parent}/replies").json()["replies"]
    assert [(each["text"], each["ours"]) for each in told] == [("Deux", False), ("Merci", True)]


def test_a_reply_of_ours_is_told_even_under_a_flood_of_others(api: Api, write: Write) -> None:
    parent = write("Un").public_id
    api.post("comments", {"parent": parent, "text": "Merci", "signed_as": "Inès"})
    for number in range(60):
        write(f"Moi aussi {number}", parent=parent)
    told = api.get(f"comments/{parent}/replies").json()["replies"]
    assert (len(told), [each["text"] for each in told if each["ours"]]) == (51, ["Merci"])


def test_a_hide_and_a_restore_are_done_once_however_often_asked(api: Api, write: Write) -> None:
    comment = write("Un").public_id
    until = (NOW + timedelta(days=15)).isoformat()
    order = {"notice": "Votre message", "clause": "Article 3", "contest_until": until}
    for _ in range(2):
        assert api.post(f"comments/{comment}/hide", order).json()["state"] == "hidden"
    for _ in range(2):
        assert api.post(f"comments/{comment}/restore").json()["state"] == "visible"
    assert [each["kind"] for each in api.get("changes").json()["changes"]] == ["created", "hidden", "restored"]


@pytest.mark.parametrize("until", ["tomorrow", "2026-11-20", "2026-11-20T10:00:00", "2026-13-20T10:00:00Z", 5])
def test_a_time_without_an_offset_is_refused(until: object, api: Api, write: Write) -> None:
    order = {"notice": "n", "clause": "c", "contest_until": until}
    response = api.post(f"comments/{write('Un').public_id}/hide", json.dumps(order))
    assert (code(response), response.json()["error"]["field"]) == ((422, "invalid"), "contest_until")


def test_an_address_left_for_the_brand_is_told_apart_and_never_in_the_feed(api: Api, write: Write) -> None:
    comment = write("Un", email="odile@example.org").public_id
    assert api.get(f"comments/{comment}/contact").json() == {"email": "odile@example.org"}
    assert api.get(f"comments/{write('Deux').public_id}/contact").json() == {"email": None}
    assert "odile@example.org" not in api.get("changes").content.decode()


@pytest.mark.parametrize("body", ["", "[]", "null", "3", '"x"', "{", "\xff", "[" * 60_000, '{"a": ' * 9000, "9" * 9000])
def test_a_body_that_is_no_object_is_malformed(body: str, api: Api) -> None:
    response = api.client.generic(
        "POST", "/p/ferrolane/api/v1/comments", body.encode("latin-1"), "application/json", headers=api.headers()
    )
    assert code(response) in ((400, "malformed"), (422, "invalid"))
    assert (code(response)[0] == 422) == (body == "")


def test_a_body_of_a_megabyte_is_refused_unread(api: Api, write: Write) -> None:
    body = {"parent": write("Un").public_id, "text": "a" * 1_000_000, "signed_as": "Inès"}
    assert code(api.post("comments", body)) == (413, "too_large")


def test_the_message_of_a_hostile_visitor_comes_out_as_plain_json(api: Api, write: Write) -> None:
    hostile = '</script><script>alert(1)</script>"\\\u2028\u202e'
    write(hostile, name=hostile[:80])
    response = api.get("changes")
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.json()["changes"][0]["item"]["text"] == hostile
