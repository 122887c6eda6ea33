"""A picture is wished for with whatever is sealed; those of one page are taken in one visit, by one worker."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created

from detente.contracts.network import Change, ChangeKind, Item
from detente.desk.actions.claim_page import ATTEMPT_CAP, Page, claim_page, give_up_captures
from detente.desk.actions.plan_captures import want_capture
from detente.desk.actions.receive import receive
from detente.desk.models import Capture, Channel, Message

pytestmark = pytest.mark.django_db
LEASE = timedelta(seconds=90)


@pytest.fixture
def channel() -> Channel:
    return a_channel(a_brand(), "publicpage", "Page", base_url="https://page.example")


def shown(key: str, thread: str = "1", **fields: object) -> Item:
    address = f"https://page.example/p/{thread}#m-{key}"
    return replace(
        an_item(key, f"Colis {key} jamais reçu.", author=f"a-{key}", thread=thread), permalink=address, **fields
    )


def taken(seconds: int = 1) -> Page | None:
    return claim_page(lease=LEASE, now=NOON + timedelta(seconds=seconds))


def wishes(**fields: object) -> list[str]:
    return list(Capture.objects.filter(**fields).order_by("id").values_list("why", flat=True))


def test_what_arrives_is_wished_for_once_however_often_it_is_told(channel: Channel) -> None:
    for _ in range(2):
        receive(channel.id, created(shown("m1"), shown("m2")), now=NOON)
    assert wishes() == ["first", "first"]


@pytest.mark.parametrize("fields", [{"permalink": None}, {"private": True}, {"ours": True, "author": None}])
def test_what_has_no_public_page_or_is_ours_is_not_wished_for(channel: Channel, fields: dict[str, object]) -> None:
    receive(channel.id, created(replace(shown("m1"), **fields)), now=NOON)
    assert wishes() == []


def test_history_and_networks_without_pages_are_not_wished_for(channel: Channel) -> None:
    receive(channel.id, created(shown("m1")), now=NOON, historical=True)
    files = a_channel(channel.brand, "import", "File")
    receive(files.id, created(shown("m2")), now=NOON)
    assert wishes() == []


def test_an_edit_and_a_deletion_are_wishes_of_their_own(channel: Channel) -> None:
    receive(channel.id, created(shown("m1")), now=NOON)
    edited = replace(shown("m1"), text="Autre chose.", revision=2)
    receive(channel.id, [Change(ChangeKind.EDITED, "m1", edited, NOON)], now=NOON)
    receive(channel.id, [Change(ChangeKind.DELETED, "m1", None, NOON)], now=NOON)
    assert wishes() == ["first", "edited", "deleted"]


def test_the_messages_of_one_page_are_taken_in_one_visit(channel: Channel) -> None:
    receive(channel.id, created(shown("m1"), shown("m2"), shown("m3", "2")), now=NOON)
    first, second = taken(), taken()
    assert first is not None and second is not None and taken() is None
    assert [len(first.wants), len(second.wants)] == [2, 1]
    order = first.order("01JDETENTE0000000000000000", seconds=30)
    assert (order.url, order.hosts) == ("https://page.example/p/1", ("page.example",))
    assert [subject.anchors for subject in order.subjects] == [("m-m1",), ("m-m2",)]
    assert order.whole_page


def test_a_version_that_was_replaced_is_settled_without_a_visit(channel: Channel) -> None:
    receive(channel.id, created(shown("m1")), now=NOON)
    edited = replace(shown("m1"), text="Autre chose.", revision=2)
    receive(channel.id, [Change(ChangeKind.EDITED, "m1", edited, NOON)], now=NOON)
    page = taken()
    assert page is not None
    assert [want.why for want in page.wants] == ["edited"]
    assert wishes(state="done", stopped_by="text_differs") == ["first"]


def test_what_a_person_asks_for_goes_before_everything_that_waits(channel: Channel) -> None:
    receive(channel.id, created(shown("m1"), shown("m2", "2")), now=NOON)
    message = Message.objects.select_related("channel").get(external_id="m2")
    assert want_capture(message, now=NOON)
    assert not want_capture(message, now=NOON)
    page = taken()
    assert page is not None
    assert page.url.endswith("/p/2")
    assert [want.why for want in page.wants] == ["first", "asked"]
    assert len(page.order("01JDETENTE0000000000000000", seconds=30).subjects) == 1


def test_a_deleted_message_is_looked_for_as_gone(channel: Channel) -> None:
    receive(channel.id, created(shown("m1")), now=NOON)
    receive(channel.id, [Change(ChangeKind.DELETED, "m1", None, NOON)], now=NOON)
    page = taken()
    assert page is not None
    assert all(subject.gone for subject in page.order("01JDETENTE0000000000000000", seconds=30).subjects)


def test_workers_that_die_again_and_again_are_said_and_not_tried_for_ever(channel: Channel) -> None:
    receive(channel.id, created(shown("m1")), now=NOON)
    Capture.objects.update(attempts=ATTEMPT_CAP)
    assert taken() is None
    assert give_up_captures(NOON + timedelta(hours=1)) == 1
    assert wishes(state="done", stopped_by="failed") == ["first"]


def test_what_we_hid_ourselves_is_not_looked_at_once_more(channel: Channel) -> None:
    receive(channel.id, created(shown("m1")), now=NOON)
    Capture.objects.update(state="done", done_at=NOON)
    message = Message.objects.select_related("channel").get()
    assert want_capture(message, "hour", now=NOON)
    Message.objects.update(state="hidden")
    assert taken() is None
    assert wishes(why="hour", state="done", stopped_by="") == ["hour"]
