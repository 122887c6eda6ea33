"""A file put here: guessed, chosen, confirmed, taken in batch by batch, taken over, stopped, forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from tests.desk.makers import NOON, a_brand, a_channel, a_person, read_all

from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions import import_upload as uploads
from detente.desk.actions.import_upload import (
    LARGEST,
    Choice,
    cancel_upload,
    choose_upload,
    claim_upload,
    confirm_upload,
    forget_uploads,
    import_some,
    put_upload,
)
from detente.desk.models import Case, Channel, ImportRun, ImportUpload, Message
from detente.desk.queries.import_preview import UploadPage, upload_page
from detente.journal.models import Event
from detente.workers.loop import Loop
from detente.workers.take_in import import_work

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(minutes=1)
ROWS = (
    b"Auteur;Commentaire;Date;n\n"
    b"Odile;Colis perdu;20/11/2026 09:00;1\n"
    b"Paul;Merci;21/11/2026 09:00;2\n"
    b"Zo;;21/11/2026 09:00;3\n"
    b"Zo;Trop tard;31/31/2026;4\n"
)
CHOICE = Choice(
    {"Auteur": "author", "Commentaire": "text", "Date": "posted_at", "n": "id"}, "dmy", "Europe/Paris", False
)


@pytest.fixture
def channel(db: None) -> Channel:
    return a_channel(a_brand())


@pytest.fixture
def lead(channel: Channel) -> int:
    return a_person(channel.brand, Role.LEAD).id


def put(channel: Channel, lead: int, content: bytes = ROWS, name: str = "a.csv") -> int:
    return put_upload(lead, channel.id, name, content, now=NOON)


def work(now=LATER) -> int:
    return Loop("test", [import_work()], now=lambda: now).drain()


def page(lead: int, upload: int) -> UploadPage:
    return upload_page(lead, upload)


def refusal(call, *args, **more) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        call(*args, **more)
    return refused.value.code


def test_a_file_is_guessed_and_shown_before_anything_comes_in(channel, lead):
    shown = page(lead, put(channel, lead))
    assert [(one.name, one.field) for one in shown.columns][:3] == [
        ("Auteur", "author"),
        ("Commentaire", "text"),
        ("Date", "posted_at"),
    ]
    assert (shown.dates, shown.encoding, shown.zone) == ("dmy", "utf-8", "Europe/Paris")
    assert [row.text for row in shown.rows] == ["Colis perdu", "Merci", "", ""]
    assert shown.rows[0].posted_at.isoformat() == "2026-11-20T09:00:00+01:00"
    assert [row.refused is None for row in shown.rows] == [True, True, False, False]
    numbers = shown.numbers
    assert (numbers.records, numbers.new, numbers.known, numbers.refused) == (4, 2, 0, 2)
    assert [(one.times, one.line) for one in numbers.reasons] == [(1, 4), (1, 5)]
    assert Message.objects.count() == 0


def test_what_is_chosen_is_what_is_shown(channel, lead):
    upload = put(channel, lead)
    choose_upload(lead, upload, replace(CHOICE, columns={"Auteur": "text"}, zone="UTC", live=True))
    shown = page(lead, upload)
    assert ([row.text for row in shown.rows], shown.zone, shown.live) == (["Odile", "Paul", "Zo", "Zo"], "UTC", True)
    assert shown.numbers.undated == 3, "the same author and words twice are one comment"


def test_known_and_changed_comments_are_counted_as_such(channel, lead):
    first = put(channel, lead)
    confirm_upload(lead, first, CHOICE, now=NOON)
    work()
    again = put(channel, lead, ROWS.replace(b"Merci", b"Merci bien"))
    choose_upload(lead, again, CHOICE)
    numbers = page(lead, again).numbers
    assert (numbers.new, numbers.known, numbers.revised) == (0, 1, 1)


def test_a_confirmed_file_is_taken_in_by_a_worker_and_reported(channel, lead):
    upload = put(channel, lead)
    confirm_upload(lead, upload, CHOICE, now=NOON)
    assert Message.objects.count() == 0
    assert work() == 1
    shown = page(lead, upload)
    assert (shown.state, shown.progress["new"], shown.progress["refused"]) == ("done", 2, 2)
    assert [line for line, _ in shown.refused] == [4, 5]
    assert bytes(ImportUpload.objects.get().content) == b"", "its bytes are gone with it"
    run = ImportRun.objects.get()
    assert (run.new, run.known, len(run.refused), run.by_id) == (2, 0, 2, lead)
    assert Event.objects.get(name="comments.imported").actor_id == lead
    assert Event.objects.filter(name="messages.received", actor_id=lead).exists()
    read_all(LATER)
    assert Case.objects.filter(historical=True).count() == 2


def test_a_live_import_starts_the_clocks(channel, lead):
    confirm_upload(lead, put(channel, lead), replace(CHOICE, live=True), now=NOON)
    work()
    read_all(LATER)
    assert Case.objects.filter(deadline__isnull=False).count() == 2


def test_a_worker_that_died_is_taken_over_where_it_was(channel, lead, monkeypatch):
    many = b"text,id\n" + b"".join(b"Mot %d,%d\n" % (n, n) for n in range(2_300))
    upload = put(channel, lead, many)
    confirm_upload(lead, upload, Choice({"text": "text", "id": "id"}, "iso", "UTC", False), now=NOON)
    dead = claim_upload(lease=timedelta(seconds=60), now=NOON)
    taken = uploads._take_batch
    calls = []

    def dies_in_the_third(claimed, batch, now):
        calls.append(len(batch))
        if len(calls) == 3:
            raise ConnectionError("killed")
        return taken(claimed, batch, now)

    monkeypatch.setattr(uploads, "_take_batch", dies_in_the_third)
    with pytest.raises(ConnectionError):
        import_some(dead, now=NOON)
    monkeypatch.undo()
    assert (Message.objects.count(), page(lead, upload).progress["handled"]) == (1000, 1000)
    assert work(NOON + timedelta(seconds=30)) == 0, "its lease still runs"
    assert work(NOON + timedelta(seconds=61)) == 1
    assert (Message.objects.count(), page(lead, upload).progress["new"]) == (2_300, 2_300)
    import_some(dead, now=LATER)
    assert ImportRun.objects.count() == 1


def test_a_long_file_comes_in_over_several_steps(channel, lead):
    many = b"text,id\n" + b"".join(b"Mot %d,%d\n" % (n, n) for n in range(5_600))
    upload = put(channel, lead, many)
    confirm_upload(lead, upload, Choice({"text": "text", "id": "id"}, "iso", "UTC", False), now=NOON)
    assert work() == 2
    shown = page(lead, upload)
    assert (shown.state, shown.progress["handled"], shown.progress["total"]) == ("done", 5_600, 5_601)


def test_a_file_is_stopped_and_what_came_in_stays(channel, lead):
    upload = put(channel, lead)
    confirm_upload(lead, upload, CHOICE, now=NOON)
    claimed = claim_upload(lease=timedelta(seconds=60), now=NOON)
    cancel_upload(lead, upload, now=LATER)
    import_some(claimed, now=LATER)
    assert (page(lead, upload).state, Message.objects.count()) == ("cancelled", 0)
    assert refusal(cancel_upload, lead, upload, now=LATER) == "state.import"
    assert refusal(confirm_upload, lead, upload, CHOICE, now=LATER) == "state.import"


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (replace(CHOICE, columns={"Auteur": "author"}), "input.columns"),
        (replace(CHOICE, columns={"Auteur": "text", "Commentaire": "text"}), "input.columns"),
        (replace(CHOICE, columns={"Nulle": "text"}), "input.columns"),
        (replace(CHOICE, columns={"Auteur": "drop table"}), "input.columns"),
        (replace(CHOICE, dates="julian"), "input.dates"),
        (replace(CHOICE, zone="../../etc/passwd"), "input.zone"),
        (replace(CHOICE, zone=""), "input.zone"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_and_nothing_comes_in(channel, lead, choice, code):
    upload = put(channel, lead)
    assert refusal(confirm_upload, lead, upload, choice, now=NOON) == code
    assert (page(lead, upload).state, work()) == ("looked", 0)


def test_a_file_of_twenty_megabytes_and_more_is_refused_in_one_sentence(channel, lead):
    assert refusal(put, channel, lead, b"text\n" + b"x" * LARGEST) == "input.file"
    assert refusal(put, channel, lead, b"PK\x03\x04" + b"\x00" * 100) == "input.file"
    assert not ImportUpload.objects.exists()


@pytest.mark.parametrize("role", [Role.AGENT, Role.REVIEWER, Role.EXPERT, Role.AUDITOR])
def test_only_leads_and_administrators_import(channel, lead, role):
    upload = put(channel, lead)
    other = a_person(channel.brand, role, name="Zoé Lann").id
    assert refusal(put, channel, other) == "access.action"
    assert refusal(upload_page, other, upload) == "access.action"
    assert refusal(confirm_upload, other, upload, CHOICE, now=NOON) == "access.action"
    assert refusal(cancel_upload, other, upload, now=NOON) == "access.action"


def test_a_stranger_learns_nothing_of_a_file(channel, lead):
    upload = put(channel, lead)
    stranger = a_person(a_brand("autre"), Role.LEAD, name="Zoé Lann").id
    assert refusal(upload_page, stranger, upload) == "access.brand"
    assert refusal(upload_page, stranger, 999_999) == "access.import"


def test_files_are_forgotten_after_a_day_unless_they_are_coming_in(channel, lead):
    put(channel, lead)
    confirm_upload(lead, put(channel, lead), CHOICE, now=NOON)
    assert forget_uploads(now=NOON + timedelta(hours=23)) == 0
    assert forget_uploads(now=NOON + timedelta(hours=25)) == 1
    assert ImportUpload.objects.get().state == "waiting"
