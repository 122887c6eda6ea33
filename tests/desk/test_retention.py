"""Erasure: words, quotes and keys go; hashes, decisions and the ledger stay, and nothing else can be rewritten."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

import pytest
from django.db import IntegrityError, connection, transaction
from tests.desk.charter_world import a_world
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, an_item, created, read_all

from detente.contracts.network import Change, ChangeKind, Registered, Retention
from detente.contracts.people import Role
from detente.desk.actions import keep_or_erase as module
from detente.desk.actions.erase_messages import erase_messages
from detente.desk.actions.keep_or_erase import keep_or_erase
from detente.desk.actions.receive import receive
from detente.desk.models import Author, Case, Channel, EvidenceItem, Message, Reading, Revision
from detente.journal import ledger
from detente.journal.models import Event, LedgerLine

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def channel(db: None) -> Channel:
    return a_channel(a_brand(), "publicpage")


def _rule(monkeypatch: pytest.MonkeyPatch, retention: Retention) -> None:
    from dataclasses import replace

    from detente.channels.registry import NETWORKS

    line: Registered = NETWORKS["publicpage"]
    assert line.capabilities is not None
    strict = replace(line, capabilities=replace(line.capabilities, retention=retention))
    monkeypatch.setattr(module, "NETWORKS", MappingProxyType({"publicpage": strict}))


def _gone(channel: Channel, external_id: str = "m1") -> None:
    receive(channel.id, [Change(ChangeKind.DELETED, external_id, None, NOON, NOON)], now=NOON)


def test_what_its_author_deleted_is_erased_in_time_and_the_ledger_still_verifies(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rule(monkeypatch, Retention(after_deletion=DAY))
    a_case(channel, "Mon numéro est le 12 rue Haute.")
    _gone(channel)
    assert keep_or_erase(NOON + DAY - timedelta(seconds=1)) == 0
    assert keep_or_erase(NOON + DAY) == 1
    assert keep_or_erase(NOON + DAY) == 0
    assert Revision.objects.get().text == ""
    assert not EvidenceItem.objects.filter(erased_at__isnull=True).exists()
    assert (Reading.objects.get().heart, Reading.objects.get().because) == ("", [])
    assert (Case.objects.get().heart, Author.objects.get().display_name) == ("", "")
    assert ledger.verify().intact
    assert LedgerLine.objects.order_by("-seq")[0].event == "erased"
    assert Event.objects.get(name="messages.erased").facts["because"] == "after_deletion"


def test_what_was_not_seen_again_in_time_is_erased(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    _rule(monkeypatch, Retention(refresh_or_erase=30 * DAY))
    receive(channel.id, created(an_item("old"), an_item("fresh", author="paul")), now=NOON)
    Message.objects.filter(external_id="fresh").update(checked_at=NOON + 20 * DAY)
    assert keep_or_erase(NOON + 31 * DAY) == 1
    assert dict(Message.objects.values_list("external_id", "revisions__text")) == {
        "old": "",
        "fresh": "Colis annoncé livré mardi, jamais reçu.",
    }


def test_a_network_without_a_rule_keeps_what_was_deleted(channel: Channel) -> None:
    a_case(channel)
    _gone(channel)
    assert keep_or_erase(NOON + 400 * DAY) == 0


def test_an_author_with_other_words_here_keeps_their_name(channel: Channel) -> None:
    receive(channel.id, created(an_item("m1"), an_item("m2", "Autre chose.")), now=NOON)
    erase_messages(channel.id, [Message.objects.get(external_id="m1").id], "after_deletion", now=NOON)
    assert Author.objects.get().display_name == "Odile"


def test_what_a_removal_rests_on_is_left_alone(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    _rule(monkeypatch, Retention(after_deletion=DAY))
    world = a_world("contested")
    world.ask(world.abuse())
    Message.objects.update(state="deleted", state_at=NOON)
    assert keep_or_erase(NOON + 9 * DAY) == 0


def test_the_same_words_delivered_again_after_erasure_do_not_come_back(channel: Channel) -> None:
    receive(channel.id, created(an_item("m1")), now=NOON)
    read_all()
    erase_messages(channel.id, [Message.objects.get().id], "after_deletion", now=NOON)
    receive(channel.id, created(an_item("m1")), now=NOON + DAY)
    assert list(Revision.objects.values_list("text", flat=True)) == [""]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE desk_reading SET heart = 'autre'",
        "UPDATE desk_reading SET heart = '', asks = '', because = '[]', kind = 'spam'",
        "UPDATE desk_revision SET text = 'autre'",
        "UPDATE desk_evidenceitem SET wrapped = NULL",
        "DELETE FROM desk_reading",
    ],
)
def test_nothing_but_erasure_can_change_what_was_kept(channel: Channel, statement: str) -> None:
    a_case(channel)
    a_person(channel.brand, Role.AGENT)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
