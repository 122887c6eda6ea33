"""A file may hold anything: half a character, numbers without end, years that no calendar has."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tests.desk.makers import NOON, a_brand, a_channel, a_person

from detente.contracts.people import Role
from detente.desk.actions.import_upload import Choice, confirm_upload, put_upload
from detente.desk.models import Channel, ImportUpload, Message
from detente.desk.queries.import_preview import upload_page
from detente.workers.loop import Loop
from detente.workers.take_in import import_work

pytestmark = pytest.mark.django_db

GOOD = b'{"id": "good", "text": "Colis perdu", "posted_at": "2026-11-20T09:00:00Z"}'
COLUMNS = {"id": "id", "text": "text", "posted_at": "posted_at"}


@pytest.fixture
def channel(db: None) -> Channel:
    return a_channel(a_brand())


def _brought_in(channel: Channel, *lines: bytes, name: str = "a.jsonl") -> ImportUpload:
    """The file looked at, previewed, confirmed and taken in."""
    lead = a_person(channel.brand, Role.LEAD).id
    upload_id = put_upload(lead, channel.id, name, b"\n".join([*lines, GOOD]) + b"\n", now=NOON)
    assert upload_page(lead, upload_id).numbers is not None
    confirm_upload(lead, upload_id, Choice(COLUMNS, "iso", "Europe/Paris", False), now=NOON)
    Loop("import", [import_work()], now=lambda: NOON + timedelta(minutes=1)).drain()
    assert Message.objects.filter(external_id="good").exists()
    return ImportUpload.objects.get()


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "bad", "text": "x", "posted_at": ' + b"1" * 5000 + b"}",
        b'{"id": "bad", "text": "x", "posted_at": "0001-01-01"}',
        b'{"id": "bad", "text": "x", "posted_at": "1901-02-03"}',
        b'{"id": "bad", "text": "x", "posted_at": "9999-12-31T23:59:59"}',
        b'{"id": "bad", "text": "x", "posted_at": "\\ud83d\\u0000"}',
    ],
)
def test_one_line_that_nobody_can_read_is_refused_and_the_rest_comes_in(channel: Channel, line: bytes) -> None:
    upload = _brought_in(channel, line)
    assert (upload.state, upload.progress["refused"], Message.objects.count()) == ("done", 1, 1)


def test_half_a_character_in_a_text_is_taken_in_and_shown_as_lost(channel: Channel) -> None:
    upload = _brought_in(
        channel, json.dumps({"id": "half", "text": "Merci \ud83d", "posted_at": "2026-11-20"}).encode()
    )
    assert upload.state == "done"
    assert Message.objects.get(external_id="half").revisions.get().text == "Merci \ufffd"


def test_half_a_character_in_an_id_stops_neither_preview_nor_import(channel: Channel) -> None:
    upload = _brought_in(channel, json.dumps({"id": "a\ud83d", "text": "x", "posted_at": "2026-11-20"}).encode())
    assert upload.state == "done"


def test_half_a_character_in_the_name_of_a_column_is_no_obstacle(channel: Channel) -> None:
    assert _brought_in(channel, json.dumps({"\ud83d": "1", "id": "c", "text": "x"}).encode()).state == "done"
