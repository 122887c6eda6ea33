"""The first transaction of ingest: everything that arrives is stored once and sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests.desk.makers import NOON, a_brand, a_channel, an_item, created

from detente.contracts.network import Change, ChangeKind
from detente.desk.actions.receive import receive
from detente.desk.keys import sealing_key
from detente.desk.models import Author, Channel, EvidenceItem, Message, Revision
from detente.evidence.seal import Sealed, unseal
from detente.journal import ledger
from detente.journal.models import Event, LedgerLine


@pytest.fixture
def channel(db: None) -> Channel:
    return a_channel(a_brand())


def _opened(item: EvidenceItem) -> bytes:
    return unseal(Sealed(bytes(item.commitment), bytes(item.wrapped), bytes(item.ciphertext), item.size), sealing_key())


def test_a_comment_is_stored_and_its_exact_bytes_are_sealed_in_one_ledger_line(channel: Channel) -> None:
    got = receive(channel.id, created(an_item("a"), an_item("b", "Autre", author="paul")), now=NOON)
    assert (got.new, got.known) == (2, 0)
    items = list(EvidenceItem.objects.order_by("leaf"))
    assert [_opened(item) for item in items] == ["Colis annoncé livré mardi, jamais reçu.".encode(), b"Autre"]
    assert LedgerLine.objects.get().count == 2
    assert {item.ledger_seq for item in items} == {1}
    assert ledger.verify().intact


def test_the_same_batch_again_changes_nothing(channel: Channel) -> None:
    receive(channel.id, created(an_item("a")), now=NOON)
    got = receive(channel.id, created(an_item("a")), now=NOON + timedelta(minutes=1))
    assert (got.new, got.known, got.revised) == (0, 1, 0)
    assert (Message.objects.count(), Revision.objects.count(), LedgerLine.objects.count()) == (1, 1, 1)


def test_an_edit_appends_a_revision_and_seals_it(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "Avant")), now=NOON)
    got = receive(channel.id, [Change(ChangeKind.EDITED, "a", an_item("a", "Après"), NOON)], now=NOON)
    assert got.revised == 1
    assert list(Revision.objects.order_by("number").values_list("text", flat=True)) == ["Avant", "Après"]
    message = Message.objects.get()
    assert (message.revision_number, message.read_state) == (2, "unread")
    assert EvidenceItem.objects.filter(what="edited").count() == 1


def test_a_deletion_by_its_author_keeps_the_words_and_is_itself_sealed(channel: Channel) -> None:
    receive(channel.id, created(an_item("a")), now=NOON)
    receive(channel.id, [Change(ChangeKind.DELETED, "a", None, NOON)], now=NOON)
    receive(channel.id, [Change(ChangeKind.DELETED, "a", None, NOON)], now=NOON)
    assert Message.objects.get().state == "deleted"
    assert Revision.objects.get().text.startswith("Colis")
    assert EvidenceItem.objects.filter(what="deleted").count() == 1


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([ChangeKind.MODERATED_ELSEWHERE], "hidden"),
        ([ChangeKind.MODERATED_ELSEWHERE, ChangeKind.RESTORED], "visible"),
        ([ChangeKind.MODERATED_ELSEWHERE, ChangeKind.RESTORED, ChangeKind.MODERATED_ELSEWHERE], "hidden"),
    ],
)
def test_the_last_change_of_visibility_in_a_batch_wins(channel: Channel, kinds: list[ChangeKind], state: str) -> None:
    receive(channel.id, created(an_item("a")), now=NOON)
    receive(channel.id, [Change(kind, "a", an_item("a"), NOON) for kind in kinds], now=NOON)
    assert Message.objects.get().state == state


def test_a_reply_that_arrives_before_its_parent_finds_it_later(channel: Channel) -> None:
    receive(channel.id, created(an_item("child", "Pareil", parent="root", author="bo")), now=NOON)
    receive(channel.id, created(an_item("root")), now=NOON)
    child, root = Message.objects.get(external_id="child"), Message.objects.get(external_id="root")
    assert child.parent_id == root.id


def test_without_an_author_each_comment_has_an_author_of_its_own(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", author=None), an_item("b", author=None)), now=NOON)
    assert Author.objects.count() == 2


def test_bytes_that_the_database_cannot_hold_are_replaced_in_the_text_and_kept_in_the_seal(channel: Channel) -> None:
    item = an_item("a", "nul\x00 seul\ud800")
    receive(channel.id, created(item), now=NOON)
    assert "\x00" not in Revision.objects.get().text
    assert _opened(EvidenceItem.objects.get()) == item.raw


def test_the_cursor_is_saved_with_its_items(channel: Channel) -> None:
    receive(channel.id, created(an_item("a")), now=NOON, cursor={"after": 7})
    channel.refresh_from_db()
    assert (channel.cursor, channel.last_item_at) == ({"after": 7}, NOON)


def test_the_event_of_a_batch_holds_ids_and_no_words(channel: Channel) -> None:
    receive(channel.id, created(an_item("a", "mot-secret", author="odile")), now=NOON)
    event = Event.objects.get()
    assert event.name == "messages.received"
    assert "mot-secret" not in str(event.facts) and "odile" not in str(event.facts)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_event SET name = 'x'",
        "DELETE FROM journal_event",
        "TRUNCATE journal_event",
        "UPDATE journal_ledger SET count = 9",
        "DELETE FROM journal_ledger",
        "TRUNCATE journal_ledger",
        "DELETE FROM journal_ledger_head",
        "UPDATE desk_revision SET text = 'autre chose'",
        "DELETE FROM desk_revision",
        "UPDATE desk_evidenceitem SET ciphertext = '\\x00'",
        "DELETE FROM desk_evidenceitem",
    ],
)
def test_raw_sql_cannot_rewrite_what_happened(channel: Channel, statement: str) -> None:
    receive(channel.id, created(an_item("a")), now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_revision_that_nobody_sealed_cannot_be_committed(fresh_desk: str) -> None:
    channel = a_channel(a_brand())
    receive(channel.id, created(an_item("a")), now=NOON)
    message = Message.objects.get()
    with pytest.raises(IntegrityError, match="not sealed"):
        Revision.objects.create(message=message, number=2, text="x", text_hash=b"x", observed_at=NOON)


def test_the_ledger_names_the_line_that_was_tampered_with(fresh_desk: str) -> None:
    channel = a_channel(a_brand())
    for name in ("a", "b", "c"):
        receive(channel.id, created(an_item(name)), now=NOON)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_ledger DISABLE TRIGGER ledger_only_grows")
        cursor.execute("UPDATE journal_ledger SET count = 5 WHERE seq = 2")
    assert ledger.verify().broken_at == 2
